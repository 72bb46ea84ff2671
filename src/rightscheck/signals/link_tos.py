# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Links to terms, legal notices, imprints and licensing desks (RFC 6903 ``terms-of-service``; signals.md §11).

A link to terms is evidence and never a grant (design.md §2); the document behind it is worth reading, if it is of the
page's own site. A ``rel=license`` or ``rel=copyright`` to a page nobody knows leads to terms too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rightscheck import urls
from rightscheck.model import NOT_GIVEN, Evidence, Reading, Scope, Signal
from rightscheck.signals.given import linked, speaks_for_page
from rightscheck.signals.gives import RELS
from rightscheck.signals.interface import Want
from rightscheck.signals.licence_urls import read_address
from rightscheck.signals.once import KEPT, SamePage
from rightscheck.signals.phrases import Phrases, fold
from rightscheck.signals.rs import is_statement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.markup.facts import Link, PageFacts
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

_WORDS = 70
_MOST_SIGNALS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    rels: frozenset[str]
    most: int
    order: tuple[str, ...]
    words: Phrases
    paths: Mapping[str, str]


class TermsReader:
    """Finds the links to human terms, and asks for those of the page's own site."""

    standards: tuple[str, ...] = ("LINK-TOS",)
    site_files: tuple[str, ...] = ()

    def wants(self, seen: Seen, rules: RuleData) -> tuple[Want, ...]:
        """The terms still to be read, terms before legal notices before imprints; at most three documents in all."""
        page, address = seen.page, seen.observation.address
        if page is None or address is None or not speaks_for_page(seen.observation):
            return ()
        table = _tables(rules)
        ranked = sorted(_found(page, rules), key=lambda pair: table.order.index(pair[1]))
        targets = dict.fromkeys(_target(link, page, address) for link, _ in ranked)
        followed = [url for url in targets if url is not None][: table.most]
        return tuple(Want(url=url, why="terms") for url in followed if linked(seen.observation, url) is NOT_GIVEN)

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """One signal for each address that is linked as terms, at most twelve; evidence only."""
        page = seen.page
        if page is None or not speaks_for_page(seen.observation):
            return Reading()
        signals: dict[str, Signal] = {}
        for link, kind in _found(page, rules):
            if not link.rel & RELS and link.href not in signals and len(signals) < _MOST_SIGNALS:
                signals[link.href] = Signal(evidence=_evidence(link, kind, page), channel=_channel(link))
        return Reading(signals=tuple(signals.values()))


@cache
def _tables(rules: RuleData) -> _Tables:
    data = rules.file("standards/LINK-TOS")
    return _Tables(
        rels=frozenset(data["rels"]),
        most=data["most"],
        order=("rel", *data["kind"]),
        words=Phrases(data["kind"]),
        paths={path: kind for kind, paths in data["paths"].items() for path in paths},
    )


def _found(page: PageFacts, rules: RuleData) -> tuple[tuple[Link, str], ...]:
    return _terms_links(SamePage(page), rules)


@lru_cache(KEPT)
def _terms_links(same: SamePage, rules: RuleData) -> tuple[tuple[Link, str], ...]:
    """The links to terms with their kinds: they are read, asked for, and missed when nobody brought them."""
    table = _tables(rules)
    kinds = ((link, _kind(link, table, rules)) for link in same.page.links)
    return tuple((link, kind) for link, kind in kinds if kind is not None)


def _kind(link: Link, table: _Tables, rules: RuleData) -> str | None:
    """Which kind of terms a link leads to by its rel, its words or its address; None for any other link."""
    href = link.href
    if not href or href.startswith(("#", "javascript:", "mailto:")):
        return None
    if link.rel and not table.rels.isdisjoint(link.rel):
        return "rel"
    if link.rel and not RELS.isdisjoint(link.rel):
        return None if read_address(link.href, rules) or is_statement(link.href) else "terms"
    if link.tag == "link":
        return None
    text = link.text
    if len(text) > _WORDS:
        return None
    last = href.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2].lower()
    return (_by_words(text, rules) if text else None) or table.paths.get(last)


@lru_cache(maxsize=8192)
def _by_words(text: str, rules: RuleData) -> str | None:
    """The kind of terms these words of a link name, if they say little else; the same words stand on many pages."""
    words = text.lower() if text.isascii() else fold(text).text
    hit = next(iter(_tables(rules).words.find(words)), None)
    return hit.kind if hit is not None and (hit.end - hit.start) * 2 > len(words) else None


def _target(link: Link, page: PageFacts, address: str) -> str | None:
    """The absolute address of a link of the page's own site; None for another site's, and for the page itself."""
    base = urls.normal(page.base, address) if page.base else address
    found = urls.parse(link.href, base or address)
    own = urls.host(address)
    if isinstance(found, urls.BadAddress) or own is None or found.href == urls.normal(address):
        return None
    same = urls.registrable_domain(found.host) == urls.registrable_domain(own) or found.host == own
    return found.href if same else None


def _channel(link: Link) -> str:
    return "link" if link.tag == "link" else "anchor"


def _evidence(link: Link, kind: str, page: PageFacts) -> Evidence:
    place = page.blocks[link.block].place if link.block is not None else f"html:{link.tag}"
    return Evidence(
        standard="LINK-TOS",
        place=f"html:link[rel={min(link.rel)}]" if link.tag == "link" else place,
        quote=link.text or link.href,
        scope=Scope.SITE,
        line=link.line,
        column=link.column,
        kinds=("terms-link",),
        consent_route=link.href if kind == "licensing" else None,
        cues=(kind,),
    )


READER = TermsReader()
