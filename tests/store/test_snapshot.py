# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Snapshots of site policies: collected, finished, found again by site and day, in both forms."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from rightscheck.errors import InputError, UsageError
from rightscheck.model import Absent, Found, Unread
from rightscheck.store.collecting import collect_in
from rightscheck.store.policies import SitePolicies
from rightscheck.store.snapshot import COLLECTING, DATABASE, TABLE, open_snapshot

if TYPE_CHECKING:
    from pathlib import Path

NEEDS_ARROW = pytest.mark.skipif(find_spec("pyarrow") is None, reason="the extra 'gate' is not installed")
FORMS = (DATABASE, pytest.param(TABLE, marks=NEEDS_ARROW))
GONE = SitePolicies(parts={"robots.txt": Absent(reason="404")})
BROKEN = SitePolicies(parts={"robots.txt": Unread(reason="503")})


@pytest.mark.parametrize("form", FORMS)
def test_sites_are_found_and_others_are_not(folder: Path, form: str) -> None:
    """What was asked of a site comes back in the state it was seen in; an unknown site is missing, not empty."""
    found = open_snapshot(folder / form).find(["a.example", "b.example", "c.example", "z.example", "a.example"])
    assert set(found) == {"a.example", "b.example", "c.example"}
    assert found["b.example"].parts == {"robots.txt": Unread(reason="503")}
    assert found["c.example"].parts == {"robots.txt": Absent(reason="404")}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("day", "body"),
    [(None, b"new"), ("2026-06-01", b"new"), ("2026-05-31", b"old"), ("2026-01-01", b"old"), ("2025-12-31", None)],
)
def test_a_day_picks_what_was_known_then(folder: Path, form: str, day: str | None, body: bytes | None) -> None:
    """The last visit not newer than the day counts, that of the day itself too; before the first there is nothing."""
    found = open_snapshot(folder / form).find(["a.example"], day)
    robots = found["a.example"].parts["robots.txt"] if found else None
    assert (robots.body if isinstance(robots, Found) else None) == body


@NEEDS_ARROW
def test_both_forms_have_one_digest(folder: Path) -> None:
    """The digest names the rows, not the file."""
    digests = {open_snapshot(folder / form).digest for form in (DATABASE, TABLE)}
    assert len(digests) == 1
    assert digests.pop().startswith("sha256:")


@NEEDS_ARROW
def test_a_folder_opens_as_its_database(folder: Path) -> None:
    """The folder that ``sites`` wrote is the name users know; a folder with the table alone opens too."""
    assert open_snapshot(folder).find(["c.example"])
    (folder / DATABASE).unlink()
    assert open_snapshot(folder).find(["c.example"])


def test_thousands_of_sites_are_asked_at_once(tmp_path: Path) -> None:
    """There is no number of sites that one question cannot hold."""
    with collect_in(tmp_path) as collection:
        moment = "2026-06-01T10:00:00Z"
        assert collection.add_all((f"s{n}.example", moment, GONE) for n in range(1700)) == 1700
        collection.finish(table=False)
    assert len(open_snapshot(tmp_path).find([f"s{n}.example" for n in range(2000)])) == 1700


def test_what_is_no_snapshot_is_refused(tmp_path: Path) -> None:
    """An empty folder, another program's database and a torn file are told apart in words."""
    with pytest.raises(UsageError, match="holds no site policies"):
        open_snapshot(tmp_path)
    (tmp_path / DATABASE).write_bytes(b"no database" * 100)
    with pytest.raises(InputError, match="cannot be read"):
        open_snapshot(tmp_path)
    (tmp_path / DATABASE).unlink()
    with sqlite3.connect(tmp_path / DATABASE) as other:
        other.execute("CREATE TABLE mine (x)")
    other.close()
    with pytest.raises(InputError, match="no finished"):
        open_snapshot(tmp_path)


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    """A Parquet file without our digest is somebody else's."""
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    pq.write_table(pa.table({"site": ["a.example"]}), tmp_path / TABLE)
    with pytest.raises(InputError, match="holds no site policies"):
        open_snapshot(tmp_path)


def test_an_unfinished_snapshot_is_not_opened(tmp_path: Path) -> None:
    """A gate must not run on half of what was asked for without being told."""
    with collect_in(tmp_path) as collection:
        collection.add("a.example", "2026-06-01T10:00:00Z", GONE)
    with pytest.raises(UsageError, match="not finished"):
        open_snapshot(tmp_path)


