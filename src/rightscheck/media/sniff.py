# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a file is, told by its content alone: suffixes and media types lie (MIME Sniffing standard §6)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from rightscheck.media.facts import MediaKind

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEAD = 4_096
_PDF_WITHIN = 1_024  # ISO 32000 Annex H: readers find the header within the first 1024 bytes
_MOST_JSON = 8_000_000
_MAGIC = (
    (b"\xff\xd8\xff", MediaKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", MediaKind.PNG),
    (b"GIF87a", MediaKind.GIF),
    (b"GIF89a", MediaKind.GIF),
    (b"II*\0", MediaKind.TIFF),
    (b"MM\0*", MediaKind.TIFF),
)
_ROOTS = {
    "feed": MediaKind.FEED,
    "entry": MediaKind.FEED,
    "rss": MediaKind.FEED,
    "urlset": MediaKind.SITEMAP,
    "sitemapindex": MediaKind.SITEMAP,
}
_RSS_1 = b"http://purl.org/rss/1.0/"
_JATS = (b"http://www.niso.org/schemas/ali/", b"//NLM//DTD", b"jats.nlm.nih.gov", b"dtd-version", b"article-type=")
#: What may stand before the root element: declaration, instructions, comments, a document type without entities.
_LEAD = re.compile(r"\s+|<\?[^>]{0,400}\?>|<!--.{0,2000}?-->|<!DOCTYPE[^>\[]{0,600}>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<(?:[\w.-]{1,40}:)?([\w.-]{1,40})[\s/>]")


def kind_of(body: bytes) -> MediaKind | None:
    """The kind of this file, None for a page, a text or anything that is not read as a file. Never raises."""
    for magic, kind in _MAGIC:
        if body.startswith(magic):
            return kind
    if body.startswith(b"RIFF") and body[8:12] == b"WEBP":
        return MediaKind.WEBP
    if b"%PDF-" in body[:_PDF_WITHIN] and body.lstrip()[:1] != b"<":
        return MediaKind.PDF
    if body.startswith(b"PK\x03\x04"):
        return MediaKind.EPUB if _is_epub(body) else None
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"{":
        return MediaKind.CROSSREF if crossref_work(body) is not None else None
    return _xml_kind(body[:_HEAD])


def crossref_work(body: bytes) -> Mapping[str, Any] | None:
    """The work in a JSON answer of the Crossref API, or a work alone; None for any other JSON."""
    if b'"license"' not in body or b'"DOI"' not in body or len(body) > _MOST_JSON:
        return None
    try:
        value = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    work = value.get("message", value)
    is_work = isinstance(work, dict) and isinstance(work.get("DOI"), str) and isinstance(work.get("license"), list)
    return work if is_work else None


def _is_epub(body: bytes) -> bool:
    """OCF 3.3 §4.3: the media type stands first and unpacked; else the container file gives it away."""
    return b"application/epub+zip" in body[:120] or b"META-INF/container.xml" in body


def _xml_kind(head: bytes) -> MediaKind | None:
    text = _text(head)
    at = 0
    while lead := _LEAD.match(text, at):
        at = lead.end()
    root = _TAG.match(text, at)
    name = root.group(1) if root else ""
    if name == "RDF":
        return MediaKind.FEED if _RSS_1 in head else None
    if name == "article":
        return MediaKind.ARTICLE if any(mark in head for mark in _JATS) else None
    return _ROOTS.get(name)


def _text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8", "replace").removeprefix("\ufeff")
