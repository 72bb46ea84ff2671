# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The story behind a decision: ground, basis with its status, what is open and who decides it, the second route."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.checking import check
from rightscheck.rules.story import blind_spots, story

if TYPE_CHECKING:
    from rightscheck.resources import RuleData

PROSE = "Text and data mining of our articles is prohibited without our written consent."
LICENCE = '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>'


def page(words: str) -> str:
    """A page with these words below it."""
    main = "<main><p>The ferry sails twice.</p></main>"
    return f"<!doctype html><title>Ferries</title>{main}<footer><p>{words}</p></footer>"


def test_a_contested_answer_tells_who_decides_it_when(rules: RuleData) -> None:
    """Prose against mining in the EU: two courts differ, the BGH decides on 2026-12-17."""
    report = check(html=page(PROSE), profile="eu-commercial")
    told = story(report.reuses["tdm"], "eu-commercial", rules, "2026-12-18")
    assert told is not None
    assert any("BGH I ZR 281/25" in line and "2026-12-17 (passed)" in line for line in told.contested)
    assert told.checked == "source, to be reviewed by 2026-12-17, which has passed"
    assert told.remedy


def test_the_second_route_is_told(rules: RuleData) -> None:
    """A licence that answers, and the exception that would."""
    report = check(html=page(f"Licensed under {LICENCE}."), headers={"tdm-reservation": "1"}, profile="eu-commercial")
    told = story(report.reuses["ai-train"], "eu-commercial", rules, "2026-11-25")
    assert told is not None
    assert told.second_route == "Mining reserved by machine-readable means (tdm-eu-reserved, exception): denied"


@pytest.mark.parametrize(("profile", "experimental"), [("sg", ["sg"]), ("us", []), ("us,sg", ["sg"])])
def test_an_experimental_profile_is_told(profile: str, experimental: list[str]) -> None:
    """The report's JSON names the experimental profiles it was made under, and says nothing where there are none."""
    report = check(html=page(""), profile=profile.split(","))
    assert report.rights().get("experimental", []) == experimental


def test_the_story_of_an_experimental_profile_says_so(rules: RuleData) -> None:
    """Nobody has checked its rules."""
    told = story(check(html=page(""), profile="sg").reuses["tdm"], "sg", rules, "2026-11-25")
    assert told is not None
    assert "experimental" in told.note


def test_a_member_state_says_what_differs(rules: RuleData) -> None:
    """The note of the member state stands in the story."""
    report = check(html=page(PROSE), profile="eu-gpai@fr")
    told = story(report.reuses["tdm"], "eu-gpai@fr", rules, "2026-11-25")
    assert told is not None
    assert "decree" in told.note


def test_as_stated_has_no_story(rules: RuleData) -> None:
    """What the source itself says needs no law."""
    assert story(check(html=page("")).reuses["tdm"], "as-stated", rules, "2026-11-25") is None
    assert len(blind_spots(rules)) >= 4
