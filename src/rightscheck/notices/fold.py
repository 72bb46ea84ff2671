# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Folding: what people lose or add when they type is taken out before words are compared.

Case, full width, diacritics, soft hyphens, zero-width characters, runs of white space and hyphens between words
go; each folded character knows the code point it came from, so that every quote is a verbatim slice (design.md §5).
Measured (reference/notices.md §3): folding finds 29 of 233 records more where diacritics were lost.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rightscheck.resources import RuleData

SHARED = "lexicons/_shared"
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640"  # accents, Hebrew points, Arabic vowels and tatweel
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f"
_DROPPED = re.compile(f"[{_MARKS}{_INVISIBLE}]")
_SPACES = re.compile(r"[\s\-\u2010-\u2015\u2212/|]+")
_JOINER = "\u200c"  # between Arabic letters it parts words as a blank does
_IDEOGRAPH = "\u2e80-\u2fff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_LETTERSPACED = re.compile(rf"(?<=[{_IDEOGRAPH}])\s+(?=[{_IDEOGRAPH}])")  # no blank parts words there
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\n(?=[^\W\d_])")
_RANGES = ((0x41, 0x5B), (0x80, 0x3100), (0xA640, 0xA6A0), (0xFB00, 0x10000))


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded words and, for each of their characters, the code point of the original it came from."""

    text: str
    at: Sequence[int]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the original that these folded characters came from; (0, 0) for an empty range."""
        if start >= end:
            return (0, 0)
        return self.at[start], self.at[end - 1] + 1


@cache
def letters(rules: RuleData) -> dict[int, str]:
    """For each code point that folds to something else, what it folds to."""
    own: Mapping[str, str] = rules.file(SHARED).get("fold", {}).get("letters", {})
    table = {ord(letter): to for letter, to in own.items()}
    for first, end in _RANGES:
        for code in range(first, end):
            folded = _plain(chr(code), own)
            if folded != chr(code):
                table[code] = folded
    return table


def _plain(letter: str, own: Mapping[str, str]) -> str:
    spread = unicodedata.normalize("NFKD", letter).casefold()
    return "".join(own.get(c, c) for c in _DROPPED.sub("", spread)) or letter


@cache
def _one_to_one(rules: RuleData) -> dict[int, str]:
    return {code: to for code, to in letters(rules).items() if len(to) == 1} | dict.fromkeys(
        (0x0A, 0x0D, 0x09, 0xA0, 0x2D, 0x2010, 0x2011, 0x2F), " "
    )


@cache
def _spreading(rules: RuleData) -> re.Pattern[str]:
    """Letters that fold to several ("ß", "æ")."""
    return re.compile("[" + "".join(re.escape(chr(c)) for c, to in letters(rules).items() if len(to) != 1) + "]")


def flat(text: str, rules: RuleData) -> str | None:
    """The folded text where that is character for character; None where characters are dropped or spread."""
    if _DROPPED.search(text) is not None or _spreading(rules).search(text) is not None:
        return None
    if not text.isascii() and _LETTERSPACED.search(text) is not None:
        return None
    return text.translate(_one_to_one(rules))


def fold(text: str, rules: RuleData) -> Folded:
    """The folded text with its way back; white space and hyphens come out as single blanks."""
    plain = flat(text, rules)
    if plain is not None and "  " not in plain and not plain.startswith(" ") and _BROKEN_WORD.search(text) is None:
        return Folded(plain, range(len(plain)))
    table = letters(rules)
    broken = {m.start() for m in _BROKEN_WORD.finditer(text)}
    spaced = {i for m in _LETTERSPACED.finditer(text) for i in range(*m.span())}
    out: list[str] = []
    at: list[int] = []
    blank = True
    for index, char in enumerate(text):
        parts = char == _JOINER and bool(out) and "\u0600" <= out[-1] <= "\u06ff"
        if not parts and (_DROPPED.match(char) or index in spaced or index in broken or (index - 1) in broken):
            continue
        if parts or _SPACES.match(char):
            if not blank:
                out.append(" ")
                at.append(index)
            blank = True
            continue
        blank = False
        plain = table.get(ord(char), char)
        out.append(plain)
        at.extend([index] * len(plain))
    return Folded("".join(out), tuple(at))


def fold_words(words: str, rules: RuleData) -> str:
    """A lexicon entry or a name, folded as texts are, without blanks at its ends."""
    return fold(words, rules).text.strip()
