# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``rightscheck gate`` as a user runs it: a process with files, streams and exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = (sys.executable, "-m", "rightscheck", "gate")


def gate(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The finished process."""
    return subprocess.run([*COMMAND, *map(str, arguments)], input=stdin, capture_output=True, check=False)


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Three records and one bad line."""
    path = tmp_path / "in.jsonl"
    path.write_bytes(
        b'{"id":"a","text":"Hello."}\n{"id":"b","html":"<p>x</p>","robots_txt":null}\noops\n{"text":"z"}\n'
    )
    return path


def test_it_annotates_a_file(dataset: Path, tmp_path: Path) -> None:
    """One line out per line in, in order; it ends with 0 and writes nothing to stdout."""
    out = tmp_path / "out.jsonl"
    done = gate(dataset, "--annotate", "--profile", "as-stated", "--output", out)
    assert (done.returncode, done.stdout) == (0, b"")
    records = [json.loads(line) for line in out.read_bytes().splitlines()]
    assert [record["id"] for record in records] == ["a", "b", "3", "4"]
    assert all(len(record["rights"]["reuses"]) == 10 for record in records)
    assert b"4 records" in done.stderr
    assert b"record 3: not JSON" in done.stderr
    assert not list(tmp_path.glob("*.tmp*"))


def test_stdin_to_stdout(dataset: Path) -> None:
    """It works in a pipe; stdout carries records only and --quiet leaves stderr empty."""
    done = gate("-", "--annotate", "--quiet", stdin=dataset.read_bytes())
    assert (done.returncode, done.stderr) == (0, b"")
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == 4


def test_several_inputs_become_one_output(dataset: Path) -> None:
    """Files follow one another, and numbers of lines without an id run on, so that no two agree."""
    done = gate(dataset, dataset, "--annotate")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "b", "3", "4", "a", "b", "7", "8"]


def test_the_soup_reader_gives_lines(tmp_path: Path) -> None:
    """--reader soup tells line and column of HTML evidence, bulk does not; the answers are the same."""
    path = tmp_path / "in.jsonl"
    page = '<html><head>\n<meta name="robots" content="noindex"></head><body><p>x</p></body></html>'
    path.write_text(json.dumps({"id": "a", "html": page}), encoding="utf-8")
    soup, bulk = (
        json.loads(gate(path, "--annotate", "--reader", reader).stdout)["rights"] for reader in ("soup", "bulk")
    )
    assert soup["evidence"][0]["line"] == 2
    assert "line" not in bulk["evidence"][0]
    assert soup["reuses"] == bulk["reuses"]


def test_strict_tells_the_answers(dataset: Path, tmp_path: Path) -> None:
    """With --strict an unreadable line is 12, silence 10, an empty dataset 13; without, all is 0."""
    assert gate(dataset, "--annotate", "--strict").returncode == 12
    assert gate(dataset, "--annotate", "--strict", "--fail-on", "uncertain").returncode == 10
    assert gate(dataset, "--annotate", "--strict", "--exit-zero").returncode == 0
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    assert gate(empty, "--annotate").returncode == 0
    assert gate(empty, "--annotate", "--strict").returncode == 13


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["IN"], b"--annotate"),
        (["none.jsonl", "--annotate"], b"none.jsonl: cannot be read"),
        (["IN", "--annotate", "--output", "IN"], b"input and output at once"),
        (["IN", "--annotate", "--output", "TAKEN"], b"--overwrite"),
        (["IN", "--annotate", "--output", "no/such/folder/out"], b"cannot be written"),
        (["IN", "--annotate", "--profile", "as-stat"], b"did you mean 'as-stated'"),
        (["IN", "--annotate", "--as-of", "tomorrow"], b"YYYY-MM-DD"),
        (["ZIP", "--annotate"], b"unpack or convert it first"),
        (["HAS", "--annotate"], b"line 1: the record already has a field 'rights'; pass --field NAME"),
        (["WIDE", "--annotate"], b"UTF-16"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], message: bytes, dataset: Path, tmp_path: Path) -> None:
    """Each wrong call says what is wrong, ends with 2, and writes nothing."""
    (tmp_path / "taken").write_bytes(b"old")
    (tmp_path / "has.jsonl").write_bytes(b'{"rights":1}\n')
    (tmp_path / "pages.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "wide.jsonl").write_bytes('{"id":1}'.encode("utf-16"))
    names = {
        "IN": dataset,
        "TAKEN": tmp_path / "taken",
        "HAS": tmp_path / "has.jsonl",
        "WIDE": tmp_path / "wide.jsonl",
        "ZIP": tmp_path / "pages.zip",
    }
    done = gate(*(names.get(argument, argument) for argument in arguments))
    assert done.returncode == 2, done.stderr
    assert message in done.stderr
    assert b"Traceback" not in done.stderr
    assert (done.stdout, (tmp_path / "taken").read_bytes()) == (b"", b"old")


def test_overwrite_replaces(dataset: Path, tmp_path: Path) -> None:
    """A clear word lets an output be replaced."""
    out = tmp_path / "out.jsonl"
    out.write_bytes(b"old")
    assert gate(dataset, "--annotate", "--output", out, "--overwrite").returncode == 0
    assert len(out.read_bytes().splitlines()) == 4


def test_any_name_may_be_annotated_to(dataset: Path, tmp_path: Path) -> None:
    """An output whose name tells no format is JSON Lines; an existing folder takes a file for each input."""
    assert gate(dataset, "--annotate", "--quiet", "--output", tmp_path / "out").returncode == 0
    (tmp_path / "folder").mkdir()
    assert gate(dataset, "--annotate", "--quiet", "--output", tmp_path / "folder").returncode == 0
    assert (tmp_path / "out").read_bytes() == (tmp_path / "folder" / "in.jsonl").read_bytes()


def test_another_field_keeps_what_is_there(tmp_path: Path) -> None:
    """A second annotation goes beside the first."""
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"id":"a","rights":"mine"}\n')
    record = json.loads(gate(path, "--annotate", "--field", "rights2").stdout)
    assert (record["rights"], record["rights2"]["schema"]) == ("mine", "rightscheck/1")


def test_ctrl_c_keeps_what_was_finished(tmp_path: Path) -> None:
    """An interrupted run ends with 130, leaves whole lines under NAME.partial and nothing under NAME."""
    out = tmp_path / "out.jsonl"
    command = [*COMMAND, "-", "--annotate", "--output", str(out)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as run:
        assert run.stdin is not None
        run.stdin.write(b'{"id":"a","text":"x"}\n' * 40)
        run.stdin.flush()
        _wait_for(tmp_path, "out.jsonl.tmp-*")
        os.kill(run.pid, signal.SIGINT)
        _, errors = run.communicate(timeout=30)
    assert run.returncode == 130, errors
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl.partial"]
    lines = (tmp_path / "out.jsonl.partial").read_bytes()
    assert lines.endswith(b"\n")
    assert all(json.loads(line)["id"] == "a" for line in lines.splitlines())
    assert b"out.jsonl.partial" in errors
    assert b"Traceback" not in errors


def _wait_for(folder: Path, pattern: str) -> None:
    """Return once such a file is there and something is written to it."""
    for _ in range(600):
        if any(path.stat().st_size for path in folder.glob(pattern)):
            return
        time.sleep(0.05)
    pytest.fail(f"{pattern} never appeared")
