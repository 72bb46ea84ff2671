# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a page declares as its own encoding, read from its bytes.

HTML Living Standard §13.2.3.2: ``<meta charset>``, ``<meta http-equiv=content-type>``, the XML declaration of XHTML.
The standard looks at the first 1024 bytes and goes on while the tree grows; here the first 64 KiB are looked at, less
comments and scripts.
"""

from __future__ import annotations

import re

_LOOKED_AT = 65536
_TAG_BYTES = 1024
_METAS = 200
_HIDDEN = re.compile(rb"(?is)<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)")
_META = re.compile(rb"(?i)<meta[\s/]")
_PART = re.compile(rb"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?|>""")
_IN_CONTENT = re.compile(rb"""(?i)charset\s*=\s*["']?([^\s"';]+)""")
_XML = re.compile(rb"""\A<\?xml[^>]{1,200}?\sencoding\s*=\s*["']([^"'>]{1,40})["']""")


def declared_label(body: bytes) -> str | None:
    """The encoding label the page declares, as written; None when it declares none. Never raises."""
    start = body[:_LOOKED_AT]
    if b"charset" in start.lower():
        label = _from_metas(_HIDDEN.sub(b" ", start))
        if label is not None:
            return label
    xml = _XML.search(start)
    return _web_label(xml.group(1)) if xml else None


def _from_metas(head: bytes) -> str | None:
    for count, meta in enumerate(_META.finditer(head)):
        if count == _METAS:
            break
        label = _label_of(_attributes(head[meta.end() : meta.end() + _TAG_BYTES]))
        if label is not None:
            return _web_label(label)
    return None


def _attributes(rest: bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for part in _PART.finditer(rest):
        if part.group() == b">":
            break
        value = part.group(2) or part.group(3) or part.group(4) or b""
        found.setdefault(part.group(1).lower(), value)
    return found


def _label_of(attrs: dict[bytes, bytes]) -> bytes | None:
    if attrs.get(b"charset"):
        return attrs[b"charset"]
    if attrs.get(b"http-equiv", b"").strip().lower() != b"content-type":
        return None
    found = _IN_CONTENT.search(attrs.get(b"content", b""))
    return found.group(1) if found else None


def _web_label(raw: bytes) -> str:
    """What the standard makes of a declaration that was read as ASCII: UTF-16 cannot be true of it."""
    label = raw.decode("latin-1").strip().lower()
    if label.startswith("utf-16"):
        return "utf-8"
    return "windows-1252" if label == "x-user-defined" else label
