# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""From signals to statements, each standard by its own precedence before standards are compared (law.md §6, P1)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rightscheck.errors import RuleError
from rightscheck.model import REACHES_PAGE, Scope, Stated, Statement
from rightscheck.statements.standards import Precedence, standards

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rightscheck.model import Finding, Signal
    from rightscheck.resources import RuleData
    from rightscheck.statements.standards import Standard

#: The token by which a signal names a licence; licences are settled apart (``licences.py``).
LICENCE = "licence"


def statements(
    signals: Sequence[Signal], rules: RuleData, reaches: frozenset[Scope] = REACHES_PAGE
) -> list[Statement]:
    """Every statement that reaches the subject, and the conflicts that a standard's own order settled (P1).

    Raises:
        RuleError: a signal names a standard that has no file in ``rules/standards``.
    """
    known = standards(rules)
    said: list[Statement] = []
    for standard_id, group in _by_standard(signals, reaches).items():
        if standard_id not in known:
            raise RuleError(
                "a reader names this standard, but it has no file", path=f"rules/standards/{standard_id}.toml"
            )
        kept = _own_order(known[standard_id], group)
        said += [s for index, signal, finding in kept for s in _meaning(known[standard_id], index, signal, finding)]
    return said


Spoken = tuple[int, "Signal", "Finding"]


def _by_standard(signals: Sequence[Signal], reaches: frozenset[Scope]) -> dict[str, list[Spoken]]:
    groups: dict[str, list[Spoken]] = defaultdict(list)
    for index, signal in enumerate(signals):
        if signal.evidence.scope in reaches:
            groups[signal.evidence.standard] += [(index, signal, f) for f in signal.findings if f.token != LICENCE]
    return groups


def _own_order(standard: Standard, group: Sequence[Spoken]) -> list[Spoken]:
    """The findings that stand: where the standard ranks its channels, those of the last one, token by token."""
    if standard.precedence is not Precedence.LAST_CHANNEL:
        return list(group)

    def rank(spoken: Spoken) -> int:
        channel = spoken[1].channel
        return standard.channels.index(channel) if channel in standard.channels else -1

    top: dict[str, int] = {}
    for spoken in group:
        top[spoken[2].token] = max(top.get(spoken[2].token, -1), rank(spoken))
    return [spoken for spoken in group if rank(spoken) == top[spoken[2].token]]


def _meaning(standard: Standard, index: int, signal: Signal, finding: Finding) -> Iterator[Statement]:
    for meaning in standard.meaning(finding.token, finding.value):
        if finding.denies_only and meaning.stated is not Stated.DENIED:
            continue
        # A limit from a parameter (excerpt:20) belongs to the conditional it limits, never to a denial or grant.
        limits = finding.conditions if meaning.stated is Stated.CONDITIONAL else ()
        yield Statement(
            reuse=meaning.reuse,
            stated=meaning.stated,
            basis=meaning.basis,
            standard=standard.id,
            token=finding.token,
            signal=index,
            scope=signal.evidence.scope,
            conditions=tuple(dict.fromkeys((*meaning.conditions, *limits))),
            children=meaning.children,
        )
