# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Where a page stands on a question, and whom to ask about it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.missing import Missing
from rightscheck.model import NOT_GIVEN, Absent, Found, Outcome, Reuse, Scope, Stated, Unread
from rightscheck.report.answer import Verdict, answer, verdict
from rightscheck.report.contacts import contacts_of, ranked
from rightscheck.report.entry import entry_of, site_of
from rightscheck.report.purposes import question_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from rightscheck.resources import RuleData

TRAIN = question_of([Reuse.AI_TRAIN])
GAP = (Missing(part="robots.txt", reason="503"),)
CLOSED = Found(body=b"User-agent: *\nDisallow: /")


@pytest.mark.parametrize(
    ("stated", "more", "where"),
    [
        (Stated.GRANTED, {}, Verdict.MAY),
        (Stated.CONDITIONAL, {}, Verdict.CONDITIONS),
        (Stated.DENIED, {}, Verdict.MAY_NOT),
        (Stated.SILENT, {}, Verdict.UNSETTLED),
        (Stated.SILENT, {"unread": GAP}, Verdict.UNREAD),
        (Stated.GRANTED, {"unread": GAP}, Verdict.MAY),
        (Stated.GRANTED, {"unread": GAP, "page_unread": True}, Verdict.UNREAD),
        (Stated.DENIED, {"unread": GAP, "page_unread": True}, Verdict.MAY_NOT),
        (Stated.SILENT, {"body": NOT_GIVEN, "robots": CLOSED}, Verdict.UNREAD),
        (Stated.SILENT, {"body": NOT_GIVEN, "robots": Unread(reason="503")}, Verdict.UNREAD),
        (Stated.GRANTED, {"body": NOT_GIVEN, "robots": CLOSED}, Verdict.UNREAD),
        (Stated.SILENT, {"body": NOT_GIVEN, "robots": Found(body=b"")}, Verdict.UNSETTLED),
        (Stated.SILENT, {"body": Absent(reason="404")}, Verdict.GONE),
        (Stated.CONDITIONAL, {"body": Absent(reason="410"), "unread": GAP}, Verdict.GONE),
        (Stated.DENIED, {"body": Absent(reason="404")}, Verdict.MAY_NOT),
    ],
)
def test_each_page_has_one_class(stated: Stated, more: dict[str, Any], where: Verdict, page: type[Any]) -> None:
    """A no holds whatever was read; a page not read, barred or not there is known to allow nothing."""
    assert verdict(entry_of(page(stated={Reuse.AI_TRAIN: stated}, **more)), TRAIN) is where


@pytest.mark.parametrize(("rung", "where"), [("default", Verdict.GONE), ("overlay", Verdict.MAY_NOT)])
def test_that_nobody_said_yes_is_no_answer_about_no_page(rung: str, where: Verdict, page: type[Any]) -> None:
    """Under a law nothing is allowed by default; for an address without a page that is not the source's no."""
    entry = entry_of(page(body=Absent(reason="404")))
    denied = replace(entry.decisions[Reuse.REDISTRIBUTE], outcome=Outcome.DENIED, rung=rung)
    gone = replace(entry, decisions={**entry.decisions, Reuse.REDISTRIBUTE: denied})
    assert verdict(gone, question_of([Reuse.REDISTRIBUTE])) is where


def test_doing_several_things_needs_each_of_them(page: type[Any]) -> None:
    """One use denied denies the whole purpose."""
    entry = entry_of(page(stated={Reuse.QUOTE: Stated.GRANTED, Reuse.TDM: Stated.DENIED}))
    assert verdict(entry, question_of([Reuse.QUOTE, Reuse.TDM])) is Verdict.MAY_NOT
    assert verdict(entry, question_of([Reuse.QUOTE])) is Verdict.MAY


