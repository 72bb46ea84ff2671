# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Files of audited pages: which they are, a row for each, whose they are, and who says what."""

from __future__ import annotations

import asyncio
import json
from contextlib import aclosing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from rightscheck.assets import assets_of, audit_with_assets
from rightscheck.audit import Options, Row
from rightscheck.model import Form, Found, Observation, Stated, Unread
from rightscheck.report.jsonl import json_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rightscheck.resources import RuleData

PACKET = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" plus:DataMining="DMI-PROHIBITED"/>'
    b"</rdf:RDF></x:xmpmeta>"
)


def png(xmp: bytes) -> bytes:
    """The signature of a PNG and one chunk of XMP: all of a picture that is read."""
    data = b"XML:com.adobe.xmp\0\0\0\0\0" + xmp
    return b"\x89PNG\r\n\x1a\n" + len(data).to_bytes(4, "big") + b"iTXt" + data + b"\0\0\0\0"


def page(body: str) -> bytes:
    """A page with enough prose to be one."""
    prose = "High water is expected shortly after noon, and the ferry leaves from berth four an hour later. " * 3
    head = "<!doctype html><html lang=en><head><title>Tides</title></head>"
    return f"{head}<body><p>{prose}</p>{body}</body></html>".encode()


@contextmanager
def web(places: Mapping[str, tuple[str, bytes]]) -> Iterator[tuple[Options, list[str]]]:
    """A web on loopback: host and path to media type and body; the options that lead there, and its log."""
    log: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            place = f"{self.headers['Host']}{self.path}"
            log.append(place)
            kind, body = places.get(place, ("text/plain", b""))
            self.send_response(200 if place in places else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever)
    thread.start()

    async def resolve(host: str, port: int) -> Sequence[tuple[str, int]]:
        del host, port
        return (("127.0.0.1", server.server_address[1]),)

    try:
        yield Options(allow_private=True, delay=0.0, resolve=resolve), log
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def rows_of(urls: Sequence[str], options: Options, rules: RuleData, most: int = 20) -> list[Row]:
    """All rows, by index."""

    async def collect() -> list[Row]:
        async with aclosing(audit_with_assets(urls, options, rules, most=most)) as rows:
            return [row async for row in rows]

    return sorted(asyncio.run(collect()), key=lambda row: row.index)


def test_a_picture_answers_for_itself(rules: RuleData) -> None:
    """The page is under CC BY, its picture says no to mining: two rows, each its own answer, and whose it is."""
    licence = '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY</a>'
    places = {
        "quay.example/": ("text/html", page(f'<img src="/a.png">{licence}')),
        "quay.example/a.png": ("image/png", png(PACKET)),
    }
    with web(places) as (options, _):
        rows = rows_of(["http://quay.example/"], options, rules)
    assert [(row.index, row.url, row.asset_of) for row in rows] == [
        (0, "http://quay.example/", None),
        (1, "http://quay.example/a.png", "http://quay.example/"),
    ]
    whole, picture = (row.report for row in rows)
    assert whole.licence is not None
    assert (whole.licence.id, whole.reuses["tdm"].stated) == ("CC-BY-4.0", Stated.CONDITIONAL)
    assert (picture.licence, picture.reuses["tdm"].stated) == (None, Stated.DENIED)
    lines = [json.loads(json_row(row, rules)) for row in rows]
    assert "asset_of" not in lines[0]
    assert lines[1]["asset_of"] == "http://quay.example/"


def test_a_reservation_of_the_page_is_not_its_pictures(rules: RuleData) -> None:
    """TDMREP-17: a meta tag covers the HTML alone; a picture without a header is unset."""
    html = page('<img src="/a.png">').replace(b"<title>", b'<meta name="tdm-reservation" content="1"><title>')
    places = {"quay.example/": ("text/html", html), "quay.example/a.png": ("image/png", png(b""))}
    with web(places) as (options, _):
        rows = rows_of(["http://quay.example/"], options, rules)
    assert [row.report.reuses["tdm"].stated for row in rows] == [Stated.DENIED, Stated.SILENT]


