# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""From what is settled to one decision per reuse.

The profile ``as-stated`` adds no law: granted is allowed, conditional conditional with each condition as a duty of
the same token, denied denied, and silence uncertain (design.md §4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.errors import ProfileError
from rightscheck.model import Basis, Confidence, Decision, Outcome, Reuse, Stated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.model import Settled, Settlement

AS_STATED = "as-stated"
_OUTCOME = {
    Stated.GRANTED: Outcome.ALLOWED,
    Stated.CONDITIONAL: Outcome.CONDITIONAL,
    Stated.DENIED: Outcome.DENIED,
    Stated.SILENT: Outcome.UNCERTAIN,
}


def profiles() -> tuple[str, ...]:
    """The names of all profiles."""
    return (AS_STATED,)


def decide(settlement: Settlement, profile: str) -> Mapping[Reuse, Decision]:
    """One decision for each of the ten reuses.

    Raises:
        ProfileError: no profile has this name.
    """
    if profile not in profiles():
        raise ProfileError(f"there is no profile {profile!r}; there is {', '.join(profiles())}")
    return {reuse: _as_stated(settlement.reuses[reuse]) for reuse in Reuse}


def most_restrictive(answers: Mapping[str, Mapping[Reuse, Decision]]) -> Mapping[Reuse, Decision]:
    """Per reuse the decision of the profile that allows least; on a tie the one named first."""
    return {reuse: max((answer[reuse] for answer in answers.values()), key=lambda d: d.outcome) for reuse in Reuse}


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
