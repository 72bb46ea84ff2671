# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""One reuse decided: two grounds, lowered apart, the better one answers (law.md §6, G and L).

The exception ground is the strictest answer to the reservations present, lowered by every overlay present. The
permission ground is what a licence or agreement answers; beside a denial of the reuse it is never better than
conditional, and overlays reach it only where they concern access.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from rightscheck.model import Outcome, Reuse
from rightscheck.rules.vocabulary import AGREEMENT, BARRIER, NOTHING, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rightscheck.rules.cells import Cells
    from rightscheck.rules.rulebook import Rule

CHECK_SIGNALS = "check-site-signals"
LAWFUL_ACCESS = "lawful-access"
RESOLVE_CONFLICT = "resolve-conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """One licence, by its elements (law.md §6, L), with the conditions of a permission in the source's own words."""

    elements: frozenset[str]
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """All that bears on one reuse: states, permissions offered side by side, and what was not given.

    ``conditions`` are limits a machine-readable yes carries, ``not_given`` tells that carriers of signals were not
    brought, ``paywalled`` that the page's own markup calls it paid content.
    """

    states: frozenset[str] = frozenset()
    permissions: tuple[Permission, ...] = ()
    conditions: tuple[str, ...] = ()
    not_given: bool = False
    paywalled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a ground says: the rule that decided, its outcome, every duty that comes with it, the states behind."""

    rule: Rule
    outcome: Outcome
    duties: tuple[str, ...]
    states: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The better ground, and the other one where there are two."""

    first: Answer
    second: Answer | None = None


@lru_cache(maxsize=1 << 16)
def verdict(cells: Cells, reuse: Reuse, bearing: Bearing) -> Verdict:
    """The answer for one reuse; remembered, since most pages of a crawl carry one of few sets of states."""
    exception = _with_circumstances(_exception(cells, reuse, bearing), bearing, not_given=bearing.not_given)
    permission = _permission(cells, reuse, bearing)
    if permission is None:
        return Verdict(first=exception)
    permission = _with_circumstances(permission, bearing, not_given=False)
    if exception.outcome < permission.outcome:
        return Verdict(first=exception, second=permission)
    return Verdict(first=permission, second=exception)


def _exception(cells: Cells, reuse: Reuse, bearing: Bearing) -> Answer:
    reserved = bearing.states & cells.words.of_kind(Kind.RESERVATION) or frozenset({NOTHING})
    answers = [_answer(cells, reuse, state) for state in _weighed(cells, reserved)]
    strictest = _strictest(answers)
    conditional = strictest.outcome is Outcome.CONDITIONAL
    duties = (*strictest.duties, *(bearing.conditions if conditional else ()))
    return _lowered(replace(strictest, duties=_once(duties)), cells, reuse, _overlays(cells, bearing))


def _answer(cells: Cells, reuse: Reuse, state: str) -> Answer:
    """The rule for this cell; without one in force, the profile's default."""
    rule = cells.of(reuse, state) or cells.default
    return Answer(rule=rule, outcome=rule.outcome, duties=rule.duties, states=frozenset({state}))


def _overlays(cells: Cells, bearing: Bearing) -> tuple[str, ...]:
    return _weighed(cells, bearing.states & cells.words.of_kind(Kind.OVERLAY))


def _weighed(cells: Cells, states: Iterable[str]) -> tuple[str, ...]:
    """The states in the order in which the later one answers on a tie."""
    return tuple(sorted(states, key=lambda state: cells.words.states[state].weight))


def _strictest(answers: list[Answer]) -> Answer:
    """The strictest of several, the later on a tie; the duties of all that answer alike add up."""
    outcome = max(answer.outcome for answer in answers)
    alike = [answer for answer in answers if answer.outcome is outcome]
    return replace(
        alike[-1],
        duties=_once((*alike[-1].duties, *(duty for answer in alike for duty in answer.duties))),
        states=frozenset().union(*(answer.states for answer in alike)),
    )


