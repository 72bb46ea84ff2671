# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.markup.read import Engine
from rightscheck.model import NOT_GIVEN, Absent, Form, Found, Observation, Part, Unread
from rightscheck.observe.seeing import see
from rightscheck.resources import shipped

if TYPE_CHECKING:
    from rightscheck.resources import RuleData

PAGE = "<!doctype html><title>Tides</title><h1>Tides</h1><p>High water at noon, low water at six.</p>"
CHALLENGE = "<title>Just a moment...</title><p>Verify you are human by completing the action below.</p>"
LOGIN = "<title>Log in</title><form>Password <input type=password></form>"
MISSING = "<title>Page not found</title><p>The page you are looking for does not exist.</p>"


def body_of(html: str, status: int | None, rules: RuleData) -> Part:
    """The body as it counts."""
    return see(Observation(status=status, body=Found(body=html)), rules).observation.body


def test_a_page_is_read(rules: RuleData) -> None:
    """Facts and body stand side by side, whatever the engine."""
    for engine in Engine:
        seen = see(Observation(status=200, body=Found(body=PAGE)), rules, engine)
        assert isinstance(seen.observation.body, Found)
        assert seen.page is not None
        assert seen.page.title == "Tides"


@pytest.mark.parametrize("part", [NOT_GIVEN, Absent(reason="404"), Unread(reason="timeout")])
def test_what_is_not_there_stays_as_it_is(part: Part, rules: RuleData) -> None:
    """Nothing is read, nothing is made up."""
    seen = see(Observation(body=part), rules)
    assert (seen.page, seen.observation.body) == (None, part)


@pytest.mark.parametrize(
    ("html", "status", "part"),
    [
        (PAGE, None, "found"),
        (PAGE, 203, "found"),
        (PAGE, 404, "absent 404"),
        (PAGE, 410, "absent 410"),
        (MISSING, 404, "absent 404"),
        (PAGE, 403, "unread 403"),
        (PAGE, 429, "unread 429"),
        (PAGE, 500, "unread 500"),
        (PAGE, 302, "unread 302"),
        (CHALLENGE, 200, "unread challenge"),
        (CHALLENGE, None, "unread challenge"),
        (CHALLENGE, 403, "unread challenge"),
        (CHALLENGE, 404, "unread challenge"),
        (CHALLENGE, 402, "unread 402"),
        (LOGIN, 401, "unread login"),
        (MISSING, 200, "unread soft-404"),
        (MISSING, 503, "unread soft-404"),
    ],
)
def test_status_and_stand_in(html: str, status: int | None, part: str, rules: RuleData) -> None:
    """The closer word wins: a stand-in over a status, but for payment; gone is absent."""
    found = body_of(html, status, rules)
    told = type(found).__name__.lower() + ("" if isinstance(found, Found) else f" {getattr(found, 'reason', '')}")
    assert told == part


def test_a_guard_makes_it_unread(rules: RuleData) -> None:
    """A page that the reader had to leave is not judged by its first half."""
    names = " ".join(f"a{number}" for number in range(50_000))
    assert body_of(f"{PAGE}<p {names}>", 200, rules) == Unread(reason="too-many-attributes")


def test_a_text_subject_may_stand_in_too(rules: RuleData) -> None:
    """An extracted challenge is one; other short texts are texts."""
    for text, is_read in (("All rights reserved.", True), ("Just a moment...\nVerify you are human", False)):
        seen = see(Observation(form=Form.TEXT, body=Found(body=text)), rules)
        assert isinstance(seen.observation.body, Found) is is_read
        assert seen.page is None


def test_linked_documents_are_read_too(rules: RuleData) -> None:
    """HTML ones that are what they should be; files are left alone, stand-ins are Unread."""
    documents: dict[str, Part] = {
        "https://a.example/terms": Found(body=PAGE.encode(), content_type="text/html"),
        "https://a.example/wall": Found(body=CHALLENGE.encode(), content_type="text/html"),
        "https://a.example/rsl.xml": Found(body=b"<rsl/>", content_type="application/xml"),
        "https://a.example/gone": Absent(reason="404"),
    }
    seen = see(Observation(documents=documents), rules)
    assert [url for url, _ in seen.documents] == ["https://a.example/terms"]
    assert isinstance(seen.observation.documents["https://a.example/wall"], Unread)
    assert seen.observation.documents["https://a.example/rsl.xml"] == documents["https://a.example/rsl.xml"]
    assert list(seen.observation.documents) == list(documents)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [CHALLENGE, LOGIN, "<form>", "<script>", "</p>", "Verify you are human", "404", "\0", "|", "“"]
        ),
        max_size=8,
    ).map("".join),
    st.sampled_from([None, 200, 402, 403, 404, 503, 0, 999]),
    st.sampled_from(list(Form)),
)
def test_never_raises_and_is_settled(html: str, status: int | None, form: Form) -> None:
    """Any body gives a part, and seeing what was seen changes nothing more."""
    rules = shipped()
    once = see(Observation(status=status, form=form, body=Found(body=html)), rules).observation
    assert see(once, rules).observation == once
