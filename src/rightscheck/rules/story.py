# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The story behind a decision, for a reader who has to answer for it (law.md §7 and §9).

Which ground decided and why, what the law is taken to be and how far that is looked into, what is contested and who
decides it when, the second route, what to do next, and what no reading of a page can show. Words for reports to
print; it decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.rules.authorities import authorities, of_territory
from rightscheck.rules.profiles import all_profiles
from rightscheck.rules.rulebook import rulebook
from rightscheck.rules.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.model import Decision
    from rightscheck.resources import RuleData
    from rightscheck.rules.authorities import Authority
    from rightscheck.rules.profiles import Profile
    from rightscheck.rules.rulebook import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One decision told: each field is plain text, a tuple of lines may be empty."""

    rule: str
    reason: str
    why: str
    remedy: str
    basis: tuple[str, ...]
    checked: str
    contested: tuple[str, ...]
    second_route: str
    note: str


def story(decision: Decision, profile: str, rules: RuleData, as_of: str) -> Story | None:
    """The story of a decision under a profile of the rule base; None for ``as-stated``, which applies no rule."""
    rule = rulebook(rules).get(decision.rule)
    if rule is None:
        return None
    user = all_profiles(rules)[profile]
    held = of_territory((authorities(rules)[key] for key in rule.basis), user.territories)
    return Story(
        rule=f"{rule.title} ({rule.id}, {rule.stage})",
        reason=rule.reason,
        why=rule.why,
        remedy=rule.remedy,
        basis=tuple(_authority(one) for one in held) or (vocabulary(rules).no_authority,),
        checked=_checked(rule, as_of),
        contested=tuple(_open(rule, held, as_of)),
        second_route=_second(decision, rules),
        note=_note(user),
    )


def blind_spots(rules: RuleData) -> tuple[str, ...]:
    """What cannot be seen from a page, its headers and its site's files, whatever they say."""
    return tuple(str(line) for line in rules.file("vocabulary")["blind_spots"])


def _authority(one: Authority) -> str:
    note = f"; {one.note}" if one.note else ""
    return f"{one.title} ({one.status}, looked at {one.checked_on.isoformat()}{note})"


def _checked(rule: Rule, as_of: str) -> str:
    if rule.review_by is None:
        return rule.checked.value
    day = rule.review_by.isoformat()
    late = ", which has passed" if day < as_of else ""
    return f"{rule.checked.value}, to be reviewed by {day}{late}"


def _open(rule: Rule, held: tuple[Authority, ...], as_of: str) -> Iterator[str]:
    """What is contested, and which pending cases decide it."""
    if not rule.contested:
        return
    yield rule.reason
    for one in held:
        if one.status in {"pending", "under-appeal", "unsettled"}:
            day = one.review_by.isoformat() if one.review_by else ""
            when = f", look again by {day}{' (passed)' if day < as_of else ''}" if day else ""
            yield f"{one.title}: {one.status}{when}"


def _second(decision: Decision, rules: RuleData) -> str:
    """The other ground in a line, empty where there is none."""
    if not decision.also:
        return ""
    route = decision.also[0]
    return f"{rulebook(rules)[route.rule].title} ({route.rule}, {route.rung}): {route.outcome.token}"


def _note(user: Profile) -> str:
    doubt = "This profile is experimental: nobody has checked its rules yet." if user.experimental else ""
    return " ".join(part for part in (user.note, doubt) if part)
