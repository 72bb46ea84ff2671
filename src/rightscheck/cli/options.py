# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The flags that commands share (design.md §5), each written once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from rightscheck.cli.choices import DUTIES, OUTCOMES, PROFILES, USES, Agent, Day, Purpose
from rightscheck.cli.ruleset import rules_option
from rightscheck.model import DEFAULT_AGENT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

F = TypeVar("F", bound="Callable[..., object]")


def _all(*options: Callable[[F], F]) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def profile_options() -> Callable[[F], F]:
    """Under which rules, on which date."""
    return _all(
        rules_option(),
        click.option(
            "--profile",
            "profiles",
            type=PROFILES,
            default="as-stated",
            show_default=True,
            metavar="P[,P…]",
            help="Jurisdiction and kind of user; 'as-stated' is what the source itself says.",
        ),
        click.option("--as-of", type=Day(), metavar="DATE", help="Date of the use judged, YYYY-MM-DD."),
    )


def question_options() -> Callable[[F], F]:
    """What is asked."""
    return _all(
        click.option(
            "--use", "uses", type=USES, multiple=True, metavar="U[,U…]", help="Uses asked about; default: all ten."
        ),
        click.option(
            "--for",
            "purpose",
            type=Purpose(),
            metavar="PURPOSE",
            help="Ask a plain question: train, rag, search, research, archive, republish.",
        ),
    )


def judging_options() -> Callable[[F], F]:
    """What the user promises, and what the exit code tells."""
    return _all(
        click.option(
            "--accept",
            type=DUTIES,
            multiple=True,
            metavar="DUTIES",
            help="Duties you promise to keep: standing,attribution,…",
        ),
        click.option(
            "--fail-on",
            type=OUTCOMES,
            multiple=True,
            metavar="WHAT",
            help="What the exit code tells: denied,uncertain,unread.",
        ),
        click.option("--exit-zero", is_flag=True, help="End with 0 whatever the answers are."),
    )


def output_options(formats: Sequence[str]) -> Callable[[F], F]:
    """Where results go, and in which form."""
    return _all(
        click.option(
            "--format",
            "form",
            type=click.Choice(formats),
            help="Form of the report; default: by the suffix of --output.",
        ),
        *_output(),
    )


def file_options() -> Callable[[F], F]:
    """Where the annotated dataset goes."""
    return _all(*_output())


def _output() -> tuple[Callable[[F], F], ...]:
    return (
        click.option(
            "--output", "-o", type=click.Path(path_type=Path), metavar="PATH", help="Where results go; '-' is stdout."
        ),
        click.option("--overwrite", is_flag=True, help="Replace an output that exists."),
        click.option("--quiet", "-q", is_flag=True, help="No messages beside errors."),
        click.option("--verbose", "-v", is_flag=True, help="Show more: quotes, diagnostics, faults."),
        click.option("--no-progress", is_flag=True, help="No progress bar."),
    )


def live_options(*, delay: float = 1.0) -> Callable[[F], F]:
    """How live pages are asked; ``delay`` is the rest of a command whose user names none."""
    return _all(
        click.option(
            "--agent",
            type=Agent(),
            default=DEFAULT_AGENT,
            show_default=True,
            metavar="TOKEN",
            help="Crawler name to go by.",
        ),
        click.option("--allow-private", is_flag=True, help="Ask private and loopback addresses too."),
        click.option(
            "--follow-terms/--no-follow-terms",
            default=True,
            show_default=True,
            help="Read linked terms pages, once per site.",
        ),
        click.option(
            "--delay",
            type=click.FloatRange(0, 3600),
            default=delay,
            show_default=True,
            metavar="SECONDS",
            help="Least rest between two requests to a host; a site's own Crawl-delay holds up to 30.",
        ),
    )
