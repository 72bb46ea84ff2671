# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""JPEG segments up to the picture (ISO/IEC 10918-1 Annex B; XMP Part 3 §1.1.3; Photoshop image resources)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.media.blocks import Blocks
from rightscheck.media.iim import in_resources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_MORE_XMP = b"http://ns.adobe.com/xmp/extension/\0"
_EXIF = b"Exif\0\0"
_RESOURCES = b"Photoshop 3.0\0"
_APP1, _APP13, _COM = 0xE1, 0xED, 0xFE
_SCAN, _END = 0xDA, 0xD9
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
_GUID, _PLACE = 32, 40
_MOST_TEXTS = 50
_MOST_CHARS = 20_000


def jpeg_blocks(body: bytes) -> Blocks:
    """The metadata in front of the picture; what a cut or damaged file still holds of it. Never raises."""
    found = list(_segments(body))
    first = [data for marker, data in found if marker == _APP1]
    resources = b"".join(d[len(_RESOURCES) :] for m, d in found if m == _APP13 and d.startswith(_RESOURCES))
    return Blocks(
        xmp=(
            *(data[len(_XMP) :] for data in first if data.startswith(_XMP)),
            *_extended([data[len(_MORE_XMP) :] for data in first if data.startswith(_MORE_XMP)]),
        ),
        exif=next((data[len(_EXIF) :] for data in first if data.startswith(_EXIF)), b""),
        iim=in_resources(resources),
        texts=tuple(("comment", _comment(data)) for marker, data in found if marker == _COM)[:_MOST_TEXTS],
    )


def _segments(body: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while at + 4 <= len(body) and body[at] == 0xFF:  # noqa: PLR2004  # every marker begins so
        marker = body[at + 1]
        if marker == 0xFF or marker in _ALONE:  # noqa: PLR2004  # fill bytes
            at += 1 if marker == 0xFF else 2  # noqa: PLR2004  # as above
            continue
        if marker in (_SCAN, _END):
            return
        length = int.from_bytes(body[at + 2 : at + 4], "big")
        yield marker, body[at + 4 : at + 2 + length]
        at += 2 + max(length, 2)


def _extended(pieces: Sequence[bytes]) -> Iterator[bytes]:
    """Extended XMP put together: one packet for each digest, its pieces by their offsets."""
    packets: dict[bytes, list[tuple[int, bytes]]] = {}
    for piece in pieces:
        if len(piece) > _PLACE:
            offset = int.from_bytes(piece[_GUID + 4 : _PLACE], "big")
            packets.setdefault(piece[:_GUID], []).append((offset, piece[_PLACE:]))
    for parts in packets.values():
        yield b"".join(data for _, data in sorted(parts))


def _comment(data: bytes) -> str:
    try:
        return data.decode("utf-8").strip("\0 \r\n\t")[:_MOST_CHARS]
    except UnicodeDecodeError:
        return data.decode("latin-1").strip("\0 \r\n\t")[:_MOST_CHARS]
