# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""WARC records become records of the contract, whatever strangers put into them."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightscheck.gate.captured import record_of
from rightscheck.gate.items import Captured
from rightscheck.gate.malformed import BadRecord
from rightscheck.sources.captures import Capture

HTTP = "application/http; msgtype=response"
PAGE = b"<!doctype html><p>Text</p>"
CHUNKED = b"5\r\n" + PAGE[:5] + b"\r\n%x;last\r\n" % (len(PAGE) - 5) + PAGE[5:] + b"\r\n0\r\n\r\n"


def capture(block: bytes, *, kind: str = "response", media: str = HTTP, **headers: str) -> Capture:
    """A record with this block."""
    names = {"warc-record-id": "<urn:id:1>", "warc-target-uri": "http://a.example/", "content-type": media}
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return Capture(type=kind, headers={**names, **more}, block=block, start=0, end=len(block))


def response(body: bytes, *lines: str, status: str = "200 OK") -> bytes:
    """An HTTP response."""
    head = "\r\n".join((f"HTTP/1.1 {status}", *lines))
    return head.encode("latin-1") + b"\r\n\r\n" + body


def test_a_response_keeps_its_field_lines_apart() -> None:
    """Lines of one name stay several, in order, under the spelling the name had first; a folded line is one."""
    block = response(PAGE, "Content-Type: text/html", "X-Robots-Tag: noai", "x-robots-tag: bot: a,\r\n b", "nonsense")
    record = record_of(capture(block, warc_date="2026-11-01T00:00:00Z"))
    assert record["headers"] == {"Content-Type": ["text/html"], "X-Robots-Tag": ["noai", "bot: a, b"]}
    assert (record["id"], record["url"], record["status"]) == ("<urn:id:1>", "http://a.example/", 200)
    assert (record["html"], record["fetched_at"]) == (PAGE.decode(), "2026-11-01T00:00:00Z")


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (("Content-Encoding: gzip",), gzip.compress(PAGE)),
        (("Content-Encoding: deflate",), zlib.compress(PAGE)),
        (("Transfer-Encoding: chunked",), CHUNKED),
        (("Content-Encoding: gzip",), PAGE),
        (("Transfer-Encoding: chunked",), PAGE),
        (("Content-Type: application/octet-stream",), PAGE),
        ((), PAGE),
    ],
    ids=["gzip", "deflate", "chunked", "gzip-undone", "chunked-undone", "wrong-type", "no-type"],
)
def test_codings_are_undone(lines: tuple[str, ...], body: bytes) -> None:
    """A coded payload is decoded; one its archive had decoded stays as it is; a page is known by its bytes."""
    assert record_of(capture(response(body, *lines)))["html"] == PAGE.decode()


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (capture(b"no http at all"), "status line"),
        (capture(response(b"\x8b\x8b\x00", "Content-Encoding: br")), "not coded"),
        (capture(response(PAGE), warc_truncated="length"), "cut the page short"),
        (Capture(type="response", headers={}, block=b"", start=0, end=0, cut=True), "cut short"),
        (capture(response(gzip.compress(b"<html>" + bytes(80 << 20)), "Content-Encoding: gzip")), "unfolds"),
    ],
)
def test_what_cannot_be_read_is_a_bad_record(found: Capture, why: str) -> None:
    """A cut page, a bomb and what is no response are never read as pages that say nothing."""
    with pytest.raises(BadRecord, match=why):
        record_of(found)


def test_conversions_are_text_and_files_are_files() -> None:
    """WET is text; an image goes out as base64 beside what else is known of it."""
    assert record_of(capture("Żółć".encode(), kind="conversion", media="text/plain"))["text"] == "Żółć"
    assert record_of(capture(b"plain", kind="resource", media="text/plain"))["text"] == "plain"
    image = Captured(capture(response(b"\x89PNG\r\n", "Content-Type: image/png")))
    line = json.loads(image.plain())
    assert base64.b64decode(line["body_base64"]) == b"\x89PNG\r\n"
    assert "file" not in line


@given(st.binary(max_size=300), st.sampled_from(["response", "resource", "conversion"]), st.booleans())
def test_any_block_is_read_or_bad(block: bytes, kind: str, packed: bool) -> None:  # noqa: FBT001  # drawn by hypothesis
    """Whatever stands in a record, it becomes a record of JSON or a fault, and goes out either way."""
    lines = ("Content-Encoding: gzip", "Transfer-Encoding: chunked") if packed else ("Content-Type: text/html",)
    for body in (block, response(block, *lines)):
        item = Captured(capture(body, kind=kind))
        for line in (item.plain(), item.marked("held", {})):
            out: dict[str, Any] = json.loads(line)
            assert ("error" in out) is (item.fault is not None)
