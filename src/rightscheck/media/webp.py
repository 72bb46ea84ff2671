# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""WebP chunks (RFC 9649 §2): XMP and EXIF."""

from __future__ import annotations

from rightscheck.media.blocks import Blocks

_MOST_CHUNKS = 20_000
_EXIF = b"Exif\0\0"


def webp_blocks(body: bytes) -> Blocks:
    """The metadata of a WebP file; what a cut file still holds. Never raises."""
    at = 12
    found: dict[bytes, bytes] = {}
    for _ in range(_MOST_CHUNKS):
        if at + 8 > len(body):
            break
        size = int.from_bytes(body[at + 4 : at + 8], "little")
        found.setdefault(body[at : at + 4], body[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    exif = found.get(b"EXIF", b"").removeprefix(_EXIF)
    return Blocks(xmp=(found[b"XMP "],) if b"XMP " in found else (), exif=exif)
