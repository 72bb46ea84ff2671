# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Uses inside a use inherit denials, never grants (law.md §6, Children)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.checking import check
from rightscheck.model import Outcome
from rightscheck.rules.children import child_outcomes

if TYPE_CHECKING:
    from rightscheck.resources import RuleData

PAGE = "<!doctype html><title>Ferries</title><main><p>The ferry to the islands sails twice a day.</p></main>"


def outcomes(rules: RuleData, profile: str, **headers: str) -> dict[str, Outcome]:
    """The outcome of every child for a page with these headers."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    report = check(html=PAGE, url="https://harbour.example/", headers=sent, profile=profile)
    return dict(child_outcomes(report.decisions, profile, rules=rules, as_of="2026-11-25"))


def test_a_denied_child_is_denied_and_so_is_what_follows_from_its_parent(rules: RuleData) -> None:
    """``train-ai=n`` denies generative training, and the parent with its other children."""
    found = outcomes(rules, "eu-gpai", content_usage="train-ai=n")
    assert found["ai-train.generative"] is found["ai-train.other"] is Outcome.DENIED


def test_a_granted_child_stays_with_its_parent(rules: RuleData) -> None:
    """``train-ai=y`` withdraws a reservation: the United Kingdom still has no exception for training."""
    assert outcomes(rules, "uk-commercial", content_usage="train-ai=y")["ai-train.generative"] is Outcome.DENIED


@pytest.mark.parametrize(("profile", "outcome"), [("eu-gpai", Outcome.DENIED), ("us", Outcome.UNCERTAIN)])
def test_an_index_follows_mining_and_retrieval(profile: str, outcome: Outcome, rules: RuleData) -> None:
    """An index for answers is as strict as the stricter of mining and retrieval."""
    assert outcomes(rules, profile, content_signal="ai-input=no")["ai-input.index"] is outcome


def test_what_is_published_follows_sharing(rules: RuleData) -> None:
    """A public archive and a dataset share copies."""
    found = outcomes(rules, "eu-research")
    assert found["archive.public"] is found["redistribute.dataset"] is Outcome.DENIED
