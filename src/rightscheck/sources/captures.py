# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""WARC files record by record (ISO 28500, WARC 1.0 and 1.1), with the place of each in its file.

The reader beneath ends a cut record quietly and leaves its payload short, so each block is held against its
Content-Length: what is short says so. Records are read at their own places, so they can be copied byte for byte.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, BinaryIO

from rightscheck.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Types that hold what a page is; every other is counted and passed over (design.md §5, Record in).
JUDGED = ("response", "resource", "conversion")

_GZIP = b"\x1f\x8b\x08"
_GZIP_BITS = 31  # zlib's wbits for a gzip header
_VERSION = b"WARC/1."
_PROBE = 256
_WINDOW = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One record: its type, its header lines by lower-case name, and its block.

    ``start`` and ``end`` are its place in the file as it lies on disk; of records that share a packed member both
    are that of the member. ``cut`` says that the block is shorter than the record says.
    """

    type: str
    headers: dict[str, str]
    block: bytes
    start: int
    end: int
    cut: bool = False

    @property
    def judged(self) -> bool:
        """Whether it holds a page."""
        return self.type in JUDGED


def captures(path: Path, start: int = 0, stop: int | None = None) -> Iterator[Capture]:
    """Every record of this part of the file, in order; blocks of the types passed over are not read.

    A part begins and ends where a record does (``member_after``).

    Raises:
        InputError: the file is no WARC from some place on; the message says from which byte.
        MissingExtraError: fastwarc is not installed.
    """
    end = path.stat().st_size if stop is None else stop
    last: Capture | None = None
    for capture in _found(path, start, end):
        if last is not None:
            yield replace(last, end=capture.start)
        last = capture
    if last is not None:
        yield replace(last, end=end)


def member_after(path: Path, place: int) -> int | None:
    """Where the first packed record at or behind this byte begins; None where there is none.

    Two magic bytes may stand anywhere, so a member counts only if it unpacks to the start of a WARC record.
    """
    with path.open("rb") as stream:
        at = place
        stream.seek(at)
        window = stream.read(_WINDOW)
        while window:
            found = window.find(_GZIP)
            while found >= 0:
                if _is_record(window[found : found + _PROBE]):
                    return at + found
                found = window.find(_GZIP, found + 1)
            at += max(len(window) - _PROBE, 1)
            stream.seek(at)
            window = stream.read(_WINDOW) if len(window) == _WINDOW else b""
    return None


def _is_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(_GZIP_BITS).decompress(packed, len(_VERSION)) == _VERSION
    except zlib.error:
        return False


class _Part(io.RawIOBase):
    """A file that ends at some byte, with the places of the whole."""

    def __init__(self, stream: BinaryIO, end: int) -> None:
        self._stream = stream
        self._end = end

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        left = self._end - self._stream.tell()
        return self._stream.read(left if size < 0 else min(size, left))

    def tell(self) -> int:
        return self._stream.tell()


def _found(path: Path, start: int, end: int) -> Iterator[Capture]:
    reader = warc_reader()
    place = start
    with path.open("rb") as stream:
        stream.seek(start)
        try:
            for record in reader(_Part(stream, end), parse_http=False, auto_decode="none"):
                place = record.stream_pos
                yield _capture(record)
        except OSError as error:
            raise InputError(f"{path}: cannot be read as WARC behind byte {place}: {error}") from error


def _capture(record: Any) -> Capture:  # noqa: ANN401  # fastwarc ships no types
    headers = {name.lower(): value for name, value in record.headers.items()}
    kind = headers.get("warc-type", "").strip().lower()
    declared = int(headers["content-length"]) if headers.get("content-length", "").isdecimal() else 0
    block = record.reader.read() if kind in JUDGED else b""
    cut = kind in JUDGED and len(block) < declared
    return Capture(type=kind, headers=headers, block=block, start=record.stream_pos, end=0, cut=cut)


def warc_reader() -> Any:  # noqa: ANN401  # fastwarc ships no types
    """The reader of WARC.

    Raises:
        MissingExtraError: fastwarc is not installed.
    """
    try:
        from fastwarc.warc import ArchiveIterator  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise MissingExtraError("reading WARC", "gate") from error
    return ArchiveIterator
