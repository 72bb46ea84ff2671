# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Files of the user that must be text: read whole, or refused with the place of the first byte that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

_MARKS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


def read_bytes(path: Path) -> bytes:
    """The bytes of the file.

    Raises:
        InputError: the file is not there, is a folder, or may not be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error


def decode_utf8(body: bytes, name: str) -> str:
    """The text, without the byte order mark.

    Raises:
        InputError: it is no UTF-8; the message names the file, the line and the byte in it.
    """
    for mark, form in _MARKS:
        if body.startswith(mark):
            raise InputError(f"{name}: is {form}; save it as UTF-8")
    try:
        return body.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = body[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        byte = f"0x{body[error.start]:02x}"
        raise InputError(f"{name}: line {line}, byte {column} ({byte}): not UTF-8; save it as UTF-8") from error
