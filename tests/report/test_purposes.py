# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Questions: by purpose, by use, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.errors import RuleError
from rightscheck.model import Reuse
from rightscheck.report.purposes import purposes, question_of
from rightscheck.resources import rule_data
from rightscheck.rules.ladder import experimental

if TYPE_CHECKING:
    from rightscheck.resources import RuleData


def test_the_six_purposes_are_there(rules: RuleData) -> None:
    """Each purpose of the contract asks a plain question about some uses."""
    found = purposes(rules)
    assert set(found) == {"train", "rag", "search", "research", "archive", "republish"}
    assert all(question.words.endswith("?") and question.uses and question.asked for question in found.values())
    assert Reuse.AI_TRAIN in found["train"].uses


def test_each_purpose_names_profiles_that_fit(rules: RuleData) -> None:
    """For those who ask commercially, and for research where the law knows it apart; only checked profiles."""
    for question in purposes(rules).values():
        kinds = dict(question.fitting)
        assert "us" in kinds["commercial"]
        assert not experimental([name for names in kinds.values() for name in names], rules)
    assert dict(purposes(rules)["train"].fitting)["research"] == ("eu-research", "uk-research")


def test_no_use_named_is_no_question() -> None:
    """Without a use all ten are reported and nothing is asked."""
    question = question_of([])
    assert (question.asked, question.uses) == (False, tuple(Reuse))


def test_uses_stand_in_report_order() -> None:
    """The order on the command line does not matter."""
    question = question_of([Reuse.REDISTRIBUTE, Reuse.TDM])
    assert question.uses == (Reuse.TDM, Reuse.REDISTRIBUTE)
    assert question.words == "May one do all of this: analyse text and data by machine and share verbatim copies?"


@pytest.mark.parametrize(
    "body", [b'question = "?"', b'uses = ["tdm"]', b'question = "?"\nuses = ["fly"]', b"question = 1\nuses = []"]
)
def test_a_broken_file_is_named(body: bytes) -> None:
    """A wrong data file says its path."""
    with pytest.raises(RuleError, match=r"rules/purposes/x\.toml"):
        purposes(rule_data({"purposes/x.toml": body}))
