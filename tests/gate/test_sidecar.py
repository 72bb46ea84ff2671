# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Marks beside a dataset: small, one for each record, with evidence for those that speak."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.cli import main
from rightscheck.gate.gating import Gate
from rightscheck.model import Reuse
from rightscheck.sources.packed import Packing, open_packed

if TYPE_CHECKING:
    from pathlib import Path


def proofs(path: Path) -> dict[str, Any]:
    """The second file by reference."""
    with open_packed(path, Packing.ZSTD) as stream:
        found = [json.loads(line) for line in stream]
    assert len({proof["ref"] for proof in found}) == len(found)
    return {proof["ref"]: proof["rights"] for proof in found}


def test_a_mark_for_each_record(lines: Path, pages: list[dict[str, Any]]) -> None:
    """Marks stand in order with the outcomes of each record; those that speak refer to evidence kept once."""
    before = lines.read_bytes()
    marks = lines.with_name("marks.jsonl")
    assert main(["gate", str(lines), "--sidecar", str(marks), "--profile", "us", "--quiet"]) == 0
    assert lines.read_bytes() == before
    found = [json.loads(line) for line in marks.read_bytes().splitlines()]
    known = proofs(lines.with_name("marks.evidence.jsonl.zst"))
    gate = Gate(uses=["ai-train"], profile="us")
    assert [mark["id"] for mark in found] == [*(record["id"] for record in pages), "31"]
    for mark, record in zip(found, pages, strict=False):
        rights = gate(record).report.rights()
        assert {r.value: mark[r.value] for r in Reuse} == {u: a["outcome"] for u, a in rights["reuses"].items()}
        assert (mark["evidence"] is None) is (not rights["evidence"])
        if mark["evidence"]:
            assert known[mark["evidence"]]["evidence"] == rights["evidence"]
    assert len(known) < 10
    assert known[found[-1]["evidence"]]["unread"][0]["reason"] == "malformed"


def test_marks_as_parquet_are_small(lines: Path) -> None:
    """As Parquet a mark takes less than 40 bytes, and the rows are those of the JSON form."""
    parquet = pytest.importorskip("pyarrow.parquet")
    lines.write_bytes(
        b"".join(json.dumps({"id": f"{n:08}", "url": f"http://s{n % 7}.example/", "text": "x"}).encode() + b"\n"
                 for n in range(1500))
    )  # fmt: skip
    marks = lines.with_name("marks.parquet")
    assert main(["gate", str(lines), "--sidecar", str(marks), "--quiet"]) == 0
    table = parquet.read_table(marks)
    assert table.num_rows == 1500
    assert table.column("host").to_pylist()[8] == "s1.example"
    assert marks.stat().st_size < 40 * 1500


def test_a_sidecar_stands_alone(lines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is not mixed with another output, and a WARC holds no marks."""
    assert main(["gate", str(lines), "--sidecar", "m.jsonl", "--annotate"]) == 2
    assert main(["gate", str(lines), "--sidecar", "m.warc"]) == 2
    assert "sidecar" in capsys.readouterr().err
