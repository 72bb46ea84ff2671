# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A BeautifulSoup tree builder on a WHATWG parser that knows where each start tag stands.

BeautifulSoup's own builders either differ from the standard's tree (html.parser, lxml: up to 2 % of pages) or give no
places (lxml, html5lib). This one lets turbohtml parse (HTML Living Standard §13.2) and rebuilds its tree as Tags, so
the soup is the tree the bulk reader sees, and ``Tag.sourceline`` (1-based) and ``Tag.sourcepos`` (0-based, as
BeautifulSoup counts) are right. Elements that the parser implied have neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import turbohtml
from bs4 import Comment, Doctype, ProcessingInstruction
from bs4.builder import HTMLTreeBuilder

from rightscheck.markup.tables import PLAIN, SHADOW, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup, NavigableString, Tag

    from rightscheck.markup.guards import Budget


class WhatwgTreeBuilder(HTMLTreeBuilder):
    """Builds the standard's tree, within a budget when one is given; attributes stay as written."""

    NAME = "whatwg"
    features = (NAME, "html", "positions")
    #: What a script holds is data, also where it is only white space.
    DEFAULT_PRESERVE_WHITESPACE_TAGS = HTMLTreeBuilder.DEFAULT_PRESERVE_WHITESPACE_TAGS | {"script"}
    TRACKS_LINE_NUMBERS = True
    soup: BeautifulSoup

    def __init__(self, budget: Budget | None = None) -> None:
        super().__init__(multi_valued_attributes=None, store_line_numbers=True)
        self._budget = budget

    def feed(self, markup: Any) -> None:  # noqa: ANN401  # the base class types it so
        """Parse the whole document into ``self.soup``; what lies beyond the budget is left out."""
        document = turbohtml.parse(str(markup), positions=True, allow_declarative_shadow_roots=False)
        self._build(iter(document))

    def _build(self, top: Iterator[turbohtml.Node]) -> None:
        stack = [top]
        tags: list[str] = []
        while stack:
            for node in stack[-1]:
                if isinstance(node, turbohtml.Element):
                    if not self._start(node, sum(map(bool, tags)) if "" in tags else len(tags)):
                        return
                    stack.append(iter(node) if self._is_read(node) else iter(()))
                    tags.append(node.tag)
                    break
                if isinstance(node, turbohtml.DocumentFragment):
                    stack.append(iter(node))
                    tags.append("")
                    break
                self._leaf(node)
            else:
                stack.pop()
                self._end(tags.pop() if tags else "")

    def _start(self, node: turbohtml.Element, depth: int) -> bool:
        if self._budget is not None and self._budget.spent(depth, len(node.attrs)):
            return False
        line, column = node.position or (None, None)
        self.soup.handle_starttag(node.tag, None, None, _as_written(node), sourceline=line, sourcepos=column)
        return True

    def _end(self, tag: str) -> None:
        if not tag:
            return
        self.soup.handle_endtag(tag)

    def _is_read(self, node: turbohtml.Element) -> bool:
        """Whether anybody reads what is inside; with a budget, nothing is spent on what nobody does."""
        skipped = self._budget is not None and tables().kinds.get(node.tag, PLAIN).skipped
        return not skipped or (node.tag == "template" and SHADOW in node.attrs)

    def _leaf(self, node: turbohtml.Node) -> None:
        if isinstance(node, turbohtml.Text):
            self.soup.handle_data(node.data)
        elif isinstance(node, turbohtml.Comment):
            self._special(node.data, Comment)
        elif isinstance(node, turbohtml.Doctype):
            self._special(node.name, Doctype)
        elif isinstance(node, turbohtml.ProcessingInstruction):
            self._special(f"{node.target} {node.data}", ProcessingInstruction)

    def _special(self, data: str, kind: type[NavigableString]) -> None:
        self.soup.endData()
        self.soup.handle_data(data)
        self.soup.endData(kind)

    def set_up_substitutions(self, tag: Tag) -> bool:
        """A page is only read, never written in another encoding, so a meta charset stays as it is."""
        del tag
        return False


def _as_written(node: turbohtml.Element) -> dict[str, str]:
    """The attributes as in the source: lists of words are given as one string, "" stands for no value."""
    attrs = node.attrs.copy()
    return {
        name: value if isinstance(value, str) else (node.attr(name) or "") if value else ""
        for name, value in attrs.items()
    }
