# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Payment and legal-block answers (reference signals §17, design.md §2)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.model import Observation, Reading, Reuse, Stated, Unread
from rightscheck.resources import shipped
from rightscheck.signals.interface import Seen
from rightscheck.signals.pay import READER
from rightscheck.statements.precedence import statements


def read(status: int | None, *headers: tuple[str, str]) -> Reading:
    """The reading of this answer."""
    body = Unread(reason=str(status))
    return READER.read(Seen(observation=Observation(status=status, headers=headers, body=body), page=None), shipped())


def denied(reading: Reading) -> set[Reuse]:
    """The reuses this denies; it must say nothing else."""
    said = statements(reading.signals, shipped())
    assert {s.stated for s in said} <= {Stated.DENIED}
    return {s.reuse for s in said}


def test_402_denies_the_fetch_and_keeps_the_offer() -> None:
    """The price line is the way to consent, on the status and as evidence of its own."""
    reading = read(402, ("Crawler-Price", "USD 0.02"))
    assert denied(reading) == {Reuse.CRAWL}
    status, price = reading.signals
    assert (status.evidence.place, status.evidence.quote) == ("status", "402 Payment Required")
    assert status.evidence.consent_route == "Crawler-Price: USD 0.02"
    assert (price.evidence.place, price.evidence.quote) == ("header:crawler-price", "Crawler-Price: USD 0.02")
    assert price.findings == ()


def test_402_without_an_offer_denies_too() -> None:
    """No header is needed; there is no consent route then."""
    reading = read(402)
    assert denied(reading) == {Reuse.CRAWL}
    assert reading.signals[0].evidence.consent_route is None


def test_451_is_evidence() -> None:
    """A legal block is told and states nothing."""
    (signal,) = read(451).signals
    assert (signal.evidence.quote, signal.findings) == ("451 Unavailable For Legal Reasons", ())


@pytest.mark.parametrize(
    ("status", "value", "expected"),
    [
        (401, 'License error="invalid_request"', {Reuse.CRAWL}),
        (401, 'Bearer realm="x", license error="y"', {Reuse.CRAWL}),
        (401, 'Basic realm="License"', set()),
        (200, "License", set()),
        (401, "", set()),
    ],
)
def test_a_licence_challenge_on_a_refusal_denies_the_fetch(status: int, value: str, expected: set[Reuse]) -> None:
    """RSL's challenge is the same answer as 402; on a page that came it is evidence."""
    assert denied(read(status, ("WWW-Authenticate", value))) == expected


@pytest.mark.parametrize("status", [None, 200, 403, 404, 503])
def test_an_ordinary_answer_says_nothing(status: int | None) -> None:
    """Other statuses are no signals here."""
    assert read(status, ("content-type", "text/html")) == Reading()


def test_a_price_beside_a_page_is_evidence() -> None:
    """A price on an answer that came is no denial."""
    reading = read(200, ("crawler-price", "USD 1"))
    assert denied(reading) == set()
    assert len(reading.signals) == 1


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 999), st.text(max_size=40))
def test_no_answer_breaks_the_reader(status: int, value: str) -> None:
    """Any status and any header get an answer."""
    read(status, ("WWW-Authenticate", value), ("crawler-price", value))


def test_a_megabyte_is_read() -> None:
    """Hostile sizes end in an answer."""
    read(402, ("www-authenticate", "a," * 500_000), ("crawler-price", "x" * 1_000_000))
