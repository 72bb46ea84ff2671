# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The policies of one site as a value: packed and unpacked, and put together from several visits."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightscheck.errors import InputError
from rightscheck.model import NOT_GIVEN, Absent, Found, Part, Unread
from rightscheck.store.policies import SitePolicies, Visit, merged, pack, site_of, unpack

parts: st.SearchStrategy[Part] = st.one_of(
    st.builds(Found, body=st.binary(max_size=60), status=st.integers(200, 299), content_type=st.none() | st.text()),
    st.builds(Absent, reason=st.text(max_size=9)),
    st.builds(Unread, reason=st.text(max_size=9), words=st.none() | st.text(max_size=9)),
)


def visit(fetched: str, found: dict[str, Part], *, whole: bool) -> Visit:
    """What was seen of one site at this moment."""
    return Visit(site="a.example", fetched=fetched, whole=whole, packed=pack(SitePolicies(parts=found)))


@given(st.dictionaries(st.text(max_size=12), parts, max_size=5))
def test_parts_come_back_as_they_were(found: dict[str, Part]) -> None:
    """Whatever bytes a site sent, and whatever state a part was in, is kept to the byte."""
    assert unpack(pack(SitePolicies(parts=found))) == found


def test_a_part_nobody_asked_for_is_not_kept() -> None:
    """NotGiven is the absence of a part, so it never comes back as one."""
    assert unpack(pack(SitePolicies(parts={"/ai.txt": NOT_GIVEN}))) == {}


@given(st.binary(max_size=80))
def test_strange_bytes_are_refused(raw: bytes) -> None:
    """A damaged snapshot is an error that says so, never an empty answer."""
    with pytest.raises(InputError, match="damaged"):
        unpack(raw)


def test_a_row_of_another_kind_is_refused() -> None:
    """A kind of part that no version wrote is damage."""
    with pytest.raises(InputError):
        unpack(zlib.compress(b'{"robots.txt": ["other"]}'))


def test_a_whole_visit_replaces_all_that_was_known() -> None:
    """A file that is gone today does not live on from last year."""
    first = visit("2026-01-01", {"robots.txt": Absent(reason="404"), "/ai.txt": Absent(reason="404")}, whole=True)
    last = visit("2026-02-01", {"robots.txt": Unread(reason="503")}, whole=True)
    assert merged((first, last)).parts == {"robots.txt": Unread(reason="503")}


def test_a_partial_visit_adds_to_what_was_known() -> None:
    """A robots.txt from an archive is news of robots.txt alone."""
    first = visit("2026-01-01", {"robots.txt": Absent(reason="404"), "/ai.txt": Absent(reason="404")}, whole=True)
    last = visit("2026-02-01", {"robots.txt": Unread(reason="503")}, whole=False)
    both = merged((first, last))
    assert both.parts == {"robots.txt": Unread(reason="503"), "/ai.txt": Absent(reason="404")}
    assert both.whole


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://Example.org/a?b", "example.org"),
        ("http://example.org:80/", "example.org"),
        ("http://example.org:8080/", "example.org:8080"),
        ("http://user:pw@[2001:db8::1]/", "[2001:db8::1]"),
        ("mailto:a@example.org", None),
        ("", None),
    ],
)
def test_a_site_is_a_host_with_its_port(url: str, site: str | None) -> None:
    """Both http and https of one host are one site, another port is another."""
    assert site_of(url) == site
