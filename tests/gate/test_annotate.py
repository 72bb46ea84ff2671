# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Every line in gives one line out, in order, whatever it holds."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.errors import InputError
from rightscheck.gate.count import Count
from rightscheck.gate.gating import Gate
from rightscheck.gate.stream import pipe, pipe_items
from rightscheck.gate.work import Role, Work
from rightscheck.model import Reuse

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORD = st.fixed_dictionaries(
    {},
    optional={
        "id": st.text(max_size=5) | st.integers() | st.none(),
        "text": st.text(max_size=40),
        "html": st.text(max_size=40) | st.integers(),
        "robots_txt": st.none() | st.text(max_size=20) | st.just({"status": 503}),
        "other": st.lists(st.integers(), max_size=3),
    },
)
LINE = RECORD.map(lambda record: json.dumps(record).encode()) | st.binary(max_size=30)


def run(body: bytes, *, field: str = "rights") -> tuple[list[Any], Count]:
    """The records that come out, and the counts."""
    work = Work(gate=Gate(uses=["ai-train"]), field=field, annotates=True, sources=())
    out, count = io.BytesIO(), Count()
    pipe(pipe_items(io.BytesIO(body), 0), {Role.OUTPUT: out}, work, count, lambda _: None)
    return [json.loads(line) for line in out.getvalue().splitlines()], count


def outcomes(record: Any) -> Iterator[str]:  # noqa: ANN401  # any JSON of a test's own making
    """The ten outcomes of a record that came out."""
    reuses = record["rights"]["reuses"]
    assert list(reuses) == [reuse.value for reuse in Reuse]
    return (reuse["outcome"] for reuse in reuses.values())


@settings(deadline=None, max_examples=60)
@given(st.lists(LINE, max_size=6))
def test_one_line_out_per_line_in(lines: list[bytes]) -> None:
    """Each line comes out as JSON with all ten uses and an id, and in order."""
    body = b"".join(line.replace(b"\n", b"") + b"\n" for line in lines)
    records, count = run(body)
    assert len(records) == count.records == len(lines)
    for number, record in enumerate(records, 1):
        assert len(list(outcomes(record))) == 10
        assert record["id"] is not None
        if "error" in record and "raw" in record:
            assert set(outcomes(record)) == {"uncertain"}, number


def test_an_unreadable_line_is_unread_and_uncertain() -> None:
    """It comes out with its raw form, its fault, ten uncertain uses and the page as malformed."""
    (record,), count = run(b"{oops}")
    assert (record["id"], record["raw"]) == ("1", "{oops}")
    assert record["error"].startswith("not JSON")
    assert set(outcomes(record)) == {"uncertain"}
    assert record["rights"]["unread"][0]["part"] == "html"
    assert record["rights"]["unread"][0]["reason"] == "malformed"
    assert count.unreadable == 1


def test_a_bad_field_keeps_the_records_own_id() -> None:
    """A record whose fault is one field is still known by its id."""
    (record,), _ = run(b'{"id":"a7","html":12}')
    assert (record["id"], record["raw"]) == ("a7", '{"id":"a7","html":12}')
    assert record["error"] == "html: a string is needed, not a number"


def test_a_missing_id_becomes_the_line_number() -> None:
    """Records without an id get their line's number as a string; others keep theirs, in its own type."""
    records, _ = run(b'{"text":"a"}\n{"id":7,"text":"b"}\n\n{"text":"c"}\n')
    assert [record["id"] for record in records] == ["1", 7, "3", "4"]


def test_line_ends_and_the_byte_order_mark_are_no_part_of_a_record() -> None:
    """Windows files, a mark at the start and a last line without an end are read like any other."""
    records, count = run(b'\xef\xbb\xbf{"id":"a"}\r\n{"id":"b"}\r\n{"id":"c"}')
    assert [record["id"] for record in records] == ["a", "b", "c"]
    assert count.unreadable == 0


def test_only_a_line_feed_ends_a_line() -> None:
    """The separators that str.splitlines knows stay inside of a record."""
    records, _ = run('{"id":"a","text":"x\u2028y\u0085z"}\n'.encode())
    assert records[0]["text"] == "x\u2028y\u0085z"


def test_a_huge_line_is_read() -> None:
    """A record of several megabytes comes out like any other."""
    (record,), count = run(json.dumps({"id": "a", "text": "wax " * 1_000_000}).encode())
    assert record["id"] == "a"
    assert count.unreadable == 0


def test_a_field_that_is_taken_is_never_overwritten() -> None:
    """A record that has rights already stops the run; another name lets it pass, with both in place."""
    body = b'{"id":"a","rights":"mine"}'
    with pytest.raises(InputError, match="--field"):
        run(body)
    (record,), _ = run(body, field="answer")
    assert record["rights"] == "mine"
    assert record["answer"]["schema"] == "rightscheck/1"


def test_another_field_name_holds_for_unreadable_lines_too() -> None:
    """Every line of one output has its answer under one name."""
    (record,), _ = run(b"?", field="answer")
    assert list(record) == ["id", "raw", "error", "answer"]


def test_a_wide_encoding_is_refused_at_once() -> None:
    """UTF-16 would come out as nothing but unreadable lines."""
    with pytest.raises(InputError, match="UTF-16"):
        run('{"id":1}'.encode("utf-16"))


def test_only_the_first_faults_are_kept() -> None:
    """A file with a million bad lines does not keep a million messages."""
    _, count = run(b"?\n" * 1100)
    assert (count.unreadable, len(count.first)) == (1100, 1000)
