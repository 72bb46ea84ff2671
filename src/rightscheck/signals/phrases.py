# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Words of the rule data found in a text, in one pass, wherever case, dashes, quotes and line breaks differ.

Licences and cues are named in fifty languages; the words are data, and one Aho-Corasick scan finds them all
(design.md §6). A phrase that ends in ``*`` is a stem; in scripts without spaces a phrase needs no boundary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ahocorasick_rs import AhoCorasick

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4`\u2032", "'"),
        **dict.fromkeys("\t\n\r\v\f\u00a0\u1680\u2028\u2029\u202f\u205f\u3000", " "),
        **{chr(code): " " for code in range(0x2000, 0x200B)},
    }
)
#: marks that stand inside words and change nothing: soft hyphen, zero-width joiners and marks of direction
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_LOOSE = re.compile(f"  |[{_UNSEEN}]")
_TIGHT = re.compile(f"[^ {_UNSEEN}]+| +")
#: scripts that write words without a space between them, or glue particles to them
_SPACELESS = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made comparable: ``text`` in lower case, ``plain`` the same with its capitals.

    ``at`` maps each offset (and the end) to the source, None where they are the same.
    """

    text: str
    plain: str
    at: tuple[int, ...] | None = None

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The same span in the text that was folded."""
        if self.at is None:
            return start, end
        return self.at[start], self.at[end - 1] + 1 if end > start else self.at[start]


def fold(text: str) -> Folded:
    """The text with one kind of dash, quote and space, runs of spaces as one, unseen marks dropped."""
    alike = text.translate(_ALIKE)
    if not _LOOSE.search(alike):
        return Folded(_lower(alike), alike)
    pieces: list[str] = []
    at: list[int] = []
    for piece in _TIGHT.finditer(alike):
        start, end = piece.span()
        end = start + 1 if alike[start] == " " else end
        if not (alike[start] == " " and pieces and pieces[-1] == " "):  # spaces around a dropped mark
            pieces.append(alike[start:end])
            at.extend(range(start, end))
    tight = "".join(pieces)
    return Folded(_lower(tight), tight, (*at, len(text)))


def _lower(text: str) -> str:
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)  # a few capitals become two characters


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: its span in the folded text, the kind it is listed under, and the phrase as listed."""

    start: int
    end: int
    kind: str
    phrase: str


class Phrases:
    """A set of phrases by kind, compiled once."""

    __slots__ = ("_entries", "_scan")

    def __init__(self, kinds: Mapping[str, Iterable[str]]) -> None:
        """Phrases of each kind; a phrase listed twice counts for the first kind that has it."""
        entries: dict[str, tuple[str, str, bool]] = {}
        for kind, phrases in kinds.items():
            for phrase in phrases:
                bare = fold(phrase.removesuffix("*")).text
                entries.setdefault(bare, (kind, phrase, phrase.endswith("*")))
        self._entries = tuple((kind, phrase, stem) for kind, phrase, stem in entries.values())
        self._scan = _scanner(tuple(entries))

    def find(self, folded: str) -> Iterator[Hit]:
        """Every phrase in a folded text, left to right, the longest at each place; none overlap."""
        found = sorted(self._whole(folded), key=lambda hit: (hit.start, -hit.end))
        end = 0
        for hit in found:
            if hit.start >= end:
                end = hit.end
                yield hit

    def _whole(self, folded: str) -> Iterator[Hit]:
        """Every phrase that is a word of its own, overlapping ones too: a longer one may be no word there."""
        for index, start, end in self._scan.find_matches_as_indexes(folded, overlapping=True):
            kind, phrase, stem = self._entries[index]
            if starts_word(folded, start) and (stem or ends_word(folded, end)):
                yield Hit(start, end, kind, phrase)


def _scanner(phrases: Sequence[str]) -> AhoCorasick:
    import ahocorasick_rs  # noqa: PLC0415  # core, but imported late: start-up must not pay for it

    return ahocorasick_rs.AhoCorasick(phrases, matchkind=ahocorasick_rs.MatchKind.Standard)


def starts_word(text: str, start: int) -> bool:
    """Whether a word may begin here: no letter or digit before it, or a script without spaces."""
    return start == 0 or not text[start - 1].isalnum() or spaceless(text[start]) or spaceless(text[start - 1])


def ends_word(text: str, end: int) -> bool:
    """Whether a word may end here: no letter or digit after it, or a script without spaces."""
    return end >= len(text) or not text[end].isalnum() or spaceless(text[end - 1]) or spaceless(text[end])


def spaceless(char: str) -> bool:
    """Whether this character belongs to a script that writes no spaces between words."""
    return any(low <= ord(char) <= high for low, high in _SPACELESS)
