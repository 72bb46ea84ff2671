# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The closed lists of the rule base: states, stages, territories (``rules/vocabulary.toml``; law.md §3, §7)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from rightscheck.errors import UnknownTermError
from rightscheck.rules.fields import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rightscheck.resources import RuleData

PATH = "rules/vocabulary.toml"
NOTHING = "nothing"
AGREEMENT = "agreement"
BARRIER = "barrier"


class Kind(StrEnum):
    """Which ground a state belongs to (law.md §6, G)."""

    PERMISSION = "permission"
    RESERVATION = "reservation"
    OVERLAY = "overlay"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One evidence state: ``weight`` decides a tie, ``denies`` marks a denial that names the reuse or its class."""

    id: str
    kind: Kind
    says: str
    weight: int
    denies: bool
    falls_back: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Every closed list of the rule base."""

    states: Mapping[str, State]
    groups: Mapping[str, tuple[str, ...]]
    matrix: tuple[str, ...]
    stages: tuple[str, ...]
    maturity: tuple[str, ...]
    kinds: tuple[str, ...]
    status: tuple[str, ...]
    territories: tuple[str, ...]
    no_authority: str

    def spread(self, words: Iterable[str]) -> tuple[str, ...]:
        """The states these words stand for, each once: a state is itself, a group all of its own."""
        return tuple(dict.fromkeys(state for word in words for state in self.groups.get(word, (word,))))

    def of_kind(self, kind: Kind) -> frozenset[str]:
        """The states of one kind."""
        return frozenset(state.id for state in self.states.values() if state.kind is kind)


@cache
def vocabulary(rules: RuleData) -> Vocabulary:
    """The vocabulary of this rule set.

    Raises:
        RuleError: the file is missing or lacks a list.
        UnknownTermError: a group or fallback names a state that does not exist.
    """
    top = Table(rules.file("vocabulary"), PATH)
    tables = top.table("state").content
    states = {name: _state(name, weight, tables) for weight, name in enumerate(tables)}
    groups = top.table("group")
    return Vocabulary(
        states=states,
        groups={name: groups.words(name, states) for name in groups.content},
        matrix=top.table("matrix").words("states", states),
        stages=top.words("stages"),
        maturity=top.words("maturity"),
        kinds=top.words("kinds"),
        status=top.words("status"),
        territories=top.words("territories"),
        no_authority=top.text("no_authority"),
    )


def _state(name: str, weight: int, tables: Mapping[str, Any]) -> State:
    table = Table(tables[name], PATH)
    try:
        kind = Kind(table.text("kind"))
    except ValueError as error:
        raise UnknownTermError(str(error), path=PATH, key=f"state.{name}.kind") from error
    return State(
        id=name,
        kind=kind,
        says=table.text("says"),
        weight=weight,
        denies=table.flag("denies"),
        falls_back=table.words("falls_back", tables),
    )
