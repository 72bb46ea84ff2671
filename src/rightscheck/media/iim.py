# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""IPTC-IIM 4.2 records and the Photoshop image resources that carry them: the datasets as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.media.facts import Carrier, Property

if TYPE_CHECKING:
    from collections.abc import Iterator

_RESOURCE = b"8BIM"
_IPTC = 0x0404
_MARK = 0x1C
_CHARSET = (1, 90)
_UTF_8 = b"\x1b%G"
_LONG = 0x8000
_MOST_SETS = 2_000
_MOST_CHARS = 4_000


def in_resources(data: bytes) -> bytes:
    """The IIM record in a chain of image resources; empty if there is none. Never raises."""
    at = 0
    while data.startswith(_RESOURCE, at) and at + 12 <= len(data):
        number = int.from_bytes(data[at + 4 : at + 6], "big")
        name = data[at + 6] + 1
        start = at + 6 + name + name % 2
        size = int.from_bytes(data[start : start + 4], "big")
        if number == _IPTC:
            return data[start + 4 : start + 4 + size]
        at = start + 4 + size + size % 2
    return b""


def read_iim(record: bytes) -> tuple[Property, ...]:
    """Each dataset of the application record as a property named ``2:116``; none for anything else. Never raises."""
    sets = list(_sets(record))
    utf_8 = any(number == _CHARSET and value == _UTF_8 for number, value in sets)
    return tuple(
        Property(carrier=Carrier.IIM, name=f"{number[0]}:{number[1]}", value=text)
        for number, value in sets
        if number[0] == 2 and (text := _text(value, utf_8=utf_8))  # noqa: PLR2004  # the application record
    )


def _sets(record: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    at = 0
    for _ in range(_MOST_SETS):
        if at + 5 > len(record) or record[at] != _MARK:
            return
        size = int.from_bytes(record[at + 3 : at + 5], "big")
        start = at + 5
        if size & _LONG:
            wide = size & ~_LONG
            if wide > 4:  # noqa: PLR2004  # more than four octets of length are none
                return
            size = int.from_bytes(record[start : start + wide], "big")
            start += wide
        yield (record[at + 1], record[at + 2]), record[start : start + size]
        at = start + size


def _text(value: bytes, *, utf_8: bool) -> str:
    """The value as text: UTF-8 where declared or where it is, else Latin-1."""
    value = value[:_MOST_CHARS]
    if utf_8:
        return value.decode("utf-8", "replace").strip("\0 \r\n\t")
    try:
        return value.decode("utf-8").strip("\0 \r\n\t")
    except UnicodeDecodeError:
        return value.decode("latin-1").strip("\0 \r\n\t")
