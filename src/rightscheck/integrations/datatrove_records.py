# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A record of a dataset as a document of datatrove, and back (design.md §5, Record in).

A document has a text and an id that are strings, and metadata whose names may also name the file it is written to. So
a record keeps beside it what it holds instead: no text at all, a number as id, a field called ``rank``. Without that
a record without a page would pass for an empty page, and a field of a stranger would choose the output file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rightscheck.errors import MissingExtraError

try:
    from datatrove.data import Document
except ImportError as error:
    raise MissingExtraError("the adapter for datatrove", "datatrove") from error

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT = "text"
#: Fields that never stand in metadata: there they would be taken for the document's own, or for part of a file name.
_APART = ("id", "rank")


class Record(Document):  # type: ignore[misc]  # engines are Any to the type checker
    """A document that remembers its record: the fields it has no place for, its fault, the name of its text."""

    __slots__ = ("apart", "fault", "text_key")

    apart: dict[str, Any]
    fault: str | None
    text_key: str


def record_document(
    record: Mapping[str, Any], *, name: str, text_key: str = TEXT, id_key: str = "id", fault: str | None = None
) -> Record:
    """The document of this record; ``name`` is its id where it has none, ``fault`` why it cannot be read."""
    apart = {field: record[field] for field in _APART if record.get(field) is not None}
    text = record.get(text_key)
    if text_key in record and not (text and isinstance(text, str)):
        apart[text_key] = text
    own = record.get(id_key)
    document = Record(
        text=text if isinstance(text, str) else "",
        id=name if own is None else str(own),
        metadata={field: value for field, value in record.items() if field not in (*_APART, text_key)},
    )
    document.apart, document.fault, document.text_key = apart, fault, text_key
    return document


def record_of(document: Document, text_key: str = TEXT) -> dict[str, Any]:
    """The record behind a document, with what earlier steps made of it.

    ``text_key`` is the field that the text of a document of another reader stands for: ``text``, or ``html``.
    """
    if not isinstance(document, Record):
        return {"id": document.id, text_key: document.text, **document.metadata}
    text = {document.text_key: document.text} if document.text else {}
    return {"id": document.id, **document.apart, **text, **document.metadata}


def as_record(_writer: object, document: Document) -> dict[str, Any]:
    """An adapter for datatrove's writers: the record as it came, and what was added to it."""
    fault = document.fault if isinstance(document, Record) else None
    return {**record_of(document), **({"error": fault} if fault else {})}
