# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Live pages from list to report: what ``audit`` and ``demo`` share."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rightscheck.audit import Options, audit
from rightscheck.cli.exits import Exit
from rightscheck.cli.formats import writer_for
from rightscheck.cli.progress import progress
from rightscheck.cli.sinks import refuse_taken
from rightscheck.report.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rightscheck.audit import Row
    from rightscheck.cli.exits import Findings
    from rightscheck.cli.settings import Asking, Output
    from rightscheck.resources import RuleData


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run over live pages: how they are asked, what is asked of them, where it goes, under which rules."""

    options: Options
    ask: Asking
    to: Output
    rules: RuleData


def options_of(params: Mapping[str, Any], ask: Asking) -> Options:
    """How pages are to be asked, by the flags."""
    return Options(
        agent=params["agent"],
        profiles=ask.profiles,
        as_of=ask.as_of,
        allow_private=params["allow_private"],
        follow_terms=params["follow_terms"],
    )


def run_audit(urls: Sequence[str], run: Run, found: Findings) -> Exit:
    """Audit the list, write the report, return the exit code; an interruption still writes what was finished."""
    refuse_taken(run.to)
    with writer_for(run.to, run.ask, run.rules) as writer:

        def take(row: Row) -> None:
            writer.add(row)
            found.add(row.report.decisions, unread=bool(row.report.unread))

        is_whole = _take_all(urls, run, take)
        writer.finish()
    return _told(urls, run, found, is_whole=is_whole)


def one_row(url: str, options: Options, rules: RuleData) -> Row | None:
    """The row of a single page, None if the user stopped it."""
    rows: list[Row] = []

    async def collect() -> None:
        async with aclosing(audit([url], options, rules)) as found:
            rows.extend([row async for row in found])

    try:
        asyncio.run(collect())
    except KeyboardInterrupt:
        return None
    return rows[0]


def _take_all(urls: Sequence[str], run: Run, take: Callable[[Row], None]) -> bool:
    """Hand over each row as it is finished; False if the user stopped it."""
    with progress(len(urls), "pages", shown=run.to.progress) as tick:

        async def collect() -> None:
            async with aclosing(audit(urls, run.options, run.rules)) as rows:
                async for row in rows:
                    take(row)
                    tick(1)

        try:
            asyncio.run(collect())
        except KeyboardInterrupt:
            return False
    return True


def _told(urls: Sequence[str], run: Run, found: Findings, *, is_whole: bool) -> Exit:
    if not is_whole:
        run.to.say(f"interrupted: {found.subjects} of {count(len(urls), 'page')} finished; the others have no row")
        return Exit.INTERRUPTED
    if not urls:
        run.to.say("nothing was checked: the list holds no URL")
    elif run.to.path is not None:
        run.to.say(f"{count(found.subjects, 'page')} written to {run.to.path}")
    return found.code
