# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Packed files, read and written: gzip of many members (RFC 1952) and zstd of many frames (RFC 8878).

What is written is the same bytes for the same input, on every machine: gzip without name and time. A file that was
cut short ends in an error, never as if it ended there.
"""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from enum import Enum
from typing import TYPE_CHECKING, BinaryIO, cast

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from pathlib import Path

_BUFFER = 1 << 18
_GZIP_LEVEL = 6
_ZSTD_LEVEL = 3
#: What reading a damaged or cut file raises.
DAMAGE: tuple[type[Exception], ...] = (OSError, EOFError, zlib.error, zstd.ZstdError)


class Packing(Enum):
    """How a file is packed: its magic and the suffix that says so."""

    NONE = (b"", "")
    GZIP = (b"\x1f\x8b", ".gz")
    ZSTD = (b"\x28\xb5\x2f\xfd", ".zst")

    @property
    def magic(self) -> bytes:
        """The first bytes, empty for none."""
        return self.value[0]

    @property
    def suffix(self) -> str:
        """The suffix of a file packed so, empty for none."""
        return self.value[1]


def open_packed(path: Path, packing: Packing) -> BinaryIO:
    """The file as it reads unpacked.

    Raises:
        OSError: it cannot be opened.
    """
    if packing is Packing.NONE:
        return path.open("rb", buffering=_BUFFER)
    return unpacked(path.open("rb"), packing)


def unpacked(stream: BinaryIO, packing: Packing) -> BinaryIO:
    """The stream as it reads unpacked; closing it closes the stream beneath."""
    if packing is Packing.NONE:
        return stream
    raw = _Unpacked(stream, packing)
    return cast("BinaryIO", io.BufferedReader(raw, _BUFFER))


def consumed(stream: BinaryIO) -> int:
    """How far into the file as it lies on disk a stream of ``open_packed`` has read."""
    raw = getattr(stream, "raw", None)
    return raw.consumed() if isinstance(raw, _Unpacked) else stream.tell()


class _Unpacked(io.RawIOBase):
    """An unpacking file that owns the stream it reads."""

    def __init__(self, stream: BinaryIO, packing: Packing) -> None:
        self._stream = stream
        self._file = gzip.GzipFile(fileobj=stream, mode="rb") if packing is Packing.GZIP else zstd.ZstdFile(stream)

    def readable(self) -> bool:
        return True

    def consumed(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # any writable buffer
        data = (
            self._file.read1(len(buffer)) if isinstance(self._file, gzip.GzipFile) else self._file.read(len(buffer))
        )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
            self._stream.close()
        super().close()


def packing_writer(stream: BinaryIO, packing: Packing) -> BinaryIO:
    """A stream that packs what is written to it; closing it ends the packed data and leaves ``stream`` open."""
    if packing is Packing.GZIP:
        packer = gzip.GzipFile(filename="", fileobj=stream, mode="wb", compresslevel=_GZIP_LEVEL, mtime=0)
        return cast("BinaryIO", packer)
    if packing is Packing.ZSTD:
        return cast("BinaryIO", _Zstd(stream))
    return cast("BinaryIO", _Open(stream))


class _Open:
    """A stream that others may close, which leaves the one beneath open."""

    def __init__(self, stream: BinaryIO) -> None:
        self.write = stream.write
        self.close = stream.flush


class _Zstd:
    """A stream that packs as one frame, of nothing too: an empty file is no zstd file to most readers."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._packer = zstd.ZstdCompressor(level=_ZSTD_LEVEL)

    def write(self, data: bytes) -> int:
        self._stream.write(self._packer.compress(data))
        return len(data)

    def close(self) -> None:
        self._stream.write(self._packer.flush(zstd.ZstdCompressor.FLUSH_FRAME))
