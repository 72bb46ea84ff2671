# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Files to facts: kinds by content, every carrier in every container, damage, guards, missing extras."""

from __future__ import annotations

import importlib.util
import io
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rightscheck.errors import MissingExtraError
from rightscheck.media import read
from rightscheck.media.facts import Carrier, MediaFacts, MediaKind
from rightscheck.media.read import read_media, readable
from rightscheck.media.sniff import kind_of
from rightscheck.media.spaces import PLUS
from rightscheck.media.xmp import read_xmp

if TYPE_CHECKING:
    from collections.abc import Callable

MINING = '<plus:DataMining rdf:resource="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"/>'
FOUND = ("xmp:plus:DataMining", "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED")

LANGUAGES = (
    '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">All</rdf:li><rdf:li xml:lang="de">Alle</rdf:li>'
    "</rdf:Alt></dc:rights>"
)
LICENSOR = (
    '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<plus:LicensorURL>https://quay.example/</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>"
)
LINKED = (
    "<Iptc4xmpExt:LinkedEncRightsExpr><rdf:Bag><rdf:li%s"
    ' Iptc4xmpExt:LinkedRightsExpr="https://quay.example/odrl"%s</rdf:Bag></Iptc4xmpExt:LinkedEncRightsExpr>'
)
QUALIFIED = (
    '<xmpRights:Owner><rdf:Bag><rdf:li><rdf:Description rdf:value="Quay"/></rdf:li></rdf:Bag></xmpRights:Owner>'
)


def facts_of(body: bytes) -> MediaFacts:
    """The facts of a file that must be one."""
    facts = read_media(body)
    assert facts is not None
    return facts


def told(body: bytes) -> list[tuple[str, str]]:
    """Place and value of each property."""
    return [(one.place, one.value) for one in facts_of(body).properties]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_xmp_is_found_in_every_kind_of_picture(
    form: str, picture: Callable[..., bytes], packet: Callable[[str], bytes]
) -> None:
    """The packet stands in another block in each format, and says the same."""
    xmp = packet(MINING)
    beside = {"tiffinfo": {700: xmp}} if form == "TIFF" else {"xmp": xmp}
    if form == "PNG":
        info = pytest.importorskip("PIL.PngImagePlugin", reason="Pillow writes the pictures of this test").PngInfo()
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        beside = {"pnginfo": info}
    body = picture(form, **beside)
    assert facts_of(body).kind is MediaKind(form.lower())
    assert told(body) == [FOUND]


def test_xmp_is_found_in_a_gif(picture: Callable[..., bytes], packet: Callable[[str], bytes]) -> None:
    """A GIF holds the packet unbroken in an application extension, ended by its magic trailer."""
    trailer = bytes([1, *range(255, -1, -1), 0])
    extension = b"\x21\xff\x0bXMP DataXMP" + packet(MINING) + trailer
    plain = picture("GIF", comment=b"Copyright 2020 Quay")
    flags = plain[10]
    at = 13 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0)
    body = plain[:at] + extension + plain[at:]
    assert FOUND in told(body)
    assert ("text:comment", "Copyright 2020 Quay") in told(body)


def test_extended_xmp_is_put_together(picture: Callable[..., bytes], packet: Callable[[str], bytes]) -> None:
    """A JPEG splits a long packet; its pieces come in any order."""
    xmp = packet(MINING)
    head = b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32 + len(xmp).to_bytes(4, "big")
    pieces = [(0, xmp[:100]), (100, xmp[100:])]
    segments = b""
    for offset, data in reversed(pieces):
        payload = head + offset.to_bytes(4, "big") + data
        segments += b"\xff\xe1" + (len(payload) + 2).to_bytes(2, "big") + payload
    plain = picture("JPEG")
    assert told(plain[:2] + segments + plain[2:]) == [FOUND]


