# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Counts that tell a page from one that stands in its place (a challenge, a login, a script shell; design.md §2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.markup.facts import Shape

if TYPE_CHECKING:
    from rightscheck.markup.blocks import Blocks
    from rightscheck.markup.context import Place
    from rightscheck.markup.links import Links
    from rightscheck.markup.metas import Metas
    from rightscheck.markup.scripts import Scripts


class Counts:
    """Counts elements while the page is read."""

    def __init__(self) -> None:
        self.frames = 0
        self.passwords = 0

    def frame(self, element: Place) -> None:
        """An ``<iframe>`` or ``<frame>``."""
        del element
        self.frames += 1

    def input(self, element: Place) -> None:
        """An ``<input>``; only password fields are counted."""
        self.passwords += element.attrs.get("type", "").strip().lower() == "password"


def shape_of(counts: Counts, blocks: Blocks, scripts: Scripts, links: Links, metas: Metas) -> Shape:
    """The counts of the whole page; text that a browser would not show (hidden, noscript) is not counted."""
    return Shape(
        scripts=scripts.count,
        script_chars=scripts.chars,
        text_chars=blocks.shown,
        paragraphs=blocks.paragraphs,
        links=links.anchors,
        password_fields=counts.passwords,
        iframes=counts.frames,
        refresh=metas.refresh,
    )
