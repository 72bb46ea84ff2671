# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a run has counted: how many passed, why the others did not, and what would free most of them.

Counts of shards add up to those of the run, in whatever order shards end. Memory is bounded: of the domains the
largest are kept, and the bytes of those let go are summed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rightscheck.duties import duties, open_duties
from rightscheck.gate.verdict import Reason
from rightscheck.model import NotGiven, Outcome
from rightscheck.store.policies import ROBOTS
from rightscheck.urls import Address, parse, registrable_domain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.gate.terms import Terms
    from rightscheck.gate.verdict import Verdict
    from rightscheck.resources import RuleData

_MOST_DOMAINS = 20_000
NO_DOMAIN = "(none)"
CHECK_SIGNALS = "check-site-signals"
_SUMS = (
    "records",
    "kept",
    "held",
    "unreadable",
    "passed_over",
    "bytes",
    "other_bytes",
    "not_given",
    "no_content",
    "audited",
    "disagreed",
)
_COUNTERS = ("reasons", "uses", "frees", "answers", "domains", "faults", "joined")
#: Counted where a snapshot was asked and had nothing for a record.
NO_POLICIES = "(none)"
DOCUMENTS = "documents"


@dataclass(slots=True, kw_only=True)
class Count:
    """The counts of a run or of a part of it.

    ``frees`` says how many held records one step alone frees: ``accept DUTY``, ``read PART``, ``keep uncertain``.
    ``answers`` counts what the outcomes say of the uses asked about, for exit codes. ``first`` holds the first faults
    with their place. ``not_given`` counts records held for signals that nobody brought, ``joined`` how many records
    a snapshot of site policies gave which part.
    """

    records: int = 0
    kept: int = 0
    held: int = 0
    unreadable: int = 0
    passed_over: int = 0
    bytes: int = 0
    other_bytes: int = 0
    not_given: int = 0
    no_content: int = 0
    audited: int = 0
    disagreed: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    uses: Counter[str] = field(default_factory=Counter)
    frees: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    domains: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    joined: Counter[str] = field(default_factory=Counter)
    first: list[tuple[int, str]] = field(default_factory=list)

    def add(self, verdict: Verdict, terms: Terms, rules: RuleData, *, size: int) -> None:
        """Take one record with its size in bytes."""
        self.records += 1
        self.bytes += size
        seen = verdict.report.observation
        self.no_content += isinstance(seen.body, NotGiven)
        self.audited += verdict.agrees is not None
        self.disagreed += verdict.agrees is False
        self._add_domain(seen.address, size)
        self._add_answers(verdict, terms, rules)
        if verdict.fault is not None:
            self._add_fault(verdict.fault)
        if verdict.joined is not None:
            self.joined.update({_kind(part) for part in verdict.joined} or (NO_POLICIES,))
        if verdict.kept:
            self.kept += 1
        else:
            self._add_held(verdict, rules)

    def _add_fault(self, fault: str) -> None:
        self.unreadable += 1
        self.faults[fault.partition(":")[0][:80]] += 1
        if len(self.first) < _MOST_FAULTS:
            self.first.append((self.records, fault))

    def _add_domain(self, url: str | None, size: int) -> None:
        address = parse(url) if url else None
        host = address.host if isinstance(address, Address) else None
        self.domains[(registrable_domain(host) or host) if host else NO_DOMAIN] += size
        if len(self.domains) > 2 * _MOST_DOMAINS:
            self._let_go()

    def _let_go(self) -> None:
        kept = self.domains.most_common(_MOST_DOMAINS)
        self.other_bytes += self.domains.total() - sum(size for _, size in kept)
        self.domains = Counter(dict(kept))

    def _add_answers(self, verdict: Verdict, terms: Terms, rules: RuleData) -> None:
        if verdict.report.unread:
            self.answers["unread"] += 1
        found = {_answer(verdict.report.decisions[use], terms, rules) for use in terms.uses}
        self.answers.update(answer for answer in found if answer)

    def _add_held(self, verdict: Verdict, rules: RuleData) -> None:
        self.held += 1
        first = verdict.hindrances[0]
        self.reasons[first.reason.value] += 1
        self.uses[first.decision.reuse.value] += 1
        self.not_given += any(CHECK_SIGNALS in h.duties for h in verdict.hindrances)
        self.frees.update(_steps(verdict, rules))

    def as_json(self) -> dict[str, Any]:
        """Plain values, largest first; the same counts give the same JSON."""
        sums = {name: getattr(self, name) for name in _SUMS}
        counters = {name: _ordered(getattr(self, name)) for name in _COUNTERS}
        return {**sums, **counters, "first": [list(pair) for pair in self.first]}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Count:
        """The counts that ``as_json`` wrote."""
        count = cls(first=[(int(place), str(fault)) for place, fault in found["first"]])
        for name in _SUMS:
            setattr(count, name, int(found.get(name, 0)))
        for name in _COUNTERS:
            setattr(count, name, Counter(found.get(name, {})))
        return count

    def merge(self, other: Count) -> None:
        """Add the counts of another part, which comes behind this one."""
        self.first += [(self.records + place, fault) for place, fault in other.first][
            : _MOST_FAULTS - len(self.first)
        ]
        for name in _SUMS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in _COUNTERS:
            getattr(self, name).update(getattr(other, name))
        if len(self.domains) > 2 * _MOST_DOMAINS:
            self._let_go()


_MOST_FAULTS = 1000


def _kind(part: str) -> str:
    """The name of a part by which many sites can be counted."""
    return part if part == ROBOTS or part.startswith("/") else DOCUMENTS


def _ordered(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])))


def _answer(decision: Any, terms: Terms, rules: RuleData) -> str | None:  # noqa: ANN401  # a Decision
    if decision.outcome is Outcome.DENIED:
        return "denied"
    if decision.outcome is Outcome.UNCERTAIN:
        return "uncertain"
    is_open = decision.outcome is Outcome.CONDITIONAL and open_duties(decision.duties, terms.accepted, rules)
    return "uncertain" if is_open else None


def _steps(verdict: Verdict, rules: RuleData) -> set[str]:
    """What frees this record by itself; empty where the source or the profile says no, or two steps are needed."""
    reasons = {hindrance.reason for hindrance in verdict.hindrances}
    if reasons == {Reason.DUTIES}:
        return _accepting({duty for hindrance in verdict.hindrances for duty in hindrance.duties}, rules)
    if reasons <= {Reason.UNREAD, Reason.GUARDED}:
        parts = {missing.part for missing in verdict.report.unread}
        return {f"read {part}" for part in parts} if len(parts) == 1 else set()
    return {"keep uncertain"} if reasons == {Reason.UNCERTAIN} else set()


def _accepting(still_open: set[str], rules: RuleData) -> set[str]:
    """The one duty that is open, or the word for all of the user's own set-up where they are all of that."""
    names = {duty.partition(":")[0] for duty in still_open}
    known = duties(rules)
    found = {f"accept {name}" for name in names} if len(names) == 1 else set()
    if all(name in known and known[name].standing for name in names):
        found.add("accept standing")
    return found
