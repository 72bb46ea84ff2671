# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The lawyer's story of one use as lines: which ground decided, on what, what is open, what to do (law.md §7, §9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.report.clean import clean
from rightscheck.report.words import listed
from rightscheck.rules.ladder import AS_STATED
from rightscheck.rules.story import blind_spots, story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.judge import Report
    from rightscheck.model import Decision
    from rightscheck.resources import RuleData
    from rightscheck.rules.story import Story

#: Law.md, first lines: the tool must say the same of its reports.
NO_ADVICE = "This is no legal advice: it tells what was observed, and what a rule makes of it under a profile."


def is_law(report: Report) -> bool:
    """Whether any profile of this report applies law, rather than telling what the source itself says."""
    return any(name != AS_STATED for name in report.profiles)


def profile_of(report: Report, decision: Decision) -> str:
    """The profile whose answer this is: of several the first that gives it."""
    return next((name for name, answers in report.profiles.items() if answers[decision.reuse] == decision), "")


def told(report: Report, decision: Decision, rules: RuleData) -> Story | None:
    """The story of a headline decision; None under ``as-stated``, which applies no rule."""
    profile = profile_of(report, decision)
    return None if profile == AS_STATED else story(decision, profile, rules, report.as_of)


def grounds(found: Story, decision: Decision) -> Iterator[str]:
    """Which ground decided and why, on which authorities, what is contested, how well it is checked."""
    yield f"what decided: {found.rule}, confidence {decision.confidence.value}"
    yield f"because {found.reason}"
    if found.why:
        yield f"the law is taken to be: {found.why}"
    yield from (f"basis: {clean(line)}" for line in found.basis)
    yield from _contested(found)
    yield f"how well the rule is checked: {found.checked}"
    yield f"second route: {found.second_route or 'none'}"


def _contested(found: Story) -> Iterator[str]:
    """That the reading is disputed, and each case that will settle it; nothing where it is not."""
    if not found.contested:
        return
    yield "contested: this is the reading taken here, and others are held"
    deciding = found.contested[1:] or ("no case on file is to decide it",)
    yield from (f"who decides it, when: {clean(line)}" for line in deciding)


def next_step(found: Story) -> Iterator[str]:
    """What to do next, where the rule knows something."""
    if found.remedy:
        yield f"what to do next: {found.remedy}"


def notes(report: Report, rules: RuleData) -> Iterator[str]:
    """What holds for a whole profile, each once: what differs in a member state, that it is experimental."""
    if not is_law(report):
        return
    if report.experimental:
        yield f"experimental, since nobody has checked its rules yet: {listed(report.experimental)}"
    for name, answers in report.profiles.items():
        each = answers.values() if name != AS_STATED else ()
        found = (story(decision, name, rules, report.as_of) for decision in each)
        note = next((one.note for one in found if one is not None), "")
        if note and name not in report.experimental:
            yield f"{name}: {note}"


def unseen(report: Report, rules: RuleData) -> tuple[str, ...]:
    """What no reading of a page shows; nothing where no law was applied."""
    return blind_spots(rules) if is_law(report) else ()
