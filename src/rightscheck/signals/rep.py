# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""May our own agent fetch the page? Robots Exclusion Protocol, RFC 9309 (reference signals §3, design.md §2, Tokens).

A rule that forbids denies ``crawl``; one that allows, and no rule, grant nothing. DisallowAITraining, a line of
draft-canel-robots-ai-control (expired), names a purpose and no operator: what it denies counts, with a diagnostic.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rightscheck.model import Finding, Reading, Signal
from rightscheck.signals.agents import catalogue
from rightscheck.signals.given import SelfContained
from rightscheck.signals.robots_file import ANYONE
from rightscheck.signals.robots_grammar import DISALLOW
from rightscheck.signals.robots_lines import note, robots_of
from rightscheck.signals.robots_match import compiled
from rightscheck.signals.second_opinion import second_opinion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.model import Diagnostic
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen
    from rightscheck.signals.robots_file import OtherLine
    from rightscheck.signals.robots_lines import Robots

ID = "REP"
CHANNEL = "robots"
_DENIES_TRAINING, _ALLOWS_TRAINING = "disallowaitraining", "allowaitraining"


class RobotsRules(SelfContained):
    """The reader of Allow and Disallow for our own agent."""

    standards = (ID,)
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """The rule that decided, and the AI training line that did; empty without a robots.txt that was read."""
        robots = robots_of(seen.observation, rules)
        if robots is None:
            return Reading()
        training = _training(robots)
        return Reading(
            signals=(*_access(robots, rules), *([_training_signal(robots, training)] if training else [])),
            diagnostics=(
                *robots.file.diagnostics,
                *([note("robots-draft-line", _DRAFT, training)] if training else []),
                *_opinions(robots),
            ),
        )


READER = RobotsRules()
_DRAFT = "a line of an expired draft: what it denies counts, what it grants does not"


def _access(robots: Robots, rules: RuleData) -> Iterator[Signal]:
    verdict = robots.verdict
    if verdict is None or verdict.decided_by is None:
        return
    evidence = robots.evidence(ID, verdict.decided_by)
    if verdict.token != ANYONE:
        own = catalogue(rules).get(robots.agent.lower())
        agents = (own.token if own else robots.agent,)
        evidence = replace(evidence, agents=agents, kinds=own.purposes if own else ())
    yield Signal(
        evidence=evidence,
        findings=() if verdict.allowed else (Finding(token=DISALLOW, value="1"),),
        channel=CHANNEL,
    )


def _training(robots: Robots) -> OtherLine | None:
    """The AI training line that decides for the page, by the matching of Allow and Disallow; None if none does."""
    if robots.path is None:
        return None
    matching = [
        (pattern.length, line.key == _ALLOWS_TRAINING, -line.number, line)
        for line in robots.own(_DENIES_TRAINING, _ALLOWS_TRAINING)
        if line.line.octets and (pattern := compiled(line.line.octets)).covers(robots.path)
    ]
    return max(matching)[3] if matching else None


def _training_signal(robots: Robots, line: OtherLine) -> Signal:
    denies = line.key == _DENIES_TRAINING
    return Signal(
        evidence=robots.evidence(ID, line),
        findings=(Finding(token=_DENIES_TRAINING, value="1", denies_only=True),) if denies else (),
        channel=CHANNEL,
    )


def _opinions(robots: Robots) -> tuple[Diagnostic, ...]:
    if robots.address is None:
        return (note("robots-no-url", "the page's URL is not known, so no rule could be matched with its path"),)
    return second_opinion(robots.body, robots.agent, robots.address)
