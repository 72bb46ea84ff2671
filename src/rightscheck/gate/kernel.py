# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The one kernel that every engine runs: a record batch in, a record batch out (design.md §5, Arrow and Parquet).

It is pure and pickles: it carries the gate's settings and rule files, while lexicons and automata are built in each
process on first use. It never raises for what a row holds, leaves the rows' own columns alone, and always returns
exactly the declared schema, since engines match what comes back by position or by type.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa

from rightscheck.gate.arrow import (
    HELD,
    OUTCOME_TYPE,
    RIGHTS,
    held_json,
    judged,
    outcomes_of,
    rights_json,
    schema_with,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rightscheck.gate.arrow import Judge
    from rightscheck.gate.verdict import Verdict

T = TypeVar("T", pa.RecordBatch, pa.Table)

KEPT = "kept"
#: Rows turned into Python values at a time: pages are large.
ROWS = 128


class Form(StrEnum):
    """What is added to the rows."""

    ANNOTATE = "annotate"  #: ``rights`` and ``rights_outcome``, as ``gate --annotate`` adds them
    GATE = "gate"  #: ``kept``, true or false, and ``held``, null for a row that passes
    BOTH = "both"  #: ``rights``, ``rights_outcome`` and ``held``


_Column = tuple[pa.Field, "Callable[[Verdict], Any]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kernel:
    """A function of record batches; ``field`` names the first column added, where the default name is taken.

    With ``field="mine"`` the others are ``mine_outcome`` and ``mine_kept``.
    """

    gate: Judge
    form: Form | str
    field: str | None = None

    def __call__(self, batch: T) -> T:
        """The rows with the added columns behind their own, as a table where a table came.

        Raises:
            InputError: a column of such a name is there already.
        """
        schema = self.schema(batch.schema)
        if isinstance(batch, pa.RecordBatch):
            return self._batch(batch, schema)
        return pa.Table.from_batches([self._batch(part, schema) for part in batch.to_batches(ROWS)], schema)

    def schema(self, schema: pa.Schema) -> pa.Schema:
        """The schema that comes out for this one going in.

        Raises:
            InputError: it has a column of such a name already.
        """
        return schema_with(schema, self.added())

    def added(self) -> tuple[pa.Field, ...]:
        """The columns added, in order."""
        return tuple(field for field, _ in self._columns())

    def _batch(self, batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
        columns = self._columns()
        rows = [tuple(value(verdict) for _, value in columns) for verdict in self._verdicts(batch)]
        added = [pa.array([row[n] for row in rows], field.type) for n, (field, _) in enumerate(columns)]
        return pa.RecordBatch.from_arrays([*batch.columns, *added], schema=schema)

    def _verdicts(self, batch: pa.RecordBatch) -> Iterator[Verdict]:
        for start in range(0, batch.num_rows, ROWS):
            yield from judged(batch.slice(start, ROWS), self.gate)

    def _columns(self) -> tuple[_Column, ...]:
        form = Form(self.form)  # a caller may name it by its word
        if form is Form.GATE:
            return (_kept(f"{self.field}_kept" if self.field else KEPT), _held(self.field or HELD))
        rights = self.field or RIGHTS
        own = (_rights(rights), _outcome(f"{rights}_outcome"))
        return own if form is Form.ANNOTATE else (*own, _held(HELD))


def _rights(name: str) -> _Column:
    return pa.field(name, pa.string()), rights_json


def _outcome(name: str) -> _Column:
    return pa.field(name, OUTCOME_TYPE), outcomes_of


def _held(name: str) -> _Column:
    return pa.field(name, pa.string()), held_json


def _kept(name: str) -> _Column:
    return pa.field(name, pa.bool_()), lambda verdict: verdict.kept
