# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Who speaks: is this the holder addressing readers and machines, or somebody talking about such things?

A sum of named cues (``cues.py``), never a list of vetoes. The weights are data (``rules/lexicons/_weights.toml``);
every answer can name the cues that spoke for it and against (reference/notices.md §3).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.resources import RuleData

WEIGHTS = "lexicons/_weights"


@dataclass(frozen=True, slots=True)
class Weights:
    """The bias and the weight of each cue; a cue that is not listed weighs nothing."""

    bias: float
    of: Mapping[str, float]


@cache
def weights(rules: RuleData) -> Weights:
    """The weights of this rule set."""
    data = rules.file(WEIGHTS)
    return Weights(float(data["bias"]["value"]), {str(k): float(v) for k, v in data["weights"].items()})


def score(cues: Mapping[str, float], rules: RuleData) -> float:
    """The sum of the cues; from 0 on the sentence is a notice."""
    table = weights(rules)
    return table.bias + sum(table.of.get(name, 0.0) * amount for name, amount in cues.items())


def told(cues: Mapping[str, float], rules: RuleData) -> tuple[str, ...]:
    """The cues that counted, each with its sign, the strongest first: ``+consent``, ``-report``."""
    table = weights(rules)
    parts = [(table.of.get(n, 0.0) * a, n) for n, a in cues.items()]
    return tuple(f"{'+' if w > 0 else '-'}{n}" for w, n in sorted(parts, key=lambda p: (-abs(p[0]), p[1])) if w)
