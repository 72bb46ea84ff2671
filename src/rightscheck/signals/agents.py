# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Which product tokens are AI agents, whose they are and what for (reference signals §4; ``rules/agents/``).

The meaning of a token is its operator's word and changes often, so it is data with a mark of its source and a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from rightscheck.errors import RuleError, UnknownTermError
from rightscheck.model import Reuse
from rightscheck.signals.robots_grammar import product_token

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.resources import RuleData

_WORD = re.compile(r"[A-Za-z0-9_.\-]+")
_MOST_WORDS = 200  # a User-Agent header of more words names nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A product token: its operator, its purposes, and the reuses a block of it bears on.

    ``reuses`` is empty for agents that have nothing to do with AI. ``mark`` tells where the facts come from, as in
    reference signals (P primary, S and R second-hand), ``checked`` when.
    """

    token: str
    operator: str
    purposes: tuple[str, ...]
    reuses: frozenset[Reuse]
    mark: str
    checked: str
    note: str = ""

    @property
    def is_ai(self) -> bool:
        """Whether a block of this agent says something about AI."""
        return bool(self.reuses)


@cache
def catalogue(rules: RuleData) -> Mapping[str, Agent]:
    """Every agent on file by its token in lower case.

    Raises:
        RuleError: a file lacks a key, or two files claim one token.
        UnknownTermError: a purpose or reuse is not in the vocabulary.
    """
    purposes = rules.file("standards/UA")["purposes"]
    found: dict[str, Agent] = {}
    for name, content in rules.files("agents"):
        path = f"rules/agents/{name}.toml"
        for entry in content.get("agent", ()):
            agent = _agent(content, entry, purposes, path)
            if found.setdefault(agent.token.lower(), agent) is not agent:
                raise RuleError("this token is on file twice", path=path, key=agent.token)
    return found


def _agent(content: Mapping[str, Any], entry: Mapping[str, Any], purposes: Mapping[str, Any], path: str) -> Agent:
    try:
        return Agent(
            token=entry["token"],
            operator=content["operator"],
            purposes=tuple(entry["purposes"]),
            reuses=frozenset(Reuse(reuse) for purpose in entry["purposes"] for reuse in purposes[purpose]),
            mark=entry.get("mark") or content["mark"],
            checked=str(entry.get("checked") or content["checked"]),
            note=entry.get("note", ""),
        )
    except (KeyError, ValueError) as error:
        raise UnknownTermError(f"missing or unknown: {error}", path=path, key=str(entry.get("token"))) from error


def named_in(user_agent: str, rules: RuleData) -> Agent | None:
    """The agent on file that a User-Agent header names by a whole word, the first of several; None if none is."""
    known = catalogue(rules)
    for count, word in enumerate(_WORD.finditer(user_agent)):
        if count == _MOST_WORDS:
            return None
        agent = known.get(word[0].lower())
        if agent is not None:
            return agent
    return None


def spoken_as(agent: str, rules: RuleData) -> str:
    """The product token by which robots.txt addresses our agent, given as a token or as a whole User-Agent header."""
    if agent.strip().count(" ") > 1 or "(" in agent:
        known = named_in(agent, rules)
        if known is not None:
            return known.token
    return product_token(agent.encode("utf-8", "replace")) or agent
