# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The engine against the 2,400 expected cells of the legal research (law.md §4)."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from rightscheck.rules.matrix import Row, rows
from rightscheck.rules.profiles import all_profiles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rightscheck.resources import RuleData

#: Cells in which this rule base differs on purpose, with the reason. There are none.
DELIBERATE: dict[tuple[str, str, str], str] = {}


@pytest.fixture(scope="module")
def expected(shared: Callable[[str], Path]) -> dict[tuple[str, str, str], dict[str, str]]:
    """The expected cells by profile, reuse and state."""
    with shared("reference/decision_matrix.csv").open(encoding="utf-8", newline="") as file:
        return {(row["profile"], row["reuse"], row["evidence"]): row for row in csv.DictReader(file)}


def _facts(row: Row) -> tuple[str, str, str, str]:
    return row.outcome, row.confidence, row.rule, row.contested


def test_every_cell_comes_out_equal(expected: dict[tuple[str, str, str], dict[str, str]], rules: RuleData) -> None:
    """Outcome, confidence, rule and the contested mark of every cell are those of the research."""
    keys = ("outcome", "confidence", "rule", "contested")
    found = {(row.profile, row.reuse, row.evidence): _facts(row) for row in rows(rules)}
    wanted = {cell: tuple(row[key] for key in keys) for cell, row in expected.items()}
    differing = {cell: (found.get(cell), want) for cell, want in wanted.items() if found.get(cell) != want}
    assert set(differing) == set(DELIBERATE), differing
    assert set(found) == set(wanted)


def test_every_rule_says_how_well_it_is_checked_as_its_cells_do(
    expected: dict[tuple[str, str, str], dict[str, str]], rules: RuleData
) -> None:
    """The mark of each cell, S, M or G, is the rule's source, partly or unverified; its review date is the rule's."""
    marks = {"S": "source", "M": "partly", "G": "unverified"}
    for row in rows(rules):
        want = expected[(row.profile, row.reuse, row.evidence)]
        assert (row.checked, row.review_by) == (marks[want["checked"]], want["review_by"]), row


def test_the_profiles_of_the_matrix_are_there_and_six_are_experimental(rules: RuleData) -> None:
    """Fifteen profiles without those of EU members, six of them marked experimental (law.md §4)."""
    own = {name: profile for name, profile in all_profiles(rules).items() if "@" not in name}
    assert len(own) == 15
    assert {name for name, profile in own.items() if profile.experimental} == {"ca", "ch", "cn", "il", "kr", "sg"}
