# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``--rules DIR`` and ``--agreements FILE``: a user's own files over the rule set that came with the package.

Read before every other flag, because other flags take names from it (``--profile``).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import click

from rightscheck.errors import RuleError
from rightscheck.resources import overlaid, rule_data, shipped
from rightscheck.rules.holdings import holdings

if TYPE_CHECKING:
    from collections.abc import Callable

    from rightscheck.resources import RuleData

F = TypeVar("F", bound="Callable[..., object]")
_KEY = "rightscheck.rules"


def rules_option() -> Callable[[F], F]:
    """The flags ``--rules DIR`` and ``--agreements FILE``; later ones go over earlier ones."""

    def decorate(function: F) -> F:
        return _directory()(_agreements()(function))

    return decorate


def _directory() -> Callable[[F], F]:
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


def _agreements() -> Callable[[F], F]:
    return click.option(
        "--agreements",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        multiple=True,
        is_eager=True,
        expose_value=False,
        callback=_read,
        metavar="FILE",
        help="Licence agreements you hold, as TOML: permissions until they end.",
    )


def _read(ctx: click.Context, param: click.Parameter, value: tuple[Path, ...]) -> None:
    rules = rules_in_use()
    try:
        for path in value:
            rules = overlaid(rules, path) if path.is_dir() else _with_agreements(rules, path)
        holdings(rules)
    except (RuleError, OSError) as error:
        raise click.BadParameter(str(error), ctx=ctx, param=param) from error
    ctx.meta[_KEY] = rules


def _with_agreements(rules: RuleData, path: Path) -> RuleData:
    return rule_data({**rules.texts, f"agreements/{path.stem}.toml": path.read_bytes()})


def rules_in_use() -> RuleData:
    """The rule set of the running command: the shipped one, with what ``--rules`` laid over it."""
    ctx = click.get_current_context(silent=True)
    found = ctx.meta.get(_KEY) if ctx else None
    return cast("RuleData", found) if found is not None else shipped()
