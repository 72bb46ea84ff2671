# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What the readers get to know of an HTML page: the few facts with rights meaning, each with its place.

One event handler (``handler.py``) fills these from either event source, so the single-page reader and the bulk reader
cannot drift. ``line`` and ``column`` are 1-based places of the start tag, None from the bulk source.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Region(StrEnum):
    """Where on the page a block stands; a block carries every region that encloses it."""

    HEADER = "header"
    NAV = "nav"
    MAIN = "main"
    ARTICLE = "article"
    ASIDE = "aside"
    FOOTER = "footer"  #: <footer>, role=contentinfo, or a class or id that says footer, copyright or legal
    FIGURE = "figure"  #: <figure>, or a container that a picture and its caption share
    CAPTION = "caption"  #: <figcaption>, or a class that says caption or credit
    COMMENTS = "comments"  #: what readers of the page wrote
    QUOTE = "quote"  #: <blockquote>, <q>
    CODE = "code"  #: <pre>, <code>, <samp>
    HEADING = "heading"  #: <h1> … <h6>
    LIST = "list"  #: inside <li>, <dd>
    FORM = "form"
    DIALOG = "dialog"  #: <dialog>, role=dialog, or a class that says cookie, consent or modal
    HIDDEN = "hidden"  #: hidden attribute, aria-hidden, style display:none
    NOSCRIPT = "noscript"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A link inside a block: ``start`` and ``end`` are offsets of its words in the block's text."""

    start: int
    end: int
    href: str
    rel: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of visible text, white space collapsed, in document order.

    ``tag`` is the block element the text stands in (``p``, ``li``, ``div``); ``places`` names the enclosing elements
    that matter for "whose words are these", innermost first (``footer``, ``figure``, ``li``); ``names`` are the class
    and id words of the enclosing elements, lower case, innermost first, at most 24. ``figure`` numbers the picture
    container the block shares, None outside of one. ``heading`` is the index of the heading block above it, None if
    there is none.
    """

    index: int
    text: str
    tag: str
    regions: frozenset[Region] = frozenset()
    names: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    heading: int | None = None
    figure: int | None = None
    line: int | None = None
    column: int | None = None
    language: str | None = None

    def within(self, names: tuple[str, ...], regions: frozenset[Region], figure: int | None) -> Block:
        """The same words in other surroundings; a block as read takes its own from the page and has no copy else."""
        return Block(
            index=self.index,
            text=self.text,
            tag=self.tag,
            regions=regions,
            names=names,
            anchors=self.anchors,
            heading=self.heading,
            figure=figure,
            line=self.line,
            column=self.column,
            language=self.language,
        )

    @property
    def place(self) -> str:
        """The place as evidence names it: ``html:footer``, ``html:figcaption``, ``html:p``."""
        for region in (
            Region.COMMENTS,
            Region.CAPTION,
            Region.FIGURE,
            Region.FOOTER,
            Region.ASIDE,
            Region.NAV,
        ):
            if region in self.regions:
                return f"html:{'figcaption' if region is Region.CAPTION else region.value}"
        return f"html:{self.tag}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """A ``<meta>`` with a name, property or itemprop, in lower case, and its content as written."""

    name: str
    content: str
    line: int | None = None
    column: int | None = None
    in_body: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A ``<link>``, ``<a>``, ``<area>`` or ``<form>`` whose rel or target can bear on rights.

    Kept: every ``<link>`` with a rel, and each other element with a rel of license, copyright, terms-of-service or a
    ``cc:``/``dct:`` term, and every ``<a>`` at all (its words tell a terms page). ``block`` is the index of the block
    its words stand in, None for ``<link>``. ``about`` is the RDFa or microdata subject the link speaks of where it is
    not the page itself, ``itemtype`` the enclosing item's type as for a Property. ``image`` is the src of the picture
    inside the link, if there is one.
    """

    tag: str
    href: str
    rel: frozenset[str] = frozenset()
    type: str | None = None
    text: str = ""
    block: int | None = None
    regions: frozenset[Region] = frozenset()
    names: tuple[str, ...] = ()
    figure: int | None = None
    about: str | None = None
    itemtype: str | None = None
    image: str | None = None
    properties: frozenset[str] = frozenset()
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A data script (JSON-LD, RSL): its type and raw content."""

    type: str
    content: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A microdata or RDFa property with rights meaning: its name without prefix, and value (href, content or text).

    ``itemtype`` is the last path segment of the enclosing item's type (``ImageObject``), None outside of an item;
    ``about`` the RDFa subject where it is not the page.
    """

    name: str
    value: str
    itemtype: str | None = None
    about: str | None = None
    block: int | None = None
    regions: frozenset[Region] = frozenset()
    figure: int | None = None
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture of the page and the container it shares with its caption."""

    src: str
    alt: str = ""
    figure: int | None = None
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """An HTML comment that speaks of rights (old CC RDF, a licence URL): its text."""

    text: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSnippet:
    """A ``data-nosnippet`` region; ``honoured`` only on span, div and section."""

    tag: str
    honoured: bool
    block: int | None = None
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Counts that tell a page from a stand-in for one."""

    scripts: int = 0
    script_chars: int = 0
    text_chars: int = 0
    paragraphs: int = 0
    links: int = 0
    password_fields: int = 0
    iframes: int = 0
    refresh: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """Everything the readers may ask of one HTML page.

    ``guarded`` is the reason a guard stopped the reader (``too-large``, ``too-deep``, ``too-many-attributes``), None
    for a page read in full; a guarded page's facts are those read up to there.
    """

    title: str = ""
    language: str | None = None
    base: str | None = None
    canonical: str | None = None
    metas: tuple[Meta, ...] = ()
    links: tuple[Link, ...] = ()
    blocks: tuple[Block, ...] = ()
    scripts: tuple[Script, ...] = ()
    properties: tuple[Property, ...] = ()
    images: tuple[Image, ...] = ()
    comments: tuple[Comment, ...] = ()
    nosnippets: tuple[NoSnippet, ...] = ()
    resources: tuple[str, ...] = ()
    shape: Shape = Shape()
    guarded: str | None = None
