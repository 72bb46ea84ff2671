# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""TIFF structures, in which EXIF is written too (TIFF 6.0 §2; Exif 2.32 §4.6): a few tags of the first directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.media.blocks import Blocks
from rightscheck.media.facts import Carrier, Property
from rightscheck.media.iim import in_resources

if TYPE_CHECKING:
    from collections.abc import Mapping

_ARTIST, _COPYRIGHT = 0x013B, 0x8298
_XMP, _IIM, _RESOURCES = 0x02BC, 0x83BB, 0x8649
_WANTED = frozenset({_ARTIST, _COPYRIGHT, _XMP, _IIM, _RESOURCES})
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 7: 1}  # octets of a value by type: BYTE, ASCII, SHORT, LONG, UNDEFINED
_MOST_ENTRIES = 1_000
_MOST_CHARS = 4_000


def read_exif(body: bytes) -> tuple[Property, ...]:
    """Artist and Copyright; a copyright of photographer NUL editor gives one property for each. Never raises."""
    tags = _tags(body)
    return tuple(
        Property(carrier=Carrier.EXIF, name=name, value=text)
        for name, tag in (("Artist", _ARTIST), ("Copyright", _COPYRIGHT))
        for piece in tags.get(tag, b"")[:_MOST_CHARS].split(b"\0")
        if (text := _text(piece))
    )


def tiff_blocks(body: bytes) -> Blocks:
    """The metadata of a TIFF file, which is its own EXIF. Never raises."""
    tags = _tags(body)
    return Blocks(
        xmp=(tags[_XMP],) if _XMP in tags else (),
        exif=body,
        iim=tags.get(_IIM, b"") or in_resources(tags.get(_RESOURCES, b"")),
    )


def _tags(body: bytes) -> Mapping[int, bytes]:
    """The values of wanted tags in the first directory; none where there is no directory."""
    order = {b"II": "little", b"MM": "big"}.get(body[:2])
    if order is None:
        return {}

    def number(at: int, size: int) -> int:
        return int.from_bytes(body[at : at + size], "little" if order == "little" else "big")

    start = number(4, 4)
    found: dict[int, bytes] = {}
    for index in range(min(number(start, 2), _MOST_ENTRIES)):
        at = start + 2 + 12 * index
        tag, kind, count = number(at, 2), number(at + 2, 2), number(at + 4, 4)
        size = _SIZES.get(kind, 0) * count
        if tag in _WANTED and size:
            place = at + 8 if size <= 4 else number(at + 8, 4)  # noqa: PLR2004  # short values stand in the entry
            found[tag] = body[place : place + size]
    return found


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8").strip()
    except UnicodeDecodeError:
        return value.decode("latin-1").strip()
