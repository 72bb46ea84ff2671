# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A sentence read to the end: its words, modalities, clauses and deeds, and whether a heading governs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rightscheck.notices.clauses import Clauses, take_apart
from rightscheck.notices.denials import COMMERCIAL, Deed, denials
from rightscheck.notices.grants import grants, left_free, personal_only, restriction
from rightscheck.notices.moods import DENYING, Modality, Mood, modalities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.notices.match import Words
    from rightscheck.notices.segment import Sentence

_COLON_WITHIN = 60


@dataclass(frozen=True, slots=True)
class Clause:
    """What one sentence says: ``deeds`` is empty where it only mentions."""

    sentence: Sentence
    original: str
    words: Words
    moods: tuple[Modality, ...]
    clauses: Clauses
    deeds: tuple[Deed, ...] = field(default=())

    @property
    def governs(self) -> Modality | None:
        """The modality this sentence hands to the list that follows it; None if it opens no list."""
        strong = [m for m in self.moods if m.mood in DENYING or (m.mood is Mood.PERMIT and not m.weak)]
        if not strong:
            return None
        ends = self.original.rstrip()
        text = self.words.text
        after = text[strong[-1].end : strong[-1].end + _COLON_WITHIN]
        opens = ends.endswith((":", ";", ",")) or ":" in after or ":" in ends[-_COLON_WITHIN:]
        return strong[-1] if opens else None


def read_clause(sentence: Sentence, original: str, words: Words, inherited: Modality | None = None) -> Clause:
    """The sentence with its deeds."""
    moods = modalities(words)
    clauses = take_apart(words, moods, inherited)
    deeds = tuple(dict.fromkeys(_deeds(words, clauses)))
    return Clause(sentence, original, words, tuple(moods), clauses, deeds)


def _deeds(words: Words, clauses: Clauses) -> Iterator[Deed]:
    denied = False
    for piece in clauses.pieces:
        if piece.denies:
            denied = True
            said = tuple(denials(words, piece))
            yield from said
            if {d.token for d in said} == {COMMERCIAL}:
                yield from personal_only(piece)  # "for personal use only and not for commercial ends"
        elif piece.allows:
            yield from grants(piece)
        else:
            yield from restriction(piece)
    if denied or clauses.whole_exception:
        yield from left_free(words, clauses)
