# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The one cheap pass that decides whether a text is read at all.

Most text holds no notice. One Aho-Corasick pass over the whole folded text finds the words that wake the reader, of
all languages at once; the clause reader then reads only the sentences in which one stands (design.md §6).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.notices.edges import glued_in, standing
from rightscheck.notices.fold import flat, untied
from rightscheck.notices.match import boundary
from rightscheck.notices.shelf import Strength, shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rightscheck.notices.shelf import Shelf, Waker
    from rightscheck.resources import RuleData

MAX_WOKEN = 40_000  # a page has some dozens, a megabyte of prose some thousands

_CREDITED = re.compile(r"[^\W\d_]*(?:[\s.:/©]|\(c\)){1,4}(?:[^\W\d_]{1,4}\s)?[^\W\d_a-z\u00df-\u00ff]")
_DATED = re.compile(r"[^\w]{0,4}(?:©|\(c\)|by |\d{4}|[^\W\d_]+ \d{4})")


@dataclass(frozen=True, slots=True)
class Woken:
    """A waking word of the text: its offset, and what it is in which language."""

    offset: int
    waker: Waker


def awake(text: str, rules: RuleData) -> list[Woken]:
    """The waking words of the text in order; empty where no word can wake the reader by itself or with another."""
    plain, at = _plain(text, rules)
    glued = glued_in(text, range(len(text)) if at is None else at)
    heard = _Hearing(text, plain, at, glued, shelf(rules))
    triggers = heard.shelf.trigger.find_matches_as_indexes(plain, overlapping=True)
    found = _both_ends(heard, list(standing(plain, triggers, heard.shelf.ends, glued)))
    return found if any(w.waker.strength is not Strength.BESIDE for w in found) else []


@dataclass(frozen=True, slots=True)
class _Hearing:
    """A text with its folded form, in which triggers are checked."""

    text: str
    plain: str
    at: Sequence[int] | None
    glued: frozenset[int]
    shelf: Shelf

    def woken(self, trigger: tuple[int, int, int]) -> list[Woken]:
        """What this trigger is where it stands; none where it is a piece of another word."""
        number, start, end = trigger
        text, plain, at = self.text, self.plain, self.at
        left = boundary(plain, start) or start in self.glued
        right = boundary(plain, end) or end in self.glued
        offset = at[start] if at is not None else start
        return [
            Woken(offset, waker)
            for waker in self.shelf.wakers[number]
            if (waker.anywhere or ((left or waker.inner) and (waker.loose or right)))
            and (waker.shape is None or waker.shape.match(plain, start))
            and _backed(waker, plain, end, text, offset)
        ]


def _both_ends(heard: _Hearing, triggers: Sequence[tuple[int, int, int]]) -> list[Woken]:
    """The waking words in order; of a text that is all notice only those of its two ends."""
    first, last = 0, len(triggers)
    front: list[Woken] = []
    back: list[Woken] = []
    while first < last and len(front) < MAX_WOKEN // 2:
        front += heard.woken(triggers[first])
        first += 1
    while first < last and len(back) < MAX_WOKEN // 2:
        last -= 1
        back += reversed(heard.woken(triggers[last]))
    return front + back[::-1]


def waking(words: Sequence[Woken]) -> dict[str, int]:
    """The languages in which these words of one sentence wake the reader, with how many do; empty for most."""
    if all(word.waker.strength is Strength.BESIDE for word in words):
        return {}
    roles: dict[str, set[tuple[Strength, str]]] = {}
    places: dict[str, set[int]] = {}
    for word in words:
        roles.setdefault(word.waker.language, set()).add((word.waker.strength, word.waker.role))
        places.setdefault(word.waker.language, set()).add(word.offset)
    shared = "" in roles  # a sign all languages share wakes whatever language is beside it
    return {language: len(places[language]) for language, seen in roles.items() if shared or _wakes(seen)}


def _wakes(seen: set[tuple[Strength, str]]) -> bool:
    if any(strength is Strength.STRONG for strength, _ in seen):
        return True
    return len(seen) > 1 and any(strength is Strength.WEAK for strength, _ in seen)


def _backed(waker: Waker, plain: str, end: int, text: str, offset: int) -> bool:
    """Whether a credit is followed by a name and the bare word for copyright by a year or a sign."""
    if waker.role == "credit":
        return _CREDITED.match(text, offset + 1) is not None
    if waker.role == "copyright" and waker.language:
        return _DATED.match(plain, end) is not None
    return True


def _plain(text: str, rules: RuleData) -> tuple[str, Sequence[int] | None]:
    plain = flat(text, rules) if "\n\n" not in text else None
    if plain is not None and "  " not in plain:
        return plain, None
    folded = untied(text, rules)
    return folded.text, folded.at
