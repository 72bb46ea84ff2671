# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A sidecar read back: marks in order, each with its address, and the evidence they refer to.

The evidence of a crawl does not fit into memory, and a mark may refer to any of it; so it is laid out by reference in
a scratch database that goes when the reading ends.
"""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import orjson

from rightscheck.errors import InputError, UsageError
from rightscheck.gate.layout import sidecar
from rightscheck.gate.work import Role
from rightscheck.sources.kinds import Format, sniff
from rightscheck.sources.packed import DAMAGE, open_packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ROWS = 2000
_REMEMBERED = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One record as it was marked: ``row`` holds the columns of its mark, ``url`` is None where it has no address."""

    row: Mapping[str, Any]
    url: str | None

    @property
    def reference(self) -> str | None:
        """The name of its evidence; None where it said nothing and was read."""
        found = self.row.get("evidence")
        return None if found is None else str(found)


def settings_of(marks: Path) -> dict[str, Any]:
    """The settings of the run that wrote these marks.

    Raises:
        UsageError: its manifest is missing, or is that of another kind of run.
    """
    manifest = marks.with_name(f"{marks.name}.manifest.json")
    try:
        settings: dict[str, Any] = orjson.loads(manifest.read_bytes())["settings"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{manifest}: cannot be read; it says what the marks were asked, keep it by them") from error
    if settings.get("mode") != "mark":
        raise UsageError(f"{marks}: was not written by 'gate --sidecar'")
    return settings


def marks_in(path: Path) -> Iterator[Mark]:
    """Every mark, in order.

    Raises:
        InputError: a file of the sidecar is missing or damaged, or they do not belong together.
    """
    addresses = _lines(sidecar(path)[Role.ADDRESSES])
    for row in _rows(path):
        url = next(addresses, b"")
        if not url or not isinstance(row, dict) or "seen" not in row:
            raise InputError(f"{path}: has not as many addresses beside it as marks, or is of an older version")
        yield Mark(row=row, url=orjson.loads(url))
    if next(addresses, None) is not None:
        raise InputError(f"{path}: has more addresses beside it than marks")


def _rows(path: Path) -> Iterator[Any]:
    if sniff(path).format is not Format.PARQUET:
        yield from (_loaded(line, path) for line in _lines(path))
        return
    from rightscheck.sources.tables import opened  # noqa: PLC0415  # pyarrow is an extra

    try:
        for batch in opened(path).iter_batches(batch_size=_ROWS):
            yield from batch.to_pylist()
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error


def _lines(path: Path) -> Iterator[bytes]:
    packing = sniff(path).packing
    try:
        with open_packed(path, packing) as stream:
            yield from stream
    except DAMAGE as error:
        raise InputError(f"{path}: is damaged or cut short: {error}") from error


def _loaded(line: bytes, path: Path) -> Any:  # noqa: ANN401  # any JSON
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise InputError(f"{path}: holds a line that is no JSON: {error}") from error


class Proofs:
    """The evidence beside marks, by reference."""

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database = database
        self._path = path
        self.of = lru_cache(_REMEMBERED)(self._of)

    def _of(self, reference: str) -> Mapping[str, Any]:
        """The proof of this name.

        Raises:
            InputError: it is not there.
        """
        row = self._database.execute("SELECT proof FROM proofs WHERE ref = ?", (reference,)).fetchone()
        if row is None:
            raise InputError(f"{self._path}: lacks the evidence {reference!r} that a mark refers to")
        found: Mapping[str, Any] = orjson.loads(zlib.decompress(row[0]))
        return found


@contextmanager
def proofs_of(marks: Path) -> Iterator[Proofs]:
    """The evidence beside these marks.

    Raises:
        InputError: it is missing or damaged.
    """
    path = sidecar(marks)[Role.EVIDENCE]
    with (
        TemporaryDirectory(prefix="rightscheck-") as folder,
        closing(sqlite3.connect(Path(folder) / "proofs.sqlite")) as database,
    ):
        try:
            database.execute("PRAGMA journal_mode=OFF")
            database.execute("PRAGMA synchronous=OFF")
            database.execute("CREATE TABLE proofs (ref TEXT PRIMARY KEY, proof BLOB) WITHOUT ROWID")
            rows = ((_loaded(line, path)["ref"], zlib.compress(line, 1)) for line in _lines(path))
            database.executemany("INSERT OR IGNORE INTO proofs VALUES (?, ?)", rows)
        except sqlite3.DatabaseError as error:
            raise InputError(f"{folder}: no room for the evidence; set TMPDIR to a larger place: {error}") from error
        yield Proofs(database, path)
