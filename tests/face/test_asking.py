# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The public Inquiry under the hands of scrapers: every client's types, and mistakes told at once."""

from __future__ import annotations

from email.message import Message
from http import HTTPStatus
from typing import Any

import pytest

import rightscheck
from rightscheck.errors import UsageError

PAGE = "<p>Tides.</p>"
TAG = ("X-Robots-Tag", "noindex")


def message() -> Message:
    """The headers of ``http.client``."""
    found = Message()
    found[TAG[0]] = TAG[1]
    return found


def report(**came: Any) -> rightscheck.Report:  # noqa: ANN401  # what a scraper hands over
    """The report where the page answered so, and nothing else is there."""
    inquiry = rightscheck.Inquiry("https://a.example/x")
    while wanted := inquiry.wants():
        for request in wanted:
            inquiry.give(request, **(came if request.why == "page" else {"status": 404}))
    return inquiry.report()


@pytest.mark.parametrize(
    "headers",
    [
        {"x-robots-tag": "noindex"},
        {"X-Robots-Tag": ["noindex"]},
        [TAG],
        (TAG,),
        [[b"x-robots-tag", b"noindex"]],
        message(),
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize(
    "body", [PAGE, PAGE.encode(), bytearray(PAGE.encode()), memoryview(PAGE.encode()), "\ud800" + PAGE]
)
def test_it_takes_what_clients_hold(headers: object, body: object) -> None:
    """Headers and bodies in each of their types, also half a character, say the same."""
    found = report(status=HTTPStatus.OK, headers=headers, body=body)
    assert found.reuses["search"].stated == "denied"
    assert found.unread == ()


@pytest.mark.parametrize(
    ("came", "named"),
    [
        ({"status": "200"}, "status"),
        ({"status": True}, "status"),
        ({"status": 0}, "status"),
        ({"status": 200, "body": 5}, "body"),
        ({"status": 200, "headers": 5}, "headers"),
        ({"status": 200, "headers": [("a", None)]}, "headers"),
        ({"failure": TimeoutError()}, "failure"),
    ],
)
def test_a_mistake_is_told_at_once(came: dict[str, object], named: str) -> None:
    """The message names the argument, not a line deep inside."""
    with pytest.raises(UsageError, match=named):
        report(**came)
