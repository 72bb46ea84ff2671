# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Links: every ``<link>`` with a rel, every ``<a>`` with an address, and any element with a rel that bears on rights.

HTML Living Standard §4.6 (links), ccREL and RDFa for ``rel="cc:license"`` on other elements. What a link is about,
its words, its picture and its figure may come after its start tag, so drafts are kept until the page ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rightscheck.markup.blocks import Run
from rightscheck.markup.facts import Link, Region
from rightscheck.markup.properties import terms_of
from rightscheck.markup.tables import tables

if TYPE_CHECKING:
    from rightscheck.markup.context import Element

_HREFS = ("resource", "action", "src")  # where there is no href
_ALWAYS = frozenset({"a", "area"})
_NO_REL: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def _rel(value: str) -> frozenset[str]:
    return frozenset(value.lower().split())


@dataclass(slots=True, eq=False)
class LinkDraft:
    """A link whose words are still being read."""

    element: Element
    href: str
    rel: frozenset[str]
    run: Run | None = None
    image: str | None = None
    figure: int | None = None


class Links:
    """Collects the links of a page in document order."""

    def __init__(self) -> None:
        self.drafts: list[LinkDraft] = []
        self.canonical: str | None = None
        self.anchors = 0

    def meet(self, element: Element) -> LinkDraft | None:
        """The draft of this element's link, or None when it is none that is kept."""
        attrs = element.attrs
        rel = _rel(attrs["rel"]) if "rel" in attrs else _NO_REL
        if not self._kept(element, rel):
            return None
        href = attrs.get("href")
        if href is None:
            href = next((attrs[name] for name in _HREFS if name in attrs), "")
        draft = LinkDraft(element, href.strip(), rel)
        if element.tag == "link":
            if "canonical" in rel and self.canonical is None:
                self.canonical = draft.href or None
        else:
            draft.run = Run(draft.href, rel)
            self.anchors += element.tag == "a"
        self.drafts.append(draft)
        return draft

    @staticmethod
    def _kept(element: Element, rel: frozenset[str]) -> bool:
        if element.tag in _ALWAYS and "href" in element.attrs:
            return True
        if not rel:
            return False
        if element.tag == "link":
            return "href" in element.attrs
        table = tables()
        return not table.link_rels.isdisjoint(rel) or any(term.startswith(table.link_prefixes) for term in rel)

    def facts(self) -> tuple[Link, ...]:
        """All links, finished."""
        return tuple(_finish(draft) for draft in self.drafts)


def _finish(draft: LinkDraft) -> Link:
    element, context = draft.element, draft.element.context
    figure = context.scope.figure if draft.figure is None else draft.figure
    return Link(
        tag=element.tag,
        href=draft.href,
        rel=draft.rel,
        type=element.attrs.get("type"),
        text=draft.run.text if draft.run else "",
        block=draft.run.block if draft.run else None,
        regions=context.regions if draft.figure is None else context.regions | {Region.FIGURE},
        names=context.names,
        figure=figure,
        about=context.scope.about,
        itemtype=context.scope.itemtype,
        image=draft.image,
        properties=terms_of(element.attrs),
        line=element.line,
        column=element.column,
    )
