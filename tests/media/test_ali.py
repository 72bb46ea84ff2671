# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Licences of scholarly works, NISO ALI in JATS and Crossref: the vectors of signals.md §16.2."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.media.facts import MediaFacts, MediaKind
from rightscheck.model import Form, Observation, Reuse, Scope, Stated
from rightscheck.resources import shipped
from rightscheck.signals.ali import READER
from rightscheck.signals.interface import Seen

if TYPE_CHECKING:
    from collections.abc import Callable

    from rightscheck.model import Settlement

BY = "https://creativecommons.org/licenses/by/4.0/"
NC = "https://creativecommons.org/licenses/by-nc/4.0/"
TDM = "https://www.elsevier.com/tdm/userlicense/1.0/"


def work(*licences: tuple[str | None, str, tuple[int, ...] | None]) -> bytes:
    """A work of the Crossref API with these licences: version, address, first day."""
    held = [
        {"URL": url}
        | ({"content-version": version} if version is not None else {})
        | ({"start": {"date-parts": [list(start)]}, "delay-in-days": 0} if start else {})
        for version, url, start in licences
    ]
    return json.dumps({"status": "ok", "message": {"DOI": "10.5555/tides", "license": held}}).encode()


def article(permissions: str, body: str = "") -> bytes:
    """A JATS article with these permissions."""
    return (
        '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving DTD v1.2//EN" "JATS.dtd">'
        '<article xmlns:ali="http://www.niso.org/schemas/ali/1.0/" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' dtd-version="1.2"><front><article-meta><permissions>{permissions}</permissions></article-meta></front>'
        f"<body>{body}</body></article>"
    ).encode()


def stated(settlement: Settlement) -> dict[Reuse, Stated]:
    """Each reuse that is not silent."""
    return {reuse: one.stated for reuse, one in settlement.reuses.items() if one.stated is not Stated.SILENT}


def licence(settlement: Settlement) -> str | None:
    """The licence of the subject."""
    return settlement.licence.id if settlement.licence else None


def test_a_licence_of_the_future_is_none_yet(said: Callable[..., Settlement]) -> None:
    """Vor CC BY from a day to come: evidence; on that day it holds."""
    body = work(("vor", BY, (2027, 1, 1)))
    before = said(body, as_of="2026-12-31")
    assert (licence(before), stated(before)) == (None, {})
    assert before.signals[0].evidence.cues == ("from:2027-01-01", "not-in-force")
    assert licence(said(body, as_of="2027-01-01")) == "CC-BY-4.0"


def test_a_mining_licence_is_no_open_access(said: Callable[..., Settlement]) -> None:
    """A tdm address alone: mining under its terms, everything else unstated."""
    settlement = said(work(("tdm", TDM, (2020, 1, 1))))
    assert licence(settlement) is None
    assert stated(settlement) == {Reuse.TDM: Stated.CONDITIONAL}
    assert settlement.reuses[Reuse.TDM].conditions == ("licence-terms",)
    assert settlement.signals[0].evidence.consent_route == TDM


@pytest.mark.parametrize("url", [BY, "https://quay.example/mining"])
def test_a_version_named_tdm_is_for_mining_whatever_its_address(url: str, said: Callable[..., Settlement]) -> None:
    """Even Creative Commons registered for tdm licenses mining alone."""
    settlement = said(work(("tdm", url, None)))
    assert (licence(settlement), stated(settlement)) == (None, {Reuse.TDM: Stated.CONDITIONAL})


def test_versions_and_days_are_weighed(said: Callable[..., Settlement]) -> None:
    """A mining licence since January, CC BY for vor since September; today is October: CC BY is in force."""
    body = work(("tdm", TDM, (2026, 1, 1)), ("vor", BY, (2026, 9, 10)))
    assert licence(said(body, as_of="2026-10-05")) == "CC-BY-4.0"
    august = said(body, as_of="2026-08-01")
    assert (licence(august), stated(august)) == (None, {Reuse.TDM: Stated.CONDITIONAL})


def test_the_licence_that_began_last_holds(said: Callable[..., Settlement]) -> None:
    """Of one version a later licence replaces an earlier one."""
    body = work(("vor", NC, (2025, 1)), ("vor", BY, (2026,)))
    assert licence(said(body, as_of="2026-10-05")) == "CC-BY-4.0"
    assert licence(said(body, as_of="2025-10-05")) == "CC-BY-NC-4.0"


def test_sharing_policies_are_notes(said: Callable[..., Settlement]) -> None:
    """stm-asf alone: evidence."""
    settlement = said(work(("stm-asf", "https://doi.org/10.15223/policy-017", None)))
    assert (len(settlement.signals), stated(settlement)) == (1, {})


