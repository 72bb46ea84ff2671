# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""From the bytes of a file to its facts: one door for all kinds, each kind read by its own module, imported late."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from rightscheck.errors import MissingExtraError
from rightscheck.media.facts import Carrier, Fault, MediaFacts, MediaKind, Property
from rightscheck.media.sniff import crossref_work, kind_of

if TYPE_CHECKING:
    from rightscheck.media.blocks import Blocks

EXTRA = "assets"
_MOST_PACKETS = 8
_MIMES = {
    MediaKind.JPEG: "image/jpeg",
    MediaKind.PNG: "image/png",
    MediaKind.WEBP: "image/webp",
    MediaKind.GIF: "image/gif",
    MediaKind.TIFF: "image/tiff",
    MediaKind.PDF: "application/pdf",
}
#: What the box of a C2PA store says of itself (JUMBF, ISO 19566-5), wherever a format puts it.
_STORE = b"jumdc2pa"


def readable(body: bytes) -> bool:
    """Whether these bytes are a file of a kind that can be read here, with the extras that are installed."""
    kind = kind_of(body)
    return kind is not None and (kind is not MediaKind.PDF or find_spec("pikepdf") is not None)


def need_extra(feature: str) -> None:
    """Nothing, where the libraries for PDFs and C2PA manifests are there.

    Raises:
        MissingExtraError: one of them is not; ``feature`` is what asked.
    """
    if find_spec("pikepdf") is None or find_spec("c2pa") is None:
        raise MissingExtraError(feature, EXTRA)


def read_media(body: bytes) -> MediaFacts | None:
    """The facts of a file, None for bytes of a kind that is not read; what is damaged becomes faults.

    Raises:
        MissingExtraError: the file is a PDF and the extra ``assets`` is not installed.
    """
    kind = kind_of(body)
    if kind is None:
        return None
    if kind is MediaKind.CROSSREF:
        return MediaFacts(kind=kind, record=crossref_work(body))
    if kind in (MediaKind.FEED, MediaKind.SITEMAP, MediaKind.ARTICLE):
        return _xml(kind, body)
    if kind is MediaKind.EPUB:
        from rightscheck.media.epub import read_epub  # noqa: PLC0415  # zip and XML, for books only

        return read_epub(body)
    facts = _pdf(body) if kind is MediaKind.PDF else _image(kind, body)
    return _with_manifests(facts, body, signed=_STORE in body)


def _xml(kind: MediaKind, body: bytes) -> MediaFacts:
    from rightscheck.media.xml_tree import XmlFaultError, parse_xml  # noqa: PLC0415  # defusedxml, for XML only

    try:
        return MediaFacts(kind=kind, tree=parse_xml(body))
    except XmlFaultError as error:
        fault = Fault(part="file", reason=error.reason, text=str(error))
        return MediaFacts(kind=kind, faults=(fault,), guarded=error.reason)


def _pdf(body: bytes) -> MediaFacts:
    if find_spec("pikepdf") is None:
        raise MissingExtraError("reading a PDF", EXTRA)
    from rightscheck.media.pdf import read_pdf  # noqa: PLC0415  # the extra

    return read_pdf(body)


def _image(kind: MediaKind, body: bytes) -> MediaFacts:
    from rightscheck.media.exif import read_exif  # noqa: PLC0415  # for images only
    from rightscheck.media.iim import read_iim  # noqa: PLC0415  # for images only
    from rightscheck.media.xmp import read_xmp, xmp_terms  # noqa: PLC0415  # for images only

    blocks = _blocks(kind, body)
    packets = [read_xmp(packet) for packet in blocks.xmp[:_MOST_PACKETS]]
    texts = (Property(carrier=Carrier.TEXT, name=name, value=value) for name, value in blocks.texts if value)
    return MediaFacts(
        kind=kind,
        properties=(
            *(one for properties, _ in packets for one in properties),
            *read_iim(blocks.iim),
            *read_exif(blocks.exif),
            *texts,
        ),
        terms=xmp_terms(blocks.xmp[:_MOST_PACKETS]),
        faults=tuple(fault for _, faults in packets for fault in faults),
    )


def _blocks(kind: MediaKind, body: bytes) -> Blocks:
    from rightscheck.media.exif import tiff_blocks  # noqa: PLC0415  # for images only
    from rightscheck.media.gif import gif_blocks  # noqa: PLC0415  # for images only
    from rightscheck.media.jpeg import jpeg_blocks  # noqa: PLC0415  # for images only
    from rightscheck.media.png import png_blocks  # noqa: PLC0415  # for images only
    from rightscheck.media.webp import webp_blocks  # noqa: PLC0415  # for images only

    readers = {
        MediaKind.JPEG: jpeg_blocks,
        MediaKind.PNG: png_blocks,
        MediaKind.WEBP: webp_blocks,
        MediaKind.GIF: gif_blocks,
        MediaKind.TIFF: tiff_blocks,
    }
    return readers[kind](body)


def _with_manifests(facts: MediaFacts, body: bytes, *, signed: bool) -> MediaFacts:
    """The facts with the C2PA assertions; a store that cannot be opened here is a fault, never silence."""
    if not signed:
        return facts
    if find_spec("c2pa") is None:
        text = f"the file carries a C2PA manifest; reading it needs the extra {EXTRA!r}"
        return replace(facts, faults=(*facts.faults, Fault(part="c2pa", reason="missing-extra", text=text)))
    from rightscheck.media.manifests import read_manifests  # noqa: PLC0415  # the extra, 20 MB of it

    assertions, faults = read_manifests(body, _MIMES[facts.kind])
    return replace(facts, assertions=assertions, faults=(*facts.faults, *faults))
