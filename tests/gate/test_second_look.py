# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A sample of a run is read again by the other reader, and the manifest tells how often it disagrees."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rightscheck.cli import main
from rightscheck.gate.gating import Gate
from rightscheck.gate.second_look import agrees

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [{"id": str(n), "html": f"<p>Text and data mining of page {n} is not permitted."} for n in range(12)]


def test_every_record_is_read_again(tmp_path: Path) -> None:
    """A sample of one in one reads all pages again, and both readers agree."""
    source = tmp_path / "pages.jsonl"
    source.write_text("".join(json.dumps(page) + "\n" for page in PAGES), encoding="utf-8")
    kept, held = tmp_path / "kept.jsonl", tmp_path / "held.jsonl"
    split = ["--use", "tdm", "--kept", str(kept), "--held", str(held), "--audit-sample", "1", "--quiet"]
    assert main(["gate", str(source), *split]) == 0
    manifest = json.loads((tmp_path / "kept.jsonl.manifest.json").read_bytes())
    assert manifest["counts"]["audited"] == len(PAGES)
    assert manifest["counts"]["disagreed"] == 0
    assert manifest["disagreement_of_readers"] == 0


def test_a_disagreement_is_told() -> None:
    """Two readings that differ are told apart; a text and a page that is not drawn are not read again."""
    gate = Gate(uses=["tdm"])
    judging = replace(gate.judging, audit_sample=1)
    first, second = PAGES[0], {"html": "<p>All about boats."}
    report = gate(first).report
    assert agrees(report, first, judging) is True
    assert agrees(report, second, judging) is False
    assert agrees(gate({"text": "boats"}).report, {"text": "boats"}, judging) is None
    assert agrees(report, first, gate.judging) is None


@pytest.mark.parametrize("one_in", [2, 5])
def test_the_sample_hangs_on_the_page(one_in: int) -> None:
    """The same pages are drawn whenever they are judged, and not all of them."""
    gate = Gate(uses=["tdm"])
    judging = replace(gate.judging, audit_sample=one_in)
    drawn = [[agrees(gate(page).report, page, judging) for page in pages] for pages in (PAGES, PAGES[::-1])]
    assert drawn[0] == drawn[1][::-1]
    assert None in drawn[0]
