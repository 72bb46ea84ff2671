# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What people hand in: lists of URLs and saved subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightscheck.errors import InputError
from rightscheck.sources.saved import Kind, read_saved
from rightscheck.sources.text import decode_utf8, read_bytes
from rightscheck.sources.url_list import parse_urls

if TYPE_CHECKING:
    from pathlib import Path


class TestUrlList:
    def test_comments_and_blank_lines_are_no_urls(self) -> None:
        """A line that begins with # is a comment; white space around an address is not part of it."""
        assert parse_urls("# mine\n\n  https://a.example/ \r\n\t# more\nhttps://b.example/") == (
            "https://a.example/",
            "https://b.example/",
        )

    def test_a_fragment_is_no_comment(self) -> None:
        """A # inside of a line belongs to the address."""
        assert parse_urls("https://a.example/#top # x") == ("https://a.example/#top # x",)

    def test_repeats_and_broken_addresses_stay(self) -> None:
        """Every line becomes a row, so nothing is dropped or mended here."""
        assert parse_urls("http://\nhttp://\nftp://x\nnot a url") == ("http://", "http://", "ftp://x", "not a url")

    def test_every_line_end_counts(self) -> None:
        """Lists from any system are read."""
        assert parse_urls("a\rb\r\nc\nd") == ("a", "b", "c", "d")

    @pytest.mark.parametrize("text", ["", "\n\n", "# only a comment"])
    def test_an_empty_list_is_empty(self, text: str) -> None:
        """A list may hold nothing at all."""
        assert parse_urls(text) == ()

    @given(st.text(max_size=80))
    def test_no_text_breaks_it(self, text: str) -> None:
        """Any text gives addresses that are neither empty nor comments."""
        assert all(url and not url.startswith("#") for url in parse_urls(text))


class TestText:
    def test_the_first_wrong_byte_is_told(self) -> None:
        """The message names the file, the line and the byte in it."""
        with pytest.raises(InputError, match=r"urls\.txt: line 2, byte 4 \(0xe9\): not UTF-8"):
            decode_utf8(b"http://a/\ncaf\xe9", "urls.txt")

    def test_utf16_is_named(self) -> None:
        """What an editor saved as Unicode gets a name, not a byte."""
        with pytest.raises(InputError, match="UTF-16"):
            decode_utf8("a".encode("utf-16"), "urls.txt")

    def test_a_byte_order_mark_goes(self) -> None:
        """The mark of UTF-8 is no part of the first line."""
        assert decode_utf8(b"\xef\xbb\xbfa", "x") == "a"

    def test_a_missing_file_is_told(self, tmp_path: Path) -> None:
        """A file that is not there, and a folder, say so with their name."""
        for path in (tmp_path / "none.txt", tmp_path):
            with pytest.raises(InputError, match="cannot be read"):
                read_bytes(path)


class TestSaved:
    @pytest.mark.parametrize(
        ("name", "kind"), [("a.html", Kind.PAGE), ("A.HTM", Kind.PAGE), ("a.txt", Kind.TEXT), ("a.json", Kind.RECORD)]
    )
    def test_the_suffix_tells_the_kind(self, tmp_path: Path, name: str, kind: Kind) -> None:
        """In any case of letters."""
        (tmp_path / name).write_bytes(b"x")
        assert read_saved(tmp_path / name).kind is kind

    def test_an_unknown_suffix_is_refused(self, tmp_path: Path) -> None:
        """Guessing what a file holds would give answers about something else."""
        (tmp_path / "a.pdf").write_bytes(b"x")
        with pytest.raises(InputError, match=r"\.html"):
            read_saved(tmp_path / "a.pdf")

    @pytest.mark.parametrize(
        ("name", "body"),
        [
            ("a.jpg", b"\xff\xd8\xff\xe0"),
            ("a", b"\x89PNG\r\n\x1a\n"),
            ("a.xml", b"<rss version='2.0'/>"),
            ("a.pdf", b"%PDF-1.7\n"),
            ("a.json", b'{"message": {"DOI": "10.5555/x", "license": []}}'),
        ],
    )
    def test_a_file_is_told_by_its_content(self, tmp_path: Path, name: str, body: bytes) -> None:
        """Images, PDFs, feeds and scholarly metadata are subjects of their own, whatever they are called."""
        (tmp_path / name).write_bytes(body)
        assert read_saved(tmp_path / name).kind is Kind.FILE

    def test_a_missing_file_is_missing_whatever_its_suffix(self, tmp_path: Path) -> None:
        """The first thing to say of a file that is not there is that it is not there."""
        with pytest.raises(InputError, match="cannot be read"):
            read_saved(tmp_path / "a.pdf")
