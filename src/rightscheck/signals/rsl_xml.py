# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""XML of strangers as a small tree that remembers where each element stands, so that it can be quoted verbatim.

Parsed through defusedxml: no document type, no entities, nothing external. Documents beyond the guards are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from defusedxml.expatreader import create_parser

from rightscheck.media.xml_tree import Builder, XmlFaultError, built

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.media.xml_tree import Locator

_MOST_CHARS = 2_000_000
_MOST_DEPTH = 40
_MOST_NODES = 20_000
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(slots=True, kw_only=True)
class Node:
    """An element: namespace (None for none), name, attributes without a namespace, its own text, and its place.

    ``start`` and ``end`` are offsets into the source, ``line`` is 1-based.
    """

    namespace: str | None
    name: str
    attributes: dict[str, str]
    start: int
    line: int
    end: int = 0
    texts: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The element's own text, trimmed."""
        return "".join(self.texts).strip()

    def named(self, *names: str) -> Iterator[Node]:
        """The children of this element's namespace with one of these names."""
        return (c for c in self.children if c.name in names and c.namespace == self.namespace)


def parse_xml(source: str) -> Node:
    """The root element.

    Raises:
        XmlFaultError: the source is not well-formed, has a document type, or is beyond the guards.
    """
    if len(source) > _MOST_CHARS:
        raise XmlFaultError("too-large", f"more than {_MOST_CHARS} characters")
    parser = create_parser(forbid_dtd=True)
    return built(source, parser, _Builder(source, parser))


class _Builder(Builder[Node]):
    """Builds nodes that know where they begin and end."""

    def __init__(self, source: str, locator: Locator) -> None:
        super().__init__(locator, nodes=_MOST_NODES, depth=_MOST_DEPTH)
        self._source = source
        self._lines = [0, *(found.end() for found in _LINE_END.finditer(source))]

    def make(self, name: tuple[str | None, str], attributes: Mapping[tuple[str | None, str], str], line: int) -> Node:
        """A node that begins where the parser stands; attributes with a namespace are somebody's extension."""
        own = {key[1]: value for key, value in attributes.items() if key[0] is None}
        node = Node(namespace=name[0], name=name[1], attributes=own, start=self._here(), line=line)
        if self.open:
            self.open[-1].children.append(node)
        return node

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802  # SAX
        """Close it; the position is that of its end tag, or behind an empty element."""
        node = self.open[-1]
        super().endElementNS(name, qname)
        at = self._here()
        empty = not node.children and not node.texts and self._source.startswith("/>", at - 2)
        node.end = at if empty else self._source.find(">", at) + 1

    def characters(self, content: str) -> None:
        """Text of the open element."""
        self.open[-1].texts.append(content)

    def _here(self) -> int:
        line = min(self.locator.getLineNumber(), len(self._lines))
        return self._lines[line - 1] + self.locator.getColumnNumber()
