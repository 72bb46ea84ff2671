# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The rows of the audit's terminal report: one line per URL, a cell per use, grouped by site.

Wide screens name each use in full, narrow ones in three letters that the legend explains.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from rightscheck.model import Outcome, Scope
from rightscheck.report.clean import clean
from rightscheck.report.places import address, place_of
from rightscheck.report.terminal_style import HEADING, QUIET, coloured, fitted
from rightscheck.report.words import SHORT, UNREAD, cell, shortened, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rightscheck.model import Reuse
    from rightscheck.report.entry import Entry

_SCHEME = re.compile(r"\Ahttps?://", re.IGNORECASE)
INDENT = 2  # of a page below the line of its site; a site's only page stands at the edge
STATUS = 4
#: Fewer cells than this for an address, and the columns go by their short names.
ROOM_FOR_ADDRESS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The widths of one report, in cells: of the address, and of each use's column."""

    address: int
    heads: tuple[tuple[Reuse, str, int], ...]

    @property
    def is_short(self) -> bool:
        """Whether the heads are abbreviations that need a legend."""
        return any(head != use.value for use, head, _ in self.heads)


def layout_for(width: int, uses: Sequence[Reuse]) -> Layout:
    """The widest heads that leave room for an address."""
    full = tuple((use, use.value, max(len(use.value), 3)) for use in uses)
    short = tuple((use, SHORT[use], 3) for use in uses)
    for heads in (full, short):
        address = width - INDENT - STATUS - 1 - sum(size + 1 for _, _, size in heads)
        if address >= ROOM_FOR_ADDRESS or heads is short:
            return Layout(address=max(address, 8), heads=heads)
    raise AssertionError  # the loop always ends at the short heads


def rows(entries: Sequence[Entry], layout: Layout, *, quotes: bool = False) -> Iterator[Text]:
    """The table: heads, then the pages by site, in list order within, each with its files; nothing for no entries.

    A site has a line of its own where several pages or files stand below it.

    With ``quotes`` each page is followed by the words that decided, shortened to a line.
    """
    ordered = _in_order(entries)
    if ordered:
        yield _heads(layout)
    for site, pairs in groupby(ordered, key=lambda pair: pair[0].site):
        group = [entry for _, entry in pairs]
        indent = INDENT if len(group) > 1 else 0
        if indent:
            yield Text.assemble((clean(site), HEADING), (f"  {subjects(group)}", QUIET))
        for entry in group:
            further = INDENT if indent and entry.asset_of is not None else 0
            yield _row(entry, layout, indent + further, site if indent else None)
            yield from _quotes(entry, layout) if quotes else ()


def _in_order(entries: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """Each entry behind the page it belongs to, a page behind itself: by the page's site, then in list order.

    A file may come from another site than its page; it stands where its page does.
    """
    pages: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda one: one.index):
        if entry.asset_of is None:
            pages.setdefault(entry.final_url or entry.url, entry)
    pairs = [(pages.get(entry.asset_of or "", entry) if entry.asset_of else entry, entry) for entry in entries]
    return sorted(pairs, key=lambda pair: (pair[0].site, pair[0].index, pair[1].index))


def _heads(layout: Layout) -> Text:
    line = Text(" " * (INDENT + layout.address + 1 + STATUS), style=QUIET)
    for _, head, size in layout.heads:
        line.append(f" {head:<{size}}")
    line.rstrip()
    return line


def _row(entry: Entry, layout: Layout, indent: int, site: str | None) -> Text:
    status = f"{entry.status or '-'}{UNREAD if entry.unread or entry.barred else ' '}"
    room = layout.address + INDENT - indent
    line = Text(" " * indent)
    line.append(fitted(_address(entry, room, site), room))
    line.append(f" {status:>{STATUS}}", style=QUIET)
    for use, _, size in layout.heads:
        decision = entry.decisions[use]
        line.append(" ")
        line.append_text(coloured(f"{cell(decision):<{size}}", decision))
    line.rstrip()
    return line


def _address(entry: Entry, room: int, site: str | None) -> str:
    """The address without its scheme, and where room is short without the host that its group is named after."""
    full = _SCHEME.sub("", address(entry.url), count=1) or "(empty)"
    rest = full.removeprefix(site) if site is not None else full
    return rest if cell_len(full) > room and rest.startswith(("/", ":")) else full


def _quotes(entry: Entry, layout: Layout) -> Iterator[Text]:
    """The words behind each answer that says something; at most one short line of them (law.md §9)."""
    shown: set[int] = set()
    for use, _, _ in layout.heads:
        decision = entry.decisions[use]
        for index in decision.evidence:
            evidence = entry.evidence[index]
            if decision.outcome is Outcome.UNCERTAIN or index in shown or evidence.scope is Scope.IMAGE:
                continue
            shown.add(index)
            yield Text(f"      {shortened(clean(evidence.quote))}  ({place_of(evidence)})", style=QUIET)
