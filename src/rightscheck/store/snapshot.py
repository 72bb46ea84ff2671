# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A finished snapshot of site policies, read only and asked by site.

Two forms hold the same rows. SQLite is the default: mapped into memory and asked for many sites at once it answers
450,000 of them a second, and its pages are shared among workers. Parquet, sorted by site, is for clusters: one file
to ship, loaded once by each actor. (Both measured: the reference on pipelines, A2.)
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from rightscheck.errors import InputError, UsageError
from rightscheck.sources.tables import opened
from rightscheck.store.policies import Visit, digest_of, merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rightscheck.store.policies import SitePolicies
    from rightscheck.store.table import Row

DATABASE = "policies.sqlite"
TABLE = "policies.parquet"
COLLECTING = "collecting.sqlite"
#: Marks our files among all that are SQLite (PRAGMA application_id).
APPLICATION = 0x52436B31
DIGEST = "digest"
_AT_ONCE = 500
_MAPPED = 1 << 36  # all of it; which pages stay in memory is for the system to say
_ALL = "SELECT site, fetched, whole, parts FROM policies ORDER BY site, fetched"
_ASKED = "SELECT site, fetched, whole, parts FROM policies WHERE site IN ({}) AND fetched <= ? ORDER BY site, fetched"


class Snapshot(Protocol):
    """Policies by site."""

    @property
    def digest(self) -> str:
        """A name for exactly these rows: ``sha256:`` and the digest."""

    def find(self, sites: Sequence[str], as_of: str | None = None) -> dict[str, SitePolicies]:
        """The policies of those sites that are there, as they were seen last by the end of this day (YYYY-MM-DD).

        Raises:
            InputError: the file is damaged.
        """

    def verify(self) -> None:
        """Read all of it once (a million sites take three seconds).

        Raises:
            InputError: its rows are not those that were written: a flipped bit would hide what a site says.
        """

    def close(self) -> None:
        """Let the file go."""


def open_snapshot(path: Path) -> Snapshot:
    """The snapshot in this folder, or this file of one.

    Raises:
        UsageError: there is none, or it is not finished.
        InputError: the file is none of ours, or damaged.
        MissingExtraError: it is Parquet, and pyarrow is not installed.
    """
    file = _file(path)
    return TableSnapshot(file) if file.suffix == Path(TABLE).suffix else DatabaseSnapshot(file)


def _file(path: Path) -> Path:
    if path.is_file():
        return path
    found = next((path / name for name in (DATABASE, TABLE) if (path / name).is_file()), None)
    if found is not None:
        return found
    if (path / COLLECTING).is_file():
        raise UsageError(f"{path}: is not finished; run 'rightscheck sites … --output {path} --resume' to the end")
    raise UsageError(f"{path}: holds no site policies; 'rightscheck sites INPUT… --output {path}' makes them")


def upto(as_of: str | None) -> str:
    """What no moment of this day sorts behind."""
    return f"{as_of}T~" if as_of else "~"


class DatabaseSnapshot:
    """A snapshot in SQLite; may be asked from several threads."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = Lock()
        try:
            # immutable: a finished snapshot is only ever replaced as a whole, so nobody's lock is to be waited for
            name = f"file:{quote(str(file.resolve()))}?mode=ro&immutable=1"
            self._database = sqlite3.connect(name, uri=True, check_same_thread=False)
            self._database.execute(f"PRAGMA mmap_size={_MAPPED}")
            (mark,) = self._database.execute("PRAGMA application_id").fetchone()
            self.digest = self._told(DIGEST) if mark == APPLICATION else ""
        except sqlite3.DatabaseError as error:
            raise InputError(f"{file}: cannot be read as site policies: {error}") from error
        if not self.digest:
            raise InputError(f"{file}: holds no finished site policies")

    def find(self, sites: Sequence[str], as_of: str | None = None) -> dict[str, SitePolicies]:
        """See ``Snapshot.find``."""
        found: dict[str, list[Visit]] = defaultdict(list)
        for start in range(0, len(sites), _AT_ONCE):
            for site, fetched, whole, packed in self._rows(sites[start : start + _AT_ONCE], upto(as_of)):
                found[site].append(Visit(site=site, fetched=fetched, whole=bool(whole), packed=packed))
        return {site: merged(visits) for site, visits in found.items()}

    def verify(self) -> None:
        """See ``Snapshot.verify``."""
        try:
            with self._lock:
                _compared(self.digest, (_visit(row) for row in self._database.execute(_ALL)), self._file)
        except sqlite3.DatabaseError as error:
            raise InputError(f"{self._file}: is damaged: {error}") from error

    def close(self) -> None:
        """See ``Snapshot.close``."""
        self._database.close()

    def _rows(self, sites: Sequence[str], limit: str) -> list[tuple[str, str, int, bytes]]:
        asked = _ASKED.format(",".join("?" * len(sites)))
        try:
            with self._lock:
                return self._database.execute(asked, (*sites, limit)).fetchall()
        except sqlite3.DatabaseError as error:
            raise InputError(f"{self._file}: is damaged: {error}") from error

    def _told(self, name: str) -> str:
        found = self._database.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""


class TableSnapshot:
    """A snapshot in Parquet, held in memory as packed rows by site."""

    def __init__(self, file: Path) -> None:
        from rightscheck.store.table import read_rows  # noqa: PLC0415  # pyarrow is an extra

        self._file = file
        with closing(opened(file)) as table:
            kept = (table.schema_arrow.metadata or {}).get(DIGEST.encode(), b"")
            self.digest = kept.decode()
            if not self.digest:
                raise InputError(f"{file}: holds no site policies")
            self._rows: Mapping[str, tuple[Row, ...]] = read_rows(table)

    def find(self, sites: Sequence[str], as_of: str | None = None) -> dict[str, SitePolicies]:
        """See ``Snapshot.find``."""
        limit = upto(as_of)
        found = {site: [row for row in self._rows.get(site, ()) if row[0] <= limit] for site in _each_once(sites)}
        return {site: merged(_visits(site, rows)) for site, rows in found.items() if rows}

    def verify(self) -> None:
        """See ``Snapshot.verify``."""
        _compared(self.digest, (v for site, rows in self._rows.items() for v in _visits(site, rows)), self._file)

    def close(self) -> None:
        """See ``Snapshot.close``."""
        self._rows = {}


def _compared(digest: str, visits: Iterable[Visit], file: Path) -> None:
    try:
        found = digest_of(visits)
    except (TypeError, AttributeError):  # a value of another type than was written
        found = ""
    if found != digest:
        raise InputError(f"{file}: is damaged: its rows are not those that were written; collect them again")


def _visit(row: tuple[str, str, int, bytes]) -> Visit:
    site, fetched, whole, packed = row
    return Visit(site=site, fetched=fetched, whole=bool(whole), packed=packed)


def _visits(site: str, rows: Iterable[Row]) -> Iterator[Visit]:
    return (Visit(site=site, fetched=fetched, whole=whole, packed=packed) for fetched, whole, packed in rows)


def _each_once(sites: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(sites)
