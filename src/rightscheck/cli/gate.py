# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``rightscheck gate``: a dataset through the gate, record by record (design.md §5)."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from rightscheck.cli.gate_options import gate_options
from rightscheck.cli.gate_summary import exit_code, notice, summarise
from rightscheck.cli.options import file_options, judging_options, profile_options, question_options
from rightscheck.cli.progress import progress
from rightscheck.cli.ruleset import rules_in_use
from rightscheck.cli.settings import asking, output
from rightscheck.cli.sinks import bytes_sink
from rightscheck.errors import UsageError
from rightscheck.gate.count import Count
from rightscheck.gate.gating import Gate
from rightscheck.gate.judging import Judging
from rightscheck.gate.layout import layout_of, sidecar
from rightscheck.gate.output import partial_name
from rightscheck.gate.plan import shards_of, sources_of
from rightscheck.gate.policies import Policies
from rightscheck.gate.run import Run, perform
from rightscheck.gate.stream import file_items, pipe, pipe_items
from rightscheck.gate.terms import Nulls, OnUncertain, Policy, Terms
from rightscheck.gate.work import Role, Work, packed
from rightscheck.markup.read import Engine
from rightscheck.report.words import count as counted
from rightscheck.sources.expand import expand
from rightscheck.sources.kinds import Format, Kind, named_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from rightscheck.cli.settings import Asking, Output
    from rightscheck.gate.items import Item
    from rightscheck.resources import RuleData

_PIPE = "-"


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT…", type=click.Path(path_type=Path))
@gate_options()
@question_options()
@profile_options()
@judging_options()
@file_options()
def command(**params: Any) -> int:  # noqa: ANN401  # click hands over every flag by name
    """Keep out of a dataset what may not be used, or annotate it: each record in exactly one place, none lost.

    Reads and writes JSON Lines (.gz, .zst), Parquet and WARC (.gz, WET too); folders and patterns of them. A format
    is known by its content, that of an output by its suffix; outputs without one are folders with a file for each
    input. A run that was killed goes on with --resume.

    With --use a record passes when the source does not say no and the profile lets each use pass: allowed, or under
    conditions you --accept. All others are held, with reason, rule and evidence in a field "held"; what could not be
    read is always held. With --annotate every record comes out with a field "rights". With --policies each record is
    also judged by what its site says: robots.txt, tdmrep.json, ai.txt, terms, as 'rightscheck sites' collected them.

    \b
    Examples:
      rightscheck gate crawl/*.warc.gz --use ai-train --profile eu-gpai --accept standing \\
          --kept kept.warc.gz --held held.warc.gz --workers 8
      rightscheck gate data/ --use ai-train --profile us --kept kept/ --held held/ --resume
      rightscheck gate pages.jsonl.zst --annotate --output annotated.jsonl.zst
      rightscheck gate data/ --use ai-train --policies policies/ --kept kept/ --held held/
      rightscheck gate data/*.parquet --sidecar marks.parquet --profile us --workers 4
      zcat pages.jsonl.gz | rightscheck gate - --annotate > annotated.jsonl
    """  # noqa: D301  # \b is the character by which click keeps a paragraph as it is
    rules = rules_in_use()
    ask, to = asking(params, rules), output(params, ("jsonl",))
    roles = _roles(params, ask)
    work = Work(gate=_gate(params, ask, rules), field=_field(params), annotates=Role.OUTPUT in roles, sources=())
    if Role.KEPT in roles:
        notice(work, to)
    perform_as = _piped if _is_piped(params, roles) else _sharded
    found = perform_as(params, roles, work, to)
    summarise(found, roles, to)
    return exit_code(found, ask) if params["strict"] else 0


def _roles(params: Mapping[str, Any], ask: Asking) -> dict[Role, Path]:
    """Where records go, by role; stdout as ``-``.

    Raises:
        UsageError: neither or both of annotating and splitting are asked for, or a part of it is missing.
    """
    kept, held, marks = params["kept"], params["held"], params["sidecar"]
    if marks:
        if params["annotate"] or kept or held or params["output"]:
            raise click.UsageError("--sidecar writes marks alone; leave out --annotate, --kept, --held and --output")
        return sidecar(marks)
    if params["annotate"]:
        if kept or held:
            raise click.UsageError("--annotate writes one output; --kept and --held belong to --use alone")
        return {Role.OUTPUT: params["output"] or Path(_PIPE)}
    if params["output"]:
        raise click.UsageError("--output belongs to --annotate; with --use name --kept and --held")
    if not ask.question.asked or not kept or not held:
        raise click.UsageError("say what to do: --annotate, --sidecar OUT, or --use U --kept FILE --held FILE")
    return {Role.KEPT: kept, Role.HELD: held}


