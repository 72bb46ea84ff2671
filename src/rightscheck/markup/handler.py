# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The one definition of what is read off a page: start, end, text and comment events in, PageFacts out.

Both event sources (a BeautifulSoup tree, the bulk parser) feed this handler, so the single-page reader and the gate
cannot drift apart (design.md §6). Events must be balanced, in document order, and of a WHATWG tree; the handler keeps
what is open, the collaborators know what each fact is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from rightscheck.markup.blocks import Blocks, Run, collapse
from rightscheck.markup.context import Context, Element, enter
from rightscheck.markup.facts import NoSnippet, PageFacts, Region
from rightscheck.markup.figures import Figures
from rightscheck.markup.links import Links
from rightscheck.markup.metas import Metas
from rightscheck.markup.names import is_figure_name
from rightscheck.markup.properties import Properties
from rightscheck.markup.scripts import Scripts
from rightscheck.markup.shape import Counts, shape_of
from rightscheck.markup.tables import PLAIN, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rightscheck.markup.figures import Mark
    from rightscheck.markup.links import LinkDraft
    from rightscheck.markup.properties import PropertyDraft
    from rightscheck.markup.tables import Kind

    Special = Callable[[Element], None]

#: What a declarative shadow root is called by the event sources: its text is shown, that of other templates is not.
SHADOW = "shadowrootopen"
_WATCHED = frozenset({"rel", "itemprop", "property", "data-nosnippet"})
_LINKS = frozenset({"a", "area", "link"})
_HONOURED = frozenset({"span", "div", "section"})  # data-nosnippet, Google Search Central, 24 Mar 2026


@dataclass(slots=True, eq=False)
class _Watch:
    """What ends with an element: its link, its properties, and the runs of their words."""

    link: LinkDraft | None
    prop: PropertyDraft | None
    runs: list[Run]


#: An open element: the context around it, its kind, its attributes, a mark if it may be a figure, what ends with it.
_Open: TypeAlias = "tuple[Context, Kind, Mapping[str, str], Mark | None, _Watch | None]"


class Handler:
    """Reads one page; ``finish`` gives its facts. Not to be used again."""

    def __init__(self) -> None:
        self._kinds = tables().kinds
        self._blocks, self._links, self._properties = Blocks(), Links(), Properties()
        self._metas, self._scripts, self._counts = Metas(), Scripts(), Counts()
        self._figures = Figures(self._blocks, self._links, self._properties)
        self._context = Context()
        self._open: list[_Open | None] = []
        self._skipping = 0
        self._raw: list[str] | None = None
        self._raw_in: tuple[int, Element] | None = None
        self._in_body = False
        self._link: LinkDraft | None = None
        self._title: str | None = None
        self._nosnippets: list[tuple[Element, Run]] = []
        self._special = self._specials()

    # -- events

    def start(self, tag: str, attrs: Mapping[str, str], line: int | None = None, column: int | None = None) -> None:
        """A start tag: its lower-case name, its attributes as written, and its 1-based place if it is known."""
        if self._skipping:
            self._skipping += 1
            return
        kind = self._kinds.get(tag, PLAIN)
        special = self._special.get(tag)
        if kind.plain and not attrs and special is None:
            self._open.append(None)
            return
        if kind.box:
            self._blocks.space()
        if kind.block:
            self._blocks.flush()
        outer = self._context
        inner = self._context = enter(outer, kind, tag, attrs, (line, column))
        if Region.FIGURE in kind.regions:
            inner.scope = replace(inner.scope, figure=self._figures.number())
        watch = None
        if special is not None or tag in _LINKS or not _WATCHED.isdisjoint(attrs):
            watch = self._meet(Element(tag, attrs, inner, line, column), outer, special)
        # An inline element holds a picture and its caption only where it begins a block of its own.
        container = kind.container and (kind.block or self._blocks.empty)
        self._open.append((outer, kind, attrs, self._figures.mark() if container else None, watch))
        self._skipping = int(kind.skipped and SHADOW not in attrs)

    def end(self, tag: str) -> None:
        """The end of the element that was opened last."""
        del tag
        if self._skipping > 1:
            self._skipping -= 1
            return
        self._skipping = 0
        if self._raw_in is not None and self._raw_in[0] == len(self._open) - 1:
            self._end_raw(self._raw_in[1])
        opened = self._open.pop() if self._open else None
        if opened is not None:
            self._close(opened)

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

    def _meet(self, element: Element, outer: Context, special: Special | None) -> _Watch | None:
        attrs = element.attrs
        link = self._links.meet(element) if element.tag in _LINKS or "rel" in attrs else None
        named = "itemprop" in attrs or "property" in attrs
        prop = self._properties.meet(element, outer) if named else None
        runs = [draft.run for draft in (link, prop) if draft is not None and draft.run is not None]
        if "data-nosnippet" in attrs:
            runs.append(Run())
            self._nosnippets.append((element, runs[-1]))
        for run in runs:
            self._blocks.begin(run)
        if element.tag == "a" and link is not None:
            self._link = link
        if special is not None:
            special(element)
        return _Watch(link, prop, runs) if runs else None

    def _close(self, opened: _Open) -> None:
        outer, kind, attrs, begun, watch = opened
        if watch is not None:
            self._unwatch(watch)
        if kind.block:
            self._blocks.flush()
        if begun is not None and begun[0] != len(self._figures.pictures):
            if not kind.block and is_figure_name(attrs.get("id", ""), attrs.get("class", "")):
                self._blocks.flush()
            self._figures.end(begun, self._context, attrs, block=kind.block)
        if self._context is not outer:
            self._context = outer
            self._blocks.left(outer)
        if kind.box:
            self._blocks.space()

    def _unwatch(self, watch: _Watch) -> None:
        for run in watch.runs:
            self._blocks.end(run)
        if watch.link is self._link:
            self._link = None
        if watch.prop is not None:
            self._properties.leave(watch.prop)

    # -- single elements

    def _specials(self) -> dict[str, Special]:
        return {
            "html": self._metas.set_language,
            "body": self._body,
            "base": self._metas.set_base,
            "meta": self._meta,
            "title": self._raw_text,
            "script": self._raw_text,
            "input": self._counts.input,
            "form": lambda element: self._scripts.resource(element.attrs.get("action")),
            **dict.fromkeys(("embed", "object"), self._resource),
            **dict.fromkeys(tables().frames, self._frame),
            **dict.fromkeys(tables().image_tags, self._image),
        }

    def _body(self, element: Element) -> None:
        del element
        self._in_body = True

    def _meta(self, element: Element) -> None:
        self._metas.meta(element, in_body=self._in_body)

    def _raw_text(self, element: Element) -> None:
        if element.tag == "script":
            self._scripts.resource(element.attrs.get("src"))
        self._raw, self._raw_in = [], (len(self._open), element)

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
