# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""EPUB: the packages that the container names, and the metadata in them (OCF 3.3 §4.2; EPUB 3.3 §5; OPF 2.0).

Two small files are unpacked, each up to a bound, whatever the archive says of their size.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from rightscheck.media.facts import Carrier, Fault, MediaFacts, MediaKind, Property
from rightscheck.media.spaces import CC, DC, DCTERMS, RSL, TDM
from rightscheck.media.xml_tree import XML, XmlFaultError, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.media.xml_tree import Element

_CONTAINER = "META-INF/container.xml"
_OCF = "urn:oasis:names:tc:opendocument:xmlns:container"
OPF = "http://www.idpf.org/2007/opf"
_MOST_BYTES = 4_000_000
_MOST_PACKAGES = 5
_MOST_CHARS = 20_000
_MOST_DIRECTORY = 20_000
_ENTRY = b"PK\x01\x02"
#: Prefixes that EPUB 3.3 §D.1.4 reserves, and those that books use without binding them.
_USUAL = {"dcterms": DCTERMS, "dc": DC, "cc": CC, "tdm": TDM[1]}
_BINDING = re.compile(r"([\w.-]{1,40}):\s+(\S{1,300})")
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)


def read_epub(body: bytes) -> MediaFacts:
    """The metadata of the book's packages; what cannot be read becomes faults. Never raises."""
    try:
        sources = tuple(_packages(body))
        found = tuple(parse_xml(source) for source in sources)
    except XmlFaultError as error:
        return _unreadable(error.reason, str(error))
    except KeyError as error:
        return _unreadable("malformed", f"the archive lacks a file: {error}")
    except _BROKEN as error:
        return _unreadable("malformed", f"no archive that is read: {error}")
    return MediaFacts(
        kind=MediaKind.EPUB,
        properties=tuple(one for package in found for one in _properties(package)),
        terms=tuple((Carrier.OPF, one.decode("utf-8-sig", "replace")) for one in sources if RSL.encode() in one),
    )


def _unreadable(reason: str, text: str) -> MediaFacts:
    fault = Fault(part="file", reason=reason, text=text[:200])
    return MediaFacts(kind=MediaKind.EPUB, faults=(fault,), guarded=reason)


def _packages(body: bytes) -> Iterator[bytes]:
    if body.count(_ENTRY) > _MOST_DIRECTORY:
        raise XmlFaultError("too-large", f"more than {_MOST_DIRECTORY} files in the archive")
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        container = parse_xml(_unpacked(archive, _CONTAINER))
        paths = [one.get("full-path") for one in container.below() if (one.namespace, one.name) == (_OCF, "rootfile")]
        for path in list(dict.fromkeys(filter(None, paths)))[:_MOST_PACKAGES]:
            yield _unpacked(archive, path)


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """A file of the archive.

    Raises:
        KeyError: it is not there.
        XmlFaultError: it is larger than is read, whatever its entry says.
    """
    with archive.open(name) as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise XmlFaultError("too-large", f"{name} has more than {_MOST_BYTES} bytes")
    return content


def _properties(package: Element) -> Iterator[Property]:
    """The book's own metadata in document order; what refines another entry is none of the book."""
    bound = _USUAL | dict(_BINDING.findall((package.get("prefix") or "")[:4000]))
    for metadata in package.find(package.namespace, "metadata"):
        for one in metadata.below():
            if one.get("refines") is None:
                yield from _property(one, bound)


def _property(node: Element, bound: Mapping[str, str]) -> Iterator[Property]:
    if node.name == "meta" and node.get("property"):  # EPUB 3
        yield from _named(node, node.get("property") or "", node.own_text, bound)
    elif node.name == "meta" and node.get("name"):  # EPUB 2
        yield from _named(node, node.get("name") or "", node.get("content") or "", bound)
    elif node.name == "link":
        for rel in (node.get("rel") or "").split()[:10]:
            yield from _named(node, rel, node.get("href") or "", bound)
    elif node.namespace in (DC, DCTERMS):
        prefix = "dc" if node.namespace == DC else "dcterms"
        yield from _named(node, f"{prefix}:{node.name}", node.text, {prefix: node.namespace})


def _named(node: Element, name: str, value: str, bound: Mapping[str, str]) -> Iterator[Property]:
    prefix, found, local = name.strip().partition(":")
    if value.strip():
        yield Property(
            carrier=Carrier.OPF,
            name=f"{'link:' if node.name == 'link' else ''}{name.strip()}",
            value=value.strip()[:_MOST_CHARS],
            namespace=bound.get(prefix, "") if found else "",
            local=local or prefix,
            language=node.get("lang", XML),
        )
