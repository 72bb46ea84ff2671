# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Which lexicon entries stand in a sentence: one automaton pass, word ends checked, one span for one concept.

Of entries that overlap the longest stands alone ("all rights reserved" is no "reserved"); a span may carry several
roles only where the language file lists the very same words under each.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

from rightscheck.notices.edges import UNSPACED, glued_in, standing
from rightscheck.notices.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rightscheck.notices.lexicon import Lexicon
    from rightscheck.notices.patterns import Pattern
    from rightscheck.resources import RuleData

    _Place: TypeAlias = tuple[int, int, tuple[tuple[int, int], ...]]  # start, end, gaps
    _Found: TypeAlias = tuple[int, int, Pattern, tuple[tuple[int, int], ...]]

SEPARATORS = ",;:()[]–—-•"  # noqa: RUF001  # the dashes people write between clauses

_GLUED_WORD = 6
_LONGEST_WORD = 8
_IDEOGRAPHIC, _ALPHABETIC = 2, 4


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found: its role, the entry as the language file writes it, folded offsets and word numbers."""

    role: str
    entry: str
    start: int
    end: int
    first: int  #: number of the word it begins in
    last: int  #: number of the word it ends in


_FIRST_SIGN = "\u0900"  # marks of earlier scripts are folded away
_BLANK = re.compile(" ")
_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence read with one lexicon: its folded text, its hits in order, and the way back to the original."""

    text: str
    at: Sequence[int]
    hits: tuple[Hit, ...]
    language: str
    covered: int  #: characters under any entry, for choosing the language
    by_role: Mapping[str, tuple[Hit, ...]]

    def of(self, *roles: str) -> list[Hit]:
        """The hits with one of these roles, in order; none if there are none."""
        if len(roles) == 1:
            return list(self.by_role.get(roles[0], ()))
        return sorted((h for role in roles for h in self.by_role.get(role, ())), key=_START)

    def has(self, *roles: str) -> bool:
        """Whether a hit with one of these roles is there."""
        return any(role in self.by_role for role in roles)


def read_words(original: str, lexicon: Lexicon, rules: RuleData) -> Words:
    """The hits of one lexicon in one sentence; ``at`` maps to offsets in ``original``."""
    folded = fold(original, rules)
    text, at = folded.text, folded.at
    glued = glued_in(original, at)
    found = lexicon.automaton.find_matches_as_indexes(text, overlapping=True)
    spans = [
        (start, end, pattern, gaps)
        for number, begin, stop in standing(text, found, lexicon.ends, glued)
        for pattern in lexicon.by_anchor[number]
        for start, end, gaps in _verified(text, begin, stop, pattern, glued)
    ]
    kept = [(start, end, pattern) for start, end, pattern, _ in _longest(spans, len(text))]
    starts = (
        _word_starts(text) if lexicon.spaced or _blanks_part(text) else list(range(0, len(text), _letters_of(text)))
    )
    hits = tuple(
        Hit(p.role, p.entry, s, e, bisect_right(starts, s), bisect_right(starts, e - 1))
        for s, e, p in kept
        if p.role not in ("common", "void")
    )
    covered = sum({(s, e): e - s for s, e, _ in kept}.values())
    return Words(text, at, hits, lexicon.language, covered, _by_role(hits))


def _by_role(hits: tuple[Hit, ...]) -> dict[str, tuple[Hit, ...]]:
    grouped: dict[str, list[Hit]] = {}
    for hit in hits:
        grouped.setdefault(hit.role, []).append(hit)
    return {role: tuple(found) for role, found in grouped.items()}


def _blanks_part(text: str) -> bool:
    """Whether blanks part the words of this sentence all the same, as in Korean."""
    return text.count(" ") * _LONGEST_WORD > len(text)


def _letters_of(text: str) -> int:
    """How many letters make a word where no blanks part words: two ideographs or kana, four of an alphabet."""
    alphabetic = sum("\u0e00" <= char <= "\u109f" for char in text)  # Thai, Lao, Burmese
    return _ALPHABETIC if 2 * alphabetic > len(text) else _IDEOGRAPHIC


def _word_starts(text: str) -> list[int]:
    return [0, *(m.end() for m in _BLANK.finditer(text))]


def _verified(text: str, begin: int, stop: int, pattern: Pattern, glued: frozenset[int]) -> Iterator[_Place]:
    """The span of the pattern at this anchor, with what stands in its gaps, or nothing."""
    if pattern.spaced and not pattern.open_left and not _ends(text, begin, glued):
        return
    start, end = begin, stop
    gaps: tuple[tuple[int, int], ...] = ()
    if pattern.shape is not None:
        found = pattern.shape.match(text, begin)
        if found is None:
            return
        end = found.end()
        gaps = tuple(found.span(number) for number in range(1, found.re.groups + 1))
    if pattern.open_left:
        while start > 0 and _of_word(text[start - 1]) and start not in glued:
            start -= 1
    if pattern.open_right:
        while end < len(text) and _of_word(text[end]) and end not in glued:
            end += 1
    if (begin in glued or end in glued) and end - start < _GLUED_WORD:
        return  # "YouTube" holds no "you"
    if not pattern.spaced or _ends(text, end, glued):
        yield start, end, gaps


def _ends(text: str, at: int, glued: frozenset[int]) -> bool:
    return at in glued or boundary(text, at)


def boundary(text: str, at: int) -> bool:
    """Whether a word ends or begins at this offset."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if not (_of_word(before) and _of_word(after)):
        return True
    return (before >= UNSPACED) != (after >= UNSPACED)  # "AI" between ideographs is a word


def _of_word(char: str) -> bool:
    """Whether this character belongs to a word: a letter, a digit, or a vowel sign written with one."""
    return char.isalnum() or (char > _FIRST_SIGN and unicodedata.category(char)[0] == "M")


def _longest(spans: list[_Found], size: int) -> list[_Found]:
    """Those spans that no longer one overlaps, in reading order; equal spans stand together unless one is void.

    What stands in the gap of an entry is not its own: the object in "may .. not be copied" is read as well.
    """
    taken = bytearray(size + 1)
    owner: set[tuple[int, int]] = set()
    seen: set[tuple[int, int, str]] = set()
    kept: list[_Found] = []
    for start, end, pattern, gaps in sorted(spans, key=lambda s: (s[0] - s[1], s[0], s[2].role != "void")):
        if (start, end, pattern.role) in seen or (start, end, "void") in seen:
            continue
        seen.add((start, end, pattern.role))
        if (start, end) not in owner:
            if 1 in taken[start:end]:
                continue
            taken[start:end] = b"\x01" * (end - start)
            if pattern.role != "void":
                for first, last in gaps:
                    taken[first:last] = bytes(last - first)
            owner.add((start, end))
        kept.append((start, end, pattern, gaps))
    return sorted(kept, key=lambda s: (s[0], s[1]))
