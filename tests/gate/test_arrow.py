# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The kernel's Arrow form: rows in, rows out, with the answers of the record form, to the byte."""

from __future__ import annotations

import datetime as dt
import json
import pickle
from typing import Any

import pytest

from rightscheck import Gate
from rightscheck.errors import InputError
from rightscheck.model import Reuse

arrow = pytest.importorskip("pyarrow")

ROWS: list[dict[str, Any]] = [
    {"id": "a", "url": "http://a.example/", "html": "<p>AI training is prohibited.</p>", "robots_txt": None},
    {"id": "b", "url": "http://b.example/", "html": "<p>Weather.</p>", "robots_txt": "User-agent: *\nAllow: /\n"},
    {"id": "c", "url": None, "html": None, "robots_txt": None},
]


@pytest.fixture(scope="module")
def gate() -> Gate:
    """A gate under a lenient law."""
    return Gate(uses=["ai-train"], profile="us", accept=["standing"], on_uncertain="keep")


def test_a_batch_has_the_answers_of_its_records(gate: Gate) -> None:
    """Each row has the rights, outcomes and held object that the same record gets by itself."""
    batch = arrow.RecordBatch.from_pylist(ROWS)
    out = gate.batch(batch)
    assert out.schema.names == ["id", "url", "html", "robots_txt", "rights", "rights_outcome", "held"]
    for row, record in zip(out.to_pylist(), ROWS, strict=True):
        verdict = gate(record)
        assert json.loads(row["rights"]) == verdict.report.rights()
        assert row["rights_outcome"] == {r.value: verdict.report.decisions[r].outcome.token for r in Reuse}
        assert (None if row["held"] is None else json.loads(row["held"])) == verdict.held()


def test_tables_empty_batches_and_pickles_have_the_same_schema(gate: Gate) -> None:
    """The schema is exact for no rows, for a table of chunks, and from a gate that has travelled."""
    table = arrow.concat_tables([arrow.Table.from_pylist(ROWS), arrow.Table.from_pylist(ROWS)])
    again = pickle.loads(pickle.dumps(gate))  # noqa: S301  # our own bytes
    full, empty = again.batch(table), gate.batch(table.slice(0, 0))
    assert full.num_rows == 6
    assert empty.num_rows == 0
    assert full.schema.equals(empty.schema)
    assert full.schema.equals(gate.batch(arrow.RecordBatch.from_pylist(ROWS)).schema)


def test_rows_in_the_types_of_engines(gate: Gate) -> None:
    """Maps, structs, large strings, binary pages and timestamps are read as the contract means them."""
    schema = arrow.schema(
        [
            ("html", arrow.binary()),
            ("text", arrow.large_string()),
            ("headers", arrow.map_(arrow.string(), arrow.list_(arrow.string()))),
            ("site_files", arrow.struct([("/.well-known/tdmrep.json", arrow.string())])),
            ("fetched_at", arrow.timestamp("us", tz="UTC")),
        ]
    )
    moment = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    row = {
        "html": "<p>Café</p>".encode(),
        "headers": [("TDM-Reservation", ["1"])],
        "site_files": {"/.well-known/tdmrep.json": None},
        "fetched_at": moment,
    }
    (out,) = gate.batch(arrow.RecordBatch.from_pylist([row], schema=schema)).to_pylist()
    rights = json.loads(out["rights"])
    assert rights["observed_at"].startswith("2026-11-01")
    assert rights["reuses"]["tdm"]["stated"] == "denied"
    assert json.loads(out["held"])["reason"] == "stated-denied"


def test_a_string_that_is_no_utf8_is_held(gate: Gate) -> None:
    """One rotten cell costs its own row and no other."""
    good, bad = b"<p>x</p>", b"\xff\xfe"
    offsets = arrow.array([0, len(good), len(good) + len(bad)], arrow.int32()).buffers()[1]
    column = arrow.Array.from_buffers(arrow.string(), 2, [None, offsets, arrow.py_buffer(good + bad)])
    out = gate.batch(arrow.RecordBatch.from_arrays([column], names=["html"])).column("held").to_pylist()
    assert out[0] is None
    assert json.loads(out[1])["reason"] == "unread"


def test_a_column_that_is_taken_is_refused(gate: Gate) -> None:
    """A table that has rights already is not written over."""
    with pytest.raises(InputError, match="rights"):
        gate.batch(arrow.RecordBatch.from_pylist([{"text": "x", "rights": "mine"}]))