def _lowered(answer: Answer, cells: Cells, reuse: Reuse, overlays: Iterable[str]) -> Answer:
    """The answer after every overlay; on a tie the overlay says the closer thing, unless a denial has said it."""
    denied = any(cells.words.states[state].denies for state in answer.states)
    for state in overlays:
        for rule in _overlay_rules(cells, reuse, state):
            if rule.outcome > answer.outcome or (rule.outcome is answer.outcome and not denied):
                conditional = rule.outcome is answer.outcome is Outcome.CONDITIONAL
                kept = answer.duties if conditional else ()
                duties = _once((*rule.duties, *kept))
                answer = Answer(rule=rule, outcome=rule.outcome, duties=duties, states=frozenset({state}))
    return answer


def _overlay_rules(cells: Cells, reuse: Reuse, state: str) -> Iterator[Rule]:
    """The rule for an overlay, else those of the states it falls back to; none where the profile has none."""
    own = cells.of(reuse, state)
    found = [own] if own else [cells.of(reuse, other) for other in cells.words.states[state].falls_back]
    return (rule for rule in found if rule is not None)


def _permission(cells: Cells, reuse: Reuse, bearing: Bearing) -> Answer | None:
    """What the most favourable of the permissions answers; None where none answers this reuse."""
    denied = any(cells.words.states[state].denies for state in bearing.states)
    answers = []
    for permission in bearing.permissions:
        answer = _licensed(cells, reuse, permission)
        if answer is not None:
            reached = _reaching(cells, reuse, bearing, permission)
            answers.append(_lowered(_capped(answer) if denied else answer, cells, reuse, reached))
    return min(answers, key=lambda answer: (answer.outcome, len(answer.duties)), default=None)


def _licensed(cells: Cells, reuse: Reuse, permission: Permission) -> Answer | None:
    """The strictest element's answer with the duties of all; None where an element has no rule for the reuse."""
    rules = [cells.of(reuse, element) for element in _weighed(cells, permission.elements)]
    answers = [
        Answer(rule=rule, outcome=rule.outcome, duties=rule.duties, states=frozenset()) for rule in rules if rule
    ]
    if not answers or len(answers) < len(rules):
        return None
    strictest = _strictest(answers)
    if strictest.outcome is Outcome.DENIED:
        return strictest
    duties = (duty for answer in answers for duty in answer.duties)
    outcome = max(strictest.outcome, Outcome.CONDITIONAL) if permission.conditions else strictest.outcome
    return replace(strictest, outcome=outcome, duties=_once((*strictest.duties, *duties, *permission.conditions)))


def _capped(answer: Answer) -> Answer:
    """Beside a denial of the same reuse a permission is conditional at best: the conflict is to be resolved."""
    if answer.outcome > Outcome.CONDITIONAL:
        return answer
    return replace(answer, outcome=Outcome.CONDITIONAL, duties=_once((*answer.duties, RESOLVE_CONFLICT)))


def _reaching(cells: Cells, reuse: Reuse, bearing: Bearing, permission: Permission) -> tuple[str, ...]:
    """The overlays that reach a permission: all for crawl, else a barrier alone; an agreement covers the barrier."""
    overlays = _overlays(cells, bearing)
    if AGREEMENT in permission.elements:
        overlays = tuple(state for state in overlays if state != BARRIER)
    return overlays if reuse is Reuse.CRAWL else tuple(state for state in overlays if state == BARRIER)


def _with_circumstances(answer: Answer, bearing: Bearing, *, not_given: bool) -> Answer:
    """With the duties that follow from how the page was seen; an allowed answer with one is conditional."""
    added = [CHECK_SIGNALS] * not_given
    if bearing.paywalled and answer.outcome < Outcome.DENIED:
        added.append(LAWFUL_ACCESS)
    if not added:
        return answer
    outcome = max(answer.outcome, Outcome.CONDITIONAL)
    return replace(answer, outcome=outcome, duties=_once((*answer.duties, *added)))


def _once(duties: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(duties))
