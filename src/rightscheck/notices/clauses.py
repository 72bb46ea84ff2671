# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""How far modalities and exceptions reach inside a sentence.

Modality belongs to the sentence; it is cut further only where it holds both polarities, and pieces without a modality
inherit from their neighbour. An exception reaches from its marker to the end of the sentence, or to the comma where
the ban follows. "Except with consent" is consent, no exception (reference/notices.md §3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from rightscheck.notices.moods import ACTS, ALLOWING, DENYING, Modality, Mood, cut_between, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.notices.match import Hit, Words

_STRONG = ";"
_EXCEPTED = ("sengine", "index", "statute", "contract", "research", "education", "press", "personal", "quote")


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of folded text under an exception marker."""

    marker: Hit
    start: int
    end: int

    def covers(self, hit: Hit | Modality) -> bool:
        """Whether the hit lies inside."""
        return self.start <= hit.start and hit.end <= self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one polarity: its modalities and the hits they govern."""

    start: int
    end: int
    moods: tuple[Modality, ...]
    hits: tuple[Hit, ...]

    @property
    def denies(self) -> bool:
        """Whether its acts are forbidden, reserved or only with consent."""
        return any(m.mood in DENYING for m in self.moods)

    @property
    def allows(self) -> bool:
        """Whether its acts are free, or free under a condition."""
        return not self.denies and any(m.mood in ALLOWING for m in self.moods)

    def of(self, *roles: str) -> list[Hit]:
        """Its hits with one of these roles."""
        return [h for h in self.hits if h.role in roles]

    def has(self, *roles: str) -> bool:
        """Whether one of its hits has one of these roles."""
        return any(h.role in roles for h in self.hits)


@dataclass(frozen=True, slots=True)
class Clauses:
    """A sentence taken apart: pieces in order, and the exceptions outside of them."""

    pieces: tuple[Piece, ...]
    exceptions: tuple[Region, ...]
    whole_exception: bool = False  #: the sentence only says what an earlier one does not reach


def take_apart(words: Words, moods: list[Modality], inherited: Modality | None = None) -> Clauses:
    """The pieces and exceptions of a sentence; ``inherited`` is the modality of the heading of a list."""
    apply = words.of("notapply") or (words.of("waive") if words.has("sengine") else [])
    denying = [m for m in moods if m.mood in DENYING]
    if apply and not any(m.start < apply[0].start and _parted(words, m, apply[0]) for m in denying):
        return Clauses((), (Region(apply[0], 0, len(words.text)),), whole_exception=True)
    regions = (*_trailing(words, moods), *_regions(words, moods, [*words.of("except"), *apply]))
    live = _merged(words, [m for m in moods if not any(r.covers(m) for r in regions)])
    if inherited is not None and not any(m.mood in DENYING or not m.weak for m in live):
        return Clauses((Piece(0, len(words.text) + 1, (inherited,), tuple(_outside(words, regions))),), regions)
    hits = _outside(words, regions)
    return Clauses(tuple(_pieces(words, live, hits)), regions)


def _outside(words: Words, regions: tuple[Region, ...]) -> list[Hit]:
    return [h for h in words.hits if not any(r.covers(h) for r in regions)]


def _parted(words: Words, modality: Modality, hit: Hit) -> bool:
    return cut_between(words.text, modality.end, hit.start, ",;.(-") or words.has("but")


def _regions(words: Words, moods: list[Modality], markers: list[Hit]) -> list[Region]:
    taken = {h for m in moods if m.mood is Mood.CONSENT for h in m.hits}
    found: list[Region] = []
    for marker in markers:
        if marker in taken or any(r.start <= marker.start < r.end for r in found):
            continue
        found.append(Region(marker, marker.start, _reach(words, moods, marker)))
    return found


def _trailing(words: Words, moods: list[Modality]) -> Iterator[Region]:
    """Exceptions whose marker follows what they except ("検索エンジンを除き"): back to where its clause begins."""
    taken = {h for m in moods if m.mood is Mood.CONSENT for h in m.hits}
    for marker in (h for h in words.of("exceptend") if h not in taken):
        start = max((words.text.rfind(mark, 0, marker.start) for mark in ",;("), default=-1) + 1
        yield Region(marker, start, marker.end)


def _reach(words: Words, moods: list[Modality], marker: Hit) -> int:
    """Where the exception ends: at the comma or semicolon before a ban that follows, else with the sentence."""
    text = words.text
    strong = text.find(_STRONG, marker.end)
    limit = strong if strong >= 0 else len(text)
    later = [m for m in moods if m.mood in DENYING and marker.end < m.start <= limit]
    opens = not any(
        h.role in ACTS or h.role in ("forbid", "modalnot", "modalact") for h in words.hits if h.end <= marker.start
    )
    if later:
        comma = text.find(",", marker.end, later[0].end) if opens else text.rfind(",", marker.end, later[0].start)
        if comma >= 0:
            return comma
        return limit if not opens else _first_thing(words, marker, later[0].start)
    if opens:
        comma = text.find(",", marker.end, limit)
        return comma if comma >= 0 else limit
    closing = text.find(")", marker.end, limit)
    inside = text.rfind("(", 0, marker.start) > text.rfind(")", 0, marker.start)
    return closing if inside and closing >= 0 else limit


def _first_thing(words: Words, marker: Hit, limit: int) -> int:
    """Where an exception without a comma ends that opens a sentence: after what it names first, else at the ban."""
    things = [h for h in words.of(*_EXCEPTED) if marker.end <= h.start and h.end <= limit]
    return things[0].end if things else limit


def _merged(words: Words, moods: list[Modality]) -> list[Modality]:
    """Permissions that a demand for consent governs ("permitted only with consent") are no permissions."""
    kept: list[Modality] = []
    moods = _without_waived(words, moods)
    demands = [m for m in moods if m.mood is Mood.CONSENT]
    conditions = [m for m in moods if m.mood is Mood.CONDITION]
    for modality in moods:
        if modality.mood is Mood.PERMIT and any(_same_clause(words, modality, d) for d in demands):
            continue
        if modality.mood is Mood.PERMIT and modality.weak and conditions:
            kept.append(replace(modality, mood=Mood.CONDITION))
            continue
        kept.append(modality)
    return kept


def _without_waived(words: Words, moods: list[Modality]) -> list[Modality]:
    """The modalities but for consent nobody has to ask for ("you are free to copy without my permission")."""
    if any(m.mood in (Mood.FORBID, Mood.RESERVE) for m in moods):
        return moods
    only = words.of("only")  # "without an agreement permitted only where the law says so"
    free = [
        m for m in moods if m.mood is Mood.PERMIT and not m.weak and not nearest(m.hits[-1], only, before=3, after=2)
    ]
    opened = [m for m in moods if m.mood is Mood.PERMIT and m.weak and not any(o.start >= m.end for o in only)]
    return [
        m
        for m in moods
        if not (
            _is_without(m)
            and (any(_same_clause(words, m, f) for f in free) or any(_opens_with(words, m, f) for f in opened))
        )
    ]


def _opens_with(words: Words, asked: Modality, free: Modality) -> bool:
    """*Without permission, anyone may*: consent that a comma sets before a permission is consent nobody needs."""
    return asked.end <= free.start and "," in words.text[asked.end : free.start] and asked.hits[0].first <= 1


def _is_without(modality: Modality) -> bool:
    return modality.mood is Mood.CONSENT and modality.hits[0].role == "without"


def _same_clause(words: Words, one: Modality, other: Modality) -> bool:
    first, second = sorted((one, other), key=lambda m: m.start)
    between = words.text[first.end : max(first.end, second.start)]
    if ";" in between or any(first.end <= b.start < second.start for b in words.of("but")):
        return False
    acts = any(h.role in ACTS for h in words.hits if first.end <= h.start and h.end <= second.start)
    return "," not in between or not acts


def _pieces(words: Words, moods: list[Modality], hits: list[Hit]) -> list[Piece]:
    """The sentence cut where the polarity of its modalities turns."""
    cuts = [0]
    turning = [m for m in moods if m.mood is not Mood.WAIVE]
    for before, after in pairwise(turning):
        turns = (before.mood in DENYING) != (after.mood in DENYING)
        if turns or ";" in words.text[before.end : after.start]:
            cut = _cut(words, before, after)
            if cut is not None and cut > cuts[-1]:
                cuts.append(cut)
    cuts.append(len(words.text) + 1)
    return [
        Piece(
            start,
            end,
            tuple(m for m in moods if start <= m.start < end),
            tuple(h for h in hits if start <= h.start < end),
        )
        for start, end in pairwise(cuts)
    ]


def _cut(words: Words, before: Modality, after: Modality) -> int | None:
    """The offset between two modalities of opposite polarity at which the second clause begins."""
    text, start, end = words.text, before.end, max(before.end, after.start)
    turns = [h.start for h in words.of("but") if start <= h.start < end]
    strong = turns or [i for i in range(start, end) if text[i] in ";:"]
    if strong:
        return strong[-1]
    commas = [i for i in range(start, end) if text[i] in ",("]
    commas = sorted([*commas, *(h.start for h in words.of("and") if start <= h.start < end)])
    if not commas:
        return None
    active = any(h.role in ACTS and h.start >= after.end for h in words.hits)
    return commas[-1] if active else commas[0]
