# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What an element inherits from those around it: regions, names, language, subject, item, figure, its block.

A Context is made only for an element that adds something; all others share their parent's. Contexts form a tree, so
the common context of a block's words (the innermost one that encloses them all) is found by walking up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.markup.facts import Region
from rightscheck.markup.names import rules_of, tokens_of
from rightscheck.markup.tables import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.markup.tables import Tables

_NOTHING: frozenset[Region] = frozenset()
_REGIONAL = frozenset({"role", "hidden", "aria-hidden", "style"})
_SCOPING = frozenset({"lang", "xml:lang", "about", "resource", "typeof", "itemscope"})


@dataclass(slots=True, eq=False)
class Context:
    """What is known of the place of a word; not changed once words stand in it."""

    parent: Context | None = None
    depth: int = 0
    tag: str = "html"
    regions: frozenset[Region] = _NOTHING
    names: tuple[str, ...] = ()
    language: str | None = None
    about: str | None = None
    itemtype: str | None = None
    figure: int | None = None
    line: int | None = None
    column: int | None = None

    def child(self) -> Context:
        """A context inside this one, so far the same."""
        return Context(
            self,
            self.depth + 1,
            self.tag,
            self.regions,
            self.names,
            self.language,
            self.about,
            self.itemtype,
            self.figure,
            self.line,
            self.column,
        )


@dataclass(slots=True, eq=False)
class Element:
    """One start tag as an event source gave it, and the context that holds inside it."""

    tag: str
    attrs: Mapping[str, str]
    context: Context
    line: int | None = None
    column: int | None = None


def enter(outer: Context, tag: str, attrs: Mapping[str, str], place: tuple[int | None, int | None]) -> Context:
    """The context inside this element: ``outer`` itself when the element adds nothing."""
    table = tables()
    block = tag in table.blocks
    regions = _regions(outer, tag, attrs, table)
    names = _names(outer, attrs, table)
    scoped = bool(attrs) and not _SCOPING.isdisjoint(attrs)
    if not (block or scoped or regions is not outer.regions or names is not outer.names):
        return outer
    inner = outer.child()
    inner.regions, inner.names = regions, names
    if block:
        inner.tag = tag
        if place[0] is not None:
            inner.line, inner.column = place
    if scoped:
        _scope(inner, attrs)
    return inner


def _regions(outer: Context, tag: str, attrs: Mapping[str, str], table: Tables) -> frozenset[Region]:
    found = table.tag_regions.get(tag, _NOTHING)
    if attrs:
        if not _REGIONAL.isdisjoint(attrs):
            found |= _by_attributes(attrs, table)
        if "class" in attrs or "id" in attrs:
            found |= _by_names(outer.regions | found, tag, attrs)
    return outer.regions if found <= outer.regions else outer.regions | found


def _by_attributes(attrs: Mapping[str, str], table: Tables) -> frozenset[Region]:
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


def _by_names(around: frozenset[Region], tag: str, attrs: Mapping[str, str]) -> frozenset[Region]:
    found = {
        rule.region
        for token in tokens_of(attrs.get("id", ""), attrs.get("class", ""))
        for rule in rules_of(token)
        if tag not in rule.not_on and rule.not_in.isdisjoint(around)
    }
    if Region.FOOTER in found and (Region.CAPTION in found or Region.FIGURE in around):
        found.discard(Region.FOOTER)  # "photo-copyright": the words of a picture, not of the site
    return frozenset(found)


def _names(outer: Context, attrs: Mapping[str, str], table: Tables) -> tuple[str, ...]:
    if "class" not in attrs and "id" not in attrs:
        return outer.names
    own = tokens_of(attrs.get("id", ""), attrs.get("class", ""))[: table.own_names]
    if not own:
        return outer.names
    return (*(token.lower() for token in own), *outer.names)[: table.most_names]


def _scope(inner: Context, attrs: Mapping[str, str]) -> None:
    language = attrs.get("lang") or attrs.get("xml:lang")
    if language:
        inner.language = language.strip()
    _subject(inner, attrs)
    if "itemscope" in attrs:
        inner.itemtype = last_segment(attrs.get("itemtype", "")) or "Thing"
        if attrs.get("itemid"):
            inner.about = attrs["itemid"]
    elif attrs.get("typeof"):
        inner.itemtype = last_segment(attrs["typeof"])


def _subject(inner: Context, attrs: Mapping[str, str]) -> None:
    """RDFa Core 1.1 §7.5, the part that names a subject: about, and resource where it is no object of a rel."""
    if "about" in attrs:
        inner.about = attrs["about"].strip() or None
    elif attrs.get("resource") and ("typeof" in attrs or ("rel" not in attrs and "property" not in attrs)):
        inner.about = attrs["resource"].strip()


def last_segment(terms: str) -> str | None:
    """The last path segment of the first of these terms (``schema:ImageObject`` gives ImageObject), or None."""
    first = terms.split(maxsplit=1)[:1]
    if not first:
        return None
    return first[0].rstrip("/#:").replace("#", "/").replace(":", "/").rsplit("/", 1)[-1] or None
