# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The one definition of what is read off a page: start, end, text and comment events in, PageFacts out.

Both event sources (a BeautifulSoup tree, the bulk parser's tree) feed this handler, so the single-page reader and the
gate cannot drift apart (design.md §6). Events must be balanced, in document order, and of a WHATWG tree; the handler
keeps what is open, the collaborators know what each fact is. A source hands over attributes as it has them, and
``read`` makes them readable, so that nobody reads those of an element that says nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from rightscheck.markup.blocks import Blocks, collapse
from rightscheck.markup.context import Place, outermost
from rightscheck.markup.drafts import Run
from rightscheck.markup.facts import NoSnippet, PageFacts, Region
from rightscheck.markup.figures import Figures
from rightscheck.markup.links import Links
from rightscheck.markup.metas import Metas
from rightscheck.markup.names import is_figure_name
from rightscheck.markup.properties import Properties
from rightscheck.markup.scripts import Scripts
from rightscheck.markup.shape import Counts, shape_of
from rightscheck.markup.tables import PLAIN, SHADOW, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rightscheck.markup.drafts import LaidLink
    from rightscheck.markup.properties import PropertyDraft

    Special = Callable[["Handler", Place], None]

_LINKS = frozenset({"a", "area", "link"})
_HONOURED = frozenset({"span", "div", "section"})  # data-nosnippet, Google Search Central, 24 Mar 2026


class _Watch:
    """What ends with an element: its link, its properties, and the runs of their words."""

    __slots__ = ("link", "prop", "runs")

    def __init__(self, link: LaidLink | None, prop: PropertyDraft | None, runs: tuple[Run, ...]) -> None:
        self.link = link
        self.prop = prop
        self.runs = runs


class Handler:
    """Reads one page; ``finish`` gives its facts. Not to be used again."""

    def __init__(self, read: Callable[[Any], Mapping[str, str]]) -> None:
        self._kinds = tables().kinds
        self._outermost = outermost(read)
        self._blocks, self._links, self._properties = Blocks(self._outermost), Links(), Properties()
        self._metas, self._scripts, self._counts = Metas(), Scripts(), Counts()
        self._figures = Figures(self._blocks, self._links, self._properties)
        self._seq = 0
        self.text = self._blocks.text  # a run of characters goes straight to the blocks
        self._raw_in: Place | None = None
        self._in_body = False
        self._link: LaidLink | None = None
        self._title: str | None = None
        self._nosnippets: list[tuple[Place, Run]] = []

    # -- events

    def start(
        self,
        tag: str,
        given: Any,  # noqa: ANN401  # whatever the source has
        noted: bool,  # noqa: FBT001  # by position, as it is asked of every element
        at: tuple[int, int] | None = None,
    ) -> bool:
        """A start tag: its lower-case name, its attributes, whether one is in ``NOTED``, its 1-based line and column.

        Returns whether its content is to be read; its end is told in either case.
        """
        kind = self._kinds.get(tag, PLAIN)
        blocks = self._blocks
        if kind.block:
            if blocks.pieces or blocks.marks:
                blocks.flush(self._seq)
        elif kind.box and blocks.pieces:
            blocks.pieces.append(" ")
        self._seq += 1
        place = blocks.place = Place(blocks.place, tag, kind, given, self._seq)
        if at is not None:
            place.at = at
        if kind.regions and Region.FIGURE in kind.regions:
            place.figure = self._figures.number()
        if noted or kind.noted:
            self._meet(place, noted=noted)
        if kind.container:
            # An inline element holds a picture and its caption only where it begins a block of its own.
            place.holds = kind.block or blocks.common is None
        return not kind.skipped or (tag == "template" and SHADOW in place.attrs)

    def end(self) -> None:
        """The end of the element that was opened last."""
        blocks = self._blocks
        place = blocks.place
        kind = place.kind
        if place is self._raw_in:
            self._end_raw(place)
        if place.watch is not None:
            self._unwatch(place.watch)
            place.watch = None  # or link and place would hold each other, and the page
        if kind.block and (blocks.pieces or blocks.marks):
            blocks.flush(self._seq)
        if place.holds and self._figures.last > place.seq:
            self._end_container(place)
        outer = blocks.place = place.parent
        if outer.depth < blocks.low:  # noqa: PLR1730  # a call of min costs more, a thousand times a page
            blocks.low = outer.depth
        if kind.box and blocks.pieces:
            blocks.pieces.append(" ")

    def comment(self, data: str, line: int | None = None, column: int | None = None) -> None:
        """A comment without its delimiters."""
        self._scripts.comment(data, line, column)

    def finish(self, guarded: str | None = None) -> PageFacts:
        """The facts of the page, or of what was read of it when ``guarded`` says why the source stopped."""
        while self._blocks.place is not self._outermost:
            self.end()
        self._blocks.flush(self._seq)
        self._figures.finish()
        return PageFacts(
            title=self._title or "",
            language=self._metas.page_language,
            base=self._metas.base,
            canonical=self._links.canonical,
            metas=tuple(self._metas.found),
            links=self._links.facts(),
            blocks=tuple(self._blocks.done),
            scripts=tuple(self._scripts.found),
            properties=self._properties.facts(),
            images=self._figures.facts(),
            comments=self._scripts.kept_comments(),
            nosnippets=tuple(_nosnippet(place, run) for place, run in self._nosnippets),
            resources=tuple(self._scripts.resources),
            shape=shape_of(self._counts, self._blocks, self._scripts, self._links, self._metas),
            guarded=guarded,
        )

    # -- what is open

    def _meet(self, place: Place, *, noted: bool) -> None:
        tag = place.tag
        if tag == "a" and not noted:
            link = self._links.anchor(place)
            if link is not None and link.run is not None:
                self._blocks.begin(link.run)
                self._link = link
                place.watch = _Watch(link, None, (link.run,))
            return
        if noted:
            self._note(place)
        elif tag in _LINKS:
            self._watch(place, self._links.meet(place), None)
        if place.kind.noted and (special := self._specials().get(tag)):
            special(self, place)

    def _note(self, place: Place) -> None:
        own = place.note()
        link = self._links.meet(place) if place.tag in _LINKS or "rel" in own else None
        named = "itemprop" in own or "property" in own
        prop = self._properties.meet(place, place.parent) if named else None
        if link is not None or prop is not None or "data-nosnippet" in own:
            self._watch(place, link, prop, nosnippet="data-nosnippet" in own)

    def _watch(
        self, place: Place, link: LaidLink | None, prop: PropertyDraft | None, *, nosnippet: bool = False
    ) -> None:
        runs = tuple(draft.run for draft in (link, prop) if draft is not None and draft.run is not None)
        if nosnippet:
            runs = (*runs, Run())
            self._nosnippets.append((place, runs[-1]))
        for run in runs:
            self._blocks.begin(run)
        if link is not None and place.tag == "a":
            self._link = link
        if runs:
            place.watch = _Watch(link, prop, runs)

    def _end_container(self, place: Place) -> None:
        block = place.kind.block
        attrs = place.attrs
        if not block and is_figure_name(attrs.get("id", ""), attrs.get("class", "")):
            self._blocks.flush(self._seq)
        self._figures.end(place, attrs, block=block)

    def _unwatch(self, watch: _Watch) -> None:
        for run in watch.runs:
            self._blocks.end(run)
        if watch.link is self._link:
            self._link = None
        if watch.prop is not None:
            self._properties.leave(watch.prop)

    # -- single elements

    @classmethod
    @cache
    def _specials(cls) -> Mapping[str, Special]:
        """What is done with single elements; functions, not bound methods, which would tie each page into a cycle."""
        return {
            "html": cls._language,
            "body": cls._body,
            "base": cls._base,
            "meta": cls._meta,
            "title": cls._raw_text,
            "script": cls._raw_text,
            "input": cls._input,
            "form": cls._form,
            **dict.fromkeys(("embed", "object"), cls._resource),
            **dict.fromkeys(tables().frames, cls._frame),
            **dict.fromkeys(tables().image_tags, cls._image),
        }

    def _language(self, place: Place) -> None:
        self._metas.set_language(place)

    def _base(self, place: Place) -> None:
        self._metas.set_base(place)

    def _body(self, place: Place) -> None:
        del place
        self._in_body = True

    def _meta(self, place: Place) -> None:
        self._metas.meta(place, in_body=self._in_body)

    def _raw_text(self, place: Place) -> None:
        if place.tag == "script":
            self._scripts.resource(place.attrs.get("src"))
        self._blocks.raw, self._raw_in = [], place

    def _end_raw(self, place: Place) -> None:
        content = "".join(self._blocks.raw or ())
        self._blocks.raw = self._raw_in = None
        if place.tag == "script":
            self._scripts.end(place, content)
        elif self._title is None:
            self._title = collapse(content)

    def _input(self, place: Place) -> None:
        self._counts.input(place)

    def _form(self, place: Place) -> None:
        self._scripts.resource(place.attrs.get("action"))

    def _resource(self, place: Place) -> None:
        self._scripts.resource(place.attrs.get("src") or place.attrs.get("data"))

    def _frame(self, place: Place) -> None:
        self._counts.frame(place)
        self._resource(place)

    def _image(self, place: Place) -> None:
        self._figures.picture(place, self._link)


def _nosnippet(place: Place, run: Run) -> NoSnippet:
    return NoSnippet(
        tag=place.tag,
        honoured=place.tag in _HONOURED,
        block=run.block,
        line=place.line,
        column=place.column,
    )
