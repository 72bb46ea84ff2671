# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Whether one record passes, and if not, all that keeps it (design.md §5, ``gate --use``).

Fail closed: what could not be read is held before any law is asked, and so is a record that brought nothing to judge.
Every hindrance of every use asked about is collected: what would free a record is known only from all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from rightscheck.duties import open_duties
from rightscheck.gate.terms import OnUncertain, Policy
from rightscheck.model import NotGiven, Outcome, Stated, Unread
from rightscheck.rules.holdings import AGREEMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.gate.terms import Terms
    from rightscheck.model import Decision, Evidence, Observation, Reuse
    from rightscheck.resources import RuleData
    from rightscheck.rights import Report

#: What a guard of the HTML reader leaves as the reason of an unread page.
GUARDS = frozenset({"too-large", "too-deep", "too-many-attributes"})


class Reason(StrEnum):
    """Why a record is held; of several the first of this list is told."""

    STATED_DENIED = "stated-denied"  #: the source itself says no
    DENIED = "denied"  #: the profile says no
    GUARDED = "guarded"  #: a guard stopped the reader of the page
    UNREAD = "unread"  #: something that may speak of rights could not be read
    NOTHING_GIVEN = "nothing-given"  #: the record brought neither content nor signals
    UNCERTAIN = "uncertain"  #: the law or the source's silence leaves it open
    NOT_GRANTED = "not-granted"  #: opt-in, and the source grants nothing
    DUTIES = "duties"  #: conditional, and a duty is open


_ORDER = {reason: place for place, reason in enumerate(Reason)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance:
    """One thing that holds a record: for which use, why, and which duties are open where that is why."""

    reason: Reason
    decision: Decision
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The gate's answer on one record; ``hindrances`` are empty for one that passes, the foremost first.

    ``fault`` says why the record could not be read at all, ``joined`` which parts came from a snapshot of site
    policies; it is None where none was asked.
    """

    report: Report
    hindrances: tuple[Hindrance, ...] = ()
    fault: str | None = None
    agrees: bool | None = None  #: whether the second reader said the same; None for a record it did not read
    joined: tuple[str, ...] | None = None

    @property
    def kept(self) -> bool:
        """Whether the record passes."""
        return not self.hindrances

    @property
    def reason(self) -> Reason | None:
        """Why it is held, None for a record that passes."""
        return self.hindrances[0].reason if self.hindrances else None

    @property
    def use(self) -> Reuse | None:
        """The use it is held for, None for a record that passes."""
        return self.hindrances[0].decision.reuse if self.hindrances else None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What the source says on that use, word for word; empty where it is silent."""
        if not self.hindrances:
            return ()
        found = self.report.evidence
        return tuple(found[index] for index in self.hindrances[0].decision.evidence)

    def held(self) -> dict[str, Any] | None:
        """The ``held`` object of the contract, None for a record that passes.

        ``unread`` and ``duties`` are there where they are why, ``also`` where more than one thing holds the record.
        """
        if not self.hindrances:
            return None
        first = self.hindrances[0]
        return {
            "use": first.decision.reuse.value,
            "outcome": first.decision.outcome.token,
            "stated": first.decision.stated.value,
            "rule": first.decision.rule,
            "reason": first.reason.value,
            **self._detail(first),
            "evidence": self._evidence(first.decision),
        }

    def _detail(self, first: Hindrance) -> dict[str, Any]:
        rest = [{"use": h.decision.reuse.value, "reason": h.reason.value} for h in self.hindrances[1:]]
        unread = [{"part": m.part, "reason": m.reason} for m in self.report.unread]
        return {
            **({"duties": list(first.duties)} if first.duties else {}),
            **({"unread": unread} if first.reason in (Reason.UNREAD, Reason.GUARDED) else {}),
            **({"also": rest} if rest else {}),
        }

    def _evidence(self, decision: Decision) -> list[dict[str, Any]]:
        if not decision.evidence:
            return []
        listed = self.report.rights()["evidence"]
        return [listed[index] for index in decision.evidence]


def weigh(report: Report, terms: Terms, rules: RuleData, *, fault: str | None = None) -> Verdict:
    """The verdict on a judged record; a ``fault`` is that of a record which could not be read."""
    found = sorted(_hindrances(report, terms, rules), key=lambda h: _ORDER[h.reason])
    return Verdict(report=report, hindrances=tuple(found), fault=fault)


def _hindrances(report: Report, terms: Terms, rules: RuleData) -> Iterator[Hindrance]:
    general = _unseen(report)
    worst = max((report.decisions[use] for use in terms.uses), key=lambda decision: decision.outcome)
    if general is not None:
        yield Hindrance(reason=general, decision=worst)
    for use in terms.uses:
        if not _agreed(report, use):
            yield from _by_source(report.decisions[use], terms.policy)
        for answers in report.profiles.values():  # each profile's duties, not those of the headline alone
            yield from _by_outcome(answers[use], terms, rules)


def _unseen(report: Report) -> Reason | None:
    """Why the record is held before its answers are asked, None if it was seen whole."""
    body = report.observation.body
    if isinstance(body, Unread) and body.reason in GUARDS:
        return Reason.GUARDED
    if report.unread:
        return Reason.UNREAD
    return Reason.NOTHING_GIVEN if _is_empty(report.observation) else None


def _is_empty(seen: Observation) -> bool:
    return (
        isinstance(seen.body, NotGiven)
        and isinstance(seen.robots, NotGiven)
        and seen.headers is None
        and seen.status is None
        and not seen.site_files
    )


def _agreed(report: Report, use: Reuse) -> bool:
    """Whether an agreement on file covers the use: then its other party has said yes since."""
    found = {index for answers in report.profiles.values() for index in answers[use].evidence}
    return any(report.evidence[index].standard == AGREEMENT for index in found)


def _by_source(decision: Decision, policy: Policy) -> Iterator[Hindrance]:
    if policy is Policy.LAW:
        return
    if decision.stated is Stated.DENIED:
        yield Hindrance(reason=Reason.STATED_DENIED, decision=decision)
    elif policy is Policy.OPT_IN and decision.stated is Stated.SILENT:
        yield Hindrance(reason=Reason.NOT_GRANTED, decision=decision)


def _by_outcome(decision: Decision, terms: Terms, rules: RuleData) -> Iterator[Hindrance]:
    if decision.outcome is Outcome.DENIED:
        yield Hindrance(reason=Reason.DENIED, decision=decision)
    elif decision.outcome is Outcome.UNCERTAIN and terms.on_uncertain is OnUncertain.HOLD:
        yield Hindrance(reason=Reason.UNCERTAIN, decision=decision)
    elif decision.outcome is Outcome.CONDITIONAL:
        still_open = open_duties(decision.duties, terms.accepted, rules)
        if still_open:
            yield Hindrance(reason=Reason.DUTIES, decision=decision, duties=still_open)
