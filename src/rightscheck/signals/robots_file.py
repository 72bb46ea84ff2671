# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""robots.txt with proof: what may one agent fetch, and which line says so (RFC 9309).

Our own reader, because a verdict needs its line, and because other standards live in lines that RFC 9309 calls
"other records": these are kept, each with its group, and never end a group (§2.2.4). An agent is bound by all groups
that name its token, else by those of ``*``; it inherits nothing (§2.2.1). Of the rules that match, the longest
decides, on a tie the one that allows (§2.2.2).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from rightscheck.model import Diagnostic
from rightscheck.signals.robots_grammar import (
    ALLOW,
    DISALLOW,
    LIMIT,
    USER_AGENT,
    RobotsLine,
    lines,
    product_token,
    readable,
)
from rightscheck.signals.robots_match import Pattern, compiled, target

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PART = "robots.txt"
ANYONE = "*"
_ITSELF = b"/robots.txt"
_MOST_DIAGNOSTICS = 20  # a broken file says the same thing thousands of times


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherLine:
    """A line of another standard: number, key in lower case, value, raw text, and the agents of its group.

    ``grouped`` is False for a line above the first User-agent line; ``agents`` then is empty. It is empty, too, in a
    group whose User-agent lines are all out of the grammar. ``interrupts`` tells that more User-agent lines of the
    group follow: RFC 9309 lets the line stand among them, a standard that calls it a rule would end the group here.
    """

    line: RobotsLine
    agents: tuple[str, ...] = ()
    grouped: bool = True
    interrupts: bool = False

    @property
    def number(self) -> int:
        """The 1-based number of the line."""
        return self.line.number

    @property
    def key(self) -> str:
        """The key in lower case."""
        return self.line.key

    @property
    def value(self) -> str:
        """The value without comment and outer blanks."""
        return self.line.value

    @property
    def raw(self) -> str:
        """The whole line as written, trimmed."""
        return self.line.raw


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsVerdict:
    """What the file says to one agent about one URL.

    ``line`` and ``rule`` are the number and the verbatim text of the deciding line ``decided_by``, None when no rule
    matched. ``token`` is the token that bound (the agent's own, or ``*``), None when no group binds the agent, and
    ``group`` holds the User-agent lines that named it. ``other_lines`` are the lines of other standards in the groups
    that bound, then those outside of any group.
    """

    allowed: bool
    decided_by: RobotsLine | None = None
    token: str | None = None
    group: tuple[RobotsLine, ...] = ()
    other_lines: tuple[OtherLine, ...] = ()

    @property
    def line(self) -> int | None:
        """The 1-based number of the deciding line."""
        return self.decided_by.number if self.decided_by else None

    @property
    def rule(self) -> str | None:
        """The deciding line as written, trimmed."""
        return self.decided_by.raw if self.decided_by else None


