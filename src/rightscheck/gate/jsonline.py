# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""One line of JSON Lines: read with every care, and written back without touching a byte of the record.

A record is never serialised again: what is new is set in front of its closing brace, so numbers keep their digits,
escapes their form and fields their order. Readable is what any common writer makes: strict JSON first, then what
Python's own writer adds to it (``NaN``, lone surrogates as escapes, numbers beyond 64 bits).
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import orjson

from rightscheck.gate.malformed import BadRecord, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

BLANK = b" \t\r\n"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_line(raw: bytes) -> dict[str, Any]:
    """The record on this line.

    Raises:
        BadRecord: the line is empty, no UTF-8, no JSON, or no object; the message says where.
    """
    if not raw.strip(BLANK):
        raise BadRecord("the line is empty")
    try:
        record = orjson.loads(raw)
    except orjson.JSONDecodeError:
        record = _lenient(raw)
    if not isinstance(record, dict):
        raise BadRecord(f"a record is a JSON object, not {kind_of(record)}")
    return record


def _lenient(raw: bytes) -> object:
    try:
        return json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadRecord(f"not UTF-8: byte 0x{raw[error.start]:02x} at column {error.start + 1}") from error
    except json.JSONDecodeError as error:
        raise BadRecord(f"not JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise BadRecord("not readable: nested too deep") from error
    except ValueError as error:  # a number of more digits than Python will read
        raise BadRecord(f"not readable: {error}") from error


def write_line(raw: bytes, record: Mapping[str, Any], added: Mapping[str, Any]) -> bytes:
    """The record as it came, with the added fields behind its own; without a line end."""
    taken = [name for name in added if name in record]
    if taken:  # only an id of null is ever replaced, and then the record must be written anew
        return json.dumps({**json.loads(raw), **added}).encode("ascii")
    body = raw.strip(BLANK)[:-1].rstrip(BLANK)
    return body + (b"," if record else b"") + orjson.dumps(added)[1:]


def write_fault(raw: bytes, *, name: Any, error: str, added: Mapping[str, Any]) -> bytes:  # noqa: ANN401  # any JSON id
    """The line that stands in for an unreadable one: ``id``, ``raw``, ``error`` and the added fields.

    ``raw`` is the line without its end. Where it is no UTF-8 the faulty bytes show as U+FFFD there, and
    ``raw_base64`` holds the line byte for byte: escaped halves of surrogates would be refused by most readers.
    """
    line = raw.removesuffix(b"\n").removesuffix(b"\r")
    fault: dict[str, Any] = {"id": name, "raw": line.decode("utf-8", "replace"), "error": error}
    if fault["raw"].encode() != line:
        fault["raw_base64"] = base64.b64encode(line).decode("ascii")
    return orjson.dumps({**fault, **added})
