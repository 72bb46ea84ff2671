# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The one cheap pass that decides whether a text is read at all.

Most text holds no notice. One Aho-Corasick pass over the whole folded text finds the words that wake the reader, of
all languages at once; the clause reader then reads only the sentences in which one stands (design.md §6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.notices.fold import flat, fold
from rightscheck.notices.lexicon import shelf
from rightscheck.notices.match import boundary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rightscheck.resources import RuleData


def awake(text: str, rules: RuleData) -> list[tuple[int, frozenset[str]]]:
    """Offsets of waking words with the languages they belong to, in order; empty for most texts."""
    shelves = shelf(rules)
    plain, at = _plain(text, rules)
    found: list[tuple[int, frozenset[str]]] = []
    for number, start, end in shelves.trigger.find_matches_as_indexes(plain, overlapping=True):
        left = boundary(plain, start) or _glued(text, start, at)
        right = boundary(plain, end) or _glued(text, end, at)
        languages = frozenset(
            language
            for language, loose, anywhere in shelves.languages_of[number]
            if anywhere or (left and (loose or right))
        )
        if languages:
            found.append((at[start] if at is not None else start, languages))
    return found


def _plain(text: str, rules: RuleData) -> tuple[str, Sequence[int] | None]:
    plain = flat(text, rules)
    if plain is not None and "  " not in plain:
        return plain, None
    folded = fold(text, rules)
    return folded.text, folded.at


def _glued(text: str, index: int, at: Sequence[int] | None) -> bool:
    place = index if at is None else at[index] if index < len(at) else len(text)
    return 0 < place < len(text) and text[place].isupper() and text[place - 1].islower()
