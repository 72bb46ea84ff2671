# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""XMP packets (ISO 16684-1, Adobe XMP Part 1): RDF/XML of a fixed shape, read to flat properties.

Simple values, resources, alternatives and lists, and structures are told apart; a list or an alternative gives one
property for each item, a structure one for each field.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rightscheck.media.facts import Carrier, Fault, Property
from rightscheck.media.spaces import PREFIXES, RDF, RSL
from rightscheck.media.xml_tree import XML, XmlFaultError, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rightscheck.media.xml_tree import Element

_MOST_BYTES = 4_000_000
_MOST_PROPERTIES = 2_000
_MOST_CHARS = 20_000
_ROOT = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:xmpmeta|xapmeta|RDF)[\s>]")
_ROOT_16 = (
    ("<x:xmpmeta", "utf-16-le"),
    ("<x:xmpmeta", "utf-16-be"),
    ("<rdf:RDF", "utf-16-le"),
    ("<rdf:RDF", "utf-16-be"),
)
_END = re.compile(rb"<\?xpacket\s+end\b[^<>]{0,60}\?>|\x00+\Z")


def read_xmp(packet: bytes) -> tuple[tuple[Property, ...], tuple[Fault, ...]]:
    """The properties of a packet and what is wrong with it; nothing of both for an empty one. Never raises."""
    if not packet.strip(b"\0 \r\n\t"):
        return (), ()
    if len(packet) > _MOST_BYTES:
        return (), (Fault(part="xmp", reason="too-large", text=f"a packet of more than {_MOST_BYTES} bytes"),)
    try:
        root = parse_xml(_body(packet))
    except XmlFaultError as error:
        return (), (Fault(part="xmp", reason=error.reason, text=str(error)),)
    found: list[Property] = []
    for one in _properties(root):
        if len(found) == _MOST_PROPERTIES:
            return tuple(found), (Fault(part="xmp", reason="too-large", text=f"over {_MOST_PROPERTIES} properties"),)
        found.append(one)
    return tuple(found), ()


def xmp_terms(packets: Sequence[bytes]) -> tuple[tuple[Carrier, str], ...]:
    """The XML of those packets that name the namespace of RSL, with their carrier; none for one too large."""
    bodies = (_body(packet) for packet in packets if len(packet) <= _MOST_BYTES)
    return tuple((Carrier.XMP, body.decode("utf-8", "replace")) for body in bodies if RSL.encode() in body)


def _body(packet: bytes) -> bytes:
    """The XML between the wrapper's processing instructions, as UTF-8."""
    if not _ROOT.search(packet):
        for root, coding in _ROOT_16:
            at = packet.find(root.encode(coding))
            if at >= 0 and at % 2 == 0:
                packet = packet[at:].decode(coding, "replace").encode()
                break
    start = _ROOT.search(packet)
    body = packet[start.start() :] if start else packet
    end = _END.search(body)
    return (body[: end.start()] if end else body).rstrip(b"\0 \r\n\t")


def _properties(root: Element) -> Iterator[Property]:
    for rdf in root.below():
        if rdf.namespace == RDF and rdf.name == "RDF":
            for description in rdf.children:
                yield from _description(description)


def _description(node: Element) -> Iterator[Property]:
    """The properties of a description, written as attributes and as elements."""
    for (namespace, name), value in node.attributes.items():
        if namespace not in ("", RDF, XML) and value.strip():
            yield _property(namespace, name, value)
    for child in node.children:
        yield from _values(child)


def _values(node: Element) -> Iterator[Property]:
    """The values of one property element."""
    resource = node.get("resource", RDF)
    inner = list(node.children)
    if resource is not None:
        yield _property(node.namespace, node.name, resource)
    elif not inner and not node.own_text:
        yield from _fields(node, node)
    elif not inner:
        yield replace(_property(node.namespace, node.name, node.own_text), language=node.get("lang", XML))
    elif node.get("parseType", RDF) == "Resource":
        yield from _fields(node, node)
    else:
        for child in inner:
            yield from _node(node, child)


def _node(owner: Element, node: Element) -> Iterator[Property]:
    """A container or a structure inside of a property."""
    if node.namespace == RDF and node.name in ("Alt", "Bag", "Seq"):
        for item in node.find(RDF, "li"):
            yield from _item(owner, item)
    elif node.namespace == RDF and node.name == "Description":
        yield from _fields(owner, node)


def _item(owner: Element, item: Element) -> Iterator[Property]:
    resource = item.get("resource", RDF)
    inner = list(item.children)
    if resource is not None:
        yield _property(owner.namespace, owner.name, resource)
    elif item.get("parseType", RDF) == "Resource" or (not inner and not item.own_text):
        yield from _fields(owner, item)
    elif inner:
        for child in inner:
            yield from _node(owner, child)
    else:
        yield replace(_property(owner.namespace, owner.name, item.own_text), language=item.get("lang", XML))


def _fields(owner: Element, node: Element) -> Iterator[Property]:
    """The fields of a structure; ``rdf:value`` of a qualified value is the value itself."""
    value = next((child.own_text for child in node.find(RDF, "value")), node.get("value", RDF))
    if value:
        yield _property(owner.namespace, owner.name, value)
    for one in _description(node) if node.pieces or node.attributes else ():
        if one.namespace != RDF:
            yield replace(one, within=one.within or owner.name)


def _property(namespace: str, name: str, value: str) -> Property:
    prefix = PREFIXES.get(namespace)
    return Property(
        carrier=Carrier.XMP,
        name=f"{prefix}:{name}" if prefix else name,
        value=value.strip()[:_MOST_CHARS],
        namespace=namespace,
        local=name,
    )
