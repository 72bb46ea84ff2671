# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The flags of ``rightscheck gate`` alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from rightscheck.cli.choices import Agent
from rightscheck.gate.columns import CONTRACT
from rightscheck.gate.terms import Nulls, OnUncertain, Policy
from rightscheck.markup.read import Engine
from rightscheck.model import DEFAULT_AGENT

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., object]")


class Column(click.ParamType):  # type: ignore[type-arg]  # click before 8.5 takes none
    """A field of the contract and the column that holds it, as ``html=raw_html``."""

    name = "column"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The pair; the first must be a field of the contract."""
        if isinstance(value, tuple):
            return value
        field, _, column = str(value).partition("=")
        if field not in CONTRACT or not column:
            known = ", ".join(CONTRACT)
            self.fail(f"{value!r} names no column; write FIELD=NAME, with FIELD one of {known}", param, ctx)
        return field, column


def gate_options() -> Callable[[F], F]:
    """What the gate does, with what, and how it runs."""

    def decorate(function: F) -> F:
        for option in reversed((*_doing(), *_knobs(), *_reading(), *_running())):
            function = option(function)
        return function

    return decorate


def _doing() -> tuple[Callable[[F], F], ...]:
    return (
        click.option("--annotate", is_flag=True, help="Write every record with its rights."),
        click.option("--kept", type=click.Path(path_type=Path), metavar="OUT", help="Where records go that pass."),
        click.option("--held", type=click.Path(path_type=Path), metavar="OUT", help="Where all others go, with why."),
        click.option(
            "--sidecar",
            type=click.Path(path_type=Path),
            metavar="OUT",
            help="Leave the dataset alone; write a mark for each record (.parquet, .jsonl) and evidence beside it.",
        ),
        click.option("--field", metavar="NAME", help="Field that takes the answer; default: rights, or held."),
    )


def _knobs() -> tuple[Callable[[F], F], ...]:
    return (
        click.option(
            "--policy",
            type=click.Choice([policy.value for policy in Policy]),
            default=Policy.OPT_OUT.value,
            show_default=True,
            help="opt-out: the source's own no is held whatever the law; opt-in: only its yes passes; "
            "law: the law alone.",
        ),
        click.option(
            "--on-uncertain",
            type=click.Choice([answer.value for answer in OnUncertain]),
            default=OnUncertain.HOLD.value,
            show_default=True,
            help="What becomes of records whose answer is open.",
        ),
    )


def _reading() -> tuple[Callable[[F], F], ...]:
    return (
        click.option(
            "--column",
            "columns",
            type=Column(),
            multiple=True,
            metavar="FIELD=NAME",
            help="Column of your data that holds a field: html=raw_html, url=meta.source.",
        ),
        click.option(
            "--policies",
            type=click.Path(exists=True, path_type=Path),
            metavar="DIR",
            help="Join site policies that 'rightscheck sites' collected; --as-of picks those of a day.",
        ),
        click.option(
            "--nulls",
            type=click.Choice([nulls.value for nulls in Nulls]),
            default=Nulls.ABSENT.value,
            show_default=True,
            help="What null says in robots_txt and site_files: looked for and absent, or a cell that nobody filled.",
        ),
        click.option(
            "--agent",
            type=Agent(),
            default=DEFAULT_AGENT,
            show_default=True,
            metavar="TOKEN",
            help="Crawler name that robots.txt is read for.",
        ),
        click.option(
            "--reader",
            type=click.Choice([engine.name.lower() for engine in Engine]),
            default=Engine.BULK.name.lower(),
            show_default=True,
            help="HTML reader: bulk is fast, soup gives line and column.",
        ),
    )


def _running() -> tuple[Callable[[F], F], ...]:
    return (
        click.option(
            "--workers", type=click.IntRange(1, 512), default=1, show_default=True, metavar="N", help="Processes."
        ),
        click.option(
            "--audit-sample",
            type=click.IntRange(0),
            default=0,
            metavar="N",
            help="Read one of N records again with BeautifulSoup; the manifest tells how often it disagrees.",
        ),
        click.option("--resume", is_flag=True, help="Go on with a run that was stopped; begin it if there is none."),
        click.option("--strict", is_flag=True, help="Tell the answers by the exit code, as audit does."),
    )
