# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Lexicons: one file for each language, compiled once for each rule set.

A language is added as a file of ``rules/lexicons/`` alone; what its roles do is the same for every language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from ahocorasick_rs import AhoCorasick

from rightscheck.errors import RuleError, UnknownTermError
from rightscheck.notices.fold import SHARED, fold_words
from rightscheck.notices.patterns import Pattern, compile_pattern
from rightscheck.notices.segment import Breaks

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from rightscheck.resources import RuleData

#: Tables of a language file whose keys are roles and whose values are lists of entries.
#: Words that only wake the reader: made of smaller entries, which they must not swallow.
WAKE_ONLY = ("wakes",)
ROLE_TABLES = ("acts", "means", "modality", "conditions", "exceptions", "objects", "speakers", "formulas")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language, ready to match: patterns grouped by anchor, the anchors' automaton, and its commonest words."""

    language: str
    spaced: bool
    automaton: AhoCorasick
    by_anchor: tuple[tuple[Pattern, ...], ...]
    common: frozenset[str]


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
    shape: re.Pattern[str] | None = None
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """All languages, and the one automaton that wakes the reader: ``wakers`` tells what each of its words can do."""

    lexicons: dict[str, Lexicon]
    trigger: AhoCorasick
    wakers: tuple[tuple[Waker, ...], ...]
    breaks: Breaks


@cache
def shelf(rules: RuleData) -> Shelf:
    """Every lexicon of this rule set.

    Raises:
        RuleError: a language file is not made of lists of words, or uses a role nobody knows.
    """
    shared = rules.file(SHARED)
    everywhere: dict[str, list[str]] = shared.get("everywhere", {})
    files = [(name, data) for name, data in rules.files("lexicons") if not name.startswith("_")]
    lexicons = {data["language"]: _lexicon(name, data, everywhere, rules) for name, data in files}
    wakes = _wakers(files, everywhere, shared["wake"], rules)
    anchors = sorted(wakes)
    return Shelf(
        lexicons=lexicons,
        trigger=AhoCorasick(anchors),
        wakers=tuple(tuple(sorted(wakes[a], key=lambda w: (w.language, w.role))) for a in anchors),
        breaks=Breaks(
            abbreviations=frozenset(a.casefold() for _, data in files for a in data.get("abbreviations", ())),
            openers=frozenset(w.casefold() for _, data in files for w in data.get("openers", ())),
        ),
    )


def _lexicon(name: str, data: dict[str, Any], everywhere: dict[str, list[str]], rules: RuleData) -> Lexicon:
    spaced = bool(data.get("spaced", True))
    groups: dict[str, list[Pattern]] = {}
    known = {role for table in rules.file(SHARED)["roles"].values() for role in table} | {"common"}
    for role, entry in _entries(name, data, everywhere):
        if role not in known:
            raise UnknownTermError(f"no role {role!r} is listed", path=f"rules/{name}.toml", key=role)
        if role in WAKE_ONLY:
            continue
        pattern = compile_pattern(role, entry, fold_words(entry, rules), spaced=spaced)
        if not pattern.anchor:
            raise RuleError(
                f"the entry {entry!r} has no letter before its first gap", path=f"rules/{name}.toml", key=role
            )
        groups.setdefault(pattern.anchor, []).append(pattern)
    anchors = sorted(groups)
    return Lexicon(
        language=data["language"],
        spaced=spaced,
        automaton=AhoCorasick(anchors),
        by_anchor=tuple(tuple(groups[a]) for a in anchors),
        common=frozenset(fold_words(w, rules) for w in data.get("common", ())),
    )


def _entries(name: str, data: dict[str, Any], everywhere: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    tables = [("everywhere", everywhere)] + [(t, data.get(t, {})) for t in ROLE_TABLES]
    for table, roles in tables:
        for role, entries in roles.items():
            if not isinstance(entries, list) or not all(isinstance(e, str) for e in entries):
                raise RuleError("a role holds a list of words", path=f"rules/{name}.toml", key=f"{table}.{role}")
            yield from ((role, entry) for entry in entries)
    yield from (("common", word) for word in data.get("common", ()))


def _wakers(
    files: list[tuple[str, dict[str, Any]]],
    everywhere: dict[str, list[str]],
    wake: dict[str, list[str]],
    rules: RuleData,
) -> dict[str, set[Waker]]:
    """What each anchor of a waking role can do, over all languages."""
    strengths = {role: Strength[kind.upper()] for kind, roles in wake.items() for role in roles}
    found: dict[str, set[Waker]] = {}
    for name, data in [*files, (SHARED, {"language": "", "formulas": everywhere})]:
        spaced = bool(data.get("spaced", True))
        for role, entry in _entries(name, data, {}):
            known = data["language"] != "" and entry in everywhere.get(role, ())
            if role in strengths and not known:
                pattern = compile_pattern(role, entry, fold_words(entry, rules), spaced=spaced)
                loose = pattern.open_right or pattern.shape is not None or not pattern.spaced
                strength = Strength.STRONG if data["language"] == "" else strengths[role]
                anywhere, inner = not pattern.spaced, pattern.open_left
                waker = Waker(data["language"], role, strength, loose, anywhere, pattern.shape, inner)
                found.setdefault(pattern.anchor, set()).add(waker)
    return found
