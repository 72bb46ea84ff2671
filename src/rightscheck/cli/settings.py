# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The shared flags of one call as values: what click hands over becomes typed here, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from rightscheck.cli.exits import FAIL_ON, Findings
from rightscheck.duties import accepted_duties
from rightscheck.model import Reuse
from rightscheck.report.purposes import purposes, question_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from rightscheck.report.purposes import Question
    from rightscheck.resources import RuleData


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is asked, under which profiles and date, and what was promised."""

    question: Question
    profiles: tuple[str, ...]
    as_of: str | None
    accepted: frozenset[str]
    fail_on: tuple[str, ...]
    exit_zero: bool

    def findings(self, rules: RuleData, *, strict: bool = False) -> Findings:
        """An empty collection of exit codes; it judges when something was asked, or ``strict`` asks for codes."""
        return Findings(
            question=self.question,
            accepted=self.accepted,
            fail_on=frozenset(FAIL_ON[word] for word in self.fail_on or FAIL_ON),
            judged=not self.exit_zero and (strict or self.question.asked or bool(self.fail_on)),
            rules=rules,
        )


def asking(params: Mapping[str, Any], rules: RuleData) -> Asking:
    """The asking behind these flags; a command that takes no question asks about all ten uses.

    Raises:
        UsageError: ``--use`` and ``--for`` are both given, or a duty has no such name.
    """
    uses = [Reuse(use) for use in _flat(params.get("uses", ()))]
    purpose = params.get("purpose")
    if uses and purpose:
        raise click.UsageError("--for is a set of uses by itself; give either --use or --for")
    return Asking(
        question=purposes(rules)[purpose] if purpose else question_of(uses),
        profiles=params["profiles"],
        as_of=params["as_of"],
        accepted=accepted_duties(_flat(params["accept"]), rules),
        fail_on=_flat(params["fail_on"]),
        exit_zero=params["exit_zero"],
    )


def _flat(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(word for group in groups for word in group)


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """Where results and messages go; ``path`` is None for stdout."""

    path: Path | None
    form: str
    overwrite: bool
    quiet: bool
    verbose: bool
    progress: bool

    def say(self, message: str) -> None:
        """Tell the user on stderr, unless asked to be quiet."""
        if not self.quiet:
            click.echo(message, err=True)


#: Forms by the suffix of an output; those of one suffix in the order in which they are looked for.
_BY_SUFFIX = {
    **dict.fromkeys(("", ".txt", ".text", ".log"), ("terminal",)),
    **dict.fromkeys((".jsonl", ".ndjson", ".jsonlines"), ("jsonl",)),
    ".json": ("json", "jsonl"),
    ".csv": ("csv",),
}


def output(params: Mapping[str, Any], forms: tuple[str, ...]) -> Output:
    """The output behind these flags; without ``--format`` the suffix tells the form, and stdout gets the first one.

    Raises:
        UsageError: the suffix tells no form that this command writes, and ``--format`` names none.
    """
    path = params["output"]
    is_stdout = path is None or str(path) == "-"
    return Output(
        path=None if is_stdout else path,
        form=params.get("form") or (forms[0] if is_stdout or len(forms) == 1 else _form(path, forms)),
        overwrite=params["overwrite"],
        quiet=params["quiet"],
        verbose=params["verbose"],
        progress=not (params["quiet"] or params["no_progress"]),
    )


def _form(path: Path, forms: tuple[str, ...]) -> str:
    meant = _BY_SUFFIX.get(path.suffix.lower(), ())
    found = next((form for form in meant if form in forms), None)
    if found is None:
        known = ", ".join(suffix for suffix, of in _BY_SUFFIX.items() if suffix and set(of) & set(forms))
        raise click.UsageError(f"{path}: the suffix tells no form; known are {known}, or name one with --format")
    return found
