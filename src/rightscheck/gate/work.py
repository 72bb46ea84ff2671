# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What is done with one shard: its records judged, each written to exactly one place, all counted.

A shard's outputs and its manifest are each written beside their names and renamed; the manifest comes last and is the
one sign that the shard is done, so a run may be killed between any two bytes.
"""

from __future__ import annotations

import hashlib
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, BinaryIO

import orjson

from rightscheck.errors import InputError
from rightscheck.gate.count import Count
from rightscheck.gate.garbage import seldom_collected
from rightscheck.gate.output import atomic_output
from rightscheck.gate.reading import items_of
from rightscheck.sources.kinds import Format
from rightscheck.sources.packed import Packing, packing_writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from rightscheck.gate.gating import Gate
    from rightscheck.gate.items import Item
    from rightscheck.gate.plan import Shard, Source
    from rightscheck.gate.verdict import Verdict
    from rightscheck.sources.kinds import Kind

KILLER = "reading this record ended the process"


class Role(StrEnum):
    """The places a record may go to."""

    OUTPUT = "output"  #: annotated
    KEPT = "kept"
    HELD = "held"
    MARKS = "marks"  #: a sidecar: the dataset is left alone
    EVIDENCE = "evidence"  #: what the marks refer to
    ADDRESSES = "addresses"  #: where each marked record is from


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """All that a worker must know of a run: how to judge, what to read, and the field that takes what is added.

    ``annotates`` says that every record goes to one place, with its rights.
    """

    gate: Gate
    field: str
    annotates: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One shard to be done: where its outputs and its manifest go, and which records are not to be read again."""

    shard: Shard
    outputs: Mapping[Role, Path]
    kinds: Mapping[Role, Kind]
    manifest: Path
    deadly: frozenset[int] = frozenset()


@dataclass(slots=True, kw_only=True)
class Progress:
    """Where a shard is, for whoever looks on: bytes done, and the record being read."""

    advance: Callable[[int], None] = lambda _: None
    at: Callable[[int], None] = lambda _: None
    seen: int = field(default=0, init=False)

    def next(self) -> int:
        """The place of the next record, told before it is read."""
        place = self.seen
        self.at(place)
        self.seen += 1
        return place


def do_shard(order: Order, work: Work, progress: Progress) -> dict[str, Any]:
    """Do this shard and return its manifest, which then lies at its place.

    Raises:
        InputError: the input is damaged, or a record has the field already.
    """
    count = Count()
    with ExitStack() as stack:
        stack.enter_context(seldom_collected())
        sinks = {role: stack.enter_context(_hashing(path)) for role, path in order.outputs.items()}
        _write(order, work, sinks, count, progress)
    manifest = {
        "schema": "rightscheck-shard/1",
        "shard": order.shard.index,
        "outputs": {role.value: sink.as_json(order.outputs[role].name) for role, sink in sinks.items()},
        "counts": count.as_json(),
    }
    order.manifest.parent.mkdir(parents=True, exist_ok=True)
    with atomic_output(order.manifest, overwrite=True, partial=False) as stream:
        stream.write(orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    return manifest


class Hashing:
    """A stream that knows the length and digest of what was written to it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        self.bytes = 0

    def write(self, data: bytes) -> int:
        """Write and count."""
        self._stream.write(data)
        self._digest.update(data)
        self.bytes += memoryview(data).nbytes
        return memoryview(data).nbytes

    def as_json(self, name: str) -> dict[str, Any]:
        """The entry of a manifest."""
        return {"name": name, "bytes": self.bytes, "sha256": self.hexdigest()}

    def hexdigest(self) -> str:
        """The SHA-256 of all that was written."""
        return self._digest.hexdigest()

    def flush(self) -> None:
        """Hand on what is waiting."""
        self._stream.flush()

    def tell(self) -> int:
        """How far it is written."""
        return self.bytes

    @property
    def closed(self) -> bool:
        """Whether the stream beneath is closed."""
        return self._stream.closed

    def writable(self) -> bool:
        """Always."""
        return True

    def readable(self) -> bool:
        """Never."""
        return False

    def seekable(self) -> bool:
        """Never."""
        return False

    def close(self) -> None:
        """Left to whoever opened the stream beneath."""


@contextmanager
def _hashing(path: Path) -> Iterator[Hashing]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic_output(path, overwrite=True, partial=False) as stream:
        yield Hashing(stream)


def _write(order: Order, work: Work, sinks: Mapping[Role, Hashing], count: Count, progress: Progress) -> None:
    if Role.MARKS in order.kinds:
        from rightscheck.gate.mark_work import write_marks  # noqa: PLC0415  # it needs this module

        write_marks(order, work, sinks, count, progress)
        return
    if any(kind.format is Format.PARQUET for kind in order.kinds.values()):
        from rightscheck.gate.table_work import write_tables  # noqa: PLC0415  # pyarrow is an extra

        write_tables(order, work, sinks, count, progress)
        return
    copied = any(kind.format is Format.WARC for kind in order.kinds.values())
    with packed(order.kinds, sinks) as writers:
        for item in items_of(order.shard, work.sources, copied=copied):
            if item is None:
                count.passed_over += 1
                continue
            deadly = progress.next() in order.deadly
            role, line = _named(order, work, item, judged(item, work.gate, deadly=deadly), count)
            writers[role].write(line)
            progress.advance(item.disk)


def _named(order: Order, work: Work, item: Item, verdict: Verdict, count: Count) -> tuple[Role, bytes]:
    """As ``routed``, with the name of the file in an error."""
    try:
        return routed(item, verdict, work, count)
    except InputError as error:
        raise InputError(f"{work.sources[order.shard.source].path}: {error}") from error


def judged(item: Item, gate: Gate, *, deadly: bool = False) -> Verdict:
    """The verdict on a record; one that ended a process before is held unread."""
    fault = KILLER if deadly else item.fault
    return gate(item.record) if fault is None else gate.unreadable(fault)


def routed(item: Item, verdict: Verdict, work: Work, count: Count) -> tuple[Role, bytes]:
    """Where the record goes and how it is written; counted on the way.

    Raises:
        InputError: it has the field already.
    """
    count.add(verdict, work.gate.terms, work.gate.judging.rules, size=item.size)
    item.fault = verdict.fault
    if work.annotates:
        return Role.OUTPUT, item.marked(work.field, verdict.report.rights())
    if verdict.kept:
        return Role.KEPT, item.plain()
    return Role.HELD, item.marked(work.field, verdict.held())


@contextmanager
def packed(kinds: Mapping[Role, Kind], sinks: Mapping[Role, BinaryIO | Hashing]) -> Iterator[Mapping[Role, BinaryIO]]:
    """The sinks as streams that pack what is written; a WARC is copied with the packing it has."""
    writers = {}
    for role, sink in sinks.items():
        kind = kinds[role]
        packing = Packing.NONE if kind.format is Format.WARC else kind.packing
        writers[role] = packing_writer(sink, packing)  # type: ignore[arg-type]  # all that a packer asks of a stream
    yield writers
    for writer in writers.values():
        writer.close()
