# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""datatrove: the gate as a filter with an exclusion writer, and as a step that annotates (design.md §5).

What the filter holds goes to the exclusion writer with its ``held`` object; everything else goes on as it came.
Read with ``LineReader`` or ``TableReader``: what a reader loses no filter can hold.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

import orjson

from rightscheck.errors import MissingExtraError
from rightscheck.gate.items import dumped, refuse_taken
from rightscheck.integrations.datatrove_readers import LineReader, TableReader
from rightscheck.integrations.datatrove_records import TEXT, Record, as_record, record_of

try:
    from datatrove.pipeline.base import PipelineStep
    from datatrove.pipeline.filters.base_filter import BaseFilter
    from datatrove.pipeline.writers import JsonlWriter

    from rightscheck.gate.arrow import HELD, RIGHTS
except ImportError as error:
    raise MissingExtraError("the adapter for datatrove", "datatrove") from error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datatrove.data import Document
    from datatrove.io import DataFolderLike
    from datatrove.pipeline.writers.disk_base import DiskWriter

    from rightscheck.gate.gating import Gate
    from rightscheck.gate.verdict import Verdict

__all__ = ["LineReader", "LineWriter", "RightsFilter", "RightsMarker", "TableReader", "as_record"]


class RightsFilter(BaseFilter):  # type: ignore[misc]  # engines are Any to the type checker
    """Lets the documents pass that the gate lets pass; the others get ``field`` and go to the exclusion writer.

    ``text_key`` says what the text of documents is that came from another reader: ``text``, or ``html``.
    """

    name = "⚖ Rights"

    def __init__(
        self,
        gate: Gate,
        exclusion_writer: DiskWriter | None = None,
        *,
        field: str = HELD,
        text_key: str = TEXT,
    ) -> None:
        super().__init__(exclusion_writer)
        self.gate, self.field, self.text_key = gate, field, text_key

    def filter(self, doc: Document) -> bool:
        """Whether the document passes; counts the reason of one that does not.

        Raises:
            InputError: it has the field already.
        """
        verdict = verdict_on(doc, self.gate, self.text_key)
        if verdict.kept:
            return True
        _add(doc, self.field, verdict.held())
        self.stat_update(f"dropped_{verdict.reason}")
        return False


class RightsMarker(PipelineStep):  # type: ignore[misc]  # engines are Any to the type checker
    """Adds ``rights`` to the metadata of every document and drops none."""

    type = "⚖ - RIGHTS"
    name = "⚖ Rights"

    def __init__(self, gate: Gate, *, field: str = RIGHTS, text_key: str = TEXT) -> None:
        super().__init__()
        self.gate, self.field, self.text_key = gate, field, text_key

    def run(self, data: Iterator[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:  # noqa: ARG002  # datatrove's
        """The documents, marked.

        Raises:
            InputError: one has the field already.
        """
        for document in data:
            with self.track_time():
                verdict = verdict_on(document, self.gate, self.text_key)
                _add(document, self.field, verdict.report.rights())
            self.stat_update("total")
            yield document


class LineWriter(JsonlWriter):  # type: ignore[misc]  # engines are Any to the type checker
    """Writes documents as the records they were, with what was added, whatever a record may hold."""

    name = "⚖ Lines"

    def __init__(
        self, output_folder: DataFolderLike, output_filename: str | None = None, compression: str | None = "zstd"
    ) -> None:
        super().__init__(output_folder, output_filename, compression, adapter=as_record)

    def _write(self, document: dict[str, Any], file_handler: BinaryIO, _filename: str) -> None:
        try:
            line = dumped(document)
        except orjson.JSONEncodeError:  # half a surrogate pair, a number beyond 64 bits
            line = json.dumps(document, default=str).encode("ascii")
        file_handler.write(line + b"\n")


def verdict_on(document: Document, gate: Gate, text_key: str = TEXT) -> Verdict:
    """The gate's answer on the record behind a document."""
    if isinstance(document, Record) and document.fault is not None:
        return gate.unreadable(document.fault)
    return gate(record_of(document, text_key))


def _add(document: Document, field: str, value: object) -> None:
    refuse_taken(document.metadata, field, lambda: f"document {document.id}")
    document.metadata[field] = value