@dataclass(eq=False)
class _Group:
    """A group: filled while the file is read, afterwards nothing changes it."""

    agents: list[tuple[str | None, RobotsLine]] = field(default_factory=list)
    rules: list[RobotsLine] = field(default_factory=list)
    others: list[RobotsLine] = field(default_factory=list)

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(token for token, _ in self.agents if token))

    @cached_property
    def lines(self) -> tuple[OtherLine, ...]:
        tokens, last = self.tokens, self.agents[-1][1].number
        return tuple(OtherLine(line=line, agents=tokens, interrupts=line.number < last) for line in self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    allow: bool
    pattern: Pattern
    line: RobotsLine


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bound:
    """All groups of one token, merged: rules with the deciding one first."""

    token: str | None
    agents: tuple[RobotsLine, ...]
    rules: tuple[_Rule, ...]
    others: tuple[OtherLine, ...]


@dataclass(frozen=True, slots=True, eq=False)
class RobotsFile:
    """A parsed robots.txt; make one with ``parse``. ``diagnostics`` are its faults, at most twenty of a kind."""

    _groups: tuple[_Group, ...]
    _loose: tuple[OtherLine, ...]
    _named: Mapping[str, tuple[_Group, ...]]
    diagnostics: tuple[Diagnostic, ...] = ()
    # Merged groups by token, filled when asked for: at most one entry for each token of the file and one for nobody.
    _bound: dict[str, _Bound] = field(default_factory=dict, repr=False)

    @classmethod
    def parse(cls, raw: bytes) -> RobotsFile:
        """The file in these octets, whatever they are; never raises. Only the first 500 KiB are read."""
        text = readable(raw)
        groups, loose = _grouped(lines(text.octets))
        named: dict[str, list[_Group]] = {}
        for group in groups:
            for token in group.tokens:
                named.setdefault(token, []).append(group)
        return cls(
            groups,
            tuple(OtherLine(line=line, grouped=False) for line in loose if line.key not in (ALLOW, DISALLOW)),
            {token: tuple(found) for token, found in named.items()},
            tuple(_faults(groups, loose, cut=text.cut)),
        )

    @property
    def tokens(self) -> tuple[str, ...]:
        """Every product token that the file names, in lower case and in its order; ``*`` among them."""
        return tuple(self._named)

    @property
    def other_lines(self) -> tuple[OtherLine, ...]:
        """The lines of other standards in the whole file, in its order."""
        return self._loose + tuple(line for group in self._groups for line in group.lines)

    def names(self, agent: str) -> tuple[RobotsLine, ...]:
        """The User-agent lines that name this agent's own token; none if it is only meant by ``*`` or not at all."""
        token = _token(agent)
        return _naming(self._named.get(token, ()), token)

    def verdict(self, agent: str, url: str) -> RobotsVerdict:
        """What the file says to ``agent`` (a product token, its version ignored) about ``url``. Never raises.

        ``/robots.txt`` itself is always allowed (§2.2.2), and so is a URL that no rule matches.
        """
        return self.verdict_at(agent, target(url))

    def verdict_at(self, agent: str, path: bytes) -> RobotsVerdict:
        """The same for a ``robots_match.target``, for who asks about one URL many times."""
        bound = self._binding(_token(agent))
        others = bound.others + self._loose if self._loose else bound.others
        if path != _ITSELF:
            for rule in bound.rules:
                if rule.pattern.covers(path):
                    return RobotsVerdict(
                        allowed=rule.allow,
                        decided_by=rule.line,
                        token=bound.token,
                        group=bound.agents,
                        other_lines=others,
                    )
        return RobotsVerdict(allowed=True, token=bound.token, group=bound.agents, other_lines=others)

    def _binding(self, token: str) -> _Bound:
        key = token if token in self._named else ANYONE
        bound = self._bound.get(key)
        if bound is None:
            bound = self._bound[key] = _merged(key, self._named.get(key, ()))
        return bound


def _token(agent: str) -> str:
    return product_token(agent.encode("utf-8", "replace")) or ""


def _naming(groups: Iterable[_Group], token: str) -> tuple[RobotsLine, ...]:
    return tuple(line for group in groups for name, line in group.agents if name == token)


def _merged(token: str, groups: tuple[_Group, ...]) -> _Bound:
    rules = [
        _Rule(allow=line.key == ALLOW, pattern=compiled(line.octets), line=line)
        for group in groups
        for line in group.rules
        if line.octets  # an empty pattern matches nothing
    ]
    rules.sort(key=lambda rule: (-rule.pattern.length, not rule.allow))
    return _Bound(
        token=token if groups else None,
        agents=_naming(groups, token),
        rules=tuple(rules),
        others=tuple(line for group in groups for line in group.lines),
    )


def _grouped(found: Iterable[RobotsLine]) -> tuple[tuple[_Group, ...], list[RobotsLine]]:
    """The groups, and the lines above the first of them."""
    groups: list[_Group] = []
    loose: list[RobotsLine] = []
    for line in found:
        if line.key == USER_AGENT:
            if not groups or groups[-1].rules:  # a User-agent line after a rule opens a group, whatever its token
                groups.append(_Group())
            groups[-1].agents.append((product_token(line.octets), line))
        elif not groups:
            loose.append(line)
        elif line.key in (ALLOW, DISALLOW):
            groups[-1].rules.append(line)
        else:
            groups[-1].others.append(line)
    return tuple(groups), loose


def _faults(groups: tuple[_Group, ...], loose: list[RobotsLine], *, cut: bool) -> Iterable[Diagnostic]:
    if cut:
        yield Diagnostic(
            part=PART, code="robots-cut", text=f"only the whole lines of the first {LIMIT} bytes are read"
        )
    early = [line for line in loose if line.key in (ALLOW, DISALLOW)]
    for line in early[:_MOST_DIAGNOSTICS]:
        yield _fault("robots-rule-before-group", "a rule above the first User-agent line binds nobody", line)
    amid = [first for group in groups for first in group.others[:1] if first.number < group.agents[-1][1].number]
    for line in amid[:_MOST_DIAGNOSTICS]:
        yield _fault("robots-run-goes-on", "no rule: the User-agent lines around it form one group", line)
    stray = [line for group in groups for token, line in group.agents if token is None]
    for line in stray[:_MOST_DIAGNOSTICS]:
        yield _fault("robots-agent-out-of-grammar", _stray(line), line)


def _stray(line: RobotsLine) -> str:
    odd = sorted({f"U+{ord(char):04X}" for char in line.value if not char.isascii()})
    why = f" (it holds {', '.join(odd[:3])})" if odd else ""
    return f"this User-agent line is out of the grammar{why} and names nobody: {line.value[:80]}"


def _fault(code: str, text: str, line: RobotsLine) -> Diagnostic:
    return Diagnostic(part=PART, code=code, text=text, line=line.number)
