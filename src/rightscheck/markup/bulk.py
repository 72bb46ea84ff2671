# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The bulk event source: turbohtml's WHATWG parser, events straight to the handler, no tree in Python, no places.

The parser tokenizes, builds and walks its tree in C (design.md §6); only the events cross into Python. When a guard
stops the page, the facts read so far stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from turbohtml.saxparse import sax_parse

from rightscheck.markup.guards import Budget
from rightscheck.markup.handler import Handler

if TYPE_CHECKING:
    from collections.abc import Mapping

    from turbohtml.saxparse import SaxHandler

    from rightscheck.markup.facts import PageFacts

_NO_ATTRS: Mapping[str, str] = {}


class _Stop(Exception):  # noqa: N818  # no error: the only way to end a callback parser early, caught in read
    """The budget is used up."""


class _Source:
    """turbohtml's callbacks; text and comments go to the handler without a detour."""

    def __init__(self, handler: Handler, budget: Budget) -> None:
        self._start, self._end = handler.start, handler.end
        self._enter, self._leave = budget.enter, budget.leave
        self.characters, self.comment = handler.text, handler.comment

    def start_element(self, tag: str, attrs: tuple[tuple[str, str | None], ...]) -> None:
        """An element begins."""
        if not self._enter(len(attrs)):
            raise _Stop
        self._start(tag, _as_written(attrs) if attrs else _NO_ATTRS)

    def end_element(self, tag: str) -> None:
        """An element ends."""
        self._leave()
        self._end(tag)

    def doctype(self, name: str, public_id: str | None, system_id: str | None) -> None:
        """A doctype says nothing about rights."""

    def processing_instruction(self, target: str, data: str) -> None:
        """A processing instruction says nothing about rights."""


def _as_written(attrs: tuple[tuple[str, str | None], ...]) -> dict[str, str]:
    """The attributes with "" for one that has no value, as the tree has it."""
    found: dict[str, Any] = dict(attrs)
    if None in found.values():
        return {name: value or "" for name, value in attrs}
    return found


def read(html: str) -> PageFacts:
    """The facts of this page, without places; never raises."""
    handler, budget = Handler(), Budget()
    try:
        sax_parse(html, cast("SaxHandler", _Source(handler, budget)))
    except _Stop:
        return handler.finish(budget.reason)
    return handler.finish()
