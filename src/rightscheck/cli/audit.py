# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``rightscheck audit``: live pages from a list (design.md §5)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

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
from rightscheck.sources.text import decode_utf8, read_bytes
from rightscheck.sources.url_list import parse_urls

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@click.command()
@click.argument("urls", nargs=-1, metavar="[URL…]")
@click.option(
    "--input",
    "-i",
    "lists",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="List of URLs, one a line, # for comments; '-' is stdin.",
)
@click.option(
    "--assets", is_flag=True, help="Judge the images, PDFs and EPUBs of each page too, as rows of their own."
)
@click.option(
    "--most-assets",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    metavar="N",
    help="With --assets: the most files of one page.",
)
@question_options()
@profile_options()
@judging_options()
@live_options()
@output_options(FORMS)
def command(**params: Any) -> int:  # noqa: ANN401  # click hands over every flag by name
    """Ask live pages which reuse they allow.

    Every URL of the list gets one row, whatever happened to it. robots.txt is read first and obeyed; one polite
    request at a time goes to a host. Rows of csv and jsonl stand in the order of the list, whoever answered first.
    Ctrl-C or SIGTERM writes what was finished.

    Without --profile the answer is what the sources say. For what the law of a place makes of it, name the profile
    that fits where you are and whether you are commercial or do research; the answer to --for names those that do,
    'rightscheck rules list' all of them.

    \b
    Examples:
      rightscheck audit https://example.org/ --for train
      rightscheck audit https://example.org/ --for train --profile eu-gpai
      rightscheck audit -i urls.txt --for rag --accept attribution,link
      rightscheck audit -i urls.txt --format csv --output rights.csv
      rightscheck audit -i urls.txt --use ai-train,tdm --fail-on denied
      rightscheck audit https://example.org/ --assets --format jsonl
    """  # noqa: D301  # \b is the character by which click keeps a paragraph as it is
    if not params["urls"] and not params["lists"]:
        raise click.UsageError("name a URL, or a list of them: -i FILE")
    rules = rules_in_use()
    ask = asking(params, rules)
    most = _most_assets(params)
    run = Run(options=options_of(params, ask), ask=ask, to=output(params, FORMS), rules=rules, assets=most)
    return run_audit([*params["urls"], *_listed(params["lists"])], run, ask.findings(rules))


def _most_assets(params: Mapping[str, Any]) -> int:
    """The most files of a page, 0 where none are asked for.

    Raises:
        MissingExtraError: what reads PDFs and C2PA manifests is not installed.
    """
    if not params["assets"]:
        return 0
    from rightscheck.media.read import need_extra  # noqa: PLC0415  # for audits that ask for files only

    need_extra("--assets")
    return int(params["most_assets"])


def _listed(paths: Sequence[Path]) -> list[str]:
    """The URLs of these lists, in order."""
    return [url for path in paths for url in parse_urls(_text(path))]


def _text(path: Path) -> str:
    if str(path) == "-":
        return decode_utf8(sys.stdin.buffer.read(), "stdin")
    return decode_utf8(read_bytes(path), str(path))
