# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Pictures, and the containers a picture shares with its caption.

A licence or credit beside a picture is about the picture (design.md §2), so blocks, links and properties carry the
number of their picture container: ``<figure>``, a small element whose class says image, photo, caption …, or one that
holds exactly a picture and a short text. The last two show only when the element ends, so they are numbered then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rightscheck.markup.facts import Image, Region
from rightscheck.markup.names import is_figure_name, tokens_of, words_of
from rightscheck.markup.tables import tables

if TYPE_CHECKING:
    from rightscheck.markup.blocks import Blocks
    from rightscheck.markup.context import Element
    from rightscheck.markup.facts import Block
    from rightscheck.markup.links import LinkDraft, Links
    from rightscheck.markup.properties import Properties, PropertyDraft

_DIGITS = 6  # of a width or height; longer ones are no sizes


@dataclass(slots=True, eq=False)
class Picture:
    """One picture; ``badge`` tells that it is a logo, an icon or a licence button, which has no caption."""

    element: Element
    src: str
    badge: bool
    figure: int | None = None


@dataclass(slots=True, frozen=True)
class Mark:
    """How much had been read when a container began."""

    named: bool
    pictures: int
    blocks: int
    links: int
    properties: int


class Figures:
    """Collects pictures and numbers their containers."""

    def __init__(self, blocks: Blocks, links: Links, properties: Properties) -> None:
        self.pictures: list[Picture] = []
        self._blocks, self._links, self._properties = blocks, links, properties
        self._numbers = 0
        self._unnamed: list[tuple[Mark, Mark]] = []

    def number(self) -> int:
        """The number of a new figure."""
        self._numbers += 1
        return self._numbers - 1

    def picture(self, element: Element, link: LinkDraft | None) -> None:
        """A picture, inside this link if there is one."""
        src = next((s for s in map(element.attrs.get, tables().image_sources) if s and not s.startswith("data:")), "")
        self.pictures.append(Picture(element, src.strip(), _is_badge(element, src, link)))
        if link is not None and link.image is None:
            link.image = src.strip()

    def begin(self, element: Element) -> Mark | None:
        """A mark for a container that may hold a picture and its caption, None for any other element."""
        table = tables().figures
        if element.tag not in table.containers or not table.not_in.isdisjoint(element.context.regions):
            return None
        attrs = element.attrs
        return self._mark(named=is_figure_name(attrs.get("id", ""), attrs.get("class", "")))

    def _mark(self, *, named: bool) -> Mark:
        drafts = len(self._links.drafts), len(self._properties.drafts)
        return Mark(named, len(self.pictures), len(self._blocks.done), *drafts)

    def end(self, begun: Mark) -> None:
        """The container ends: numbered now when its name tells, at the end of the page when only its content does."""
        pictures = [p for p in self.pictures[begun.pictures : begun.pictures + 2] if not p.badge and p.figure is None]
        if not pictures or pictures[0].element.context.figure is not None:
            return
        blocks = self._blocks.done[begun.blocks : begun.blocks + tables().figures.most_blocks + 1]
        now = self._mark(named=begun.named)
        if not _is_caption(blocks) or not _is_small(begun, now):
            return
        if begun.named:
            self._give(begun, now)
        elif len(self.pictures) == begun.pictures + 1 and len(blocks) == 1:
            self._unnamed.append((begun, now))

    def _give(self, begun: Mark, ended: Mark) -> None:
        number = self.number()
        parts: tuple[Picture | LinkDraft | PropertyDraft, ...] = (
            *self.pictures[begun.pictures : ended.pictures],
            *self._links.drafts[begun.links : ended.links],
            *self._properties.drafts[begun.properties : ended.properties],
        )
        for part in parts:
            part.figure = number if part.figure is None else part.figure
        done = self._blocks.done
        for index in range(begun.blocks, ended.blocks):
            if done[index].figure is None:
                regions = done[index].regions | {Region.FIGURE}
                done[index] = replace(done[index], figure=number, regions=regions)

    def finish(self) -> None:
        """The page ends: an unnamed container counts unless its text is most of what the page says."""
        total = sum(len(block.text) for block in self._blocks.done)
        for begun, ended in self._unnamed:
            text = self._blocks.done[begun.blocks].text
            free = self.pictures[begun.pictures].figure is None
            if free and len(text) <= tables().figures.caption_chars and len(text) * 2 <= total:
                self._give(begun, ended)

    def facts(self) -> tuple[Image, ...]:
        """All pictures with an address, in document order."""
        return tuple(
            Image(
                src=p.src,
                alt=p.element.attrs.get("alt", ""),
                figure=p.element.context.figure if p.figure is None else p.figure,
                line=p.element.line,
                column=p.element.column,
            )
            for p in self.pictures
            if p.src
        )


def _is_caption(blocks: list[Block]) -> bool:
    table = tables().figures
    if not blocks or len(blocks) > table.most_blocks:
        return False
    if any(Region.HEADING in block.regions for block in blocks):
        return False
    return sum(len(block.text) for block in blocks) <= table.most_chars


def _is_small(begun: Mark, ended: Mark) -> bool:
    most = tables().figures.most_parts
    return ended.pictures - begun.pictures <= most and (
        ended.links - begun.links + ended.properties - begun.properties <= most
    )


def _is_badge(element: Element, src: str, link: LinkDraft | None) -> bool:
    table = tables().figures
    attrs = element.attrs
    if link is not None and ("license" in link.rel or any(host in link.href for host in table.badge_hosts)):
        return True
    if any(host in src for host in table.badge_hosts):
        return True
    sizes = [int(attrs[side][:_DIGITS]) for side in ("width", "height") if attrs.get(side, "")[:_DIGITS].isdecimal()]
    if sizes and max(sizes) <= table.badge_size:
        return True
    names = (*tokens_of(attrs.get("id", ""), attrs.get("class", "")), src.rsplit("/", 1)[-1])
    return any(not table.badge_words.isdisjoint(words_of(name)) for name in names)
