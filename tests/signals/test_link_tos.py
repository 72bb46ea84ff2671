# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Links to terms: evidence, and documents of the site's own to read."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.markup.facts import Link, PageFacts
from rightscheck.markup.read import read_page
from rightscheck.model import Found, Observation
from rightscheck.resources import shipped
from rightscheck.signals.interface import Seen, Want
from rightscheck.signals.link_tos import READER

URL = "https://www.quay.example/boats"


def seen(body: str, url: str | None = URL, documents: tuple[str, ...] = ()) -> Seen:
    """A page with this body, seen at this address, with these documents fetched."""
    came = {name: Found(body="x") for name in documents}
    return Seen(observation=Observation(url=url, body=Found(body=body), documents=came), page=read_page(body))


def wants(body: str, url: str | None = URL, documents: tuple[str, ...] = ()) -> list[str]:
    """The addresses wanted of this page."""
    return [want.url for want in READER.wants(seen(body, url, documents), shipped())]


def test_terms_link_is_evidence() -> None:
    """LINK-07: a link to terms is a notice with its words, and grants nothing."""
    (signal,) = READER.read(seen('<p><a rel="terms-of-service" href="/t">Rules</a></p>'), shipped()).signals
    assert (signal.findings, signal.licence, signal.evidence.quote) == ((), None, "Rules")
    assert signal.evidence.kinds == ("terms-link",)


def test_terms_are_known_by_their_words() -> None:
    """Terms, legal notices, imprints and licensing desks are known in many languages."""
    for words in (
        "Terms of Use",
        "Regulamin",
        "Nutzungsbedingungen",
        "Aviso legal",
        "Mentions légales",
        "Impressum",
        "利用規約",
    ):
        assert len(READER.read(seen(f'<footer><a href="/x">{words}</a></footer>'), shipped()).signals) == 1


def test_terms_are_known_by_their_address() -> None:
    """The last part of an address tells where the words do not."""
    assert wants('<footer><a href="/about/terms-of-use?x=1">Read this</a></footer>') == [
        "https://www.quay.example/about/terms-of-use?x=1"
    ]


def test_other_links_are_none() -> None:
    """A headline that holds such a word, a mail address or an anchor of the page is no terms link."""
    body = '<p><a href="/n">Copyright reform moves on to the next round in the upper house this week</a>'
    body += '<a href="#terms">Terms</a><a href="mailto:x@quay.example">Imprint</a></p>'
    assert READER.read(seen(body), shipped()).signals == ()
    assert wants(body) == []


def test_only_the_sites_own_terms_are_wanted() -> None:
    """Terms of the same registrable domain are wanted, those of another site are not."""
    own, other = "https://legal.quay.example/terms", "https://ads.example/terms"
    assert wants(f'<footer><a href="{own}">Terms</a><a href="{other}">Terms</a></footer>') == [
        "https://legal.quay.example/terms"
    ]


def test_terms_come_before_imprints_and_at_most_three() -> None:
    """At most three documents are wanted, terms first."""
    body = "".join(
        f'<a href="/{n}">{w}</a> ' for n, w in enumerate(("Imprint", "Legal notice", "Terms of use", "Licensing"))
    )
    assert wants(f"<footer>{body}</footer>") == [f"https://www.quay.example/{n}" for n in (2, 1, 0)]


def test_what_came_is_wanted_no_more() -> None:
    """A document that was fetched is not asked for again."""
    assert wants('<a href="/terms">Terms</a>', documents=("https://www.quay.example/terms",)) == []


def test_unknown_licence_page_is_wanted_as_terms() -> None:
    """The page behind rel=copyright is worth reading; a known licence is not."""
    assert wants('<link rel="copyright" href="/imprint"><p>x') == ["https://www.quay.example/imprint"]
    assert wants('<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"><p>x') == []


def test_the_want_says_why() -> None:
    """A want of terms says so."""
    want = READER.wants(seen('<a href="/terms">Terms</a>'), shipped())
    assert want == (Want(url="https://www.quay.example/terms", why="terms"),)


def test_without_an_address_nothing_is_wanted() -> None:
    """A page whose address is unknown has no documents to fetch."""
    assert wants('<a href="/terms">Terms</a>', url=None) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_link_is_read(href: str, text: str) -> None:
    """No link makes the reader raise."""
    page = PageFacts(links=(Link(tag="a", href=href, text=text),))
    facts = Seen(observation=Observation(url=URL, body=Found(body="")), page=page)
    READER.read(facts, shipped())
    READER.wants(facts, shipped())
