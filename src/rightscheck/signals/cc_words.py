# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A Creative Commons licence told in words: the brand or its letters, then elements, version and port.

``CC BY-NC-SA 3.0 DE``, ``Creative Commons Attribution-ShareAlike 4.0 International``, ``Uznanie autorstwa 3.0
Polska``. Two letters say little (carbon copy, cubic centimetres, the word "by"), so letters count only in company:
``cc`` needs an element or a word for licence beside it, ``by`` capitals, a hyphen, or the end of the name after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from rightscheck.signals.licence_data import CreativeCommons, creative_commons
from rightscheck.signals.licence_urls import cc_id
from rightscheck.signals.phrases import ends_word
from rightscheck.signals.versions import version_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rightscheck.resources import RuleData

_LETTERS = re.compile(r"by|nc|nd|sa")
_GLUE = re.compile(r"[\s\-_/+&(\[\"'\u00ab\u201e\u201c\u201d:,.\u00b7\u30fb|]{0,4}")
_NEAR = re.compile(r"[\s\-_/(\[\"'\u00ab\u201e\u201c:]{0,4}")
_ZERO = re.compile(
    r"[ \-]?(?:0(?!\d|[.,]\d)|zero(?!\w))(?:[ \-]?v?1[.,]0)?(?: universal)?"
    r"(?:[ (]{1,2}public domain(?: dedication)?)?"
)
_PORT = re.compile(r"[\s\-/(]{1,2}([A-Z]{2})(?![A-Za-z])")
_MAX_STEPS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The tables in the form a reading needs: each phrase's meaning, and one pattern that finds the longest."""

    tables: CreativeCommons
    meanings: Mapping[str, tuple[str, str]]
    pattern: re.Pattern[str]
    version: re.Pattern[str]


@cache
def words(rules: RuleData) -> Words:
    """The names of elements, ports and filling words, compiled once per rule set."""
    tables = creative_commons(rules)
    meanings: dict[str, tuple[str, str]] = {}
    for element, names in tables.elements.items():
        meanings.update(dict.fromkeys(names, ("element", element)))
    for kind in ("licence", "plural", "filler", "join", "letters"):
        for name in tables.words[kind]:
            meanings.setdefault(name, (kind, name))
    for name, port in tables.port_names.items():
        meanings.setdefault(name, ("port", port))
    return Words(tables=tables, meanings=meanings, pattern=_longest(meanings), version=version_pattern(rules))


def _longest(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True)))


@dataclass(slots=True)
class Name:
    """What was read of a name so far; ``end`` is where its last telling part ends in the folded text."""

    end: int
    elements: set[str] = field(default_factory=set)
    version: str | None = None
    port: str = ""
    closed: bool = False  #: the version came after elements: what follows is no part of the name
    zero: bool = False
    noun: bool = False
    plural: bool = False
    widened: bool = False  #: a word such as "International" or a port's name came with the version

    def id(self, tables: CreativeCommons) -> str:
        """The licence id; ``CC-unspecified`` when no element was told."""
        if self.zero:
            return "CC0-1.0"
        if not self.elements:
            return "CC-unspecified"
        parts = {"by", *self.elements}
        unit = "-".join(e for e in ("by", "nc", "nd", "sa") if e in parts and not (e == "sa" and "nd" in parts))
        version = self.version if self.version and tables.exists(unit, self.version, "") else None
        port = self.port if version and self.port and tables.exists(unit, version, self.port) else ""
        return cc_id(unit, version, port, tables)


def read_name(folded: str, source: str, start: int, table: Words) -> Name:
    """Everything of a licence's name that follows ``start``; ``source`` is the same text with its capitals.

    The name is empty (``end == start``) when nothing of it follows. Never raises, and reads at most 24 parts.
    """
    name, at = Name(end=start), start
    zero = _ZERO.match(folded, start)
    if zero:
        return Name(end=zero.end(), zero=True)
    for _ in range(_MAX_STEPS):
        near = _NEAR.match(folded, at)
        place = near.end() if near else at
        step = _letters(name, folded, source, (at, place)) or _part(name, folded, source, at, table)
        if step is None:
            break
        at = step
    return name


def _letters(name: Name, folded: str, source: str, places: tuple[int, int]) -> int | None:
    """One pair of letters at this place, if they are an element here."""
    before, at = places
    found = _LETTERS.match(folded, at)
    if found is None or not ends_word(folded, found.end()) or folded[at] == "_":
        return None
    if name.closed or not _meant(name, folded, source, (before, at, found.end())):
        return None
    name.elements.add(found.group())
    name.end = found.end()
    return found.end()


def _meant(name: Name, folded: str, source: str, span: tuple[int, int, int]) -> bool:
    """Whether two letters are an element: capitals, joined by a hyphen, or followed by what ends a name."""
    before, at, end = span
    glue = folded[before:at].strip()
    if source[at:end].isupper() or glue in ("-", "/", "_"):
        return True
    if name.elements and folded[at:end] != "by":
        return True
    rest = folded[end : end + 8].lstrip(" ")
    if ":" in glue or rest[:1] == "@":
        return False
    return (
        not rest
        or not rest[0].isalpha()
        or rest.startswith(("nc ", "nd ", "sa ", "licen", "lizen", "nc-", "sa-", "nd-"))
    )


def _part(name: Name, folded: str, source: str, at: int, table: Words) -> int | None:
    """The next version, element, port or filling word after some glue; None where the name is over."""
    glue = _GLUE.match(folded, at)
    place = glue.end() if glue else at
    version = table.version.match(folded, place)
    if version and name.version is None:
        number = f"{int(version.group(1))}.{int(version.group(2))}"
        if number in table.tables.ports:
            name.version, name.end, name.closed = number, version.end(), bool(name.elements)
            return _port(name, source, version.end(), table)
    found = table.pattern.match(folded, place)
    if found is None or not ends_word(folded, found.end()) or _breaks(folded[at:place]):
        return None
    return _word(name, found, table)


def _breaks(glue: str) -> bool:
    return "." in glue or "|" in glue


def _word(name: Name, found: re.Match[str], table: Words) -> int | None:
    kind, meaning = table.meanings[found.group()]
    if (kind == "join" and not name.elements) or (kind == "letters" and name.elements):
        return None  # "and" joins nothing yet; a second "CC" begins another name
    if kind == "element" and name.closed:
        return None
    if kind == "element":
        name.elements.add(meaning)
        name.end = found.end()
    elif kind == "port":
        name.port = name.port or meaning
        name.widened = True
        name.end = found.end()
    elif kind == "licence":
        name.noun = True
        name.end = found.end()
    elif kind == "plural":
        name.plural = True
    elif kind == "filler":
        name.widened = True
        name.end = found.end() if name.version else name.end
    return found.end()


def _port(name: Name, source: str, at: int, table: Words) -> int:
    """The two capital letters of a port after a version, if that port ever was."""
    port = _PORT.match(source, at)
    if port and name.version and port.group(1).lower() in table.tables.ports[name.version]:
        name.port, name.end = port.group(1).lower(), port.end()
        return port.end()
    return at
