# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The lines of a Spawning ai.txt: robots-style groups whose patterns are file types (reference signals §10.1).

There is no specification. At least five unrelated formats share the name, so a file counts only if it parses as
robots-style lines: a User-agent line, rules under it, and no more than half of its lines anything else.
"""

from __future__ import annotations

from dataclasses import dataclass

from rightscheck.signals.robots_grammar import ALLOW, DISALLOW, USER_AGENT, RobotsLine, lines, product_token, readable

#: Lines a robots-style file may hold beside its rules.
_COMMON = frozenset({USER_AGENT, ALLOW, DISALLOW, "sitemap", "crawl-delay", "host"})
ANYONE = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The rules for some agents (product tokens in lower case)."""

    agents: tuple[str, ...]
    rules: tuple[RobotsLine, ...]


def groups(raw: bytes) -> tuple[Group, ...]:
    """The groups of a Spawning file in order; none for a file of another kind. Never raises."""
    octets = readable(raw).octets
    found = list(lines(octets))
    content = sum(1 for line in octets.splitlines() if line.strip() and not line.lstrip().startswith(b"#"))
    style = sum(1 for line in found if line.key in _COMMON)
    if octets.lstrip().startswith(b"<") or 2 * style < content:
        return ()
    return tuple(group for group in _grouped(found) if group.rules)


def binding(all_groups: tuple[Group, ...], agent: str) -> tuple[Group, ...]:
    """The groups that speak to this agent: those that name it, else those for everybody."""
    named = tuple(group for group in all_groups if agent in group.agents)
    return named or tuple(group for group in all_groups if ANYONE in group.agents)


def _grouped(found: list[RobotsLine]) -> list[Group]:
    """The groups; rules before the first User-agent line belong to none."""
    made: list[tuple[list[str], list[RobotsLine]]] = []
    for line in found:
        if line.key == USER_AGENT:
            if not made or made[-1][1]:
                made.append(([], []))
            made[-1][0].append(product_token(line.octets) or "")
        elif line.key in (ALLOW, DISALLOW) and made and line.octets:
            made[-1][1].append(line)
    return [Group(agents=tuple(filter(None, agents)), rules=tuple(rules)) for agents, rules in made]
