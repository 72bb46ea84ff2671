# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``rightscheck audit`` and ``demo`` as a user runs them, against servers on this machine."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.audit import Options
from rightscheck.cli import main
from rightscheck.cli.audit import command as audit_command
from rightscheck.judge import judge
from rightscheck.observe.courtesy import CAP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rightscheck.judge import Report
    from rightscheck.model import Observation

PAGE = b'<html><head><meta name="robots" content="noindex"></head><body><p>High water is at noon.</p></body></html>'


class Site(ThreadingHTTPServer):
    """A site with one page; ``/slow`` never answers until the site closes."""

    daemon_threads = True

    def __init__(self) -> None:
        self.slow_was_asked = threading.Event()
        self.closing = threading.Event()
        super().__init__(("127.0.0.1", 0), Handler)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"http://{host}:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    """Answers GET."""

    server: Site

    def do_GET(self) -> None:  # the name http.server calls
        """The page, or 404 for every file of the site."""
        if self.path == "/slow":
            self.server.slow_was_asked.set()
            self.server.closing.wait(60)
        found = self.path in {"/", "/slow"}
        body = PAGE if found else b"no"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8" if found else "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # an interrupted audit has left
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def site() -> Iterator[Site]:
    """A running site."""
    server = Site()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    server.server_close()


def run(*arguments: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """The finished process."""
    rest = ["--delay", "0"] if arguments[0] in {"audit", "explain"} else []
    command = [sys.executable, "-m", "rightscheck", *map(str, arguments), *rest]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)


class TestAudit:
    def test_the_terminal_report(self, site: Site) -> None:
        """The report goes to stdout with the answer first; silence on the use asked about is 10."""
        done = run("audit", site.url(), "--allow-private", "--use", "tdm")
        assert (done.returncode, done.stderr) == (10, "")
        assert done.stdout.startswith("May one analyse text and data by machine?")
        assert "127.0.0.1" in done.stdout
        assert "Legend" in done.stdout

    def test_jsonl_has_a_row_for_every_url_in_list_order(self, site: Site) -> None:
        """A page, a loopback refused by name, an address without host and one of another kind each get a row."""
        urls = ["http://", site.url(), "ftp://a.example/x", "no address at all", site.url()]
        done = run("audit", "-i", "-", "--allow-private", "--format", "jsonl", stdin="\n".join(["# list", "", *urls]))
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        assert [row["url"] for row in rows] == urls
        assert [row["status"] for row in rows] == [None, 200, None, None, 200]
        assert all(len(row["rights"]["reuses"]) == 10 for row in rows)
        assert all(row["rights"]["unread"] for row in rows if row["status"] is None)
        assert rows[1]["rights"]["reuses"]["search"]["stated"] == "denied"
        assert done.returncode == 0

    def test_unread_is_12(self) -> None:
        """An address that cannot be asked is something that could not be read."""
        done = run("audit", "http://", "--use", "tdm")
        assert done.returncode == 12
        assert "could not be read" in done.stdout.lower()

    def test_private_addresses_are_refused(self, site: Site) -> None:
        """Without leave the page of this machine is not asked for, and the row says so."""
        done = run("audit", site.url(), "--format", "jsonl")
        row = json.loads(done.stdout)
        assert row["status"] is None
        assert row["rights"]["unread"]

    def test_csv_to_a_file(self, site: Site, tmp_path: Path) -> None:
        """The suffix tells the form, stdout stays empty, a message tells what was written; a denied use is 11."""
        out = tmp_path / "out.csv"
        done = run("audit", site.url(), "--allow-private", "--for", "search", "--output", out)
        assert (done.returncode, done.stdout) == (11, "")
        (row,) = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"), newline=""))
        assert row["search.outcome"] == "denied"
        assert "1 page written" in done.stderr

    @pytest.mark.parametrize("flags", [(), ("--use", "tdm"), ("--format", "jsonl")])
    def test_an_empty_list_is_13(self, flags: tuple[str, ...], tmp_path: Path) -> None:
        """Asked or not: nothing was checked, and that is said."""
        path = tmp_path / "urls.txt"
        path.write_text("# nothing yet\n\n", encoding="utf-8")
        done = run("audit", "-i", path, *flags)
        assert done.returncode == 13
        assert "nothing was checked" in done.stderr

    def test_no_list_at_all_is_wrong_usage(self) -> None:
        """Neither a URL nor a list: 2."""
        assert run("audit").returncode == 2

    def test_a_list_that_is_not_utf8(self, tmp_path: Path) -> None:
        """The message names the file, the line and the byte, and nothing is asked."""
        path = tmp_path / "urls.txt"
        path.write_bytes(b"https://a.example/\nhttps://b.example/caf\xe9\n")
        done = run("audit", "-i", path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "urls.txt: line 2, byte 22 (0xe9): not UTF-8" in done.stderr

    def test_a_taken_output_is_refused_before_any_work(self, site: Site, tmp_path: Path) -> None:
        """No page is asked for when its answer could not be written."""
        out = tmp_path / "out.txt"
        out.write_text("old", encoding="utf-8")
        done = run("audit", site.url("/slow"), "--allow-private", "--output", out)
        assert done.returncode == 2
        assert out.read_text(encoding="utf-8") == "old"
        assert not site.slow_was_asked.is_set()

    @pytest.mark.parametrize(
        ("form", "number"), [("terminal", signal.SIGINT), ("jsonl", signal.SIGTERM), ("csv", signal.SIGINT)]
    )
    def test_a_signal_writes_all_that_was_finished(
        self, form: str, number: signal.Signals, site: Site, tmp_path: Path
    ) -> None:
        """An interrupted audit ends with 130 and leaves every row it had finished, however many came at once.

        The slow page is asked for when the pages before it, of the same host, are finished.
        """
        out, listed = tmp_path / "out", tmp_path / "urls.txt"
        listed.write_text("\n".join([*(site.url(f"/#{n}") for n in range(300)), site.url("/slow")]), encoding="utf-8")
        command = [sys.executable, "-m", "rightscheck", "audit", "-i", str(listed), "--allow-private", "--delay", "0"]
        with subprocess.Popen(
            [*command, "--format", form, "--output", str(out)], stderr=subprocess.PIPE, text=True
        ) as process:
            assert site.slow_was_asked.wait(30)
            os.kill(process.pid, number)
            _, errors = process.communicate(timeout=30)
        assert process.returncode == 130, errors
        assert "interrupted: 300 of 301 pages finished" in errors
        assert "Traceback" not in errors
        written = out.read_text(encoding="utf-8")
        assert all(f"/#{n}" in written for n in range(300))
        assert "/slow" not in written

    def test_a_fault_of_ours_keeps_what_was_finished(
        self, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The rows before it are written, and then the fault is raised, not hidden."""

        def fails(seen: Observation, *arguments: Any, **more: Any) -> Report:  # noqa: ANN401  # whatever judge takes
            if str(seen.url).endswith("/broken"):
                raise LookupError
            return judge(seen, *arguments, **more)

        monkeypatch.setattr("rightscheck.audit.judge", fails)
        out = tmp_path / "out.jsonl"
        urls = [site.url("/"), site.url("/broken"), site.url("/never")]
        with pytest.raises(LookupError):
            main(["audit", *urls, "--allow-private", "--delay", "0", "--output", str(out)])
        assert [json.loads(line)["url"] for line in out.read_text(encoding="utf-8").splitlines()] == urls[:1]


