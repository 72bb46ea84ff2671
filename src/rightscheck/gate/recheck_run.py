# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""All marks of a sidecar against newer site policies: which records must go now, and which may come back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any

import orjson

from rightscheck.gate.recheck import rejudged
from rightscheck.store.policies import site_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import BinaryIO

    from rightscheck.gate.gating import Gate
    from rightscheck.gate.policies import Policies
    from rightscheck.gate.recheck import Again
    from rightscheck.gate.recheck_marks import Mark, Proofs
    from rightscheck.gate.verdict import Reason
    from rightscheck.store.policies import SitePolicies

_AT_ONCE = 4000


class Change(StrEnum):
    """What becomes of a record."""

    REMOVE = "remove"  #: it passed, and is held now
    RESTORE = "restore"  #: it was held, and passes now
    SAME = "unchanged"
    UNKNOWN = "site-not-in-policies"  #: nothing newer is known
    LISTED = "left-as-it-was"  #: an entry about its very content cannot be looked up without it


@dataclass(slots=True, kw_only=True)
class Rechecked:
    """How many records changed how; ``reasons`` are those for which records are to be removed now."""

    records: int = 0
    changes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What became of one record, with its line of the output where it changed, and why it is held then."""

    change: Change
    reason: Reason | None = None
    line: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rechecking:
    """The question of the run that wrote the marks, the newer policies, and where what changed goes."""

    gate: Gate
    policies: Policies
    outputs: Mapping[Change, BinaryIO]

    def run(self, marks: Iterable[Mark], proofs: Proofs, advance: Callable[[int], None]) -> Rechecked:
        """Judge every mark again whose site the policies hold; ``advance`` is told how many marks are done.

        Raises:
            InputError: the sidecar or the snapshot is damaged.
        """
        found = Rechecked()
        for page in _pages(marks):
            sites = [site_of(mark.url) if mark.url else None for mark in page]
            known = self.policies.find(list({site: None for site in sites if site}))
            told: dict[int, _Told] = {}
            for place in sorted(range(len(page)), key=lambda place: sites[place] or ""):  # a site's files once
                told[place] = self._told(page[place], proofs, known.get(sites[place] or ""))
            for place in range(len(page)):
                self._take(told[place], found)
            advance(len(page))
        return found

    def _told(self, mark: Mark, proofs: Proofs, known: SitePolicies | None) -> _Told:
        if known is None:
            return _Told(change=Change.UNKNOWN)
        proof = proofs.of(mark.reference) if mark.reference else None
        again = rejudged(mark, proof, known.parts, self.gate)
        change = change_of(mark, again)
        if change not in self.outputs:
            return _Told(change=change)
        line = orjson.dumps(self.line(mark, proof, again)) + b"\n"
        return _Told(change=change, reason=again.verdict.reason, line=line)

    def _take(self, told: _Told, found: Rechecked) -> None:
        found.records += 1
        found.changes[told.change.value] += 1
        if told.reason is not None:
            found.reasons[told.reason.value] += 1
        if told.line:
            self.outputs[told.change].write(told.line)

    def line(self, mark: Mark, proof: Mapping[str, Any] | None, again: Again) -> dict[str, Any]:
        """What changed about one record: the decision before and after on each use asked about, with its evidence."""
        rights = again.verdict.report.rights()
        uses = [use.value for use in self.gate.terms.uses]
        told = proof["rights"]["reuses"] if proof else {}
        before = {
            use: {"outcome": mark.row[use], "stated": told[use]["stated"] if use in told else "silent"}
            for use in uses
        }
        after = {use: {key: rights["reuses"][use][key] for key in ("outcome", "stated", "rule")} for use in uses}
        listed = dict.fromkeys(index for use in uses for index in rights["reuses"][use]["evidence"])
        return {
            "id": mark.row["id"],
            "url": mark.url,
            "before": {"held": mark.row["held"], "uses": before},
            "after": {"held": again.verdict.held(), "uses": after},
            "evidence": [rights["evidence"][index] for index in listed],
            "unread": rights["unread"],
        }


def change_of(mark: Mark, again: Again) -> Change:
    """What becomes of a marked record by its new verdict."""
    held = mark.row["held"] is not None
    if held is not again.verdict.kept:
        return Change.SAME
    if not again.certain:
        return Change.LISTED
    return Change.RESTORE if held else Change.REMOVE


def _pages(marks: Iterable[Mark]) -> Iterator[list[Mark]]:
    rest = iter(marks)
    while page := list(islice(rest, _AT_ONCE)):
        yield page
