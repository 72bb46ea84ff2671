# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Cases beside the rules: states in, rule and outcome out (``rules/cases/ladder/*.toml``; law.md §7).

A file is named after the rule its cases belong to, or after a topic if every case names its rule. One table may stand
for several cases, one for each profile and reuse it lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from rightscheck.errors import RuleError
from rightscheck.model import Outcome, Reuse
from rightscheck.rules.cells import cells
from rightscheck.rules.fields import Table
from rightscheck.rules.grounds import Bearing, Permission, verdict
from rightscheck.rules.profiles import all_profiles
from rightscheck.rules.rulebook import rulebook
from rightscheck.rules.vocabulary import Kind, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.resources import RuleData
    from rightscheck.rules.grounds import Verdict

ROOM = "cases/ladder"
_STATES = ("evidence", "licence", "offered", "not_given")
_KEYS = ("about", "profile", "reuse", *_STATES, "as_of", "outcome", "rule", "also")
_OUTCOMES = {outcome.token: outcome for outcome in Outcome}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One expectation. ``also`` is the rule of the second route, empty where the case does not say."""

    about: str
    profile: str
    reuse: Reuse
    bearing: Bearing
    as_of: str
    outcome: Outcome
    rule: str
    also: str
    path: str

    def answer(self, rules: RuleData) -> Verdict:
        """What the engine says."""
        return verdict(cells(self.profile, self.as_of, rules), self.reuse, self.bearing)

    def fault(self, rules: RuleData) -> str | None:
        """What is otherwise than the case says, None where all is as it should be."""
        found = self.answer(rules)
        second = found.second.rule.id if found.second else ""
        got = (found.first.rule.id, found.first.outcome.token)
        if got != (self.rule, self.outcome.token):
            return f"{self}: {got[1]} by {got[0]}, not {self.outcome.token} by {self.rule}"
        if self.also and second != self.also:
            return f"{self}: the second route is {second or 'missing'}, not {self.also}"
        return None

    def __str__(self) -> str:
        """The case in a few words, for messages."""
        states = sorted(self.bearing.states | frozenset().union(*(p.elements for p in self.bearing.permissions)))
        return f"{self.path}: {self.profile}, {self.reuse.value}, {' + '.join(states) or 'nothing'}"


@cache
def cases(rules: RuleData) -> tuple[Case, ...]:
    """Every case, in file order.

    Raises:
        RuleError: a file is wrong.
        UnknownTermError: a case names a profile, reuse, state or rule that does not exist.
    """
    return tuple(
        case
        for name, content in rules.files(ROOM)
        for table in Table(content, f"rules/{ROOM}/{name}.toml").tables("case")
        for case in _cases(table, name, rules)
    )


def _cases(table: Table, name: str, rules: RuleData) -> Iterator[Case]:
    table.only(_KEYS)
    profiles = table.words("profile", all_profiles(rules))
    reuses = table.words("reuse", tuple(reuse.value for reuse in Reuse))
    if not (profiles and reuses):
        raise RuleError('name them: profile = ["eu-commercial"], reuse = ["tdm"]', path=table.path, key="case")
    day = table.day("as_of")
    for profile, reuse in product(profiles, reuses):
        yield Case(
            about=str(table.content.get("about", "")),
            profile=profile,
            reuse=Reuse(reuse),
            bearing=_bearing(table, rules),
            as_of=day.isoformat() if day else str(rules.file("ruleset")["date"]),
            outcome=_OUTCOMES[table.word("outcome", _OUTCOMES)],
            rule=table.word("rule", rulebook(rules), name),
            also=table.word("also", rulebook(rules)) if "also" in table.content else "",
            path=table.path,
        )


def _bearing(table: Table, rules: RuleData) -> Bearing:
    """The states of a case: those beside, the elements of one licence, and another that is offered as a choice."""
    words = vocabulary(rules)
    permitting = words.of_kind(Kind.PERMISSION)
    offers = [table.words(key, permitting) for key in ("licence", "offered")]
    return Bearing(
        states=frozenset(table.words("evidence", frozenset(words.states) - permitting)),
        permissions=tuple(Permission(elements=frozenset(elements)) for elements in offers if elements),
        not_given=table.flag("not_given"),
    )
