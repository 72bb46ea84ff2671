# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The passages of a subject: what is read, and where each stands.

A text subject is one passage. Of a page every block is one, in document order, so that a heading governs the list
below it and two sentences of context stay within reach whatever elements they stand in.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.markup.facts import Region

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rightscheck.markup.facts import Block, PageFacts

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Passages:
    """One text made of passages: ``starts`` are their offsets, ``blocks`` their blocks (none for a text subject)."""

    text: str
    starts: tuple[int, ...]
    blocks: tuple[Block, ...]
    page: PageFacts | None = None

    @property
    def language(self) -> str | None:
        """The language the page says it is in; None for a text."""
        return self.page.language if self.page else None

    def block_at(self, offset: int) -> Block | None:
        """The block that this offset lies in; None in a text subject."""
        if not self.blocks:
            return None
        return self.blocks[bisect_right(self.starts, offset) - 1]

    def is_item(self, offset: int) -> bool:
        """Whether this offset lies in an item of a list of the page."""
        block = self.block_at(offset)
        return block is not None and (Region.LIST in block.regions or block.tag in ("li", "dd"))

    def language_at(self, offset: int) -> str | None:
        """The language the markup gives for this place; None for a text."""
        block = self.block_at(offset)
        return (block.language if block else None) or self.language

    def offset_in_block(self, offset: int) -> int:
        """This offset counted from the start of its block, or of the text."""
        return offset - self.starts[bisect_right(self.starts, offset) - 1]


def text_passages(text: str) -> Passages:
    """A text subject as it is."""
    return Passages(text, (0,), ())


def page_passages(page: PageFacts) -> Passages:
    """All blocks of a page that hold text, in order."""
    blocks = tuple(b for b in page.blocks if b.text)
    return Passages(_BETWEEN.join(b.text for b in blocks), tuple(_starts(blocks)), blocks, page)


def _starts(blocks: Sequence[Block]) -> list[int]:
    starts, at = [], 0
    for block in blocks:
        starts.append(at)
        at += len(block.text) + len(_BETWEEN)
    return starts or [0]
