# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Links: every ``<link>`` with a rel, every ``<a>`` with an address, and any element with a rel that bears on rights.

HTML Living Standard §4.6 (links), ccREL and RDFa for ``rel="cc:license"`` on other elements. What a link is about,
its words, its picture and its figure may come after its start tag, so a link is a draft until the
page ends (``drafts.py``).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rightscheck.markup.drafts import LaidLink, Run
from rightscheck.markup.tables import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.markup.context import Place
    from rightscheck.markup.facts import Link

_HREFS = ("resource", "action", "src")  # where there is no href
_ALWAYS = frozenset({"a", "area"})
_NO_REL: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def _rel(value: str) -> frozenset[str]:
    return frozenset(value.lower().split())


class Links:
    """Collects the links of a page in document order."""

    def __init__(self) -> None:
        self.drafts: list[LaidLink] = []
        self.seqs: list[int] = []
        self.canonical: str | None = None
        self.anchors = 0

    def anchor(self, place: Place) -> LaidLink | None:
        """The link of an ``<a>`` that has no attribute in ``NOTED``, or None without an address."""
        href = place.attrs.get("href")
        if href is None:
            return None
        href = href.strip()
        link = LaidLink(place, href, _NO_REL, Run(href))
        self.anchors += 1
        self.drafts.append(link)
        self.seqs.append(place.seq)
        return link

    def meet(self, place: Place) -> LaidLink | None:
        """The link of this element, or None when it is none that is kept."""
        attrs = place.attrs
        rel = _rel(attrs["rel"]) if "rel" in attrs else _NO_REL
        if not self._kept(place.tag, attrs, rel):
            return None
        href = attrs.get("href")
        if href is None:
            href = next((attrs[name] for name in _HREFS if name in attrs), "")
        href = href.strip()
        if place.tag == "link":
            link = LaidLink(place, href, rel, None)
            if "canonical" in rel and self.canonical is None:
                self.canonical = href or None
        else:
            link = LaidLink(place, href, rel, Run(href, rel))
            self.anchors += place.tag == "a"
        self.drafts.append(link)
        self.seqs.append(place.seq)
        return link

    @staticmethod
    def _kept(tag: str, attrs: Mapping[str, str], rel: frozenset[str]) -> bool:
        if tag in _ALWAYS and "href" in attrs:
            return True
        if not rel:
            return False
        if tag == "link":
            return "href" in attrs
        table = tables()
        return not table.link_rels.isdisjoint(rel) or any(term.startswith(table.link_prefixes) for term in rel)

    def facts(self) -> tuple[Link, ...]:
        """All links."""
        return tuple(self.drafts)
