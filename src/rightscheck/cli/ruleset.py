# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``--rules DIR``: a user's own rules, profiles, lexicons and licences over those that came with the package.

Read before every other flag, because other flags take names from it (``--profile``).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import click

from rightscheck.errors import RuleError
from rightscheck.resources import overlaid, shipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from rightscheck.resources import RuleData

F = TypeVar("F", bound="Callable[..., object]")
_KEY = "rightscheck.rules"


def rules_option() -> Callable[[F], F]:
    """The flag; it may be given several times, later directories go over earlier ones."""
    return click.option(
        "--rules",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        multiple=True,
        is_eager=True,
        expose_value=False,
        callback=_read,
        metavar="DIR",
        help="Your own rule files over those shipped; the digest in every report changes.",
    )


def _read(ctx: click.Context, param: click.Parameter, value: tuple[Path, ...]) -> None:
    rules = rules_in_use()
    try:
        for directory in value:
            rules = overlaid(rules, directory)
    except (RuleError, OSError) as error:
        raise click.BadParameter(str(error), ctx=ctx, param=param) from error
    ctx.meta[_KEY] = rules


def rules_in_use() -> RuleData:
    """The rule set of the running command: the shipped one, with what ``--rules`` laid over it."""
    ctx = click.get_current_context(silent=True)
    found = ctx.meta.get(_KEY) if ctx else None
    return cast("RuleData", found) if found is not None else shipped()
