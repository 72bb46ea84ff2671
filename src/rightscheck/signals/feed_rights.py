# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a feed says of rights, and of what: the feed itself, one of its items, a medium of an item (signals.md §16.1).

Atom (RFC 4287 §4.2.10, RFC 4946), RSS 2.0 and its Creative Commons module, RSS 1.0, Media RSS 1.5.1. A right that an
item does not state comes from the feed where the format says so: a notice in Atom, a licence in RSS; a licence of an
Atom feed never flows to its entries. Of Media RSS the deepest element speaks for a medium.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from rightscheck.media.spaces import ATOM, CC, DC, DCTERMS, MEDIA_RSS, OLD_CC, RDF, RSS_1, USERLAND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.media.xml_tree import Element

NOTICE, LICENCE = "notice", "licence"
FEED, ITEM, MEDIUM = "feed", "item", "medium"
_MOST_ITEMS = 2_000
_MOST_MEDIA = 20
_MEDIA_NAMES = ("license", "copyright", "restriction", "rights", "credit")
_OLD_RSS = ("", RSS_1)
LINK = "atom:link[rel=license]"
_STATED = {
    (ATOM, "rights"): (NOTICE, "atom:rights"),
    ("", "copyright"): (NOTICE, "copyright"),
    (RSS_1, "copyright"): (NOTICE, "copyright"),
    (DC, "rights"): (NOTICE, "dc:rights"),
    (DCTERMS, "rights"): (NOTICE, "dcterms:rights"),
    (DCTERMS, "license"): (LICENCE, "dcterms:license"),
    (USERLAND, "license"): (LICENCE, "creativeCommons:license"),
    (OLD_CC, "license"): (LICENCE, "cc:license"),
    (CC, "license"): (LICENCE, "cc:license"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """One statement: what it is (``notice``, ``licence``, or the name of a Media RSS element), its value and details.

    ``of`` is ``feed``, ``item`` or ``medium``, ``about`` the address of the item or medium; ``inherited`` tells that
    the feed says it for an item that says nothing itself. ``line`` is that of its element.
    """

    what: str
    value: str
    name: str
    of: str
    line: int
    about: str | None = None
    inherited: bool = False
    details: tuple[tuple[str, str], ...] = ()


def feed_rights(root: Element) -> Iterator[Right]:
    """Every statement in document order: the feed's own, then those of its items and their media."""
    if (root.namespace, root.name) == (ATOM, "entry"):
        yield from (replace(right, of=FEED, about=None) for right in _own(root, ITEM, None))
        return
    head = _head(root)
    own = tuple(_own(head, FEED, None))
    yield from own
    for item in islice(_items(root, head), _MOST_ITEMS):
        about = _address(item)
        stated = tuple(_own(item, ITEM, about))
        yield from stated
        yield from _inherited(own, stated, about)
        yield from _media(item, head, about)


def _head(root: Element) -> Element:
    """The element that speaks for the whole feed."""
    return next((child for child in root.children if child.name == "channel"), root)


def _items(root: Element, head: Element) -> Iterator[Element]:
    for parent in {id(one): one for one in (root, head)}.values():
        yield from (child for child in parent.children if child.name in ("item", "entry"))


def _address(item: Element) -> str | None:
    """The address of an item: its alternate link, its link, its id; None where it has none."""
    links = list(item.find(ATOM, "link"))
    told = [link.get("href") for link in links if (link.get("rel") or "alternate") == "alternate"]
    told += [one.own_text for space in _OLD_RSS for one in item.find(space, "link")]
    told += [item.get("about", RDF), *(one.own_text for one in item.children if one.name in ("guid", "id"))]
    return next((value for value in told if value), None)


def _own(node: Element, of: str, about: str | None) -> Iterator[Right]:
    for child in node.children:
        found = _right(child)
        if found is not None and found[1]:
            what, value, name = found
            yield Right(what=what, value=value, name=name, of=of, line=child.line, about=about)


def _right(node: Element) -> tuple[str, str, str] | None:
    """What an element states: its kind, value and name; None for an element that states nothing."""
    if (node.namespace, node.name) == (ATOM, "link"):
        is_licence = "license" in (node.get("rel") or "").lower().split()
        return (LICENCE, node.get("href") or "", LINK) if is_licence else None
    known = _STATED.get((node.namespace, node.name))
    return None if known is None else (known[0], node.get("resource", RDF) or node.text, known[1])


def _inherited(own: tuple[Right, ...], stated: tuple[Right, ...], about: str | None) -> Iterator[Right]:
    """What the feed says for an item that says nothing of that kind itself."""
    said = {right.what for right in stated}
    for right in own:
        flows = right.what not in said and right.name != LINK
        if flows:
            yield replace(right, of=ITEM, about=about, inherited=True)


def _media(item: Element, head: Element, about: str | None) -> Iterator[Right]:
    """For each medium of the item the statements that are nearest to it."""
    groups = [child for child in item.children if child.namespace in MEDIA_RSS and child.name == "group"]
    media = [(one, [one, item, head]) for one in _contents(item)]
    media += [(one, [one, group, item, head]) for group in groups for one in _contents(group)]
    for medium, holders in media[:_MOST_MEDIA]:
        address = medium.get("url") or about
        yield from (right for name in _MEDIA_NAMES for right in _nearest(name, holders, address))
    if not media:
        yield from (right for name in _MEDIA_NAMES for right in _nearest(name, [item], about))


def _contents(node: Element) -> Iterator[Element]:
    return (child for child in node.children if child.namespace in MEDIA_RSS and child.name == "content")


def _nearest(name: str, holders: list[Element], about: str | None) -> Iterator[Right]:
    for holder in holders:
        found = [child for child in holder.children if child.namespace in MEDIA_RSS and child.name == name]
        if found:
            yield from (_medium(child, about) for child in found)
            return


def _medium(node: Element, about: str | None) -> Right:
    value = node.get("href") or node.get("url") or node.text or node.get("status") or ""
    details = tuple((key, node.get(key) or "") for key in ("relationship", "type", "role") if node.get(key))
    what = {"license": LICENCE, "copyright": NOTICE}.get(node.name, node.name)
    return Right(
        what=what,
        value=value if node.name != "restriction" else node.text,
        name=f"media:{node.name}",
        of=MEDIUM,
        line=node.line,
        about=about,
        details=details,
    )
