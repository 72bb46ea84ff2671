# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""One record of a dataset on its way through the gate, in the form it came in.

Each form knows how to go out untouched and how to go out with something added; what it says is read once.
"""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

import orjson

from rightscheck.errors import InputError
from rightscheck.gate.captured import json_form, record_of
from rightscheck.gate.jsonline import read_line, write_fault, write_line
from rightscheck.gate.malformed import BadRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rightscheck.sources.captures import Capture


class Item(Protocol):
    """A record: what it says, or why that cannot be read, its size in bytes, and its two ways out.

    ``disk`` is how many bytes of the file it took, as far as that can be told of a packed one.
    """

    record: Mapping[str, Any]
    fault: str | None
    disk: int

    @property
    def size(self) -> int:
        """Its bytes as read, unpacked."""

    def name(self) -> str:
        """Its id as a string; its number where it has none."""

    def plain(self) -> bytes:
        """The record as it goes out untouched."""

    def marked(self, name: str, value: Any) -> bytes:  # noqa: ANN401  # any JSON
        """The record with one field added.

        Raises:
            InputError: it has the field already.
        """


@dataclass(slots=True)
class Line:
    """A line of JSON Lines; ``number`` is asked only of a record without an id."""

    raw: bytes
    number: Callable[[], int]
    disk: int = 0
    record: Mapping[str, Any] = field(init=False)
    fault: str | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        try:
            self.record = read_line(self.raw)
        except BadRecord as fault:
            self.record, self.fault = {}, str(fault)

    @property
    def size(self) -> int:
        """Its bytes with the line end."""
        return len(self.raw)

    def name(self) -> str:
        """Its id as a string; its number where it has none."""
        return str(self._id())

    def plain(self) -> bytes:
        """The line byte for byte, with an end where the last of a file had none."""
        return self.raw if self.raw.endswith(b"\n") else self.raw + b"\n"

    def marked(self, name: str, value: Any) -> bytes:  # noqa: ANN401  # any JSON
        """The record as it was with the field behind its own; one that cannot be read as ``raw`` and ``error``."""
        refuse_taken(self.record, name, lambda: f"line {self.number()}")
        if self.fault is not None:
            line = write_fault(self.raw, name=self._id(), error=self.fault, added={name: value})
        else:
            added = {} if self.record.get("id") is not None else {"id": str(self.number())}
            line = write_line(self.raw, self.record, {**added, name: value})
        return line + b"\n"

    def _id(self) -> object:
        name = self.record.get("id")
        return name if isinstance(name, str | int | float) else str(self.number())


@dataclass(slots=True)
class Captured:
    """A WARC record that goes out as JSON."""

    capture: Capture
    disk: int = 0
    record: Mapping[str, Any] = field(init=False)
    fault: str | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.disk = self.capture.end - self.capture.start
        try:
            self.record = record_of(self.capture)
        except BadRecord as fault:
            self.record, self.fault = {}, str(fault)

    @property
    def size(self) -> int:
        """Its bytes as read, unpacked."""
        return len(self.capture.block)

    def name(self) -> str:
        """Its WARC-Record-ID, empty where it has none."""
        return self.capture.headers.get("warc-record-id", "")

    def plain(self) -> bytes:
        """The record as a line of JSON."""
        return orjson.dumps(self._json()) + b"\n"

    def marked(self, name: str, value: Any) -> bytes:  # noqa: ANN401  # any JSON
        """The same with the field behind its own."""
        refuse_taken(self.record, name, lambda: str(self.capture.headers.get("warc-record-id")))
        return orjson.dumps({**self._json(), name: value}) + b"\n"

    def _json(self) -> dict[str, Any]:
        if self.fault is None:
            return json_form(dict(self.record))
        block = base64.b64encode(self.capture.block).decode("ascii")
        name = self.capture.headers.get("warc-record-id")
        raw = self.capture.block.decode("utf-8", "replace")
        return {"id": name, "raw": raw, "raw_base64": block, "error": self.fault}


@dataclass(slots=True)
class Copied(Captured):
    """A WARC record that goes out as WARC, byte for byte; what is added follows as a ``metadata`` record about it."""

    raw: bytes = b""
    packed: bool = False

    def plain(self) -> bytes:
        """The record as it lies in its file."""
        return self.raw

    def marked(self, name: str, value: Any) -> bytes:  # noqa: ANN401  # any JSON
        """The record and a metadata record that refers to it (ISO 28500 §6.6)."""
        note = metadata_record(self.capture, json.dumps({name: value}, ensure_ascii=True).encode("ascii"))
        return self.raw + (_member(note) if self.packed else note)


@dataclass(slots=True)
class Row:
    """A row of a table that goes out as JSON."""

    record: Mapping[str, Any]
    number: Callable[[], int]
    size: int = 0
    fault: str | None = None
    disk: int = 0

    def name(self) -> str:
        """Its id as a string; its number where it has none."""
        own = self.record.get("id")
        return str(self.number()) if own is None else str(own)

    def plain(self) -> bytes:
        """The row as a line of JSON."""
        return dumped(self.record) + b"\n"

    def marked(self, name: str, value: Any) -> bytes:  # noqa: ANN401  # any JSON
        """The same with the field behind its own, and an id where it had none."""
        refuse_taken(self.record, name, lambda: f"row {self.number()}")
        own: dict[str, Any] = {"id": str(self.number())} if self.record.get("id") is None else {}
        if self.fault is not None:
            own["error"] = self.fault
        return dumped({**self.record, **own, name: value}) + b"\n"


def refuse_taken(record: Mapping[str, Any], name: str, where: Callable[[], str]) -> None:
    """Refuse to write over what a record already has.

    Raises:
        InputError: the record has the field.
    """
    if name in record:
        raise InputError(f"{where()}: the record already has a field {name!r}; pass --field NAME")


def dumped(record: Mapping[str, Any]) -> bytes:
    """The record as JSON; bytes as base64, times in ISO 8601, map columns as objects."""
    return orjson.dumps(record, default=_plain, option=orjson.OPT_NON_STR_KEYS)


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def metadata_record(about: Capture, body: bytes) -> bytes:
    """A WARC record of type ``metadata`` with this JSON, about that record; the same input gives the same bytes."""
    name = about.headers.get("warc-record-id", "")
    lines = (
        "WARC/1.0",
        "WARC-Type: metadata",
        f"WARC-Record-ID: <urn:rightscheck:held:{zlib.crc32(name.encode('utf-8', 'replace')):08x}-{about.start}>",
        f"WARC-Refers-To: {name}",
        f"WARC-Date: {about.headers.get('warc-date', '1970-01-01T00:00:00Z')}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    )
    head = "".join(f"{line}\r\n" for line in lines) + "\r\n"
    return head.encode("utf-8", "replace") + body + b"\r\n\r\n"


def _member(record: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(record) + packer.flush()
