# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Feeds and sitemaps: the vectors of signals.md §16.1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.media.read import read_media
from rightscheck.model import Form, Found, Observation, Reuse, Scope, Stated
from rightscheck.resources import shipped
from rightscheck.signals.feed import READER
from rightscheck.signals.feed_rights import Right, feed_rights
from rightscheck.signals.interface import Seen

if TYPE_CHECKING:
    from collections.abc import Callable

    from rightscheck.model import Settlement

BY = "https://creativecommons.org/licenses/by/4.0/"
NC = "https://creativecommons.org/licenses/by-nc/4.0/"
ITEM = "https://quay.example/tides"


def atom(feed: str = "", entry: str = "") -> bytes:
    """An Atom feed with one entry."""
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Tides</title>{feed}'
        f'<entry><id>urn:1</id><link href="{ITEM}"/>{entry}</entry></feed>'
    ).encode()


def rss(channel: str = "", item: str = "") -> bytes:
    """An RSS 2.0 feed with one item."""
    return (
        '<rss version="2.0" xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule"'
        ' xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>Tides</title>{channel}<item><link>{ITEM}</link>{item}</item></channel></rss>"
    ).encode()


def rights(body: bytes) -> list[Right]:
    """Every right of a feed."""
    facts = read_media(body)
    assert facts is not None
    assert facts.tree is not None
    return list(feed_rights(facts.tree))


def told(settlement: Settlement) -> list[tuple[str, Scope, str | None, str | None]]:
    """Quote, scope, about and licence of each signal of the standard."""
    return [
        (s.evidence.quote, s.evidence.scope, s.evidence.about, s.licence)
        for s in settlement.signals
        if s.evidence.standard == "FEED"
    ]


def stated(settlement: Settlement) -> dict[Reuse, Stated]:
    """Each reuse that is not silent."""
    return {reuse: one.stated for reuse, one in settlement.reuses.items() if one.stated is not Stated.SILENT}


def test_an_entry_takes_the_notice_of_its_feed(said: Callable[..., Settlement]) -> None:
    """RFC 4287 §4.2.10: an entry without rights has those of the feed; its own replace them."""
    inherited = [right for right in rights(atom("<rights>© A</rights>")) if right.inherited]
    assert [(right.value, right.of, right.about) for right in inherited] == [("© A", "item", ITEM)]
    own = rights(atom("<rights>© A</rights>", "<rights>© B</rights>"))
    assert [(right.value, right.inherited) for right in own] == [("© A", False), ("© B", False)]
    settlement = said(atom("<rights>© A</rights>"))
    assert told(settlement) == [("© A", Scope.FILE, None, None)]
    assert stated(settlement) == {}


def test_the_licence_of_an_entry_is_the_entrys(said: Callable[..., Settlement]) -> None:
    """RFC 4946: a licence link on an entry: the item is CC BY, the feed is not."""
    settlement = said(atom(entry=f'<link rel="license" href="{BY}"/>'))
    assert told(settlement) == [(BY, Scope.SECTION, ITEM, "CC-BY-4.0")]
    assert settlement.licence is None
    assert stated(settlement) == {}


def test_the_licence_of_an_atom_feed_is_its_metadatas(said: Callable[..., Settlement]) -> None:
    """RFC 4946: a licence of the feed does not flow to its entries."""
    body = atom(f'<link rel="license" href="{BY}"/>')
    assert not [right for right in rights(body) if right.inherited]
    settlement = said(body)
    assert told(settlement) == [(BY, Scope.SECTION, "feed metadata", "CC-BY-4.0")]
    assert settlement.licence is None


def test_an_entry_alone_is_licensed_by_its_link(said: Callable[..., Settlement]) -> None:
    """An Atom entry document is its entry."""
    body = f'<entry xmlns="http://www.w3.org/2005/Atom"><id>u</id><link rel="license" href="{BY}"/></entry>'.encode()
    licence = said(body).licence
    assert licence is not None
    assert licence.id == "CC-BY-4.0"


