# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""From what the source says to evidence states, reuse by reuse (law.md §6, E and L).

A statement enters a reuse only where it names it or a class that holds it; which state it is there is data,
``rules/evidence.toml``. What is unread becomes a state of its own, what was not given a duty.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from rightscheck.model import REACHES, Absent, Reuse, Stated, Unread
from rightscheck.rules.circumstances import Circumstances, compiled_map
from rightscheck.rules.grounds import Bearing, Permission
from rightscheck.rules.limits import has_passed
from rightscheck.rules.vocabulary import AGREEMENT
from rightscheck.signals.agents import catalogue
from rightscheck.signals.licence_data import elements_of
from rightscheck.statements import licences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rightscheck.model import Settlement, Statement
    from rightscheck.resources import RuleData
    from rightscheck.rules.circumstances import StateMap
    from rightscheck.statements.licences import Claim

_PERMITS = (Stated.GRANTED, Stated.CONDITIONAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What bears on one reuse, with the signals behind each state and behind the permissions."""

    bearing: Bearing
    signals: Mapping[str, tuple[int, ...]]
    permitted_by: tuple[int, ...]


@dataclass(slots=True)
class _Draft:
    """One reuse while it is put together."""

    states: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    granted: list[tuple[frozenset[str], tuple[str, ...], int]] = field(default_factory=list)
    licensed: list[Permission] = field(default_factory=list)
    licensed_by: list[int] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)


def sightings(
    settlement: Settlement, around: Circumstances, territories: Iterable[str], rules: RuleData
) -> Mapping[Reuse, Sighting]:
    """What bears on each of the ten reuses for a user in one of these territories."""
    table = compiled_map(rules)
    drafts = {reuse: _Draft() for reuse in Reuse}
    for statement in settlement.statements:
        if statement.signal not in around.waived:
            _enter(drafts, _on(around.day, statement), table, frozenset(territories))
    _enter_licences(drafts, licences.claims(settlement.signals, REACHES[around.form]), table, rules)
    for reuse, index in _class_blocks(settlement, around, table, rules):
        drafts[reuse].states[table.agent_state].append(index)
    for reuse, state in _access(around, table):
        drafts[reuse].states[state] += []
    _enter_holdings(drafts, around, table)
    paywalled = any(
        table.paywall in signal.evidence.cues and signal.evidence.scope in REACHES[around.form]
        for signal in settlement.signals
    )
    return {reuse: _sighting(drafts[reuse], around, paywalled=paywalled) for reuse in Reuse}


def _sighting(draft: _Draft, around: Circumstances, *, paywalled: bool) -> Sighting:
    return Sighting(
        bearing=Bearing(
            states=frozenset(draft.states),
            permissions=_permissions(draft),
            conditions=tuple(sorted(set(draft.conditions))),
            not_given=around.not_given,
            paywalled=paywalled,
        ),
        signals={state: tuple(dict.fromkeys(found)) for state, found in draft.states.items()},
        permitted_by=tuple(dict.fromkeys((*draft.licensed_by, *(index for _, _, index in draft.granted)))),
    )


def _permissions(draft: _Draft) -> tuple[Permission, ...]:
    """Licences, and the source's own grants as one, sorted so that the order of signals changes nothing."""
    found = set(draft.licensed)
    if draft.granted:
        elements = frozenset[str]().union(*(elements for elements, _, _ in draft.granted))
        conditions = sorted({condition for _, conditions, _ in draft.granted for condition in conditions})
        found.add(Permission(elements=elements, conditions=tuple(conditions)))
    return tuple(sorted(found, key=lambda p: (sorted(p.elements), p.conditions))) if found else ()


def _on(day: str, said: Statement) -> Statement:
    """The statement as it stands on this day: a permission that has run out by its own words denies."""
    if said.stated is Stated.CONDITIONAL and any(has_passed(condition, day) for condition in said.conditions):
        return replace(said, stated=Stated.DENIED, conditions=())
    return said


def _enter(drafts: Mapping[Reuse, _Draft], said: Statement, table: StateMap, territories: frozenset[str]) -> None:
    if said.stated is Stated.DENIED:
        state = table.denied(said)
        for reuse in Reuse if state in table.everywhere else (said.reuse,):
            drafts[reuse].states[state].append(said.signal)
    elif said.stated in _PERMITS:
        _enter_permitted(drafts[said.reuse], said, table, territories)


def _enter_permitted(draft: _Draft, said: Statement, table: StateMap, territories: frozenset[str]) -> None:
    state = table.permitted(said)
    if not table.is_permission(state):
        draft.states[state].append(said.signal)
        draft.conditions += [c for c in said.conditions if c.partition(":")[0] not in table.passed_over]
        return
    places = {c.partition(":")[2] for c in said.conditions if c.startswith("geo:")}
    if places and places.isdisjoint(territories):
        return  # made for another territory: evidence and no more
    rest = tuple(c for c in said.conditions if not c.startswith("geo:"))
    if places and table.is_status(said) and not rest:
        state = table.status_state
    elements = frozenset({state, *(table.elements[c] for c in rest if c in table.elements)})
    draft.granted.append((elements, tuple(c for c in rest if c not in table.elements), said.signal))


def _enter_licences(
    drafts: Mapping[Reuse, _Draft], claims: tuple[Claim, ...], table: StateMap, rules: RuleData
) -> None:
    """Licences of the page: a choice as permissions side by side, a contradiction as one with the elements of all."""
    groups = [[claim] for claim in claims] if licences.offered(claims) else [list(claims)] if claims else []
    for group in groups:
        reached = [set(licences.terms(claim.id, rules)) for claim in group]
        for reuse in set[Reuse]().union(*reached):
            speaking = [claim for claim, reach in zip(group, reached, strict=True) if reuse in reach]
            named = [e for claim in speaking for e in elements_of(claim.id, rules) or licences.UNSPELLED]
            elements = [table.licence(element, reuse) for element in named]
            if None not in elements:
                drafts[reuse].licensed.append(Permission(elements=frozenset(e for e in elements if e)))
                drafts[reuse].licensed_by += [index for claim in speaking for index in claim.signals]


def _enter_holdings(drafts: Mapping[Reuse, _Draft], around: Circumstances, table: StateMap) -> None:
    """Agreements on file as permissions, entries of published lists as denials or barriers."""
    for reuse, index in (around.agreed or {}).items():
        drafts[reuse].licensed.append(Permission(elements=frozenset({AGREEMENT})))
        drafts[reuse].licensed_by.append(index)
    for reuse, effect, index in around.listed:
        drafts[reuse].states[table.by_list(reuse, effect)].append(index)


def _class_blocks(
    settlement: Settlement, around: Circumstances, table: StateMap, rules: RuleData
) -> Iterator[tuple[Reuse, int]]:
    """Blocks of other operators' AI agents where they make a class, or meet our own operator; else they are notes."""
    known = catalogue(rules)
    own = known.get(around.agent.lower())
    for about, reaches in table.agent_reaches.items():
        operators: dict[str, list[int]] = defaultdict(list)
        for index, signal in enumerate(settlement.signals):
            if index in around.waived:
                continue
            if signal.evidence.standard == table.agent_standard and signal.evidence.scope in REACHES[around.form]:
                for token in signal.evidence.agents:
                    agent = known.get(token.lower())
                    if agent is not None and about in agent.reuses:
                        operators[agent.operator].append(index)
        if len(operators) >= table.operators or (own is not None and own.operator in operators):
            found = dict.fromkeys(index for indices in operators.values() for index in indices)
            yield from ((reuse, index) for reuse in reaches for index in found)


def _access(around: Circumstances, table: StateMap) -> Iterator[tuple[Reuse, str]]:
    """What the way to the page adds: a barrier, no page at all, carriers that were not read (law.md §6, P9)."""
    if isinstance(around.body, Absent):
        yield from ((reuse, table.gone) for reuse in Reuse)
    if _is_barrier(around, table):
        yield from ((reuse, table.barrier) for reuse in Reuse)
    for missing in around.unread:
        yield from ((reuse, table.unread) for reuse in Reuse if reuse is not Reuse.CRAWL)
        if missing.part == table.robots:
            if _closes(missing.reason, table):
                yield Reuse.CRAWL, table.unread
        elif missing.part in table.pages or "://" in missing.part:
            yield Reuse.CRAWL, table.unread_words


def _is_barrier(around: Circumstances, table: StateMap) -> bool:
    body = around.body
    if not isinstance(body, Unread) or around.status not in table.barrier_statuses:
        return False
    return body.reason == str(around.status) or body.reason in table.barrier_stand_ins


def _closes(reason: str, table: StateMap) -> bool:
    """Whether a robots.txt that was not read closes the site: unreachable, and 429 (design.md §2)."""
    return reason in table.closed or not any(re.fullmatch(pattern, reason) for pattern in table.open)
