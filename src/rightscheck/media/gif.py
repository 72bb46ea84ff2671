# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""GIF extensions (GIF89a §§24, 26; XMP Part 3 §1.1.2): comments and XMP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.media.blocks import Blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXTENSION, _IMAGE = 0x21, 0x2C
_COMMENT, _APPLICATION = 0xFE, 0xFF
_MOST_BLOCKS = 20_000
_MOST_TEXTS = 50
_MOST_CHARS = 20_000


def gif_blocks(body: bytes) -> Blocks:
    """The metadata of a GIF; what a cut file still holds. Never raises."""
    xmp: list[bytes] = []
    texts: list[tuple[str, str]] = []
    for label, start, end in _extensions(body):
        if label == _COMMENT and len(texts) < _MOST_TEXTS:
            texts.append(("comment", _joined(body, start, end).decode("utf-8", "replace").strip()[:_MOST_CHARS]))
        elif label == _APPLICATION:
            name = body[start + 1 : start + 12]
            # An XMP packet stands there unbroken; its last 258 octets lead any reader of sub-blocks to the end.
            xmp += [body[start + 12 : max(end - 258, start)]] if name == b"XMP DataXMP" else []
    return Blocks(xmp=tuple(xmp), texts=tuple(texts))


def _extensions(body: bytes) -> Iterator[tuple[int, int, int]]:
    """Each extension as (label, start of its first sub-block, end behind its last)."""
    flags = body[10] if len(body) > 13 else 0  # noqa: PLR2004  # the screen descriptor
    at = 13 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0)
    for _ in range(_MOST_BLOCKS):
        kind = body[at] if at + 1 < len(body) else None
        if kind == _EXTENSION:
            end = _behind(body, at + 2)
            yield body[at + 1], at + 2, end
            at = end
        elif kind == _IMAGE and at + 10 < len(body):
            flags = body[at + 9]
            at = _behind(body, at + 11 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0))
        else:
            return


def _behind(body: bytes, at: int) -> int:
    """The place behind a chain of sub-blocks."""
    while at < len(body) and body[at]:
        at += body[at] + 1
    return at + 1


def _joined(body: bytes, at: int, end: int) -> bytes:
    pieces = []
    while at < min(end, len(body)) and body[at]:
        pieces.append(body[at + 1 : at + 1 + body[at]])
        at += body[at] + 1
    return b"".join(pieces)
