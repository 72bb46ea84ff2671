# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A shard of Parquet that goes out as Parquet: rows are told apart by a mask, never taken out of their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import pyarrow as pa

from rightscheck.gate.arrow import OUTCOME_TYPE, OUTCOMES, held_json, needed, outcomes, rows_of, schema_with
from rightscheck.gate.work import KILLER, Role
from rightscheck.sources.tables import TableWriter, batches, group_rows, schema_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.gate.count import Count
    from rightscheck.gate.verdict import Verdict
    from rightscheck.gate.work import Hashing, Order, Progress, Work


def write_tables(order: Order, work: Work, sinks: Mapping[Role, Hashing], count: Count, progress: Progress) -> None:
    """Judge the rows of this shard and write each to one of the tables.

    Raises:
        InputError: the table has the field already, or cannot be read.
    """
    path = work.sources[order.shard.source].path
    schemas = schemas_of(schema_of(path), work)
    writers = {role: TableWriter(sinks[role], schema) for role, schema in schemas.items()}  # type: ignore[arg-type]  # all that pyarrow asks of a stream
    rows = sum(group_rows(path)[order.shard.start : order.shard.stop])
    for batch in batches(path, order.shard.start, order.shard.stop):
        verdicts = _judged(batch, order, work, count, progress)
        progress.advance(order.shard.size * batch.num_rows // rows)
        for role, part in _split(batch, verdicts, work, schemas).items():
            writers[role].write(part)
    for writer in writers.values():
        writer.close()


def schemas_of(schema: pa.Schema, work: Work) -> Mapping[Role, pa.Schema]:
    """The columns of each output.

    Raises:
        InputError: the table has the field already.
    """
    if work.annotates:
        outcome = OUTCOMES if work.field == "rights" else f"{work.field}_outcome"
        added = (pa.field(work.field, pa.string()), pa.field(outcome, OUTCOME_TYPE))
        return {Role.OUTPUT: schema_with(schema, added)}
    return {Role.KEPT: schema, Role.HELD: schema_with(schema, (pa.field(work.field, pa.string()),))}


def _judged(batch: pa.RecordBatch, order: Order, work: Work, count: Count, progress: Progress) -> list[Verdict]:
    gate, verdicts = work.gate, []
    size = batch.nbytes // max(batch.num_rows, 1)
    names = needed(batch.schema.names, gate.judging.columns)
    for record, fault in rows_of(batch, names):
        reason = KILLER if progress.next() in order.deadly else fault
        verdict = gate(record) if reason is None else gate.unreadable(reason)
        count.add(verdict, gate.terms, gate.judging.rules, size=size)
        verdicts.append(verdict)
    return verdicts


def _split(
    batch: pa.RecordBatch, verdicts: list[Verdict], work: Work, schemas: Mapping[Role, pa.Schema]
) -> Mapping[Role, pa.RecordBatch]:
    if work.annotates:
        rights = pa.array([orjson.dumps(v.report.rights()).decode() for v in verdicts], pa.string())
        columns = [*batch.columns, rights, outcomes(verdicts)]
        return {Role.OUTPUT: pa.RecordBatch.from_arrays(columns, schema=schemas[Role.OUTPUT])}
    kept = pa.array([verdict.kept for verdict in verdicts], pa.bool_())
    held = [held_json(verdict) for verdict in verdicts if not verdict.kept]
    rest = batch.filter(pa.array([not verdict.kept for verdict in verdicts], pa.bool_()))
    columns = [*rest.columns, pa.array(held, pa.string())]
    return {
        Role.KEPT: batch.filter(kept),
        Role.HELD: pa.RecordBatch.from_arrays(columns, schema=schemas[Role.HELD]),
    }
