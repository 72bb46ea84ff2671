# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Read an HTML page into its facts, by one of two engines that must agree.

SOUP gives places and serves one page at a time; BULK is for crawls. Both feed the same handler from the same tree.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from rightscheck.markup.tables import SHADOW, tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from rightscheck.markup.facts import PageFacts

# Bounded, so that a page of unclosed templates costs no square.
_SHADOW_ROOT = re.compile(r"(<template\b[^<>]{0,400}?\b)shadowrootmode\b", re.IGNORECASE)


class Engine(StrEnum):
    """Which event source reads the page."""

    SOUP = "soup"
    BULK = "bulk"


def read_page(html: str, *, engine: Engine = Engine.SOUP) -> PageFacts:
    """The facts of this page; empty facts for an empty page. Never raises.

    A page over the size, depth or attribute limit is read up to there, and ``guarded`` of the facts says which limit
    it was. ``line`` and ``column`` are given by SOUP only.
    """
    most = tables().guards.chars
    # A parser would hang the text of a declarative shadow root (HTML Living Standard §4.12.3) on a tree of its own,
    # out of sight; under another name of the same length it stays where it is shown.
    shown = _SHADOW_ROOT.sub(rf"\g<1>{SHADOW}", html[:most]) if "shadowroot" in html else html[:most]
    facts = _source(engine)(shown)
    if len(html) > most:
        return replace(facts, guarded=facts.guarded or "too-large")
    return facts


def _source(engine: Engine) -> Callable[[str], PageFacts]:
    """Imported late: the core is embedded in scrapers, and each engine brings a package of its own."""
    if engine is Engine.BULK:
        from rightscheck.markup.bulk import read  # noqa: PLC0415  # late on purpose, see above

        return read
    from rightscheck.markup.soup import read as read_soup  # noqa: PLC0415  # late on purpose, see above

    return read_soup
