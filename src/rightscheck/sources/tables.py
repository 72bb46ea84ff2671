# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Parquet files, read in small batches and written in large row groups.

Pages are large, so a thousand of them in one piece cost hundreds of megabytes; a row group for every small batch,
though, makes files that are slow to read. pyarrow is an extra and imported when the first table is met.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from rightscheck.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

BATCH_ROWS = 128
_GROUP_BYTES = 32 << 20
_GROUP_ROWS = 50_000


def parquet() -> Any:  # noqa: ANN401  # pyarrow ships no types
    """The module that reads and writes Parquet.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow.parquet  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise MissingExtraError("Parquet", "gate") from error
    return pyarrow.parquet


def group_sizes(path: Path) -> list[int]:
    """The packed size of each row group in bytes."""
    found = opened(path).metadata
    groups = [found.row_group(index) for index in range(found.num_row_groups)]
    return [sum(group.column(c).total_compressed_size for c in range(group.num_columns)) for group in groups]


def group_rows(path: Path) -> list[int]:
    """How many rows each row group has."""
    found = opened(path).metadata
    return [found.row_group(index).num_rows for index in range(found.num_row_groups)]


def schema_of(path: Path) -> pa.Schema:
    """The columns of the file."""
    return opened(path).schema_arrow


def opened(path: Path) -> Any:  # noqa: ANN401  # pyarrow ships no types
    """The file.

    Raises:
        InputError: it is no Parquet file, or a damaged one.
    """
    module = parquet()
    try:
        return module.ParquetFile(path, memory_map=True)
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read as Parquet: {error}") from error


def batches(path: Path, start: int = 0, stop: int | None = None) -> Iterator[pa.RecordBatch]:
    """The rows of these row groups in small batches, in order.

    Raises:
        InputError: a row group cannot be read.
    """
    file = opened(path)
    groups = range(start, file.metadata.num_row_groups if stop is None else stop)
    try:
        yield from file.iter_batches(batch_size=BATCH_ROWS, row_groups=list(groups))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error


class TableWriter:
    """Writes batches of one schema as Parquet, gathered into row groups of a useful size."""

    def __init__(self, stream: BinaryIO, schema: pa.Schema) -> None:
        self._writer = parquet().ParquetWriter(stream, schema, compression="zstd")
        self._schema = schema
        self._waiting: list[pa.RecordBatch] = []
        self._bytes = self._rows = 0

    def write(self, batch: pa.RecordBatch) -> None:
        """Take these rows."""
        if not batch.num_rows:
            return
        self._waiting.append(batch)
        self._bytes += batch.nbytes
        self._rows += batch.num_rows
        if self._bytes >= _GROUP_BYTES or self._rows >= _GROUP_ROWS:
            self._flush()

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        import pyarrow as pa  # noqa: PLC0415  # an extra

        if self._waiting:
            self._writer.write_table(pa.Table.from_batches(self._waiting, self._schema), row_group_size=self._rows)
        self._waiting, self._bytes, self._rows = [], 0, 0


def joined(parts: list[Path], stream: BinaryIO) -> None:
    """Write the rows of all parts as one file, group by group."""
    writer = parquet().ParquetWriter(stream, schema_of(parts[0]), compression="zstd")
    for part in parts:
        file = opened(part)
        for group in range(file.metadata.num_row_groups):
            writer.write_table(file.read_row_group(group))
    writer.close()
