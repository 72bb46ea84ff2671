# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: INP001  # a script, no part of the package
"""Write the binary files of the fixture sites: a picture with an XMP packet, books with their package.

    python tools/write_fixture_files.py

Nothing is packed, so that the words in a file can be read in it and every run writes the same bytes.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

SITES = Path(__file__).parents[1] / "fixtures" / "sites"
PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/">
   <plus:DataMining>http://ns.useplus.org/ldf/vocab/{code}</plus:DataMining>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en"
         prefix="tdm: http://www.w3.org/ns/tdmrep#">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="id">urn:uuid:5a1c6a0e-6f0e-4a8e-9a63-2d3f6a9d7b10</dc:identifier>
    <dc:title id="title">{title}</dc:title>
    <dc:language>en</dc:language>
    <meta property="dcterms:modified">2026-05-04T10:00:00Z</meta>
    {meta}
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
  </manifest>
  <spine><itemref idref="nav"/></spine>
</package>
"""
CHAPTER = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>{title}</title></head>
<body><nav epub:type="toc"><ol><li><a href="nav.xhtml">{title}</a></li></ol></nav></body>
</html>
"""


def picture(code: str) -> bytes:
    """A teal PNG of eight by eight with this code of the PLUS vocabulary."""
    rows = (b"\0" + b"\x00\x80\x80" * 8) * 8
    packet = b"XML:com.adobe.xmp\0\0\0\0\0" + PACKET.format(code=code).encode()
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)),
        (b"iTXt", packet),
        (b"IDAT", zlib.compress(rows, 0)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def book(title: str, meta: str) -> bytes:
    """A book of one page with this entry in its package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, text in (
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", CONTAINER),
            ("OPS/book.opf", PACKAGE.format(title=title, meta=meta)),
            ("OPS/nav.xhtml", CHAPTER.format(title=title)),
        ):
            archive.writestr(zipfile.ZipInfo(name, (2026, 5, 4, 10, 0, 0)), text)
    return out.getvalue()


def main() -> None:
    """Write each file beside the site that serves it."""
    beacon = picture("DMI-PROHIBITED-GENAIMLTRAINING")
    whole = book("Twelve Knots", '<meta property="tdm:reservation">1</meta>')
    part = book("Splices", '<meta property="tdm:reservation" refines="#title">1</meta>')
    for name, content in (
        ("file-photo-data-mining/beacon.png", beacon),
        ("twin-photo-data-mining/beacon.png", beacon),
        ("file-book-tdmrep/knots.epub", whole),
        ("twin-book-refines/splices.epub", part),
    ):
        (SITES / name).write_bytes(content)


if __name__ == "__main__":
    main()
