# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""One line in, one line out, the record untouched."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightscheck.gate.jsonline import read_line, write_fault, write_line
from rightscheck.gate.malformed import BadRecord

ADDED = {"rights": {"a": 1}}


@pytest.mark.parametrize(
    ("line", "out"),
    [
        (b'{"a": 12345678901234567890123}', b'{"a": 12345678901234567890123,"rights":{"a":1}}'),
        (b'  {"b":1.10 , "a":"\\u00e9\\/"}\r\n', b'{"b":1.10 , "a":"\\u00e9\\/","rights":{"a":1}}'),
        (b"{ }\n", b'{"rights":{"a":1}}'),
        (b'{"a":1,"a":2}', b'{"a":1,"a":2,"rights":{"a":1}}'),
        (b'{"a":NaN}', b'{"a":NaN,"rights":{"a":1}}'),
    ],
)
def test_a_record_keeps_its_bytes(line: bytes, out: bytes) -> None:
    """Numbers keep their digits, strings their escapes, fields their order and repeats."""
    assert write_line(line, read_line(line), ADDED) == out


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"\r\n", "empty"),
        (b"   ", "empty"),
        (b'{"a":"\xff"}', "not UTF-8: byte 0xff at column 7"),
        (b'{"a":1', "not JSON: .* column 7"),
        (b"[1]", "a JSON object, not an array"),
        (b'"x"', "not a string"),
        (b"null", "not null"),
        (b"[" * 200_000, "not readable|not JSON"),
        (b'{"a":' + b"9" * 5000 + b"}", "not readable"),
    ],
)
def test_an_unreadable_line_says_why(line: bytes, fault: str) -> None:
    """Each way of being no record has its own words, with the place where there is one."""
    with pytest.raises(BadRecord, match=fault):
        read_line(line)


def test_a_null_id_is_replaced() -> None:
    """An id of null is none, so the record gets one in its place, and no field twice."""
    line = b'{"id":null,"n":12345678901234567890123}'
    out = write_line(line, read_line(line), {"id": "4", **ADDED})
    assert json.loads(out) == {"id": "4", "n": 12345678901234567890123, **ADDED}
    assert out.count(b'"id"') == 1


@given(st.binary(max_size=200).filter(lambda raw: b"\n" not in raw))
def test_no_byte_of_an_unreadable_line_is_lost(raw: bytes) -> None:
    """The line can be got back byte for byte, from raw where it is UTF-8, else from raw_base64."""
    fault = json.loads(write_fault(raw + b"\n", name="1", error="e", added=ADDED))
    assert list(fault) == (["id", "raw", "error", *(["raw_base64"] if "raw_base64" in fault else []), "rights"])
    exact = base64.b64decode(fault["raw_base64"]) if "raw_base64" in fault else fault["raw"].encode()
    assert exact == raw.removesuffix(b"\r")


@given(
    st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=9), max_size=5).filter(
        lambda r: "rights" not in r
    )
)
def test_reading_again_gives_the_record_and_the_answer(record: dict[str, object]) -> None:
    """What comes out is the record and the added field, in that order."""
    line = json.dumps(record).encode()
    out = json.loads(write_line(line, read_line(line), ADDED))
    assert out == {**record, **ADDED}
    assert list(out) == [*record, *ADDED]
