# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Rules as data: one file, one rule, read and checked (law.md §7, design.md §4).

A rule says in which evidence states it speaks of which reuses and what it makes of them. It never names a profile;
profiles name rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rightscheck.errors import RuleError
from rightscheck.model import Checked, Confidence, Outcome, Reuse
from rightscheck.rules.authorities import authorities
from rightscheck.rules.duties import known_duties
from rightscheck.rules.fields import Table
from rightscheck.rules.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from rightscheck.resources import RuleData

OVERLAY = "overlay"
_KEYS = (
    *("id", "stage", "title", "outcome", "confidence", "checked", "contested", "valid_from", "valid_until"),
    *("review_by", "basis", "duties", "over", "reason", "when", "docs"),
)
_OUTCOMES = {outcome.token: outcome for outcome in Outcome}
_REUSES = tuple(reuse.value for reuse in Reuse)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Where a rule speaks: every one of these reuses in every one of these states."""

    reuses: tuple[Reuse, ...]
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """One rule. ``over`` names rules that yield to it where both speak; dates bound the uses it is in force for."""

    id: str
    stage: str
    title: str
    outcome: Outcome
    confidence: Confidence
    checked: Checked
    contested: bool
    valid_from: date | None
    valid_until: date | None
    review_by: date | None
    basis: tuple[str, ...]
    duties: tuple[str, ...]
    over: frozenset[str]
    reason: str
    when: tuple[When, ...]
    why: str
    remedy: str
    path: str

    def in_force(self, day: str) -> bool:
        """Whether it holds for a use on this day, ``YYYY-MM-DD``."""
        after = self.valid_from is None or self.valid_from.isoformat() <= day
        return after and (self.valid_until is None or day <= self.valid_until.isoformat())

    def cells(self) -> Iterator[tuple[Reuse, str]]:
        """Each reuse and state it speaks of."""
        return ((reuse, state) for when in self.when for reuse in when.reuses for state in when.states)


@cache
def rulebook(rules: RuleData) -> Mapping[str, Rule]:
    """Every rule by id, in the order of the stages.

    Raises:
        RuleError: a file is wrong; the message names file, key and mend.
        UnknownTermError: it uses a word, authority or duty that is not on file.
    """
    found: dict[str, Rule] = {}
    for stage in vocabulary(rules).stages:
        for name, content in rules.files(stage):
            table = Table(content, f"rules/{stage}/{name}.toml")
            rule = _rule(table, stage, rules)
            if rule.id in found:
                raise RuleError(f"{found[rule.id].path} has this id too; rename one", path=table.path, key="id")
            found[rule.id] = rule
    for rule in found.values():
        Table({"over": sorted(rule.over)}, rule.path).words("over", found)
    return found


def _rule(table: Table, stage: str, rules: RuleData) -> Rule:
    table.only(_KEYS)
    docs = table.table("docs")
    docs.only(("why", "remedy"))
    rule = Rule(
        id=table.text("id"),
        stage=table.word("stage", (stage,)),
        title=table.text("title"),
        outcome=_OUTCOMES[table.word("outcome", _OUTCOMES)],
        confidence=Confidence(table.word("confidence", tuple(Confidence))),
        checked=Checked(table.word("checked", tuple(Checked))),
        contested=table.flag("contested"),
        valid_from=table.day("valid_from"),
        valid_until=table.day("valid_until"),
        review_by=table.day("review_by"),
        basis=table.words("basis", authorities(rules)),
        duties=table.words("duties", known_duties(rules)),
        over=frozenset(table.words("over")),
        reason=table.text("reason"),
        when=tuple(_when(one, rules) for one in table.tables("when")),
        why=docs.text("why"),
        remedy=docs.text("remedy"),
        path=table.path,
    )
    _agrees(rule)
    return rule


def _when(table: Table, rules: RuleData) -> When:
    table.only(("reuse", "evidence"))
    words = vocabulary(rules)
    reuses = table.words("reuse", _REUSES)
    states = words.spread(table.words("evidence", {*words.states, *words.groups}))
    for key, value in (("reuse", reuses), ("evidence", states)):
        if not value:
            raise RuleError("name at least one", path=table.path, key=f"when.{key}")
    return When(reuses=tuple(Reuse(reuse) for reuse in reuses), states=states)


def _agrees(rule: Rule) -> None:
    """Refuse a rule whose parts contradict each other."""

    def wrong(key: str, mend: str) -> RuleError:
        return RuleError(mend, path=rule.path, key=key)

    if not rule.path.endswith(f"/{rule.id}.toml"):
        raise wrong("id", f"the file is named otherwise; call it {rule.id}.toml")
    if not rule.when:
        raise wrong("when", "say where the rule speaks: reuse = [...], evidence = [...]")
    if rule.stage == OVERLAY and rule.outcome is Outcome.ALLOWED:
        raise wrong("outcome", "an overlay only lowers; write conditional, uncertain or denied")
    if rule.outcome is Outcome.CONDITIONAL and not rule.duties:
        raise wrong("duties", "a conditional answer names what it depends on; add a duty")
    if rule.contested and rule.review_by is None:
        raise wrong("review_by", "a contested answer says when it is looked at again; add review_by = 2027-05-25")
    if not rule.basis:
        raise wrong("basis", "name what the rule rests on, at least house-policy")
    if rule.valid_from and rule.valid_until and rule.valid_until < rule.valid_from:
        raise wrong("valid_until", "it ends before it begins; mend one of the dates")
