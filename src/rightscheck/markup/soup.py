# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The single-page event source: a BeautifulSoup tree, walked in document order, with the place of every start tag.

This is what ``explain`` and ``audit`` use, so that a person can find the line; it also is the reference the bulk
source is tested against. The tree is that of the HTML standard (``treebuilder.py``).
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import PreformattedString

from rightscheck.markup.context import NOTED
from rightscheck.markup.guards import Budget
from rightscheck.markup.handler import Handler
from rightscheck.markup.treebuilder import WhatwgTreeBuilder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bs4.element import PageElement

    from rightscheck.markup.facts import PageFacts

_MISSES = 8  # comments not found before looking ends, since each look goes to the end of the page


def parse(html: str, budget: Budget | None = None) -> BeautifulSoup:
    """The page as a tree, up to where the budget ends; never raises."""
    # A stream, because BeautifulSoup warns when a short string looks like a file name or an address.
    return BeautifulSoup(StringIO(html, newline=""), builder=WhatwgTreeBuilder(budget))


def read(html: str) -> PageFacts:
    """The facts of this page, with places; never raises."""
    source = html.replace("\r\n", "\n").replace("\r", "\n")  # as the parser does, so that its places fit
    budget = Budget()
    handler = Handler(_attributes)
    _walk(parse(source, budget), handler, _Comments(source))
    return handler.finish(budget.reason)


class _Comments:
    """Finds the places of comments, which the parser does not tell, in the order of the source."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at, self._line, self._misses = 0, 1, 0

    def place(self, data: str) -> tuple[int | None, int | None]:
        """Line and column of the next comment with this text; None for one that the parser changed or moved."""
        found = self._source.find(f"<!--{data}", self._at) if self._misses < _MISSES else -1
        if found < 0:
            self._misses += 1
            return None, None
        self._line += self._source.count("\n", self._at, found)
        self._at = found + 1
        return self._line, found - self._source.rfind("\n", 0, found)


def _walk(soup: BeautifulSoup, handler: Handler, comments: _Comments) -> None:
    stack = [iter(soup.contents)]
    while stack:
        for node in stack[-1]:
            if isinstance(node, Tag):
                if _start(node, handler):
                    stack.append(iter(node.contents))
                    break
                handler.end()
            else:
                _leaf(node, handler, comments)
        else:
            stack.pop()
            if stack:
                handler.end()


def _start(node: Tag, handler: Handler) -> bool:
    noted = not NOTED.isdisjoint(node.attrs)
    if node.sourceline is None or node.sourcepos is None:
        return handler.start(node.name, node.attrs, noted)
    return handler.start(node.name, node.attrs, noted, (node.sourceline, node.sourcepos + 1))


def _attributes(attrs: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in attrs.items()}


def _leaf(node: PageElement, handler: Handler, comments: _Comments) -> None:
    if isinstance(node, Comment):
        handler.comment(str(node), *comments.place(str(node)))
    elif not isinstance(node, PreformattedString):
        handler.text(str(node))
