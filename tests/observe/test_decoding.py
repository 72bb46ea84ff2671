# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import gzip
import sys
import zlib
from typing import TYPE_CHECKING

import brotli  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightscheck.observe.decoding import PIECE, decoder_for
from rightscheck.observe.ended import FetchError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable


def bare(data: bytes) -> bytes:
    """Deflate without the zlib wrapper, as some servers send it."""
    squeezer = zlib.compressobj(wbits=-15)
    return squeezer.compress(data) + squeezer.flush()


CODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": lambda data: gzip.compress(data[:3]) + gzip.compress(data[3:]) + b"\0" * 9,
    "Deflate": zlib.compress,
    "deflate": bare,
    "br": brotli.compress,
    "zstd": lambda data: zstd.compress(data[:3]) + zstd.compress(data[3:]),
    "identity, ": bytes,
}


def decoded(codings: str, chunks: list[bytes]) -> bytes:
    """All of it."""
    decoder = decoder_for(codings)
    body = b"".join(piece for chunk in chunks for piece in decoder.feed(chunk))
    decoder.finish()
    return body


@pytest.mark.parametrize("coding", CODERS)
@given(data=st.binary(max_size=300), step=st.integers(1, 50))
def test_a_body_comes_out_whole_however_it_is_cut(coding: str, data: bytes, step: int) -> None:
    """Chunk borders change nothing; several members or frames are one body."""
    coded = CODERS[coding](data)
    assert decoded(coding, [coded[at : at + step] for at in range(0, len(coded), step)]) == data


@pytest.mark.parametrize("coding", ["gzip", "Deflate", "br", "zstd"])
def test_no_step_gives_more_than_a_piece(coding: str) -> None:
    """A bomb is handed out in pieces, so that whoever counts can stop in time."""
    coded = CODERS[coding](bytes(20 * PIECE))
    sizes = [len(piece) for piece in decoder_for(coding).feed(coded)]
    assert max(sizes) <= 2 * PIECE
    assert sum(sizes) == 20 * PIECE


@pytest.mark.parametrize("coding", ["gzip", "Deflate", "deflate", "br", "zstd"])
def test_a_coded_body_that_ends_early_is_truncated(coding: str) -> None:
    """Half a stream is never taken for the whole."""
    coded = CODERS[coding](bytes(range(256)) * 20)
    with pytest.raises(FetchError, match="truncated"):
        decoded(coding, [coded[:-6]])


@pytest.mark.parametrize("coding", ["gzip", "Deflate", "br", "zstd"])
def test_what_is_not_coded_so_is_bad(coding: str) -> None:
    """A lie about the encoding is told as such."""
    with pytest.raises(FetchError, match="bad-encoding"):
        decoded(coding, [b"\xff<html>no such coding</html>" * 9])


@pytest.mark.parametrize("codings", ["gzip, gzip", "br,gzip", "lzma", "gzip, identity, br"])
def test_stacked_and_unknown_codings_are_refused(codings: str) -> None:
    """One coding we know, or none."""
    with pytest.raises(FetchError, match="bad-encoding"):
        decoder_for(codings)
