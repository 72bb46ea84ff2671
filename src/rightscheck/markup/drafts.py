# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The facts of which a page has hundreds, as they are filled: blocks, links and the words of a link or property.

They are Blocks and Links like any other, but what surrounds them is worked out when somebody asks, for nobody asks it
of most (design.md §6). The handler writes to them until the page ends; nobody else may.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from rightscheck.markup.facts import Anchor, Block, Link, Region

if TYPE_CHECKING:
    from rightscheck.markup.context import Place
    from rightscheck.markup.figures import Picture

RUN_CHARS = 2000  # a link's or a property's words; more is no name of anything
_FIGURE = frozenset({Region.FIGURE})
_NO_TERMS: frozenset[str] = frozenset()


class Run:
    """The words of one element as the blocks give them; ``block`` is the first block it has a place in."""

    __slots__ = ("block", "href", "pieces", "rel", "size")

    def __init__(self, href: str | None = None, rel: frozenset[str] = _NO_TERMS) -> None:
        self.href = href
        self.rel = rel
        self.pieces: list[str] = []
        self.size = 0
        self.block: int | None = None

    def take(self, block: int, words: str) -> None:
        """Note that the run has these words (perhaps none) in this block."""
        if self.block is None:
            self.block = block
        if words and self.size < RUN_CHARS:
            self.pieces.append(words[: RUN_CHARS - self.size])
            self.size += len(words)

    @property
    def text(self) -> str:
        """All its words, blocks joined by one space; empty when it has none."""
        return " ".join(self.pieces)


#: Where in a block's text the words of a link stand.
Words: TypeAlias = tuple[int, int, Run]


class LaidBlock(Block):
    """A block of a page that was read; ``common`` is the innermost element around all its words."""

    __slots__ = ("common", "container", "seq", "words")
    __setattr__, __delattr__ = object.__setattr__, object.__delattr__  # both, or each goes a slow way round

    def __init__(self, index: int, text: str, common: Place, words: tuple[Words, ...], heading: int | None) -> None:
        self.index = index  # type: ignore[misc]  # the handler fills what others only read; so below
        self.text = text  # type: ignore[misc]
        self.tag = common.block.tag  # type: ignore[misc]
        self.heading = heading  # type: ignore[misc]
        self.common = common
        self.words = words
        self.container: int | None = None
        self.seq = 0

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """The links inside it."""
        return tuple(Anchor(start=start, end=end, href=run.href or "", rel=run.rel) for start, end, run in self.words)

    @property
    def regions(self) -> frozenset[Region]:
        """The regions that enclose it."""
        return self.common.regions if self.container is None else self.common.regions | _FIGURE

    @property
    def names(self) -> tuple[str, ...]:
        """The class and id words around it."""
        return self.common.names

    @property
    def figure(self) -> int | None:
        """The picture container it shares."""
        return self.common.figure if self.container is None else self.container

    @property
    def language(self) -> str | None:
        """The language declared around it."""
        return self.common.scope.language

    @property
    def line(self) -> int | None:
        """The line of its block element."""
        return self.common.where[0]

    @property
    def column(self) -> int | None:
        """The column of its block element."""
        return self.common.where[1]


class LaidLink(Link):
    """A link of a page that was read; its words, picture and figure may come after its start tag."""

    __slots__ = ("container", "picture", "place", "run")
    __setattr__, __delattr__ = object.__setattr__, object.__delattr__  # both, or each goes a slow way round

    def __init__(self, place: Place, href: str, rel: frozenset[str], run: Run | None) -> None:
        self.tag = place.tag  # type: ignore[misc]  # as above
        self.href = href  # type: ignore[misc]
        self.rel = rel  # type: ignore[misc]
        self.place = place
        self.run = run
        self.picture: Picture | None = None
        self.container: int | None = None

    @property
    def type(self) -> str | None:
        """Its type attribute."""
        return self.place.attrs.get("type")

    @property
    def text(self) -> str:
        """Its words."""
        return self.run.text if self.run is not None else ""

    @property
    def block(self) -> int | None:
        """The first block it has a place in."""
        return self.run.block if self.run is not None else None

    @property
    def regions(self) -> frozenset[Region]:
        """The regions that enclose it."""
        return self.place.regions if self.container is None else self.place.regions | _FIGURE

    @property
    def names(self) -> tuple[str, ...]:
        """Its own class and id words and those around it."""
        return self.place.names

    @property
    def figure(self) -> int | None:
        """The picture container it shares."""
        return self.place.figure if self.container is None else self.container

    @property
    def about(self) -> str | None:
        """The subject it speaks of."""
        return self.place.scope.about

    @property
    def itemtype(self) -> str | None:
        """The type of the item around it."""
        return self.place.scope.itemtype

    @property
    def image(self) -> str | None:
        """The address of the first picture inside it that came with one."""
        return self.picture.src if self.picture is not None else None

    @property
    def properties(self) -> frozenset[str]:
        """Its microdata and RDFa property names."""
        from rightscheck.markup.properties import terms_of  # noqa: PLC0415  # it keeps runs of its own

        return terms_of(self.place.attrs)

    @property
    def line(self) -> int | None:
        """The line of its start tag."""
        return self.place.line

    @property
    def column(self) -> int | None:
        """The column of its start tag."""
        return self.place.column