def test_exif_holds_photographer_and_editor(picture: Callable[..., bytes], exif: Callable[..., bytes]) -> None:
    """EXIF 0x8298 is photographer NUL editor: two notices."""
    block = exif({0x8298: "John\0Acme", 0x013B: "John Smith"})
    for form in ("JPEG", "PNG", "WEBP"):
        assert told(picture(form, exif=block)) == [
            ("exif:Artist", "John Smith"),
            ("exif:Copyright", "John"),
            ("exif:Copyright", "Acme"),
        ]


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        ([(1, 90, b"\x1b%G"), (2, 116, "© Kraków".encode())], [("iim:2:116", "© Kraków")]),
        (
            [(2, 116, "© Köln".encode("latin-1")), (2, 110, b"Quay/AP")],
            [("iim:2:116", "© Köln"), ("iim:2:110", "Quay/AP")],
        ),
        ([(3, 10, b"no text"), (2, 80, b"\0")], []),
    ],
)
def test_iim_is_read_in_its_charset(
    sets: list[tuple[int, int, bytes]], expected: list[tuple[str, str]], picture: Callable[..., bytes]
) -> None:
    """IPTC-IIM in the Photoshop resource of a JPEG: UTF-8 where declared or so written, else Latin-1."""
    record = b"".join(bytes([0x1C, r, n]) + len(v).to_bytes(2, "big") + v for r, n, v in sets)
    other = b"8BIM\x03\xed\x00\x00" + (3).to_bytes(4, "big") + b"abc\0"
    resource = b"Photoshop 3.0\0" + other + b"8BIM\x04\x04\x00\x00" + len(record).to_bytes(4, "big") + record
    plain = picture("JPEG")
    body = plain[:2] + b"\xff\xed" + (len(resource) + 2).to_bytes(2, "big") + resource + plain[2:]
    assert told(body) == expected


def test_comments_and_png_texts_are_kept(picture: Callable[..., bytes]) -> None:
    """JPEG COM, and tEXt, zTXt and iTXt with their keywords."""
    assert told(picture("JPEG", comment=b"Copyright 2020")) == [("text:comment", "Copyright 2020")]
    info = pytest.importorskip("PIL.PngImagePlugin", reason="Pillow writes the pictures of this test").PngInfo()
    info.add_text("Copyright", "Quay 2020")
    info.add_text("Disclaimer", "no reuse", zip=True)
    info.add_itxt("License", "CC BY 4.0", zip=True)
    assert told(picture("PNG", pnginfo=info)) == [
        ("text:Copyright", "Quay 2020"),
        ("text:Disclaimer", "no reuse"),
        ("text:License", "CC BY 4.0"),
    ]


def test_a_packed_text_is_unpacked_within_bounds(picture: Callable[..., bytes]) -> None:
    """A PNG text that unpacks to 100 MB costs no more than its first four."""
    data = b"Copyright\0\0" + zlib.compress(b"c" * 100_000_000)
    chunk = len(data).to_bytes(4, "big") + b"zTXt" + data + b"\0\0\0\0"
    plain = picture("PNG")
    facts = facts_of(plain[:33] + chunk + plain[33:])
    assert len(facts.properties[0].value) == 20_000


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<dc:rights>All</dc:rights>", [("xmp:dc:rights", "All", None, "")]),
        (
            LANGUAGES,
            [("xmp:dc:rights", "All", "x-default", ""), ("xmp:dc:rights", "Alle", "de", "")],
        ),
        (
            LICENSOR,
            [("xmp:plus:LicensorURL", "https://quay.example/", None, "Licensor")],
        ),
        (
            LINKED % ("><rdf:Description", "/></rdf:li>"),
            [("xmp:Iptc4xmpExt:LinkedRightsExpr", "https://quay.example/odrl", None, "LinkedEncRightsExpr")],
        ),
        (
            LINKED % ("", "/>"),
            [("xmp:Iptc4xmpExt:LinkedRightsExpr", "https://quay.example/odrl", None, "LinkedEncRightsExpr")],
        ),
        (
            QUALIFIED,
            [("xmp:xmpRights:Owner", "Quay", None, "")],
        ),
        ("<dc:rights/>", []),
    ],
)
def test_every_form_of_an_xmp_value_is_read(
    inner: str, expected: list[tuple[str, str, str | None, str]], packet: Callable[[str], bytes]
) -> None:
    """Simple values, language alternatives, lists, structures by element and by attribute, qualified values."""
    found, faults = read_xmp(packet(inner))
    assert [(p.place, p.value, p.language, p.within) for p in found] == expected
    assert faults == ()


