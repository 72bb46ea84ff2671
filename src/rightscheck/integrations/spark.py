# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Spark: the kernel through ``mapInArrow`` (design.md §5, Arrow and Parquet).

Spark matches the fields of a struct by position, so the schema it is told is made from the kernel's own. The kernel
pickles by reference: the package must be installed where the executors run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.errors import MissingExtraError

try:
    import pyarrow as pa
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructType

    from rightscheck.gate.kernel import ROWS, Form, Kernel
except ImportError as error:
    raise MissingExtraError("the adapter for Spark", "spark") from error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyspark.sql import DataFrame

    from rightscheck.gate.gating import Gate


def annotated(frame: DataFrame, gate: Gate, *, field: str | None = None) -> DataFrame:
    """The rows with ``rights`` (JSON) and ``rights_outcome`` behind their own; ``field`` names the first otherwise.

    Raises:
        InputError: a column of such a name is there already.
    """
    return _mapped(frame, Kernel(gate=gate, form=Form.ANNOTATE, field=field))


def gated(frame: DataFrame, gate: Gate, *, field: str | None = None) -> DataFrame:
    """The rows with ``kept`` (true or false) and ``held`` (JSON, null for a row that passes) behind their own.

    Write it once, ``partitionBy("kept")``: two filtered writes run the gate twice.

    Raises:
        InputError: a column of such a name is there already.
    """
    return _mapped(frame, Kernel(gate=gate, form=Form.GATE, field=field))


@dataclass(frozen=True, slots=True)
class _Partition:
    """The kernel over the batches of one partition, in pieces: Spark hands over thousands of pages at once."""

    kernel: Kernel

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from (self.kernel(batch.slice(start, ROWS)) for start in range(0, batch.num_rows, ROWS))


def _mapped(frame: DataFrame, kernel: Kernel) -> DataFrame:
    kernel.schema(pa.schema([(name.lower(), pa.null()) for name in frame.columns]))  # Spark's names have no case
    added = from_arrow_schema(pa.schema(kernel.added()))
    return frame.mapInArrow(_Partition(kernel), StructType([*frame.schema.fields, *added.fields]))
