# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""How a dataset is cut into shards: the unit that is done or not done, resumed and handed to a worker.

The cuts hang on the files alone, never on the number of workers, so that a resumed run finds its shards again. A huge
file is cut where its format allows: lines by bytes, Parquet by row groups, packed WARC by members. Packed lines are
one stream and stay one shard.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.sources import tables
from rightscheck.sources.captures import member_after, warc_reader
from rightscheck.sources.kinds import Format, Kind, sniff
from rightscheck.sources.packed import Packing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rightscheck.sources.expand import InputFile

#: So many bytes as they lie on disk make a shard; small enough that a kill costs a minute at most.
SHARD_BYTES = 64 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An input file: what it is, and by size and time whether it is still the same."""

    path: Path
    name: str
    kind: Kind
    size: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """A part of one input: bytes, for Parquet row groups; ``stop`` None is up to the end.

    ``source`` is the place of the input in the list, ``part`` that of the shard in its input, None for a whole one.
    """

    index: int
    source: int
    start: int = 0
    stop: int | None = None
    part: int | None = None
    size: int = 0


def sources_of(files: Sequence[InputFile]) -> tuple[Source, ...]:
    """The inputs with their kinds.

    Raises:
        InputError: one cannot be read or is of no format the gate reads.
    """
    return tuple(_source(file) for file in files)


def _source(file: InputFile) -> Source:
    kind = sniff(file.path)
    if kind.format is not Format.LINES:  # say now that an extra is missing, not in a worker
        tables.parquet() if kind.format is Format.PARQUET else warc_reader()
    found = file.path.stat()
    return Source(path=file.path, name=file.name, kind=kind, size=found.st_size, changed=found.st_mtime_ns)


def shards_of(sources: Sequence[Source], most: int = SHARD_BYTES) -> tuple[Shard, ...]:
    """The shards of all inputs, in order; at least one for each."""
    found: list[Shard] = []
    for place, source in enumerate(sources):
        cuts = list(_cuts(source, most))
        for part, (start, stop, size) in enumerate(cuts):
            number = part if len(cuts) > 1 else None
            found.append(Shard(index=len(found), source=place, start=start, stop=stop, part=number, size=size))
    return tuple(found)


def _cuts(source: Source, most: int) -> Iterator[tuple[int, int | None, int]]:
    """Start, stop and bytes of each part."""
    if source.size <= most:
        yield 0, None, source.size
    elif source.kind.format is Format.PARQUET:
        yield from _row_groups(source.path, most)
    elif source.kind.format is Format.LINES and source.kind.packing is Packing.NONE:
        for start in range(0, source.size, most):
            yield start, min(start + most, source.size), min(most, source.size - start)
    elif source.kind.format is Format.WARC and source.kind.packing is Packing.GZIP:
        yield from _members(source, most)
    else:
        yield 0, None, source.size


def _members(source: Source, most: int) -> Iterator[tuple[int, int | None, int]]:
    start = 0
    while start < source.size:
        stop = member_after(source.path, start + most) if start + most < source.size else None
        stop = source.size if stop is None else stop
        yield start, stop, stop - start
        start = stop


def _row_groups(path: Path, most: int) -> Iterator[tuple[int, int | None, int]]:
    start = size = 0
    sizes = tables.group_sizes(path)
    for group, weight in enumerate(sizes):
        size += weight
        if size >= most or group == len(sizes) - 1:
            yield start, group + 1, size
            start, size = group + 1, 0
