# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``rightscheck sites`` as a user runs it: processes, real sockets, kills, and what the gate makes of the result."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from rightscheck.cli import main
from rightscheck.model import Absent, Found, Unread
from rightscheck.store.snapshot import open_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SITES = 12
TERMS = "<html><body><h1>Terms</h1><p>Use of our texts for training AI models is prohibited.</p></body></html>"
HOME = '<html><body><p>Weather.</p><footer><a href="/terms">Terms of use</a></footer></body></html>'


class Town:
    """A server on which every port is a site of its own; it counts what it was asked."""

    def __init__(self) -> None:
        self.asked: Counter[tuple[int, str]] = Counter()
        self.slow = 0.0
        self.servers = [ThreadingHTTPServer(("127.0.0.1", 0), self._handler()) for _ in range(SITES)]
        for server in self.servers:
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def hosts(self) -> list[str]:
        """Every site, in the order of its number."""
        return [f"127.0.0.1:{server.server_address[1]}" for server in self.servers]

    def close(self) -> None:
        """End all."""
        for server in self.servers:
            server.shutdown()
            server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        town = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                number = [id(server) for server in town.servers].index(id(self.server))
                town.asked[number, self.path] += 1
                time.sleep(town.slow)
                status, kind, body = town.answer(number, self.path)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name http.server calls
                """Nothing."""

        return Handler

    def answer(self, number: int, path: str) -> tuple[int, str, bytes]:
        """Site 0 reserves by tdmrep.json, 1 has terms, 2 is down, 3 shuts all out, the others say nothing."""
        if number == 2:
            return 503, "text/plain", b"later"
        if number == 0 and path == "/.well-known/tdmrep.json":
            return 200, "application/json", b'[{"location": "/", "tdm-reservation": 1}]'
        if number == 1 and path in {"/", "/terms"}:
            return 200, "text/html", (HOME if path == "/" else TERMS).encode()
        if number == 3 and path == "/robots.txt":
            return 200, "text/plain", b"User-agent: *\nDisallow: /\n"
        return (200, "text/html", b"<p>Weather.</p>") if path == "/" else (404, "text/plain", b"")


@pytest.fixture
def town() -> Iterator[Town]:
    """Twelve sites on the loopback interface."""
    found = Town()
    yield found
    found.close()


@pytest.fixture
def dataset(town: Town, tmp_path: Path) -> Path:
    """Three silent pages of each site, packed."""
    headers = {"Content-Type": "text/html"}
    rows = [
        {"id": f"{n}-{k}", "url": f"http://{host}/{k}", "html": "<p>Weather.</p>", "headers": headers, "status": 200}
        for n, host in enumerate(town.hosts)
        for k in range(3)
    ]
    path = tmp_path / "pages.jsonl.gz"
    path.write_bytes(gzip.compress(b"".join(json.dumps(row).encode() + b"\n" for row in rows)))
    return path


def command(*arguments: str | Path) -> list[str]:
    """The command line."""
    return [sys.executable, "-m", "rightscheck", *map(str, arguments)]


