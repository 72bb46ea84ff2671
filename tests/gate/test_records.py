# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a record brings, in every form the contract allows (design.md §5, Record in)."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightscheck.gate.records import BadRecord, observation_of
from rightscheck.model import Absent, Form, Found, NotGiven, Unread

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
FIELDS = ("id", "url", "html", "text", "headers", "status", "robots_txt", "site_files", "fetched_at")


class TestBody:
    def test_html_wins_over_text(self) -> None:
        """A record with both is read as HTML, since text has lost the markup."""
        seen = observation_of({"html": "<p>a</p>", "text": "a"})
        assert (seen.form, seen.body) == (Form.HTML, Found(body="<p>a</p>"))

    def test_text_alone_is_a_text_subject(self) -> None:
        """A record with text only is read as text, unchanged, so that offsets hold."""
        seen = observation_of({"text": " a\r\nb "})
        assert (seen.form, seen.body) == (Form.TEXT, Found(body=" a\r\nb "))

    def test_null_html_is_no_html(self) -> None:
        """An empty cell of a column does not hide the text beside it."""
        assert observation_of({"html": None, "text": "a"}).body == Found(body="a")

    def test_an_empty_page_was_given(self) -> None:
        """An empty string is a page that was given, not a missing one."""
        assert observation_of({"html": ""}).body == Found(body="")

    def test_an_empty_record_gives_nothing(self) -> None:
        """Every part of an empty record is not given."""
        seen = observation_of({})
        assert isinstance(seen.body, NotGiven)
        assert isinstance(seen.robots, NotGiven)
        assert seen.headers is None
        assert seen.status is None

    def test_bytes_are_decoded_by_the_header(self) -> None:
        """A caller may hand over the page in bytes; the charset of the header holds."""
        seen = observation_of({"html": b"<p>\xb1</p>", "headers": {"Content-Type": "text/html; charset=iso-8859-2"}})
        assert seen.body == Found(body="<p>ą</p>")

    def test_half_a_surrogate_pair_is_replaced(self) -> None:
        """No parser and no output can carry half a pair, so it becomes one replacement character."""
        assert observation_of({"text": "a\ud800b"}).body == Found(body="a\ufffdb")


class TestHeaders:
    @pytest.mark.parametrize(
        "headers",
        [
            {"X-Robots-Tag": ["a: noindex", "noarchive"], "Server": "x"},
            [["X-Robots-Tag", "a: noindex"], ["X-Robots-Tag", "noarchive"], ["Server", "x"]],
            [("X-Robots-Tag", "a: noindex"), ("X-Robots-Tag", "noarchive"), ("Server", "x")],
        ],
    )
    def test_field_lines_are_never_joined(self, headers: object) -> None:
        """Each field line stays one pair in order, in each of the forms."""
        assert observation_of({"headers": headers}).headers == (
            ("X-Robots-Tag", "a: noindex"),
            ("X-Robots-Tag", "noarchive"),
            ("Server", "x"),
        )

    def test_no_headers_and_empty_headers_differ(self) -> None:
        """An empty object says that there were none; a missing field says nothing."""
        assert observation_of({"headers": {}}).headers == ()
        assert observation_of({"headers": None}).headers is None

    @pytest.mark.parametrize("headers", ["a: b", 3, {"a": 1}, {"a": [1]}, [["a"]], [["a", 1]], ["ab"], [{}]])
    def test_other_forms_are_refused(self, headers: object) -> None:
        """A form out of the contract is named as a fault of the headers."""
        with pytest.raises(BadRecord, match="headers"):
            observation_of({"headers": headers})


