# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Old marks judged again by newer site policies, without the content (opt-outs come after the crawl).

A record keeps what it said itself; of what its site says, each part that the newer policies hold takes the place of
the old one, and the rest stays as it was. Nothing is restored for want of knowledge: a site that the snapshot lacks
changes nothing, a part it lacks keeps its old word, and so does a document whose terms only the page announces.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from rightscheck.gate.marked import BESIDE, HEADERS, PAGE, read_signals, read_state
from rightscheck.gate.verdict import weigh
from rightscheck.judge import judge_reading
from rightscheck.markup.read import Engine
from rightscheck.missing import MALFORMED
from rightscheck.model import NOT_GIVEN, Absent, Form, Observation, Reading
from rightscheck.observe.access import PATH
from rightscheck.observe.seeing import see
from rightscheck.signals.interface import Seen
from rightscheck.statements.readers import read_all, site_files
from rightscheck.statements.settle import PROSE
from rightscheck.store.policies import ROBOTS
from rightscheck.urls import normal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rightscheck.gate.gating import Gate
    from rightscheck.gate.marked import State
    from rightscheck.gate.recheck_marks import Mark
    from rightscheck.gate.verdict import Verdict
    from rightscheck.model import Evidence, Headers, Part, Signal
    from rightscheck.resources import RuleData

_AS_MARKED = Absent(reason="as-marked")
_NOTHING: Mapping[str, Any] = {"rights": {"evidence": [], "unread": [], "not_given": []}, "signals": []}


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """The new verdict on a marked record; ``certain`` is False where an entry about its very content stood before.

    Such an entry (of a list, an agreement, a waiver) is found by the content's digest, which is not there any more.
    """

    verdict: Verdict
    certain: bool


def rejudged(mark: Mark, proof: Mapping[str, Any] | None, fresh: Mapping[str, Part], gate: Gate) -> Again:
    """The verdict on this record with these parts of its site; ``proof`` is the evidence its mark refers to.

    Raises:
        InputError: the sidecar does not hold what that needs.
    """
    state, known = read_state(str(mark.row["seen"])), proof or _NOTHING
    judging = gate.judging
    seen = _seen(mark, state, fresh, gate)
    reading = _reading(seen, known, fresh, judging.rules)
    missing = [part for part in known["rights"]["not_given"] if "://" in part and part not in fresh]
    report = judge_reading(seen, reading, judging.rules, profiles=judging.profiles, left_out=missing)
    verdict = weigh(report, gate.terms, judging.rules)
    return Again(verdict=verdict, certain=_beside(known) <= {(e.standard, e.quote) for e in report.evidence})


def _beside(proof: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(e["standard"], e["quote"]) for e in proof["rights"]["evidence"] if e["standard"] in BESIDE}


def _seen(mark: Mark, state: State, fresh: Mapping[str, Part], gate: Gate) -> Seen:
    """What is known of the record now: its body as it counted, the new parts, and old ones as filled places."""
    old = {name: _AS_MARKED for name in state.given if name not in (HEADERS, PAGE)}
    parts: dict[str, Part] = {**old, **fresh}
    headers: Headers | None = () if HEADERS in state.given else None
    if state.form is Form.TEXT and PAGE in state.given:
        headers = (("content-type", "text/plain"),)
    observation = Observation(
        url=mark.url,
        status=state.status,
        agent=gate.judging.agent,
        form=state.form,
        headers=headers,
        robots=parts.pop(ROBOTS, NOT_GIVEN),
        site_files={name: part for name, part in parts.items() if name.startswith("/")},
        documents={name: part for name, part in parts.items() if not name.startswith("/")},
    )
    read = see(observation, gate.judging.rules, Engine.BULK)
    whole = replace(read.observation, body=state.body)
    return Seen(observation=whole, page=None, documents=read.documents, as_of=gate.judging.as_of or state.day)


def _reading(seen: Seen, proof: Mapping[str, Any], fresh: Mapping[str, Part], rules: RuleData) -> Reading:
    """The old signals as far as they stand, in their order, then what is read in the new parts."""
    anew = read_all(seen, rules)
    found = [signal.evidence for signal in anew.signals]
    old = [(signal, _part_of(signal.evidence, seen.observation.address)) for signal in read_signals(proof)]
    news = _News(
        fresh=fresh,
        told={evidence.url for evidence in found},
        wanted={evidence.consent_route for evidence in found},
        announced=_announced(old),
    )
    kept = [signal for signal, part in old if not news.replaces(part, signal.evidence.standard)]
    unread = [(row["part"], row["reason"]) for row in proof["rights"]["unread"]]
    return Reading(
        signals=(*kept, *anew.signals),
        unread=(
            *((part, why) for part, why in unread if not news.replaces(part, PROSE if why != MALFORMED else "")),
            *anew.unread,
        ),
    )


def _announced(old: Sequence[tuple[Signal, str | None]]) -> Mapping[str, set[str | None]]:
    """By document, the parts that led to it; None stands for the record itself."""
    found: dict[str, set[str | None]] = {}
    for signal, part in old:
        target = signal.evidence.consent_route
        if target is not None and target != part:
            found.setdefault(target, set()).add(part)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    """The new parts, the documents that speak again or are announced again, and which parts had led to which."""

    fresh: Mapping[str, Part]
    told: set[str | None]
    wanted: set[str | None]
    announced: Mapping[str, set[str | None]]

    def replaces(self, part: str | None, standard: str) -> bool:
        """Whether what stood in this part holds no longer.

        Prose of a document counts wherever it is linked. Other terms count only where they are announced: they go
        when the document speaks again, or when every part that led to it is there anew and no longer does.
        """
        if part is None:
            return False
        if "://" not in part or standard == PROSE:
            return part in self.fresh
        left = self.announced.get(part, {None}) <= set(self.fresh)
        return (left or part in self.told) if part in self.fresh else (left and part not in self.wanted)


def _part_of(evidence: Evidence, address: str | None) -> str | None:
    """The part of the site that a signal stands in: robots.txt, a path, a document; None for the record itself."""
    if evidence.url is None:
        return None
    path = evidence.place.partition(":")[0]
    if path in (PATH, *site_files()) and evidence.url == normal(path, address):
        return ROBOTS if path == PATH else path
    return evidence.url
