# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A WARC record becomes a record of the contract (design.md §5, Record in; RFC 9112 for the HTTP message inside).

Field lines stay apart and in order. A payload that is text is decoded as a browser does; one that is not goes out as
``body_base64`` and is judged as the file it is. A page that the crawler cut short is unread: its foot may say no.
Transfer and content codings are undone within bounds; a page that its archive had undone them for stays as it is.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rightscheck.gate.judging import FILE
from rightscheck.gate.malformed import BadRecord, whole
from rightscheck.markup.decode import decode
from rightscheck.observe.decoding import decoder_for
from rightscheck.observe.ended import FetchError
from rightscheck.observe.parts import first, looks_like_html, media_type

if TYPE_CHECKING:
    from rightscheck.model import Headers
    from rightscheck.sources.captures import Capture

_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(rb"\r?\n[ \t]+")
_MOST_BYTES = 64 << 20  # far above what the HTML guards read; a payload that unfolds to more is a bomb
_HTML_TYPES = ("html", "xml")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,4096})?\r\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a record holds: the HTTP head where it has one, and the payload with its codings undone."""

    status: int | None
    headers: Headers | None
    body: bytes


def record_of(capture: Capture) -> dict[str, Any]:
    """The record in the contract's form, with ``headers`` as lists; ``file`` holds a payload that is no text.

    Raises:
        BadRecord: the record is cut short, or an HTTP response that does not read as one.
    """
    if capture.cut:
        raise BadRecord("the WARC record is cut short: its block ends before its Content-Length")
    if "warc-truncated" in capture.headers:
        raise BadRecord(f"the crawler cut the page short: {capture.headers['warc-truncated']}")
    message = message_of(capture)
    record: dict[str, Any] = {"id": capture.headers.get("warc-record-id"), "url": address(capture)}
    if message.headers is not None:
        record["headers"] = _lists(message.headers)
    if message.status is not None:
        record["status"] = message.status
    record |= _payload(capture, message)
    if moment := capture.headers.get("warc-date"):
        record["fetched_at"] = whole(moment)
    return {name: value for name, value in record.items() if value is not None}


def address(capture: Capture) -> str | None:
    """The URL of the record; some writers set it in angle brackets, as WARC 1.0 had it."""
    url = capture.headers.get("warc-target-uri")
    return whole(url.strip().removeprefix("<").removesuffix(">")) if url else None


def json_form(record: dict[str, Any]) -> dict[str, Any]:
    """The record as JSON can hold it: bytes go out as ``body_base64``."""
    body = record.get(FILE)
    if not isinstance(body, bytes):
        return record
    rest = {name: value for name, value in record.items() if name != FILE}
    return {**rest, "body_base64": base64.b64encode(body).decode("ascii")}


def message_of(capture: Capture) -> Message:
    """What the record holds, its codings undone.

    Raises:
        BadRecord: it is an HTTP response without a status line, coded otherwise than it says, or a bomb.
    """
    if not _is_http(capture):
        return Message(status=None, headers=None, body=capture.block)
    head, body = _split(capture.block)
    found = _STATUS_LINE.match(head)
    if found is None:
        raise BadRecord("the WARC record is an HTTP response without a status line")
    headers = _headers(head)
    return Message(status=int(found[1]), headers=headers, body=_plain(body, headers))


def _is_http(capture: Capture) -> bool:
    kind = capture.headers.get("content-type", "").lower()
    return capture.type == "response" and (kind.startswith("application/http") or capture.block.startswith(b"HTTP/"))


def _split(block: bytes) -> tuple[bytes, bytes]:
    end = _HEAD_END.search(block)
    return (block, b"") if end is None else (block[: end.start()], block[end.end() :])


def _headers(head: bytes) -> Headers:
    """Each field line as a pair; a folded one counts as one, a line without a colon as none."""
    lines = _FOLD.sub(b" ", head).replace(b"\r\n", b"\n").split(b"\n")[1:]
    pairs = (line.partition(b":") for line in lines if b":" in line)
    return tuple((_text(name), _text(value)) for name, _, value in pairs)


def _text(value: bytes) -> str:
    raw = value.strip()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _lists(headers: Headers) -> dict[str, list[str]]:
    """Field lines by name, in the spelling each name had first."""
    found: dict[str, tuple[str, list[str]]] = {}
    for name, value in headers:
        found.setdefault(name.lower(), (name, []))[1].append(value)
    return dict(found.values())


def _plain(body: bytes, headers: Headers) -> bytes:
    """The payload without its codings; a page as it is where they were undone already.

    Raises:
        BadRecord: it is neither.
    """
    if "chunked" in (first(headers, "transfer-encoding") or "").lower():
        body = _dechunked(body)
    codings = first(headers, "content-encoding")
    if not codings:
        return body
    try:
        return _decoded(body, codings)
    except FetchError as error:
        if looks_like_html(body):
            return body
        raise BadRecord(f"the payload is not coded as its Content-Encoding says: {whole(codings)}") from error


def _decoded(body: bytes, codings: str) -> bytes:
    """The payload with its content coding undone.

    Raises:
        FetchError: the coding is unknown, or this is not coded so.
        BadRecord: it unfolds to more than any page is.
    """
    decoder = decoder_for(codings)
    pieces: list[bytes] = []
    size = 0
    for piece in decoder.feed(body):
        size += len(piece)
        if size > _MOST_BYTES:
            raise BadRecord(f"the payload unfolds to more than {_MOST_BYTES} bytes")
        pieces.append(piece)
    decoder.finish()
    return b"".join(pieces)


def _dechunked(body: bytes) -> bytes:
    """The payload without its chunk framing (RFC 9112 §7.1); as it is where it has none."""
    pieces: list[bytes] = []
    at = 0
    while frame := _CHUNK.match(body, at):
        size = int(frame[1], 16)
        if size == 0:
            return b"".join(pieces)
        piece = body[frame.end() : frame.end() + size]
        pieces.append(piece)
        at = frame.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 0
    return b"".join(pieces) if pieces else body


def _payload(capture: Capture, message: Message) -> dict[str, Any]:
    declared = _declared(capture, message)
    if capture.type == "conversion":
        return {"text": decode(message.body, declared or "text/plain; charset=utf-8").text}
    kind = (declared or "").partition(";")[0].strip().lower()
    if any(word in kind for word in _HTML_TYPES) or looks_like_html(message.body):
        return {"html": decode(message.body, declared).text}
    if kind.startswith("text/"):
        return {"text": decode(message.body, declared).text}
    return {FILE: message.body} if message.body else {"html": ""}


def _declared(capture: Capture, message: Message) -> str | None:
    """The media type of the payload, with its charset."""
    if message.headers is None:
        return capture.headers.get("content-type")
    return first(message.headers, "content-type") if media_type(message.headers) else None
