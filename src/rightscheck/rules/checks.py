# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What only shows when the whole rule base is looked at (design.md §4, loading rejects; law.md §7, load checks).

Every cell is answered, never by two rules; every rule decides a cell or a case of its own; review dates that have
passed are told.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rightscheck.errors import RuleError
from rightscheck.rules.authorities import authorities
from rightscheck.rules.cases import cases
from rightscheck.rules.cells import cells, unanswered
from rightscheck.rules.matrix import rows
from rightscheck.rules.profiles import all_profiles
from rightscheck.rules.rulebook import rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.resources import RuleData


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A rule or authority whose day of review has passed."""

    what: str
    id: str
    path: str
    review_by: str


@cache
def sound(rules: RuleData) -> bool:
    """True; that the rule base is whole is what the errors are for.

    Raises:
        RuleError: the first thing that is wrong, with file, key and mend.
    """
    day = str(rules.file("ruleset")["date"])
    for name in all_profiles(rules):
        for reuse, state in unanswered(cells(name, day, rules)):
            raise RuleError(
                f"no rule answers {reuse.value} in the state {state}; name one that does",
                path=f"rules/profiles/{name}.toml",
                key="rules",
            )
    for rule in idle(rules):
        raise RuleError(
            f"it decides no cell of any profile and no case; name it in a profile, or write cases/ladder/{rule}.toml",
            path=rulebook(rules)[rule].path,
            key="id",
        )
    return True


def idle(rules: RuleData) -> Iterator[str]:
    """The rules that decide neither a cell of the matrix nor a case, in the order of the rule book."""
    deciding = {row.rule for row in rows(rules)}
    deciding |= {case.rule for case in cases(rules) if case.answer(rules).first.rule.id == case.rule}
    return (rule for rule in rulebook(rules) if rule not in deciding)


def overdue(rules: RuleData, day: str) -> Iterator[Overdue]:
    """Rules and authorities that were to be reviewed before this day or on it, the earliest first."""
    late = [
        Overdue(what="rule", id=rule.id, path=rule.path, review_by=rule.review_by.isoformat())
        for rule in rulebook(rules).values()
        if rule.review_by and rule.review_by.isoformat() <= day
    ]
    late += [
        Overdue(what="authority", id=found.id, path="rules/authorities", review_by=found.review_by.isoformat())
        for found in authorities(rules).values()
        if found.review_by and found.review_by.isoformat() <= day
    ]
    return iter(sorted(late, key=lambda one: (one.review_by, one.what, one.id)))
