# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""RSL in feeds, XMP and books: the channels of signals.md §7.1 that are files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.model import Form, Found, Observation, Reuse, Scope, Stated, Unread
from rightscheck.observe.seeing import see
from rightscheck.resources import shipped
from rightscheck.signals.rsl import READER
from rightscheck.statements.readers import read_all
from rightscheck.statements.settle import settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from rightscheck.model import Reading, Settlement, Signal
    from rightscheck.resources import RuleData

SPACE = 'xmlns:rsl="https://rslstandard.org/rsl"'
FEED = "https://quay.example/feed.xml"
ITEM = "https://quay.example/tides"
FILE = "https://quay.example/files/quay"
NO_TRAINING = '<rsl:license><rsl:prohibits type="usage">ai-train</rsl:prohibits></rsl:license>'
ANY_USE = '<rsl:license><rsl:permits type="usage">all</rsl:permits></rsl:license>'


def content(*licences: str, url: str = ITEM) -> str:
    """A content of these licences."""
    return f'<rsl:content url="{url}">{"".join(licences)}</rsl:content>'


def rss(item: str, *, space: str = SPACE, channel: str = "") -> bytes:
    """An RSS feed with one item."""
    return (
        f'<rss version="2.0" {space}><channel><title>Tides</title>{channel}'
        f"<item><link>{ITEM}</link>{item}</item></channel></rss>"
    ).encode()


def atom(entry: str) -> bytes:
    """An Atom feed with one entry."""
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {SPACE}><title>Tides</title>'
        f'<entry><id>urn:1</id><link href="{ITEM}"/>{entry}</entry></feed>'
    ).encode()


def of_feed(body: bytes, rules: RuleData) -> tuple[list[Signal], Reading]:
    """The signals of the standard in a feed that is the subject, and the whole reading."""
    observation = Observation(url=FEED, form=Form.FILE, body=Found(body=body))
    reading = READER.read(see(observation, rules), rules)
    return [one for one in reading.signals if one.evidence.standard == "RSL"], reading


def findings(signal: Signal) -> dict[str, tuple[str, bool]]:
    """The uses a signal decides."""
    return {one.token: (one.value, one.denies_only) for one in signal.findings}


def stated(settlement: Settlement) -> dict[Reuse, Stated]:
    """Each reuse that is not silent."""
    return {reuse: one.stated for reuse, one in settlement.reuses.items() if one.stated is not Stated.SILENT}


@pytest.mark.parametrize("feed", [rss, atom])
def test_the_terms_of_an_item_are_the_items(feed: Callable[[str], bytes], rules: RuleData) -> None:
    """They are told with the item's address, quoted word for word, and state nothing of the feed."""
    body = feed(content(NO_TRAINING))
    (signal,), reading = of_feed(body, rules)
    assert findings(signal) == {"ai-train": ("denied", False)}
    evidence = signal.evidence
    assert (evidence.scope, evidence.about, evidence.quote) == (Scope.SECTION, ITEM, NO_TRAINING)
    assert evidence.place == "feed:item/rsl:content"
    assert stated(settle(reading, rules, Form.FILE)) == {}


def test_each_item_has_its_own_terms(rules: RuleData) -> None:
    """What one item prohibits another may permit: items are settled apart."""
    second = "https://quay.example/lamps"
    body = rss(content(NO_TRAINING) + f"</item><item><link>{second}</link>" + content(ANY_USE, url=second))
    signals, _ = of_feed(body, rules)
    assert [one.evidence.about for one in signals] == [ITEM, second]
    assert [findings(one)["ai-train"][0] for one in signals] == ["denied", "granted"]


def test_an_address_wider_than_the_item_is_still_the_item(rules: RuleData) -> None:
    """A content of the whole site in an item concerns the item."""
    (signal,), _ = of_feed(rss(content(NO_TRAINING, url="https://quay.example/")), rules)
    assert (signal.evidence.scope, signal.evidence.about) == (Scope.SECTION, ITEM)


def test_a_licence_by_its_address_is_named(rules: RuleData) -> None:
    """A whole offer under an open licence names that licence for the item."""
    by = "https://creativecommons.org/licenses/by/4.0/"
    offer = f'<rsl:license><rsl:payment type="free"><rsl:standard>{by}</rsl:standard></rsl:payment></rsl:license>'
    (signal,), _ = of_feed(rss(content(offer)), rules)
    assert (signal.licence, signal.licence_url) == ("CC-BY-4.0", by)


@pytest.mark.parametrize(
    "item",
    [
        content(ANY_USE, url="https://elsewhere.example/tides"),
        content(ANY_USE, url="/tides"),
        content(ANY_USE, url=""),
        f"<rsl:content>{ANY_USE}</rsl:content>",
        content('<rsl:license><rsl:permit type="usage">all</rsl:permit></rsl:license>', ANY_USE),
    ],
)
def test_a_faulty_item_grants_nothing(item: str, rules: RuleData) -> None:
    """Another origin than the feed's, no full address, a misspelt element: it denies and does not grant."""
    signals, reading = of_feed(rss(item), rules)
    assert {only for one in signals for _, only in findings(one).values()} == {True}
    assert {note.code for note in reading.diagnostics} == {"rsl-nonconforming"}


@pytest.mark.parametrize(
    "body",
    [
        rss(content(NO_TRAINING), space='xmlns:rsl="https://rslstandard.org/rsl/2"'),
        rss("", channel=content(NO_TRAINING)),
        rss(f"<!-- {content(NO_TRAINING)} -->"),
        rss(f"<description><![CDATA[{content(NO_TRAINING)}]]></description>"),
        rss(f"<description>{content(NO_TRAINING)}</description>"),
        rss("<content>no ai-train</content>"),
    ],
)
def test_near_misses_in_a_feed_are_no_terms(body: bytes, rules: RuleData) -> None:
    """Another namespace, the channel, a comment, quoted text, a name without namespace."""
    assert of_feed(body, rules)[0] == []