@pytest.mark.parametrize(
    ("evidence", "contacts"),
    [
        ([{"consent_route": "a@b.example"}, {"rights_holder": "B"}], ("a@b.example",)),
        ([{"consent_route": "holder"}, {"rights_holder": "B"}], ("B",)),
        ([{"consent_route": "holder (written consent)"}], ("the rights holder of gazeta.example",)),
        ([{"rights_holder": "Agency", "scope": Scope.IMAGE}], ()),
        ([{}], ()),
    ],
)
def test_contacts_are_the_nearest_the_source_names(
    evidence: list[dict[str, Any]], contacts: tuple[str, ...], page: type[Any], words: Callable[..., Any]
) -> None:
    """An address beats a name, a name beats "the holder", and the holder of a picture does not count."""
    entry = entry_of(page(evidence=tuple(words("x", **more) for more in evidence)))
    assert contacts_of(entry) == contacts


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.a.co.uk/x", "a.co.uk"),
        ("https://me.github.io/", "me.github.io"),
        ("http://10.0.0.1:8080/", "10.0.0.1"),
        ("http://", "(no host)"),
        ("", "(no host)"),
    ],
)
def test_a_site_is_what_somebody_registered(url: str, site: str) -> None:
    """The registrable domain; the host where there is none."""
    assert site_of(url) == site


def test_contacts_one_can_reach_stand_first(page: type[Any], words: Callable[..., Any]) -> None:
    """Then names, then nobody named; within each by number of pages, then by name, in whatever order pages come."""
    routes = [
        {"rights_holder": "Zeta Press"},
        {"rights_holder": "Zeta Press"},
        {"rights_holder": "Alfa Press"},
        {"consent_route": "holder"},
        {"consent_route": "mailto:Rights@Delta.example"},
        {"consent_route": "rights@delta.example."},
        {"consent_route": "mailto:Rights@Delta.example"},
        {"consent_route": "https://www.beta.example/permissions/"},
        {"consent_route": "http://www.beta.example/permissions"},
        {"consent_route": "+48 22 555 01 23"},
    ]
    entries = [entry_of(page(evidence=(words("x", **each),), index=place)) for place, each in enumerate(routes)]
    expected = (
        ("mailto:Rights@Delta.example", 3),
        ("http://www.beta.example/permissions", 2),
        ("+48 22 555 01 23", 1),
        ("Zeta Press", 2),
        ("Alfa Press", 1),
        ("the rights holder of gazeta.example", 1),
    )
    assert ranked(entries) == expected
    assert ranked(reversed(entries)) == expected


def test_the_answer_does_not_depend_on_who_answered_first(
    page: type[Any], words: Callable[..., Any], rules: RuleData
) -> None:
    """Conditions, contacts and causes come in one order, whatever that of the pages."""
    rows = [
        page(stated={Reuse.AI_TRAIN: Stated.CONDITIONAL}, duties=("share-alike", "attribution")),
        page(stated={Reuse.AI_TRAIN: Stated.CONDITIONAL}, duties=("non-commercial",)),
        page(stated={Reuse.AI_TRAIN: Stated.DENIED}, evidence=(words("x", rights_holder="B"),)),
        page(stated={Reuse.AI_TRAIN: Stated.DENIED}, evidence=(words("x", rights_holder="A"),)),
        page(unread=GAP),
        page(unread=(Missing(part="headers", reason="malformed"), Missing(part="http://a.example/t", reason="503"))),
        page(body=NOT_GIVEN, robots=CLOSED),
        page(page_unread=True, unread=GAP),
    ]
    entries = [entry_of(row) for row in rows]
    there, back = (answer(some, TRAIN, frozenset(), rules) for some in (entries, entries[::-1]))
    assert there == back
    assert [token for token, _ in there.duties] == ["attribution", "non-commercial", "share-alike"]
    assert dict(there.unread) == {
        "linked document": 1,
        "closed by robots.txt": 1,
        "headers": 1,
        "robots.txt": 1,
        "page": 1,
    }
