# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Words found inside other words are dropped at once: they are most of what an automaton finds.

The exact check of word ends (``match.boundary``) asks for each entry; this one asks once for each anchor whose
entries all end where it does, and drops only what no entry could stand at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

UNSPACED = "\u2e80"  # from here on scripts write without blanks
_BEGINS, _ENDS = 1, 2


def closed(anchor: str, *, begins: bool, ends: bool) -> int:
    """At which ends a word must begin or end with this anchor; the flags tell whether every entry of it asks that."""
    return _BEGINS * (begins and _inner(anchor[0])) | _ENDS * (ends and _inner(anchor[-1]))


def standing(
    text: str, found: Iterable[tuple[int, int, int]], ends: bytes, glued: Callable[[int], bool]
) -> Iterator[tuple[int, int, int]]:
    """What was found (anchor, start, end), but for what is surely a piece of a longer word.

    ``ends`` holds ``closed`` of each anchor, ``glued`` tells whether an extractor glued two words at an offset.
    """
    size = len(text)
    for one in found:
        number, start, end = one
        asked = ends[number]
        if asked & _BEGINS and start and _inner(text[start - 1]) and not glued(start):
            continue
        if asked & _ENDS and end < size and _inner(text[end]) and not glued(end):
            continue
        yield one


def _inner(char: str) -> bool:
    return char.isalnum() and char < UNSPACED
