# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``rightscheck audit --assets`` as a user runs it, against a server on this machine."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from rightscheck.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = b'<html><body><p>High water is at noon.</p><img src="/a.gif"><a href="/b.pdf">Tables</a></body></html>'
FILES = {
    "/": ("text/html", PAGE),
    "/a.gif": ("image/gif", b"GIF89a\x01\0\x01\0\0\0\0!\xfe\x14Copyright 2020 Quay.\0;"),
}


class Handler(BaseHTTPRequestHandler):
    """Answers GET."""

    def do_GET(self) -> None:  # the name http.server calls
        """The page and its picture, 404 for everything else."""
        kind, body = FILES.get(self.path, ("text/plain", b"no"))
        self.send_response(200 if self.path in FILES else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def address() -> Iterator[str]:
    """The address of a running site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_files_of_a_page_are_rows(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Behind the page its PDF and its picture, each with whose it is; without the flag the page alone."""
    pytest.importorskip("pikepdf", reason="the extra 'assets' is not installed")
    pytest.importorskip("c2pa", reason="the extra 'assets' is not installed")
    flags = ["--allow-private", "--delay", "0", "--format", "jsonl"]
    assert main(["audit", address, "--assets", *flags]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["url"], row.get("asset_of"), row["status"]) for row in rows] == [
        (address, None, 200),
        (f"{address}b.pdf", address, 404),
        (f"{address}a.gif", address, 200),
    ]
    assert [one["place"] for one in rows[2]["rights"]["evidence"]] == ["text:comment"]
    assert main(["audit", address, "--assets", "--most-assets", "1", *flags]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert main(["audit", address, *flags]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_missing_extra_is_told_before_anything_is_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What reads PDFs and manifests is needed, and the message says how to get it."""
    monkeypatch.setattr("rightscheck.media.read.find_spec", lambda _name: None)
    assert main(["audit", "http://quay.example/", "--assets"]) == 2
    assert "rightscheck[assets]" in capsys.readouterr().err
