# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A changed clause changes its own uses and no others.

``mutations/`` holds notices of our own, one file for each language. ``changes`` lists every use whose value turns;
all others must stay as they were: a ban is swapped with its consent phrase, an exception dropped, a clause negated.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.model import Form, Found, Observation
from rightscheck.notices import READER
from rightscheck.signals.interface import Seen
from rightscheck.statements.settle import settle

if TYPE_CHECKING:
    from rightscheck.resources import RuleData

FILES = sorted(Path(__file__).with_name("mutations").glob("*.toml"))
NOTICES: list[dict[str, Any]] = [
    notice for file in FILES for notice in tomllib.loads(file.read_text(encoding="utf-8"))["notice"]
]
MUTATED = [(notice, mutation) for notice in NOTICES for mutation in notice.get("mutation", ())]


def stated(text: str, rules: RuleData) -> dict[str, str]:
    """What the prose of this text says, without the uses it is silent on."""
    seen = Seen(observation=Observation(form=Form.TEXT, body=Found(body=text)), page=None)
    reuses = settle(READER.read(seen, rules), rules).reuses
    return {r.value: s.stated.value for r, s in reuses.items() if s.stated.value != "silent"}


@pytest.mark.parametrize("notice", NOTICES, ids=lambda n: n["text"][:40])
def test_each_notice_says_what_is_written_beside_it(notice: dict[str, Any], rules: RuleData) -> None:
    """The notice as it stands is read as its author meant it."""
    assert stated(notice["text"], rules) == notice["stated"]


@pytest.mark.parametrize(("notice", "mutation"), MUTATED, ids=lambda n: str(n.get("swap", n.get("text")))[:50])
def test_a_changed_clause_turns_its_own_uses_and_no_others(
    notice: dict[str, Any], mutation: dict[str, Any], rules: RuleData
) -> None:
    """Swapping a modality, dropping an exception or negating flips the right uses and leaves the others."""
    before, after = mutation["swap"]
    assert before in notice["text"]
    expected = {k: v for k, v in {**notice["stated"], **mutation["changes"]}.items() if v != "silent"}
    assert stated(notice["text"].replace(before, after), rules) == expected