def test_no_licence_stated_is_a_word_too(said: Callable[..., Settlement]) -> None:
    """RFC 4946: the address for "unspecified" is evidence and no licence."""
    settlement = said(atom(entry='<link rel="license" href="http://purl.org/atompub/license#unspecified"/>'))
    assert [licence for *_, licence in told(settlement)] == [None]


def test_the_licence_of_an_rss_item_overrides_that_of_its_channel(said: Callable[..., Settlement]) -> None:
    """Channel CC BY, item BY-NC: the item is BY-NC; the feed itself is CC BY."""
    body = rss(
        f"<creativeCommons:license>{BY}</creativeCommons:license>",
        f"<creativeCommons:license>{NC}</creativeCommons:license>",
    )
    items = [right.value for right in rights(body) if right.of == "item"]
    assert items == [NC]
    settlement = said(body)
    assert told(settlement) == [(BY, Scope.FILE, None, "CC-BY-4.0"), (NC, Scope.SECTION, ITEM, "CC-BY-NC-4.0")]
    assert settlement.licence is not None
    assert settlement.licence.id == "CC-BY-4.0"
    inherited = rights(rss(f"<creativeCommons:license>{BY}</creativeCommons:license>"))
    assert [right.value for right in inherited if right.inherited] == [BY]


def test_two_licences_of_an_item_are_both_told(said: Callable[..., Settlement]) -> None:
    """The element is repeatable."""
    item = "".join(f"<creativeCommons:license>{url}</creativeCommons:license>" for url in (BY, NC))
    assert [licence for *_, licence in told(said(rss(item=item)))] == ["CC-BY-4.0", "CC-BY-NC-4.0"]


def test_rss_1_names_its_licence_by_resource(said: Callable[..., Settlement]) -> None:
    """cc:license with rdf:resource, on the channel and on an item beside it."""
    body = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:cc="http://web.resource.org/cc/"><channel rdf:about="https://quay.example/f">'
        f'<cc:license rdf:resource="{BY}"/></channel>'
        f'<item rdf:about="{ITEM}"><cc:license rdf:resource="{NC}"/></item></rdf:RDF>'
    ).encode()
    assert told(said(body)) == [(BY, Scope.FILE, None, "CC-BY-4.0"), (NC, Scope.SECTION, ITEM, "CC-BY-NC-4.0")]


def test_the_licence_of_a_medium_is_the_mediums(said: Callable[..., Settlement]) -> None:
    """media:license names the licence by its link; the deepest element speaks."""
    item = (
        f'<media:license type="text/html" href="{NC}">x</media:license><media:group>'
        '<media:content url="https://quay.example/a.mp4">'
        f'<media:license type="text/html" href="{BY}">CC</media:license></media:content>'
        '<media:content url="https://quay.example/b.mp4"/></media:group>'
    )
    settlement = said(rss(item=item))
    assert told(settlement) == [
        (BY, Scope.MEDIA, "https://quay.example/a.mp4", "CC-BY-4.0"),
        (NC, Scope.MEDIA, "https://quay.example/b.mp4", "CC-BY-NC-4.0"),
    ]
    assert stated(settlement) == {}


@pytest.mark.parametrize(
    ("relationship", "countries", "condition"),
    [("deny", "us", "geo:!US"), ("allow", "us ca", "geo:CA|US"), ("deny", "us  au", "geo:!AU|US")],
)
def test_a_restriction_by_country_is_a_condition(
    relationship: str, countries: str, condition: str, said: Callable[..., Settlement]
) -> None:
    """media:restriction by country: a condition of place, for the medium."""
    restriction = f'<media:restriction relationship="{relationship}" type="country">{countries}</media:restriction>'
    settlement = said(rss(item=f'<media:content url="https://quay.example/a.mp4">{restriction}</media:content>'))
    signal = settlement.signals[0]
    assert [finding.conditions for finding in signal.findings] == [(condition,)]
    assert signal.evidence.scope is Scope.MEDIA
    assert stated(settlement) == {}


