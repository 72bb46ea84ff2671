# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Cutting text into sentences, as extracted text needs it.

A line break is a boundary only where the next word would still have fitted on the line (a break at any width is
none), a full stop not after an abbreviation or an initial; words that an extractor glued ("law.In") are cut. Lists
keep to the sentence that governs them: nothing is cut at a colon, a semicolon or "(a)" (reference/notices.md §3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSING = "\"'\u201d\u2019\u00bb)\\]"
_FULL_STOPS = "\u3002\uff01\uff1f\uff61\u0964\u061f\u06d4"  # ideographic, full width, Devanagari, Arabic
_STOPS = ".!?\u2026"
_BREAKS = "\v\f\u2028\u2029"
_MENU_SIGNS = "|\u2022\u00b7\u25aa\u25e6\u25cf\u25ba"


def _stop(lead: str, menu: str) -> re.Pattern[str]:
    """What may end a sentence; one class stands in front of all, so that the search is fast."""
    return re.compile(
        rf"[{_STOPS}{_FULL_STOPS}{_BREAKS}\n{lead}](?:"
        rf"(?<=[{_STOPS}])(?<![{_STOPS}].)[{_STOPS}]*[{_CLOSING}]*(?=\s|$)"  # a stop before white space
        r"|(?<=[^\W\d_][^\W\d_][.!?])(?=[^\W\d_])"  # a stop that glues two sentences
        rf"|(?<=[{_FULL_STOPS}])[{_FULL_STOPS}]*[\u300d\u300f\uff09{_CLOSING}]*"  # stops that need no blank
        rf"|(?<=\n)[ \t]*\n\s*|(?<=[{_BREAKS}])"  # a blank line
        rf"{menu}"
        r"|(?<=\n))"
    )


_STOP = _stop("", "")
# What parts the items of a menu, or of a list on one line: looked for where such signs are.
_STOP_IN_MENUS = _stop(r"\s", rf"|(?<=\s)\|(?=\s)|(?<=\s)(?=[{_MENU_SIGNS[1:]}]\s)")
_ITEM = re.compile(r"\s*(?:[-–—•·*▪◦‣●○►»✓✗✘❌✅]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)")  # noqa: RUF001  # dashes people use as bullets
_LAST_WORD = re.compile(r"[\w.&]+$")
_FIRST_WORD = re.compile(r"\S+")
MAX_SENTENCE = 2500
_NARROWEST = 40  # nobody wraps prose at less; shorter lines are items of a menu
_IDEOGRAPH = "\u3041"
_NARROWEST_IDEOGRAPHS = 12
_TRAILING = " \t\r\n\u00a0|\u2022\u00b7"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as offsets into the text; ``paragraph`` counts blank lines, ``item`` is true for a list item."""

    start: int
    end: int
    paragraph: int
    item: bool


@dataclass(frozen=True, slots=True)
class Breaks:
    """Words of all languages that tell a full stop: abbreviations, and words that open a sentence after one."""

    abbreviations: frozenset[str]
    openers: frozenset[str]


def sentences(text: str, breaks: Breaks) -> list[Sentence]:
    """The sentences of a text in order, without the white space around them; none for a blank text."""
    found: list[Sentence] = []
    start = paragraph = 0
    for cut, blank_line in _cuts(text, breaks):
        found.extend(_trimmed(text, start, cut, paragraph))
        start = cut
        paragraph += blank_line
    found.extend(_trimmed(text, start, len(text), paragraph))
    return found


def _cuts(text: str, breaks: Breaks) -> Iterator[tuple[int, bool]]:
    stops = _STOP_IN_MENUS if any(sign in text for sign in _MENU_SIGNS) else _STOP
    for stop in stops.finditer(text):
        words = stop.group()
        if words == "\n":
            if _hard_break(text, stop.start()):
                yield stop.end(), False
        elif words.strip() == "|" or words in " \t":
            yield stop.end(), False
        elif words.isspace():
            yield stop.end(), True
        elif not words.startswith(".") or _ends(text, stop, breaks):
            yield stop.end(), False


def _ends(text: str, stop: re.Match[str], breaks: Breaks) -> bool:
    """Whether a full stop ends the sentence."""
    after = text[stop.end() : stop.end() + 40]
    glued = bool(after) and not after[0].isspace()
    if glued:
        return after[0].isupper() and text[stop.start() - 1].islower() and len(_FIRST_WORD.match(after).group()) > 1  # type: ignore[union-attr]
    word = _LAST_WORD.search(text[max(0, stop.start() - 30) : stop.start()])
    if word is None or len(stop.group()) > 1:
        return True
    last = word.group()
    short = last.casefold() in breaks.abbreviations or (len(last) == 1 and last.isalpha()) or last.isdigit()
    following = after.lstrip(" \t\n\"'“”„«([")
    if not following:
        return True
    if following[0].islower() and not _ITEM.match(following):
        return False
    return not short or (
        last.casefold() in breaks.abbreviations and len(last) > 1 and _new_sentence(following, last, breaks.openers)
    )


def _new_sentence(following: str, last: str, openers: frozenset[str]) -> bool:
    """After an abbreviation of a firm's form (Inc., Ltd.) a word that opens sentences still begins a new one."""
    return last[0].isupper() and following[0].isupper() and following.split(" ", 1)[0].casefold() in openers


def _hard_break(text: str, at: int) -> bool:
    """Whether this line break ends a sentence: a bullet follows, or the next word would have fitted on the line."""
    after = text[at + 1 : at + 120]
    if _ITEM.match(after):
        return True
    word = _FIRST_WORD.match(after.lstrip())
    if word is None:
        return False
    first = word.group()
    if first[0].islower() or first[0] in ",;)":
        return False
    before = text[max(0, at - 400) : at]
    line = before[before.rfind("\n") + 1 :]
    width = max((len(x) for x in text[max(0, at - 400) : at + 400].split("\n")), default=0)
    if before[-1:] >= _IDEOGRAPH and first[0] >= _IDEOGRAPH:
        return width < _NARROWEST_IDEOGRAPHS or len(line) + 2 < width  # no word is kept whole there
    if width < _NARROWEST:
        return True
    return len(line) + 1 + len(first) <= width * 0.94 or line.rstrip()[-1:] in ".!?:;"


def _trimmed(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    while end - start > MAX_SENTENCE:
        cut = max(text.rfind(" ", start, start + MAX_SENTENCE), start + MAX_SENTENCE // 2)
        yield from _trimmed(text, start, cut, paragraph)
        start = cut
    words = text[start:end].rstrip(_TRAILING)
    left = len(words) - len(words.lstrip())
    if left < len(words):
        item = _ITEM.match(words) is not None
        yield Sentence(start + left, start + len(words.rstrip()), paragraph, item)
