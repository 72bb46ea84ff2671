# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What each standard's tokens mean: ``rules/standards/*.toml``, loaded and checked.

A meaning is written ``<reuse> = "denied"``, ``"denied general"`` or as a table with conditions and children; the
mapping itself is that of reference signals §19.3 as settled by design.md §2.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from rightscheck.errors import RuleError, UnknownTermError
from rightscheck.model import Basis, Reuse, Stated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.resources import RuleData


class Precedence(StrEnum):
    """How a standard puts several signals of its own together (law.md §6, P1)."""

    LAST_CHANNEL = "last-channel"  #: token by token, a later channel supersedes an earlier one; absence never resets
    MOST_RESTRICTIVE = "most-restrictive"  #: per reuse, denied before conditional before granted
    CHOICE = "choice"  #: licences: of several offered, the more favourable
    ALL = "all"  #: every signal speaks for itself (prose)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What one token with one value says about one reuse."""

    reuse: Reuse
    stated: Stated
    basis: Basis
    conditions: tuple[str, ...] = ()
    children: tuple[tuple[str, Stated], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One standard: its identity, its own precedence, and its tokens."""

    id: str
    title: str
    precedence: Precedence
    channels: tuple[str, ...]
    meanings: Mapping[tuple[str, str], tuple[Meaning, ...]]

    def meaning(self, token: str, value: str) -> tuple[Meaning, ...]:
        """What the pair means, by its value or by ``*``; nothing when the table is silent on it."""
        return self.meanings.get((token, value)) or self.meanings.get((token, "*"), ())


@cache
def standards(rules: RuleData) -> Mapping[str, Standard]:
    """Every standard by id.

    Raises:
        RuleError: a file lacks a key.
        UnknownTermError: a file names a reuse or value that the vocabulary does not hold.
    """
    return {
        standard.id: standard
        for name, content in rules.files("standards")
        for standard in [_standard(content, f"rules/standards/{name}.toml")]
    }


def _standard(content: Mapping[str, Any], path: str) -> Standard:
    for key in ("id", "title", "settle"):
        if key not in content:
            raise RuleError("this key is missing", path=path, key=key)
    if content["settle"] not in set(Precedence):
        raise UnknownTermError(f"{content['settle']!r} is no precedence", path=path, key="settle")
    return Standard(
        id=content["id"],
        title=content["title"],
        precedence=Precedence(content["settle"]),
        channels=tuple(content.get("channels", ())),
        meanings={
            (token, value): tuple(meaning_of(reuse, said, path) for reuse, said in says.items())
            for token, values in content.get("meaning", {}).items()
            for value, says in values.items()
        },
    )


#: The words of a meaning in short form: ``"denied general"``.
_ORDER = ("stated", "basis")
_KEYS = frozenset({"stated", "basis", "conditions", "children"})


def meaning_of(reuse: str, said: str | Mapping[str, Any], path: str) -> Meaning:
    """One entry of a meaning table.

    Raises:
        UnknownTermError: a reuse, value or basis is not in the vocabulary.
    """
    words: Mapping[str, Any] = said if not isinstance(said, str) else dict(zip(_ORDER, said.split(), strict=False))
    if unknown := set(words) - _KEYS:
        raise UnknownTermError(
            f"no key of a meaning: {', '.join(sorted(unknown))}", path=path, key=f"meaning … {reuse}"
        )
    try:
        return Meaning(
            reuse=Reuse(reuse),
            stated=Stated(words["stated"]),
            basis=Basis(words.get("basis", "named")),
            conditions=tuple(words.get("conditions", ())),
            children=tuple((child, Stated(value)) for child, value in words.get("children", {}).items()),
        )
    except (ValueError, KeyError) as error:
        raise UnknownTermError(f"not in the vocabulary: {error}", path=path, key=f"meaning … {reuse}") from error
