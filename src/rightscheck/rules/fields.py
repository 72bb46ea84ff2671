# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Reading the tables of a rule file: every wrong value is refused with file, key and mend (design.md §4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from rightscheck.errors import RuleError, UnknownTermError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a rule file, and where it stands for messages."""

    content: Mapping[str, Any]
    path: str

    def only(self, keys: Collection[str]) -> None:
        """Refuse keys that nothing reads.

        Raises:
            UnknownTermError: there is one; the message offers the nearest.
        """
        for key in self.content:
            if key not in keys:
                raise UnknownTermError(f"no such key; {near(key, keys)}", path=self.path, key=key)

    def text(self, key: str) -> str:
        """A line of text that says something.

        Raises:
            RuleError: it is missing, empty, or no text.
        """
        value = self.content.get(key)
        if not isinstance(value, str) or not value.strip():
            raise RuleError('this text is missing; write one, such as "…"', path=self.path, key=key)
        return value

    def word(self, key: str, known: Collection[str], default: str | None = None) -> str:
        """A word of a closed list.

        Raises:
            UnknownTermError: it is not in the list; the message offers the nearest.
        """
        value = self.content.get(key, default)
        if not isinstance(value, str) or value not in known:
            raise UnknownTermError(f"{value!r} is unknown; {near(str(value), known)}", path=self.path, key=key)
        return str(value)

    def words(self, key: str, known: Collection[str] | None = None) -> tuple[str, ...]:
        """Words, each of the list where one is given; none where the key is left out.

        Raises:
            RuleError: it is no list of texts.
            UnknownTermError: one is not in the list.
        """
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise RuleError('write a list of words, such as ["…"]', path=self.path, key=key)
        for word in value:
            if known is not None and word not in known:
                raise UnknownTermError(f"{word!r} is unknown; {near(word, known)}", path=self.path, key=key)
        return tuple(value)

    def flag(self, key: str) -> bool:
        """True or false; false where it is left out.

        Raises:
            RuleError: it is neither.
        """
        value = self.content.get(key, False)
        if not isinstance(value, bool):
            raise RuleError("write true or false", path=self.path, key=key)
        return value

    def day(self, key: str) -> date | None:
        """A date; None where it is left out.

        Raises:
            RuleError: it is no date.
        """
        value = self.content.get(key)
        if value is not None and type(value) is not date:
            raise RuleError("write a date without quotes, such as 2026-11-25", path=self.path, key=key)
        return value

    def table(self, key: str) -> Table:
        """A table inside this one; empty where it is left out.

        Raises:
            RuleError: it is no table.
        """
        value = self.content.get(key, {})
        if not isinstance(value, dict):
            raise RuleError(f"write a table, [{key}]", path=self.path, key=key)
        return Table(value, self.path)

    def tables(self, key: str) -> tuple[Table, ...]:
        """One table or several of this name; none where it is left out.

        Raises:
            RuleError: it is neither.
        """
        value = self.content.get(key, [])
        several = value if isinstance(value, list) else [value]
        if not all(isinstance(one, dict) for one in several):
            raise RuleError(f"write [{key}] or [[{key}]]", path=self.path, key=key)
        return tuple(Table(one, self.path) for one in several)


def near(word: str, known: Collection[str]) -> str:
    """The hint of a message: the nearest known word, else all of them."""
    found = get_close_matches(word, sorted(map(str, known)), n=1)
    return f"did you mean {found[0]!r}?" if found else f"known are {', '.join(sorted(known))}"
