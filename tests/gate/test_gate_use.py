# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``rightscheck gate --use`` as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = (sys.executable, "-m", "rightscheck", "gate")


def gate(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The finished process."""
    return subprocess.run([*COMMAND, *map(str, arguments)], input=stdin, capture_output=True, check=False)


def test_it_splits_and_says_why(lines: Path, tmp_path: Path) -> None:
    """It warns that silence is held, exits with 0, and sums up what held records and what would free most."""
    kept, held = tmp_path / "kept.jsonl", tmp_path / "held.jsonl.zst"
    use = ("--use", "ai-train", "--accept", "attribution,licence-notice")
    done = gate(lines, *use, "--kept", kept, "--held", held)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"silence" in done.stderr.splitlines()[0]
    assert b"31 records: 10 kept, 21 held" in done.stderr
    assert b"the source itself says no" in done.stderr
    assert b"keep uncertain" in done.stderr
    manifest = json.loads((tmp_path / "kept.jsonl.manifest.json").read_bytes())
    assert manifest["settings"]["accepted"] == ["attribution", "licence-notice"]
    assert sum(manifest["bytes_by_domain"].values()) == manifest["counts"]["bytes"]
    assert gate(lines, *use, "--kept", kept, "--held", held).returncode == 2
    assert gate(lines, *use, "--kept", kept, "--held", held, "--resume", "--strict").returncode == 12


def test_it_works_in_a_pipe(lines: Path, tmp_path: Path) -> None:
    """From stdin to stdout the same records pass as from file to file, and numbers run on over inputs."""
    held = tmp_path / "held.jsonl"
    use = ("--use", "ai-train", "--on-uncertain", "keep", "--quiet", "--accept", "attribution,licence-notice")
    done = gate("-", lines, *use, "--kept", "-", "--held", held, stdin=lines.read_bytes())
    assert (done.returncode, done.stderr) == (0, b"")
    source = [line for number, line in enumerate(lines.read_bytes().splitlines()) if number < 30 and number % 3]
    assert done.stdout.splitlines() == source * 2
    found = [json.loads(line) for line in held.read_bytes().splitlines()]
    assert [record["id"] for record in found if "error" in record] == ["31", "62"]


def test_columns_are_named(tmp_path: Path) -> None:
    """--column says where the page is; without it such records are held as having brought nothing."""
    (tmp_path / "in.jsonl").write_bytes(b'{"seite":"<p>x</p>"}\n')
    use = ("--use", "ai-train", "--profile", "us", "--accept", "standing", "--on-uncertain", "keep", "--overwrite")
    places = ("--kept", tmp_path / "kept.jsonl", "--held", tmp_path / "held.jsonl")
    assert b"0 kept" in gate(tmp_path / "in.jsonl", *use, *places).stderr
    assert b"1 kept" in gate(tmp_path / "in.jsonl", *use, *places, "--column", "html=seite").stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--use", "ai-train"], b"--kept FILE --held FILE"),
        (["--kept", "k.jsonl", "--held", "h.jsonl"], b"--use U"),
        (["--annotate", "--kept", "k.jsonl", "--held", "h.jsonl"], b"--annotate writes one output"),
        (["--use", "ai-train", "--kept", "k.jsonl", "--held", "h.jsonl", "--output", "o"], b"--output belongs"),
        (["--use", "train", "--kept", "k.jsonl", "--held", "h.jsonl"], b"did you mean 'ai-train'"),
        (["--use", "ai-train", "--kept", "-", "--held", "h.jsonl", "--workers", "2"], b"a pipe cannot be resumed"),
        (["--use", "ai-train", "--kept", "-", "--held", "h.parquet"], b"a pipe is written as JSON Lines"),
        (["--use", "ai-train", "--kept", "k.jsonl", "--held", "h.jsonl", "--column", "page=x"], b"FIELD=NAME"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], message: bytes, lines: Path) -> None:
    """Each wrong call says what is wrong and writes nothing."""
    done = subprocess.run([*COMMAND, lines.name, *arguments], cwd=lines.parent, capture_output=True, check=False)
    assert done.returncode == 2
    assert message in done.stderr
    assert b"Traceback" not in done.stderr
    assert [path.name for path in lines.parent.iterdir()] == ["in.jsonl"]
