# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Every profile, reuse and evidence state by itself, answered by the engine (law.md §4).

A page carries a set of states; the matrix looks at one at a time, which is how a lawyer reads a rule base.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.model import Reuse
from rightscheck.rules.cells import cells
from rightscheck.rules.grounds import Bearing, Permission, verdict
from rightscheck.rules.profiles import MEMBER, all_profiles
from rightscheck.rules.vocabulary import Kind, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.resources import RuleData
    from rightscheck.rules.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One cell in the words of the matrix; ``contested`` is ``contested`` or empty, ``review_by`` a date or empty."""

    profile: str
    reuse: str
    evidence: str
    outcome: str
    confidence: str
    rule: str
    contested: str
    checked: str
    review_by: str


def rows(rules: RuleData, day: str | None = None) -> Iterator[Row]:
    """Each cell of every profile, without those of EU members, by the rules in force on this day or the rule set's.

    Raises:
        RuleError: the rule set is wrong.
    """
    when, words = day or str(rules.file("ruleset")["date"]), vocabulary(rules)
    for name in all_profiles(rules):
        if MEMBER in name:
            continue
        compiled = cells(name, when, rules)
        for reuse in Reuse:
            for state in words.matrix:
                found = verdict(compiled, reuse, alone(state, words)).first
                yield Row(
                    profile=name,
                    reuse=reuse.value,
                    evidence=state,
                    outcome=found.outcome.token,
                    confidence=found.rule.confidence.value,
                    rule=found.rule.id,
                    contested="contested" if found.rule.contested else "",
                    checked=found.rule.checked.value,
                    review_by=found.rule.review_by.isoformat() if found.rule.review_by else "",
                )


def alone(state: str, words: Vocabulary) -> Bearing:
    """One state and nothing beside it."""
    return bearing((state,), words)


def bearing(states: tuple[str, ...], words: Vocabulary) -> Bearing:
    """These states together; those of the permission ground as the elements of one licence."""
    elements = frozenset(state for state in states if words.states[state].kind is Kind.PERMISSION)
    return Bearing(
        states=frozenset(states) - elements,
        permissions=(Permission(elements=elements),) if elements else (),
    )
