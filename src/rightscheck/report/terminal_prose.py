# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The looks of ``notices`` on a terminal: each sentence with its spans in colour, then what was made of it.

Colours never stand alone: what they mark is named again in words below the sentence.
"""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.text import Text

from rightscheck.notices.signals_of import Verdict
from rightscheck.report import prose_lines as lines
from rightscheck.report.clean import clean, visible
from rightscheck.report.places import place_of
from rightscheck.report.terminal_style import HEADING, QUIET, show
from rightscheck.report.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from rightscheck.model import Span
    from rightscheck.notices.told import ReadOut, Stretch
    from rightscheck.report.prose import Prose
    from rightscheck.resources import RuleData

#: The colours of the roles of spans.
ROLES = {
    "modality": "bold red",
    "act": "yellow",
    "object": "cyan",
    "purpose": "magenta",
    "means": "blue",
    "exception": "green",
}
_EXCEPTED = "underline"
_VERDICTS = {
    Verdict.NOTICE: ("notice", HEADING),
    Verdict.LICENCE: ("licence", HEADING),
    Verdict.MENTION: ("mention", QUIET),
    Verdict.NO_NOTICE: ("no notice", "bold yellow"),
    Verdict.SILENT: ("says nothing of a use", QUIET),
}


def print_prose(console: Console, prose: Prose, rules: RuleData, *, entries: bool = False) -> None:
    """A subject: a line of counts, then each sentence; with ``entries`` also the lexicon entries that were found."""
    show(console, [Text(f"{clean(prose.name)}: {lines.counted(prose)}", style=HEADING)])
    for number, out in enumerate(prose.outs):
        show(console, [Text(), *_sentence(number, out, rules)])
        show(console, [Text(f"  {line}", style=QUIET) for line in lines.entries(out)] if entries else ())
    if prose.outs and not console.no_color:
        show(console, [Text(), _key()])


def _sentence(number: int, out: ReadOut, rules: RuleData) -> Iterator[Text]:
    name, style = _VERDICTS[out.verdict]
    if out.considered and out.verdict is Verdict.MENTION:
        name, style = "no notice but a mention", _VERDICTS[Verdict.NO_NOTICE][1]
    language = clean(out.sentence.language or "")
    yield Text(f"[{number}] {name}, {language}, {place_of(out.sentence)}", style=style)
    yield Text.assemble("  \u201c", quoted(out), "\u201d")
    if out.heading is not None:
        yield Text(f"  under the heading {shortened(clean(out.heading))}")
    yield from (Text(f"  {line}") for line in (*lines.read(out), *lines.said(out, rules)))
    yield from (Text(f"  {line}", style=QUIET) for line in lines.weighed(out))


def quoted(out: ReadOut) -> Text:
    """The words of the sentence, each span in the colour of its role, exceptions underlined."""
    words, spans = out.sentence.quote, out.sentence.spans
    cuts = {0, len(words)}
    cuts |= {offset for span in spans for offset in (span.start, span.end)}
    cuts |= {offset for part in out.exceptions for offset in (part.start, part.end)}
    styles = _Styles(spans, out.exceptions)
    text = Text()
    for start, end in pairwise(sorted(cuts)):
        text.append(visible(words[start:end]), style=styles.at(start))
    return text


class _Styles:
    """The style at each offset of a sentence, asked in rising order: spans stand in order and apart."""

    def __init__(self, spans: Sequence[Span], exceptions: Sequence[Stretch]) -> None:
        self._spans = deque(spans)
        self._exceptions = exceptions

    def at(self, offset: int) -> str:
        """The colour of the span at this offset, and the line under an exception; empty for neither."""
        while self._spans and self._spans[0].end <= offset:
            self._spans.popleft()
        inside = bool(self._spans) and self._spans[0].start <= offset
        colour = ROLES.get(self._spans[0].role, "") if inside else ""
        under = _EXCEPTED if any(part.start <= offset < part.end for part in self._exceptions) else ""
        return f"{colour} {under}".strip()


def _key() -> Text:
    named = [piece for role, style in ROLES.items() for piece in ("  ", (role, style))]
    return Text.assemble(("Colours", HEADING), *named, "  ", ("not reached by the ban", _EXCEPTED))
