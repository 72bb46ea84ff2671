# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The page on site policies stays true: its commands and its Python run, one after another, on a small crawl."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "site-policies.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ROBOTS = "User-agent: *\nContent-Signal: ai-train=no\nAllow: /\n"


def crawl(folder: Path) -> None:
    """Three silent pages, and an archive that knows one of their sites to say no and one to say nothing."""
    sites = ("shut", "open", "unknown")
    rows = [{"id": name, "url": f"https://{name}.example/a", "text": "Weather."} for name in sites]
    (folder / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    answers = (("shut", "200 OK", ROBOTS), ("open", "404 Not Found", ""))
    records = []
    for name, status, body in answers:
        block = f"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\n\r\n{body}"
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:id:{name}>\r\n"
            f"WARC-Target-URI: https://{name}.example/robots.txt\r\nWARC-Date: 2026-06-01T08:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        records.append(gzip.compress(f"{head}{block}\r\n\r\n".encode()))
    (folder / "robots.warc.gz").write_bytes(b"".join(records))


def test_the_page_runs_from_top_to_bottom(tmp_path: Path) -> None:
    """Every block does what the text around it says, in the order of the page."""
    pytest.importorskip("fastwarc")
    pytest.importorskip("pyarrow")
    crawl(tmp_path)
    for kind, body in FENCE.findall(PAGE):
        code = [[sys.executable, "-c", f"{body}\nassert held['reason'] == 'stated-denied', held"]]
        lines = [[sys.executable, "-m", *line.split()] for line in body.splitlines()]
        for command in lines if kind == "sh" else code:
            done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
            assert done.returncode == 0, done.stderr
    held = [json.loads(line) for line in (tmp_path / "held.jsonl").read_text().splitlines()]
    assert {row["id"]: row["held"]["reason"] for row in held}["shut"] == "stated-denied"
    removed = [json.loads(line) for line in (tmp_path / "changes" / "remove.jsonl").read_text().splitlines()]
    assert [row["id"] for row in removed] == ["shut"]
    assert removed[0]["evidence"][0]["quote"] == "Content-Signal: ai-train=no"
    assert (tmp_path / "changes" / "restore.jsonl").read_text() == ""
    assert (tmp_path / "policies" / "policies.parquet").is_file()
