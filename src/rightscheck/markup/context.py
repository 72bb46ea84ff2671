# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""An element that is open, and what it hands down: regions, names, language, subject, item, figure, its block.

A page has a thousand elements and a handful of them matter, so a Place only notes where it hangs. What every word
needs at once (its scope, whether it is hidden, a heading, code) is handed down; regions and names, which cost the
reading of class and id, are worked out when somebody asks (design.md §6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rightscheck.markup.facts import Region
from rightscheck.markup.names import is_credit, named
from rightscheck.markup.tables import HIDDEN, PLAIN, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rightscheck.markup.names import Named
    from rightscheck.markup.tables import Kind

_NOTHING: frozenset[Region] = frozenset()
_HIDDEN = frozenset({Region.HIDDEN})
_SCOPING = frozenset({"lang", "xml:lang", "about", "resource", "typeof", "itemscope"})
_HIDING = frozenset({"hidden", "aria-hidden", "style"})
#: Attributes whose bearer is looked at when it begins; all others are read when somebody asks.
NOTED = _SCOPING | _HIDING | {"rel", "itemprop", "property", "data-nosnippet"}


@dataclass(slots=True, frozen=True)
class Scope:
    """What holds for a whole part of the page: its language, RDFa subject and item type."""

    language: str | None = None
    about: str | None = None
    itemtype: str | None = None


_NO_SCOPE = Scope()
_NOWHERE = (None, None)


class Place:
    """One open element. ``given`` is what the event source knows of its attributes, ``read`` makes them readable.

    ``seq`` counts start tags, ``flags`` is what is handed down of the tables' flags, ``figure`` the number of the
    ``<figure>`` around it.
    """

    __slots__ = (
        "_attrs",
        "_block",
        "_names",
        "_regions",
        "at",
        "depth",
        "figure",
        "flags",
        "given",
        "holds",
        "kind",
        "parent",
        "read",
        "scope",
        "seq",
        "tag",
        "watch",
    )
    parent: Place
    depth: int
    flags: int
    scope: Scope
    figure: int | None
    read: Callable[[Any], Mapping[str, str]]
    _block: Place | None
    _names: tuple[str, ...]

    def __init__(self, parent: Place, tag: str, kind: Kind, given: Any, seq: int) -> None:  # noqa: ANN401  # any source
        self.parent = parent
        self.depth = parent.depth + 1
        self.tag = tag
        self.kind = kind
        self.given = given
        self.seq = seq
        self.read = parent.read
        self.flags = parent.flags | kind.flags
        self.scope = parent.scope
        self.figure = parent.figure
        self._block = None if kind.block else parent.block  # itself would be a cycle, and the page kept for long
        self.at: tuple[int, int] | None = None
        self.watch: Any = None
        self.holds = False
        self._attrs: Mapping[str, str] | None = None
        self._regions: frozenset[Region] | None = None

    @property
    def block(self) -> Place:
        """The block element around its words, itself where it is one."""
        return self._block or self

    @property
    def attrs(self) -> Mapping[str, str]:
        """The attributes as written, "" for one without a value."""
        if self._attrs is None:
            self._attrs = self.read(self.given)
        return self._attrs

    @property
    def line(self) -> int | None:
        """The line of its start tag."""
        return self.at[0] if self.at else None

    @property
    def column(self) -> int | None:
        """The column of its start tag."""
        return self.at[1] if self.at else None

    @property
    def regions(self) -> frozenset[Region]:
        """The regions that enclose what stands in this element."""
        if self._regions is None:
            self._settle()
        return self._regions or _NOTHING

    @property
    def names(self) -> tuple[str, ...]:
        """The class and id words of this element and those around it, innermost first."""
        if self._regions is None:
            self._settle()
        return self._names

    @property
    def where(self) -> tuple[int | None, int | None]:
        """Line and column of the innermost block element around that has a place."""
        place = self.block
        while place.at is None and place.depth:
            place = place.parent.block
        return place.at or _NOWHERE

    def note(self) -> frozenset[str]:
        """Take in what is handed down of the attributes in ``NOTED``; which of them there are."""
        own = NOTED.intersection(self.attrs)
        if not _HIDING.isdisjoint(own) and _hides(self.attrs):
            self.flags |= HIDDEN
        if not _SCOPING.isdisjoint(own):
            self.scope = _scope(self.scope, self.attrs)
        return own

    def _settle(self) -> None:
        """Work out regions and names of this element and of those around it, from the outermost in."""
        waiting = []
        place = self
        while place._regions is None:
            waiting.append(place)
            place = place.parent
        for one in reversed(waiting):
            one._take_over(one.parent)  # noqa: SLF001  # one of its own kind

    def _take_over(self, outer: Place) -> None:
        regions, names = outer.regions, outer._names
        if not self.kind.regions <= regions:
            regions |= self.kind.regions
        get = self.attrs.get
        id_, class_ = get("id", ""), get("class", "")
        if id_ or class_:
            own = named(id_, class_)
            if own.tokens:
                names = (*own.tokens, *names)[: tables().most_names]
            if own.rules:
                regions |= _by_names(outer, regions, self.tag, own)
        role = get("role", "")
        if role and (region := tables().role_regions.get(role.strip().lower())):
            regions |= {region}
        if self.flags & HIDDEN:
            regions |= _HIDDEN
        self._regions, self._names = regions, names


def outermost(read: Callable[[Any], Mapping[str, str]]) -> Place:
    """The place of what stands in no element."""
    place = Place.__new__(Place)
    place.depth = place.flags = place.seq = 0
    place.tag, place.kind, place.given, place.read = "html", PLAIN, None, read
    place.scope, place.figure, place.watch, place.at = _NO_SCOPE, None, None, None
    place.holds = False
    place._block, place._attrs, place._regions, place._names = None, {}, _NOTHING, ()  # noqa: SLF001  # its own making
    return place


def _hides(attrs: Mapping[str, str]) -> bool:
    if "hidden" in attrs or attrs.get("aria-hidden", "").strip().lower() == "true":
        return True
    style = attrs.get("style", "")
    if not style:
        return False
    style = "".join(style.lower().split())
    return any(hiding in style for hiding in tables().hidden_styles)


def _by_names(outer: Place, around: frozenset[Region], tag: str, own: Named) -> frozenset[Region]:
    found = {rule.region for rule in own.rules if tag not in rule.not_on and rule.not_in.isdisjoint(around)}
    if Region.FOOTER in found - around:
        if is_credit(own.tokens, outer.names):
            found.add(Region.CAPTION)
        if Region.CAPTION in found or Region.FIGURE in around:
            found.discard(Region.FOOTER)  # "photo-copyright": the words of a picture, not of the site
    return frozenset(found)


def _scope(outer: Scope, attrs: Mapping[str, str]) -> Scope:
    itemtype = outer.itemtype
    if "itemscope" in attrs:
        itemtype = last_segment(attrs.get("itemtype", "")) or "Thing"
    elif attrs.get("typeof"):
        itemtype = last_segment(attrs["typeof"])
    language = (attrs.get("lang") or attrs.get("xml:lang") or "").strip() or outer.language
    return Scope(language, _subject(outer.about, attrs), itemtype)


def _subject(outer: str | None, attrs: Mapping[str, str]) -> str | None:
    """RDFa Core 1.1 §7.5 as far as it names a subject: about, resource where it is no object; microdata itemid."""
    if "about" in attrs:
        return attrs["about"].strip() or None
    if attrs.get("resource") and ("typeof" in attrs or ("rel" not in attrs and "property" not in attrs)):
        return attrs["resource"].strip()
    if "itemscope" in attrs and attrs.get("itemid"):
        return attrs["itemid"].strip()
    return outer


def last_segment(terms: str) -> str | None:
    """The last path segment of the first of these terms (``schema:ImageObject`` gives ImageObject), or None."""
    first = terms.split(maxsplit=1)[:1]
    if not first:
        return None
    return first[0].rstrip("/#:").replace("#", "/").replace(":", "/").rsplit("/", 1)[-1] or None
