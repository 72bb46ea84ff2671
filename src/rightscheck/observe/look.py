# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A page as the fingerprints of stand-ins see it: its words folded for comparison, and how much of it there is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.markup.facts import Region, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.markup.facts import Block, PageFacts
    from rightscheck.model import Headers

PROSE = 80  # a block of fewer characters is a label, a button, a teaser's title
_QUOTED = frozenset({Region.QUOTE, Region.CODE})
_UNSHOWN = frozenset({Region.HIDDEN, Region.NOSCRIPT})
_ASIDE = frozenset({Region.NAV, Region.FOOTER, Region.HEADER, Region.ASIDE})
_FOLDS = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2026": "...", "\u00a0": " ", "\u00ad": None, "\u200b": None}
)
_OPENING = "\"'`\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u201a\u300c\u300e\u300a"
_PIECES = re.compile(r"\s+[-\u2013\u2014:/]+\s+|\s*[|\u00bb\u00ab\u00b7\u2022]+\s*|:\s+")
_TRIM = " .!?\u00a1\u00bf-\u2013\u2014|:\"'\u201c\u201d\u201e"
_UNSPACED = "\u2e80"  # from here on the scripts of Chinese, Japanese and Korean
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One page. ``source`` is the HTML as sent, empty for a subject that is only text."""

    title: str
    passages: tuple[Passage, ...]
    source: str
    headers: Headers
    status: int | None
    shape: Shape

    def says(self, phrase: str) -> Told | None:
        """Where the page itself says a folded phrase, in the open or to browsers without scripts."""
        for passage in self.passages:
            if not passage.quoted and _says(passage.folded, phrase):
                return Told(words=passage.text[:_SENTENCE], place=passage.place)
        return None

    def shows(self, marker: str) -> bool:
        """Whether a piece of source stands in the visible text: then it is spoken of, not used."""
        return any(marker in passage.text for passage in self.passages)

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


def of_page(page: PageFacts, source: str, headers: Headers, status: int | None) -> Look:
    """How an HTML page looks."""
    passages = tuple(_passage(block) for block in page.blocks)
    return Look(title=page.title, passages=passages, source=source, headers=headers, status=status, shape=page.shape)


def of_text(text: str, headers: Headers, status: int | None) -> Look:
    """How a text that was already extracted looks: a passage a line, the first of them also its title."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    passages = tuple(Passage(text=line, folded=fold(line), place="text") for line in lines)
    shape = Shape(text_chars=sum(map(len, lines)))
    return Look(
        title=lines[0] if lines else "", passages=passages, source="", headers=headers, status=status, shape=shape
    )


def fold(text: str) -> str:
    """The form in which words are compared: lower case, one kind of apostrophe, single spaces."""
    return " ".join(text.translate(_FOLDS).lower().split())


def pieces(title: str) -> Iterator[str]:
    """A title and its parts between separators, folded, without final marks: the site's name is one of them."""
    whole = fold(title)
    for piece in (whole, *_PIECES.split(whole)):
        yield piece.strip(_TRIM)


def _says(folded: str, phrase: str) -> bool:
    """Whether a phrase is used: it stands in the words, as whole words, and not opening a quotation."""
    at = folded.find(phrase)
    while at >= 0:
        before = folded[at - 1] if at else " "
        after = folded[at + len(phrase) : at + len(phrase) + 1] or " "
        if before not in _OPENING and not _runs_on(before, phrase[0]) and not _runs_on(after, phrase[-1]):
            return True
        at = folded.find(phrase, at + 1)
    return False


def _runs_on(neighbour: str, edge: str) -> bool:
    """Whether a character beside a phrase belongs to the same word; scripts without spaces have no such edge."""
    return neighbour.isalnum() and edge.isalnum() and edge < _UNSPACED


def _passage(block: Block) -> Passage:
    """One block of the page."""
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