def test_the_manuscripts_licence_is_the_manuscripts(said: Callable[..., Settlement]) -> None:
    """am: evidence about that version."""
    settlement = said(work(("am", NC, None)))
    assert licence(settlement) is None
    assert settlement.signals[0].evidence.scope is Scope.SECTION
    assert settlement.signals[0].evidence.about == "accepted manuscript"


@pytest.mark.parametrize("version", ["unspecified", "preprint-2", None])
def test_an_unknown_version_is_unspecified(version: str | None, said: Callable[..., Settlement]) -> None:
    """A version nobody knows, or none, is taken as unspecified: the licence counts."""
    settlement = said(work((version, BY, None)))
    assert licence(settlement) == "CC-BY-4.0"
    assert "crossref:license[unspecified]" in settlement.signals[0].evidence.place or version is None


def test_a_licence_without_a_version_is_for_all(said: Callable[..., Settlement]) -> None:
    """applies_to absent in JATS: every version."""
    settlement = said(article(f'<license><ali:license_ref start_date="2024-05-01">{BY}</ali:license_ref></license>'))
    assert licence(settlement) == "CC-BY-4.0"
    assert settlement.signals[0].evidence.place == "jats:ali:license_ref[all]"


@pytest.mark.parametrize(
    ("permissions", "expected"),
    [
        (f'<license xlink:href="{BY}"/>', "CC-BY-4.0"),
        (f"<ali:license_ref>{BY}</ali:license_ref>", "CC-BY-4.0"),
        (f'<license xlink:href="{NC}"><ali:license_ref>{BY}</ali:license_ref></license>', "CC-BY-4.0"),
        (f'<license><ali:license_ref start_date="2027-01-01">{BY}</ali:license_ref></license>', None),
        (f'<license><ali:license_ref applies_to="am">{BY}</ali:license_ref></license>', None),
        (f'<license><ali:license_ref applies_to="tdm">{BY}</ali:license_ref></license>', None),
        ("<copyright-statement>All rights reserved.</copyright-statement>", "all-rights-reserved"),
        ("<copyright-statement>© 2024 Quay</copyright-statement>", None),
        ('<ali:free_to_read start_date="2024-01-01"/>', None),
    ],
)
def test_the_permissions_of_an_article_are_read(
    permissions: str, expected: str | None, said: Callable[..., Settlement]
) -> None:
    """JATS: license_ref before the link, days and versions, statements as notices, free_to_read a note."""
    settlement = said(article(permissions))
    assert licence(settlement) == expected
    assert settlement.signals


def test_a_licence_paragraph_is_prose(said: Callable[..., Settlement]) -> None:
    """license-p is what a person wrote."""
    settlement = said(
        article("<license><license-p>Text and data mining of this article is prohibited.</license-p></license>")
    )
    assert stated(settlement)[Reuse.TDM] is Stated.DENIED
    assert settlement.signals[0].evidence.place == "jats:license-p"


def test_the_permissions_of_a_figure_are_the_figures(said: Callable[..., Settlement]) -> None:
    """A figure under another licence changes nothing of the article."""
    figure = f"<fig><permissions><license><ali:license_ref>{BY}</ali:license_ref></license></permissions></fig>"
    settlement = said(article("<copyright-statement>© 2024 Quay</copyright-statement>", figure))
    assert licence(settlement) is None
    assert [s.evidence.scope for s in settlement.signals] == [Scope.FILE, Scope.IMAGE]


@pytest.mark.parametrize(
    "body",
    [
        article(
            "", "<permissions>" * 40 + "<copyright-statement>a</copyright-statement>" * 20_000 + "</permissions>" * 40
        ),
        article(f"<license><ali:license_ref>{BY}</ali:license_ref></license>" * 8_000),
        article("<license><license-p>Text mining is prohibited.</license-p></license>" * 14_000),
        work(*(("vor", f"https://quay.example/{n}", (2024, 1, 1)) for n in range(9_000))),
    ],
    ids=range(4),
)
def test_a_megabyte_of_permissions_ends(body: bytes, said: Callable[..., Settlement]) -> None:
    """Nested and repeated permissions: what is told stays bounded."""
    assert len(said(body).signals) <= 10_000


def read(facts: MediaFacts) -> None:
    """Read these facts."""
    READER.read(Seen(observation=Observation(form=Form.FILE), page=None, media=facts), shipped())


VALUES = (
    st.none()
    | st.integers()
    | st.text(max_size=6)
    | st.lists(st.lists(st.integers(-5, 20_000), max_size=4), max_size=2)
)
ENTRY = st.dictionaries(
    st.sampled_from(["URL", "content-version", "start"]),
    VALUES | st.dictionaries(st.just("date-parts"), VALUES, max_size=1),
    max_size=3,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ENTRY | VALUES, max_size=4))
def test_no_record_raises(held: list[Any]) -> None:
    """Whatever stands in the list of licences."""
    read(MediaFacts(kind=MediaKind.CROSSREF, record={"DOI": "10.5555/x", "license": held}))
