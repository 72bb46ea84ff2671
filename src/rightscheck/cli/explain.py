# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``rightscheck explain``: everything about one subject, live or saved (design.md §5)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rightscheck.cli.exits import Exit
from rightscheck.cli.options import (
    judging_options,
    live_options,
    output_options,
    profile_options,
    question_options,
)
from rightscheck.cli.ruleset import rules_in_use
from rightscheck.cli.settings import asking, output
from rightscheck.cli.sinks import bytes_sink, refuse_taken, text_sink
from rightscheck.cli.subject import observe_saved
from rightscheck.judge import judge
from rightscheck.report.explain import diagnostics, diagnostics_hint, explain
from rightscheck.report.jsonl import json_row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.cli.settings import Asking, Output
    from rightscheck.judge import Report
    from rightscheck.report.entry import Row
    from rightscheck.report.explain import Section
    from rightscheck.resources import RuleData

FORMS = ("terminal", "jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A row for a subject that was not fetched."""

    index: int
    url: str | None
    final_url: str | None
    status: int | None
    report: Report
    asset_of: None = None


@click.command()
@click.argument("subject", metavar="URL|FILE")
@click.option("--url", metavar="URL", help="Address of a saved page, text or file.")
@question_options()
@profile_options()
@judging_options()
@live_options()
@output_options(FORMS)
def command(**params: Any) -> int:  # noqa: ANN401  # click hands over every flag by name
    """Show everything about one page, text, record, image, PDF, EPUB or feed.

    Per use: what the source states, the rule that decided, conditions and duties; then each piece of evidence with
    its exact words and place, conflicts, and what was not read or not given. --verbose adds passages that were
    considered and found to be no notice, and diagnostics: faults, a second reading of robots.txt.

    A file is a saved page (.html), a text (.txt), one record as JSON (.json), as the gate reads it, or an image, a
    PDF, an EPUB or a feed, told by its content: what it says of itself (XMP, IPTC, EXIF, C2PA, TDMRep) is read. PDF
    and C2PA need the extra: pip install 'rightscheck[assets]'.

    \b
    Examples:
      rightscheck explain https://example.org/article
      rightscheck explain page.html --url https://example.org/article
      rightscheck explain record.json --use ai-train --verbose
      rightscheck explain photo.jpg --use ai-train
    """  # noqa: D301  # \b is the character by which click keeps a paragraph as it is
    rules = rules_in_use()
    ask, to = asking(params, rules), output(params, FORMS)
    refuse_taken(to)
    row = _row(params, ask, rules)
    found = ask.findings(rules)
    if row is None:
        to.say("interrupted before the page was read")
        return Exit.INTERRUPTED
    found.add(row.report.decisions, unread=bool(row.report.unread))
    _write(row, ask, to, rules)
    return found.code


def _row(params: Mapping[str, Any], ask: Asking, rules: RuleData) -> Row | None:
    subject = params["subject"]
    if subject.lower().startswith(("http://", "https://")):
        from rightscheck.cli.live import one_row, options_of  # noqa: PLC0415  # a saved page needs no network

        if params["url"] is not None:
            raise click.UsageError("--url is the address of a saved page; a page that is fetched has its own")
        return one_row(subject, options_of(params, ask), rules)
    if ("://" in subject or subject.lower().startswith("www.")) and not Path(subject).exists():
        raise click.UsageError(f"{subject!r} is no file, and no web address: those begin with http:// or https://")
    seen = observe_saved(Path(subject), url=params["url"], agent=params["agent"])
    report = judge(seen, rules, profiles=ask.profiles, as_of=ask.as_of)
    return Saved(index=0, url=seen.url, final_url=seen.final_url, status=seen.status, report=report)


def _write(row: Row, ask: Asking, to: Output, rules: RuleData) -> None:
    if to.form == "jsonl":
        with bytes_sink(to) as sink:
            sink.write(json_row(row, rules))
        return
    from rightscheck.report.terminal_explain import print_sections  # noqa: PLC0415  # rich, needed by this form alone
    from rightscheck.report.terminal_style import console_for  # noqa: PLC0415  # as above

    sections = explain(row.report, ask.question, rules, accepted=ask.accepted)
    more = _more(row, rules) if to.verbose else diagnostics_hint(row.report)
    with text_sink(to) as stream:
        print_sections(console_for(stream), (*sections, *more))


def _more(row: Row, rules: RuleData) -> tuple[Section, ...]:
    """What --verbose adds."""
    from rightscheck.report.considered import considered  # noqa: PLC0415  # for those who ask

    return (considered(row.report.observation, rules), diagnostics(row.report))
