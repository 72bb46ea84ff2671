# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightscheck.model import Absent, Found, Unread
from rightscheck.observe.parts import first, looks_like_html, media_type, part_of, values

PAGE = b"\xef\xbb\xbf \n<!-- built --><!DOCTYPE html><html><title>Not found</title></html>"


class TestPartOf:
    """``part_of``."""

    @pytest.mark.parametrize("status", [404, 410, 204])
    def test_what_is_not_there_is_absent(self, status: int) -> None:
        """Looked for and not there."""
        assert part_of(status, (), b"gone", file="/ai.txt") == Absent(reason=str(status))

    @pytest.mark.parametrize("status", [301, 304, 400, 401, 402, 403, 407, 418, 429, 451, 500, 503, 599, 100])
    def test_any_other_status_is_unread_with_its_number(self, status: int) -> None:
        """Tried and failed, never taken for silence."""
        assert part_of(status, (), b"User-agent: *", file="/robots.txt") == Unread(reason=str(status))

    @pytest.mark.parametrize("file", ["/.well-known/tdmrep.json", "/robots.txt", "https://a.example/x.xml?v=1"])
    def test_a_page_in_place_of_a_file_is_absent(self, file: str) -> None:
        """A site that answers every path with a page does not have the file."""
        assert part_of(200, (), PAGE, file=file) == Absent(reason="html")

    def test_a_linked_page_is_found(self) -> None:
        """A terms page is HTML and is what was asked for."""
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        assert part_of(200, headers, PAGE, file="https://a.example/terms") == Found(
            body=PAGE, status=200, content_type="text/html; charset=utf-8"
        )

    @pytest.mark.parametrize("body", [b"User-agent: *\nDisallow: /", b"[]", b'<?xml version="1.0"?><rsl/>', b""])
    def test_a_sound_file_sent_as_html_is_found(self, body: bytes) -> None:
        """The bytes decide, not the type the server put on them."""
        part = part_of(200, (("content-type", "text/html"),), body, file="/robots.txt")
        assert isinstance(part, Found)
        assert part.body == body

    def test_xhtml_is_html(self) -> None:
        """An XML declaration before the doctype does not hide a page."""
        assert looks_like_html(b'<?xml version="1.0"?>\n<!-- a --><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">')

    @given(st.integers(0, 999), st.binary(max_size=200), st.sampled_from(["/x", "https://a.example/x", "", "?"]))
    def test_never_raises(self, status: int, body: bytes, file: str) -> None:
        """Whatever bytes and status come, a part comes out."""
        assert isinstance(part_of(status, (), body, file=file), Found | Absent | Unread)


def test_field_lines_are_never_joined() -> None:
    """Each field line is a value of its own, found under any spelling of its name."""
    headers = (("X-Robots-Tag", " noindex "), ("x-robots-tag", "a: noai"), ("Content-Type", "Text/HTML; charset=x"))
    assert list(values(headers, "X-ROBOTS-TAG")) == ["noindex", "a: noai"]
    assert first(headers, "missing") is None
    assert media_type(headers) == "text/html"
    assert media_type((("content-type", " "),)) is None
