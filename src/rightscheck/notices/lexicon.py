# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Lexicons: one file for each language, compiled when a text first needs it and once for each rule set.

A language is added as a file of ``rules/lexicons/`` alone; what its roles do is the same for every language.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from ahocorasick_rs import AhoCorasick

from rightscheck.notices.edges import closed
from rightscheck.notices.fold import SHARED, fold_all
from rightscheck.notices.patterns import Pattern, compile_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.resources import RuleData

#: Words that only wake the reader: made of smaller entries, which they must not swallow.
WAKE_ONLY = ("wakes",)
#: Tables of a language file whose keys are roles and whose values are lists of entries.
ROLE_TABLES = ("acts", "means", "modality", "conditions", "exceptions", "objects", "speakers", "formulas")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language, ready to match: patterns grouped by anchor, the anchors' automaton."""

    language: str
    spaced: bool
    automaton: AhoCorasick
    by_anchor: tuple[tuple[Pattern, ...], ...]
    ends: bytes  #: for each anchor, ``edges.closed``


@dataclass(frozen=True, slots=True)
class Common:
    """The commonest words of a language, folded, and whether blanks part its words."""

    spaced: bool
    words: frozenset[str]


@cache
def languages(rules: RuleData) -> Mapping[str, tuple[str, dict[str, Any]]]:
    """For each language its file's path and content; a name that begins with ``_`` is no language.

    Raises:
        RuleError: a file is not TOML.
    """
    files = [(name, data) for name, data in rules.files("lexicons") if not name.startswith("_")]
    return {data["language"]: (f"rules/lexicons/{name}.toml", data) for name, data in files}


def everywhere(rules: RuleData) -> Mapping[str, list[str]]:
    """The entries every language shares, by role."""
    shared: dict[str, list[str]] = rules.file(SHARED).get("everywhere", {})
    return shared


def entries_of(data: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Table, role and entries of each role of a language file, in its order; nothing is checked.

    Letters that people write as two ("ae" for "ä") are given in both forms, by the file's ``digraphs``.
    """
    digraphs = str.maketrans(data.get("digraphs", {}))
    for table in ROLE_TABLES:
        for role, entries in data.get(table, {}).items():
            spelt = [e.translate(digraphs) for e in entries] if digraphs and isinstance(entries, list) else []
            yield (
                table,
                role,
                [*entries, *(s for s, e in zip(spelt, entries, strict=True) if s != e)] if spelt else entries,
            )


@cache
def lexicon(language: str, rules: RuleData) -> Lexicon:
    """The lexicon of one language of this rule set.

    Raises:
        RuleError: an entry has no letter to find it by.
        KeyError: there is no such language.
    """
    name, data = languages(rules)[language]
    spaced = bool(data.get("spaced", True))
    roles = [*everywhere(rules).items(), *((role, entries) for _, role, entries in entries_of(data))]
    told = [(role, e) for role, entries in roles if role not in WAKE_ONLY for e in entries]
    told += [("common", word) for word in data.get("common", ())]
    groups: dict[str, list[Pattern]] = {}
    for (role, entry), folded in zip(told, fold_all([e for _, e in told], rules), strict=True):
        pattern = compile_pattern(role, entry, folded, spaced=spaced, path=name)
        groups.setdefault(pattern.anchor, []).append(pattern)
    anchors = sorted(groups)
    return Lexicon(
        language,
        spaced,
        AhoCorasick(anchors),
        tuple(tuple(groups[a]) for a in anchors),
        bytes(_closed(a, groups[a]) for a in anchors),
    )


def _closed(anchor: str, patterns: list[Pattern]) -> int:
    plain = all(p.spaced and not p.open_right and p.shape is None for p in patterns)
    return closed(anchor, begins=all(p.spaced and not p.open_left for p in patterns), ends=plain)


@cache
def common(language: str, rules: RuleData) -> Common:
    """The commonest words of one language; none where its file lists none."""
    _, data = languages(rules)[language]
    return Common(bool(data.get("spaced", True)), frozenset(fold_all(data.get("common", ()), rules)))
