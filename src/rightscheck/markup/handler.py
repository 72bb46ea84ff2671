# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The one definition of what is read off a page: start, end, text and comment events in, PageFacts out.

Both event sources (a BeautifulSoup tree, the bulk parser) feed this handler, so the single-page reader and the gate
cannot drift apart (design.md §6). Events must be balanced, in document order, and of a WHATWG tree; the handler keeps
what is open, the collaborators know what each fact is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rightscheck.markup.blocks import Blocks, Run, collapse
from rightscheck.markup.context import Context, Element, enter
from rightscheck.markup.facts import NoSnippet, PageFacts, Region
from rightscheck.markup.figures import Figures
from rightscheck.markup.links import Links
from rightscheck.markup.metas import Metas
from rightscheck.markup.properties import Properties
from rightscheck.markup.scripts import Scripts
from rightscheck.markup.shape import Counts, shape_of
from rightscheck.markup.tables import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rightscheck.markup.figures import Mark
    from rightscheck.markup.links import LinkDraft
    from rightscheck.markup.properties import PropertyDraft

#: What a declarative shadow root is called by the event sources: its text is shown, that of other templates is not.
SHADOW = "shadowrootopen"
_WATCHED = frozenset({"rel", "itemprop", "property", "data-nosnippet"})
_HONOURED = frozenset({"span", "div", "section"})  # data-nosnippet, Google Search Central, 24 Mar 2026


@dataclass(slots=True, eq=False)
class _Open:
    """An open element and what must be closed with it; ``outer`` is the context around it."""

    element: Element
    outer: Context
    block: bool
    link: LinkDraft | None = None
    prop: PropertyDraft | None = None
    runs: list[Run] = field(default_factory=list)
    container: Mark | None = None


