# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""From what a server answered to a part of an observation: Found, Absent or Unread (design.md §2, "observation").

Many sites answer every unknown path with a page and status 200, so a file is Absent where HTML stands in its place.
The bytes decide that: plenty of servers send a sound robots.txt or tdmrep.json as ``text/html``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rightscheck.model import Absent, Found, Headers, Part, Unread
from rightscheck.urls import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

GONE = frozenset({404, 410})
EMPTY = frozenset({204, 205})  # RFC 9110 §15.3.5 and §15.3.6: the server says that it sends nothing
PARTIAL = 206  # RFC 9110 §15.3.7: a piece, which nobody asked for; what it leaves out may be what speaks of rights
TEXT_TYPES = frozenset({"text/plain", "text/markdown"})
_FILE_SUFFIXES = (".xml", ".json", ".jsonld", ".txt", ".rdf", ".rsl")
_SNIFFED = 2048
#: What may stand before the first tag of a page: byte order mark, white space, an XML declaration, comments.
_LEAD = re.compile(rb"\A(?:\xef\xbb\xbf|\s+|<\?xml[^>]{0,200}\?>|<!--.*?-->)", re.DOTALL | re.IGNORECASE)
#: MIME Sniffing standard §7.1, the patterns that mean text/html without doubt.
_HTML = re.compile(
    rb"\A<(?:!doctype\s+html|html|head|body|script|iframe|title|style|meta|link|h1|div|table|font|center|p)[\s>/]",
    re.IGNORECASE,
)


def part_of(status: int, headers: Headers, body: bytes, *, file: str) -> Part:
    """What an answer means for a site file (``file`` is its path) or for a linked document (its absolute URL).

    Found with the raw bytes for 2xx; Absent for 404, 410, an answer without content, and HTML where a file was asked
    for; Unread with the status for everything else.
    """
    if status in GONE or status in EMPTY:
        return Absent(reason=str(status))
    if not is_whole(status):
        return Unread(reason=str(status))
    if _names_a_file(file) and looks_like_html(body):
        return Absent(reason="html")
    return Found(body=body, status=status, content_type=first(headers, "content-type"))


def is_whole(status: int) -> bool:
    """Whether what came with this status is all of it: the class of success (RFC 9110 §15.3), but for a piece."""
    return 200 <= status < 300 and status != PARTIAL  # noqa: PLR2004  # the bounds of the class


def looks_like_html(body: bytes) -> bool:
    """Whether the bytes begin as an HTML page does, whatever type the server gave them."""
    start = body[:_SNIFFED]
    while lead := _LEAD.match(start):
        start = start[lead.end() :]
    return _HTML.match(start) is not None


def values(headers: Headers, name: str) -> Iterator[str]:
    """The value of each field line of this name, in order, without surrounding white space; the name in any case."""
    wanted = name.lower()
    return (value.strip() for key, value in headers if key.lower() == wanted)


def first(headers: Headers, name: str) -> str | None:
    """The value of the first field line of this name, None if there is none."""
    return next(values(headers, name), None)


def media_type(headers: Headers) -> str | None:
    """The media type of Content-Type in lower case without parameters, None if it is missing or empty."""
    value = first(headers, "content-type") or ""
    return value.partition(";")[0].strip().lower() or None


def _names_a_file(file: str) -> bool:
    """Whether this path or URL names a machine's file: every site file, and documents with a suffix that says so."""
    return file.startswith("/") or path_of(file).partition("?")[0].lower().endswith(_FILE_SUFFIXES)
