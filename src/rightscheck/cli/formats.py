# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The audit's three forms of output behind one door: take each row as it comes, finish once.

Machine forms are written row by row in list order; the terminal's needs all rows, since its answer stands first.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from rightscheck.cli.sinks import bytes_sink, text_sink
from rightscheck.report.csv import csv_head, csv_row
from rightscheck.report.entry import entry_of
from rightscheck.report.jsonl import json_row
from rightscheck.report.ordered import Ordered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from rightscheck.cli.settings import Asking, Output
    from rightscheck.report.entry import Entry, Row
    from rightscheck.resources import RuleData

FORMS = ("terminal", "jsonl", "csv")


class Writer(Protocol):
    """Takes rows in any order."""

    def add(self, row: Row) -> None:
        """Take one row."""

    def finish(self) -> None:
        """Write what is left; also after an interruption."""


class JsonlWriter:
    """One JSON object a line."""

    def __init__(self, stream: BinaryIO, rules: RuleData) -> None:
        self._rows = Ordered(stream.write)
        self._rules = rules

    def add(self, row: Row) -> None:
        """Write the row, once those before it are."""
        self._rows.add(row.index, json_row(row, self._rules))

    def finish(self) -> None:
        """Write the rows that waited for others."""
        self._rows.close()


class CsvWriter:
    """A line of column names, then one row a line."""

    def __init__(self, stream: BinaryIO) -> None:
        stream.write(csv_head())
        self._rows = Ordered(stream.write)

    def add(self, row: Row) -> None:
        """Write the row, once those before it are."""
        self._rows.add(row.index, csv_row(entry_of(row)))

    def finish(self) -> None:
        """Write the rows that waited for others."""
        self._rows.close()


class TerminalWriter:
    """The rich report, printed when all rows are there."""

    def __init__(self, to: Output, ask: Asking, rules: RuleData) -> None:
        self._to = to
        self._ask = ask
        self._rules = rules
        self._entries: list[Entry] = []

    def add(self, row: Row) -> None:
        """Keep what the report shows of the row."""
        self._entries.append(entry_of(row))

    def finish(self) -> None:
        """Print the report."""
        from rightscheck.report.terminal import Asked, print_report  # noqa: PLC0415  # rich, needed by this form alone
        from rightscheck.report.terminal_style import console_for  # noqa: PLC0415  # as above

        asked = Asked(question=self._ask.question, accepted=self._ask.accepted, quotes=self._to.verbose)
        with text_sink(self._to) as stream:
            print_report(console_for(stream), self._entries, asked, self._rules)


@contextmanager
def writer_for(to: Output, ask: Asking, rules: RuleData) -> Iterator[Writer]:
    """The writer of the form asked for; its output is in place when the block has ended.

    Raises:
        UsageError: the output is taken or cannot be written.
    """
    if to.form == "terminal":
        yield TerminalWriter(to, ask, rules)
        return
    with bytes_sink(to) as stream:
        yield JsonlWriter(stream, rules) if to.form == "jsonl" else CsvWriter(stream)
