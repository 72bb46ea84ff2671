# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The command as a whole: help, start-up, errors."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rightscheck.cli import main
from rightscheck.cli.app import COMMANDS

HEAVY = ("httpx", "bs4", "rich", "turbohtml", "publicsuffixlist", "ahocorasick_rs")


def python(code: str) -> subprocess.CompletedProcess[str]:
    """What a fresh interpreter does with this code."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # our own code


def test_help_stays_light() -> None:
    """Help loads no network, no parser and no table drawing."""
    done = python(
        "import sys; from rightscheck.cli import main; code = main(['--help']);"
        f"print([name for name in {HEAVY!r} if name in sys.modules], code)"
    )
    assert done.stdout.splitlines()[-1] == "[] 0", done.stderr


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Every command stands in the help with a line of its own."""
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"\n  {name} " in shown for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_shows_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The help of a command can be tried at once."""
    assert main([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert f"  rightscheck {name}" in shown
    assert "Examples:" in shown


def test_a_misspelt_command_is_offered_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage ends with 2."""
    assert main(["audti"]) == 2
    assert "did you mean 'audit'" in capsys.readouterr().err


def test_the_module_is_the_command() -> None:
    """``python -m rightscheck`` does the same."""
    done = subprocess.run(
        [sys.executable, "-m", "rightscheck", "--version"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "rightscheck" in done.stdout) == (0, True)


def test_help_promises_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """No help text says that something is lawful or without risk."""
    for name in ("", *COMMANDS):
        main([*([name] if name else []), "--help"])
    shown = capsys.readouterr().out.lower()
    assert not [word for word in ("legal", "compliant", "safe ", "free to use") if word in shown]


def test_a_reader_who_left_is_no_fault() -> None:
    """When the reader of our output closes the pipe, no traceback is shown."""
    help_to_nobody = f"{sys.executable} -m rightscheck --help | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", help_to_nobody], capture_output=True, text=True, check=False)  # noqa: S607  # a shell's pipe is the case
    assert "Traceback" not in done.stderr
    assert done.returncode in {0, 1}
