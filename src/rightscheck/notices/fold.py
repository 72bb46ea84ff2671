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
    from collections.abc import Iterator, Mapping, Sequence

    from rightscheck.resources import RuleData

SHARED = "lexicons/_shared"
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640"  # accents, Hebrew points, Arabic vowels and tatweel
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f"
_DROPPED = re.compile(f"[{_MARKS}{_INVISIBLE}]")
_SPACES = re.compile(r"[\s\-\u2010-\u2015\u2212/|]+")
_JOINER = "\u200c"  # between Arabic letters it parts words as a blank does
_IDEOGRAPH = "\u2e80-\u2fff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
# One class stands in front of each, so that the search is fast.
_LETTERSPACED = re.compile(rf"[{_IDEOGRAPH}](\s+)(?=[{_IDEOGRAPH}])")  # no blank parts words there
_BROKEN_WORD = re.compile(r"[-\u2010\u00ad](?<=[^\W\d_].)\n(?=[^\W\d_])")
_PARTS = "\0"  # in no entry, and nothing folds across it
_ASCII = 0x80
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
            letter = chr(code)
            if unicodedata.decomposition(letter) or letter.casefold() != letter:
                folded = _plain(letter, own)
                if folded != letter:
                    table[code] = folded
    return table


def _plain(letter: str, own: Mapping[str, str]) -> str:
    spread = unicodedata.normalize("NFKD", letter).casefold()
    return "".join(own.get(c, c) for c in _DROPPED.sub("", spread)) or letter


@cache
def _one_to_one(rules: RuleData) -> tuple[dict[int, str], str]:
    """What each character folds to where that is one, for ASCII and for all else: as each translates fastest."""
    table = {code: to for code, to in letters(rules).items() if len(to) == 1} | dict.fromkeys(
        (0x0A, 0x0D, 0x09, 0xA0, 0x2D, 0x2010, 0x2011, 0x2F), " "
    )
    return {code: to for code, to in table.items() if code < _ASCII}, _plane(table)


def _plane(table: Mapping[int, str]) -> str:
    """The characters of the first plane, each as the table has it."""
    return "".join([table.get(code, chr(code)) for code in range(0x10000)])


@cache
def _spreading(rules: RuleData) -> re.Pattern[str]:
    """Letters that fold to several ("ß", "æ")."""
    return re.compile("[" + "".join(re.escape(chr(c)) for c, to in letters(rules).items() if len(to) != 1) + "]")


def flat(text: str, rules: RuleData) -> str | None:
    """The folded text where that is character for character; None where characters are dropped or spread."""
    plain, every = _one_to_one(rules)
    if text.isascii():  # nothing of it drops or spreads
        return text.translate(plain)
    if _DROPPED.search(text) or _spreading(rules).search(text) or _LETTERSPACED.search(text):
        return None
    return text.translate(every)


def fold(text: str, rules: RuleData) -> Folded:
    """The folded text with its way back; white space and hyphens come out as single blanks."""
    plain = flat(text, rules)
    if plain is not None and "  " not in plain and not plain.startswith(" ") and _BROKEN_WORD.search(text) is None:
        return Folded(plain, range(len(plain)))
    return untied(text, rules)


def untied(text: str, rules: RuleData) -> Folded:
    """The folded text, for one that ``flat`` cannot fold or that holds runs of blanks."""
    unread = {i for m in _BROKEN_WORD.finditer(text) for i in range(*m.span())}
    unread.update(i for m in _LETTERSPACED.finditer(text) for i in range(*m.span(1)))
    table, line, knots = letters(rules), _line(rules), _knots(rules)
    out: list[str] = []
    at: list[int] = []
    done = 0
    for found in knots.finditer(text):
        start, end = found.span()
        if start > done:  # character for character up to here
            out.append(text[done:start].translate(line))
            at.extend(range(done, start))
        done = end
        if start and start not in unread and _SPACES.fullmatch(text, start, end):
            out.append(" ")
            at.append(start)
            continue
        for index, words in _untied(text[start:end], start, out[-1][-1:] if out else "", (table, unread)):
            out.append(words)
            at.extend([index] * len(words))
    out.append(text[done:].translate(line))
    at.extend(range(done, len(text)))
    return Folded("".join(out), tuple(at))


def _untied(knot: str, start: int, before: str, how: tuple[Mapping[int, str], set[int]]) -> Iterator[tuple[int, str]]:
    """The folded characters of a knot, each with its offset; ``before`` is the last that came out, if any."""
    table, unread = how
    blank = start == 0
    for index, char in enumerate(knot, start):
        parts = char == _JOINER and "\u0600" <= before <= "\u06ff"
        if not parts and (index in unread or _DROPPED.match(char)):
            continue
        if parts or _SPACES.match(char):
            words = "" if blank else " "
            blank = True
        else:
            words = table.get(ord(char), char)
            blank = False
        if words:
            yield index, words
            before = words[-1]


@cache
def _knots(rules: RuleData) -> re.Pattern[str]:
    """Where folding is more than one character for another: blanks that run on or begin the text, and what drops.

    One class stands in front, so that the search is fast.
    """
    space, gone = _SPACES.pattern[1:-2], _DROPPED.pattern[1:-1]
    many = gone + "".join(re.escape(chr(c)) for c, to in letters(rules).items() if len(to) != 1)
    run = f"[{space}{many}]"
    single = rf"(?<=^[{space}])|(?<=[{_IDEOGRAPH}]\s)(?=[{_IDEOGRAPH}])"
    return re.compile(rf"{run}(?:(?<=[{many}]){run}*|{run}+|{single})")


@cache
def _line(rules: RuleData) -> str:
    """What each character of the first plane folds to where that is one: a string, which translates fastest."""
    table = {code: to for code, to in letters(rules).items() if len(to) == 1}
    spaces = [found.span() for found in _SPACES.finditer(_plane({}))]
    return _plane(table | {code: " " for start, end in spaces for code in range(start, end)})


def fold_words(words: str, rules: RuleData) -> str:
    """A lexicon entry or a name, folded as texts are, without blanks at its ends."""
    return fold(words, rules).text.strip()


def fold_all(entries: Sequence[str], rules: RuleData) -> list[str]:
    """Each of these entries as ``fold_words`` has it, in one go; none for none."""
    if not entries:
        return []
    return [folded.strip() for folded in fold(_PARTS.join(entries), rules).text.split(_PARTS)]
