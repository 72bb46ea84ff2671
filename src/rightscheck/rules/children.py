# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Uses inside a use (``ai-train.generative``): they inherit denials and never grants (law.md §6, Children)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.model import Outcome, Reuse, Stated
from rightscheck.rules.cells import cells
from rightscheck.rules.circumstances import compiled_map
from rightscheck.rules.ladder import AS_STATED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.model import Decision
    from rightscheck.resources import RuleData


def child_outcomes(
    decisions: Mapping[Reuse, Decision], profile: str, *, rules: RuleData, as_of: str
) -> Mapping[str, Outcome]:
    """The outcome of every child under one profile: the strictest of the answers it follows, and of its own denial.

    A child that is granted by itself stays with its parent: a token's yes is no licence.

    Raises:
        RuleError: the rule set is wrong.
    """
    follows = rules.file("vocabulary")["child"]
    return {
        child: max(
            (*(decisions[Reuse(reuse)].outcome for reuse in reuses), _own(child, decisions, profile, rules, as_of))
        )
        for child, reuses in follows.items()
    }


def _own(child: str, decisions: Mapping[Reuse, Decision], profile: str, rules: RuleData, as_of: str) -> Outcome:
    """What the child's own denial makes of it; allowed where it has none, so that its parent answers."""
    parent = Reuse(child.partition(".")[0])
    if decisions[parent].children.get(child) is not Stated.DENIED:
        return Outcome.ALLOWED
    if profile == AS_STATED:
        return Outcome.DENIED
    rule = cells(profile, as_of, rules).of(parent, compiled_map(rules).child)
    return rule.outcome if rule else Outcome.DENIED
