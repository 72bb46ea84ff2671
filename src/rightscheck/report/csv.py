# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""One CSV row per URL, with the same columns whatever was asked, so that files of several runs can be joined.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` (also behind a tab or line end) as a formula.
Such a cell gets an apostrophe in front, which spreadsheets take as "this is text" (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from rightscheck.model import Reuse
from rightscheck.report.clean import clean
from rightscheck.report.contacts import contacts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rightscheck.model import Decision
    from rightscheck.report.entry import Entry

_PAGE = ("url", "final_url", "status", "site", "profile", "as_of", "licence")
_PER_USE = ("outcome", "stated", "basis", "conditions", "duties", "rule", "contested")
_END = ("unread", "contacts", "quotes", "experimental", "waived", "asset_of")
COLUMNS = (*_PAGE, *(f"{use.value}.{name}" for use in Reuse for name in _PER_USE), *_END)
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_head() -> bytes:
    """The line of column names."""
    return _line(COLUMNS)


def csv_row(entry: Entry) -> bytes:
    """The row of one URL, in UTF-8 with its line end; lists stand in one cell, joined by ``; ``."""
    return _line(guarded(cell) for cell in _cells(entry))


def guarded(cell: str) -> str:
    """The cell as text that no spreadsheet runs."""
    shown = clean(cell)
    return f"'{shown}" if cell.startswith(_RUNS) or shown.startswith(_RUNS) else shown


def _line(cells: Iterable[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()


def _cells(entry: Entry) -> Iterator[str]:
    yield entry.url
    yield entry.final_url or ""
    yield str(entry.status or "")
    yield entry.site
    yield ",".join(entry.profiles)
    yield entry.as_of
    yield entry.licence or ""
    for use in Reuse:
        yield from _decision(entry.decisions[use])
    yield "; ".join(_unread(entry))
    yield "; ".join(contacts_of(entry))
    yield "; ".join(f"{evidence.place}: {evidence.quote}" for evidence in entry.evidence)
    yield ",".join(entry.experimental)
    yield "; ".join(entry.own)
    yield entry.asset_of or ""


def _unread(entry: Entry) -> Iterator[str]:
    yield from (f"{missing.part}: {missing.reason}" for missing in entry.unread)
    if entry.barred:
        yield f"html: {entry.barred.words}"


def _decision(decision: Decision) -> Iterator[str]:
    yield decision.outcome.token
    yield decision.stated.value
    yield decision.basis.value if decision.basis else ""
    yield "; ".join(decision.conditions)
    yield "; ".join(decision.duties)
    yield decision.rule
    yield "yes" if decision.contested else "no"
