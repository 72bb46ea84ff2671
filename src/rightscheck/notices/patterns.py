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
from functools import cache

from rightscheck.errors import RuleError

_GAP = r"(?:[^\w.;:!?]{1,3}\w+){0,3}?[^\w.;:!?]{1,3}"
_GAP_UNSPACED = r"[^.;:!?\u3002\uff01\uff1f]{0,12}?"  # where no blank parts words, up to a dozen signs
_MAX_ENDING = 14
_LETTER = "[\\w\u0900-\u0dff]"  # with the vowel signs of Indic scripts


_OPEN = re.compile(r"[*?]|\.\.")
_FIRST_GAP = re.compile(r"[*?]|\s*\.\.\s*")


@dataclass(frozen=True, slots=True)
class Shape:
    """What an entry with gaps must look like; thousands are listed and few met, so it compiles on first use."""

    core: str
    spaced: bool = True

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """The entry where it begins at this offset of a folded text, else None."""
        return _compiled(self.core, self.spaced).match(text, at)


@cache
def _compiled(core: str, spaced: bool) -> re.Pattern[str]:  # noqa: FBT001  # a key of the cache
    return re.compile(_expression(core, _GAP if spaced else _GAP_UNSPACED))


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
    shape: Shape | None


def compile_pattern(role: str, entry: str, folded: str, *, spaced: bool, path: str = "") -> Pattern:
    """The pattern of one folded entry of the file at ``path``.

    Raises:
        RuleError: no letter stands before its first gap, so nothing could find it.
    """
    open_left, open_right = folded.startswith("*"), folded.endswith("*")
    core = folded.strip("*").strip()
    spaced = spaced or core.isascii()  # a Latin word among ideographs still has its ends
    plain = _OPEN.search(core) is None
    first = core if plain else _FIRST_GAP.split(core, maxsplit=1)[0].rstrip()
    if not first:
        raise RuleError(f"the entry {entry!r} has no letter before its first gap", path=path, key=role)
    return Pattern(role, entry, first, open_left, open_right, spaced, None if plain else Shape(core, spaced))


def _expression(core: str, gap: str) -> str:
    parts = [" ".join(_word(word) for word in part.split(" ")) for part in re.split(r"\s*\.\.\s*", core) if part]
    return f"({gap})".join(parts).replace(" ", r"[^\w.;:!?]{1,3}")


def _word(word: str) -> str:
    return re.escape(word).replace(r"\*", f"{_LETTER}{{0,{_MAX_ENDING}}}").replace(r"\?", _LETTER)
