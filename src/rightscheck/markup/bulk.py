# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The bulk event source: a walk over turbohtml's native WHATWG tree, no tree in Python, no places.

Parsing and choosing the elements whose attributes matter happen in C (design.md §6); what is skipped is never
entered, and attributes are read one by one when somebody asks. When a guard stops the page, the facts read so far
stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, overload

import turbohtml
from turbohtml import Comment, DocumentFragment, Element, Text

from rightscheck.markup.context import NOTED
from rightscheck.markup.guards import Budget
from rightscheck.markup.handler import Handler
from rightscheck.markup.tables import SHADOW

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from turbohtml import Document, Node

    from rightscheck.markup.facts import PageFacts

_BEARERS = ",".join(f"[{name.replace(':', chr(92) + ':')}]" for name in sorted(NOTED))


class Attributes(Mapping[str, str]):
    """The attributes of a native element as written, "" for one that has no value; each is read when asked for."""

    __slots__ = ("_element", "_names")

    def __init__(self, element: Element) -> None:
        self._element = element
        self._names = element.attrs

    @overload
    def get(self, name: str, /) -> str | None: ...

    @overload
    def get(self, name: str, default: Any, /) -> Any: ...  # noqa: ANN401  # as Mapping has it

    def get(self, name: str, default: Any = None, /) -> Any:
        """The value of an attribute, else the default."""
        value = self._element.attr(name)
        if value is not None:
            return value
        return "" if name in self._names else default

    def __getitem__(self, name: str) -> str:
        if name not in self._names:
            raise KeyError(name)
        return self._element.attr(name) or ""

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class _Shadowed:
    """Stands for the elements with noted attributes where the selection does not reach: inside of shadow roots."""

    def __contains__(self, element: object) -> bool:
        return isinstance(element, Element) and not NOTED.isdisjoint(element.attrs)


def read(html: str) -> PageFacts:
    """The facts of this page, without places; never raises."""
    document = turbohtml.parse(html, positions=False, allow_declarative_shadow_roots=False)
    handler, budget = Handler(Attributes), Budget()
    _walk(document, handler, budget, _Shadowed() if SHADOW in html else set(document.select(_BEARERS)))
    return handler.finish(budget.reason)


def _walk(document: Document, handler: Handler, budget: Budget, noted: Container[Node]) -> None:
    start, end, text, spent = handler.start, handler.end, handler.text, budget.spent
    levels: list[Iterator[Node]] = []
    level = iter(document)
    while True:
        for node in level:
            if isinstance(node, Element):
                if spent(len(levels), len(node.attrs)):
                    return
                tag = node.tag
                if start(tag, node, node in noted):
                    levels.append(level)
                    level = iter(node) if tag != "template" else _inside(node)
                    break
                end()
            elif isinstance(node, Text):
                text(node.data)
            elif isinstance(node, Comment):
                handler.comment(node.data)
        else:
            if not levels:
                return
            level = levels.pop()
            end()


def _inside(template: Node) -> Iterator[Node]:
    """The content of a template, which hangs on a fragment of its own."""
    for child in template:
        if isinstance(child, DocumentFragment):
            yield from child
        else:
            yield child
