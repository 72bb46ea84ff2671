# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Microdata and RDFa properties with rights meaning.

HTML Living Standard §5 (microdata: the value of a property is its content, URL or text; a property may be an item of
its own), RDFa Core 1.1 §7.5, schema.org 30.0, ccREL, DCMI terms. Free text is the visible text of the element, as the
blocks give it, never its raw text content. ``itemref`` is not followed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rightscheck.markup.context import last_segment
from rightscheck.markup.drafts import Run
from rightscheck.markup.facts import Property, Region
from rightscheck.markup.tables import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.markup.context import Place

_NO_TERMS: frozenset[str] = frozenset()


def terms_of(attrs: Mapping[str, str]) -> frozenset[str]:
    """The microdata and RDFa property names of a start tag without their prefixes; empty for most."""
    if "itemprop" not in attrs and "property" not in attrs:
        return _NO_TERMS
    terms = f"{attrs.get('itemprop', '')} {attrs.get('property', '')}".split()
    return frozenset(name for name in map(last_segment, terms) if name)


@dataclass(slots=True, eq=False)
class PropertyDraft:
    """A property whose words are still being read; ``outer`` is what it is a property of."""

    names: tuple[str, ...]
    element: Place
    outer: Place
    value: str | None
    run: Run = field(default_factory=Run)
    is_item: bool = False
    container: int | None = None


class Properties:
    """Collects the rights properties of a page in document order."""

    def __init__(self) -> None:
        self.drafts: list[PropertyDraft] = []
        self.seqs: list[int] = []
        self._items: list[PropertyDraft] = []

    def meet(self, element: Place, outer: Place) -> PropertyDraft | None:
        """The draft of this element's properties, or None when none has rights meaning."""
        terms = terms_of(element.attrs)
        if self._items and not tables().item_urls.isdisjoint(term.lower() for term in terms):
            self._name_item(element)
        known = tables().properties
        names = tuple(sorted({known[term.lower()] for term in terms if term.lower() in known}))
        if not names:
            return None
        draft = PropertyDraft(names, element, outer, _value(element), is_item="itemscope" in element.attrs)
        if draft.is_item:
            draft.value = element.attrs.get("itemid")
            self._items.append(draft)
        self.drafts.append(draft)
        self.seqs.append(element.seq)
        return draft

    def leave(self, draft: PropertyDraft) -> None:
        """The element of this draft ends."""
        if draft.is_item and self._items and self._items[-1] is draft:
            self._items.pop()

    def _name_item(self, element: Place) -> None:
        """An item that is itself the value of a property is known by its URL."""
        url = _value(element)
        if url and self._items[-1].value is None:
            self._items[-1].value = url

    def facts(self) -> tuple[Property, ...]:
        """All properties, finished; one for each name of an element."""
        return tuple(_finish(draft, name) for draft in self.drafts for name in draft.names)


def _value(element: Place) -> str | None:
    for name in tables().property_values:
        if name in element.attrs:
            return element.attrs[name].strip()
    return None


def _finish(draft: PropertyDraft, name: str) -> Property:
    place = draft.element
    # about= on the element itself names the subject of its own property; item and resource are subjects inside it
    subject = place if "about" in place.attrs else draft.outer
    return Property(
        name=name,
        value=draft.run.text if draft.value is None else draft.value,
        itemtype=draft.outer.scope.itemtype,
        about=subject.scope.about,
        block=draft.run.block,
        regions=place.regions if draft.container is None else place.regions | {Region.FIGURE},
        figure=place.figure if draft.container is None else draft.container,
        line=place.line,
        column=place.column,
    )
