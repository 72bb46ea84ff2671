# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A saved subject on disk: a page, a text, or one record with all that came with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rightscheck.errors import InputError
from rightscheck.sources.text import read_bytes

if TYPE_CHECKING:
    from pathlib import Path


class Kind(StrEnum):
    """What a saved file holds."""

    PAGE = "page"  #: HTML in any charset
    TEXT = "text"  #: extracted text, UTF-8
    RECORD = "record"  #: one record of design.md §5 as JSON


_KINDS = {
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".xhtml": Kind.PAGE,
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.TEXT,
    ".json": Kind.RECORD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A saved file and what it holds."""

    kind: Kind
    body: bytes


def read_saved(path: Path) -> Saved:
    """The file, its kind told by its suffix in any case.

    Raises:
        InputError: the file cannot be read, or its suffix tells no kind.
    """
    kind = _KINDS.get(path.suffix.lower())
    if kind is None and path.exists():
        raise InputError(f"{path}: the suffix tells no format; known are {', '.join(_KINDS)}")
    body = read_bytes(path)
    return Saved(kind=kind or Kind.PAGE, body=body)
