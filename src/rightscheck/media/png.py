# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""PNG chunks (PNG 3rd edition §11.3; XMP Part 3 §1.1.5): texts, XMP, EXIF; packed texts within bounds."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from rightscheck.media.blocks import Blocks
from rightscheck.media.iim import in_resources

if TYPE_CHECKING:
    from collections.abc import Iterator

_XMP = "XML:com.adobe.xmp"
_RAW_XMP, _RAW_IIM, _RAW_IPTC = "Raw profile type xmp", "Raw profile type iptc", "Raw profile type 8bim"
_MOST_UNPACKED = 4_000_000
_MOST_CHUNKS = 20_000
_MOST_TEXTS = 50
_MOST_CHARS = 20_000
_TEXTS = (b"tEXt", b"zTXt", b"iTXt")


def png_blocks(body: bytes) -> Blocks:
    """The metadata of all chunks, those behind the picture too; what a cut file still holds. Never raises."""
    texts: list[tuple[str, bytes, str]] = []
    exif, left = b"", _MOST_UNPACKED
    for name, data in _chunks(body):
        exif = exif or (data if name == b"eXIf" else b"")
        text = _text(name, data, left) if name in _TEXTS and len(texts) < _MOST_TEXTS else None
        if text is not None:
            texts.append(text)
            left -= len(text[1])
    raw = {key: _raw(value) for key, value, _ in texts if key.startswith("Raw profile type")}
    return Blocks(
        xmp=tuple(value for key, value, _ in texts if key == _XMP) or tuple(filter(None, [raw.get(_RAW_XMP)])),
        exif=exif,
        iim=in_resources(raw.get(_RAW_IIM) or raw.get(_RAW_IPTC) or b""),
        texts=tuple(
            (key, value.decode(coding, "replace").strip()[:_MOST_CHARS])
            for key, value, coding in texts
            if key != _XMP and key not in raw
        ),
    )


def _chunks(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    for _ in range(_MOST_CHUNKS):
        if at + 8 > len(body):
            return
        size, name = int.from_bytes(body[at : at + 4], "big"), body[at + 4 : at + 8]
        yield name, body[at + 8 : at + 8 + size]
        at += 12 + size


def _text(name: bytes, data: bytes, left: int) -> tuple[str, bytes, str] | None:
    """Keyword, text as bytes and its coding; None for a chunk that is none, or beyond what is unpacked."""
    key, found, rest = data.partition(b"\0")
    if not found:
        return None
    keyword = key.decode("latin-1")
    if name == b"tEXt":
        return keyword, rest[:left], "latin-1"
    if name == b"zTXt":
        value = _unpacked(rest[1:], left)
        return None if value is None else (keyword, value, "latin-1")
    packed = rest[:1] == b"\x01"
    value = rest[2:].partition(b"\0")[2].partition(b"\0")[2]  # language tag, translated keyword, text
    plain = _unpacked(value, left) if packed else value[:left]
    return None if plain is None else (keyword, plain, "utf-8")


def _unpacked(data: bytes, left: int) -> bytes | None:
    """The first ``left`` bytes of a deflated text; None where it is none."""
    if left <= 0:
        return None
    try:
        return zlib.decompressobj().decompress(data, left)
    except zlib.error:
        return None


def _raw(text: bytes) -> bytes:
    """A raw profile as ImageMagick writes it: a name, a length, and hexadecimal digits."""
    pieces = text.split(None, 2)
    try:
        return bytes.fromhex(pieces[2].decode("ascii")) if len(pieces) == 3 else b""  # noqa: PLR2004  # as told
    except ValueError:
        return b""
