# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The bulk event source: turbohtml's WHATWG parser, events straight to the handler, no tree in Python, no places.

The parser tokenizes, builds and walks its tree in C (design.md §6); only the events cross into Python. When a guard
stops the page, the facts read so far stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from turbohtml.saxparse import SaxHandler, sax_parse

from rightscheck.markup.guards import Budget
from rightscheck.markup.handler import Handler

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.markup.facts import PageFacts

_NO_ATTRS: Mapping[str, str] = {}


class _Stop(Exception):  # noqa: N818  # no error: the only way to end a callback parser early, caught in read
    """The budget is used up."""


class _Source(SaxHandler):
    """turbohtml's callbacks, forwarded to the handler while the budget lasts."""

    def __init__(self, handler: Handler, budget: Budget) -> None:
        self._handler, self._budget = handler, budget

    def start_element(self, tag: str, attrs: tuple[tuple[str, str | None], ...]) -> None:
        """An element begins."""
        if not self._budget.enter(len(attrs)):
            raise _Stop
        self._handler.start(tag, _as_written(attrs) if attrs else _NO_ATTRS)

    def end_element(self, tag: str) -> None:
        """An element ends."""
        self._budget.leave()
        self._handler.end(tag)

    def characters(self, data: str) -> None:
        """A run of characters."""
        self._handler.text(data)

    def comment(self, data: str) -> None:
        """A comment."""
        self._handler.comment(data)


def _as_written(attrs: tuple[tuple[str, str | None], ...]) -> dict[str, str]:
    """The attributes with "" for one that has no value, as the tree has it."""
    return {name: value or "" for name, value in attrs}


def read(html: str) -> PageFacts:
    """The facts of this page, without places; never raises."""
    handler, budget = Handler(), Budget()
    try:
        sax_parse(html, _Source(handler, budget))
    except _Stop:
        return handler.finish(budget.reason)
    return handler.finish()
