# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The reading of an older crawler: told where it differs, never asked where it could burn."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.signals.robots_grammar import LIMIT
from rightscheck.signals.second_opinion import second_opinion

URL = "https://a.example/x/y"


def codes(body: str, agent: str = "Foo", url: str = URL) -> list[str]:
    """The codes of the diagnostics on this file."""
    return [d.code for d in second_opinion(body.encode(), agent, url)]


@pytest.mark.parametrize(
    ("body", "older"),
    [
        ("User-agent: *\nAllow: /\nDisallow: /x/", "open"),  # first match instead of longest
        ("User-agent: *\n\nDisallow: /x/", "open"),  # a blank line ends the group
        ("User-agent: fo\nDisallow: /", "closed"),  # an agent by substring
    ],
)
def test_a_different_reading_is_told(body: str, older: str) -> None:
    """The diagnostic says how the older crawler decides and what RFC 9309 says."""
    (note,) = second_opinion(body.encode(), "Foo", URL)
    assert note.code == "older-crawler-differs"
    assert f"by it the page is {older}" in note.text
    assert note.part == "robots.txt"


@pytest.mark.parametrize("body", ["", "User-agent: *\nDisallow: /", "User-agent: Foo\nAllow: /\n", "<html>"])
def test_the_same_reading_is_not_worth_a_word(body: str) -> None:
    """Where both agree there is no diagnostic."""
    assert codes(body) == []


@pytest.mark.parametrize(
    ("body", "url"),
    [
        ("User-agent: *\nDisallow: /" + "*a" * 5 + "b", "https://a.example/" + "a" * 2_000),
        ("User-agent: *\nDisallow: /" + "*a" * 500 + "b", "https://a.example/" + "a" * 100),
        ("User-agent: *\nDisallow: /" + "%2Aa" * 12 + "b", "https://a.example/" + "a" * 100),
        ("User-agent: *\nDisallow: /*a*b", "https://a.example/" + "a" * 100_000),
        ("User-agent: *\n" + "Disallow: /*a*y\n" * 30_000, "https://a.example/" + "a" * 100),
        ("User-agent: *\nDisallow: *" + "b" * 100_000, URL),
        ("#" * (LIMIT + 1), URL),
        ("User-agent: *\nDisallow: /", "http://[::1/x"),
    ],
)
def test_what_could_burn_or_fail_is_not_evaluated(body: str, url: str) -> None:
    """Bombs of every kind, files over the limit and URLs that urllib refuses get the plain word instead."""
    assert codes(body, url=url) == ["older-crawler-not-evaluated"]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200), st.text(max_size=10), st.text(max_size=40))
def test_nothing_raises(body: bytes, agent: str, url: str) -> None:
    """Any file, agent and URL give at most one diagnostic."""
    assert len(second_opinion(b"User-agent: *\nDisallow: /*a\n" + body, agent, url)) <= 1
