# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A page as the fingerprints of stand-ins see it: its words folded for comparison, and how much of it there is.

Everything but the counts is worked out when first asked for: a crawl's pages are nearly all too long to be asked.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from rightscheck.markup.facts import Region, Shape
from rightscheck.observe.folding import fold, used_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rightscheck.markup.facts import Block, PageFacts
    from rightscheck.model import Headers

PROSE = 80  # a block of fewer characters is a label, a button, a teaser's title
_QUOTED = frozenset({Region.QUOTE, Region.CODE})
_UNSHOWN = frozenset({Region.HIDDEN, Region.NOSCRIPT})
_ASIDE = frozenset({Region.NAV, Region.FOOTER, Region.HEADER, Region.ASIDE})
_MOST = 200_000  # characters of words, and of source: a page in another's place is small, hidden text may not be
_SENTENCE = 400  # more of a block than this tells nobody anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The words that told, and their place as evidence names it."""

    words: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One block: its words as written and folded, where they stand, and who sees them.

    ``shown`` is what a browser shows at once; ``hinted`` stands in <noscript>, for browsers without scripts only.
    """

    text: str
    folded: str
    place: str
    shown: bool = True
    hinted: bool = False
    heading: bool = False
    aside: bool = False
    form: bool = False
    quoted: bool = False


class Look:
    """One page: its title, its counts, its source (empty for a subject that is only text) and, late, its passages."""

    def __init__(
        self, title: str, shape: Shape, source: str, headers: Headers, blocks: Iterable[Block | str]
    ) -> None:
        self.title = title
        self.shape = shape
        self.source = source[:_MOST]
        self.headers = headers
        self._blocks = blocks

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The blocks in order, as far as they fit into the most that is read."""
        kept: list[Passage] = []
        left = _MOST
        for block in self._blocks:
            passage = _passage(block)
            left -= len(passage.text)
            if left < 0:
                break
            kept.append(passage)
        return tuple(kept)

    def says(self, phrases: Iterable[str]) -> Told | None:
        """Where the page itself says one of these folded phrases, in the open or to browsers without scripts."""
        said, starts, speakers = self._said
        for phrase in phrases:
            at = used_at(said, phrase)
            if at is not None:
                speaker = speakers[bisect_right(starts, at) - 1]
                return Told(words=speaker.text[:_SENTENCE], place=speaker.place)
        return None

    def shows(self, marker: str) -> bool:
        """Whether a piece of source stands in the visible text: then it is spoken of, not used."""
        return any(marker in passage.text for passage in self.passages)

    @cached_property
    def heading(self) -> Passage | None:
        """The first heading that is shown, outside of navigation and footer; None if there is none."""
        return next((p for p in self.passages if p.heading and p.shown and not p.aside), None)

    def prose(self, talk: tuple[str, ...]) -> int:
        """The characters of running text, outside of navigation and footer, with none of the words in ``talk``.

        Hidden text counts: an article that waits behind a dialog is there.
        """
        runs = (p for p in self.passages if not p.hinted and not p.aside and len(p.text) >= PROSE)
        return sum(len(p.text) for p in runs if not any(word in p.folded for word in talk))

    def beside_form(self) -> int:
        """The characters shown outside of forms, navigation and footer."""
        return sum(len(p.text) for p in self.passages if p.shown and not p.form and not p.aside)

    @cached_property
    def _said(self) -> tuple[str, list[int], list[Passage]]:
        """What the page itself says as one text, a line a passage; where each begins; and the passages."""
        speakers = [passage for passage in self.passages if not passage.quoted]
        starts = list(accumulate((len(passage.folded) + 1 for passage in speakers), initial=0))
        return "\n".join(passage.folded for passage in speakers), starts[:-1], speakers


def of_page(page: PageFacts, source: str, headers: Headers) -> Look:
    """How an HTML page looks."""
    return Look(page.title, page.shape, source, headers, page.blocks)


def of_text(text: str, headers: Headers) -> Look:
    """How a text that was already extracted looks: a passage a line, the first of them also its title."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return Look(lines[0] if lines else "", Shape(text_chars=sum(map(len, lines))), "", headers, lines)


def _passage(block: Block | str) -> Passage:
    """One block of a page, or one line of a text."""
    if isinstance(block, str):
        return Passage(text=block, folded=fold(block), place="text")
    return Passage(
        text=block.text,
        folded=fold(block.text),
        place=block.place,
        shown=_UNSHOWN.isdisjoint(block.regions),
        hinted=Region.NOSCRIPT in block.regions,
        heading=Region.HEADING in block.regions,
        aside=not _ASIDE.isdisjoint(block.regions),
        form=Region.FORM in block.regions,
        quoted=not _QUOTED.isdisjoint(block.regions),
    )