class Handler:
    """Reads one page; ``finish`` gives its facts. Not to be used again."""

    def __init__(self) -> None:
        self._tables = tables()
        self._blocks, self._links, self._properties = Blocks(), Links(), Properties()
        self._metas, self._scripts, self._counts = Metas(), Scripts(), Counts()
        self._figures = Figures(self._blocks, self._links, self._properties)
        self._context = Context()
        self._open: list[_Open | None] = []
        self._skipping = 0
        self._raw: list[str] | None = None
        self._raw_in: Element | None = None
        self._in_body = False
        self._link: LinkDraft | None = None
        self._title: str | None = None
        self._nosnippets: list[tuple[Element, Run]] = []
        self._special: dict[str, Callable[[Element], None]] = {
            "html": self._metas.set_language,
            "body": self._body,
            "base": self._metas.set_base,
            "meta": self._meta,
            "title": self._raw_text,
            "script": self._raw_text,
            "input": self._counts.input,
            "form": lambda element: self._scripts.resource(element.attrs.get("action")),
            **dict.fromkeys(("embed", "object"), self._resource),
            **dict.fromkeys(self._tables.frames, self._frame),
            **dict.fromkeys(self._tables.image_tags, self._image),
        }

    # -- events

    def start(self, tag: str, attrs: Mapping[str, str], line: int | None = None, column: int | None = None) -> None:
        """A start tag: its lower-case name, its attributes as written, and its 1-based place if it is known."""
        if self._skipping:
            self._skipping += 1
            return
        table = self._tables
        block = tag in table.blocks
        special = self._special.get(tag)
        skipped = tag in table.skipped and not (tag == "template" and SHADOW in attrs)
        if tag in table.boxes:
            self._blocks.space()
        if not (attrs or block or special or skipped or tag in table.tag_regions):
            self._open.append(None)
            return
        if block:
            self._blocks.flush()
        self._enter(tag, attrs, line, column)
        self._skipping = int(skipped)

    def end(self, tag: str) -> None:
        """The end of the element that was opened last."""
        if self._skipping > 1:
            self._skipping -= 1
            return
        self._skipping = 0
        opened = self._open.pop() if self._open else None
        if opened is not None:
            if self._raw is not None and self._raw_in is opened.element:
                self._end_raw(opened.element)
            self._close(opened)
        if tag in self._tables.boxes:
            self._blocks.space()

    def text(self, data: str) -> None:
        """A run of characters."""
        if self._raw is not None:
            self._raw.append(data)
        elif not self._skipping:
            self._blocks.add(data, self._context)

    def comment(self, data: str, line: int | None = None, column: int | None = None) -> None:
        """A comment without its delimiters."""
        if not self._skipping:
            self._scripts.comment(data, line, column)

    def finish(self, guarded: str | None = None) -> PageFacts:
        """The facts of the page, or of what was read of it when ``guarded`` says why the source stopped."""
        while self._open:
            self.end("")
        self._blocks.flush()
        self._figures.finish()
        blocks = tuple(self._blocks.done)
        return PageFacts(
            title=self._title or "",
            language=self._metas.page_language,
            base=self._metas.base,
            canonical=self._links.canonical,
            metas=tuple(self._metas.found),
            links=self._links.facts(),
            blocks=blocks,
            scripts=tuple(self._scripts.found),
            properties=self._properties.facts(),
            images=self._figures.facts(),
            comments=tuple(self._scripts.comments),
            nosnippets=tuple(_nosnippet(element, run) for element, run in self._nosnippets),
            resources=tuple(self._scripts.resources),
            shape=shape_of(self._counts, blocks, self._scripts, self._links, self._metas),
            guarded=guarded,
        )

    # -- what is open

    def _enter(self, tag: str, attrs: Mapping[str, str], line: int | None, column: int | None) -> None:
        outer = self._context
        inner = enter(outer, tag, attrs, (line, column))
        if Region.FIGURE in inner.regions and Region.FIGURE not in outer.regions:
            inner.figure = self._figures.number()
        element = Element(tag, attrs, inner, line, column)
        opened = _Open(element, outer, tag in self._tables.blocks)
        self._context = inner
        self._open.append(opened)
        if tag in {"a", "area", "link"} or not _WATCHED.isdisjoint(attrs):
            self._watch(opened)
        special = self._special.get(tag)
        if special is not None:
            special(element)
        opened.container = self._figures.begin(element)

    def _watch(self, opened: _Open) -> None:
        element = opened.element
        opened.link = self._links.meet(element)
        opened.prop = self._properties.meet(element, opened.outer)
        if opened.link is not None and opened.link.run is not None:
            opened.runs.append(opened.link.run)
            if element.tag == "a":
                self._link = opened.link
        if opened.prop is not None:
            opened.runs.append(opened.prop.run)
        if "data-nosnippet" in element.attrs:
            opened.runs.append(Run())
            self._nosnippets.append((element, opened.runs[-1]))
        for run in opened.runs:
            self._blocks.begin(run)

    def _close(self, opened: _Open) -> None:
        for run in opened.runs:
            self._blocks.end(run)
        if opened.link is self._link:
            self._link = None
        if opened.prop is not None:
            self._properties.leave(opened.prop)
        if opened.block:
            self._blocks.flush()
        if opened.container is not None:
            self._figures.end(opened.container)
        if self._context is not opened.outer:
            self._context = opened.outer
            self._blocks.left(opened.outer)

    # -- single elements

    def _body(self, element: Element) -> None:
        del element
        self._in_body = True

    def _meta(self, element: Element) -> None:
        self._metas.meta(element, in_body=self._in_body)

    def _raw_text(self, element: Element) -> None:
        if element.tag == "script":
            self._scripts.resource(element.attrs.get("src"))
        self._raw, self._raw_in = [], element

    def _end_raw(self, element: Element) -> None:
        content = "".join(self._raw or ())
        self._raw = self._raw_in = None
        if element.tag == "script":
            self._scripts.end(element, content)
        elif self._title is None:
            self._title = collapse(content)

    def _resource(self, element: Element) -> None:
        self._scripts.resource(element.attrs.get("src") or element.attrs.get("data"))

    def _frame(self, element: Element) -> None:
        self._counts.frame(element)
        self._resource(element)

    def _image(self, element: Element) -> None:
        self._figures.picture(element, self._link)


def _nosnippet(element: Element, run: Run) -> NoSnippet:
    return NoSnippet(
        tag=element.tag,
        honoured=element.tag in _HONOURED,
        block=run.block,
        line=element.line,
        column=element.column,
    )
