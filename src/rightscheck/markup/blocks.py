# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""From runs of characters to blocks of visible text, and which words of a block belong to a link or a property.

White space of every kind (NBSP and the other Unicode spaces) collapses to one space; soft hyphens and zero-width
spaces, which no reader sees, go. Words split over inline elements stay whole; a line break, a picture or a new link
never glues two words together.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rightscheck.markup.drafts import RUN_CHARS, LaidBlock
from rightscheck.markup.tables import CODE, HEADING, HIDDEN, NOSCRIPT

if TYPE_CHECKING:
    from rightscheck.markup.context import Place
    from rightscheck.markup.drafts import Run, Words

_OPEN_RUNS = 16  # deeper nests of properties are noise, and would cost their square
_STOPS = frozenset(".!?;:")
_UNSEEN = {0x00AD: None, 0x200B: None}
_UNRENDERED = HIDDEN | NOSCRIPT


class _Mark:
    """Where a run begins and ends among the pieces of the open block."""

    __slots__ = ("again", "end", "run", "start")

    def __init__(self, run: Run, start: int, *, again: bool = False) -> None:
        self.run = run
        self.start = start
        self.end: int | None = None
        self.again = again

    def wordless(self, start: int, end: int) -> bool:
        """Whether the run has no words here and goes on, or began, in another block."""
        return start == end and (self.again or self.end is None)


class Blocks:
    """Collects the text of the block that is open and closes it into a Block; skips those without a word.

    ``place`` is the element the reader is in. ``pieces`` and ``marks`` are of the open block; ``common`` is the
    innermost element around its words so far, None while there is no word; ``low`` the least depth since the last of
    them. ``raw`` collects what is no text of the page while it is a list. ``shown`` and ``paragraphs`` count what a
    browser would show.
    """

    __slots__ = (
        "_heading",
        "_open",
        "common",
        "done",
        "low",
        "marks",
        "paragraphs",
        "pieces",
        "place",
        "raw",
        "shown",
        "total",
    )

    def __init__(self, place: Place) -> None:
        self.place = place
        self.done: list[LaidBlock] = []
        self.pieces: list[str] = []
        self.marks: list[_Mark] = []
        self.common: Place | None = None
        self.raw: list[str] | None = None
        self.low = 0
        self.total = self.shown = self.paragraphs = 0
        self._open: list[Run] = []
        self._heading: int | None = None

    def text(self, text: str) -> None:
        """A run of characters."""
        if self.raw is not None:
            self.raw.append(text)
            return
        pieces = self.pieces
        if text.isspace():
            if pieces:
                pieces.append(" ")
            return
        place, common = self.place, self.common
        if pieces and _apart(pieces[-1], text) and not place.flags & CODE:
            pieces.append(" ")
        pieces.append(text)
        if common is None:
            self.common = place
        elif common is not place:
            while common.depth > self.low and common is not place:
                common = common.parent
            self.common = common
        self.low = place.depth

    def begin(self, run: Run) -> None:
        """The words that follow belong to this run too, unless too many runs are open."""
        if len(self._open) >= _OPEN_RUNS:
            return
        if run.href is not None and self.pieces and self.marks and self.marks[-1].end == len(self.pieces):
            self.pieces.append(" ")  # two links side by side are two phrases
        self._open.append(run)
        self.marks.append(_Mark(run, len(self.pieces)))

    def end(self, run: Run) -> None:
        """No further words belong to this run."""
        if not self._open or run not in self._open:
            return
        if self._open[-1] is run:
            self._open.pop()
        else:
            self._open.remove(run)
        for mark in reversed(self.marks):
            if mark.run is run and mark.end is None:
                mark.end = len(self.pieces)
                return

    def flush(self, seq: int) -> None:
        """The open block ends here, behind so many start tags."""
        if self.common is not None:
            self._close(self.common, seq)
            self.common = None
        if self.pieces:
            self.pieces = []
        if self.marks:
            self.marks = [_Mark(run, 0, again=True) for run in self._open if run.size < RUN_CHARS]

    def _close(self, common: Place, seq: int) -> None:
        text, anchors = self._with_marks() if self.marks else (collapse("".join(self.pieces)), ())
        if not text:
            return
        index = len(self.done)
        block = LaidBlock(index, text, common, anchors, self._heading)
        block.seq = seq
        self.done.append(block)
        self.total += len(text)
        if not common.flags & _UNRENDERED:
            self.shown += len(text)
            self.paragraphs += block.tag == "p"
        if common.flags & HEADING:
            self._heading = index

    def _one_link(self, mark: _Mark, last: int) -> tuple[str, tuple[Words, ...]] | None:
        """The common case made short: all words of the block are one link's."""
        end = last if mark.end is None else mark.end
        if mark.start and not _blank(self.pieces[: mark.start]):
            return None
        if end != last and not _blank(self.pieces[end:]):
            return None
        text = collapse("".join(self.pieces))
        if text:
            mark.run.take(len(self.done), text)
        return text, () if mark.run.href is None else ((0, len(text), mark.run),)

    def _with_marks(self) -> tuple[str, tuple[Words, ...]]:
        last = len(self.pieces)
        if len(self.marks) == 1:
            whole = self._one_link(self.marks[0], last)
            if whole is not None:
                return whole
        cuts = sorted({0, last} | {mark.start for mark in self.marks} | {mark.end or 0 for mark in self.marks})
        text, begins, ends = _join(self.pieces, cuts)
        anchors = []
        index = len(self.done)
        for mark in self.marks if text else ():
            end = ends[last if mark.end is None else mark.end]
            start = min(begins[mark.start], end)
            if mark.wordless(start, end):
                continue
            mark.run.take(index, text[start:end])
            if mark.run.href is not None:
                anchors.append((start, end, mark.run))
        return text, tuple(anchors)


def _apart(before: str, after: str) -> bool:
    """Whether two runs that touch are two phrases set apart by style alone: "news</i><b>More"."""
    first, last = after[0], before[-1]
    return (first.isupper() or first == "©") and (last.islower() or (last in _STOPS and len(before) > 1))


def _blank(pieces: list[str]) -> bool:
    return all(piece.isspace() for piece in pieces)


def collapse(text: str) -> str:
    """The text with every run of white space as one space, none at its ends, and without characters nobody sees."""
    return " ".join(_seen(text).split())


def _seen(text: str) -> str:
    return text.translate(_UNSEEN) if "\u00ad" in text or "\u200b" in text else text


def _join(pieces: list[str], cuts: list[int]) -> tuple[str, dict[int, int], dict[int, int]]:
    """The collapsed text, and for each cut the offset of the next word after it and of the end of the last before."""
    out: list[str] = []
    length, space = 0, False
    begins: dict[int, int] = {}
    ends = {cuts[0]: 0}
    waiting = [cuts[0]]
    for start, stop in pairwise(cuts):
        raw = _seen("".join(pieces[start:stop]))
        words = " ".join(raw.split())
        if words:
            gap = bool(out) and (space or raw[0].isspace())
            out.append(f" {words}" if gap else words)
            begins.update(dict.fromkeys(waiting, length + gap))
            waiting.clear()
            length += len(words) + gap
        space = (bool(raw) and raw[-1].isspace()) or (space and not words)
        ends[stop] = length
        waiting.append(stop)
    begins.update(dict.fromkeys(waiting, length))
    return "".join(out), begins, ends
