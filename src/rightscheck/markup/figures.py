# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Pictures, and the containers a picture shares with its caption.

A licence or credit beside a picture is about the picture (design.md §2), so blocks, links and properties carry the
number of their picture container: ``<figure>``, a small element whose class says image, photo, caption …, or one that
holds exactly a picture and a short text. The last two show only when the element ends, so they are numbered then.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Protocol, TypeAlias

from rightscheck.markup.facts import Image
from rightscheck.markup.names import is_figure_name, tokens_of, words_of
from rightscheck.markup.tables import HEADING, tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.markup.blocks import Blocks
    from rightscheck.markup.context import Place
    from rightscheck.markup.drafts import LaidBlock, LaidLink
    from rightscheck.markup.links import Links
    from rightscheck.markup.properties import Properties

_DIGITS = 6  # of a width or height; longer ones are no sizes


class Picture:
    """One picture and the link around it; a ``badge`` (logo, icon, button) has no caption, None: not looked."""

    __slots__ = ("badge", "container", "link", "place")

    def __init__(self, place: Place, link: LaidLink | None) -> None:
        self.place = place
        self.link = link
        self.container: int | None = None
        self.badge: bool | None = None

    @property
    def src(self) -> str:
        """Its address, empty when it brings none or is its own data."""
        get = self.place.attrs.get
        return next((s for s in map(get, tables().image_sources) if s and not s.startswith("data:")), "").strip()


class Drafts(Protocol):
    """A kind of draft that takes the number of a container."""

    container: int | None


#: Which pictures, blocks, links and properties a container holds.
Held: TypeAlias = "tuple[slice, slice, slice, slice]"


class Figures:
    """Collects pictures and numbers their containers."""

    def __init__(self, blocks: Blocks, links: Links, properties: Properties) -> None:
        self.pictures: list[Picture] = []
        self.last = -1
        self._seqs: list[int] = []
        self._blocks, self._links, self._properties = blocks, links, properties
        self._numbers = 0
        self._unnamed: list[Held] = []

    def number(self) -> int:
        """The number of a new figure."""
        self._numbers += 1
        return self._numbers - 1

    def picture(self, place: Place, link: LaidLink | None) -> None:
        """A picture, inside this link if there is one."""
        picture = Picture(place, link)
        self.pictures.append(picture)
        self._seqs.append(place.seq)
        self.last = place.seq
        if link is not None and link.picture is None:
            link.picture = picture

    def end(self, place: Place, attrs: Mapping[str, str], *, block: bool) -> None:
        """A container ends: numbered now when its name tells, at the end of the page when only its content does."""
        if place.figure is not None:
            return
        blocks = self._blocks_since(place)
        if blocks is None:
            return
        inside = self._blocks.done[blocks]
        if not _is_caption(inside, place):
            return
        held = (
            _since(self._seqs, place),
            blocks,
            _since(self._links.seqs, place),
            _since(self._properties.seqs, place),
        )
        if not _is_small(held):
            return
        pictures = self.pictures[held[0]]
        if not any(_wants_caption(picture) for picture in pictures[:2]):
            return
        if is_figure_name(attrs.get("id", ""), attrs.get("class", "")):
            self._give(held)
        elif block and len(pictures) == 1 and len(inside) == 1:
            self._unnamed.append(held)

    def _blocks_since(self, place: Place) -> slice | None:
        """The blocks that ended since this element began; None when there is none, or too many for a caption."""
        done, begun = self._blocks.done, place.seq
        most = tables().figures.most_blocks
        first = last = len(done)
        if not last or done[-1].seq < begun or (last > most and done[-most - 1].seq >= begun):
            return None
        while first and done[first - 1].seq >= begun:
            first -= 1
        return slice(first, last)

    def _give(self, held: Held) -> None:
        number = self.number()
        drafts: tuple[Drafts, ...] = (
            *self.pictures[held[0]],
            *self._links.drafts[held[2]],
            *self._properties.drafts[held[3]],
        )
        for draft in drafts:
            if draft.container is None:
                draft.container = number
        for block in self._blocks.done[held[1]]:
            if block.figure is None:
                block.container = number

    def finish(self) -> None:
        """The page ends: an unnamed container counts unless its text is most of what the page says."""
        for held in self._unnamed:
            size = len(self._blocks.done[held[1].start].text)
            free = self.pictures[held[0].start].container is None
            if free and size <= tables().figures.caption_chars and size * 2 <= self._blocks.total:
                self._give(held)
        for picture in self.pictures:
            picture.link = None  # or link and picture would hold each other, and the page

    def facts(self) -> tuple[Image, ...]:
        """All pictures with an address, in document order."""
        return tuple(_finish(picture) for picture in self.pictures if picture.src)


def _finish(picture: Picture) -> Image:
    place = picture.place
    return Image(
        src=picture.src,
        alt=place.attrs.get("alt", ""),
        figure=place.figure if picture.container is None else picture.container,
        line=place.line,
        column=place.column,
    )


def _since(seqs: list[int], place: Place) -> slice:
    """Those drafts whose element stands inside of this one, which ends now, by the numbers of their start tags."""
    return slice(bisect_right(seqs, place.seq), len(seqs))


def _is_caption(blocks: list[LaidBlock], around: Place) -> bool:
    table = tables().figures
    if sum(len(block.text) for block in blocks) > table.most_chars or any(b.common.flags & HEADING for b in blocks):
        return False
    if not table.not_in.isdisjoint(around.regions):
        return False
    return not any(table.not_around & b.regions - around.regions for b in blocks)


def _is_small(held: Held) -> bool:
    most = tables().figures.most_parts
    pictures, links, properties = (held[at].stop - held[at].start for at in (0, 2, 3))
    return bool(pictures <= most and links + properties <= most)


def _wants_caption(picture: Picture) -> bool:
    if picture.container is not None or picture.place.figure is not None:
        return False
    if picture.badge is None:
        picture.badge = _is_badge(picture)
    return not picture.badge


def _is_badge(picture: Picture) -> bool:
    table = tables().figures
    attrs, src, link = picture.place.attrs, picture.src, picture.link
    if link is not None and "license" in link.rel:
        return True
    addresses = (src,) if link is None else (src, link.href)
    if any(host in address for host in table.badge_hosts for address in addresses):
        return True
    sizes = [int(attrs[side][:_DIGITS]) for side in ("width", "height") if attrs.get(side, "")[:_DIGITS].isdecimal()]
    if sizes and max(sizes) <= table.badge_size:
        return True
    names = (*tokens_of(attrs.get("id", ""), attrs.get("class", "")), src.rsplit("/", 1)[-1])
    return any(not table.badge_words.isdisjoint(words_of(name)) for name in names)
