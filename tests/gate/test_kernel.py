# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The kernel that every engine runs: the declared schema comes out whatever goes in."""

from __future__ import annotations

import datetime as dt
import json
import pickle
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rightscheck import Gate
from rightscheck.errors import InputError

arrow = pytest.importorskip("pyarrow", reason="the extra 'gate' is not installed")
kernels = pytest.importorskip("rightscheck.gate.kernel", reason="the extra 'gate' is not installed")

ROWS: list[dict[str, Any]] = [
    {"id": "a", "html": "<p>AI training is prohibited.</p>"},
    {"id": "b", "html": "<p>Weather.</p>"},
    {"id": "c", "html": None},
]


@pytest.fixture(scope="module")
def gate() -> Gate:
    """A gate under a lenient law."""
    return Gate(uses=["ai-train"], profile="us", accept=["standing"], on_uncertain="keep")


def test_annotate_adds_rights_and_outcomes(gate: Gate) -> None:
    """The annotate form adds what ``gate --annotate`` adds: the rights as JSON and ten outcomes."""
    out = kernels.Kernel(gate=gate, form="annotate")(arrow.RecordBatch.from_pylist(ROWS))
    assert out.schema.names == ["id", "html", "rights", "rights_outcome"]
    for row, record in zip(out.to_pylist(), ROWS, strict=True):
        rights = gate(record).report.rights()
        assert json.loads(row["rights"]) == rights
        assert row["rights_outcome"] == {reuse: answer["outcome"] for reuse, answer in rights["reuses"].items()}


def test_gate_adds_kept_and_held(gate: Gate) -> None:
    """The gate form tells kept from held, and why in JSON."""
    out = kernels.Kernel(gate=gate, form="gate")(arrow.RecordBatch.from_pylist(ROWS)).to_pylist()
    assert [row["kept"] for row in out] == [False, True, False]
    assert [row["held"] is None for row in out] == [False, True, False]
    assert [json.loads(row["held"]) for row in out if not row["kept"]] == [gate(r).held() for r in (ROWS[0], ROWS[2])]


@pytest.mark.parametrize("form", ["annotate", "gate", "both"])
def test_the_schema_is_the_declared_one(gate: Gate, form: str) -> None:
    """Empty, one row, many chunks, batch or table: the same schema, and the kind that came in comes out."""
    kernel = pickle.loads(pickle.dumps(kernels.Kernel(gate=gate, form=form)))  # noqa: S301  # our own bytes
    table = arrow.concat_tables([arrow.Table.from_pylist(ROWS)] * 60)
    for part in (table, table.slice(0, 0), table.slice(1, 1), table.combine_chunks().to_batches()[0]):
        out = kernel(part)
        assert type(out) is type(part)
        assert out.num_rows == part.num_rows
        assert out.schema.equals(kernel.schema(part.schema), check_metadata=True)
        assert out.select(part.schema.names).equals(part)


def test_a_name_that_is_taken_needs_another(gate: Gate) -> None:
    """Columns are never written over; ``field`` names the new ones."""
    batch = arrow.RecordBatch.from_pylist([{"text": "x", "held": 1, "rights": 2}])
    with pytest.raises(InputError, match="held"):
        kernels.Kernel(gate=gate, form="gate")(batch)
    with pytest.raises(InputError, match="rights"):
        kernels.Kernel(gate=gate, form="annotate")(batch)
    gated = kernels.Kernel(gate=gate, form="gate", field="mine")(batch)
    assert gated.schema.names[3:] == ["mine_kept", "mine"]
    marked = kernels.Kernel(gate=gate, form="annotate", field="mine")(batch)
    assert marked.schema.names[3:] == ["mine", "mine_outcome"]


