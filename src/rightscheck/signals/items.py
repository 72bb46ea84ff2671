# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Items of a page that carry licences of their own, as the posts of a thread do.

The first item is what the page is about; a licence that differs from post to post is no licence of the whole page.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rightscheck.markup.facts import Region
from rightscheck.signals.licence_urls import LicenceRef, read_address
from rightscheck.signals.once import KEPT, SamePage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.markup.facts import Link, PageFacts
    from rightscheck.resources import RuleData

#: a block with more licence links than this is a list of them
CROWD = 48
_MANY = 3
_NAMES = 2


def later_items(page: PageFacts, rules: RuleData) -> frozenset[int]:
    """The blocks that hold the licence of an item after the first; none where all items have one licence.

    Items are links of the same class in the same kind of box, three at least.
    """
    return _later(SamePage(page), rules)


def links_by_block(page: PageFacts, rules: RuleData) -> Mapping[int, tuple[Link, ...]]:
    """The licence links of each block that holds any."""
    return _by_block(SamePage(page), rules)


@lru_cache(KEPT)
def _by_block(same: SamePage, rules: RuleData) -> Mapping[int, tuple[Link, ...]]:
    found: dict[int, list[Link]] = {}
    for link in same.page.links:
        if link.block is not None and link.tag != "link" and read_address(link.href, rules) is not None:
            found.setdefault(link.block, []).append(link)
    return {block: tuple(links) for block, links in found.items()}


@lru_cache(KEPT)
def _later(same: SamePage, rules: RuleData) -> frozenset[int]:
    groups: dict[tuple[str, ...], list[tuple[int, str]]] = {}
    for names, block, licence in _licences(same.page, rules):
        groups.setdefault(names, []).append((block, licence))
    return frozenset(
        block
        for items in groups.values()
        if len(items) >= _MANY and len({licence for _, licence in items}) > 1
        for block, _ in items
        if block != items[0][0]
    )


def _licences(page: PageFacts, rules: RuleData) -> Iterator[tuple[tuple[str, ...], int, str]]:
    for link in page.links:
        if link.block is None or link.tag == "link" or _elsewhere(link):
            continue
        found = read_address(link.href, rules)
        if isinstance(found, LicenceRef):
            yield link.names[:_NAMES], link.block, found.id


def _elsewhere(link: Link) -> bool:
    """Pictures and footers are no items of the content."""
    return link.figure is not None or not link.regions.isdisjoint({Region.CAPTION, Region.FOOTER, Region.FIGURE})
