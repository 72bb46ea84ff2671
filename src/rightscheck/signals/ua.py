# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""robots.txt rules that keep AI agents of other operators from the page (reference signals §4, rules (a) to (e)).

Evidence about those operators only, so no signal here has a finding: a profile weighs it (law.md §6 E). One signal
for each rule, with the agents it keeps out; whose they are and what for is told by ``signals.agents.catalogue``.
A group for ``*`` is no block of an AI agent, and our own agent is the matter of ``rep``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rightscheck.model import Reading, Signal
from rightscheck.signals.agents import catalogue
from rightscheck.signals.given import SelfContained
from rightscheck.signals.robots_lines import robots_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.resources import RuleData
    from rightscheck.signals.agents import Agent
    from rightscheck.signals.interface import Seen
    from rightscheck.signals.robots_grammar import RobotsLine
    from rightscheck.signals.robots_lines import Robots

ID = "UA"


class ForeignAgents(SelfContained):
    """The reader of rules for other operators' AI agents."""

    standards = (ID,)
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """One signal for each rule that closes the page to such agents; empty where none does."""
        robots = robots_of(seen.observation, rules)
        return Reading(signals=tuple(_signals(robots, rules)) if robots else ())


READER = ForeignAgents()


def _signals(robots: Robots, rules: RuleData) -> Iterator[Signal]:
    blocked: dict[int, tuple[RobotsLine, list[Agent]]] = {}
    for agent, line in _blocks(robots, rules):
        blocked.setdefault(line.number, (line, []))[1].append(agent)
    for _, (line, agents) in sorted(blocked.items()):
        evidence = robots.evidence(ID, line, agents=tuple(agent.token for agent in agents))
        kinds = tuple(dict.fromkeys(purpose for agent in agents for purpose in agent.purposes))
        yield Signal(evidence=replace(evidence, kinds=kinds), channel="robots")


def _blocks(robots: Robots, rules: RuleData) -> Iterator[tuple[Agent, RobotsLine]]:
    """Each AI agent that the file names and keeps from the page, in the file's order, with the rule that does."""
    known = catalogue(rules)
    for token in robots.file.tokens:
        agent = known.get(token)
        if agent is None or not agent.is_ai or token == robots.agent.lower() or robots.path is None:
            continue
        verdict = robots.file.verdict_at(token, robots.path)
        if not verdict.allowed and verdict.decided_by is not None:
            yield agent, verdict.decided_by