def test_a_feed_that_breaks_off_is_unread(rules: RuleData) -> None:
    """Malformed XML that speaks of RSL is malformed, not silent."""
    body = rss(content(NO_TRAINING))[:-12]
    seen = see(Observation(url=FEED, form=Form.FILE, body=Found(body=body)), rules)
    assert isinstance(seen.observation.body, Unread)
    assert seen.observation.body.reason == "malformed"
    assert READER.read(seen, rules).signals == ()


def page_with(feed: bytes | None, *, page: str = ITEM, link: str = "alternate", kind: str = "rss") -> Observation:
    """A page that links a feed."""
    head = f'<link rel="{link}" type="application/{kind}+xml" href="/feed.xml">'
    body = f"<!doctype html><title>Tides</title>{head}<main><p>High water at noon.</p></main>"
    documents = {} if feed is None else {FEED: Found(body=feed)}
    return Observation(url=page, form=Form.HTML, body=Found(body=body), documents=documents)


def test_a_feed_that_came_speaks_for_its_page(rules: RuleData) -> None:
    """The item whose address is the page's has terms for the page, quoted from the feed."""
    seen = see(page_with(rss(content(NO_TRAINING))), rules)
    reading = READER.read(seen, rules)
    (signal,) = reading.signals
    assert (signal.evidence.scope, signal.evidence.url, signal.evidence.about) == (Scope.PAGE, FEED, None)
    assert stated(settle(reading, rules)) == {Reuse.AI_TRAIN: Stated.DENIED}


@pytest.mark.parametrize(
    "observation",
    [
        page_with(rss(content(NO_TRAINING)), page="https://quay.example/lamps"),
        page_with(rss(content(NO_TRAINING, url="https://quay.example/")), page="https://quay.example/lamps"),
        page_with(rss(content(NO_TRAINING)), link="next"),
        page_with(rss(content(NO_TRAINING)), kind="atomsvc"),
        page_with(rss("")),
        page_with(None),
    ],
)
def test_near_misses_of_a_linked_feed_are_no_terms(observation: Observation, rules: RuleData) -> None:
    """Another page's item, another relation or type, no terms, a feed that did not come; none is asked for."""
    seen = see(observation, rules)
    assert READER.wants(seen, rules) == ()
    assert READER.read(seen, rules).signals == ()


def inside(content_of_it: str) -> str:
    """An RSL document as a file carries it."""
    return f"<rsl:rsl {SPACE}>{content_of_it}</rsl:rsl>"


def test_a_picture_carries_its_terms(
    picture: Callable[..., bytes], packet: Callable[[str], bytes], said: Callable[..., Settlement]
) -> None:
    """An rsl in XMP speaks for the file it is in."""
    settlement = said(picture("JPEG", xmp=packet(inside(content(NO_TRAINING, url=FILE)))))
    assert stated(settlement) == {Reuse.AI_TRAIN: Stated.DENIED}
    (signal,) = settlement.signals
    assert (signal.evidence.place, signal.evidence.scope) == ("xmp:rsl:rsl", Scope.FILE)
    assert signal.evidence.quote == NO_TRAINING


def test_a_book_carries_its_terms(book: Callable[..., bytes], said: Callable[..., Settlement]) -> None:
    """An rsl in the package's metadata speaks for the book; a permission with no fault grants."""
    settlement = said(book(inside(content(ANY_USE, url=FILE))))
    assert stated(settlement)[Reuse.AI_TRAIN] is Stated.GRANTED
    assert settlement.signals[0].evidence.place == "opf:rsl:rsl"


@pytest.mark.parametrize(
    "terms",
    [
        inside(content(ANY_USE, url="")),
        inside(content(ANY_USE, url="/files/quay")),
        inside(content(ANY_USE, url="https://quay.example/files/other")),
        inside(content(ANY_USE, url=FILE) + content(ANY_USE, url=FILE)),
        inside(""),
        inside(content(url=FILE)),
        inside(content(NO_TRAINING, url=FILE)).replace("org/rsl", "org/rsl-0"),
        f"<!-- {inside(content(NO_TRAINING, url=FILE))} -->",
    ],
)
def test_a_faulty_document_in_a_file_grants_nothing(
    terms: str, book: Callable[..., bytes], said: Callable[..., Settlement]
) -> None:
    """No full address, another file's, two contents, none, no licence, another namespace, a comment."""
    assert stated(said(book(terms))) == {}


def test_a_faulty_document_in_a_file_still_denies(
    book: Callable[..., bytes], said: Callable[..., Settlement]
) -> None:
    """What the terms of a copy prohibit counts although they name the address of the original."""
    terms = inside(content(NO_TRAINING, url="https://quay.example/files/original"))
    assert stated(said(book(terms))) == {Reuse.AI_TRAIN: Stated.DENIED}


@given(st.binary(max_size=300), st.integers(min_value=0, max_value=400))
@settings(max_examples=60, deadline=None)
def test_broken_feeds_and_books_never_raise(noise: bytes, at: int) -> None:
    """Whatever stands in the middle of a feed with terms, a reading comes out."""
    rules = shipped()
    body = rss(content(NO_TRAINING))
    observation = Observation(url=FEED, form=Form.FILE, body=Found(body=body[:at] + noise + body[at:]))
    read_all(see(observation, rules), rules)
