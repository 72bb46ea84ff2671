# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``rightscheck gate``: a dataset through the kernel, record by record (design.md §5)."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from rightscheck.cli.exits import Exit
from rightscheck.cli.options import file_options, judging_options, profile_options
from rightscheck.cli.progress import progress
from rightscheck.cli.ruleset import rules_in_use
from rightscheck.cli.settings import asking, output
from rightscheck.cli.sinks import bytes_sink
from rightscheck.errors import InputError, UsageError
from rightscheck.gate.annotate import Tally, annotate, lines_of
from rightscheck.gate.kernel import RIGHTS, Kernel, judge_by
from rightscheck.gate.output import partial_name
from rightscheck.markup.read import Engine
from rightscheck.report.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rightscheck.cli.exits import Findings
    from rightscheck.cli.settings import Output
    from rightscheck.gate.kernel import Judge
    from rightscheck.judge import Report
    from rightscheck.model import Observation

#: Suffixes of formats that the gate will read one day; as JSON Lines they would come out as unreadable lines.
OTHER_FORMATS = (".parquet", ".arrow", ".feather", ".warc", ".wet", ".gz", ".zst", ".bz2", ".xz", ".csv")
#: So many unreadable lines are named at the end; with --verbose so many.
FAULTS, VERBOSE_FAULTS = 5, 1000


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT…", type=click.Path(path_type=Path))
@click.option("--annotate", is_flag=True, help="Write every record with its rights.")
@click.option("--field", default=RIGHTS, show_default=True, metavar="NAME", help="Field that takes the answer.")
@click.option(
    "--reader",
    type=click.Choice([engine.name.lower() for engine in Engine]),
    default=Engine.BULK.name.lower(),
    show_default=True,
    help="HTML reader: bulk is fast, soup gives line and column.",
)
@click.option("--strict", is_flag=True, help="Tell the answers by the exit code, as audit does.")
@profile_options()
@judging_options()
@file_options()
def command(**params: Any) -> int:  # noqa: ANN401  # click hands over every flag by name
    """Annotate JSON Lines: one line out per line in, in order, none lost.

    A record may hold id, url, html, text, headers, status, robots_txt, site_files and fetched_at. It comes out
    unchanged with a field "rights" behind its own. A line that cannot be read comes out as id, raw, error and rights;
    where it is no UTF-8, raw_base64 holds its exact bytes. A record without an id gets the number of its line.

    \b
    Examples:
      rightscheck gate pages.jsonl --annotate --output annotated.jsonl
      rightscheck gate part-*.jsonl --annotate --output all.jsonl --reader soup
      zcat pages.jsonl.gz | rightscheck gate - --annotate > annotated.jsonl
    """  # noqa: D301  # \b is the character by which click keeps a paragraph as it is
    if not params["annotate"]:
        raise click.UsageError("say what to do: --annotate")
    to = output(params, ("jsonl",))
    _refuse(params["inputs"], to)
    rules = rules_in_use()
    ask = asking(params, rules)
    found = ask.findings(rules, strict=params["strict"])
    engine = Engine[params["reader"].upper()]
    judge = judge_by(rules, ask.profiles, as_of=ask.as_of, engine=engine)
    kernel = Kernel(judge=_watched(judge, found), field=params["field"])
    tally = _run(params["inputs"], kernel, to)
    _summarise(tally, to)
    return found.code if params["strict"] else Exit.DONE


def _refuse(inputs: Sequence[Path], to: Output) -> None:
    """Refuse what could only end badly, before anything is written."""
    for path in inputs:
        if path.name.lower().endswith(OTHER_FORMATS):
            raise InputError(f"{path}: the gate reads JSON Lines only; unpack or convert it first")
        if to.path is not None and to.path.exists() and path.exists() and path.samefile(to.path):
            raise UsageError(f"{path}: is input and output at once; name another output")


def _watched(judge: Judge, found: Findings) -> Judge:
    """The same judge, whose answers also count towards the exit code."""

    def answer(observation: Observation) -> Report:
        report = judge(observation)
        found.add(report.decisions, unread=bool(report.unread))
        return report

    return answer


def _run(inputs: Sequence[Path], kernel: Kernel, to: Output) -> Tally:
    tally = Tally(keep=VERBOSE_FAULTS if to.verbose else FAULTS)
    with ExitStack() as open_until_done:
        open_until_done.enter_context(_told_when_interrupted(tally, to))
        sources = [open_until_done.enter_context(_opened(path)) for path in inputs]
        sink = open_until_done.enter_context(bytes_sink(to))
        tick = open_until_done.enter_context(progress(_size(sources), "bytes", shown=to.progress))
        for path, source in zip(inputs, sources, strict=True):
            with _named(path):
                for line in annotate(lines_of(source), sink.write, kernel, tally):
                    tick(len(line))
    return tally


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    try:
        source = path.open("rb")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    with source:
        yield source


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Say in which file an input error arose."""
    try:
        yield
    except InputError as error:
        raise InputError(f"{path}: {error}") from error


@contextmanager
def _told_when_interrupted(tally: Tally, to: Output) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        where = f"; they are in {partial_name(to.path)}" if to.path else ""
        to.say(f"stopped after {count(tally.lines, 'line')}{where}")
        raise


def _size(sources: Sequence[BinaryIO]) -> int | None:
    """The bytes to read, None where a source has no end to be known, such as a pipe."""
    try:
        sizes = [os.fstat(source.fileno()).st_size for source in sources]
    except OSError:
        return None
    return sum(sizes) if all(sizes) else None


def _summarise(tally: Tally, to: Output) -> None:
    where = f" written to {to.path}" if to.path else ""
    to.say(f"{count(tally.lines, 'line')}{where}, {tally.unreadable} of them unreadable")
    for number, fault in tally.first:
        to.say(f"  line {number}: {fault}")
    if tally.unreadable > len(tally.first):
        to.say(f'  and {tally.unreadable - len(tally.first)} more; each has an "error" in the output')
