# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""From signals to statements, each standard by its own precedence before standards are compared (law.md §6, P1)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rightscheck.errors import RuleError
from rightscheck.model import REACHES_PAGE, Conflict, Reuse, Stated, Statement
from rightscheck.statements.standards import Precedence, standards

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rightscheck.model import Finding, Signal
    from rightscheck.resources import RuleData
    from rightscheck.statements.standards import Standard

#: The token by which a signal names a licence; licences are settled apart (``licences.py``).
LICENCE = "licence"


def statements(signals: Sequence[Signal], rules: RuleData) -> tuple[list[Statement], list[Conflict]]:
    """Every statement that reaches the page, and the conflicts that a standard's own order settled (P1).

    Raises:
        RuleError: a signal names a standard that has no file in ``rules/standards``.
    """
    known = standards(rules)
    said: list[Statement] = []
    settled: list[Conflict] = []
    for standard_id, group in _by_standard(signals).items():
        if standard_id not in known:
            raise RuleError(
                "a reader names this standard, but it has no file", path=f"rules/standards/{standard_id}.toml"
            )
        kept, lost = _own_order(known[standard_id], group)
        now = [s for index, signal, finding in kept for s in _meaning(known[standard_id], index, signal, finding)]
        past = [s for index, signal, finding in lost for s in _meaning(known[standard_id], index, signal, finding)]
        said += now
        settled += _overruled(now, past)
    return said, settled


Spoken = tuple[int, "Signal", "Finding"]


def _by_standard(signals: Sequence[Signal]) -> dict[str, list[Spoken]]:
    groups: dict[str, list[Spoken]] = defaultdict(list)
    for index, signal in enumerate(signals):
        if signal.evidence.scope in REACHES_PAGE:
            groups[signal.evidence.standard] += [(index, signal, f) for f in signal.findings if f.token != LICENCE]
    return groups


def _own_order(standard: Standard, group: Sequence[Spoken]) -> tuple[list[Spoken], list[Spoken]]:
    """The findings that stand, and those a later channel superseded."""
    if standard.precedence is not Precedence.LAST_CHANNEL:
        return list(group), []

    def rank(spoken: Spoken) -> int:
        channel = spoken[1].channel
        return standard.channels.index(channel) if channel in standard.channels else -1

    top: dict[str, int] = {}
    for spoken in group:
        top[spoken[2].token] = max(top.get(spoken[2].token, -1), rank(spoken))
    kept = [spoken for spoken in group if rank(spoken) == top[spoken[2].token]]
    return kept, [spoken for spoken in group if rank(spoken) < top[spoken[2].token]]


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


def _overruled(now: Sequence[Statement], past: Sequence[Statement]) -> list[Conflict]:
    """Where a later channel changed what an earlier one said."""
    found = []
    for reuse in Reuse:
        before = [s for s in past if s.reuse is reuse]
        after = [s for s in now if s.reuse is reuse]
        if {s.stated for s in before} - {s.stated for s in after} and after:
            pair = tuple(dict.fromkeys(s.signal for s in (*after, *before)))
            found.append(Conflict(reuse=reuse, evidence=pair, principle="P1"))
    return found