def _field(params: Mapping[str, Any]) -> str:
    return params["field"] or ("rights" if params["annotate"] else "held")


def _gate(params: Mapping[str, Any], ask: Asking, rules: RuleData) -> Gate:
    # Opened here, so that what is wrong with it is said before the first record.
    policies = Policies(params["policies"], as_of=ask.as_of).pinned() if params["policies"] else None
    judging = Judging(
        rules=rules,
        profiles=ask.profiles,
        as_of=ask.as_of,
        engine=Engine[params["reader"].upper()],
        agent=params["agent"],
        columns=params["columns"],
        policies=policies,
        nulls=Nulls(params["nulls"]),
        audit_sample=params["audit_sample"],
    )
    terms = Terms(
        uses=tuple(ask.question.uses),
        accepted=ask.accepted,
        policy=Policy(params["policy"]),
        on_uncertain=OnUncertain(params["on_uncertain"]),
    )
    return Gate.of(judging, terms)


def _is_piped(params: Mapping[str, Any], roles: Mapping[Role, Path]) -> bool:
    """Whether a stream or a device takes part, which nothing can be resumed from or renamed onto."""
    paths = (*params["inputs"], *roles.values())
    return any(str(path) == _PIPE or (path.exists() and not path.is_file() and not path.is_dir()) for path in paths)


def _sharded(params: Mapping[str, Any], roles: Mapping[Role, Path], work: Work, to: Output) -> Count:
    sources = sources_of(expand(params["inputs"]))
    run = Run(
        work=replace(work, sources=sources),
        shards=shards_of(sources),
        layout=layout_of(roles),
        workers=params["workers"],
        resume=params["resume"],
        overwrite=to.overwrite,
    )
    try:
        with progress(sum(source.size for source in sources), "bytes", shown=to.progress) as tick:
            manifest = perform(run, tick)
    except KeyboardInterrupt:
        to.say("stopped; what was finished is kept, go on with --resume")
        raise
    return Count.from_json({**manifest["counts"], "domains": manifest["bytes_by_domain"]})


def _piped(params: Mapping[str, Any], roles: Mapping[Role, Path], work: Work, to: Output) -> Count:
    if Role.MARKS in roles:
        raise click.UsageError("a sidecar stands beside files; name files")
    if params["resume"] or params["workers"] > 1:
        raise click.UsageError("a pipe cannot be resumed nor shared among workers; name files")
    found = Count()
    with ExitStack() as stack:
        stack.enter_context(_told_when_interrupted(found, to))
        items = _items(params["inputs"], found)
        kinds = {role: _pipe_kind(path) for role, path in roles.items()}
        outputs = {role: stack.enter_context(_sink(path, params, to)) for role, path in roles.items()}
        writers = stack.enter_context(packed(kinds, outputs))
        tick = stack.enter_context(progress(None, "bytes", shown=to.progress))
        pipe(items, writers, work, found, tick)
    return found


def _items(inputs: Sequence[Path], found: Count) -> Iterator[Item | None]:
    """Every record of files and stdin; each file is looked at before the first record is judged."""
    planned: list[Callable[[], Iterator[Item | None]]] = []
    for path in inputs:
        if str(path) == _PIPE or (path.exists() and not path.is_file() and not path.is_dir()):
            planned.append(lambda path=path: _stream_items(path, found))  # type: ignore[misc]  # a default binds it
        else:
            sources = sources_of(expand([path]))
            planned.append(lambda sources=sources: file_items(sources, found.records))  # type: ignore[misc]  # as above
    return (item for plan in planned for item in plan())


def _stream_items(path: Path, found: Count) -> Iterator[Item | None]:
    if str(path) == _PIPE:
        yield from pipe_items(sys.stdin.buffer, found.records)
        return
    with path.open("rb") as stream:
        yield from pipe_items(stream, found.records)


def _pipe_kind(path: Path) -> Kind:
    """The form of a piped output: JSON Lines, packed as its name says."""
    kind = Kind(format=Format.LINES) if str(path) == _PIPE or path.exists() else named_kind(path)
    if kind.format is not Format.LINES:
        raise UsageError(f"{path}: a pipe is written as JSON Lines; name files to write {kind.format}")
    return kind


@contextmanager
def _sink(path: Path, params: Mapping[str, Any], to: Output) -> Iterator[BinaryIO]:
    for given in params["inputs"]:
        if given.is_file() and path.exists() and path.samefile(given):
            raise UsageError(f"{given}: is input and output at once; name another output")
    with bytes_sink(replace(to, path=None if str(path) == _PIPE else path)) as stream:
        yield stream


@contextmanager
def _told_when_interrupted(found: Count, to: Output) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        where = f"; they are in {partial_name(to.path)}" if to.path else ""
        to.say(f"stopped after {counted(found.records, 'line')}{where}")
        raise
