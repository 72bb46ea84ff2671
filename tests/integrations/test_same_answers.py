# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What the engines are compared with: the command line, and ``Gate`` in Python, over two thousand records."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import orjson
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.integrations.conftest import Answers

    from rightscheck import Gate

pytest.importorskip("pyarrow", reason="the extra 'gate' is not installed")


def test_the_records_are_a_fair_question(records: list[dict[str, Any]], expected: Answers) -> None:
    """At least 15 % of the records are kept and 15 % held, for several reasons: agreement on them means something."""
    assert len(records) == len(expected.held) == 2000
    held = [orjson.loads(answer) for answer in expected.held.values() if answer is not None]
    assert 0.15 * 2000 <= len(held) <= 0.85 * 2000
    assert len(Counter(answer["reason"] for answer in held)) >= 4


def test_gate_in_python_answers_as_the_command_line(
    records: list[dict[str, Any]], gate: Gate, agrees: Callable[..., None]
) -> None:
    """The record form gives the answers of the Parquet form."""

    def row(record: dict[str, Any]) -> dict[str, Any]:
        held = gate(record).held()
        return {"id": record["id"], "held": None if held is None else orjson.dumps(held).decode()}

    agrees(row(record) for record in records)


def test_a_batch_answers_as_the_command_line(folder: Path, gate: Gate, agrees: Callable[..., None]) -> None:
    """The Arrow form gives the same."""
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(folder / "pages.parquet").slice(0, 500)
    agrees(gate.batch(table).drop_columns(["rights", "rights_outcome"]).to_pylist(), 500)


def test_json_lines_answer_as_parquet(
    folder: Path, command: Callable[..., None], agrees: Callable[..., None], tmp_path: Path
) -> None:
    """The command line says of a line what it says of the row."""
    kept, held = tmp_path / "kept.jsonl", tmp_path / "held.jsonl"
    command(folder, "pages.jsonl", "--kept", str(kept), "--held", str(held))
    rows = [{"id": orjson.loads(line)["id"], "held": None} for line in kept.read_bytes().splitlines()]
    for line in held.read_bytes().splitlines():
        record = orjson.loads(line)
        rows.append({"id": record["id"], "held": orjson.dumps(record["held"]).decode()})
    agrees(rows)
