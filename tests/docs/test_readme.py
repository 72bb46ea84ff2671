# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The README stays true: every example of it is run, and what it shows is what comes out."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(m.group(1), m.group(2)) for m in FENCE.finditer(README)]
#: A line in a shown output that stands for lines left out.
LEFT_OUT = "…"


def shown() -> list[tuple[str, str]]:
    """Each ``sh`` block of one rightscheck command with the ``text`` block right after it."""
    pairs = itertools.pairwise(BLOCKS)
    return [
        (command, output)
        for (kind, command), (after, output) in pairs
        if kind == "sh" and after == "text" and command.startswith("rightscheck ")
    ]


def run(command: str) -> str:
    """What the command prints, as on a terminal of a hundred columns without colour."""
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    arguments = command.strip().removeprefix("rightscheck ").split()
    done = subprocess.run(
        [sys.executable, "-m", "rightscheck", *arguments],
        capture_output=True,
        check=False,
        cwd=ROOT,
        encoding="utf-8",
        env={**environment, "PYTHONUTF8": "1"},
    )
    assert done.returncode in {0, 10, 11, 12}, done.stderr
    return done.stdout


def test_the_first_two_commands_are_one_line_each() -> None:
    """The first two ``sh`` blocks are the demo and the tests, one command line each."""
    commands = [body for kind, body in BLOCKS if kind == "sh"][:2]
    assert [body.count("\n") for body in commands] == [1, 1]
    assert commands[0].rstrip().endswith("rightscheck demo")
    assert commands[1].rstrip().endswith("-m pytest")


@pytest.mark.parametrize(("command", "output"), shown(), ids=lambda v: v.split("\n")[0][:60])
def test_an_example_shows_what_comes_out(command: str, output: str) -> None:
    """Every line the README shows comes out in that order; a line of one ellipsis stands for what is left out."""
    real = run(command)
    at = 0
    for part in output.split(f"{LEFT_OUT}\n"):
        found = real.find(part, at)
        assert found >= 0, f"not in the output of {command}:\n{part}\n--- real ---\n{real}"
        at = found + len(part)


def test_there_are_examples() -> None:
    """At least three commands are shown with their output, so that the test above cannot pass on nothing."""
    assert len(shown()) >= 3


def test_python_examples_run() -> None:
    """The Python example of the README runs as it stands and its assertions hold."""
    code = [body for kind, body in BLOCKS if kind == "python"]
    assert code
    for body in code:
        done = subprocess.run([sys.executable, "-c", body], capture_output=True, text=True, check=False, cwd=ROOT)
        assert done.returncode == 0, done.stderr
