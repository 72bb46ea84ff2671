# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A saved subject on disk: a page, a text, one record with all that came with it, or a file that is a subject itself.

The suffix tells pages, texts and records apart; an image, a PDF, an EPUB or a feed is told by its content.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rightscheck.errors import InputError
from rightscheck.media.sniff import kind_of
from rightscheck.sources.text import read_bytes

if TYPE_CHECKING:
    from pathlib import Path


class Kind(StrEnum):
    """What a saved file holds."""

    PAGE = "page"  #: HTML in any charset
    TEXT = "text"  #: extracted text, UTF-8
    RECORD = "record"  #: one record of design.md §5 as JSON
    FILE = "file"  #: an image, a PDF, an EPUB, a feed, the metadata of a scholarly work


_KINDS = {
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".xhtml": Kind.PAGE,
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.TEXT,
    ".json": Kind.RECORD,
}

_FILES = "images, PDF, EPUB, feeds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A saved file and what it holds."""

    kind: Kind
    body: bytes


def read_saved(path: Path) -> Saved:
    """The file, its kind told by its suffix in any case, or by its content.

    Raises:
        InputError: the file cannot be read, or neither its suffix nor its content tells a kind.
    """
    kind = _KINDS.get(path.suffix.lower())
    body = read_bytes(path)
    if kind in (None, Kind.RECORD) and kind_of(body) is not None:
        return Saved(kind=Kind.FILE, body=body)
    if kind is None:
        known = ", ".join(_KINDS)
        raise InputError(f"{path}: the suffix tells no format, nor does the content; known are {known}, {_FILES}")
    return Saved(kind=kind, body=body)
