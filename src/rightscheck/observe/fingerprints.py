# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Reading ``rules/standins/<reason>.toml``: what a page in another's place looks like, as data.

A ``[[fingerprint]]`` fits when every list it gives has an entry that the page has, and the page keeps within its
limits. A list is written out, or is the name of one under ``[lists]`` in the same file, or several names.

    title, heading   a whole title or a part of it between separators; the first heading of the page
    words, also      phrases that the page itself says (two lists, each to be met)
    source           pieces of HTML that nobody sees
    headers          ``name: beginning of value``
    not_title        parts of a title that rule the fingerprint out
    talk             words that make running text part of the notice; the rest counts for max_prose
    max_text, max_prose, max_beside_form, max_links, min_passwords, min_scripts    counts of what is shown
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from rightscheck.errors import RuleError
from rightscheck.observe.folding import bare, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.resources import RuleData

_LISTS = ("title", "heading", "words", "also", "source", "headers", "not_title", "talk")
_LIMITS = ("max_text", "max_prose", "max_beside_form", "max_links", "min_passwords", "min_scripts")
_VERBATIM = frozenset({"source"})
_NAMES = frozenset({"title", "heading", "not_title"})
_MARKS = frozenset({"title", "heading", "words", "source", "headers"})
MOST = 1 << 30
_RANK = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The shape of the page: characters shown, running text besides the notice, links, fields, scripts."""

    max_text: int = MOST
    max_prose: int = MOST
    max_beside_form: int = MOST
    max_links: int = MOST
    min_passwords: int = 0
    min_scripts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """One kind of page in another's place; a list that is empty asks nothing. Phrases are folded, source verbatim."""

    id: str
    reason: str
    title: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    not_title: tuple[str, ...] = ()
    talk: tuple[str, ...] = ()
    limits: Limits = Limits()


@cache
def fingerprints(rules: RuleData) -> tuple[Fingerprint, ...]:
    """All fingerprints: files by their ``rank`` (9 without one) and name, each in its own order.

    Raises:
        RuleError: a file uses a word that is not known here, names a list that it does not hold, or has a fingerprint
            without any mark.
    """
    files = sorted(rules.files("standins"), key=lambda file: (int(file[1].get("rank", _RANK)), file[0]))
    return tuple(mark for reason, content in files for mark in _of_file(reason, content))


def _of_file(reason: str, content: Mapping[str, Any]) -> Iterator[Fingerprint]:
    """The fingerprints of one file."""
    path = f"rules/standins/{reason}.toml"
    lists = content.get("lists", {})
    for entry in content.get("fingerprint", ()):
        name = str(entry.get("id", ""))
        strange = set(entry) - {"id", "by", *_LISTS, *_LIMITS}
        if strange or not name or not _MARKS & set(entry):
            raise RuleError(f"no id, no mark, or unknown words: {sorted(strange)}", path=path, key=name)
        found = {key: _phrases(entry[key], lists, path, key) for key in _LISTS if key in entry}
        limits = Limits(**{key: int(entry[key]) for key in _LIMITS if key in entry})
        yield Fingerprint(id=name, reason=reason, limits=limits, **found)


def _phrases(value: object, lists: Mapping[str, Any], path: str, key: str) -> tuple[str, ...]:
    """The phrases that one key of a fingerprint asks for."""
    if isinstance(value, str):
        value = [phrase for name in value.split() for phrase in _named(name, lists, path)]
    if not isinstance(value, list) or not all(isinstance(phrase, str) and phrase for phrase in value):
        raise RuleError("neither a list of phrases nor names of lists", path=path, key=key)
    if key in _VERBATIM:
        return tuple(value)
    folded = map(fold, value)
    return tuple(map(bare, folded) if key in _NAMES else folded)


def _named(name: str, lists: Mapping[str, Any], path: str) -> list[str]:
    """The phrases of one list of the file, of all its languages where it is a table."""
    found = lists.get(name)
    if isinstance(found, dict):
        return [phrase for language in found.values() for phrase in language]
    if not isinstance(found, list):
        raise RuleError("this list is not in the file", path=path, key=f"lists.{name}")
    return found