def test_a_collection_goes_on_where_it_was(tmp_path: Path) -> None:
    """Sites that were asked are not asked again, and what was wanted is still known."""
    with collect_in(tmp_path) as collection:
        collection.want([("a.example", "http"), ("b.example", "https"), ("a.example", "https")])
        assert list(collection.pending()) == [("a.example", "https"), ("b.example", "https")]
        collection.add("a.example", "2026-06-01T10:00:00Z", GONE)
    with pytest.raises(UsageError, match="--resume"), collect_in(tmp_path):
        pass
    with collect_in(tmp_path, resume=True) as collection:
        assert list(collection.pending()) == [("b.example", "https")]
        assert collection.count_pending() == 1
        collection.add("b.example", "2026-06-01T10:00:00Z", GONE)
        collection.finish(table=False)
    assert not (tmp_path / COLLECTING).exists()
    assert set(open_snapshot(tmp_path).find(["a.example", "b.example"])) == {"a.example", "b.example"}


def test_sites_are_asked_again_when_they_are_old_or_were_not_read(folder: Path) -> None:
    """A finished snapshot can be gone on with: by age, and by what could not be read."""
    with collect_in(folder, resume=True) as collection:
        collection.want([("a.example", "https"), ("b.example", "https"), ("n.example", "https")])
        assert [site for site, _ in collection.pending()] == ["n.example"]
        assert [site for site, _ in collection.pending(unread=True)] == ["b.example", "n.example"]
        assert [site for site, _ in collection.pending(since="2026-07")] == ["a.example", "b.example", "n.example"]
        assert collection.counts() == {"sites": 3, "visits": 4, "unread": 1}


def test_beginning_anew_forgets_what_was_there(folder: Path) -> None:
    """With ``overwrite`` nothing of the old collection is left in the new one, not even its other form."""
    with collect_in(folder, overwrite=True) as collection:
        assert collection.counts()["sites"] == 0
        assert open_snapshot(folder).find(["a.example"]), "the old one stays until the new one is whole"
        collection.add("n.example", "2026-06-01T10:00:00Z", BROKEN)
        collection.finish(table=False)
    assert not (folder / TABLE).exists()
    assert set(open_snapshot(folder).find(["a.example", "n.example"])) == {"n.example"}


def test_two_processes_do_not_collect_into_one_folder(tmp_path: Path) -> None:
    """The second is told so, instead of waiting for the first or writing among its rows."""
    with collect_in(tmp_path):
        code = f"""
from pathlib import Path
from rightscheck.store.collecting import collect_in
with collect_in(Path({str(tmp_path)!r}), resume=True):
    pass
"""
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "another process is collecting there" in done.stderr


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    """A file of that name that is not ours is refused, not written into."""
    with sqlite3.connect(tmp_path / COLLECTING) as other:
        other.execute("PRAGMA application_id=7")
        other.execute("CREATE TABLE mine (x)")
    other.close()
    with pytest.raises(InputError, match="another program"), collect_in(tmp_path, resume=True):
        pass


def test_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """A process killed while it collects leaves every site it had told of, and its successor goes on."""
    code = f"""
import os, signal
from pathlib import Path
from rightscheck.model import Absent
from rightscheck.store.collecting import collect_in
from rightscheck.store.policies import SitePolicies
with collect_in(Path({str(tmp_path)!r}), resume=True) as collection:
    done = collection.counts()["sites"]
    gone = SitePolicies(parts={{"robots.txt": Absent(reason="404")}})
    for n in range(done, done + 25):
        collection.add(f"s{{n:04}}.example", "2026-06-01T10:00:00Z", gone)
        print(n, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    told = 0
    for _ in range(4):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        told += len(done.stdout.splitlines())
    with collect_in(tmp_path, resume=True) as collection:
        assert collection.counts()["sites"] == told == 100
        collection.finish(table=False)
    assert len(open_snapshot(tmp_path).find([f"s{n:04}.example" for n in range(100)])) == 100


@pytest.mark.parametrize("form", FORMS)
def test_flipped_bits_are_told(folder: Path, form: str) -> None:
    """A bit that flips in a name would hide a site, so a run looks the snapshot through before it begins."""
    open_snapshot(folder / form).verify()
    raw = (folder / form).read_bytes()
    whole = open_snapshot(folder / form).find(["a.example", "b.example", "c.example"])
    for place in range(0, len(raw), max(1, len(raw) // 400)):
        (folder / form).write_bytes(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
        try:
            opened = open_snapshot(folder / form)
            opened.verify()
        except InputError:
            continue
        assert opened.find(["a.example", "b.example", "c.example"]) == whole
