# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Pictures, and the containers a picture shares with its caption.

A licence or credit beside a picture is about the picture (design.md §2), so blocks, links and properties carry the
number of their picture container: ``<figure>``, a small element whose class says image, photo, caption …, or one that
holds exactly a picture and a short text. The last two show only when the element ends, so they are numbered then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from rightscheck.markup.facts import Image, Region
from rightscheck.markup.names import is_figure_name, tokens_of, words_of
from rightscheck.markup.tables import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.markup.blocks import Blocks
    from rightscheck.markup.context import Context, Element
    from rightscheck.markup.facts import Block
    from rightscheck.markup.links import LinkDraft, Links
    from rightscheck.markup.properties import Properties, PropertyDraft

_DIGITS = 6  # of a width or height; longer ones are no sizes


@dataclass(slots=True, eq=False)
class Picture:
    """One picture and the link around it; a ``badge`` (logo, icon, button) has no caption, None: not looked."""

    element: Element
    src: str
    link: LinkDraft | None
    figure: int | None = None
    badge: bool | None = None


#: How many pictures, blocks, links and properties had been read.
Mark: TypeAlias = tuple[int, int, int, int]


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
        self.pictures.append(Picture(element, src.strip(), link))
        if link is not None and link.image is None:
            link.image = src.strip()

    def mark(self) -> Mark:
        """How much has been read so far."""
        drafts = len(self._links.drafts), len(self._properties.drafts)
        return (len(self.pictures), len(self._blocks.done), *drafts)

    def end(self, begun: Mark, context: Context, attrs: Mapping[str, str], *, block: bool) -> None:
        """A container ends: numbered now when its name tells, at the end of the page when only its content does."""
        table = tables().figures
        if context.scope.figure is not None or not table.not_in.isdisjoint(context.regions):
            return
        blocks = self._blocks.done[begun[1] : begun[1] + table.most_blocks + 1]
        now = self.mark()
        if not _is_caption(blocks, context) or not _is_small(begun, now):
            return
        if not any(_wants_caption(picture) for picture in self.pictures[begun[0] : begun[0] + 2]):
            return
        if is_figure_name(attrs.get("id", ""), attrs.get("class", "")):
            self._give(begun, now)
        elif block and now[0] == begun[0] + 1 and len(blocks) == 1:
            self._unnamed.append((begun, now))

    def _give(self, begun: Mark, ended: Mark) -> None:
        number = self.number()
        parts: tuple[Picture | LinkDraft | PropertyDraft, ...] = (
            *self.pictures[begun[0] : ended[0]],
            *self._links.drafts[begun[2] : ended[2]],
            *self._properties.drafts[begun[3] : ended[3]],
        )
        for part in parts:
            part.figure = number if part.figure is None else part.figure
        done = self._blocks.done
        for index in range(begun[1], ended[1]):
            if done[index].figure is None:
                regions = done[index].regions | {Region.FIGURE}
                done[index] = replace(done[index], figure=number, regions=regions)

    def finish(self) -> None:
        """The page ends: an unnamed container counts unless its text is most of what the page says."""
        total = sum(len(block.text) for block in self._blocks.done)
        for begun, ended in self._unnamed:
            text = self._blocks.done[begun[1]].text
            free = self.pictures[begun[0]].figure is None
            if free and len(text) <= tables().figures.caption_chars and len(text) * 2 <= total:
                self._give(begun, ended)

    def facts(self) -> tuple[Image, ...]:
        """All pictures with an address, in document order."""
        return tuple(
            Image(
                src=p.src,
                alt=p.element.attrs.get("alt", ""),
                figure=p.element.context.scope.figure if p.figure is None else p.figure,
                line=p.element.line,
                column=p.element.column,
            )
            for p in self.pictures
            if p.src
        )


def _is_caption(blocks: list[Block], around: Context) -> bool:
    table = tables().figures
    if not blocks or len(blocks) > table.most_blocks:
        return False
    if any(Region.HEADING in b.regions or table.not_around & b.regions - around.regions for b in blocks):
        return False
    return sum(len(block.text) for block in blocks) <= table.most_chars


def _is_small(begun: Mark, ended: Mark) -> bool:
    most = tables().figures.most_parts
    pictures, links, properties = (ended[at] - begun[at] for at in (0, 2, 3))
    return pictures <= most and links + properties <= most


def _wants_caption(picture: Picture) -> bool:
    if picture.figure is not None or picture.element.context.scope.figure is not None:
        return False
    if picture.badge is None:
        picture.badge = _is_badge(picture)
    return not picture.badge


def _is_badge(picture: Picture) -> bool:
    table = tables().figures
    attrs, src, link = picture.element.attrs, picture.src, picture.link
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
