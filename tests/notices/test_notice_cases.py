# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The cases of rules/cases/notices: what each says, or that it is no notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.model import Form, Found, Observation
from rightscheck.notices import READER
from rightscheck.resources import shipped
from rightscheck.signals.interface import Seen
from rightscheck.statements.settle import settle

if TYPE_CHECKING:
    from rightscheck.model import Reading
    from rightscheck.resources import RuleData

CASES: list[dict[str, Any]] = [case for _, data in shipped().files("cases/notices") for case in data["case"]]


def read(text: str, rules: RuleData) -> Reading:
    """The reading of a text subject."""
    return READER.read(Seen(observation=Observation(form=Form.TEXT, body=Found(body=text)), page=None), rules)


@pytest.mark.parametrize("case", [c for c in CASES if c.get("none")], ids=lambda c: c["id"])
def test_somebody_talking_about_rights_is_no_notice(case: dict[str, Any], rules: RuleData) -> None:
    """News, privacy lines, contracts, courses and the like give no signal at all."""
    assert [s.evidence.quote for s in read(case["text"], rules).signals] == []


@pytest.mark.parametrize("case", [c for c in CASES if "stated" in c], ids=lambda c: c["id"])
def test_a_notice_states_what_its_author_meant(case: dict[str, Any], rules: RuleData) -> None:
    """Each use that is not silent is as written in the case, and there is evidence."""
    reading = read(case["text"], rules)
    stated = {r.value: s.stated.value for r, s in settle(reading, rules).reuses.items()}
    assert reading.signals
    assert {k: v for k, v in stated.items() if v != "silent"} == case["stated"]


@pytest.mark.parametrize("case", [c for c in CASES if "licence" in c], ids=lambda c: c["id"])
def test_a_licence_sentence_names_its_licence(case: dict[str, Any], rules: RuleData) -> None:
    """The one signal carries the licence id."""
    assert [s.licence for s in read(case["text"], rules).signals] == [case["licence"]]


@pytest.mark.parametrize("case", [c for c in CASES if "scope" in c], ids=lambda c: c["id"])
def test_a_notice_on_pictures_is_bound_to_them(case: dict[str, Any], rules: RuleData) -> None:
    """A ban on pictures is evidence with the scope of an image."""
    assert {s.evidence.scope.value for s in read(case["text"], rules).signals} == {case["scope"]}
