# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Kinds of values that options take; each wrong one is refused before any work, with the nearest right one."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from rightscheck.cli.ruleset import rules_in_use
from rightscheck.model import Reuse
from rightscheck.report.purposes import purposes
from rightscheck.rules.ladder import profiles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Listed(click.ParamType):  # type: ignore[type-arg]  # click before 8.5 takes none
    """Words joined by commas, each one of a known set where ``known`` is given; a tuple without repeats."""

    name = "list"

    def __init__(self, what: str, known: Callable[[], Sequence[str]] | None = None) -> None:
        self.what = what
        self.known = known

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The words; an empty one is refused like an unknown one."""
        if isinstance(value, tuple):
            return value
        words = tuple(dict.fromkeys(word.strip() for word in str(value).split(",")))
        known = None if self.known is None else self.known()
        for word in words:
            if not word or (known is not None and word not in known):
                self.fail(_unknown(self.what, word, known or ()), param, ctx)
        return words


class Purpose(click.ParamType):  # type: ignore[type-arg]  # click before 8.5 takes none
    """The name of a file of ``rules/purposes``."""

    name = "purpose"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, if there is such a purpose."""
        known = tuple(purposes(rules_in_use()))
        if value not in known:
            self.fail(_unknown("purpose", str(value), known), param, ctx)
        return str(value)


class Agent(click.ParamType):  # type: ignore[type-arg]  # click before 8.5 takes none
    """The product token of a crawler, as robots.txt names it (RFC 9309 §2.2.1; digits and dots occur in practice)."""

    name = "agent"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The token; a version or a comment behind it is refused, since no robots.txt would match it."""
        if not re.fullmatch(r"[A-Za-z0-9_.\-]{1,100}", str(value)):
            self.fail(f"{value!r} is no crawler token; write the name alone, such as mybot", param, ctx)
        return str(value)


class Day(click.ParamType):  # type: ignore[type-arg]  # click before 8.5 takes none
    """A date as ``YYYY-MM-DD``."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date in the same form."""
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            self.fail(f"{value!r} is no date; write YYYY-MM-DD, such as 2026-11-25", param, ctx)


def _unknown(what: str, word: str, known: Sequence[str]) -> str:
    if not word:
        return f"an empty {what}"
    near = get_close_matches(word, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
    return f"no {what} is called {word!r}; {hint}"


USES = Listed("use", lambda: tuple(reuse.value for reuse in Reuse))
PROFILES = Listed("profile", lambda: profiles(rules_in_use()))
DUTIES = Listed("duty")
OUTCOMES = Listed("outcome to fail on", lambda: ("denied", "uncertain", "unread"))
