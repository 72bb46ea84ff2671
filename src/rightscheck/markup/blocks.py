# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""From runs of characters to blocks of visible text, and which words of a block belong to a link or a property.

White space of every kind (NBSP and the other Unicode spaces) collapses to one space; soft hyphens and zero-width
spaces, which no reader sees, go. Words split over inline elements stay whole; a line break, a picture or a new link
never glues two words together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from rightscheck.markup.facts import Anchor, Block, Region

if TYPE_CHECKING:
    from rightscheck.markup.context import Context

_RUN_CHARS = 2000  # a link's or a property's words; more is no name of anything
_OPEN_RUNS = 16  # deeper nests of properties are noise, and would cost their square
_STOPS = frozenset(".!?;:")
_UNSEEN = {0x00AD: None, 0x200B: None}


@dataclass(slots=True, eq=False)
class Run:
    """The words of one element as the blocks give them; ``block`` is the first block it has a place in."""

    href: str | None = None
    rel: frozenset[str] = frozenset()
    pieces: list[str] = field(default_factory=list)
    size: int = 0
    block: int | None = None

    def take(self, block: int, words: str) -> None:
        """Note that the run has these words (perhaps none) in this block."""
        if self.block is None:
            self.block = block
        if words and self.size < _RUN_CHARS:
            self.pieces.append(words[: _RUN_CHARS - self.size])
            self.size += len(words)

    @property
    def text(self) -> str:
        """All its words, blocks joined by one space; empty when it has none."""
        return " ".join(self.pieces)


@dataclass(slots=True, eq=False)
class _Mark:
    """Where a run begins and ends among the pieces of the open block."""

    run: Run
    start: int
    end: int | None = None
    again: bool = False

    def wordless(self, start: int, end: int) -> bool:
        """Whether the run has no words here and goes on, or began, in another block."""
        return start == end and (self.again or self.end is None)


class Blocks:
    """Collects the text of the block that is open and closes it into a Block; skips those without a word."""

    def __init__(self) -> None:
        self.done: list[Block] = []
        self._pieces: list[str] = []
        self._marks: list[_Mark] = []
        self._open: list[Run] = []
        self._common: Context | None = None
        self._low = 0
        self._heading: int | None = None

    def add(self, text: str, context: Context) -> None:
        """A run of characters that stands in this context."""
        if text.isspace():
            self.space()
            return
        if self._pieces and _apart(self._pieces[-1], text) and Region.CODE not in context.regions:
            self._pieces.append(" ")
        self._pieces.append(text)
        if context is self._common:
            self._low = context.depth
        else:
            self._meet(context)

    def space(self) -> None:
        """Something that is no text stands between two words."""
        if self._pieces:
            self._pieces.append(" ")

    @property
    def empty(self) -> bool:
        """Whether the open block has no word so far."""
        return self._common is None

    def left(self, context: Context) -> None:
        """The reader is back in this context; the common context of the block is no deeper if words follow."""
        self._low = min(self._low, context.depth)

    def _meet(self, context: Context) -> None:
        common = self._common or context
        while common.depth > self._low and common is not context and common.parent is not None:
            common = common.parent
        self._common, self._low = common, context.depth

    def begin(self, run: Run) -> None:
        """The words that follow belong to this run too, unless too many runs are open."""
        if len(self._open) >= _OPEN_RUNS:
            return
        if run.href is not None and self._marks and self._marks[-1].end == len(self._pieces):
            self.space()  # two links side by side are two phrases
        self._open.append(run)
        self._marks.append(_Mark(run, len(self._pieces)))

    def end(self, run: Run) -> None:
        """No further words belong to this run."""
        if run not in self._open:
            return
        if self._open[-1] is run:
            self._open.pop()
        else:
            self._open.remove(run)
        for mark in reversed(self._marks):
            if mark.run is run and mark.end is None:
                mark.end = len(self._pieces)
                return

    def flush(self) -> None:
        """The open block ends here."""
        if self._common is not None:
            self._close(self._common)
            self._common = None
        if self._pieces:
            self._pieces = []
        if self._marks:
            self._marks = [_Mark(run, 0, again=True) for run in self._open if run.size < _RUN_CHARS]

    def _close(self, context: Context) -> None:
        text, anchors = self._with_marks() if self._marks else (collapse("".join(self._pieces)), ())
        if not text:
            return
        index = len(self.done)
        self.done.append(
            Block(
                index=index,
                text=text,
                tag=context.tag,
                regions=context.regions,
                names=context.names,
                anchors=anchors,
                heading=self._heading,
                figure=context.scope.figure,
                line=context.line,
                column=context.column,
                language=context.scope.language,
            )
        )
        if Region.HEADING in context.regions:
            self._heading = index

    def _one_link(self, mark: _Mark, last: int) -> tuple[str, tuple[Anchor, ...]] | None:
        """The common case made short: all words of the block are one link's."""
        end = last if mark.end is None else mark.end
        if not (_blank(self._pieces[: mark.start]) and _blank(self._pieces[end:])):
            return None
        text = collapse("".join(self._pieces))
        if text:
            mark.run.take(len(self.done), text)
        if mark.run.href is None:
            return text, ()
        return text, (Anchor(start=0, end=len(text), href=mark.run.href, rel=mark.run.rel),)

    def _with_marks(self) -> tuple[str, tuple[Anchor, ...]]:
        last = len(self._pieces)
        if len(self._marks) == 1:
            whole = self._one_link(self._marks[0], last)
            if whole is not None:
                return whole
        cuts = sorted({0, last} | {mark.start for mark in self._marks} | {mark.end or 0 for mark in self._marks})
        text, begins, ends = _join(self._pieces, cuts)
        anchors = []
        index = len(self.done)
        for mark in self._marks if text else ():
            end = ends[last if mark.end is None else mark.end]
            start = min(begins[mark.start], end)
            if mark.wordless(start, end):
                continue
            mark.run.take(index, text[start:end])
            if mark.run.href is not None:
                anchors.append(Anchor(start=start, end=end, href=mark.run.href, rel=mark.run.rel))
        return text, tuple(anchors)


def _apart(before: str, after: str) -> bool:
    """Whether two runs that touch are two phrases set apart by style alone: "news</i><b>More"."""
    first, last = after[0], before[-1]
    return (first.isupper() or first == "©") and (last.islower() or (last in _STOPS and len(before) > 1))


def _blank(pieces: list[str]) -> bool:
    return not pieces or "".join(pieces).isspace()


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
