# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""How terminal reports look: a console that is told what it writes to, colours, and text cut to cells.

Everything is built as ``Text``: a string would be read as markup, and ``[/bold]`` in a page's title would raise.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from rightscheck.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rightscheck.model import Decision

HEADING = "bold"
QUIET = "dim"
COLOUR = {
    Outcome.ALLOWED: "green",
    Outcome.CONDITIONAL: "cyan",
    Outcome.UNCERTAIN: "yellow",
    Outcome.DENIED: "bold red",
}
NARROWEST, WIDEST = 40, 200


def console_for(stream: TextIO, width: int | None = None) -> Console:
    """A console on this stream, with colour only where a person looks on.

    rich would colour pipes for ``FORCE_COLOR=0`` too, so the variables are read here; ``NO_COLOR`` wins.
    """
    forced = os.environ.get("FORCE_COLOR", "0") not in {"", "0"}
    colour = not os.environ.get("NO_COLOR") and (forced or stream.isatty())
    console = Console(file=stream, force_terminal=colour, no_color=not colour, highlight=False, width=width)
    console.width = min(max(console.width, NARROWEST), WIDEST)
    return console


def show(console: Console, lines: Iterable[Text]) -> None:
    """Print each text; a longer one wraps, with its continuation under its first word."""
    for line in lines:
        for piece in _wrapped(console, line):
            console.print(piece, markup=False, emoji=False, no_wrap=True, overflow="crop", crop=True)


def _wrapped(console: Console, line: Text) -> Iterable[Text]:
    if line.cell_len <= console.width:
        return [line]
    indent = len(line.plain) - len(line.plain.lstrip(" "))
    body = line[indent:]
    pieces = body.wrap(console, max(console.width - indent - 2, 8), overflow="fold")
    return [_indented(piece, indent + (2 if place else 0)) for place, piece in enumerate(pieces)]


def _indented(text: Text, indent: int) -> Text:
    text.rstrip()
    return Text.assemble(" " * indent, text)


def fitted(text: str, width: int) -> str:
    """The text in exactly ``width`` cells: padded, or cut in the middle, where addresses differ least."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    tail = max((width - 1) // 2, 0)
    head = width - 1 - tail
    return set_cell_size(set_cell_size(text, head) + "\u2026" + _ending(text, tail), width)


def _ending(text: str, width: int) -> str:
    """The longest ending of the text that is at most ``width`` cells wide."""
    start = max(len(text) - width, 0)
    while cell_len(text[start:]) > width:
        start += 1
    return text[start:]


def coloured(text: str, decision: Decision) -> Text:
    """The text in the colour of the decision's outcome."""
    return Text(text, style=COLOUR[decision.outcome])
