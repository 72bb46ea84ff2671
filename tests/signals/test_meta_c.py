# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Meta names of convention: notices, reservations, licences, and OpenGraph, which says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.markup.read import read_page
from rightscheck.model import Found, Observation
from rightscheck.resources import shipped
from rightscheck.signals.interface import Seen
from rightscheck.signals.meta_c import READER

if TYPE_CHECKING:
    from rightscheck.model import Reading


def read(head: str) -> Reading:
    """The reading of a page with these tags."""
    html = f"<!doctype html><title>Boats</title>{head}<p>Boats"
    seen = Seen(observation=Observation(url="https://quay.example/", body=Found(body=html)), page=read_page(html))
    return READER.read(seen, shipped())


def test_holder_is_a_notice() -> None:
    """A holder in meta copyright is evidence, quoted as written."""
    (signal,) = read('<meta name="Copyright" content="Quay Ltd">').signals
    assert (signal.findings, signal.evidence.quote, signal.evidence.place) == (
        (),
        "Quay Ltd",
        "html:meta[name=copyright]",
    )


@pytest.mark.parametrize(
    "text", ["All rights reserved", "© Quay. Alle Rechte vorbehalten.", "Tous droits réservés", "版权所有"]
)
def test_reservation_is_found(text: str) -> None:
    """The formula reserves in many languages."""
    (signal,) = read(f'<meta name="rights" content="{text}">').signals
    assert [(f.token, f.value) for f in signal.findings] == [("rights-text", "all-rights-reserved")]


def test_licence_in_words() -> None:
    """A licence told in words is a licence candidate."""
    (signal,) = read('<meta name="license" content="CC BY 4.0">').signals
    assert signal.licence == "CC-BY-4.0"


def test_licence_by_address() -> None:
    """A licence address in any of these is the page's licence."""
    (signal,) = read('<meta name="copyright" content="https://creativecommons.org/licenses/by/4.0/">').signals
    assert signal.licence == "CC-BY-4.0"


def test_empty_says_nothing_and_repeats_are_kept() -> None:
    """An empty tag is none; two tags are two signals."""
    assert read('<meta name="copyright" content="">').signals == ()
    assert len(read('<meta name="copyright" content="A"><meta name="copyright" content="B">').signals) == 2


def test_open_graph_says_nothing() -> None:
    """OpenGraph has no rights property."""
    assert read('<meta property="og:image" content="a.jpg"><meta property="og:title" content="Boats">').signals == ()


def test_microdata_of_an_item_is_not_the_pages() -> None:
    """A license property of a picture, written as a meta tag, belongs to the picture."""
    html = (
        '<div itemscope itemtype="https://schema.org/ImageObject">'
        '<meta itemprop="license" content="https://creativecommons.org/licenses/by/4.0/"></div>'
    )
    assert read(html).signals == ()
