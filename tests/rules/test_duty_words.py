# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Duties in words, and which are still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.duties import accepted_duties, each_once, open_duties, sentence
from rightscheck.errors import UsageError

if TYPE_CHECKING:
    from rightscheck.resources import RuleData

CONDITIONS = (
    "attribution",
    "link",
    "licence-notice",
    "non-commercial",
    "share-alike",
    "no-derivatives",
    "excerpt",
    "payment",
    "contact",
    "personal-use",
    "user",
    "geo",
    "until",
    "licence-terms",
    "robots-txt",
    "statutory",
    "at-discretion",
    "purpose",
    "only",
    "other",
)


@pytest.mark.parametrize("token", CONDITIONS)
def test_every_condition_has_a_sentence(token: str, rules: RuleData) -> None:
    """No condition of the glossary reaches a reader as a bare token."""
    assert " " in sentence(token, rules)


def test_a_value_stands_in_its_sentence(rules: RuleData) -> None:
    """What stands behind the colon is told; a token nobody knows stands for itself."""
    assert "2027-01-01" in sentence("until:2027-01-01", rules)
    assert sentence("brand-new", rules) == "brand-new"


@pytest.mark.parametrize("word", ["attribution", "credit"])
def test_condition_and_duty_token_accept_the_same(word: str, rules: RuleData) -> None:
    """Either name of a duty accepts both of its names, and nothing else."""
    accepted = accepted_duties([word], rules)
    assert open_duties(["attribution", "credit", "link"], accepted, rules) == ("link",)


def test_one_duty_is_told_once(rules: RuleData) -> None:
    """Two names of a duty are one line; two values of it are two."""
    told = each_once(["attribution", "credit", "until:2027", "until:2028", "brand-new"], rules)
    assert told == ("attribution", "until:2027", "until:2028", "brand-new")


def test_a_bare_number_tells_what_it_counts(rules: RuleData) -> None:
    """The length of an extract is in characters unless it says otherwise."""
    assert sentence("excerpt:20", rules) == "take an extract only, at most 20 characters"
    assert sentence("excerpt:10%", rules) == "take an extract only, at most 10%"


def test_standing_covers_no_duty_met_item_by_item(rules: RuleData) -> None:
    """The user's own set-up is accepted at once; credit and the like are named one by one."""
    accepted = accepted_duties(["standing"], rules)
    assert open_duties(["robots-txt", "attribution", "excerpt:20"], accepted, rules) == ("attribution", "excerpt:20")
    assert open_duties(["excerpt:20"], accepted_duties(["excerpt:20"], rules), rules) == ()


def test_there_is_no_all(rules: RuleData) -> None:
    """Nobody can promise everything unseen."""
    with pytest.raises(UsageError, match="no 'all'"):
        accepted_duties(["all"], rules)


def test_a_misspelt_duty_is_offered_the_nearest(rules: RuleData) -> None:
    """A promise that names nothing would keep nothing."""
    with pytest.raises(UsageError, match="did you mean 'attribution'"):
        accepted_duties(["atribution"], rules)