def test_a_copyright_element_is_a_notice(said: Callable[..., Settlement]) -> None:
    """A bare line states nothing, "all rights reserved" reserves, and a ban in it is read as prose."""
    bare = said(rss("<copyright>Copyright 2020 Quay</copyright>"))
    assert told(bare) == [("Copyright 2020 Quay", Scope.FILE, None, None)]
    assert stated(bare) == {}
    reserved = said(rss("<copyright>2020 Quay. All rights reserved.</copyright>"))
    assert stated(reserved)[Reuse.REDISTRIBUTE] is Stated.DENIED
    banned = said(rss("<copyright>Use of this feed for AI training is prohibited.</copyright>"))
    assert stated(banned)[Reuse.AI_TRAIN] is Stated.DENIED
    item = said(rss(item="<dc:rights>All rights reserved</dc:rights>"))
    assert stated(item) == {}


def test_the_same_words_elsewhere_in_a_feed_say_nothing(said: Callable[..., Settlement]) -> None:
    """A licence in an item's text, another namespace, a comment, another relation."""
    for body in (
        rss(item=f"<description>{BY} All rights reserved</description>"),
        rss(f'<license xmlns="https://quay.example/ns">{BY}</license>'),
        rss(f"<!-- <creativeCommons:license>{BY}</creativeCommons:license> -->"),
        atom(f'<link rel="related" href="{BY}"/>'),
    ):
        assert told(said(body)) == []


def test_the_licence_in_a_sitemap_is_evidence(said: Callable[..., Settlement]) -> None:
    """image:license is retired: evidence with the picture it is about; a video's restriction too."""
    body = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
        ' xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"><url><loc>https://quay.example/</loc>'
        f"<image:image><image:loc>https://quay.example/a.jpg</image:loc><image:license>{BY}</image:license></image:image>"
        '<video:video><video:restriction relationship="allow">PL</video:restriction></video:video></url></urlset>'
    ).encode()
    settlement = said(body)
    assert told(settlement) == [
        (BY, Scope.IMAGE, "https://quay.example/a.jpg", None),
        ("PL", Scope.MEDIA, None, None),
    ]
    assert stated(settlement) == {}
    assert settlement.licence is None


NAMES = st.sampled_from(
    ["channel", "item", "entry", "license", "media:group", "media:content", "media:license", "link"]
)
TREES = st.recursive(
    st.text(alphabet="ab ©", max_size=6),
    lambda inner: st.builds(lambda n, c: f"<{n}>{''.join(c)}</{n}>", NAMES, st.lists(inner, max_size=4)),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(TREES)
def test_no_feed_raises(inner: str) -> None:
    """Whatever nests in whatever."""
    facts = read_media(rss(inner))
    observation = Observation(form=Form.FILE, body=Found(body=b""))
    READER.read(Seen(observation=observation, page=None, media=facts), shipped())


@pytest.mark.parametrize(
    "body",
    [
        rss("".join(f"<item><link>{n}</link></item>" for n in range(14_000)) + "<copyright>© A</copyright>" * 5),
        rss("<creativeCommons:license>x</creativeCommons:license>" * 14_000),
        rss(item="<media:content/>" * 50_000 + "<media:license href='x'/>"),
        rss(item="<media:group>" * 50 + "<media:content/>" * 40_000 + "</media:group>" * 50),
    ],
    ids=range(4),
)
def test_a_megabyte_of_feed_ends(body: bytes) -> None:
    """Many items, licences, media: what is told stays bounded."""
    observation = Observation(form=Form.FILE, body=Found(body=b""))
    seen = Seen(observation=observation, page=None, media=read_media(body))
    assert len(READER.read(seen, shipped()).signals) <= 1_000
