# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Dublin Core in meta tags, links and RDFa."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.markup.read import read_page
from rightscheck.model import Basis, Found, Observation, Reuse, Scope, Stated
from rightscheck.resources import shipped
from rightscheck.signals.dc import READER
from rightscheck.signals.interface import Seen
from rightscheck.statements.standards import standards

if TYPE_CHECKING:
    from rightscheck.model import Reading

BY = "https://creativecommons.org/licenses/by/4.0/"


def read(head: str) -> Reading:
    """The reading of a page with these parts of a head."""
    html = f"<!doctype html><title>Boats</title>{head}<p>Boats"
    seen = Seen(
        observation=Observation(url="https://quay.example/boats", body=Found(body=html)), page=read_page(html)
    )
    return READER.read(seen, shipped())


@pytest.mark.parametrize(
    "name", ["dcterms.license", "DC.rights", "dc.Rights", "DC.rights.license", "DCTERMS.rights", "dc:rights"]
)
def test_licence_address_counts_in_any_term(name: str) -> None:
    """A licence address is a licence even in dc:rights, whatever the case of the name."""
    (signal,) = read(f'<meta name="{name}" content="{BY}">').signals
    assert (signal.licence, signal.evidence.scope) == ("CC-BY-4.0", Scope.PAGE)


def test_link_counts() -> None:
    """A DCTERMS.license link is a licence."""
    (signal,) = read(f'<link rel="DCTERMS.license" href="{BY}">').signals
    assert (signal.licence, signal.channel) == ("CC-BY-4.0", "link")


def test_prefix_is_bound_by_the_page() -> None:
    """A prefix of the page's own choice is Dublin Core where the page says so."""
    bound = '<link rel="schema.D" href="http://purl.org/dc/terms/">'
    assert len(read(f'{bound}<meta name="D.license" content="{BY}">').signals) == 1
    assert read(f'<meta name="D.license" content="{BY}">').signals == ()


def test_copyright_line_is_a_notice() -> None:
    """A © line in DC.rights is evidence."""
    (signal,) = read('<meta name="DC.rights" content="© 2024 Quay">').signals
    assert (signal.findings, signal.licence) == ((), None)


def test_reservation_reserves() -> None:
    """All rights reserved in DC.rights denies sharing, adapting and archiving in general, and mining not."""
    (signal,) = read('<meta name="DC.rights" content="Wszelkie prawa zastrzeżone">').signals
    (finding,) = signal.findings
    meanings = standards(shipped())["DC"].meaning(finding.token, finding.value)
    assert {(m.reuse, m.stated, m.basis) for m in meanings} == {
        (reuse, Stated.DENIED, Basis.GENERAL) for reuse in (Reuse.REDISTRIBUTE, Reuse.ADAPT, Reuse.ARCHIVE)
    }


def test_some_rights_reserved_is_no_reservation() -> None:
    """Some rights reserved reserves not all."""
    (signal,) = read('<meta name="DC.rights" content="Some rights reserved">').signals
    assert signal.findings == ()


def test_licence_in_words_beside_a_holder() -> None:
    """A sentence in DC.rights that names a licence names it, once."""
    content = "© 2020 Quay. This text is available under a Creative Commons License (Attribution 4.0), CC BY 4.0"
    assert [s.licence for s in read(f'<meta name="DC.Rights" content="{content}">').signals] == ["CC-BY-4.0"]


def test_access_is_no_permission() -> None:
    """Open access permits no reuse."""
    (signal,) = read('<meta name="dcterms.accessRights" content="openAccess">').signals
    assert (signal.findings, signal.licence) == ((), None)


def test_rdfa_of_a_picture_is_the_pictures() -> None:
    """dc:rights about a picture is the picture's."""
    html = '<div about="/a.jpg"><span property="dc:rights">All rights reserved</span></div>'
    (signal,) = read(html).signals
    assert signal.evidence.scope is Scope.IMAGE


def test_empty_value_is_nothing() -> None:
    """An empty tag says nothing."""
    assert read('<meta name="DC.rights" content=" ">').signals == ()
