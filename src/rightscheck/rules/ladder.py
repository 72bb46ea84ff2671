# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""From what is settled to one decision per reuse.

The profile ``as-stated`` adds no law: granted is allowed, conditional conditional with each condition as a duty of
the same token, denied denied, and silence uncertain (design.md §4). Every other profile climbs the ladder of law.md
§6: scope, permission, exception, default, then overlays.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from rightscheck.errors import ProfileError
from rightscheck.model import Basis, Confidence, Decision, Outcome, Reuse, Route, Stated
from rightscheck.rules.authorities import authorities, of_territory
from rightscheck.rules.cells import cells
from rightscheck.rules.checks import sound
from rightscheck.rules.evidence import sightings
from rightscheck.rules.fields import near
from rightscheck.rules.grounds import verdict
from rightscheck.rules.profiles import all_profiles
from rightscheck.rules.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rightscheck.model import Settled, Settlement
    from rightscheck.resources import RuleData
    from rightscheck.rules.cells import Cells
    from rightscheck.rules.circumstances import Circumstances
    from rightscheck.rules.evidence import Sighting
    from rightscheck.rules.grounds import Answer
    from rightscheck.rules.rulebook import Rule

AS_STATED = "as-stated"
_OUTCOME = {
    Stated.GRANTED: Outcome.ALLOWED,
    Stated.CONDITIONAL: Outcome.CONDITIONAL,
    Stated.DENIED: Outcome.DENIED,
    Stated.SILENT: Outcome.UNCERTAIN,
}


def profiles(rules: RuleData) -> tuple[str, ...]:
    """The names of all profiles, ``as-stated`` first."""
    return (AS_STATED, *all_profiles(rules))


def experimental(names: Iterable[str], rules: RuleData) -> tuple[str, ...]:
    """Those of the profiles that are marked experimental; none for ``as-stated``, which needs no rule file."""
    asked = [name for name in names if name != AS_STATED]
    known = all_profiles(rules) if asked else {}
    return tuple(name for name in asked if known[name].experimental)


def decide(
    settlement: Settlement, around: Circumstances, profile: str, *, rules: RuleData, as_of: str
) -> Mapping[Reuse, Decision]:
    """One decision for each of the ten reuses, by the rules in force on the day of the use, ``YYYY-MM-DD``.

    Raises:
        ProfileError: no profile has this name.
        RuleError: the rule set is wrong.
    """
    if profile == AS_STATED:
        return {reuse: _as_stated(settlement.reuses[reuse]) for reuse in Reuse}
    known = profiles(rules)
    if profile not in known:
        raise ProfileError(f"there is no profile {profile!r}; {near(profile, known)}")
    sound(rules)
    compiled = cells(profile, as_of, rules)
    seen = sightings(settlement, replace(around, day=as_of), compiled.profile.territories, rules)
    return {reuse: _decision(settlement.reuses[reuse], seen[reuse], compiled, rules) for reuse in Reuse}


def most_restrictive(answers: Mapping[str, Mapping[Reuse, Decision]]) -> Mapping[Reuse, Decision]:
    """Per reuse the decision of the profile that allows least; on a tie the one named first."""
    return {reuse: max((answer[reuse] for answer in answers.values()), key=lambda d: d.outcome) for reuse in Reuse}


def _decision(said: Settled, sighting: Sighting, compiled: Cells, rules: RuleData) -> Decision:
    found = verdict(compiled, said.reuse, sighting.bearing)
    first, second = found.first, found.second
    rule = first.rule
    also = second is not None and second.rule is not rule
    return Decision(
        reuse=said.reuse,
        stated=said.stated,
        basis=said.basis,
        children=said.children,
        conditions=said.conditions,
        outcome=first.outcome,
        rung=rule.stage,
        rule=rule.id,
        also=(Route(rung=second.rule.stage, rule=second.rule.id, outcome=second.outcome),) if second and also else (),
        legal_basis=legal_basis(rule, compiled.profile.territories, rules),
        duties=first.duties,
        confidence=rule.confidence,
        checked=rule.checked,
        contested=rule.contested,
        evidence=tuple(dict.fromkeys((*said.evidence, *_behind(first, sighting)))),
    )


@cache
def legal_basis(rule: Rule, territories: tuple[str, ...], rules: RuleData) -> tuple[str, ...]:
    """The rule's authorities that hold in these territories or everywhere; one sentence where there are none."""
    known = authorities(rules)
    held = of_territory((known[key] for key in rule.basis), territories)
    return tuple(authority.cite for authority in held) or (vocabulary(rules).no_authority,)


def _behind(answer: Answer, sighting: Sighting) -> tuple[int, ...]:
    """The signals behind an answer: those of its states, or of the permissions where it rests on them."""
    by_state = [index for state in sorted(answer.states) for index in sighting.signals.get(state, ())]
    return tuple(by_state) if answer.states else sighting.permitted_by


def _as_stated(said: Settled) -> Decision:
    return Decision(
        reuse=said.reuse,
        stated=said.stated,
        basis=said.basis,
        children=said.children,
        conditions=said.conditions,
        outcome=_OUTCOME[said.stated],
        rung="stated",
        rule=AS_STATED,
        duties=said.conditions if said.stated is Stated.CONDITIONAL else (),
        confidence=Confidence.MEDIUM if said.basis is Basis.GENERAL else Confidence.HIGH,
        evidence=said.evidence,
    )
