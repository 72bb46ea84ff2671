# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What the user brings beside the page: agreements on file, lists that others publish, waivers.

They are files of the rule set (``agreements/``, ``lists/``, ``waivers/`` of a ``--rules`` directory), so that a
report's digest covers them and the same observation, rule set and date give the same decision. Each that meets the
subject becomes evidence of its own; an agreement or waiver that has ended is told and not used.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rightscheck.errors import RuleError
from rightscheck.model import Diagnostic, Evidence, Reuse, Scope, Signal
from rightscheck.rules.fields import Table
from rightscheck.rules.targets import KEYS, Target, target

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from rightscheck.model import Observation, Settlement
    from rightscheck.resources import RuleData

AGREEMENT, LIST, WAIVER = "agreement", "list", "waiver"
_ROOMS = {AGREEMENT: "agreements", LIST: "lists", WAIVER: "waivers"}
_EFFECTS = ("denied", "barrier")
_REUSES = tuple(reuse.value for reuse in Reuse)
_OWN_KEYS = {
    AGREEMENT: ("reference", "with", "reuses", "since", "until"),
    LIST: ("publisher", "date", "effect", "reuses"),
    WAIVER: ("standard", "quote", "reason", "owner", "until"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One entry of a file: whom it is about, which reuses, and the days it holds."""

    kind: str
    about: Target
    reuses: tuple[Reuse, ...]
    since: date | None
    until: date | None
    words: str
    path: str
    effect: str = ""
    standard: str = ""
    quote: str = ""

    def ended(self, day: str) -> bool:
        """Whether its last day is before this one."""
        return self.until is not None and self.until.isoformat() < day

    def begun(self, day: str) -> bool:
        """Whether its first day has come."""
        return self.since is None or self.since.isoformat() <= day


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What meets one subject: evidence to list behind the page's own, and what it does, by index of that evidence."""

    signals: tuple[Signal, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    agreed: Mapping[Reuse, int] | None = None
    listed: tuple[tuple[Reuse, str, int], ...] = ()
    waived: frozenset[int] = frozenset()


@cache
def holdings(rules: RuleData) -> tuple[Holding, ...]:
    """Every agreement, list and waiver of this rule set; none where the user brought none.

    Raises:
        RuleError: an entry lacks what it must say.
        UnknownTermError: it names a reuse or effect that does not exist.
    """
    return tuple(
        _holding(kind, table)
        for kind, room in _ROOMS.items()
        for name, content in rules.files(room)
        for table in Table(content, f"rules/{room}/{name}.toml").tables(kind)
    )


def _holding(kind: str, table: Table) -> Holding:
    table.only((*_OWN_KEYS[kind], *KEYS))
    until = table.day("until")
    since = table.day("date" if kind == LIST else "since")
    if kind == LIST and since is None:
        raise RuleError("when was it published? write date = 2026-11-25", path=table.path, key="date")
    if kind == WAIVER and until is None:
        raise RuleError("a waiver ends some day; write until = 2027-05-25", path=table.path, key="until")
    effect = table.word("effect", _EFFECTS) if kind == LIST else ""
    reuses = table.words("reuses", _REUSES)
    if not reuses and (kind == AGREEMENT or effect == "denied"):
        raise RuleError('name them: reuses = ["ai-train"]', path=table.path, key="reuses")
    return Holding(
        kind=kind,
        about=target(table),
        reuses=tuple(Reuse(reuse) for reuse in reuses),
        since=since,
        until=until,
        words=_words(kind, table),
        path=table.path,
        effect=effect,
        standard=table.text("standard") if kind == WAIVER else "",
        quote=str(table.content.get("quote", "")),
    )


def _words(kind: str, table: Table) -> str:
    """The entry in a line: the evidence's quote."""
    if kind == AGREEMENT:
        return f"{table.text('reference')}: agreement with {table.text('with')}"
    if kind == LIST:
        return f"list of {table.text('publisher')}, {table.content.get('date')}"
    return f"waived by {table.text('owner')}: {table.text('reason')}"


def held(observation: Observation, settlement: Settlement, day: str, rules: RuleData) -> Held:
    """What of it meets this subject on this day; nothing where the user brought nothing."""
    met = [
        (holding, entry)
        for holding in holdings(rules)
        if holding.begun(day) and (entry := holding.about.hit(observation, settlement)) is not None
    ]
    if not met:
        return Held()
    first = len(settlement.signals)
    current = [(index, holding) for index, (holding, _) in enumerate(met, first) if not holding.ended(day)]
    waived = {at: index for index, h in current if h.kind == WAIVER for at in _waived(h, settlement)}
    return Held(
        signals=tuple(_signal(holding, entry, day) for holding, entry in met),
        diagnostics=(
            *(_ended(holding) for holding, _ in met if holding.ended(day)),
            *(_waiver_note(settlement, at, met[index - first][0]) for at, index in sorted(waived.items())),
        ),
        agreed={reuse: index for index, h in current if h.kind == AGREEMENT for reuse in h.reuses},
        listed=tuple(found for index, h in current if h.kind == LIST for found in _listed(h, index)),
        waived=frozenset(waived),
    )


def _listed(holding: Holding, index: int) -> Iterator[tuple[Reuse, str, int]]:
    reuses = holding.reuses or tuple(Reuse)
    return ((reuse, holding.effect, index) for reuse in reuses)


def _waived(holding: Holding, settlement: Settlement) -> Iterator[int]:
    """The signals of the standard the waiver names, that hold its words where it has any."""
    for index, signal in enumerate(settlement.signals):
        if signal.evidence.standard == holding.standard and holding.quote in signal.evidence.quote:
            yield index


def _signal(holding: Holding, entry: str, day: str) -> Signal:
    ended = (f"{holding.kind}-ended",) if holding.ended(day) else ()
    until = f", until {holding.until.isoformat()}" if holding.until else ""
    return Signal(
        evidence=Evidence(
            standard=holding.kind,
            place=holding.path,
            quote=f"{holding.words} ({entry}){until}",
            scope=Scope.PAGE,
            kinds=(holding.kind, *ended),
        )
    )


def _ended(holding: Holding) -> Diagnostic:
    until = holding.until.isoformat() if holding.until else ""
    return Diagnostic(part=holding.path, code=f"{holding.kind}-ended", text=f"{holding.words}: ended on {until}")


def _waiver_note(settlement: Settlement, at: int, holding: Holding) -> Diagnostic:
    evidence = settlement.signals[at].evidence
    text = f"{holding.words}: {evidence.standard} at {evidence.place} counts for no profile"
    return Diagnostic(part=holding.path, code="waived", text=text)
