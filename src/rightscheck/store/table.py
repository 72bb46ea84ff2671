# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The Parquet form of a snapshot: one row a visit, sorted by site and time, the parts packed as in SQLite.

The packed parts stay packed in memory, so that a million sites fit beside the gate in each actor.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

import pyarrow as pa

from rightscheck.errors import InputError
from rightscheck.sources.tables import TableWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rightscheck.store.policies import Visit

_ROWS = 4096
#: A visit without its site, as a plain tuple: of millions of these the garbage collector lets go at its first look.
Row: TypeAlias = tuple[str, bool, bytes]
_COLUMNS = (("site", pa.string()), ("fetched", pa.string()), ("whole", pa.bool_()), ("parts", pa.binary()))


def write_visits(visits: Iterable[Visit], digest: str, stream: BinaryIO) -> None:
    """Write the visits, which come sorted, with the digest of the snapshot."""
    schema = pa.schema(list(_COLUMNS), metadata={"digest": digest})
    writer = TableWriter(stream, schema)
    rows: list[Visit] = []
    for visit in visits:
        rows.append(visit)
        if len(rows) == _ROWS:
            writer.write(_batch(rows, schema))
            rows = []
    writer.write(_batch(rows, schema))
    writer.close()


def _batch(rows: list[Visit], schema: pa.Schema) -> pa.RecordBatch:
    columns = [[v.site for v in rows], [v.fetched for v in rows], [v.whole for v in rows], [v.packed for v in rows]]
    arrays = [pa.array(column, kind) for column, (_, kind) in zip(columns, _COLUMNS, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def read_rows(table: Any) -> dict[str, tuple[Row, ...]]:  # noqa: ANN401  # pyarrow ships no types
    """The visits of a Parquet file by site, the earliest first, each as (moment, whole, packed parts).

    Raises:
        InputError: the file is damaged, or holds something else.
    """
    try:
        grouped = groupby(_rows(table), key=itemgetter(0))
        return {site: tuple(row for _, row in rows) for site, rows in grouped}
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"the table of site policies cannot be read: {error}") from error


def _rows(table: Any) -> Iterator[tuple[str, Row]]:  # noqa: ANN401  # as above
    moments: dict[str, str] = {}  # one string for all sites of that second
    for batch in table.iter_batches(batch_size=_ROWS, columns=[name for name, _ in _COLUMNS]):
        columns = (batch.column(name).to_pylist() for name, _ in _COLUMNS)
        for site, fetched, whole, packed in zip(*columns, strict=True):
            yield site, (moments.setdefault(fetched, fetched), whole, packed)