class TestSiteFiles:
    def test_null_is_absent_and_missing_is_not_given(self) -> None:
        """Null says looked for and not there; a missing field says that nobody looked."""
        assert isinstance(observation_of({"robots_txt": None}).robots, Absent)
        assert isinstance(observation_of({}).robots, NotGiven)

    @pytest.mark.parametrize(
        ("status", "kind"), [(404, Absent), (410, Absent), (403, Unread), (429, Unread), (503, Unread)]
    )
    def test_a_status_says_what_the_server_answered(self, status: int, kind: type) -> None:
        """404 and 410 are absent, every refusal and failure is unread."""
        seen = observation_of({"robots_txt": {"status": status}, "site_files": {"/a.json": {"status": status}}})
        assert isinstance(seen.robots, kind)
        assert isinstance(seen.site_files["/a.json"], kind)

    def test_success_without_a_body_is_unread(self) -> None:
        """A 200 whose body was not kept is no empty file: an empty robots.txt would allow everything."""
        assert observation_of({"robots_txt": {"status": 200}}).robots == Unread(reason="200")

    def test_a_page_in_place_of_a_file_is_absent(self) -> None:
        """Sites that answer every path with a page have no such file."""
        seen = observation_of({"site_files": {"/.well-known/tdmrep.json": "<!DOCTYPE html><html><body>x"}})
        assert isinstance(seen.site_files["/.well-known/tdmrep.json"], Absent)

    def test_bodies_are_kept_as_bytes(self) -> None:
        """A file of the site is bytes for its reader, whatever it holds."""
        seen = observation_of({"robots_txt": "User-agent: ż"})
        assert isinstance(seen.robots, Found)
        assert seen.robots.body == "User-agent: ż".encode()

    @pytest.mark.parametrize("name", ["/ai.txt", "ai.txt", "https://a.example/ai.txt"])
    def test_paths_are_named_in_one_way(self, name: str) -> None:
        """A full address and a missing slash mean the same file."""
        assert list(observation_of({"site_files": {name: "x"}}).site_files) == ["/ai.txt"]

    def test_robots_among_the_site_files_counts(self) -> None:
        """robots.txt may stand among the site files; its own field wins."""
        seen = observation_of({"site_files": {"/robots.txt": "A"}})
        assert isinstance(seen.robots, Found)
        assert not seen.site_files
        assert isinstance(observation_of({"robots_txt": None, "site_files": {"/robots.txt": "A"}}).robots, Absent)

    @pytest.mark.parametrize(
        "value", [1, True, [], {"status": "503"}, {"status": True}, {"body": "x"}, {"status": 42}]
    )
    def test_other_forms_are_refused(self, value: object) -> None:
        """A form out of the contract is named with the field it stands in."""
        with pytest.raises(BadRecord, match="robots_txt"):
            observation_of({"robots_txt": value})
        with pytest.raises(BadRecord, match="site_files"):
            observation_of({"site_files": {"/a": value}})


class TestOtherFields:
    @pytest.mark.parametrize(("status", "read"), [(200, 200), (200.0, 200), (999, 999), (None, None)])
    def test_status_may_be_a_whole_float(self, status: object, read: int | None) -> None:
        """Columns with gaps hold floats, and some sites answer 999."""
        assert observation_of({"status": status}).status == read

    @pytest.mark.parametrize(
        ("record", "field"),
        [
            ({"html": 12}, "html"),
            ({"text": ["a"]}, "text"),
            ({"url": {}}, "url"),
            ({"status": "200"}, "status"),
            ({"status": 200.5}, "status"),
            ({"status": True}, "status"),
            ({"status": 7}, "status"),
            ({"site_files": "x"}, "site_files"),
            ({"fetched_at": 1700000000}, "fetched_at"),
            ({"fetched_at": "yesterday"}, "fetched_at"),
        ],
    )
    def test_a_wrong_type_names_its_field(self, record: dict[str, Any], field: str) -> None:
        """The reason begins with the field, so that its owner can find it."""
        with pytest.raises(BadRecord, match=f"^{field}"):
            observation_of(record)

    def test_agent_is_the_callers(self) -> None:
        """The crawler that robots.txt is read for is no field of a record."""
        assert observation_of({"agent": "evil"}, agent="mybot").agent == "mybot"

    @given(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=5))
    def test_any_json_is_read_or_refused(self, record: dict[str, Any]) -> None:
        """No JSON value in any field does anything but give an observation or a BadRecord."""
        with suppress(BadRecord):
            observation_of(record)
