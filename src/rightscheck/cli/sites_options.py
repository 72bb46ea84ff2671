# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The flags of ``rightscheck sites`` alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from rightscheck.cli.gate_options import Column

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., object]")


def sites_options() -> Callable[[F], F]:
    """Where sites come from, which are asked again, and where their policies go."""

    def decorate(function: F) -> F:
        for option in reversed((*_output(), *_input(), *_again())):
            function = option(function)
        return function

    return decorate


def _output() -> tuple[Callable[[F], F], ...]:
    return (
        click.option(
            "--output", "-o", type=click.Path(path_type=Path), metavar="DIR", help="Folder that takes the policies."
        ),
        click.option("--parquet", is_flag=True, help="Write policies.parquet too, the form for clusters."),
        click.option("--overwrite", is_flag=True, help="Begin anew where policies are; they stay until the end."),
        click.option("--quiet", "-q", is_flag=True, help="No messages beside errors."),
        click.option("--no-progress", is_flag=True, help="No progress bar."),
    )


def _input() -> tuple[Callable[[F], F], ...]:
    return (
        click.option(
            "--from-warc",
            "archives",
            multiple=True,
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Take robots.txt and other site files out of WARC files, without asking the sites.",
        ),
        click.option(
            "--column",
            "columns",
            type=Column(),
            multiple=True,
            metavar="FIELD=NAME",
            help="Column of your data that holds the address: url=meta.source.",
        ),
    )


def _again() -> tuple[Callable[[F], F], ...]:
    return (
        click.option(
            "--resume", is_flag=True, help="Go on with what is there: ask only sites it lacks; begin it if none is."
        ),
        click.option(
            "--older-than",
            type=click.IntRange(0),
            metavar="DAYS",
            help="With --resume: ask sites again whose policies are older than this.",
        ),
        click.option(
            "--unread", is_flag=True, help="With --resume: ask sites again where something could not be read."
        ),
        click.option(
            "--concurrency",
            type=click.IntRange(1, 1024),
            default=64,
            show_default=True,
            metavar="N",
            help="Sites asked side by side.",
        ),
    )
