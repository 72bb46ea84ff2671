# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What three profiles make of every fixture site: outcomes written by hand from the legal research (law.md §6)."""

from __future__ import annotations

import asyncio
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.audit import Options, audit
from rightscheck.demo import read_sites, serve
from rightscheck.model import Reuse
from rightscheck.resources import folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.audit import Row
    from rightscheck.demo import Demo
    from rightscheck.resources import RuleData

PROFILES = ("eu-gpai", "us", "strict")
NAMES = tuple(site.name for site in read_sites())


def expected(name: str) -> dict[str, Any]:
    """What was written beside the site."""
    at = folder("fixtures").joinpath("sites", name, "expected.toml")
    return tomllib.loads(at.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows(rules: RuleData) -> dict[str, Row]:
    """Every site audited once under the three profiles, by the URL that was asked."""
    with serve() as demo:
        found = asyncio.run(_audited(demo, rules))
    return {row.url: row for row in found}


async def _audited(demo: Demo, rules: RuleData) -> list[Row]:
    options = Options(allow_private=True, resolve=demo.resolve, delay=0, profiles=PROFILES)
    return [row async for row in audit(demo.urls, options, rules)]


@pytest.mark.parametrize("name", NAMES)
def test_an_expectation_answers_all_ten_under_each_profile(name: str) -> None:
    """No profile and no reuse is left out."""
    outcomes = expected(name)["outcomes"]
    assert set(outcomes) == set(PROFILES)
    assert all(list(answers) == [reuse.value for reuse in Reuse] for answers in outcomes.values())


@pytest.mark.parametrize("name", NAMES)
def test_a_site_comes_out_as_written(name: str, rows: Mapping[str, Row]) -> None:
    """Under each profile every reuse has the outcome that was written."""
    want = expected(name)
    answers = rows[want["url"]].report.profiles
    found = {
        profile: {reuse.value: decision.outcome.token for reuse, decision in answers[profile].items()}
        for profile in PROFILES
    }
    assert found == want["outcomes"]
