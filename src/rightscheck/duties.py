# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Duties in plain words, and which of them the user has accepted (design.md §4, Duties).

Naming a duty is the promise to keep it, so there is no word for all of them: ``standing`` covers the user's own
set-up, every duty met item by item is named itself, by its condition token or by the matrix's.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from rightscheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rightscheck.resources import RuleData

STANDING = "standing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty: its plain sentence with a place for a value, and every token that names it.

    ``shows`` is what a report prints beside it: ``attribution``, ``contact``, or nothing; ``unit`` is what a bare
    number in the place of the value counts, ``bare`` the sentence without a value.
    """

    sentence: str
    standing: bool
    shows: str
    unit: str
    bare: str
    names: frozenset[str]


@cache
def duties(rules: RuleData) -> Mapping[str, Duty]:
    """Every duty by each of its tokens."""
    found: dict[str, Duty] = {}
    for _, tables in rules.files("duties"):
        for token, table in tables.items():
            duty = _duty(token, table)
            found |= dict.fromkeys(duty.names, duty)
    return found


def _duty(token: str, table: Mapping[str, Any]) -> Duty:
    names = {token, str(table.get("duty", token))}
    return Duty(
        sentence=str(table["sentence"]),
        standing=table["kind"] == STANDING,
        shows=str(table.get("shows", "")),
        unit=str(table.get("unit", "")),
        bare=str(table.get("bare", "")),
        names=frozenset(names),
    )


def sentence(token: str, rules: RuleData) -> str:
    """The duty in plain words; a token without a sentence is its own."""
    name, _, value = token.partition(":")
    duty = duties(rules).get(name)
    if duty is None:
        return token
    if not value and duty.bare:
        return duty.bare
    counted = f"{value} {duty.unit}" if value.isdecimal() and duty.unit else value
    return duty.sentence.replace("{value}", counted or "what is stated")


def each_once(tokens: Iterable[str], rules: RuleData) -> tuple[str, ...]:
    """The duties without those that say what an earlier one says: two tokens may name one duty."""
    known = duties(rules)
    found: dict[object, str] = {}
    for token in tokens:
        name, _, value = token.partition(":")
        found.setdefault((known[name].names, value) if name in known else token, token)
    return tuple(found.values())


def shown_by(tokens: Iterable[str], rules: RuleData) -> frozenset[str]:
    """What a report prints beside these duties: ``attribution``, ``contact``, both or nothing."""
    known = duties(rules)
    names = {token.partition(":")[0] for token in tokens}
    return frozenset(known[name].shows for name in names if name in known) - {""}


def open_duties(tokens: Iterable[str], accepted: frozenset[str], rules: RuleData) -> tuple[str, ...]:
    """Those of the duties that nobody has promised to keep, in order; none when all are accepted."""
    return tuple(token for token in tokens if not _is_accepted(token, accepted, rules))


def _is_accepted(token: str, accepted: frozenset[str], rules: RuleData) -> bool:
    name = token.partition(":")[0]
    duty = duties(rules).get(name)
    if token in accepted or name in accepted:
        return True
    return duty is not None and (not accepted.isdisjoint(duty.names) or (duty.standing and STANDING in accepted))


def accepted_duties(names: Sequence[str], rules: RuleData) -> frozenset[str]:
    """The duties the user promises to keep.

    Raises:
        UsageError: a word names no duty; the message offers the nearest.
    """
    known = {STANDING, *duties(rules)}
    for name in names:
        if name.partition(":")[0] not in known:
            raise UsageError(_unknown(name, known))
    return frozenset(names)


def _unknown(name: str, known: Iterable[str]) -> str:
    if name == "all":
        return "--accept: there is no 'all': naming a duty is the promise to keep it"
    near = get_close_matches(name, sorted(known), n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(known))}"
    return f"--accept: no duty is called {name!r}; {hint}"
