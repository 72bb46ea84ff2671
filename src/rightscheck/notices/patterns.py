# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Patterns of a language file: how an entry such as ``zastrzeż*`` or ``any .. use of`` is found.

``*`` stands for any ending of a word (or, in front, any beginning: compounds), ``?`` for one letter, ``..`` for up to
three words. Every entry has an anchor, its longest literal piece, for the one Aho-Corasick pass; entries with more
than a plain prefix are then verified by a small anchored expression. Languages without blanks between words match
everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_GAP = r"(?:[^\w.;:!?]{1,3}\w+){0,3}?[^\w.;:!?]{1,3}"
_MAX_ENDING = 14
_LETTER = "[\\w\u0900-\u0dff]"  # with the vowel signs of Indic scripts


@dataclass(frozen=True, slots=True)
class Pattern:
    """One entry: the role it plays, the entry as written, its anchor and how the rest is checked.

    ``lead`` is the distance from the start of the entry to its anchor where that is fixed, and 0 for an entry that
    may begin anywhere in a word (``open_left``). ``shape`` is None for plain words.
    """

    role: str
    entry: str
    anchor: str
    open_left: bool
    open_right: bool
    spaced: bool
    shape: re.Pattern[str] | None


def compile_pattern(role: str, entry: str, folded: str, *, spaced: bool) -> Pattern:
    """The pattern of one folded entry."""
    open_left, open_right = folded.startswith("*"), folded.endswith("*")
    core = folded.strip("*").strip()
    spaced = spaced or core.isascii()  # a Latin word among ideographs still has its ends
    if not re.search(r"[*?]|\.\.", core):
        return Pattern(role, entry, core, open_left, open_right, spaced, None)
    first = re.split(r"[*?]|\s*\.\.\s*", core, maxsplit=1)[0].rstrip()
    return Pattern(role, entry, first, open_left, open_right, spaced, re.compile(_expression(core)))


def _expression(core: str) -> str:
    parts = [" ".join(_word(word) for word in part.split(" ")) for part in re.split(r"\s*\.\.\s*", core) if part]
    return _GAP.join(parts).replace(" ", r"[^\w.;:!?]{1,3}")


def _word(word: str) -> str:
    return re.escape(word).replace(r"\*", f"{_LETTER}{{0,{_MAX_ENDING}}}").replace(r"\?", _LETTER)
