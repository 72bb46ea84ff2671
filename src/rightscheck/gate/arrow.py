# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Rows of Arrow as records, and verdicts as columns (design.md §5, Arrow and Parquet).

``rights`` and ``held`` are strings of JSON and the outcomes a struct of ten strings, because maps and nested lists
break in engines. Nothing a row holds makes reading raise: a value that Python cannot hold is the fault of its row.
Only the columns of the contract are turned into Python values.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

import orjson
import pyarrow as pa

from rightscheck.errors import InputError
from rightscheck.gate.columns import BESIDE, CONTRACT, mapping
from rightscheck.gate.malformed import whole
from rightscheck.model import Reuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rightscheck.gate.judging import Judging
    from rightscheck.gate.verdict import Verdict

RIGHTS = "rights"
OUTCOMES = "rights_outcome"
HELD = "held"
OUTCOME_TYPE = pa.struct([(reuse.value, pa.string()) for reuse in Reuse])
#: What a value raises that Python cannot hold: no UTF-8, a time out of range, a time zone nobody knows.
_UNREADABLE = (ValueError, OverflowError, KeyError)


class Judge(Protocol):
    """What is asked of a gate: a verdict on any record, and on what could not be read at all."""

    @property
    def judging(self) -> Judging:
        """How it judges."""

    def __call__(self, record: Mapping[str, Any] | object) -> Verdict:
        """The verdict on one record."""

    def unreadable(self, fault: str) -> Verdict:
        """The verdict on what could not be read."""


def schema_with(schema: pa.Schema, added: Sequence[pa.Field]) -> pa.Schema:
    """The schema that comes out for this one going in.

    Raises:
        InputError: it has a column of such a name already.
    """
    for field in added:
        if field.name in schema.names:
            raise InputError(f"the table already has a column {field.name!r}; rename it, or pass --field NAME")
    return pa.schema([*schema, *added], metadata=schema.metadata)


def judged(batch: pa.RecordBatch, gate: Judge) -> Iterator[Verdict]:
    """The verdict on each row, in order."""
    names = needed(batch.schema.names, gate.judging.columns)
    for record, fault in rows_of(batch, names):
        yield gate(record) if fault is None else gate.unreadable(fault)


def needed(names: Sequence[str], named: tuple[tuple[str, str], ...]) -> list[str]:
    """The columns that judging asks for: those of the contract and beside it, those named, and those guessed."""
    paths = {path[0] for _, path in mapping(tuple(names), named)}
    return [name for name in names if name in (*CONTRACT, *BESIDE) or name in paths]


def rows_of(batch: pa.RecordBatch, names: Sequence[str]) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Each row of these columns as a record, with the fault of one that no reader can take."""
    chosen = _in_microseconds(batch.select(list(names)))
    try:
        rows = chosen.to_pylist()
    except _UNREADABLE:  # find out which row
        yield from (_row(chosen.slice(place, 1)) for place in range(batch.num_rows))
        return
    moments = [field.name for field in chosen.schema if pa.types.is_temporal(field.type)]
    yield from ((_plain(row, moments), None) for row in rows)


def _in_microseconds(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The rows with moments as Python holds them; nanoseconds would come in a type of pandas."""
    for place, field in enumerate(batch.schema):
        if pa.types.is_timestamp(field.type) and field.type.unit == "ns":
            cut = batch.column(place).cast(pa.timestamp("us", field.type.tz), safe=False)
            batch = batch.set_column(place, field.name, cut)
    return batch


def _row(batch: pa.RecordBatch) -> tuple[dict[str, Any], str | None]:
    record: dict[str, Any] = {}
    fault = None
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        try:
            record[name] = column.to_pylist()[0]
        except _UNREADABLE as error:
            fault = fault or whole(f"{name}: not readable: {error}")
            if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
                record[f"{name}_base64"] = column.cast(pa.large_binary()).to_pylist()[0]
    return _plain(record, list(record)), fault


def _plain(record: dict[str, Any], moments: Sequence[str]) -> dict[str, Any]:
    """The row with text as text and moments as the contract writes them."""
    for name in moments:
        if isinstance(record[name], datetime | date):
            record[name] = record[name].isoformat()
    if isinstance(record.get("text"), bytes):
        record["text"] = record["text"].decode("utf-8", "replace")
    return record


def rights_json(verdict: Verdict) -> str:
    """The ``rights`` object as JSON."""
    return orjson.dumps(verdict.report.rights()).decode()


def held_json(verdict: Verdict) -> str | None:
    """The ``held`` object as JSON, None for a row that passes."""
    held = verdict.held()
    return None if held is None else orjson.dumps(held).decode()


def outcomes_of(verdict: Verdict) -> dict[str, str]:
    """The outcome of each reuse."""
    return {reuse: decision.outcome.token for reuse, decision in verdict.report.reuses.items()}


def outcomes(verdicts: Sequence[Verdict]) -> pa.Array:
    """One struct of ten outcomes a row."""
    return pa.array([outcomes_of(verdict) for verdict in verdicts], OUTCOME_TYPE)