@pytest.mark.parametrize(
    "column",
    [
        arrow.array([1], arrow.timestamp("us", tz="No/Where")),
        arrow.array([10**18], arrow.timestamp("s")),
        arrow.array([1], arrow.duration("s")),
        arrow.array([[b"\xff"]]),
    ],
    ids=str,
)
def test_a_value_python_cannot_hold_is_held(gate: Gate, column: Any) -> None:  # noqa: ANN401  # pyarrow ships no types
    """No value makes the kernel raise: its row is held as unread."""
    batch = arrow.RecordBatch.from_arrays([column, arrow.array(["x"])], names=["fetched_at", "text"])
    (held,) = kernels.Kernel(gate=gate, form="gate")(batch).column("held").to_pylist()
    assert json.loads(held)["reason"] == "unread"


_TYPES = (
    arrow.string(),
    arrow.large_string(),
    arrow.binary(),
    arrow.int64(),
    arrow.float64(),
    arrow.bool_(),
    arrow.null(),
    arrow.list_(arrow.list_(arrow.string())),
    arrow.map_(arrow.string(), arrow.string()),
    arrow.struct([("status", arrow.int64()), ("/robots.txt", arrow.string())]),
    arrow.timestamp("ns"),
    arrow.date32(),
)
_SAMPLES: dict[str, list[Any]] = {
    "list<item: list<item: string>>": [[["a", "b"]], [[]], None],
    "map<string, string>": [[("a", "b")], [], None],
    "struct<status: int64, /robots.txt: string>": [{"status": 404, "/robots.txt": None}, None],
}


def _column(kind: Any, pick: int) -> Any:  # noqa: ANN401  # pyarrow ships no types
    """Three values of this type."""
    plain: list[Any] = [1, 0, None] if pick % 2 else [200, None, 5]
    if str(kind) in _SAMPLES:
        return arrow.array((_SAMPLES[str(kind)] * 3)[pick % 2 : pick % 2 + 3], kind)
    if arrow.types.is_null(kind):
        return arrow.nulls(3)
    if arrow.types.is_primitive(kind) and not arrow.types.is_boolean(kind):
        return arrow.array(plain, arrow.int32() if arrow.types.is_date(kind) else arrow.int64()).cast(kind)
    if arrow.types.is_boolean(kind):
        return arrow.array([True, None, False])
    return arrow.array(["<p>AI training is prohibited.</p>", "", None], arrow.string()).cast(kind)


@given(
    columns=st.dictionaries(
        st.sampled_from(["id", "url", "html", "text", "content", "headers", "status", "robots_txt", "site_files",
                         "fetched_at", "metadata", "crawl_date"]),
        st.tuples(st.sampled_from(_TYPES), st.integers(0, 1)),
        min_size=1,
        max_size=5,
    )
)  # fmt: skip  # the contract's names and some guesses
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_type_makes_it_raise(gate: Gate, columns: dict[str, tuple[Any, int]]) -> None:
    """Any column may be of any type: each row gets an answer, and the schema is the declared one."""
    batch = arrow.RecordBatch.from_pydict({name: _column(kind, pick) for name, (kind, pick) in columns.items()})
    kernel = kernels.Kernel(gate=gate, form="both")
    out = kernel(batch)
    assert out.schema.equals(kernel.schema(batch.schema))
    assert out.column("rights").null_count == 0


def test_a_gate_shows_what_was_asked(gate: Gate) -> None:
    """Engines write into their logs what they were given: the question and the rules, in one line."""
    assert repr(gate).startswith("<Gate uses=['ai-train'], profile=['us'], accept=[")
    assert repr(gate).endswith(f"rules {gate.judging.rules.digest}>")


def test_a_moment_is_read_in_any_unit(gate: Gate) -> None:
    """A date and a moment of nanoseconds tell the day, under a guessed name too."""
    day = arrow.array([dt.date(2026, 11, 1)])
    for name, column in (("fetched_at", day), ("crawl_date", day.cast(arrow.timestamp("ns", tz="UTC")))):
        batch = arrow.RecordBatch.from_arrays([column, arrow.array(["x"])], names=[name, "text"])
        (rights,) = kernels.Kernel(gate=gate, form="annotate")(batch).column("rights").to_pylist()
        assert json.loads(rights)["as_of"] == "2026-11-01"