def test_the_rest_between_requests_is_that_of_the_library() -> None:
    """The flag's default is written without importing the network, so it must be held to it here."""
    (flag,) = (option for option in audit_command.params if option.name == "delay")
    assert flag.default == Options().delay
    assert f"up to {CAP:.0f}" in str(getattr(flag, "help", ""))


class TestDemo:
    def test_every_site_has_its_row(self) -> None:
        """Each fixture site is answered over HTTP, and it ends with 0, since its outcome is its output."""
        done = run("demo", "--format", "jsonl")
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        assert done.returncode == 0, done.stderr
        assert len(rows) >= 12
        assert any(row["url"].startswith("http://gazeta.example/") for row in rows)
        assert all(len(row["rights"]["reuses"]) == 10 for row in rows)

    def test_it_answers_a_question(self) -> None:
        """With --for the answer stands first; --strict tells it by the exit code."""
        done = run("demo", "--for", "train", "--strict")
        assert done.stdout.splitlines()[0] == "May these pages be used to train a model?"
        assert done.returncode == 12


class TestExplain:
    def test_a_live_page(self, site: Site) -> None:
        """A URL is fetched as the audit does, and explained from what came."""
        done = run("explain", site.url(), "--allow-private", "--use", "search", "--format", "jsonl")
        row = json.loads(done.stdout)
        assert (done.returncode, row["status"], row["url"]) == (11, 200, site.url())
        assert row["rights"]["evidence"][0]["quote"] == "noindex"

    def test_ctrl_c_ends_with_130(self, site: Site) -> None:
        """A page that never answers can be left; nothing is printed for it."""
        command = [
            sys.executable,
            "-m",
            "rightscheck",
            "explain",
            site.url("/slow"),
            "--allow-private",
            "--delay",
            "0",
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert site.slow_was_asked.wait(30)
            os.kill(process.pid, signal.SIGINT)
            shown, errors = process.communicate(timeout=30)
        assert (process.returncode, shown) == (130, "")
        assert "Traceback" not in errors