def test_xmp_may_be_written_as_attributes_in_utf_16_and_under_any_prefix() -> None:
    """The short form of RDF, any prefix, any coding of the XMP specification."""
    text = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<r:Description r:about="" xmlns:p="{PLUS}" p:DataMining="DMI-ALLOWED"/></r:RDF></x:xmpmeta>'
    )
    for coding in ("utf-8", "utf-16-le", "utf-16-be", "utf-16"):
        found, faults = read_xmp(text.encode(coding) + b"\0\0")
        assert [(p.place, p.value) for p in found] == [("xmp:plus:DataMining", "DMI-ALLOWED")]
        assert faults == ()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<x:xmpmeta xmlns:x='a'><r>", "malformed"),
        (b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><x>&b;</x>", "malformed"),
        (b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>", "malformed"),
        (b"<a>" * 100, "too-large"),
        (b"<a>" + b"<b/>" * 100_000 + b"</a>", "too-large"),
        (b"<a>" + b" " * 5_000_000, "too-large"),
    ],
)
def test_a_hostile_packet_is_a_fault(body: bytes, reason: str) -> None:
    """No entities, nothing external, no depth and no size beyond the guards; the fault says which."""
    found, faults = read_xmp(body)
    assert found == ()
    assert [(fault.part, fault.reason) for fault in faults] == [("xmp", reason)]


def test_the_metadata_of_a_book_is_read(book: Callable[..., bytes]) -> None:
    """EPUB 2 and 3 forms, links, Dublin Core; what refines another entry is none of the book."""
    body = book(
        '<dc:rights xml:lang="en">All rights reserved</dc:rights><meta name="tdm:reservation" content="1"/>'
        '<meta property="tdm:policy">https://quay.example/p</meta>'
        '<meta property="tdm:reservation" refines="#x">0</meta>'
        '<link rel="cc:license" href="https://creativecommons.org/licenses/by/4.0/"/>',
        attributes='version="3.0" prefix="tdm: http://www.w3.org/ns/tdmrep#  a: http://quay.example/"',
    )
    facts = facts_of(body)
    assert facts.kind is MediaKind.EPUB
    assert [(p.place, p.namespace, p.value) for p in facts.properties] == [
        ("opf:dc:rights", "http://purl.org/dc/elements/1.1/", "All rights reserved"),
        ("opf:tdm:reservation", "http://www.w3.org/ns/tdmrep#", "1"),
        ("opf:tdm:policy", "http://www.w3.org/ns/tdmrep#", "https://quay.example/p"),
        (
            "opf:link:cc:license",
            "http://creativecommons.org/ns#",
            "https://creativecommons.org/licenses/by/4.0/",
        ),
    ]


def test_a_book_that_unpacks_without_end_is_refused(book: Callable[..., bytes]) -> None:
    """A package of 60 MB in an archive of 60 kB is too large, whatever its entry says."""
    facts = facts_of(book("<dc:rights>" + "a" * 60_000_000 + "</dc:rights>"))
    assert facts.guarded == "too-large"


def test_a_broken_book_is_malformed(book: Callable[..., bytes]) -> None:
    """Cut off, or without its container: unread, never empty."""
    assert facts_of(book("")[:-30]).guarded == "malformed"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    assert facts_of(out.getvalue()).guarded == "malformed"


def test_the_metadata_of_a_pdf_is_read(document: Callable[..., bytes], packet: Callable[[str], bytes]) -> None:
    """XMP of the document and its information; packed, in object streams, and encrypted with permissions."""
    pikepdf = pytest.importorskip("pikepdf", reason="the extra 'assets' is not installed")
    xmp, info = packet(MINING), {"Copyright": "Quay 2020"}
    plain = document(xmp, info)
    packed = document(xmp, info, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True)
    locked = document(xmp, info, encryption=pikepdf.Encryption(owner="o", allow=pikepdf.Permissions(extract=False)))
    for body in (plain, packed, locked):
        assert told(body) == [FOUND, ("info:Copyright", "Quay 2020")]
    assert facts_of(plain).notes == ()
    assert "no licence" in facts_of(locked).notes[0]


def test_a_pdf_behind_a_password_is_unread(document: Callable[..., bytes]) -> None:
    """What cannot be opened is not silent."""
    pikepdf = pytest.importorskip("pikepdf", reason="the extra 'assets' is not installed")
    body = document(None, None, encryption=pikepdf.Encryption(user="u", owner="o"))
    assert facts_of(body).guarded == "encrypted"


def test_the_xmp_of_a_pdf_is_unpacked_within_bounds(document: Callable[..., bytes]) -> None:
    """A metadata stream that unpacks to 50 MB is a fault, and no memory."""
    facts = facts_of(document(b" " * 50_000_000, None, compress_streams=True))
    faults = [(fault.part, fault.reason) for fault in facts.faults]
    assert faults in ([("xmp", "too-large")], [])  # qpdf may leave metadata unpacked; then white space is no packet


