# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Content-Encoding undone piece by piece, so that a small answer can never become a large one in memory.

800 bytes of br can stand for a gigabyte, and an HTTP client that decodes by network chunk has it all at once.
Every decoder here gives at most one piece per step (RFC 9110 §8.4; codings gzip, deflate, br, zstd).
"""

from __future__ import annotations

import sys
import zlib
from typing import TYPE_CHECKING, Protocol

import brotli  # type: ignore[import-untyped]  # it ships no types

from rightscheck.observe.ended import FetchError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PIECE = 65536
ACCEPTED = "gzip, deflate, br, zstd"
_GZIP = 31  # zlib's wbits for a gzip header
_GZIP_MAGIC = 0x1F
_ZLIB = 15
_RAW = -15
_ZLIB_METHOD = 8


class Decoder(Protocol):
    """Undoes one coding."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The decoded pieces that these bytes complete, each of about ``PIECE`` bytes (br: up to twice that).

        Raises:
            FetchError: ``bad-encoding``.
        """

    def finish(self) -> None:
        """The end of the body.

        Raises:
            FetchError: ``truncated``, the coded stream is not at its end.
        """


def decoder_for(codings: str) -> Decoder:
    """The decoder for the value of Content-Encoding; codings that do nothing are passed over.

    Raises:
        FetchError: ``bad-encoding``, the coding is unknown, or there are several upon each other, as no sound server
            sends and every bomb does.
    """
    names = [name for part in codings.split(",") if (name := part.strip().lower()) not in ("", "identity")]
    if not names:
        return Plain()
    if len(names) > 1 or names[0] not in _DECODERS:
        raise FetchError("bad-encoding")
    return _DECODERS[names[0]]()


class Plain:
    """No coding at all."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The bytes themselves."""
        yield data

    def finish(self) -> None:
        """Nothing can be missing."""


class Deflate:
    """gzip (RFC 1952, several members too) and deflate (RFC 1950, and the bare RFC 1951 that some servers send)."""

    def __init__(self, wbits: int | None) -> None:
        self._wbits = wbits
        self._stream: zlib._Decompress | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        """See ``Decoder``."""
        try:
            while data and (stream := self._opened(data)):
                yield stream.decompress(data, PIECE)
                data = stream.unused_data if stream.eof else stream.unconsumed_tail
        except zlib.error as error:
            raise FetchError("bad-encoding") from error

    def finish(self) -> None:
        """See ``Decoder``; an empty body is complete."""
        if self._stream is not None and not self._stream.eof:
            raise FetchError("truncated")

    def _opened(self, data: bytes) -> zlib._Decompress | None:
        """The stream that reads on here; None where the coding has ended and only padding or junk follows."""
        if self._stream is None:
            self._stream = zlib.decompressobj(self._wbits or _deflate_form(data[0]))
        elif self._stream.eof:
            if self._wbits != _GZIP or data[0] != _GZIP_MAGIC:
                return None
            self._stream = zlib.decompressobj(_GZIP)
        return self._stream


def _deflate_form(lead: int) -> int:
    """Which of its two forms a deflate stream has, by its first byte (RFC 1950 §2.2: compression method 8)."""
    return _ZLIB if lead & 15 == _ZLIB_METHOD else _RAW


class Brotli:
    """br (RFC 7932)."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """See ``Decoder``."""
        self._begun = self._begun or bool(data)
        try:
            # Until nothing comes: can_accept_more_data() is true, too, while decoded bytes are still held back.
            while data or not self._stream.is_finished():
                piece = self._stream.process(data, output_buffer_limit=PIECE)
                if not piece and self._stream.can_accept_more_data():
                    break
                yield piece
                data = b""
        except brotli.error as error:
            raise FetchError("bad-encoding") from error

    def finish(self) -> None:
        """See ``Decoder``."""
        if self._begun and not self._stream.is_finished():
            raise FetchError("truncated")


class Zstd:
    """zstd (RFC 8878), several frames too."""

    def __init__(self) -> None:
        self._stream = zstd.ZstdDecompressor()
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """See ``Decoder``."""
        self._begun = self._begun or bool(data)
        try:
            while data or not (self._stream.needs_input or self._stream.eof):
                if self._stream.eof:
                    self._stream = zstd.ZstdDecompressor()
                yield self._stream.decompress(data, max_length=PIECE)
                data = self._stream.unused_data if self._stream.eof else b""
        except zstd.ZstdError as error:
            raise FetchError("bad-encoding") from error

    def finish(self) -> None:
        """See ``Decoder``."""
        if self._begun and not self._stream.eof:
            raise FetchError("truncated")


_DECODERS: dict[str, Callable[[], Decoder]] = {
    "gzip": lambda: Deflate(_GZIP),
    "x-gzip": lambda: Deflate(_GZIP),  # RFC 9110 §8.4.1.3: an alias
    "deflate": lambda: Deflate(None),
    "br": Brotli,
    "zstd": Zstd,
}
