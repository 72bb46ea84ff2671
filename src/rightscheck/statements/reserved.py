# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a page says about itself without an open licence: reserved in general, or a permission of its own making.

Design.md §5: ``licence`` is ``all-rights-reserved`` where the page reserves or forbids reproduction in general and
grants nothing, ``custom`` for a home-made permission; a TDM or AI ban alone is neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.model import Basis, LicenceClaim, Reuse, Stated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rightscheck.model import Settled, Signal, Statement

RESERVED = "all-rights-reserved"
CUSTOM = "custom"
#: Standards whose words are a person's, not a protocol's: prose, and free text in metadata.
WORDS = frozenset({"notice", "DC", "SDO", "META-C", "XMPR", "IPTC-RIGHTS", "FEED", "ALI"})
_SHARING = frozenset({Reuse.REDISTRIBUTE, Reuse.ADAPT})
_PERMITTED = frozenset({Stated.GRANTED, Stated.CONDITIONAL})


def general_reservation(settled: Mapping[Reuse, Settled], said: Sequence[Statement]) -> bool:
    """Whether redistribution is denied in words that do not name mining (corpus guide §3: a policy hangs on this)."""
    denied = settled[Reuse.REDISTRIBUTE].stated is Stated.DENIED and bool(_denials(said))
    named = any(
        s.reuse in (Reuse.TDM, Reuse.AI_TRAIN) and s.stated is Stated.DENIED and s.basis is Basis.NAMED
        for s in said
        if s.standard in WORDS
    )
    return denied and not named


def home_made(
    settled: Mapping[Reuse, Settled], said: Sequence[Statement], signals: Sequence[Signal]
) -> LicenceClaim | None:
    """``custom`` where words permit sharing, else ``all-rights-reserved`` where they reserve it, else None."""
    permits = [s for s in said if s.standard in WORDS and s.reuse in _SHARING and s.stated in _PERMITTED]
    if permits and any(settled[s.reuse].stated in _PERMITTED for s in permits):
        return _claim(CUSTOM, permits, signals)
    denials = _denials(said)
    return _claim(RESERVED, denials, signals) if denials and not permits else None


def _denials(said: Sequence[Statement]) -> list[Statement]:
    return [s for s in said if s.standard in WORDS and s.reuse is Reuse.REDISTRIBUTE and s.stated is Stated.DENIED]


def _claim(name: str, by: Sequence[Statement], signals: Sequence[Signal]) -> LicenceClaim:
    indices = tuple(dict.fromkeys(s.signal for s in by))
    return LicenceClaim(id=name, url=None, scope=signals[indices[0]].evidence.scope, evidence=indices)
