# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Site files out of WARC archives: every state a file may be in, and redirects followed inside the archive."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from rightscheck.gate.gating import Gate
from rightscheck.gate.sites_warc import Imported, import_archive
from rightscheck.model import Absent, Found, Unread
from rightscheck.store.collecting import Collection, collect_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("fastwarc", reason="the extra 'gate' is not installed")

NO_BOTS = b"User-agent: *\nDisallow: /\n"


def captured(url: str, status: str, body: bytes = b"", headers: str = "", *, day: str = "2026-06-01") -> bytes:
    """A packed WARC record of this answer."""
    block = f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:id:{url}>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: {day}T08:00:00.123Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection."""
    with collect_in(tmp_path / "policies") as found:
        yield found


def imported(path: Path, collection: Collection, *records: bytes) -> Imported:
    """What came of importing these records."""
    path.write_bytes(b"".join(records))
    done: list[int] = []
    found = import_archive([path], collection, done.append)
    assert sum(done) == path.stat().st_size
    return found


def test_every_state_of_a_file_is_kept(tmp_path: Path, collection: Collection) -> None:
    """Found, absent, refused, and an HTML page in place of the file are told apart as in a live answer."""
    asked = gzip.decompress(captured("https://asked.example/robots.txt", "200 OK", NO_BOTS))
    request = gzip.compress(asked.replace(b"WARC-Type: response", b"WARC-Type: request"))
    found = imported(
        tmp_path / "robots.warc.gz",
        collection,
        captured("https://no.example/robots.txt", "200 OK", NO_BOTS, "Content-Type: text/plain\r\n"),
        captured("https://gone.example/robots.txt", "404 Not Found", b"<html>"),
        captured("https://page.example/robots.txt", "200 OK", b"<!doctype html><html><body>Hello"),
        captured("https://down.example/robots.txt", "503 Unavailable"),
        captured("https://shut.example/robots.txt", "403 Forbidden"),
        captured("https://other.example/a/page", "200 OK", b"<p>x"),
        request,
    )
    assert found.files == 5
    parts = {site: collection.latest(f"{site}.example") for site in ("no", "gone", "page", "down", "shut", "asked")}
    states = {site: known.parts["robots.txt"] if known else None for site, known in parts.items()}
    assert states == {
        "no": Found(body=NO_BOTS, status=200, content_type="text/plain"),
        "gone": Absent(reason="404"),
        "page": Absent(reason="html"),
        "down": Unread(reason="503"),
        "shut": Unread(reason="403"),
        "asked": None,
    }
    assert collection.latest("other.example") is None


def test_other_files_of_a_site_are_taken_too(tmp_path: Path, collection: Collection) -> None:
    """A crawler that kept tdmrep.json or ai.txt kept site policies; each adds to the others."""
    reserved = b'[{"location": "/", "tdm-reservation": 1}]'
    imported(
        tmp_path / "files.warc.gz",
        collection,
        captured("http://a.example/robots.txt", "404 Not Found"),
        captured("http://a.example/.well-known/tdmrep.json", "200 OK", reserved),
        captured("http://a.example/ai.txt", "404 Not Found", day="2026-06-02"),
    )
    known = collection.latest("a.example")
    assert known is not None
    assert set(known.parts) == {"robots.txt", "/.well-known/tdmrep.json", "/ai.txt"}


def test_packed_payloads_are_unpacked(tmp_path: Path, collection: Collection) -> None:
    """An archive keeps what went over the wire, which may be compressed; one that lies about it is unread."""
    packed = gzip.compress(NO_BOTS)
    imported(
        tmp_path / "packed.warc.gz",
        collection,
        captured("http://a.example/robots.txt", "200 OK", packed, "Content-Encoding: gzip\r\n"),
        captured("http://b.example/robots.txt", "200 OK", b"not packed", "Content-Encoding: gzip\r\n"),
    )
    a, b = collection.latest("a.example"), collection.latest("b.example")
    assert a is not None
    assert b is not None
    assert a.parts["robots.txt"] == Found(body=NO_BOTS, status=200)
    assert isinstance(b.parts["robots.txt"], Unread)


def test_redirects_are_followed_inside_the_archive(tmp_path: Path, collection: Collection) -> None:
    """The rules behind a redirect are those of the site that was asked; one that leads elsewhere gives none."""
    found = imported(
        tmp_path / "moved.warc.gz",
        collection,
        captured("http://a.example/robots.txt", "301 Moved", headers="Location: https://a.example/robots.txt\r\n"),
        captured(
            "https://a.example/robots.txt", "302 Found", headers="Location: https://www.a.example/robots.txt\r\n"
        ),
        captured("https://www.a.example/robots.txt", "200 OK", NO_BOTS),
        captured("http://b.example/robots.txt", "301 Moved", headers="Location: https://elsewhere.example/x\r\n"),
        captured("http://c.example/robots.txt", "301 Moved", headers="Location: http://d.example/robots.txt\r\n"),
        captured("http://d.example/robots.txt", "301 Moved", headers="Location: http://c.example/robots.txt\r\n"),
    )
    known = collection.latest("a.example")
    assert known is not None
    assert known.parts["robots.txt"] == Found(body=NO_BOTS, status=200)
    assert [collection.latest(f"{site}.example") for site in "bcd"] == [None, None, None]
    assert (found.files, found.lost) == (3, 3)


def test_a_file_that_was_cut_short_is_unread(tmp_path: Path, collection: Collection) -> None:
    """The rules that were cut off may be the ones that matter."""
    record = captured("http://a.example/robots.txt", "200 OK", NO_BOTS)
    marked = gzip.compress(gzip.decompress(record).replace(b"WARC-Type", b"WARC-Truncated: length\r\nWARC-Type"))
    imported(tmp_path / "cut.warc.gz", collection, marked)
    known = collection.latest("a.example")
    assert known is not None
    assert known.parts["robots.txt"] == Unread(reason="truncated")


def test_importing_twice_changes_nothing(tmp_path: Path, collection: Collection) -> None:
    """A run that was killed imports its archives again from the start."""
    record = captured("http://a.example/robots.txt", "200 OK", NO_BOTS)
    imported(tmp_path / "one.warc.gz", collection, record)
    before = list(collection.visits())
    imported(tmp_path / "one.warc.gz", collection, record)
    assert list(collection.visits()) == before


def test_the_gate_reads_what_was_imported(tmp_path: Path) -> None:
    """From an archive to a decision: the site shuts out every crawler, and the date is that of the archive."""
    with collect_in(tmp_path / "policies") as collection:
        imported(tmp_path / "r.warc.gz", collection, captured("https://a.example/robots.txt", "200 OK", NO_BOTS))
        collection.finish(table=False)
    record = {"url": "http://a.example/x", "text": "Weather."}
    denied = Gate(uses=["crawl"], policies=tmp_path / "policies")(record).report.reuses["crawl"]
    before = Gate(uses=["crawl"], policies=tmp_path / "policies", as_of="2026-05-31")(record).report.reuses["crawl"]
    assert (denied.stated.value, before.stated.value) == ("denied", "silent")


def test_a_redirect_is_answered_by_its_own_time(tmp_path: Path, collection: Collection) -> None:
    """What the target held years later says nothing of the day of the redirect; then the file is not given."""
    imported(
        tmp_path / "later.warc.gz",
        collection,
        captured(
            "https://a.example/robots.txt", "301 Moved", headers="Location: https://www.a.example/robots.txt\r\n"
        ),
        captured("https://www.a.example/robots.txt", "404 Not Found", day="2026-07-01"),
    )
    assert collection.latest("a.example") is None


def test_an_address_with_a_query_is_another_file(tmp_path: Path, collection: Collection) -> None:
    """robots.txt is the file at that path alone (RFC 9309 §2.3), so a page of that name with a query is none."""
    found = imported(
        tmp_path / "q.warc.gz", collection, captured("https://a.example/robots.txt?x=1", "404 Not Found")
    )
    assert found.files == 0
