# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""One function call for what the caller already holds: a page or a text, and what came with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.errors import UsageError
from rightscheck.gate.records import BadRecord, observation_of
from rightscheck.judge import judge
from rightscheck.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from rightscheck.judge import Report
    from rightscheck.resources import RuleData


class _NotSaid:
    """The default of every argument: left out is NotGiven, None is looked for and absent."""

    def __repr__(self) -> str:
        return "NOT_GIVEN"


_LEFT_OUT = _NotSaid()


def check(  # noqa: PLR0913  # one argument per part of an observation, each with a meaning when left out
    *,
    html: str | bytes | _NotSaid = _LEFT_OUT,
    text: str | _NotSaid = _LEFT_OUT,
    url: str | None = None,
    headers: Mapping[str, str | Sequence[str]] | Sequence[Sequence[str]] | _NotSaid | None = _LEFT_OUT,
    robots_txt: str | bytes | Mapping[str, int] | _NotSaid | None = _LEFT_OUT,
    site_files: Mapping[str, Any] | _NotSaid = _LEFT_OUT,
    status: int | _NotSaid = _LEFT_OUT,
    fetched_at: str | _NotSaid = _LEFT_OUT,
    profile: str | Sequence[str] = "as-stated",
    as_of: str | None = None,
    agent: str = "rightscheck",
    rules: RuleData | None = None,
) -> Report:
    """What the source says of each reuse, and what the profile makes of it.

    An argument left out was not given; ``None`` means looked for and absent. ``html`` wins over ``text``. Several
    profiles give the most restrictive as the headline.

    Raises:
        UsageError: an argument has a type or value that cannot be read; the message names it.
        ProfileError: a profile does not exist.
    """
    given = {
        "html": html,
        "text": text,
        "headers": headers,
        "robots_txt": robots_txt,
        "site_files": site_files,
        "status": status,
        "fetched_at": fetched_at,
    }
    record = {"url": url} | {key: value for key, value in given.items() if not isinstance(value, _NotSaid)}
    try:
        observation = observation_of(record, agent=agent)
    except BadRecord as error:
        raise UsageError(str(error)) from error
    names = (profile,) if isinstance(profile, str) else tuple(profile)
    return judge(observation, rules or shipped(), profiles=names, as_of=as_of)
