# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What the containers of images bring out: packets and fields still as bytes, found without decoding a pixel."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """The metadata blocks of one image.

    ``xmp`` packets, ``exif`` a TIFF structure, ``iim`` an IPTC-IIM record, ``texts`` pairs of name and text.
    """

    xmp: tuple[bytes, ...] = ()
    exif: bytes = b""
    iim: bytes = b""
    texts: tuple[tuple[str, str], ...] = ()