def test_each_file_is_asked_for_once(rules: RuleData) -> None:
    """However many pages show it, the first of the list has it; a file of the list itself is no second row."""
    picture = '<img src="http://quay.example/a.png"><img src="/b.png">'
    places = {
        "quay.example/1": ("text/html", page(picture)),
        "quay.example/2": ("text/html", page(picture)),
        "quay.example/a.png": ("image/png", png(PACKET)),
        "quay.example/b.png": ("image/png", png(PACKET)),
    }
    urls = [f"http://quay.example/{name}" for name in ("1", "2", "b.png")]
    with web(places) as (options, log):
        rows = rows_of(urls, options, rules)
    assert [(row.index, row.url, row.asset_of) for row in rows] == [
        *((index, url, None) for index, url in enumerate(urls)),
        (3, "http://quay.example/a.png", "http://quay.example/1"),
    ]
    assert log.count("quay.example/a.png") == log.count("quay.example/b.png") == 1


def test_files_are_asked_for_politely(rules: RuleData) -> None:
    """robots.txt of the file's own host is read first and obeyed."""
    places = {
        "quay.example/": (
            "text/html",
            page('<img src="http://shut.example/a.png">'),
        ),
        "shut.example/robots.txt": ("text/plain", b"User-agent: *\nDisallow: /"),
        "shut.example/a.png": ("image/png", png(PACKET)),
    }
    with web(places) as (options, log):
        rows = rows_of(["http://quay.example/"], options, rules)
    assert "shut.example/a.png" not in log
    assert rows[1].report.reuses["crawl"].stated is Stated.DENIED
    assert len(rows) == 2


def test_a_file_that_fails_has_a_row(rules: RuleData) -> None:
    """Absent, or of a kind that is not read: told, never left out."""
    places = {
        "quay.example/": ("text/html", page('<img src="/none.png"><img src="/a.avif">')),
        "quay.example/a.avif": ("image/avif", b"\0\0\0\x1cftypavif"),
    }
    with web(places) as (options, _):
        rows = rows_of(["http://quay.example/"], options, rules)
    assert [row.status for row in rows] == [200, 404, 200]
    assert isinstance(rows[2].report.observation.body, Unread)


def test_no_more_files_than_asked(rules: RuleData) -> None:
    """The limit of a page, and no files of files."""
    images = "".join(f'<img src="/{n}.png">' for n in range(9))
    with web({"quay.example/": ("text/html", page(images))}) as (options, _):
        assert len(rows_of(["http://quay.example/"], options, rules, most=4)) == 5


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            '<img src="/a.jpg"><a href="b.pdf#page=2">x</a>',
            ["https://quay.example/x/b.pdf", "https://quay.example/a.jpg"],
        ),
        ('<a href="B.EPUB?v=1">x</a><a href="/c.html">y</a>', ["https://quay.example/x/B.EPUB?v=1"]),
        ('<img src="data:image/png;base64,AAAA"><img src="/a.svg"><img src=""><a href="mailto:a.pdf">m</a>', []),
        ('<img src="https://i.creativecommons.org/l/by/4.0/88x31.png">', []),
        ('<img src="/a.png"><img src="/a.png#x">', ["https://quay.example/a.png"]),
        ("<p>no files</p>", []),
    ],
)
def test_the_files_of_a_page(body: str, expected: list[str], rules: RuleData) -> None:
    """Linked documents, then its own pictures, each once, as absolute addresses; no badges, no inline data."""
    seen = Observation(url="https://quay.example/x/", body=Found(body=page(body).decode()))
    assert list(assets_of(seen, rules)) == expected


def test_the_base_of_a_page_counts(rules: RuleData) -> None:
    """A base element moves relative addresses."""
    html = '<html><head><base href="https://cdn.example/i/"></head><body><img src="a.png"></body></html>'
    seen = Observation(url="https://quay.example/", body=Found(body=html))
    assert assets_of(seen, rules) == ("https://cdn.example/i/a.png",)


def test_a_text_or_a_file_has_no_files(rules: RuleData) -> None:
    """Only HTML pages embed anything here."""
    for form in (Form.TEXT, Form.FILE):
        assert assets_of(Observation(form=form, body=Found(body="<img src='/a.png'>")), rules) == ()
    assert assets_of(Observation(body=Unread(reason="403")), rules) == ()
