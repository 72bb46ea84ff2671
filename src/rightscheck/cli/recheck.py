# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``rightscheck recheck``: old marks against newer site policies, without reading the content again."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import orjson

from rightscheck.cli.choices import Day
from rightscheck.cli.progress import progress
from rightscheck.cli.ruleset import rules_in_use, rules_option
from rightscheck.cli.settings import Output
from rightscheck.errors import UsageError
from rightscheck.gate.gating import Gate
from rightscheck.gate.output import atomic_output
from rightscheck.gate.policies import Policies
from rightscheck.gate.recheck_marks import marks_in, proofs_of, settings_of
from rightscheck.gate.recheck_run import Change, Rechecking
from rightscheck.gate.verdict import Reason
from rightscheck.report.words import count as counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.gate.recheck_run import Rechecked
    from rightscheck.resources import RuleData

MANIFEST = "recheck.json"
_WORDS = {
    Change.REMOVE: "passed before and are held now",
    Change.RESTORE: "were held before and pass now",
    Change.SAME: "",
    Change.UNKNOWN: "nothing newer is known of their sites",
    Change.LISTED: "an entry of yours names their very content",
}


@click.command()
@click.argument("marks", metavar="SIDECAR", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--policies",
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="NEW",
    help="Newer site policies, as 'rightscheck sites' collected them.",
)
@click.option(
    "--output",
    "-o",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Folder that takes remove.jsonl and restore.jsonl; default: this one.",
)
@click.option(
    "--as-of", type=Day(), metavar="DATE", help="Judge this day, by policies not newer; default: the newest."
)
@click.option("--overwrite", is_flag=True, help="Replace outputs that exist.")
@click.option("--quiet", "-q", is_flag=True, help="No messages beside errors.")
@click.option("--no-progress", is_flag=True, help="No progress bar.")
@rules_option()
def command(marks: Path, **params: Any) -> int:  # noqa: ANN401  # click hands over every flag by name
    """Judge marks of 'gate --sidecar' again by newer site policies, and write which records changed.

    Opt-outs come after the crawl. The content is not read again: what a record said itself stands in the sidecar, and
    of what its site says each part that the newer policies hold takes the place of the old one. The question is that
    of the run which wrote the marks: its uses, profile, duties and policy.

    remove.jsonl names the records that passed and are held now, restore.jsonl those that were held and pass now, each
    with the decision before and after and its evidence. Nothing is restored for want of knowledge: where the newer
    policies lack a site or a part of it, the old word stands.

    \b
    Examples:
      rightscheck gate data/ --sidecar marks.parquet --use ai-train --profile eu-gpai --accept standing
      rightscheck sites data/ --output policies/
      rightscheck recheck marks.parquet --policies policies/ --output changes/
    """  # noqa: D301  # \b is the character by which click keeps a paragraph as it is
    quiet = params["quiet"]
    to = Output(
        path=None,
        form="",
        overwrite=params["overwrite"],
        quiet=quiet,
        verbose=False,
        progress=not (quiet or params["no_progress"]),
    )
    settings, rules = settings_of(marks), rules_in_use()
    if settings["rules"] != rules.digest:
        to.say("the rules have changed since the marks were written; what changed may be due to them")
    policies = Policies(params["policies"], as_of=params["as_of"]).pinned()
    digest = policies.digest
    found = _rechecked(marks, _gate(settings, params["as_of"], rules), policies, params["folder"], to)
    _write_manifest(params["folder"], {"marks": marks.name, "policies": digest, "as_of": params["as_of"]}, found)
    _summarise(found, params["folder"], to)
    return 0


def _gate(settings: Mapping[str, Any], as_of: str | None, rules: RuleData) -> Gate:
    """The gate of the run that wrote the marks."""
    return Gate(
        uses=settings["uses"],
        profile=settings["profiles"],
        accept=settings["accepted"],
        policy=settings["policy"],
        on_uncertain=settings["on_uncertain"],
        as_of=as_of or settings["as_of"],
        agent=settings["agent"],
        rules=rules,
    )


def _rechecked(marks: Path, gate: Gate, policies: Policies, folder: Path, to: Output) -> Rechecked:
    if not folder.absolute().parent.is_dir():
        raise UsageError(f"{folder}: cannot be written: there is no folder {folder.absolute().parent}")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written: {error.strerror}") from error
    with ExitStack() as stack:
        outputs = {
            change: stack.enter_context(
                atomic_output(folder / f"{change}.jsonl", overwrite=to.overwrite, partial=False)
            )
            for change in (Change.REMOVE, Change.RESTORE)
        }
        tick = stack.enter_context(progress(None, "marks", shown=to.progress))
        proofs = stack.enter_context(proofs_of(marks))
        return Rechecking(gate=gate, policies=policies, outputs=outputs).run(marks_in(marks), proofs, tick)


def _write_manifest(folder: Path, about: Mapping[str, Any], found: Rechecked) -> None:
    manifest = {
        "schema": "rightscheck-recheck/1",
        **about,
        "records": found.records,
        "changes": {change.value: found.changes[change.value] for change in Change},
        "reasons": dict(found.reasons.most_common()),
    }
    with atomic_output(folder / MANIFEST, overwrite=True, partial=False) as stream:
        stream.write(orjson.dumps(manifest, option=orjson.OPT_INDENT_2) + b"\n")


def _summarise(found: Rechecked, folder: Path, to: Output) -> None:
    to.say(f"{counted(found.records, 'mark')} checked; changes written to {folder}")
    shown = [change for change in Change if found.changes[change.value]]
    digits = max((len(str(found.changes[change.value])) for change in shown), default=1)
    for change in shown:
        to.say(f"  {found.changes[change.value]:>{digits}}  {change.value:<20}  {_WORDS[change]}".rstrip())
    if found.reasons:
        why = ", ".join(f"{number} {reason}" for reason, number in found.reasons.most_common())
        to.say(f"held now because: {why}")
    if found.reasons[Reason.UNREAD.value]:
        to.say("  what is unread may be so for an hour; ask again with 'rightscheck sites … --resume --unread'")
