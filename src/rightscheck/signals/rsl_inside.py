# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""RSL inside of files (reference signals §7.1): ``rsl:content`` in the items of a feed, ``rsl:rsl`` in XMP and OPF.

An item's terms concern the item's address, a file's own terms the file. Both name a full address; where that is not
the thing's own (another origin than the feed's, another file), what they deny counts and what they grant does not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rightscheck import urls
from rightscheck.media.facts import MediaKind
from rightscheck.media.spaces import ATOM, RSL
from rightscheck.media.xml_tree import XmlFaultError
from rightscheck.model import Evidence, Scope
from rightscheck.signals.given import linked, text_of
from rightscheck.signals.rsl_document import DocumentReader, RslDocument, vocabulary
from rightscheck.signals.rsl_scope import narrowness
from rightscheck.signals.rsl_xml import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen
    from rightscheck.signals.rsl_xml import Node

_PLACE = "feed:item/rsl:content"
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_MOST_ITEMS = 200
_MOST_FEEDS = 4
_MOST_BELOW = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """Terms in a file: their part, where they stand and what they are about, the document or why there is none."""

    part: str
    place: Evidence
    document: RslDocument | XmlFaultError


def of_file(seen: Seen, rules: RuleData) -> Iterator[Inside]:
    """The terms that a file carries for itself; none for feeds, whose terms are their items'."""
    for carrier, source in seen.media.terms if seen.media else ():
        place = Evidence(standard="RSL", place=f"{carrier}:rsl:rsl", quote="", scope=Scope.FILE)
        try:
            root = parse_xml(source)
        except XmlFaultError as error:
            yield Inside(part="file", place=place, document=error)
            continue
        for node in _below(root):
            if (node.namespace, node.name) == (RSL, "rsl"):
                document = DocumentReader(source, vocabulary(rules)).document(node, standalone=False)
                yield Inside(part="file", place=place, document=_own(document, seen.observation.address))


def of_items(seen: Seen, rules: RuleData) -> Iterator[Inside]:
    """The terms of the items of a feed that is the subject, each about its item."""
    if seen.media is not None and seen.media.kind is MediaKind.FEED:
        source = text_of(seen.observation.body)
        if source is not None and RSL in source:
            yield from _items(source, seen.observation.address, "file", rules)


def of_page(seen: Seen, rules: RuleData) -> Iterator[Inside]:
    """The terms that feeds of the page have for the page itself; of feeds that came, none is asked for."""
    page = urls.normal(seen.observation.address) if seen.observation.address else None
    for feed in _feeds(seen) if page else ():
        source = text_of(linked(seen.observation, feed))
        for one in _items(source, feed, feed, rules) if source is not None and RSL in source else ():
            if one.place.about == page:
                yield replace(one, place=replace(one.place, about=None, scope=Scope.PAGE, url=feed))


def _feeds(seen: Seen) -> tuple[str, ...]:
    """The addresses of the feeds that the page names as its alternates."""
    if seen.page is None:
        return ()
    base = urls.normal(seen.page.base or "", seen.observation.address) or seen.observation.address
    named = [
        urls.normal(link.href, base)
        for link in seen.page.links
        if link.tag == "link"
        and "alternate" in link.rel
        and (link.type or "").partition(";")[0].strip().lower() in _FEEDS
    ]
    return tuple(dict.fromkeys(filter(None, named)))[:_MOST_FEEDS]


def _items(source: str, feed: str | None, part: str, rules: RuleData) -> Iterator[Inside]:
    place = Evidence(standard="RSL", place=_PLACE, quote="", scope=Scope.SECTION)
    try:
        root = parse_xml(source)
    except XmlFaultError as error:
        yield Inside(part=part, place=place, document=error)
        return
    count = 0
    for item in (node for node in _below(root) if node.name in ("item", "entry")):
        contents = [one for one in item.children if (one.namespace, one.name) == (RSL, "content")]
        count += bool(contents)
        if count > _MOST_ITEMS:
            return
        if contents:
            yield _item(source, item, contents, (feed, part, place), rules)


def _item(
    source: str, item: Node, nodes: Sequence[Node], of: tuple[str | None, str, Evidence], rules: RuleData
) -> Inside:
    feed, part, place = of
    document = DocumentReader(source, vocabulary(rules)).parts(item, nodes)
    link = _address(item, feed)
    named = next((one.url for one in document.contents if one.url), None)
    full = urls.normal(named, feed) if named else None
    about = link if full is None or (link and narrowness(named or "", link) is not None) else full
    strangers = [one for one in document.contents if not _same_origin(one.url, feed)]
    if strangers:
        document = _faulty(document, f"line {item.line}: the address of a content is not of the feed's own origin")
    return Inside(part=part, place=replace(place, about=about, line=nodes[0].line), document=document)


def _same_origin(url: str | None, feed: str | None) -> bool:
    """Whether a content's address is full and of the feed's origin; of a feed without address any full one is."""
    if not url or not url.lower().startswith(("http://", "https://")):
        return False
    return feed is None or narrowness("/".join(url.split("/")[:3]), feed) is not None


def _address(item: Node, feed: str | None) -> str | None:
    """The address of the item: its alternate link, else its guid or id that is an address."""
    links = [one for one in item.children if one.name == "link"]
    told = [
        one.attributes.get("href", "")
        for one in links
        if one.namespace == ATOM and one.attributes.get("rel", "alternate") == "alternate"
    ]
    told += [one.text for one in links if one.namespace != ATOM]
    told += [one.text for one in item.children if one.name in ("guid", "id") and one.text.startswith("http")]
    return next((found for value in told if value and (found := urls.normal(value, feed))), None)


def _own(document: RslDocument, address: str | None) -> RslDocument:
    """A file's document with its faults: one content with a full address, this one's where it is known."""
    if len(document.contents) > 1:
        return _faulty(document, "a file has one content")
    for one in document.contents:
        if not (one.url or "").lower().startswith(("http://", "https://")):
            return _faulty(document, "a file's content names its full address")
        if address is not None and narrowness(one.url or "", address) is None:
            return _faulty(document, "the content names another address than this file's")
    return document


def _faulty(document: RslDocument, fault: str) -> RslDocument:
    return replace(document, faults=(*document.faults, fault))


def _below(root: Node) -> Iterator[Node]:
    stack, count = [root], 0
    while stack and count < _MOST_BELOW:
        one = stack.pop()
        count += 1
        yield one
        stack.extend(reversed(one.children))
