# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``rightscheck sites``: what the sites of a dataset say for all their pages, asked once each."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import orjson

from rightscheck.audit import Options
from rightscheck.cli.exits import Exit
from rightscheck.cli.options import live_options
from rightscheck.cli.progress import progress
from rightscheck.cli.ruleset import rules_in_use, rules_option
from rightscheck.cli.running import each_of
from rightscheck.cli.settings import Output
from rightscheck.cli.sites_options import sites_options
from rightscheck.gate.output import atomic_output
from rightscheck.gate.plan import sources_of
from rightscheck.gate.sites import sites_in
from rightscheck.gate.sites_ask import Round, ask_sites
from rightscheck.gate.sites_warc import import_archive
from rightscheck.report.words import count as counted
from rightscheck.sources.expand import expand
from rightscheck.store.collecting import collect_in
from rightscheck.store.snapshot import DATABASE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.gate.plan import Source
    from rightscheck.gate.sites_ask import Asked
    from rightscheck.store.collecting import Collection

MANIFEST = "manifest.json"
_SCANNED = "scanned"


@click.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT…]", type=click.Path(path_type=Path))
@sites_options()
@live_options()
@rules_option()
def command(**params: Any) -> int:  # noqa: ANN401  # click hands over every flag by name
    """Collect the site policies of a dataset: robots.txt, tdmrep.json, ai.txt, RSL and terms, once per site.

    The sites are those of the addresses in any input the gate reads. Each is asked politely: robots.txt first and
    obeyed, one request at a time with a rest between two, and the moment is kept. Every site is written as it comes;
    Ctrl-C, or a kill, keeps what was done, and --resume goes on there. The result is a folder for gate --policies
    and recheck --policies. Of several visits to a site all are kept, so that --as-of can pick one.

    What cannot be read (an error, a time-out, a private address) is kept as unread, and the gate holds its records.

    \b
    Examples:
      rightscheck sites data/ --output policies/
      rightscheck sites crawl/*.warc.gz --output policies/ --concurrency 200
      rightscheck sites data/ --output policies/ --resume --older-than 30
      rightscheck sites --from-warc 'robotstxt/*.warc.gz' --output policies/ --parquet
      rightscheck gate data/ --use ai-train --policies policies/ --kept kept/ --held held/
    """  # noqa: D301  # \b is the character by which click keeps a paragraph as it is
    to = _said(params)
    folder = _folder(params)
    if not params["inputs"] and not params["archives"]:
        raise click.UsageError("name a dataset whose sites are to be asked, or --from-warc FILE")
    if (params["older_than"] is not None or params["unread"]) and not params["resume"]:
        raise click.UsageError("--older-than and --unread ask sites again; add --resume")
    sources = sources_of(expand(params["inputs"]))
    archives = [file.path for file in expand(params["archives"])]
    with collect_in(folder, resume=params["resume"], overwrite=to.overwrite) as collection:
        if archives:
            _import(archives, collection, to)
        if sources and not _asked(sources, params, collection, to):
            to.say(f"stopped; what was asked is kept, go on with --resume: {folder}")
            return Exit.INTERRUPTED
        _finish(collection, params, to)
    return Exit.DONE


def _said(params: Mapping[str, Any]) -> Output:
    """Where messages go; results go to a folder."""
    quiet = params["quiet"]
    return Output(
        path=None,
        form="",
        overwrite=params["overwrite"],
        quiet=quiet,
        verbose=False,
        progress=not (quiet or params["no_progress"]),
    )


def _folder(params: Mapping[str, Any]) -> Path:
    """The folder that takes the snapshot.

    Raises:
        UsageError: none is named, or its place cannot be.
    """
    folder: Path | None = params["output"]
    if folder is None or str(folder) == "-":
        raise click.UsageError("name the folder that takes the policies: --output DIR")
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{folder}: is no folder")
    if not folder.absolute().parent.is_dir():
        raise click.UsageError(f"{folder}: cannot be written: there is no folder {folder.absolute().parent}")
    return folder


def _import(archives: list[Path], collection: Collection, to: Output) -> None:
    with progress(sum(path.stat().st_size for path in archives), "bytes", shown=to.progress) as tick:
        found = import_archive(archives, collection, tick)
    lost = f"; {counted(found.lost, 'redirect')} lead out of the archive" if found.lost else ""
    to.say(f"{counted(found.files, 'file')} of sites read from {counted(len(archives), 'archive')}{lost}")


def _asked(sources: tuple[Source, ...], params: Mapping[str, Any], collection: Collection, to: Output) -> bool:
    """Ask every site of the inputs that is to be asked; False if that was stopped."""
    options = _options(params)
    _scan(sources, params["columns"], collection, to)
    since = ""
    if params["older_than"] is not None:
        since = (options.now() - timedelta(days=params["older_than"])).strftime("%Y-%m-%dT%H:%M:%SZ")
    total = collection.count_pending(since=since, unread=params["unread"])
    pending = collection.pending(since=since, unread=params["unread"])
    to.say(f"{counted(total, 'site')} to ask, at most {options.concurrency} at a time")
    rules = rules_in_use()
    with progress(total, "sites", shown=to.progress) as tick:

        def take(asked: Asked) -> None:
            collection.add(asked.site, asked.fetched, asked.policies)
            tick(1)

        end = each_of(lambda stop: ask_sites(Round(sites=pending, total=total), options, rules, stop=stop), take)
    if end.fault is not None:
        raise end.fault
    return not end.stopped


def _options(params: Mapping[str, Any]) -> Options:
    return Options(
        agent=params["agent"],
        allow_private=params["allow_private"],
        follow_terms=params["follow_terms"],
        delay=params["delay"],
        concurrency=params["concurrency"],
    )


def _scan(
    sources: tuple[Source, ...], columns: tuple[tuple[str, str], ...], collection: Collection, to: Output
) -> None:
    """Note the sites of the inputs; a resumed run does not read the same inputs again."""
    inputs = [[source.name, source.size, source.changed] for source in sources]
    this = orjson.dumps([inputs, columns]).decode()
    if collection.fact(_SCANNED) == this:
        return
    with progress(sum(source.size for source in sources), "bytes", shown=to.progress) as tick:
        collection.want(sites_in(sources, columns, tick))
    collection.note(_SCANNED, this)


def _finish(collection: Collection, params: Mapping[str, Any], to: Output) -> None:
    digest = collection.finish(table=params["parquet"])
    counts = collection.counts()
    folder: Path = params["output"]
    with atomic_output(folder / MANIFEST, overwrite=True, partial=False) as stream:
        found = {"schema": "rightscheck-policies/1", "digest": digest, "agent": params["agent"], **counts}
        stream.write(orjson.dumps(found, option=orjson.OPT_INDENT_2) + b"\n")
    held = f"; at {counted(counts['unread'], 'site')} something could not be read" if counts["unread"] else ""
    to.say(f"policies of {counted(counts['sites'], 'site')} written to {folder / DATABASE}{held}")
