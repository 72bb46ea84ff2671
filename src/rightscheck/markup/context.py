# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What an element inherits from those around it: regions, names, language, subject, item, figure, its block.

A Context is made only for an element that adds something; all others share their parent's. Contexts form a tree, so
the common context of a block's words (the innermost one that encloses them all) is found by walking up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from rightscheck.markup.facts import Region
from rightscheck.markup.names import is_credit, named
from rightscheck.markup.tables import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.markup.names import Named
    from rightscheck.markup.tables import Kind

Place: TypeAlias = tuple[int | None, int | None]
_NOTHING: frozenset[Region] = frozenset()
_REGIONAL = frozenset({"role", "hidden", "aria-hidden", "style"})
_SCOPING = frozenset({"lang", "xml:lang", "about", "resource", "typeof", "itemscope"})
_NOTED = _REGIONAL | _SCOPING


@dataclass(slots=True, frozen=True)
class Scope:
    """What holds for a whole part of the page: its language, RDFa subject, item type and figure."""

    language: str | None = None
    about: str | None = None
    itemtype: str | None = None
    figure: int | None = None


@dataclass(slots=True, eq=False)
class Context:
    """The place of a word. ``tag``, ``line`` and ``column`` are those of the block element around it.

    ``names`` are the class and id words around, innermost first.
    """

    parent: Context | None = None
    depth: int = 0
    tag: str = "html"
    line: int | None = None
    column: int | None = None
    regions: frozenset[Region] = _NOTHING
    names: tuple[str, ...] = ()
    scope: Scope = Scope()


@dataclass(slots=True, eq=False)
class Element:
    """One start tag as an event source gave it, and the context that holds inside it."""

    tag: str
    attrs: Mapping[str, str]
    context: Context
    line: int | None = None
    column: int | None = None


def enter(outer: Context, kind: Kind, tag: str, attrs: Mapping[str, str], place: Place) -> Context:
    """The context inside an element: ``outer`` itself when the element adds nothing."""
    regions, scope = outer.regions, outer.scope
    names = outer.names
    if not kind.regions <= regions:
        regions |= kind.regions
    if attrs:
        if "class" in attrs or "id" in attrs:
            own = named(attrs.get("id", ""), attrs.get("class", ""))
            if own.tokens:
                names = (*own.tokens, *names)[: tables().most_names]
            if own.rules:
                regions |= _by_names(outer, regions, tag, own)
        if not _NOTED.isdisjoint(attrs):
            regions |= _by_attributes(attrs)
            scope = _scope(scope, attrs)
    if kind.block:
        line, column = place if place[0] is not None else (outer.line, outer.column)
        return Context(outer, outer.depth + 1, tag, line, column, regions, names, scope)
    if names is not outer.names or regions is not outer.regions or scope is not outer.scope:
        return Context(outer, outer.depth + 1, outer.tag, outer.line, outer.column, regions, names, scope)
    return outer


def _by_attributes(attrs: Mapping[str, str]) -> frozenset[Region]:
    table = tables()
    found = set()
    role = table.role_regions.get(attrs.get("role", "").strip().lower())
    if role is not None:
        found.add(role)
    style = "".join(attrs.get("style", "").lower().split())
    if (
        "hidden" in attrs
        or attrs.get("aria-hidden", "").strip().lower() == "true"
        or any(hiding in style for hiding in table.hidden_styles)
    ):
        found.add(Region.HIDDEN)
    return frozenset(found)


def _by_names(outer: Context, around: frozenset[Region], tag: str, own: Named) -> frozenset[Region]:
    found = {rule.region for rule in own.rules if tag not in rule.not_on and rule.not_in.isdisjoint(around)}
    if Region.FOOTER in found - around:
        if is_credit(own.tokens, outer.names):
            found.add(Region.CAPTION)
        if Region.CAPTION in found or Region.FIGURE in around:
            found.discard(Region.FOOTER)  # "photo-copyright": the words of a picture, not of the site
    return frozenset(found)


def _scope(outer: Scope, attrs: Mapping[str, str]) -> Scope:
    if _SCOPING.isdisjoint(attrs):
        return outer
    itemtype = outer.itemtype
    if "itemscope" in attrs:
        itemtype = last_segment(attrs.get("itemtype", "")) or "Thing"
    elif attrs.get("typeof"):
        itemtype = last_segment(attrs["typeof"])
    return replace(
        outer,
        language=(attrs.get("lang") or attrs.get("xml:lang") or "").strip() or outer.language,
        about=_subject(outer.about, attrs),
        itemtype=itemtype,
    )


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
