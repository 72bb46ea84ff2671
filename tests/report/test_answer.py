# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Where a page stands on a question, and whom to ask about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.missing import Missing
from rightscheck.model import Reuse, Scope, Stated
from rightscheck.report.answer import Verdict, contacts_of, verdict
from rightscheck.report.entry import entry_of, site_of
from rightscheck.report.purposes import question_of

if TYPE_CHECKING:
    from collections.abc import Callable

TRAIN = question_of([Reuse.AI_TRAIN])
GAP = (Missing(part="robots.txt", reason="503"),)


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
    ],
)
def test_each_page_has_one_class(stated: Stated, more: dict[str, Any], where: Verdict, page: type[Any]) -> None:
    """A no holds whatever was read; a page that was not read is known to allow nothing."""
    assert verdict(entry_of(page(stated={Reuse.AI_TRAIN: stated}, **more)), TRAIN) is where


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
