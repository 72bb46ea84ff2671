# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""One observation in, one report out: a pure function of observation, rule set and date.

The audit, the gate, ``check`` and ``explain`` all meet here, so that the same page gets the same answer whoever asks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rightscheck.markup.read import Engine
from rightscheck.missing import not_given, unread
from rightscheck.observe.seeing import see
from rightscheck.rights import Report
from rightscheck.rules.circumstances import Circumstances, NotRead
from rightscheck.rules.holdings import held
from rightscheck.rules.ladder import AS_STATED, decide, experimental, most_restrictive
from rightscheck.signals.agents import spoken_as
from rightscheck.statements.readers import read_all
from rightscheck.statements.settle import settle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rightscheck.missing import Missing
    from rightscheck.model import Observation, Reading
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

__all__ = ["Report", "judge", "judge_reading"]


def judge(
    observation: Observation,
    rules: RuleData,
    *,
    profiles: Sequence[str] = (AS_STATED,),
    as_of: str | None = None,
    engine: Engine = Engine.SOUP,
) -> Report:
    """The report on one observation.

    ``as_of`` is the date of the use judged, ``YYYY-MM-DD``; without it the observation's own date holds, else that of
    the rule set.

    Raises:
        ProfileError: a profile does not exist.
        RuleError: the rule set is wrong.
    """
    day = as_of or _date(observation) or str(rules.file("ruleset")["date"])
    seen = replace(see(observation, rules, engine), as_of=day)
    return judge_reading(seen, read_all(seen, rules), rules, profiles=profiles)


def judge_reading(
    seen: Seen,
    reading: Reading,
    rules: RuleData,
    *,
    profiles: Sequence[str] = (AS_STATED,),
    left_out: Sequence[str] = (),
) -> Report:
    """The report on what was read of an observation; ``seen`` tells the day.

    ``left_out`` names parts that were not given, beside those that ``seen`` itself tells.

    Raises:
        ProfileError: a profile does not exist.
        RuleError: the rule set is wrong.
    """
    day = seen.as_of or str(rules.file("ruleset")["date"])
    settlement = settle(reading, rules, seen.observation.form)
    missing = unread(seen.observation, reading)
    left_out = tuple(dict.fromkeys((*not_given(seen, rules), *left_out)))
    beside = held(seen.observation, settlement, day, rules)
    settlement = replace(settlement, signals=(*settlement.signals, *beside.signals))
    around = replace(
        _circumstances(seen.observation, missing, left_out, rules),
        agreed=beside.agreed,
        listed=beside.listed,
        waived=beside.waived,
    )
    answers = {profile: decide(settlement, around, profile, rules=rules, as_of=day) for profile in profiles}
    return Report(
        observation=seen.observation,
        settlement=settlement,
        decisions=most_restrictive(answers),
        profiles=answers,
        unread=missing,
        not_given=left_out,
        diagnostics=(*reading.diagnostics, *beside.diagnostics),
        rules_digest=rules.digest,
        as_of=day,
        experimental=experimental(profiles, rules),
    )


def _circumstances(
    seen: Observation, missing: Sequence[Missing], left_out: Sequence[str], rules: RuleData
) -> Circumstances:
    """What the way to the page adds to a decision."""
    return Circumstances(
        form=seen.form,
        status=seen.status,
        body=seen.body,
        agent=spoken_as(seen.agent, rules),
        unread=tuple(NotRead(part=part.part, reason=part.reason) for part in missing),
        not_given=bool(left_out),
    )


def _date(observation: Observation) -> str | None:
    """The day of the observation: the first ten characters of an ISO 8601 moment."""
    return observation.fetched_at[:10] if observation.fetched_at else None
