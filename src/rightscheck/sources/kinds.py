# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a dataset file is: its format by its content, that of a file to be written by its name.

Names lie (``.gz`` of what was never packed, ``.json`` that holds lines), so an input is judged by its first bytes:
``PAR1``, the WARC version line, the magic of gzip (RFC 1952 §2.3.1) and zstd (RFC 8878 §3.1.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rightscheck.errors import InputError, UsageError
from rightscheck.sources.packed import DAMAGE, Packing, open_packed

if TYPE_CHECKING:
    from pathlib import Path


class Format(StrEnum):
    """How records are written."""

    LINES = "jsonl"
    PARQUET = "parquet"
    WARC = "warc"  #: WET too, whose records are conversions


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A format and how it is packed; Parquet packs its own columns."""

    format: Format
    packing: Packing = Packing.NONE

    @property
    def suffix(self) -> str:
        """The usual suffix, such as ``.jsonl.zst``."""
        return f".{self.format}{self.packing.suffix}"


_PACKED = {".gz": Packing.GZIP, ".zst": Packing.ZSTD, ".zstd": Packing.ZSTD}
_FORMATS = {
    **dict.fromkeys((".jsonl", ".ndjson", ".json", ".jsonlines"), Format.LINES),
    **dict.fromkeys((".parquet", ".pq"), Format.PARQUET),
    **dict.fromkeys((".warc", ".wet"), Format.WARC),
}
_FOREIGN = (b"BZh", b"\xfd7zXZ\x00", b"PK\x03\x04", b"ARROW1", b"FEA1", b"ORC", b"Obj\x01", b"SQLite format 3")
_HEAD = 512
#: Endings that a folder is searched for.
SUFFIXES = tuple(_FORMATS) + tuple(f"{name}{packed}" for name in _FORMATS for packed in _PACKED)


def sniff(path: Path) -> Kind:
    """The kind of an input, by its content; an empty file is JSON Lines without a line, unless its name says else.

    Raises:
        InputError: the file cannot be read, or is of a format the gate does not read.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    if head.startswith(b"PAR1"):
        return Kind(format=Format.PARQUET)
    if head.startswith(_FOREIGN):
        raise InputError(f"{path}: the gate reads JSON Lines, Parquet and WARC; unpack or convert it first")
    packing = packing_of(head)
    if packing is not Packing.NONE:
        head = _unpacked_head(path, packing)
    return Kind(format=_format_of(head, path), packing=packing)


def packing_of(head: bytes) -> Packing:
    """How a file is packed that begins with these bytes."""
    return next((p for p in Packing if p.magic and head.startswith(p.magic)), Packing.NONE)


def named_kind(path: Path) -> Kind:
    """The kind that the name of an output asks for.

    Raises:
        UsageError: the name tells none.
    """
    name = path.name.lower()
    packing = next((p for suffix, p in _PACKED.items() if name.endswith(suffix)), Packing.NONE)
    bare = name.rpartition(".")[0] if packing is not Packing.NONE else name
    found = next((form for suffix, form in _FORMATS.items() if bare.endswith(suffix)), None)
    if found is None or (found is Format.PARQUET and packing is not Packing.NONE):
        known = ".jsonl, .jsonl.gz, .jsonl.zst, .parquet, .warc, .warc.gz"
        raise UsageError(f"{path}: the suffix tells the format of an output; known are {known}")
    return Kind(format=found, packing=packing)


def _unpacked_head(path: Path, packing: Packing) -> bytes:
    try:
        with open_packed(path, packing) as stream:
            return stream.read(_HEAD)
    except DAMAGE as error:
        raise InputError(f"{path}: is packed, but cannot be unpacked: {error}") from error


def _format_of(head: bytes, path: Path) -> Format:
    if head.startswith(b"WARC/"):
        return Format.WARC
    if head:
        return Format.LINES
    try:
        return named_kind(path).format
    except UsageError:
        return Format.LINES
