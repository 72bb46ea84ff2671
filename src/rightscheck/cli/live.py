# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Live pages from list to report: what ``audit`` and ``demo`` share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from rightscheck.audit import Options, audit
from rightscheck.cli.exits import Exit
from rightscheck.cli.formats import writer_for
from rightscheck.cli.progress import progress
from rightscheck.cli.running import each_row
from rightscheck.cli.sinks import refuse_taken
from rightscheck.report.words import count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rightscheck.audit import Row
    from rightscheck.cli.exits import Findings
    from rightscheck.cli.formats import Writer
    from rightscheck.cli.running import End, Rows
    from rightscheck.cli.settings import Asking, Output
    from rightscheck.resources import RuleData


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run over live pages: how they are asked, what is asked of them, where it goes, under which rules.

    ``assets`` is the most files of a page that are judged too, 0 for none.
    """

    options: Options
    ask: Asking
    to: Output
    rules: RuleData
    assets: int = 0


def options_of(params: Mapping[str, Any], ask: Asking) -> Options:
    """How pages are to be asked, by the flags."""
    return Options(
        agent=params["agent"],
        profiles=ask.profiles,
        as_of=ask.as_of,
        allow_private=params["allow_private"],
        follow_terms=params["follow_terms"],
        delay=params["delay"],
    )


def run_audit(urls: Sequence[str], run: Run, found: Findings) -> Exit:
    """Audit the list, write the report, return the exit code.

    An interruption still writes what was finished, and so does a fault of ours, which is raised after that.
    """
    refuse_taken(run.to)
    with writer_for(run.to, run.ask, run.rules) as writer:
        end = _taken(urls, run, writer, found)
        if end.fault is not None and not found.subjects:
            raise end.fault
        writer.finish()
    if end.fault is not None:
        raise end.fault
    return _told(urls, run, found, is_whole=not end.stopped)


def _taken(urls: Sequence[str], run: Run, writer: Writer, found: Findings) -> End:
    """Give each row to writer and findings as it comes; the progress bar is gone before a report is printed."""
    with progress(None if run.assets else len(urls), "pages", shown=run.to.progress) as tick:

        def take(row: Row) -> None:
            writer.add(row)
            found.add(row.report.decisions, unread=bool(row.report.unread))
            tick(1)

        return each_row(urls, run.options, run.rules, take, rows_of=_rows_of(run))


def one_row(url: str, options: Options, rules: RuleData) -> Row | None:
    """The row of a single page, None if the user stopped it."""
    rows: list[Row] = []
    end = each_row([url], options, rules, rows.append)
    if end.fault is not None:
        raise end.fault
    return rows[0] if rows else None


def _rows_of(run: Run) -> Rows:
    """The audit of the pages, or of their files too."""
    if not run.assets:
        return audit
    from rightscheck.assets import audit_with_assets  # noqa: PLC0415  # for audits that ask for files only

    return partial(audit_with_assets, most=run.assets)


def _told(urls: Sequence[str], run: Run, found: Findings, *, is_whole: bool) -> Exit:
    if not is_whole:
        done = "pages and files" if run.assets else f"of {count(len(urls), 'page')}"
        run.to.say(f"interrupted: {found.subjects} {done} finished; the others have no row")
        return Exit.INTERRUPTED
    if not urls:
        run.to.say("nothing was checked: the list holds no URL")
    elif run.to.path is not None:
        run.to.say(f"{count(found.subjects, 'row' if run.assets else 'page')} written to {run.to.path}")
    return found.code
