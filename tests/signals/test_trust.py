# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""trust.txt: the vectors of reference signals §10.3."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.model import Absent, Found, Observation, Scope
from rightscheck.resources import shipped
from rightscheck.signals.interface import Seen
from rightscheck.signals.trust import PATHS, READER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rightscheck.model import Reading

ROOT, KNOWN = PATHS


def read(root: str | None, known: str | None = None) -> Reading:
    """The reading of these two files."""
    files = {
        path: Absent(reason="404") if body is None else Found(body=body.encode("utf-8", "surrogatepass"))
        for path, body in ((ROOT, root), (KNOWN, known))
    }
    return READER.read(
        Seen(observation=Observation(url="https://weekly.example/a", site_files=files), page=None), shipped()
    )


def said(reading: Reading) -> list[str]:
    """The values found."""
    return [finding.value for signal in reading.signals for finding in signal.findings]


@pytest.mark.parametrize(
    ("root", "known", "expected", "codes"),
    [
        ("datatrainingallowed=no", None, ["no"], []),
        ("DataTrainingAllowed=Yes", None, ["yes"], []),
        ("\ufeff datatrainingallowed = no # for now", None, ["no"], []),
        ("datatrainingallowed=maybe", None, [], ["trust-unknown-value"]),
        ("datatrainingallowed=", None, [], ["trust-unknown-value"]),
        ("datatrainingallowed: no", None, [], []),
        ("#datatrainingallowed=no", None, [], []),
        ("# datatrainingallowed=\nmember=https://a.example/", None, [], []),
        ("datatrainingallowed=yes\ndatatrainingallowed=no", None, ["yes", "no"], ["trust-differs"]),
        ("datatrainingallowed=no", "datatrainingallowed=yes", ["no"], ["trust-differs"]),
        ("datatrainingallowed=yes", "datatrainingallowed=no", ["yes"], ["trust-differs"]),
        ("datatrainingallowed=yes", "datatrainingallowed=yes", ["yes"], []),
        ("member=https://a.example/", "datatrainingallowed=no", ["no"], []),
        (None, "datatrainingallowed=no", ["no"], []),
        (None, None, [], []),
        ("", "", [], []),
    ],
)
def test_the_answer_on_training(root: str | None, known: str | None, expected: list[str], codes: list[str]) -> None:
    """The root's file speaks first; comments and other values say nothing; differences are told."""
    reading = read(root, known)
    assert said(reading) == expected
    assert [d.code for d in reading.diagnostics] == codes


def test_the_record_is_quoted_with_its_line() -> None:
    """Evidence: the line as written, its number, the file's address, for the whole site."""
    (signal,) = read("# us\nDataTrainingAllowed=No\n").signals
    evidence = signal.evidence
    assert (evidence.place, evidence.quote, evidence.scope) == ("/trust.txt:2", "DataTrainingAllowed=No", Scope.SITE)
    assert evidence.url == "https://weekly.example/trust.txt"


def test_a_record_in_a_comment_is_no_answer(shared: Callable[[str], Path]) -> None:
    """The developers' field corpus: silent where the record is commented out."""
    for line in shared("corpus/field/dev.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case["topic"] == "trust.txt":
            assert said(read(case["record"]["site_files"]["/trust.txt"])) == []


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("datringlowe=#yYno \n\r\x00é\ud800"), max_size=80))
def test_no_file_breaks_the_reader(text: str) -> None:
    """Any text gets an answer."""
    read(text, text)


@pytest.mark.parametrize("text", ["datatrainingallowed=no\n", "=", "\n", "datatrainingallowed="])
def test_a_megabyte_is_read(text: str) -> None:
    """Hostile sizes end in an answer."""
    read(text * (1_000_000 // len(text)))
