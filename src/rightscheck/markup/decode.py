# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""From the bytes of a page to its text, the way browsers do it, and a guess where the page declares nothing.

WHATWG Encoding Standard (labels, decoders), HTML Living Standard §13.2.3 (byte order mark, then the header, then the
page's own declaration). An undeclared page is UTF-8 if it is valid UTF-8, else what chardet says of its words alone:
tags, scripts and long runs of ASCII only dilute the few bytes that tell. Never raises; what no decoder reads becomes
U+FFFD. A body cut inside a character is read like the whole one.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from rightscheck.markup.declared import declared_label
from rightscheck.markup.tables import tables

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)
_PARAMETER = re.compile(r"""charset\s*=\s*["']?([^\s"';,]+)""", re.IGNORECASE)
_UNREADABLE = frozenset({"replacement"})  # encodings the standard refuses; the page is read as if it declared none
_WIDE_SAMPLE = 2048
_WIDE_LEAST = 16
_GUESS_BYTES = 65536
_NO_WORDS = re.compile(rb"(?is)<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^<>]*>")
_LONG_ASCII = re.compile(rb"[\x00-\x7f]{40,}")
_HIGH = bytes(range(0x80, 0x100))
_TAIL_BYTES = 64
_ESCAPES = (b"\x1b$B", b"\x1b$@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text, the encoding by its WHATWG name, and what told it.

    ``source`` is ``bom``, ``header``, ``meta``, ``utf-8`` (undeclared and valid) or ``guess``.
    """

    text: str
    encoding: str
    source: str


def decode(body: bytes, content_type: str | None) -> Decoded:
    """The text of this body; an empty body is UTF-8. Never raises."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _decoded(body[len(mark) :], name, "bom")
    for declared, source in ((_charset(content_type), "header"), (declared_label(body), "meta")):
        label = known(declared)
        if label is not None:
            return _decoded(body, label, source)
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeDecodeError:
        return _decoded(body, _guess(body), "guess")
    if any(escape in body for escape in _ESCAPES):
        return _decoded(body, "iso-2022-jp", "guess")
    wide = _wide(body)
    return _decoded(body, wide, "guess") if wide else Decoded(text=text, encoding="UTF-8", source="utf-8")


def known(label: str | None) -> str | None:
    """The label itself when the Encoding Standard knows it for an encoding that can be read, else None."""
    label = (label or "").strip().lower()
    if not label.isascii() or not label.isprintable():
        return None
    try:
        _register()
        codecs.lookup(f"whatwg-{label}")
    except LookupError:
        return None
    return None if _name(label) in _UNREADABLE else label


@cache
def _register() -> None:
    """Register the whatwg-* codecs, whose names are the standard's labels; late, for scrapers embed the Inquiry."""
    import turbohtml.detect  # noqa: F401, PLC0415  # importing it is what registers them


def _name(label: str) -> str:
    """The name of the encoding with this label."""
    import turbohtml  # noqa: PLC0415  # late, as above

    return turbohtml.parse(b"", encoding=label).encoding or label


def _decoded(body: bytes, label: str, source: str) -> Decoded:
    if label == "utf-8":
        text = codecs.getincrementaldecoder("utf-8")("replace").decode(body)
    else:
        _register()
        text = body.decode(f"whatwg-{label}")
    return Decoded(text=text, encoding=_name(label), source=source)


def _charset(content_type: str | None) -> str | None:
    found = _PARAMETER.search(content_type or "")
    return found.group(1) if found else None


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its Latin part is zero."""
    sample = body[:_WIDE_SAMPLE]
    half = len(sample) // 2
    if half < _WIDE_LEAST:
        return None
    for first, name in ((1, "utf-16le"), (0, "utf-16be")):
        if sample[first::2].count(0) * 4 > half * 3 and sample[1 - first :: 2].count(0) * 4 < half:
            return name
    return None


def _guess(body: bytes) -> str:
    wide = _wide(body)
    if wide:
        return wide
    # The last bytes may be half a character, so they have no say.
    whole = body.rstrip(_HIGH)
    words = _NO_WORDS.sub(b" ", whole if len(body) - len(whole) <= _TAIL_BYTES else body)
    told = _LONG_ASCII.sub(b" ", words)[:_GUESS_BYTES] or body[:_GUESS_BYTES]
    import chardet  # noqa: PLC0415  # only undeclared pages in no UTF-8 need it

    found = chardet.detect(told)["encoding"] or ""
    return known(tables().guessed_labels.get(found.lower(), found)) or "windows-1252"