@pytest.mark.parametrize("body", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>"])
def test_a_broken_pdf_is_malformed(body: bytes) -> None:
    """A PDF that cannot be opened is unread."""
    pytest.importorskip("pikepdf", reason="the extra 'assets' is not installed")
    assert facts_of(body).guarded == "malformed"


def test_manifests_are_read_and_checked(signed: Callable[..., bytes]) -> None:
    """A manifest whose signature and hashes hold is Valid; one changed octet of the picture makes it Invalid."""
    label, data = "cawg.training-mining", {"entries": {"cawg.ai_inference": {"use": "notAllowed"}}}
    body = signed({label: data})
    held = [one for one in facts_of(body).assertions if one.label == label]
    assert [(one.data, one.state, one.active) for one in held] == [(data, "Valid", True)]
    changed = bytearray(body)
    changed[-4] ^= 1
    states = {one.state for one in facts_of(bytes(changed)).assertions}
    assert states == {"Invalid"}
    assert [one.label for one in facts_of(signed({label: data}, "PNG")).assertions if one.label == label]


def test_a_broken_store_is_a_fault(signed: Callable[..., bytes]) -> None:
    """A manifest store that cannot be opened is no silence."""
    body = signed({"cawg.training-mining": {"entries": {}}})
    at = body.index(b"jumdc2pa") + 40
    facts = facts_of(body[:at] + b"\0" * 60 + body[at + 60 :])
    assert [fault.part for fault in facts.faults] == ["c2pa"]


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, picture: Callable[..., bytes]) -> None:
    """A PDF cannot be read without the extra, and says which; a C2PA store becomes a part that was not read."""
    found = importlib.util.find_spec
    monkeypatch.setattr(read, "find_spec", lambda name: None if name in ("c2pa", "pikepdf") else found(name))
    with pytest.raises(MissingExtraError, match="assets"):
        read_media(b"%PDF-1.7\n")
    assert not readable(b"%PDF-1.7\n")
    facts = facts_of(picture("JPEG", comment=b"jumdc2pa"))
    assert [(fault.part, fault.reason) for fault in facts.faults] == [("c2pa", "missing-extra")]
    assert "assets" in facts.faults[0].text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><feed xmlns='http://www.w3.org/2005/Atom'/>", MediaKind.FEED),
        (b"<rss version='2.0'><channel/></rss>", MediaKind.FEED),
        ("<?xml version='1.0' encoding='utf-16'?><rss version='2.0'/>".encode("utf-16"), MediaKind.FEED),
        (b"<rdf:RDF xmlns:rdf='r' xmlns='http://purl.org/rss/1.0/'/>", MediaKind.FEED),
        (b"<rdf:RDF xmlns:rdf='r'/>", None),
        (b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", MediaKind.SITEMAP),
        (
            b'<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) v1.2//EN" "x.dtd"><article />',
            MediaKind.ARTICLE,
        ),
        (b"<article class='post'>x</article>", None),
        (b"<!doctype html><title>x</title>", None),
        (b"<html><body>%PDF-1.7</body></html>", None),
        (b"plain text", None),
        (b"", None),
        (b'{"message": {"DOI": "10.1/x", "license": []}}', MediaKind.CROSSREF),
        (b'{"url": "https://quay.example/", "html": "\\"license\\" \\"DOI\\""}', None),
        (b'{"license" "DOI"', None),
        (b'["license", "DOI"]', None),
        (b"PK\x03\x04 a plain archive", None),
        (b"RIFF\0\0\0\0WAVE", None),
    ],
)
def test_the_kind_is_told_by_content(body: bytes, kind: MediaKind | None) -> None:
    """What the bytes are, whatever their name says; a page or a text is no file of this room."""
    assert kind_of(body) is kind


def test_an_article_may_have_a_document_type() -> None:
    """JATS files name a DTD; it is not fetched, and its entities are left out."""
    body = b'<!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "x.dtd"><article dtd-version="1.2">a&nbsp;b</article>'
    tree = facts_of(body).tree
    assert tree is not None
    assert tree.name == "article"


def test_broken_xml_is_malformed() -> None:
    """A feed that does not parse is unread."""
    assert facts_of(b"<rss version='2.0'><channel>").guarded == "malformed"


