# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The records of one shard, in order, whatever format they come in; and the numbers of those without an id."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rightscheck.errors import InputError
from rightscheck.gate.items import Captured, Copied, Line, Row
from rightscheck.gate.lines import first_line
from rightscheck.sources.captures import captures
from rightscheck.sources.kinds import Format
from rightscheck.sources.packed import DAMAGE, Packing, consumed, open_packed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from rightscheck.gate.items import Item
    from rightscheck.gate.plan import Shard, Source

_BLOCK = 1 << 20


def items_of(shard: Shard, sources: Sequence[Source], *, copied: bool, before: int = 0) -> Iterator[Item | None]:
    """Each record of the shard; None for one that is counted and passed over.

    ``copied`` keeps WARC as WARC, ``before`` is how many records stand before the first input.

    Raises:
        InputError: the file is damaged; the message says where.
    """
    source, numbers = sources[shard.source], _Numbers(shard, sources, before)
    if source.kind.format is Format.WARC:
        yield from _captured(shard, source, copied=copied)
    elif source.kind.format is Format.PARQUET:
        yield from _rows(shard, source, numbers)
    else:
        yield from _lines(shard, source, numbers)


def _lines(shard: Shard, source: Source, numbers: _Numbers) -> Iterator[Line]:
    with open_packed(source.path, source.kind.packing) as stream:
        done = shard.start
        for place, raw in enumerate(_guarded(_owned(stream, shard), source.path)):
            now = consumed(stream)
            yield Line(raw, numbers.at(place), now - done)
            done = now


def _owned(stream: BinaryIO, shard: Shard) -> Iterator[bytes]:
    """The lines that begin in this part of the file."""
    at = shard.start
    if shard.start:
        stream.seek(shard.start - 1)
        at = shard.start - 1 + len(stream.readline())
    for line in stream:
        if shard.stop is not None and at >= shard.stop:
            return
        yield line if at else first_line(line)
        at += len(line)


def _guarded(lines: Iterator[bytes], path: Path) -> Iterator[bytes]:
    """The lines; damage in a packed file becomes an error that names it."""
    done = 0
    try:
        for line in lines:
            yield line
            done += 1
    except DAMAGE as error:
        raise InputError(f"{path}: is damaged or cut short behind line {done}: {error}") from error
    except InputError as error:
        raise InputError(f"{path}: {error}") from error


def _captured(shard: Shard, source: Source, *, copied: bool) -> Iterator[Captured | None]:
    packed = source.kind.packing is Packing.GZIP
    with source.path.open("rb") as stream:
        for capture in captures(source.path, shard.start, shard.stop):
            if not capture.judged:
                yield None
            elif copied:
                yield Copied(capture, raw=_slice(stream, source.path, capture.start, capture.end), packed=packed)
            else:
                yield Captured(capture)


def _slice(stream: BinaryIO, path: Path, start: int, end: int) -> bytes:
    if end <= start:
        raise InputError(f"{path}: several records share one packed member; write .jsonl, or pack them one by one")
    stream.seek(start)
    return stream.read(end - start)


def _rows(shard: Shard, source: Source, numbers: _Numbers) -> Iterator[Row]:
    from rightscheck.gate.arrow import rows_of  # noqa: PLC0415  # pyarrow is an extra
    from rightscheck.sources.tables import batches, group_rows  # noqa: PLC0415  # as above

    path = source.path
    disk = shard.size // max(sum(group_rows(path)[shard.start : shard.stop]), 1)
    place = 0
    for batch in batches(path, shard.start, shard.stop):
        size = batch.nbytes // max(batch.num_rows, 1)
        for record, fault in rows_of(batch, batch.schema.names):
            yield Row(record, numbers.at(place), size, fault, disk)
            place += 1


class _Numbers:
    """Numbers of records over all inputs, from 1; what stands before a shard is counted when first asked for."""

    def __init__(self, shard: Shard, sources: Sequence[Source], first: int) -> None:
        self._shard = shard
        self._first = first
        self._sources = sources
        self._before: int | None = None

    def at(self, place: int) -> Callable[[], int]:
        """The number of the record at this place of the shard."""

        def number() -> int:
            if self._before is None:
                self._before = self._count()
            return self._before + place + 1

        return number

    def _count(self) -> int:
        earlier = self._first + sum(_records_in(source) for source in self._sources[: self._shard.source])
        source = self._sources[self._shard.source]
        return earlier + (_records_before(source, self._shard.start) if self._shard.start else 0)


@cache
def _records_in(source: Source) -> int:
    if source.kind.format is Format.WARC:
        return sum(1 for capture in captures(source.path) if capture.judged)
    return _records_before(source, None)


@cache
def _records_before(source: Source, place: int | None) -> int:
    """How many lines end before this byte, or rows stand before this row group; all of them for None."""
    if source.kind.format is Format.PARQUET:
        from rightscheck.sources.tables import group_rows  # noqa: PLC0415  # pyarrow is an extra

        return sum(group_rows(source.path)[:place])
    with open_packed(source.path, source.kind.packing) as stream:
        return _lines_before(stream, place)


def _lines_before(stream: BinaryIO, place: int | None) -> int:
    """How many lines begin before this byte."""
    found, left, last = 0, place, b"\n"
    while block := stream.read(_BLOCK if left is None else min(_BLOCK, left)):
        found += block.count(b"\n")
        last = block[-1:]
        left = None if left is None else left - len(block)
    return found + (last != b"\n")
