# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""XML of strangers as a small tree of elements with namespaces, text and line.

Parsed through defusedxml: a document type may stand there (JATS articles have one), entities may not, and nothing
external is fetched. Documents beyond the guards are refused, so that no packet costs more than its size.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_external_ges, feature_namespaces

from defusedxml.expatreader import create_parser

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.sax.expatreader import ExpatParser
    from xml.sax.xmlreader import AttributesNSImpl

_MOST_BYTES = 8_000_000
_MOST_DEPTH = 60
_MOST_NODES = 60_000
XML = "http://www.w3.org/XML/1998/namespace"
N = TypeVar("N")


@dataclass(slots=True, kw_only=True, eq=False)
class Element:
    """An element: namespace (empty for none), local name, attributes by (namespace, name), children, 1-based line.

    ``pieces`` holds its own text and its children in order.
    """

    namespace: str
    name: str
    attributes: dict[tuple[str, str], str]
    line: int
    pieces: list[str | Element] = field(default_factory=list)

    @property
    def children(self) -> Iterator[Element]:
        """The child elements in order."""
        return (piece for piece in self.pieces if isinstance(piece, Element))

    @property
    def own_text(self) -> str:
        """Its own text without that of its children, trimmed."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str)).strip()

    @property
    def text(self) -> str:
        """All text below it, white space collapsed."""
        return " ".join("".join(self._texts()).split())

    def get(self, name: str, namespace: str = "") -> str | None:
        """An attribute's value as written, None if it is not there."""
        return self.attributes.get((namespace, name))

    def find(self, namespace: str, *names: str) -> Iterator[Element]:
        """The children of this namespace with one of these names."""
        return (child for child in self.children if child.namespace == namespace and child.name in names)

    def below(self) -> Iterator[Element]:
        """This element and all below it, in document order."""
        stack = [self]
        while stack:
            one = stack.pop()
            yield one
            stack.extend(reversed(list(one.children)))

    def _texts(self) -> Iterator[str]:
        stack: list[str | Element] = [self]
        while stack:
            one = stack.pop()
            if isinstance(one, str):
                yield one
            else:
                stack.extend(reversed(one.pieces))


class XmlFaultError(Exception):
    """The source is no XML that is read; ``reason`` is ``malformed`` or ``too-large``."""

    def __init__(self, reason: str, text: str) -> None:
        self.reason = reason
        super().__init__(text)


def parse_xml(source: bytes) -> Element:
    """The root element.

    Raises:
        XmlFaultError: the source is not well-formed, declares entities, or is beyond the guards.
    """
    if len(source) > _MOST_BYTES:
        raise XmlFaultError("too-large", f"more than {_MOST_BYTES} bytes")
    # A document type's external part is passed over, not refused: the reader fetches nothing (external_ges is off).
    parser = create_parser(forbid_dtd=False, forbid_entities=True, forbid_external=False)
    parser.setFeature(feature_external_ges, False)  # noqa: FBT003  # the signature of SAX
    return built(source, parser, _Builder(parser, nodes=_MOST_NODES, depth=_MOST_DEPTH))


def built(source: str | bytes, parser: ExpatParser, builder: Builder[N]) -> N:
    """The root that the builder made of this source.

    Raises:
        XmlFaultError: the source is not well-formed, has what the parser forbids, or is beyond the builder's guards.
    """
    parser.setFeature(feature_namespaces, True)  # noqa: FBT003  # the signature of SAX
    parser.setContentHandler(builder)
    try:
        parser.feed(source)
        parser.close()
    except (SAXException, ValueError) as error:
        raise XmlFaultError("malformed", f"no well-formed XML: {error}"[:200]) from error
    except LookupError as error:  # an encoding that nobody knows
        raise XmlFaultError("malformed", f"no known encoding: {error}"[:200]) from error
    if builder.root is None:
        raise XmlFaultError("malformed", "no element")
    return builder.root


class Locator(Protocol):
    """Where the parser stands."""

    def getLineNumber(self) -> int:  # noqa: N802  # the name SAX gives it
        """The line, from 1."""

    def getColumnNumber(self) -> int:  # noqa: N802  # the name SAX gives it
        """The column, from 0."""


class Builder(ContentHandler, Generic[N]):
    """Puts a tree together from a parser's events, within the guards; what an element becomes is the subclass's."""

    def __init__(self, locator: Locator, *, nodes: int, depth: int) -> None:
        super().__init__()
        self.locator = locator
        self.open: list[N] = []
        self.root: N | None = None
        self._left = nodes
        self._depth = depth

    def make(self, name: tuple[str | None, str], attributes: Mapping[tuple[str | None, str], str], line: int) -> N:
        """The element that begins here, put into the open one."""
        raise NotImplementedError

    def startElementNS(  # noqa: N802  # the name SAX gives it
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        """Open an element."""
        del qname
        self._left -= 1
        if self._left < 0 or len(self.open) >= self._depth:
            raise XmlFaultError("too-large", "more elements, or deeper, than is read")
        element = self.make(name, dict(attrs.items()), self.locator.getLineNumber())
        if self.root is None:
            self.root = element
        self.open.append(element)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802  # SAX
        """Close it."""
        del name, qname
        self.open.pop()


class _Builder(Builder["Element"]):
    def make(
        self, name: tuple[str | None, str], attributes: Mapping[tuple[str | None, str], str], line: int
    ) -> Element:
        own = {(key[0] or "", key[1]): value for key, value in attributes.items()}
        element = Element(namespace=name[0] or "", name=name[1], attributes=own, line=line)
        if self.open:
            self.open[-1].pieces.append(element)
        return element

    def characters(self, content: str) -> None:
        """Text of the open element."""
        self.open[-1].pieces.append(content)
