# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Readers for datatrove that hand on every record, so that the gate holds what cannot be read (design.md §5).

datatrove's own readers pass over lines that are no JSON and records without text, and drop a whole file for one byte
that is no UTF-8; the task then counts as done. These read bytes: a line that is no record becomes a document with its
fault. A file that is damaged as a whole still fails its task.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from rightscheck.errors import InputError, MissingExtraError, UsageError
from rightscheck.gate.jsonline import read_line, write_fault
from rightscheck.gate.lines import lines_of
from rightscheck.gate.malformed import BadRecord
from rightscheck.integrations.datatrove_records import record_document
from rightscheck.sources.packed import DAMAGE, Packing, unpacked
from rightscheck.sources.tables import BATCH_ROWS, parquet

try:
    from datatrove.pipeline.readers.base import BaseDiskReader

    from rightscheck.gate.arrow import rows_of
except ImportError as error:
    raise MissingExtraError("the adapter for datatrove", "datatrove") from error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

    from datatrove.io import DataFileLike, DataFolderLike

    from rightscheck.integrations.datatrove_records import Record


_PACKED = (Packing.GZIP, Packing.ZSTD)
_BROKEN: tuple[type[Exception], ...] = (*DAMAGE, InputError)


class _Reader(BaseDiskReader):  # type: ignore[misc]  # engines are Any to the type checker
    """Takes what datatrove's readers of files take, but for an adapter, which could lose records again."""

    def __init__(self, data_folder: DataFolderLike, paths_file: DataFileLike | None = None, **options: Any) -> None:  # noqa: ANN401  # those of datatrove
        if options.get("adapter") is not None:
            raise UsageError("this reader hands on every record as it is; change documents in a step behind it")
        super().__init__(data_folder, paths_file, **{"add_file_path": False, **options})

    def _document(self, record: Mapping[str, Any], path: str, number: int, fault: str | None = None) -> Record:
        name = f"{path}/{number}"
        document = record_document(record, name=name, text_key=self.text_key, id_key=self.id_key, fault=fault)
        if self.default_metadata:
            document.metadata = self.default_metadata | document.metadata
        if self.add_file_path:
            document.metadata.setdefault("file_path", self.data_folder.resolve_paths(path))
        return document


class LineReader(_Reader):
    """Reads JSON Lines, packed with gzip or zstd or not: one document a line, in order, none left out."""

    name = "⚖ Lines"

    def read_file(self, filepath: str) -> Iterator[Record]:
        """The documents of this file.

        Raises:
            InputError: the file is damaged or cut short, or no UTF-8 at all.
        """
        with self.data_folder.open(filepath, "rb") as stream:
            number = 0
            try:
                for number, raw in enumerate(lines_of(_plain(stream)), 1):
                    yield self._line(raw, filepath, number)
            except _BROKEN as error:
                raise InputError(f"{filepath}: cannot be read behind line {number}: {error}") from error

    def _line(self, raw: bytes, path: str, number: int) -> Record:
        with self.track_time():
            try:
                return self._document(read_line(raw), path, number)
            except BadRecord as error:
                fault = str(error)
            shown = orjson.loads(write_fault(raw, name=f"{path}/{number}", error=fault, added={}))
            return self._document(shown, path, number, fault)


class TableReader(_Reader):
    """Reads Parquet: one document a row, in order, none left out."""

    name = "⚖ Rows"

    def read_file(self, filepath: str) -> Iterator[Record]:
        """The documents of this file.

        Raises:
            InputError: the file is damaged, or no Parquet.
        """
        with self.data_folder.open(filepath, "rb") as stream:
            number = 0
            try:
                for batch in parquet().ParquetFile(stream).iter_batches(batch_size=BATCH_ROWS):
                    for record, fault in rows_of(batch, batch.schema.names):
                        number += 1
                        yield self._document(record, filepath, number, fault)
            except (OSError, ValueError) as error:
                raise InputError(f"{filepath}: cannot be read behind row {number}: {error}") from error


def _plain(stream: BinaryIO) -> BinaryIO:
    """The file as it reads unpacked, by its first bytes."""
    head = stream.read(4)
    stream.seek(0)
    return unpacked(stream, next((kind for kind in _PACKED if head.startswith(kind.magic)), Packing.NONE))
