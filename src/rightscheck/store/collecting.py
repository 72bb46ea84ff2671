# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A snapshot in the making: what is wanted, what came, and its end as one small sorted file.

Each visit is committed as it comes, to a write-ahead log that is flushed (measured: nothing acknowledged was lost in
twenty kills), so that a run goes on where it was killed. The finished file is written anew beside it, sorted and
without gaps, and takes its name only when it is whole; the one in the making goes last.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from rightscheck.errors import InputError, UsageError
from rightscheck.store.policies import SitePolicies, Visit, digest_of, merged, pack
from rightscheck.store.snapshot import APPLICATION, COLLECTING, DATABASE, DIGEST, TABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS policies (
    site TEXT NOT NULL, fetched TEXT NOT NULL, whole INTEGER NOT NULL, unread INTEGER NOT NULL, parts BLOB NOT NULL,
    PRIMARY KEY (site, fetched)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS wanted (site TEXT PRIMARY KEY, scheme TEXT NOT NULL) WITHOUT ROWID;
"""
#: Sites that are wanted and have no visit young enough, or none that could be read where that is asked for.
_PENDING = """
SELECT site, scheme FROM wanted WHERE site > ? AND NOT EXISTS (
    SELECT 1 FROM policies WHERE policies.site = wanted.site AND whole AND fetched >= ? AND unread <= ?)
"""
_WANT = """
INSERT INTO wanted VALUES (?, ?) ON CONFLICT (site) DO UPDATE SET scheme = max(scheme, excluded.scheme)
"""
_PAGE = 1000
_COMMIT = 500


class Collection:
    """The snapshot being made in a folder. Use it as a context manager through ``collect_in``."""

    def __init__(self, folder: Path, database: sqlite3.Connection) -> None:
        self._folder = folder
        self._database = database
        self.finished = False

    def want(self, sites: Iterable[tuple[str, str]]) -> None:
        """Note the sites that are to be asked, each with the scheme it was met by; https wins where both were."""
        with self._database:
            self._database.executemany(_WANT, sites)

    def pending(self, *, since: str = "", unread: bool = False) -> Iterator[tuple[str, str]]:
        """Each wanted site, with its scheme, that has no visit from ``since`` on; with ``unread`` none read whole."""
        last = ""
        while rows := self._database.execute(
            f"{_PENDING} ORDER BY site LIMIT {_PAGE}", (last, since, 0 if unread else 1)
        ).fetchall():
            yield from rows
            last = rows[-1][0]

    def count_pending(self, *, since: str = "", unread: bool = False) -> int:
        """How many sites ``pending`` names."""
        counted = _PENDING.replace("site, scheme", "count(*)", 1)
        return int(self._database.execute(counted, ("", since, 0 if unread else 1)).fetchone()[0])

    def add(self, site: str, fetched: str, policies: SitePolicies) -> None:
        """Keep what was seen of a site; what was seen of it in the same second is added to."""
        with self._database:
            self._put(site, fetched, policies)

    def add_all(self, found: Iterable[tuple[str, str, SitePolicies]]) -> int:
        """The same for many (site, moment, policies), committed by the hundreds; returns how many there were."""
        number = 0
        rest = iter(found)
        while page := list(islice(rest, _COMMIT)):
            number += len(page)
            with self._database:
                for site, fetched, policies in page:
                    self._put(site, fetched, policies)
        return number

    def _put(self, site: str, fetched: str, policies: SitePolicies) -> None:
        if policies.whole and not policies.complete and (earlier := self.latest(site, upto=fetched)) is not None:
            policies = replace(policies, parts={**earlier.parts, **policies.parts})
        known = self._database.execute(
            "SELECT whole, parts FROM policies WHERE site = ? AND fetched = ?", (site, fetched)
        ).fetchone()
        if known and not policies.whole:
            before = Visit(site=site, fetched=fetched, whole=bool(known[0]), packed=known[1])
            policies = merged((before, Visit(site=site, fetched=fetched, whole=False, packed=pack(policies))))
        row = (site, fetched, policies.whole, not policies.is_read, pack(policies))
        self._database.execute("INSERT OR REPLACE INTO policies VALUES (?, ?, ?, ?, ?)", row)

    def latest(self, site: str, *, upto: str = "~") -> SitePolicies | None:
        """What was seen of this site last, not later than ``upto``; None if it was not asked by then."""
        rows = self._database.execute(
            "SELECT fetched, whole, parts FROM policies WHERE site = ? AND fetched <= ? ORDER BY fetched",
            (site, upto),
        ).fetchall()
        visits = [
            Visit(site=site, fetched=fetched, whole=bool(whole), packed=packed) for fetched, whole, packed in rows
        ]
        return merged(visits) if visits else None

    def fact(self, name: str) -> str | None:
        """What was noted under this name, None if nothing was."""
        found = self._database.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def note(self, name: str, value: str) -> None:
        """Note something about the collection itself."""
        with self._database:
            self._database.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def counts(self) -> dict[str, int]:
        """How many sites and visits there are, and at how many sites something could not be read last."""
        asked = """SELECT count(DISTINCT site), count(*), coalesce(sum(unread AND fetched = (
            SELECT max(fetched) FROM policies AS p WHERE p.site = policies.site)), 0) FROM policies"""
        sites, visits, unread = self._database.execute(asked).fetchone()
        return {"sites": sites, "visits": visits, "unread": unread}

    def visits(self) -> Iterator[Visit]:
        """Every visit, by site and time."""
        rows = self._database.execute("SELECT site, fetched, whole, parts FROM policies ORDER BY site, fetched")
        yield from (Visit(site=s, fetched=f, whole=bool(w), packed=p) for s, f, w, p in rows)

    def finish(self, *, table: bool) -> str:
        """Write the snapshot under its final name, as Parquet too where asked for, and return its digest.

        Raises:
            MissingExtraError: Parquet is asked for, and pyarrow is not installed.
        """
        digest = digest_of(self.visits())
        self.note(DIGEST, digest)
        if table:
            self._write_table(digest)
        with self._database:
            self._database.execute("DELETE FROM wanted")
            self._database.execute("DELETE FROM facts WHERE name <> ?", (DIGEST,))
        _renamed(self._folder / DATABASE, lambda path: self._database.execute("VACUUM INTO ?", (str(path),)))
        if not table:
            (self._folder / TABLE).unlink(missing_ok=True)  # it would tell of an earlier snapshot
        self.finished = True
        return digest

    def _write_table(self, digest: str) -> None:
        from rightscheck.sources.tables import parquet  # noqa: PLC0415  # an extra

        parquet()  # says so where it is missing
        from rightscheck.store.table import write_visits  # noqa: PLC0415  # as above

        def write(path: Path) -> None:
            with path.open("wb") as stream:
                write_visits(self.visits(), digest, stream)

        _renamed(self._folder / TABLE, write)


@contextmanager
def collect_in(folder: Path, *, resume: bool = False, overwrite: bool = False) -> Iterator[Collection]:
    """The collection of this folder, begun anew or gone on with; it stays there until it is finished.

    Raises:
        UsageError: there is one already and neither is asked for, another process is at it, or it cannot be written.
        InputError: what lies there is no such file, or a damaged one, or the disk is full.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written: {error.strerror}") from error
    with _locked(folder):
        _prepare(folder, resume=resume, overwrite=overwrite)
        try:
            with closing(_opened(folder / COLLECTING)) as database:
                collection = Collection(folder, database)
                yield collection
        except sqlite3.DatabaseError as error:
            raise InputError(f"{folder / COLLECTING}: {error}") from error
        if collection.finished:
            _remove(folder)


def _prepare(folder: Path, *, resume: bool, overwrite: bool) -> None:
    begun = [folder / name for name in (COLLECTING, DATABASE, TABLE) if (folder / name).exists()]
    if begun and not (resume or overwrite):
        raise UsageError(f"{begun[0]}: exists already; pass --resume to go on with it, --overwrite to begin anew")
    if overwrite and not resume:
        _remove(folder)
    elif not (folder / COLLECTING).exists() and (folder / DATABASE).is_file():
        _renamed(folder / COLLECTING, lambda path: shutil.copyfile(folder / DATABASE, path))


def _opened(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, check_same_thread=False)
    try:
        _set_up(database, file)
    except BaseException:
        database.close()
        raise
    return database


def _set_up(database: sqlite3.Connection, file: Path) -> None:
    (mark,) = database.execute("PRAGMA application_id").fetchone()
    if mark not in (0, APPLICATION):
        raise InputError(f"{file}: is a database of another program")
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute(f"PRAGMA application_id={APPLICATION}")
    database.executescript(_TABLES)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder for one process; the lock goes with the process, however that ends."""
    import fcntl  # noqa: PLC0415  # not there on Windows, where files are locked by being open

    with (folder / "lock").open("a+b") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UsageError(f"{folder}: another process is collecting there") from error
        yield


def _remove(folder: Path) -> None:
    """Take away the collection in the making, and nothing else; its logs go first, for they belong to it."""
    for suffix in ("-wal", "-shm", ""):
        (folder / f"{COLLECTING}{suffix}").unlink(missing_ok=True)


def _renamed(target: Path, write: Callable[[Path], object]) -> None:
    """A file written beside its name, flushed, then renamed into place."""
    temporary = target.with_name(f"{target.name}.tmp-{os.getpid()}")
    temporary.unlink(missing_ok=True)
    try:
        write(temporary)
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
