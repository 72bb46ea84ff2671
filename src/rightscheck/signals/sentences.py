# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The sentence a licence stands in, and the clause of it that names the object.

A footer strings notices together with bars and dots, and a caption with colons; a version number has a full stop that
ends nothing. Linear in the length of the block, once a block.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from operator import itemgetter

_END = re.compile(
    r"[.!?](?=[\s\"')\u00bb\u201d]|$)|[\u3002\uff01\uff1f\u0964]|\s[|\u2022\u00b7\u2014]\s|\u00a0\u00a0"
)
_ABBREVIATIONS = re.compile(
    r"(?:\b(?:[A-Za-z]|e\.g|i\.e|z\.B|bzw|vgl|ca|No|Nr|vs|etc|Inc|Ltd|Co|Corp|Mr|Mrs|Dr|St|v|ver|fot|fig|Abb|ed)|\d)$"
)
_CLAUSE = re.compile(r"[;|\u2022\u00b7\u3002]|\.\s|,\s(?:and|und|et|y|e|i|og|och|en)\s")
_REACH = 600


def sentence_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the sentence that holds these offsets; the whole text when nothing divides it.

    Of a longer one than people write what stands within ``_REACH`` of the offsets, so that many links in one endless
    sentence do not each cost its length.
    """
    ends = _ends(text)
    before = bisect_right(ends, start, key=itemgetter(1))
    after = bisect_left(ends, end, key=itemgetter(0))
    begin = max(ends[before - 1][1] if before else 0, start - _REACH)
    stop = min(ends[after][1] if after < len(ends) else len(text), end + _REACH)
    while begin < stop and text[begin].isspace():
        begin += 1
    return begin, stop


@lru_cache(maxsize=4)
def _ends(text: str) -> tuple[tuple[int, int], ...]:
    """Where sentences end, in order; kept for a while, since a block with thousands of links is asked as often."""
    marks = (mark.span() for mark in _END.finditer(text))
    return tuple(
        (first, last)
        for first, last in marks
        if text[first:last][0] != "." or not _ABBREVIATIONS.search(text, max(0, first - 8), first)
    )


def last_clause(words: str) -> str:
    """What follows the last mark that parts one clause from the next; all of it when there is none."""
    written = len(words.rstrip())
    start = 0
    for mark in _CLAUSE.finditer(words):
        start = mark.end() if mark.end() < written else start
    return words[start:]
