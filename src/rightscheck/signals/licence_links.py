# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Every licence link of a page with whose licence it is (HTML Living Standard, ``license``; signals.md §11).

A link with ``rel=license``, a badge and a terse line give by standing there; a link inside prose gives when its
sentence does, and is a mere mention when the prose speaks about licences.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from rightscheck.markup.facts import Block, Link, Region
from rightscheck.model import REACHES_PAGE, Scope
from rightscheck.signals.cues import cues, named
from rightscheck.signals.gives import RELS, gives_licence, span_of
from rightscheck.signals.items import CROWD
from rightscheck.signals.licence_urls import LicenceRef, NoSuchLicence, read_address, touches_licence
from rightscheck.signals.link_header import header_links
from rightscheck.signals.nodes import same_page, scope_of_subject, scope_of_type
from rightscheck.signals.objects import after_of
from rightscheck.signals.once import KEPT, SamePage
from rightscheck.signals.sentences import sentence_of
from rightscheck.signals.whose import ITEM, SCOPES, Owner, whose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rightscheck.markup.facts import PageFacts
    from rightscheck.model import Observation
    from rightscheck.resources import RuleData

_MANY = 3
#: links that are looked at one by one, in the footer and outside of it; the rest of so long a list gives nothing
_MOST = 150
_ONE_OF_MANY = Owner(scope=Scope.SECTION, about=ITEM, why="one of a crowd of licence links")


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceLink:
    """One link to a licence: what it names, whose it is, and whether it gives or merely mentions."""

    link: Link
    target: LicenceRef | NoSuchLicence | None
    owner: Owner
    gives: bool

    @property
    def rel(self) -> bool:
        """Whether the link itself says that its target is the licence."""
        return bool(self.link.rel & RELS)


def licence_links(page: PageFacts, address: str | None, rules: RuleData) -> tuple[LicenceLink, ...]:
    """Every link that names a licence by its address or by its rel, in document order; none for most pages.

    ``address`` is the page's own, for links that speak of a subject of their own. Links of a machine-readable type
    (RSL, ODRL) are other standards'.
    """
    return _licence_links(SamePage(page), address, rules)


@lru_cache(KEPT)
def _licence_links(same: SamePage, address: str | None, rules: RuleData) -> tuple[LicenceLink, ...]:
    page = same.page
    said = [link for link in page.links if not RELS.isdisjoint(link.rel)]
    if not said and not touches_licence("\n".join(link.href for link in page.links), rules):
        return ()
    found = [
        (link, target)
        for link in page.links
        for target in [read_address(link.href, rules)]
        if link.href.strip() and (target is not None or link.rel & RELS) and not _machine(link.type)
    ]
    crowds: Counter[int | None] = Counter(link.block for link, _ in found if link.block is not None)
    looked: Counter[bool] = Counter()
    placed = []
    for link, target in found:
        foot = Region.FOOTER in link.regions
        looked[foot] += 1
        if looked[foot] > _MOST or crowds[link.block] > CROWD:
            placed.append(LicenceLink(link=link, target=target, owner=_ONE_OF_MANY, gives=False))
        else:
            placed.append(_placed(link, target, page, address, rules))
    return tuple(_listed(placed))


def header_licences(observation: Observation, rules: RuleData) -> tuple[LicenceLink, ...]:
    """The licences the answer's ``Link`` lines name (RFC 8288); with an anchor they speak of another resource."""
    found = []
    for one in header_links(observation):
        if not one.rel & RELS or _machine(one.parameters.get("type")):
            continue
        anchor = one.parameters.get("anchor", "")
        own = not anchor or same_page(anchor, observation.address, None)
        owner = Owner(scope=Scope.PAGE if own else Scope.FILE, about=anchor or None, why="a link of the header")
        link = Link(tag="header", href=one.target, rel=one.rel, text=one.quote)
        found.append(LicenceLink(link=link, target=read_address(one.target, rules), owner=owner, gives=True))
    return tuple(found)


def _machine(type_: str | None) -> bool:
    return type_ is not None and any(kind in type_.lower() for kind in ("rsl+xml", "ld+json", "odrl"))


def owner_of(link: Link, page: PageFacts, address: str | None, rules: RuleData) -> Owner:
    """Whose licence or statement it is that this link names."""
    if link.tag == "link":
        return _subject(link, page, address, rules) or Owner(scope=Scope.PAGE, about=None, why="a link of the head")
    block = _block_of(link, page, rules)
    start, end = span_of(link, block)
    left, right = sentence_of(block.text, start, end)
    owner = _subject(link, page, address, rules) or whose(block, block.text[left:end], page, rules, address=address)
    if owner.about is None and owner.scope in REACHES_PAGE:
        return _by_rest(block.text[end:right], owner, rules)
    return owner


def _by_rest(rest: str, owner: Owner, rules: RuleData) -> Owner:
    """Whose it is by what follows the link: ``the CC0 waiver applies to the data``."""
    kind = after_of(rest, rules)
    return owner if kind is None else Owner(scope=SCOPES[kind], about=kind, why=f"the words after speak of {kind}")


def _placed(
    link: Link, target: LicenceRef | NoSuchLicence | None, page: PageFacts, address: str | None, rules: RuleData
) -> LicenceLink:
    owner = owner_of(link, page, address, rules)
    gives = bool(link.rel & RELS)
    if not gives and link.tag != "link":
        block = _block_of(link, page, rules)
        gives = gives_licence(link, block, page, rules)
    return LicenceLink(link=link, target=target, owner=owner, gives=gives)


def _block_of(link: Link, page: PageFacts, rules: RuleData) -> Block:
    """The block the link's words stand in, at the link's own place; an empty one for a picture without words.

    A badge stands in containers that are called image for the badge's own sake; names count that say licence too.
    """
    at = Block(index=-1, text="", tag=link.tag) if link.block is None else page.blocks[link.block]
    names = link.names or at.names
    if link.image is not None:
        names = tuple(name for name in names if named(("licence",), (name,), cues(rules)))
    return at.within(names, at.regions | link.regions, link.figure)


def _subject(link: Link, page: PageFacts, address: str | None, rules: RuleData) -> Owner | None:
    """Whose licence it is by markup: its RDFa or microdata subject, or the type of the item around; else None."""
    by_type = scope_of_type(link.itemtype, rules) if link.itemtype else None
    if by_type is not None and by_type not in REACHES_PAGE:
        return Owner(scope=by_type, about=link.itemtype, why=f"inside an item of type {link.itemtype}")
    if link.about is None:
        return None
    scope = scope_of_subject(link.about, address, page)
    return None if scope is Scope.PAGE else Owner(scope=scope, about=link.about, why="its subject is not the page")


def _listed(found: Sequence[LicenceLink]) -> list[LicenceLink]:
    """Links of a list that goes through the licences there are: they mention, none is given."""
    ours = [one for one in found if one.owner.scope in REACHES_PAGE or one.owner.about == ITEM]
    plain = [one for one in ours if not one.rel and one.gives]
    kinds = {one.target.id for one in plain if isinstance(one.target, LicenceRef)}
    if len(kinds) < _MANY:
        return list(found)
    named_only = {id(one) for one in plain if one.link.image is None}  # by identity: comparing facts costs their size
    return [replace(one, gives=False) if id(one) in named_only else one for one in found]