class Sites:
    """The command in this process: its exit code and what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def run(self, *arguments: str | Path) -> tuple[int, str]:
        """Run it with these arguments."""
        code = main(["sites", *map(str, arguments)])
        return code, self._capsys.readouterr().err

    def ask(self, dataset: Path, folder: Path, *more: str) -> tuple[int, str]:
        """Ask the sites of the dataset, without waiting between requests."""
        return self.run(dataset, "--output", folder, "--allow-private", "--delay", "0", *more)


@pytest.fixture
def sites(capsys: pytest.CaptureFixture[str]) -> Sites:
    """The command."""
    return Sites(capsys)


def test_from_a_dataset_to_a_gate_with_policies(dataset: Path, town: Town, tmp_path: Path, sites: Sites) -> None:
    """Each site is asked once, each state is kept, and the gate holds what the sites reserve or could not tell."""
    folder = tmp_path / "policies"
    code, said = sites.ask(dataset, folder)
    assert code == 0, said
    assert "12 sites to ask" in said
    assert "at 1 site something could not be read" in said
    assert town.asked[0, "/robots.txt"] == town.asked[0, "/.well-known/tdmrep.json"] == 1
    assert set(town.asked.values()) == {1}
    assert not any(number == 3 and path != "/robots.txt" for number, path in town.asked)
    found = open_snapshot(folder).find(town.hosts)
    zero, one, two, three = (found[host].parts for host in town.hosts[:4])
    assert isinstance(zero["/.well-known/tdmrep.json"], Found)
    assert isinstance(one[f"http://{town.hosts[1]}/terms"], Found)
    assert two == {"robots.txt": Unread(reason="503")}
    assert set(three) == {"robots.txt"}
    assert found[town.hosts[5]].parts["robots.txt"] == Absent(reason="404")
    kept, held = tmp_path / "kept.jsonl", tmp_path / "held.jsonl"
    terms = ("--use", "ai-train", "--profile", "us", "--accept", "standing", "--on-uncertain", "keep")
    line = command("gate", dataset, *terms, "--policies", folder, "--kept", kept, "--held", held)
    gated = subprocess.run(line, capture_output=True, text=True, check=False)
    assert gated.returncode == 0, gated.stderr
    reasons = {row["id"]: row["held"]["reason"] for row in map(json.loads, held.read_text().splitlines())}
    assert {reasons["0-0"], reasons["0-2"]} == {"stated-denied"}
    assert reasons["2-1"] == "unread"
    assert "joined from site policies" in gated.stderr
    assert len(kept.read_text().splitlines()) + len(reasons) == 36


def test_a_finished_snapshot_is_gone_on_with(dataset: Path, town: Town, tmp_path: Path, sites: Sites) -> None:
    """Nothing is asked twice unless it is old or was not read; without --resume an existing one is refused."""
    folder = tmp_path / "policies"
    assert sites.ask(dataset, folder)[0] == 0
    code, said = sites.ask(dataset, folder)
    assert (code, "--resume" in said) == (2, True)
    before = town.asked.total()
    assert "0 sites to ask" in sites.ask(dataset, folder, "--resume")[1]
    assert town.asked.total() == before
    assert "1 site to ask" in sites.ask(dataset, folder, "--resume", "--unread")[1]
    time.sleep(1.1)  # moments are kept to the second, and what was seen in this one is not old
    assert "12 sites to ask" in sites.ask(dataset, folder, "--resume", "--older-than", "0")[1]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_what_was_asked_survives(
    number: signal.Signals, dataset: Path, town: Town, tmp_path: Path, sites: Sites
) -> None:
    """Ctrl-C and a kill keep what was done; going on asks the rest, and the result is that of a whole run."""
    folder = tmp_path / "policies"
    town.slow = 0.05
    more = ("--allow-private", "--delay", "0", "--concurrency", "2")
    line = command("sites", dataset, "--output", folder, *more)
    with subprocess.Popen(line, stderr=subprocess.PIPE, start_new_session=True) as run:
        deadline = time.monotonic() + 60
        while town.asked.total() < 25 and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(run.pid, number)
        _, told = run.communicate(timeout=60)
    assert run.returncode == (130 if number == signal.SIGINT else -signal.SIGKILL)
    assert number == signal.SIGKILL or b"go on with --resume" in told
    town.slow = 0
    first = Counter(town.asked)
    code, said = sites.ask(dataset, folder, "--resume")
    assert code == 0, said
    assert "12 sites to ask" not in said
    assert len(open_snapshot(folder).find(town.hosts)) == SITES
    finished = [n for n in range(SITES) if first[n, "/robots.txt"] and town.asked[n, "/robots.txt"] == 1]
    assert finished, "a site that was finished before is not asked again"
    assert not list(folder.glob("collecting*"))


def test_private_addresses_are_refused(dataset: Path, town: Town, tmp_path: Path, sites: Sites) -> None:
    """Without --allow-private nothing is sent to the own network, and the gate will hold such records."""
    assert sites.run(dataset, "--output", tmp_path / "policies")[0] == 0
    assert town.asked.total() == 0
    found = open_snapshot(tmp_path / "policies").find(town.hosts)
    assert {site.parts["robots.txt"] for site in found.values()} == {Unread(reason="private-address")}


def test_archives_need_no_network(tmp_path: Path, sites: Sites) -> None:
    """``--from-warc`` alone makes a snapshot, in both forms where asked for."""
    pytest.importorskip("fastwarc")
    pytest.importorskip("pyarrow")
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *\nDisallow: /\n"
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:id:1>\r\n"
        "WARC-Target-URI: https://a.example/robots.txt\r\nWARC-Date: 2026-06-01T08:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    archive = tmp_path / "robots.warc.gz"
    archive.write_bytes(gzip.compress(head.encode() + block + b"\r\n\r\n"))
    code, said = sites.run("--from-warc", archive, "--output", tmp_path / "policies", "--parquet")
    assert code == 0, said
    assert "1 file of sites read from 1 archive" in said
    for name in ("policies.sqlite", "policies.parquet"):
        assert set(open_snapshot(tmp_path / "policies" / name).find(["a.example"])) == {"a.example"}
    manifest = json.loads((tmp_path / "policies" / "manifest.json").read_text())
    assert (manifest["sites"], manifest["visits"], manifest["unread"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--output DIR"),
        (("--output", "policies"), "name a dataset"),
        (("in.jsonl", "--output", "policies", "--unread"), "add --resume"),
        (("in.jsonl", "--output", "nowhere/policies"), "no folder"),
        (("in.jsonl", "--output", "in.jsonl"), "is no folder"),
        (("missing.jsonl", "--output", "policies"), "cannot be read"),
    ],
)
def test_wrong_usage_is_told(
    arguments: tuple[str, ...], said: str, tmp_path: Path, sites: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrong usage ends with 2 and a sentence that says what to do, before anything is written or asked."""
    (tmp_path / "in.jsonl").write_bytes(b"{}\n")
    monkeypatch.chdir(tmp_path)
    code, told = sites.run(*arguments)
    assert (code, said in told) == (2, True), told
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]
