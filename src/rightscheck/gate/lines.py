# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The lines of JSON Lines (design.md §5, ``gate``).

A line ends at a line feed and nowhere else, so the characters that some libraries also split at stay inside records.
An empty line is a line too and comes out as an unreadable one, so that line numbers agree on both sides. Memory is
that of the longest line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from rightscheck.errors import InputError
from rightscheck.gate.jsonline import BYTE_ORDER_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE = (b"\xff\xfe", b"\xfe\xff")


def lines_of(source: BinaryIO) -> Iterator[bytes]:
    """Each line with its line end; none for an empty file. A byte order mark of UTF-8 is dropped.

    Raises:
        InputError: the file is written in UTF-16 or UTF-32, which JSON Lines is not.
    """
    for number, line in enumerate(source):
        yield line if number else first_line(line)


def first_line(line: bytes) -> bytes:
    """The first line of a file without a byte order mark, which is no part of the record.

    Raises:
        InputError: the file is written in UTF-16 or UTF-32, which JSON Lines is not.
    """
    if line.startswith(_WIDE):
        raise InputError("the file is UTF-16 or UTF-32; JSON Lines is UTF-8, so convert it first")
    return line.removeprefix(BYTE_ORDER_MARK)
