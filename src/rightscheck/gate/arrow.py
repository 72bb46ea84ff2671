# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The kernel's Arrow form: record batch in, record batch out (design.md §5, Arrow and Parquet).

``rights`` and ``held`` are strings of JSON and the outcomes a struct of ten strings, because maps and nested lists
break in engines. It never raises for what a row holds, always returns exactly the declared schema, and pickles with
the gate it is called with. Only the columns of the contract are turned into Python values.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import orjson
import pyarrow as pa

from rightscheck.errors import InputError
from rightscheck.gate.columns import CONTRACT, mapping
from rightscheck.gate.malformed import whole
from rightscheck.model import Reuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rightscheck.gate.gating import Gate
    from rightscheck.gate.verdict import Verdict

RIGHTS = "rights"
OUTCOMES = "rights_outcome"
HELD = "held"
OUTCOME_TYPE = pa.struct([(reuse.value, pa.string()) for reuse in Reuse])
_ADDED = (pa.field(RIGHTS, pa.string()), pa.field(OUTCOMES, OUTCOME_TYPE), pa.field(HELD, pa.string()))
_MOMENTS = ("fetched_at",)


def schema_with(schema: pa.Schema, added: Sequence[pa.Field] = _ADDED) -> pa.Schema:
    """The schema that comes out for this one going in.

    Raises:
        InputError: it has a column of such a name already.
    """
    for field in added:
        if field.name in schema.names:
            raise InputError(f"the table already has a column {field.name!r}; rename it, or pass --field NAME")
    return pa.schema([*schema, *added], metadata=schema.metadata)


def annotated(batch: pa.RecordBatch | pa.Table, gate: Gate) -> pa.RecordBatch:
    """The rows with ``rights``, ``rights_outcome`` and ``held``, which is null for a row that passes.

    Raises:
        InputError: a column of such a name is there already.
    """
    schema = schema_with(batch.schema)
    whole_batch = _one_batch(batch)
    verdicts = [verdict for verdict, _ in judged(whole_batch, gate)]
    columns = [
        pa.array([rights_json(verdict) for verdict in verdicts], pa.string()),
        outcomes(verdicts),
        pa.array([held_json(verdict) for verdict in verdicts], pa.string()),
    ]
    return pa.RecordBatch.from_arrays([*whole_batch.columns, *columns], schema=schema)


def judged(batch: pa.RecordBatch, gate: Gate) -> Iterator[tuple[Verdict, dict[str, Any]]]:
    """The verdict on each row, with the row as far as it was read."""
    names = needed(batch.schema.names, gate.judging.columns)
    for record, fault in rows_of(batch, names):
        yield (gate(record) if fault is None else gate.unreadable(fault)), record


def needed(names: Sequence[str], named: tuple[tuple[str, str], ...]) -> list[str]:
    """The columns that judging asks for: those of the contract, those named, and those guessed."""
    paths = {path[0] for _, path in mapping(tuple(names), named)}
    return [name for name in names if name in CONTRACT or name in paths]


def rows_of(batch: pa.RecordBatch, names: Sequence[str]) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Each row of these columns as a record, with the fault of one that no reader can take."""
    chosen = batch.select(list(names))
    try:
        rows = chosen.to_pylist()
    except (ValueError, OverflowError):  # a string that is no UTF-8, a time out of range: find out which row
        yield from (_row(chosen.slice(place, 1)) for place in range(batch.num_rows))
        return
    yield from ((_plain(row), None) for row in rows)


def _row(batch: pa.RecordBatch) -> tuple[dict[str, Any], str | None]:
    record: dict[str, Any] = {}
    fault = None
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        try:
            record[name] = column.to_pylist()[0]
        except (ValueError, OverflowError) as error:
            fault = fault or whole(f"{name}: not readable: {error}")
            if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
                record[f"{name}_base64"] = column.cast(pa.large_binary()).to_pylist()[0]
    return _plain(record), fault


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    """The row with text as text and moments as the contract writes them."""
    for name in _MOMENTS:
        if isinstance(record.get(name), datetime | date):
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


def outcomes(verdicts: Sequence[Verdict]) -> pa.Array:
    """One struct of ten outcomes a row."""
    rows = [{reuse: d.outcome.token for reuse, d in verdict.report.reuses.items()} for verdict in verdicts]
    return pa.array(rows, OUTCOME_TYPE)


def _one_batch(batch: pa.RecordBatch | pa.Table) -> pa.RecordBatch:
    if isinstance(batch, pa.RecordBatch):
        return batch
    found = batch.combine_chunks().to_batches()
    return found[0] if found else pa.RecordBatch.from_pylist([], schema=batch.schema)
