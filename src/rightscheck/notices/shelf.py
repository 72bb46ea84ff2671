# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The words that wake the reader, of all languages in one automaton, and which languages there are.

It is built before the first text, so it holds the waking roles alone; a language's own lexicon is compiled when it
first wakes (``lexicon.lexicon``). That every file uses only known roles is checked here, for all languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from rightscheck.errors import RuleError, UnknownTermError
from rightscheck.notices.edges import closed
from rightscheck.notices.fold import SHARED, fold_all
from rightscheck.notices.lexicon import entries_of, everywhere, languages
from rightscheck.notices.patterns import compile_pattern
from rightscheck.notices.segment import Breaks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from rightscheck.notices.patterns import Pattern, Shape
    from rightscheck.resources import RuleData


class Strength(IntEnum):
    """How surely a word wakes the reader."""

    BESIDE = 0  #: only beside a weak one
    WEAK = 1  #: beside another weak role, or beside the former
    STRONG = 2


@dataclass(frozen=True, slots=True)
class Waker:
    """What one trigger is in one language (``""`` for words all languages share).

    ``loose`` words may go on after the anchor, ``inner`` ones may begin inside a word (compounds); ``anywhere`` ones
    need no word ends at all; an entry of more than a plain beginning must match its ``shape``.
    """

    language: str
    role: str
    strength: Strength
    loose: bool
    anywhere: bool
    shape: Shape | None = None
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """The languages, and the one automaton that wakes the reader: ``wakers`` tells what each of its words can do."""

    languages: tuple[str, ...]
    trigger: AhoCorasick
    wakers: tuple[tuple[Waker, ...], ...]
    ends: bytes  #: for each of its words, ``edges.closed``
    breaks: Breaks


@cache
def shelf(rules: RuleData) -> Shelf:
    """What wakes the reader, over every language of this rule set.

    Raises:
        RuleError: a language file is not made of lists of words, or uses a role nobody knows.
    """
    files = languages(rules)
    known = {role for table in rules.file(SHARED)["roles"].values() for role in table}
    for name, data in [*files.values(), (f"rules/{SHARED}.toml", {"formulas": everywhere(rules)})]:
        _refuse_unknown(name, data, known)
    wakes: dict[str, dict[Waker, None]] = {}
    for pattern, waker in _wakers(rules):
        wakes.setdefault(pattern.anchor, {})[waker] = None
    anchors = sorted(wakes)
    return Shelf(
        languages=tuple(sorted(files)),
        trigger=AhoCorasick(anchors),
        wakers=tuple(tuple(wakes[a]) for a in anchors),
        ends=bytes(_closed(a, wakes[a]) for a in anchors),
        breaks=Breaks(
            abbreviations=frozenset(
                a.casefold() for _, data in files.values() for a in data.get("abbreviations", ())
            ),
            openers=frozenset(w.casefold() for _, data in files.values() for w in data.get("openers", ())),
        ),
    )


def _closed(anchor: str, wakers: Iterable[Waker]) -> int:
    begins = not any(w.anywhere or w.inner for w in wakers)
    return closed(anchor, begins=begins, ends=not any(w.anywhere or w.loose for w in wakers))


def _refuse_unknown(name: str, data: Mapping[str, Any], known: set[str]) -> None:
    for table, role, entries in entries_of(data):
        if role not in known:
            raise UnknownTermError(f"no role {role!r} is listed", path=name, key=role)
        if not isinstance(entries, list) or not all(isinstance(e, str) for e in entries):
            raise RuleError("a role holds a list of words", path=name, key=f"{table}.{role}")


def _wakers(rules: RuleData) -> Iterator[tuple[Pattern, Waker]]:
    """Each entry of a waking role, in the order of languages and roles."""
    strengths = {role: Strength[kind.upper()] for kind, roles in rules.file(SHARED)["wake"].items() for role in roles}
    shared = everywhere(rules)
    for language, (name, data) in [("", ("", {"formulas": shared})), *sorted(languages(rules).items())]:
        spaced = bool(data.get("spaced", True))
        told = sorted((role, e) for _, role, entries in entries_of(data) if role in strengths for e in entries)
        mine = [(role, e) for role, e in told if not language or e not in shared.get(role, ())]
        for (role, entry), folded in zip(mine, fold_all([e for _, e in mine], rules), strict=True):
            pattern = compile_pattern(role, entry, folded, spaced=spaced, path=name)
            strength = strengths[role] if language else Strength.STRONG
            yield pattern, _waker(language, pattern, strength)


def _waker(language: str, pattern: Pattern, strength: Strength) -> Waker:
    loose = pattern.open_right or pattern.shape is not None or not pattern.spaced
    open_ends = (loose, not pattern.spaced, pattern.open_left)
    return _made(language, pattern.role, strength, pattern.shape, open_ends)


@cache
def _made(language: str, role: str, strength: Strength, shape: Shape | None, ends: tuple[bool, bool, bool]) -> Waker:
    """The same few are made of thousands of plain words."""
    loose, anywhere, inner = ends
    return Waker(language, role, strength, loose, anywhere, shape, inner)
