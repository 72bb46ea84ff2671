# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""One page per rule, all in one form, from the rule's own file: generated, so that it cannot drift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.rules.authorities import authorities
from rightscheck.rules.cases import cases
from rightscheck.rules.profiles import all_profiles
from rightscheck.rules.rulebook import rulebook
from rightscheck.rules.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.resources import RuleData
    from rightscheck.rules.rulebook import Rule

_NO_ADVICE = "This page says how the tool reads the law. It is no legal advice."


def page(rule: Rule, rules: RuleData) -> str:
    """The page of a rule in Markdown, ending with a line end."""
    return "\n".join((*_head(rule), *_where(rule, rules), *_basis(rule, rules), *_words(rule, rules)))


def _head(rule: Rule) -> Iterator[str]:
    yield f"# {rule.title}"
    yield ""
    yield f"`{rule.id}`: {rule.outcome.token} ({rule.stage})"
    yield ""
    yield f"{rule.reason[0].upper()}{rule.reason[1:]}."
    yield ""
    yield f"- confidence: {rule.confidence.value}"
    yield f"- checked: {rule.checked.value}"
    yield f"- contested: {'yes' if rule.contested else 'no'}"
    for label, day in (("in force from", rule.valid_from), ("in force until", rule.valid_until)):
        if day:
            yield f"- {label}: {day.isoformat()}"
    if rule.review_by:
        yield f"- to be reviewed by: {rule.review_by.isoformat()}"


def _where(rule: Rule, rules: RuleData) -> Iterator[str]:
    states = vocabulary(rules).states
    yield from ("", "## When", "")
    for when in rule.when:
        yield f"For {', '.join(reuse.value for reuse in when.reuses)}, where there is:"
        yield ""
        yield from (f"- `{state}`: {states[state].says}" for state in when.states)
        yield ""
    named = [profile.name for profile in all_profiles(rules).values() if rule.id in profile.rules]
    yield f"Profiles: {', '.join(named) or 'none'}."
    if rule.over:
        yield ""
        yield f"Goes over: {', '.join(sorted(rule.over))}."


def _basis(rule: Rule, rules: RuleData) -> Iterator[str]:
    yield from ("", "## Basis", "")
    for authority in (authorities(rules)[key] for key in rule.basis):
        note = f" {authority.note[0].upper()}{authority.note[1:]}." if authority.note else ""
        yield (
            f"- {authority.title} ({authority.territory}; {authority.status}; "
            f"looked at {authority.checked_on.isoformat()}).{note}"
        )


def _words(rule: Rule, rules: RuleData) -> Iterator[str]:
    yield from ("", "## Why", "", rule.why, "", "## What to do", "", rule.remedy, "")
    if rule.duties:
        yield from ("## Duties", "", *(f"- `{duty}`" for duty in rule.duties), "")
    own = [case for case in cases(rules) if case.rule == rule.id]
    if own:
        yield from ("## Cases", "", *(f"- {_case_line(str(case), case.about)}" for case in own), "")
    yield from (_NO_ADVICE, "")


def _case_line(case: str, about: str) -> str:
    return f"{case.partition(': ')[2]}{f': {about}' if about else ''}"


def pages(rules: RuleData) -> Iterator[tuple[str, str]]:
    """File name and text of each rule's page, in the order of the rule book.

    Raises:
        RuleError: the rule set is wrong.
    """
    return ((f"{rule.id}.md", page(rule, rules)) for rule in rulebook(rules).values())
