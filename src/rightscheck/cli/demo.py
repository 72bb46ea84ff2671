# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``rightscheck demo``: the audit on the fixture sites that ship with the package, over loopback HTTP."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from rightscheck.cli.exits import Exit
from rightscheck.cli.formats import FORMS
from rightscheck.cli.live import Run, options_of, run_audit
from rightscheck.cli.options import (
    judging_options,
    live_options,
    output_options,
    profile_options,
    question_options,
)
from rightscheck.cli.ruleset import rules_in_use
from rightscheck.cli.settings import asking, output
from rightscheck.demo import serve


@click.command()
@click.option("--strict", is_flag=True, help="Tell the answers by the exit code, as audit does.")
@question_options()
@profile_options()
@judging_options()
@live_options(delay=0.0)
@output_options(FORMS)
def command(**params: Any) -> int:  # noqa: ANN401  # click hands over every flag by name
    """Audit the fixture sites that ship with rightscheck.

    A server on this machine plays the sites; nothing leaves it. It ends with 0 unless --strict asks for codes.

    \b
    Examples:
      rightscheck demo
      rightscheck demo --for train
      rightscheck demo --format jsonl --output demo.jsonl
    """  # noqa: D301  # \b is the character by which click keeps a paragraph as it is
    rules = rules_in_use()
    ask = asking(params, rules)
    found = ask.findings(rules, strict=params["strict"])
    with serve() as sites:
        options = replace(options_of(params, ask), allow_private=True, resolve=sites.resolve)
        run = Run(options=options, ask=ask, to=output(params, FORMS), rules=rules)
        code = run_audit(sites.urls, run, found)
    return Exit.DONE if code.is_answer and not params["strict"] else code
