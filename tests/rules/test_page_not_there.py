# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A page that is not there is judged as such, and not as a page whose holder keeps silent (design.md §2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.judge import judge
from rightscheck.model import Absent, Found, Observation, Outcome, Reuse
from rightscheck.rules.ladder import profiles
from rightscheck.rules.profiles import MEMBER

if TYPE_CHECKING:
    from rightscheck.resources import RuleData

GONE = "page-not-there"


def page(status: int, *, robots: str = "") -> Observation:
    """An address that answers with this status and without a page."""
    return Observation(
        url="https://harbour.example/x",
        final_url="https://harbour.example/x",
        status=status,
        headers=(),
        body=Absent(reason=str(status)),
        robots=Found(body=robots),
    )


@pytest.mark.parametrize("status", [404, 410, 204])
def test_nothing_passes_under_any_law(status: int, rules: RuleData) -> None:
    """Every law profile leaves each use uncertain for this reason, or denies it as it denies what nobody granted."""
    names = [name for name in profiles(rules)[1:] if MEMBER not in name]
    report = judge(page(status), rules, profiles=names)
    for name in names:
        for decision in report.profiles[name].values():
            assert decision.outcome >= Outcome.UNCERTAIN, (name, decision.reuse)
            assert decision.rule == GONE or decision.outcome is Outcome.DENIED, (name, decision.reuse)
    assert report.profiles["eu-gpai"][Reuse.AI_TRAIN].rule == GONE


def test_a_denial_of_the_site_stands(rules: RuleData) -> None:
    """What robots.txt denies on an address without a page stays denied."""
    closed = page(404, robots="User-agent: *\nDisallow: /\n")
    crawl = judge(closed, rules, profiles=("eu-gpai",)).decisions[Reuse.CRAWL]
    assert (crawl.outcome, crawl.rule) == (Outcome.DENIED, "robots-self-crawl")
