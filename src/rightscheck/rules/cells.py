# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A profile compiled: for each reuse and state the one rule in force that answers (law.md §6, Load check).

Two rules for one cell are refused unless one says that it goes over the other; a default yields to every other rule.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from rightscheck.errors import RuleError
from rightscheck.model import Reuse
from rightscheck.rules.profiles import all_profiles
from rightscheck.rules.rulebook import rulebook
from rightscheck.rules.vocabulary import Kind, Vocabulary, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.resources import RuleData
    from rightscheck.rules.profiles import Profile
    from rightscheck.rules.rulebook import Rule

DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """What a profile answers on one day. Compared by identity, so that answers can be remembered by it."""

    profile: Profile
    words: Vocabulary
    by: Mapping[tuple[Reuse, str], Rule]
    default: Rule

    def of(self, reuse: Reuse, state: str) -> Rule | None:
        """The rule for this reuse in this state, None where the profile has none."""
        return self.by.get((reuse, state))


def cells(name: str, day: str, rules: RuleData) -> Cells:
    """The profile's rules in force on this day, ``YYYY-MM-DD``.

    Raises:
        RuleError: two rules answer one cell, or none answers one that must be answered.
    """
    # Days between two changes of the rules share one compiled profile: a crawl brings many days.
    return _compiled(name, bisect_right(_changes(rules), day), rules)


@cache
def _changes(rules: RuleData) -> tuple[str, ...]:
    """The days on which a rule begins to hold, or has ceased to."""
    first = {rule.valid_from for rule in rulebook(rules).values() if rule.valid_from}
    after = {rule.valid_until + timedelta(days=1) for rule in rulebook(rules).values() if rule.valid_until}
    return tuple(sorted(day.isoformat() for day in first | after))


@cache
def _compiled(name: str, era: int, rules: RuleData) -> Cells:
    day = _changes(rules)[era - 1] if era else "0001-01-01"
    profile, book = all_profiles(rules)[name], rulebook(rules)
    found: dict[tuple[Reuse, str], Rule] = {}
    for rule in (book[rule] for rule in profile.rules):
        for cell in rule.cells() if rule.in_force(day) else ():
            found[cell] = _one(cell, rule, found.get(cell), profile)
    return Cells(profile=profile, words=vocabulary(rules), by=found, default=book[profile.default])


def _one(cell: tuple[Reuse, str], rule: Rule, other: Rule | None, profile: Profile) -> Rule:
    if other is None or other is rule or _goes_over(rule, other):
        return rule
    if _goes_over(other, rule):
        return other
    raise RuleError(
        f"two rules answer {cell[0].value} in the state {cell[1]}: {other.id} and {rule.id}; "
        "narrow one, or let one name the other in 'over'",
        path=f"rules/profiles/{profile.name}.toml",
        key="rules",
    )


def _goes_over(rule: Rule, other: Rule) -> bool:
    """Whether a rule answers where another speaks too: it says so, or the other is a default."""
    return other.id in rule.over or (other.stage == DEFAULT and rule.stage != DEFAULT)


def unanswered(compiled: Cells) -> Iterator[tuple[Reuse, str]]:
    """Each reuse and reservation state without a rule: with all of them answered, every set of states is."""
    for reuse in Reuse:
        for state in compiled.words.states.values():
            if state.kind is Kind.RESERVATION and compiled.of(reuse, state.id) is None:
                yield reuse, state.id
