# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The question a report answers: which uses, under which plain words (design.md §5, ``--for``).

A purpose is a file of ``rules/purposes``: its name, the question it answers, the uses it needs, and the profiles that
fit who asks it, by kind of user.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.errors import RuleError
from rightscheck.model import Reuse
from rightscheck.report.words import MEANING, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rightscheck.resources import RuleData


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked: the plain words, and the uses in the order of every report.

    ``asked`` is False when nobody asked and all ten uses are reported. ``fitting`` are the profiles to ask it under:
    for each kind of user their names; nothing where the question names no purpose.
    """

    words: str
    uses: tuple[Reuse, ...]
    asked: bool = True
    fitting: tuple[tuple[str, tuple[str, ...]], ...] = ()


NOTHING_ASKED = Question(words="", uses=tuple(Reuse), asked=False)


def question_of(uses: Sequence[Reuse]) -> Question:
    """The question behind ``--use``; nothing asked where no use is named."""
    if not uses:
        return NOTHING_ASKED
    wanted = tuple(reuse for reuse in Reuse if reuse in uses)
    acts = listed([MEANING[reuse] for reuse in wanted])
    return Question(words=f"May one {acts}?" if len(wanted) == 1 else f"May one do all of this: {acts}?", uses=wanted)


def purposes(rules: RuleData) -> Mapping[str, Question]:
    """Every purpose by name.

    Raises:
        RuleError: a file names a use or profile that does not exist, or lacks a key.
    """
    known = frozenset(name for name, _ in rules.files("profiles"))
    return {name: _purpose(name, table, known) for name, table in rules.files("purposes")}


def _purpose(name: str, table: Mapping[str, object], known: frozenset[str]) -> Question:
    path = f"rules/purposes/{name}.toml"
    words, uses = table.get("question"), table.get("uses")
    if not isinstance(words, str) or not isinstance(uses, list) or not uses:
        raise RuleError("a purpose has a question and a list of uses", path=path)
    unknown = [use for use in uses if use not in set(Reuse)]
    if unknown:
        raise RuleError(f"{unknown[0]!r} is none of {', '.join(Reuse)}", path=path, key="uses")
    return Question(
        words=words,
        uses=tuple(reuse for reuse in Reuse if reuse in uses),
        fitting=tuple(_fitting(table.get("profiles", {}), known, path)),
    )


def _fitting(table: object, known: frozenset[str], path: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each kind of user with the profiles that fit."""
    if not isinstance(table, dict) or not all(isinstance(names, list) for names in table.values()):
        raise RuleError('for each kind of user a list: commercial = ["us"]', path=path, key="profiles")
    for kind, names in table.items():
        unknown = [name for name in names if name not in known]
        if unknown:
            raise RuleError(f"there is no profile {unknown[0]!r}", path=path, key=f"profiles.{kind}")
        yield kind, tuple(names)
