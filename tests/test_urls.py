# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightscheck.urls import Address, BadAddress, host, normal, origin, parse, path_of, registrable_domain


class TestNormal:
    """``normal``."""

    @pytest.mark.parametrize(
        ("text", "href"),
        [
            ("HTTP://USER:pw@Example.COM:80/a/../b?x=1#f", "http://example.com/b?x=1"),
            ("http://one.example\\@two.example/", "http://one.example/@two.example/"),
            ("http://0x7f.1/", "http://127.0.0.1/"),
            ("http://2130706433/", "http://127.0.0.1/"),
            ("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/"),
            ("http://żółw.example/ż", "http://xn--w-uga1v8h.example/%C5%BC"),
            (" \thttps://a.example/\n ", "https://a.example/"),
        ],
    )
    def test_is_the_form_of_the_url_standard(self, text: str, href: str) -> None:
        """Host in ASCII, dots resolved, own port, credentials and fragment dropped."""
        assert normal(text) == href

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", "no-scheme"),
            ("a.example/x", "no-scheme"),
            ("localhost:8000/x", "no-scheme"),
            ("http://", "no-host"),
            ("https:///", "no-host"),
            ("http://%5Bbad/", "bad-url"),
            ("http://a b/", "bad-url"),
            ("http://a.example:99999/", "bad-url"),
            ("file:///etc/passwd", "not-http"),
            ("ftp://a.example/", "not-http"),
            ("mailto:a@a.example", "not-http"),
            ("javascript:alert(1)", "not-http"),
        ],
    )
    def test_a_text_that_is_no_web_address_says_why(self, text: str, reason: str) -> None:
        """Nothing raises; the reason is one of four words and the text stays as written."""
        assert parse(text) == BadAddress(text=text, reason=reason)
        assert normal(text) is None

    @pytest.mark.parametrize(
        ("text", "href"),
        [
            ("../x", "http://a.example/b/x"),
            ("?q=1", "http://a.example/b/c/d?q=1"),
            ("#f", "http://a.example/b/c/d?z"),
            ("", "http://a.example/b/c/d?z"),
            ("//other.example/x", "http://other.example/x"),
            ("\\\\other.example\\x", "http://other.example/x"),
            ("http:y", "http://a.example/b/c/y"),
            ("https:y", "https://y/"),
            ("/x?a\\b", "http://a.example/x?a\\b"),
            ("x y", "http://a.example/b/c/x%20y"),
        ],
    )
    def test_a_reference_is_read_from_its_base(self, text: str, href: str) -> None:
        """Relative references resolve as a browser resolves them."""
        assert normal(text, "http://a.example/b/c/d?z") == href

    @given(st.text(max_size=60), st.sampled_from([None, "http://a.example/b/c", "file:///x"]))
    def test_never_raises_and_is_its_own_normal_form(self, text: str, base: str | None) -> None:
        """Any text gives a value, and the normal form of a normal form is itself."""
        found = parse(text, base)
        if isinstance(found, Address):
            assert normal(found.href) == found.href
            assert found.href.startswith(f"{found.scheme}://")

    @given(st.lists(st.sampled_from(["..", ".", "a", "b.html"]), min_size=1, max_size=5).map("/".join))
    def test_agrees_with_rfc_3986_on_plain_paths(self, text: str) -> None:
        """On plain relative paths the two standards give one answer."""
        base = "http://a.example/b/c/d"
        if text and not text.startswith("//"):
            assert normal(text, base) == normal(urljoin(base, text))


class TestPieces:
    """The small questions about an address."""

    def test_the_pieces_of_an_address(self) -> None:
        """Origin and host leave out the scheme's own port and keep any other."""
        assert origin("https://A.example:443/x") == "https://a.example"
        assert origin("https://a.example:8443/x") == "https://a.example:8443"
        assert host("https://a.example:8443/x") == "a.example"
        assert path_of("https://a.example/x/?b=c#d") == "/x/?b=c"
        assert (origin("x"), host("x"), path_of("x")) == (None, None, "/")

    @pytest.mark.parametrize(
        ("name", "domain"),
        [
            ("www.news.co.uk", "news.co.uk"),
            ("me.github.io", "me.github.io"),
            ("co.uk", None),
            ("127.0.0.1", None),
            ("[::1]", None),
            ("a.example.", "a.example"),
        ],
    )
    def test_the_registrable_domain(self, name: str, domain: str | None) -> None:
        """One label below the public suffix; addresses and suffixes have none."""
        assert registrable_domain(name) == domain
