# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The suffix of an output tells its form, or the command says that it tells none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from rightscheck.cli import main
from rightscheck.cli.formats import FORMS
from rightscheck.cli.settings import output

if TYPE_CHECKING:
    from pathlib import Path

    from rightscheck.cli.settings import Output


def to(path: Path, forms: tuple[str, ...] = FORMS, form: str | None = None) -> Output:
    """The output behind these flags."""
    flags = dict.fromkeys(("overwrite", "quiet", "verbose", "no_progress"), False)
    return output({"output": path, "form": form, **flags}, forms)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("report", "terminal"),
        ("report.TXT", "terminal"),
        ("rights.json", "jsonl"),
        ("rights.JSONL", "jsonl"),
        ("rights.ndjson", "jsonl"),
        ("rights.csv", "csv"),
    ],
)
def test_a_known_suffix_tells_the_form(name: str, form: str, tmp_path: Path) -> None:
    """In any case; JSON is JSON Lines where the command writes no other."""
    assert to(tmp_path / name).form == form


def test_a_command_that_writes_json_does(tmp_path: Path) -> None:
    """The nearest form wins."""
    assert to(tmp_path / "x.json", ("terminal", "json", "jsonl")).form == "json"


def test_what_is_named_wins(tmp_path: Path) -> None:
    """With --format any name will do."""
    assert to(tmp_path / "rights.2026-11-25", form="csv").form == "csv"


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv.gz", "a.html", "a.csv"])
def test_an_unknown_suffix_is_a_clear_error(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is read, nothing is written, and the message names what would work."""
    page = tmp_path / "page.txt"
    page.write_text("High water is at noon.", encoding="utf-8")
    out = tmp_path / name
    assert main(["explain", str(page), "--output", str(out)]) == 2
    told = capsys.readouterr().err
    assert ".jsonl" in told
    assert "--format" in told
    assert not out.exists()


def test_json_of_one_page_is_json(tmp_path: Path) -> None:
    """``--output x.json`` is read as JSON by whoever gets it."""
    page, out = tmp_path / "page.txt", tmp_path / "x.json"
    page.write_text("All rights reserved.", encoding="utf-8")
    assert main(["explain", str(page), "--output", str(out)]) == 0
    assert json.loads(out.read_bytes())["rights"]["schema"]
