# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""TDMRep and Dublin Core in books, PDFs and pictures: TDMREP-20, §8.2, §8.4 and §15.4 of signals.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.model import Form, Found, Observation, Reuse, Scope, Stated
from rightscheck.observe.seeing import see
from rightscheck.signals.interface import Want
from rightscheck.signals.tdmrep import READER

if TYPE_CHECKING:
    from collections.abc import Callable

    from rightscheck.model import Reading, Settlement
    from rightscheck.resources import RuleData

PREFIX = 'version="3.0" prefix="tdm: http://www.w3.org/ns/tdmrep#"'
RESERVED = {Reuse.TDM: Stated.DENIED, Reuse.AI_TRAIN: Stated.DENIED}


def stated(settlement: Settlement) -> dict[Reuse, Stated]:
    """Each reuse that is not silent."""
    return {reuse: one.stated for reuse, one in settlement.reuses.items() if one.stated is not Stated.SILENT}


@pytest.mark.parametrize(
    ("metadata", "attributes"),
    [
        ('<meta property="tdm:reservation">1</meta>', PREFIX),
        ('<meta property="tdm:reservation"> 1 </meta>', 'version="3.0" prefix="tdm: http://www.w3.org/ns/tdmrep/"'),
        ('<meta property="w:reservation">1</meta>', 'version="3.0" prefix="w: http://www.w3.org/ns/tdmrep#"'),
        ('<meta name="tdm:reservation" content="1"/>', 'version="2.0"'),
    ],
)
def test_a_book_reserves_itself(
    metadata: str, attributes: str, book: Callable[..., bytes], said: Callable[..., Settlement]
) -> None:
    """TDMREP-20: EPUB 3 and EPUB 2; the whole file is reserved."""
    settlement = said(book(metadata, attributes=attributes))
    assert stated(settlement) == RESERVED
    evidence = settlement.signals[0].evidence
    assert (evidence.standard, evidence.scope, evidence.quote.strip()) == ("TDMREP", Scope.FILE, "1")


@pytest.mark.parametrize(
    ("metadata", "attributes"),
    [
        ('<meta property="tdm:reservation">1</meta>', 'version="3.0" prefix="tdm: https://quay.example/other#"'),
        ('<meta property="tdm:reservation" refines="#part">1</meta>', PREFIX),
        ('<meta property="tdm:unreserved">1</meta>', PREFIX),
        ('<meta name="tdm-reservation" content="1"/>', 'version="2.0"'),
        ("<dc:description>tdm:reservation 1</dc:description>", PREFIX),
    ],
)
def test_near_misses_in_a_book_state_nothing(
    metadata: str, attributes: str, book: Callable[..., bytes], said: Callable[..., Settlement]
) -> None:
    """Another vocabulary, a part of the book, another word, HTML's name, words in a description."""
    assert stated(said(book(metadata, attributes=attributes))) == {}


def test_a_wrong_value_in_a_book_is_malformed(book: Callable[..., bytes], reading: Callable[..., Reading]) -> None:
    """§8.1: neither 0 nor 1 is a protocol error: unset, and the file is malformed."""
    found = reading(book('<meta property="tdm:reservation">yes</meta>', attributes=PREFIX))
    assert ("file", "malformed") in found.unread
    assert [note.code for note in found.diagnostics] == ["tdmrep-malformed"]


@pytest.mark.parametrize("slash", ["/", "#"])
def test_a_pdf_reserves_itself(
    slash: str, document: Callable[..., bytes], packet: Callable[[str], bytes], said: Callable[..., Settlement]
) -> None:
    """TDMREP-20: XMP of a PDF, under either form of the namespace."""
    xmp = packet("<tdm:reservation>1</tdm:reservation>").replace(b"ns/tdmrep/", b"ns/tdmrep" + slash.encode())
    assert stated(said(document(xmp))) == RESERVED


def test_the_file_supersedes_its_header(
    picture: Callable[..., bytes], packet: Callable[[str], bytes], said: Callable[..., Settlement]
) -> None:
    """§8.4: embedded metadata come last and win, property by property."""
    body = picture("JPEG", xmp=packet("<tdm:reservation>0</tdm:reservation>"))
    assert stated(said(body, headers=(("tdm-reservation", "1"),))) == {Reuse.TDM: Stated.GRANTED}
    plain = picture("JPEG", xmp=packet("<tdm:policy>https://quay.example/p.json</tdm:policy>"))
    settlement = said(plain, headers=(("tdm-reservation", "1"),))
    assert stated(settlement) == RESERVED
    assert settlement.signals[0].evidence.consent_route == "https://quay.example/p.json"


def test_the_policy_of_a_file_is_wanted(book: Callable[..., bytes], rules: RuleData) -> None:
    """§8.1: a reservation in a book may name a policy, which is fetched as any other."""
    body = book(
        '<meta property="tdm:reservation">1</meta><meta property="tdm:policy">/p.json</meta>', attributes=PREFIX
    )
    observation = Observation(url="https://quay.example/a/book.epub", form=Form.FILE, body=Found(body=body))
    assert READER.wants(see(observation, rules), rules) == (
        Want(url="https://quay.example/p.json", why="tdm-policy"),
    )


def test_dublin_core_of_a_book_licenses_or_reserves_it(
    book: Callable[..., bytes], said: Callable[..., Settlement]
) -> None:
    """§15.4: dc:rights as a notice, a reservation or a licence; licence links of EPUB 3."""
    notice = said(book("<dc:rights>Copyright 2020 Quay House</dc:rights>"))
    assert stated(notice) == {}
    assert notice.signals[0].evidence.standard == "DC"
    reserved = said(book("<dc:rights>All rights reserved</dc:rights>"))
    assert stated(reserved)[Reuse.REDISTRIBUTE] is Stated.DENIED
    for metadata in (
        "<dc:rights>https://creativecommons.org/licenses/by-sa/4.0/</dc:rights>",
        '<link rel="dcterms:license" href="https://creativecommons.org/licenses/by-sa/4.0/"/>',
        '<link rel="cc:license" href="https://creativecommons.org/licenses/by-sa/4.0/"/>',
    ):
        licence = said(book(metadata)).licence
        assert licence is not None
        assert licence.id == "CC-BY-SA-4.0"


def test_an_access_mode_is_no_right(book: Callable[..., bytes], said: Callable[..., Settlement]) -> None:
    """§15.4: schema:accessMode speaks of how a book is read, not of rights."""
    assert said(book('<meta property="schema:accessMode">textual</meta>')).signals == ()


def test_words_in_a_book_are_read_as_prose(book: Callable[..., bytes], said: Callable[..., Settlement]) -> None:
    """A reservation of mining in dc:rights counts as prose does."""
    settlement = said(book("<dc:rights>Text and data mining of this book is not permitted.</dc:rights>"))
    assert stated(settlement)[Reuse.TDM] is Stated.DENIED
