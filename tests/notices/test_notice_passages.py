# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Who speaks, over some 2,760 passages written for this project (``passages/``, one file for each language).

They were written before the words they need were listed, and the weights are fitted on them too: a floor, no measure.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.notices.lexicon import languages
from rightscheck.notices.passages import text_passages
from rightscheck.notices.signals_of import Source, signals_of

if TYPE_CHECKING:
    from rightscheck.resources import RuleData

FILES = sorted(Path(__file__).with_name("passages").glob("*.jsonl"))
PASSAGES: list[dict[str, Any]] = [
    json.loads(line) for file in FILES for line in file.read_text(encoding="utf-8").splitlines()
]
FOUND, SILENT = 0.965, 0.96


@pytest.fixture(scope="module")
def shares(rules: RuleData) -> dict[bool, float]:
    """The share of notices in which something is read, and of other passages in which something is."""
    read: dict[bool, list[bool]] = {True: [], False: []}
    for passage in PASSAGES:
        signals = signals_of(Source(text_passages(passage["text"])), rules)
        read[passage["notice"]].append(any(True for _ in signals))
    return {kind: sum(found) / len(found) for kind, found in read.items()}


def test_notices_in_many_words_are_found(shares: dict[bool, float]) -> None:
    """Nearly all of our notices are read, however they are worded."""
    assert shares[True] >= FOUND


def test_others_who_talk_of_such_things_are_not_taken_for_the_holder(shares: dict[bool, float]) -> None:
    """Nearly all passages that only talk of rights, or of something else, give nothing."""
    assert 1 - shares[False] >= SILENT


def test_each_language_has_passages_of_both_kinds(rules: RuleData) -> None:
    """A language without passages, or with one kind only, would be fitted on the others alone."""
    kinds = {
        file.stem: {json.loads(line)["notice"] for line in file.read_text("utf-8").splitlines()} for file in FILES
    }
    assert set(kinds) == set(languages(rules))
    assert all(both == {True, False} for both in kinds.values())
