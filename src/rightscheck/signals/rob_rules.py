# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The grammar of meta robots and X-Robots-Tag: a comma list of rules, some with a value, some sent to one agent.

    <meta name="robots|AGENT" content="rule, rule">      X-Robots-Tag: [AGENT:] rule, rule

Three traps (reference signals §9): a date holds colons and commas, so ``unavailable_after`` is a rule and no agent;
text before a colon is an agent only where a rule follows it; a proxy may fold lines, so an agent may stand anywhere
in a line and holds until the next one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from rightscheck.signals.agents import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rightscheck.resources import RuleData

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(?P<y>\d{4})-?(?P<m>\d{2})-?(?P<d>\d{2})(?![\d])")
_DAY_FIRST = re.compile(r"(?<!\d)(?P<d>\d{1,2})[ -]{1,3}(?P<m>[A-Za-z]{3,9})\.?[ -]{1,3}(?P<y>\d{4}|\d{2})(?!\d)")
_MONTH_FIRST = re.compile(r"(?P<m>[A-Za-z]{3,9})\.? {1,3}(?P<d>\d{1,2}),? {1,3}(?P<y>\d{4})(?!\d)")
_CENTURY = 100
_PIVOT = 70  # RFC 850 years have two digits; the web has none before 1970
_NUMBER = re.compile(r"-1|\d{1,9}")
#: Items that one date can be torn into: ``Friday, 25-Jun-10 …`` and ``Friday, June 25, 2010``.
_TORN = 3
_MOST_ITEMS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule in lower case; ``value`` is a number, a date (ISO 8601), a size, or empty."""

    name: str
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """Rules of one line for one agent (None: for all), each once, and the items that are no rule, as written."""

    agent: str | None
    rules: tuple[Rule, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of the grammar, from ``rules/standards/ROB-M.toml``; crawlers on file are agents too."""

    plain: frozenset[str]
    number: frozenset[str]
    size: frozenset[str]
    sizes: frozenset[str]
    date: frozenset[str]
    everyone: frozenset[str]
    agents: frozenset[str]
    agent_endings: tuple[str, ...]

    @property
    def valued(self) -> frozenset[str]:
        """Rules that take a value after a colon."""
        return self.number | self.size | self.date

    def names_agent(self, name: str) -> bool:
        """Whether a name is one of a crawler."""
        return name in self.agents or name.endswith(self.agent_endings)


@cache
def words(rules: RuleData) -> Words:
    """The words of this rule set."""
    table = rules.file("standards/ROB-M")["words"]
    return Words(
        plain=frozenset(table["plain"]),
        number=frozenset(table["number"]),
        size=frozenset(table["size"]),
        sizes=frozenset(table["sizes"]),
        date=frozenset(table["date"]),
        everyone=frozenset(table["everyone"]),
        agents=frozenset(table["agents"]) | frozenset(catalogue(rules)),
        agent_endings=tuple(table["agent_endings"]),
    )


def meta_rules(name: str, content: str, known: Words) -> Addressed:
    """The rules of one meta tag; its name is the agent."""
    found, unknown = [], []
    for _, rule, text in _items(content, known, agents=False):
        if rule is not None:
            found.append(rule)
        elif text:
            unknown.append(text)
    agent = None if name in known.everyone else name
    return Addressed(agent=agent, rules=tuple(dict.fromkeys(found)), unknown=tuple(unknown))


def header_rules(value: str, known: Words, own: str) -> tuple[Addressed, ...]:
    """The rules of one header line by agent, in order; an agent holds until the next one in the same line."""
    known = replace(known, agents=known.agents | {own})
    groups: dict[str | None, tuple[list[Rule], list[str]]] = {}
    for agent, rule, text in _items(value, known, agents=True):
        found, unknown = groups.setdefault(agent, ([], []))
        if rule is not None:
            found.append(rule)
        elif text:
            unknown.append(text)
    return tuple(
        Addressed(agent=agent, rules=tuple(dict.fromkeys(found)), unknown=tuple(unknown))
        for agent, (found, unknown) in groups.items()
    )


def _items(text: str, known: Words, *, agents: bool) -> Iterator[tuple[str | None, Rule | None, str]]:
    """Each item as (agent, rule, None for an unknown one, words)."""
    parts = [part.strip() for part in text.split(",", _MOST_ITEMS)][:_MOST_ITEMS]
    agent: str | None = None
    at = 0
    while at < len(parts):
        item = parts[at]
        if agents:
            name, item = _agent(item, known)
            agent = agent if name is None else name
        rule, used = _rule([item, *parts[at + 1 : at + _TORN]], known)
        yield (agent if agent not in known.everyone else None), rule, item
        at += used


def _agent(item: str, known: Words) -> tuple[str | None, str]:
    """The agent an item is sent to, and the rest; None where the text before the colon is none."""
    head, colon, rest = item.partition(":")
    name, rest = head.strip().lower(), rest.strip()
    if not colon or name in known.valued or not name:
        return None, item
    sent = name in known.everyone or known.names_agent(name)
    if sent or _name(rest) in known.plain | known.valued:
        return name, rest
    return None, item


def _name(item: str) -> str:
    return item.partition(":")[0].strip().lower()


def _rule(parts: Sequence[str], known: Words) -> tuple[Rule | None, int]:
    """The rule that starts here, None for none, and how many items it takes."""
    name, _, value = parts[0].partition(":")
    name, value = name.strip().lower(), value.strip()
    if name in known.date:
        return _dated(name, [value, *parts[1:]])
    if name in known.number and _NUMBER.fullmatch(value):
        return Rule(name=name, value=str(int(value))), 1
    if name in known.size and value.lower() in known.sizes:
        return Rule(name=name, value=value.lower()), 1
    if name in known.plain and not value:
        return Rule(name=name), 1
    return None, 1


def _dated(name: str, parts: Sequence[str]) -> tuple[Rule | None, int]:
    """A rule with a date that commas may have torn; without a date it is no rule and takes only its own item."""
    for used in range(1, len(parts) + 1):
        day = read_date(", ".join(parts[:used]))
        if day is not None:
            return Rule(name=name, value=day.isoformat()), used
    return None, 1


def read_date(text: str) -> date | None:
    """The day of an RFC 822, RFC 850 or ISO 8601 date (its own time zone), None where there is none."""
    for form in (_ISO, _DAY_FIRST, _MONTH_FIRST):
        found = form.search(text[:80])
        if found:
            return _day(found["y"], found["m"], found["d"])
    return None


def _day(year: str, month: str, day: str) -> date | None:
    number = int(year)
    if number < _CENTURY:
        number += 1900 if number >= _PIVOT else 2000
    named = month[:3].lower()
    if not month.isdigit() and named not in _MONTHS:
        return None
    try:
        return date(number, int(month) if month.isdigit() else _MONTHS.index(named) + 1, int(day))
    except ValueError:
        return None
