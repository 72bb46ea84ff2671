# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Words found inside other words are dropped at once: they are most of what an automaton finds.

The exact check of word ends (``match.boundary``) asks for each entry; this one asks once for each anchor whose
entries all end where it does, and drops only what no entry could stand at.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

UNSPACED = "\u2e80"  # from here on scripts write without blanks
_BEGINS, _ENDS = 1, 2
_CASED = ((0x41, 0x3000), (0xA640, 0xA800), (0xFF21, 0xFF3B))  # where letters have case


@cache
def _upper_after_letter() -> re.Pattern[str]:
    """One class stands in front, so that the search is fast."""
    upper = "".join(chr(code) for first, end in _CASED for code in range(first, end) if chr(code).isupper())
    return re.compile(rf"[{upper}](?<=[^\W\d_].)")


def glued_in(original: str, at: Sequence[int]) -> frozenset[int]:
    """Folded offsets at which an extractor glued two words: lower case, then upper case; none in most texts."""
    places = (found.start() for found in _upper_after_letter().finditer(original))
    return frozenset(
        offset for place in places if original[place - 1].islower() for offset in _folded_from(at, place)
    )


def _folded_from(at: Sequence[int], place: int) -> range:
    return range(bisect_left(at, place), bisect_right(at, place))


def closed(anchor: str, *, begins: bool, ends: bool) -> int:
    """At which ends a word must begin or end with this anchor; the flags tell whether every entry of it asks that."""
    return _BEGINS * (begins and _inner(anchor[0])) | _ENDS * (ends and _inner(anchor[-1]))


def standing(
    text: str, found: Iterable[tuple[int, int, int]], ends: bytes, glued: Container[int]
) -> Iterator[tuple[int, int, int]]:
    """What was found (anchor, start, end), but for what is surely a piece of a longer word.

    ``ends`` holds ``closed`` of each anchor, ``glued`` the offsets of ``glued_in``.
    """
    size = len(text)
    for one in found:
        number, start, end = one
        asked = ends[number]
        if asked & _BEGINS and start and _inner(text[start - 1]) and start not in glued:
            continue
        if asked & _ENDS and end < size and _inner(text[end]) and end not in glued:
            continue
        yield one


def _inner(char: str) -> bool:
    return char.isalnum() and char < UNSPACED
