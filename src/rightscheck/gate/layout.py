# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Where a run writes: two files, or two folders with a file for each shard; and where it keeps what it knows.

An output named with a suffix is a file, joined from the shards in order; one without is a folder, in which each shard
keeps the name and the format of its input. Beside the first output lies a folder with the shards' manifests, which
makes a run resumable; readers of datasets pass over names that begin with ``_``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from rightscheck.errors import UsageError
from rightscheck.gate.work import Order, Role
from rightscheck.sources.kinds import SUFFIXES, Format, Kind, named_kind
from rightscheck.sources.packed import Packing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rightscheck.gate.plan import Shard, Source

BOOKS = "_rightscheck"
#: Outputs that hold no records of the input, so any format can be written.
_APART = frozenset({Role.MARKS, Role.EVIDENCE, Role.ADDRESSES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The outputs of a run by role; ``folders`` says that each is a folder."""

    outputs: Mapping[Role, Path]
    folders: bool

    @property
    def books(self) -> Path:
        """The folder that makes the run resumable."""
        first = next(iter(self.outputs.values()))
        return first / BOOKS if self.folders else first.with_name(f"{first.name}.parts")

    @property
    def manifest(self) -> Path:
        """The manifest of the run."""
        first = next(iter(self.outputs.values()))
        return self.books / "run.json" if self.folders else first.with_name(f"{first.name}.manifest.json")

    def orders(self, shards: Sequence[Shard], sources: Sequence[Source]) -> tuple[Order, ...]:
        """One order for each shard.

        Raises:
            UsageError: an input cannot be written in the format of an output.
        """
        twice = {name for name, number in Counter(source.name for source in sources).items() if number > 1}
        return tuple(self._order(shard, sources[shard.source], twice) for shard in shards)

    def _order(self, shard: Shard, source: Source, twice: set[str]) -> Order:
        kinds = {role: self._kind(role, path, source) for role, path in self.outputs.items()}
        return Order(
            shard=shard,
            outputs={role: self._output(role, path, shard, source, twice) for role, path in self.outputs.items()},
            kinds=kinds,
            manifest=self.books / f"{shard.index:06}.json",
        )

    def _kind(self, role: Role, path: Path, source: Source) -> Kind:
        kind = source.kind if self.folders else _named(role, path)
        why = None if role in _APART else _impossible(source.kind, kind)
        if why:
            raise UsageError(f"{source.path}: {why}; write JSON Lines (.jsonl, .jsonl.gz, .jsonl.zst)")
        return kind

    def _output(
        self, role: Role, path: Path, shard: Shard, source: Source, twice: set[str]
    ) -> Path:  # what a name is made of
        if not self.folders:
            return self.books / f"{shard.index:06}.{role}{_named(role, path).suffix}"
        name = PurePosixPath(source.name)
        if source.name in twice:
            name = name.with_name(f"{shard.source:06}-{name.name}")
        if shard.part is not None:
            stem, dot, rest = name.name.partition(".")
            name = name.with_name(f"{stem}-{shard.part:05}{dot}{rest}")
        return path / name


def layout_of(outputs: Mapping[Role, Path]) -> Layout:
    """The layout behind these names.

    Raises:
        UsageError: one is a file and the other a folder, or both are the same.
    """
    folders = {_is_folder(role, path) for role, path in outputs.items()}
    if len(folders) > 1:
        raise UsageError("--kept and --held are both files or both folders; give both a suffix, or neither")
    if len({path.absolute() for path in outputs.values()}) < len(outputs):
        raise UsageError("--kept and --held are the same; name two outputs")
    return Layout(outputs=outputs, folders=folders == {True})


def sidecar(marks: Path) -> dict[Role, Path]:
    """The outputs of a sidecar by the name of its marks.

    ``marks.parquet`` has ``marks.evidence.jsonl.zst`` and ``marks.addresses.jsonl.zst`` by it.

    Raises:
        UsageError: the suffix tells neither Parquet nor JSON Lines.
    """
    kind = named_kind(marks)
    if kind.format is Format.WARC:
        raise UsageError(f"{marks}: a sidecar is Parquet or JSON Lines")
    stem = marks.name.partition(".")[0]
    beside = {role: marks.with_name(f"{stem}.{role}.jsonl.zst") for role in (Role.EVIDENCE, Role.ADDRESSES)}
    return {Role.MARKS: marks, **beside}


def _is_folder(role: Role, path: Path) -> bool:
    return path.is_dir() or not (path.suffix or role is Role.OUTPUT)


def _named(role: Role, path: Path) -> Kind:
    """The kind of an output file; an annotated one of no known suffix is JSON Lines."""
    if role is Role.OUTPUT and not path.name.lower().endswith(SUFFIXES):
        return Kind(format=Format.LINES)
    return named_kind(path)


def _impossible(given: Kind, wanted: Kind) -> str | None:
    """Why an input of this kind cannot be written as that one, None where it can."""
    if wanted.format is Format.LINES:
        return None
    if given.format is not wanted.format:
        return f"is {given.format} and cannot be written as {wanted.format}"
    if given.format is Format.WARC and (given.packing is not wanted.packing or given.packing is Packing.ZSTD):
        return "records of a WARC are copied as they are packed, and zstd packs them together"
    return None