STARTS = st.sampled_from(
    [
        b"\xff\xd8\xff\xe1",
        b"\xff\xd8\xff\xed\x00\x40Photoshop 3.0\x008BIM\x04\x04\x00\x00",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a\x01\x00\x01\x00\x80\x00\x00",
        b"II*\0\x08\0\0\0\x03\0",
        b"MM\0*\0\0\0\x08\0\x03",
        b"RIFF\0\0\0\0WEBP",
        b"PK\x03\x04application/epub+zip",
        b"%PDF-1.7\n",
        b"<rss>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'>",
        b"\xff\xd8\xff\xe1jumdc2pa",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STARTS, st.binary(max_size=400))
def test_no_bytes_raise(start: bytes, rest: bytes) -> None:
    """Whatever follows a magic number: facts, or none, and no exception."""
    if start.startswith(b"%PDF") and not readable(start):
        return
    facts = read_media(start + rest)
    assert facts is None or all(one.value for one in facts.properties)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_changed_file_raises(  # noqa: PLR0913, PLR0917  # a fixture for each kind of file
    data: st.DataObject,
    picture: Callable[..., bytes],
    packet: Callable[[str], bytes],
    exif: Callable[..., bytes],
    book: Callable[..., bytes],
    document: Callable[..., bytes],
) -> None:
    """Sound files with octets changed and ends cut off are read as far as they go."""
    xmp, block = packet(MINING), exif({0x8298: "John\0Acme"})
    sound = [
        picture("JPEG", xmp=xmp, exif=block, comment=b"Copyright"),
        picture("WEBP", xmp=xmp, exif=block),
        picture("PNG", exif=block),
        picture("TIFF", tiffinfo={700: xmp, 0x8298: "John"}),
        picture("GIF", comment=b"Copyright"),
        book("<dc:rights>All</dc:rights>"),
        document(xmp, {"Copyright": "x"}),
    ]
    body = bytearray(data.draw(st.sampled_from(sound)))
    for at in data.draw(st.lists(st.integers(0, len(body) - 1), max_size=12)):
        body[at] = data.draw(st.integers(0, 255))
    read_media(bytes(body[: data.draw(st.integers(1, len(body)))]))


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xd8" + b"\xff" * 1_000_000,
        b"\xff\xd8" + b"\xff\xfe\x00\x02" * 250_000,
        b"\xff\xd8" + b"\xff\xe1\x00\x02" * 250_000,
        b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0tEXt\0\0\0\0" * 80_000,
        b"\x89PNG\r\n\x1a\n" + b"\0\0\0\x01tEXt\0\0\0\0\0" * 80_000,
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00" + b"\x21\xfe\x01a\x00" * 200_000,
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00" + b"\x21\xfe" + b"\x01a" * 500_000,
        b"RIFF\0\0\0\0WEBP" + b"XMP \0\0\0\0" * 125_000,
        b"II*\0\x08\0\0\0\xff\xff" + b"\x98\x82\x02\0\xff\xff\x0f\0\x08\0\0\0" * 65_535,
        b"PK\x03\x04application/epub+zip" + b"PK\x01\x02" * 250_000,
        b"<rss>" + b"<a>" * 330_000,
        b"<rss>" + b"<a/>" * 250_000 + b"</rss>",
        b"<rss " + b"".join(b"a%d='' " % n for n in range(90_000)) + b"/>",
        b"<!--" * 250_000,
        b"<?x?>" * 200_000 + b"<rss/>",
        b"{" * 1_000_000,
        b'{"license":"DOI":' + b"[" * 1_000_000,
        b"%PDF-1.7\n" + b"1 0 obj\n" * 125_000 + b"%%EOF",
        b"%PDF-1.7\n" + b"trailer<</Root 1 0 R>>\n" * 40_000 + b"startxref\n9\n%%EOF",
        b"%PDF-1.7\n1 0 obj\n" + b"<</A " * 200_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF",
    ],
    ids=range(20),
)
def test_a_megabyte_of_anything_ends(body: bytes) -> None:
    """Every container at its most repetitive is answered, guarded or not."""
    if body.startswith(b"%PDF") and not readable(body):
        pytest.skip("the extra 'assets' is not installed")
    facts = read_media(body)
    assert facts is None or len(facts.properties) <= 2_100
    assert facts is None or Carrier.XMP not in {one.carrier for one in facts.properties}
