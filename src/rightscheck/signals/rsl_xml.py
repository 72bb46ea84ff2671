# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""XML of strangers as a small tree that remembers where each element stands, so that it can be quoted verbatim.

Parsed through defusedxml: no document type, no entities, nothing external. Documents beyond the guards are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces

from defusedxml.expatreader import create_parser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.sax.xmlreader import AttributesNSImpl

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


class XmlFaultError(Exception):
    """The source is no XML that is read; ``reason`` is ``malformed`` or ``too-large``."""

    def __init__(self, reason: str, text: str) -> None:
        self.reason = reason
        super().__init__(text)


class _Locator(Protocol):
    def getLineNumber(self) -> int: ...  # noqa: N802  # the name SAX gives it
    def getColumnNumber(self) -> int: ...  # noqa: N802  # the name SAX gives it


def parse_xml(source: str) -> Node:
    """The root element.

    Raises:
        XmlFaultError: the source is not well-formed, has a document type, or is beyond the guards.
    """
    if len(source) > _MOST_CHARS:
        raise XmlFaultError("too-large", f"more than {_MOST_CHARS} characters")
    parser = create_parser(forbid_dtd=True)
    parser.setFeature(feature_namespaces, True)  # noqa: FBT003  # the signature of SAX
    builder = _Builder(source, parser)
    parser.setContentHandler(builder)
    try:
        parser.feed(source)
        parser.close()
    except (SAXException, ValueError) as error:
        raise XmlFaultError("malformed", f"no well-formed XML: {error}") from error
    if builder.root is None:
        raise XmlFaultError("malformed", "no element")
    return builder.root


class _Builder(ContentHandler):
    """Puts the tree together from the parser's events."""

    def __init__(self, source: str, locator: _Locator) -> None:
        super().__init__()
        self._source = source
        self._locator = locator
        self._lines = [0, *(found.end() for found in _LINE_END.finditer(source))]
        self._open: list[Node] = []
        self._count = 0
        self.root: Node | None = None

    def startElementNS(  # noqa: N802  # the name SAX gives it
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        """Open an element."""
        del qname
        self._count += 1
        if self._count > _MOST_NODES or len(self._open) >= _MOST_DEPTH:
            raise XmlFaultError("too-large", "more elements, or deeper, than is read")
        own = {key[1]: value for key, value in attrs.items() if key[0] is None}
        line = self._locator.getLineNumber()
        node = Node(namespace=name[0], name=name[1], attributes=own, start=self._here(), line=line)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802  # SAX
        """Close it; the position is that of its end tag, or behind an empty element."""
        del name, qname
        node = self._open.pop()
        at = self._here()
        empty = not node.children and not node.texts and self._source.startswith("/>", at - 2)
        node.end = at if empty else self._source.find(">", at) + 1

    def characters(self, content: str) -> None:
        """Text of the open element."""
        self._open[-1].texts.append(content)

    def _here(self) -> int:
        line = min(self._locator.getLineNumber(), len(self._lines))
        return self._lines[line - 1] + self._locator.getColumnNumber()
