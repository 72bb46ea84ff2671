# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""CAWG and C2PA training and data mining: the vectors of signals.md §15.3, with manifests that were really signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.media.facts import Assertion, MediaFacts, MediaKind
from rightscheck.model import Form, Observation, Reuse, Scope, Stated
from rightscheck.resources import shipped
from rightscheck.signals.c2pa_tdm import READER
from rightscheck.signals.interface import Seen
from rightscheck.statements.settle import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rightscheck.model import Reading, Settlement
    from rightscheck.resources import RuleData

DENIED, GRANTED, CONDITIONAL = Stated.DENIED, Stated.GRANTED, Stated.CONDITIONAL
LABEL = "cawg.training-mining"


def read(data: Mapping[str, Any], label: str = LABEL, *, state: str = "Valid", active: bool = True) -> Reading:
    """What an assertion says."""
    assertion = Assertion(label=label, data=data, title="quay.jpg", state=state, active=active)
    facts = MediaFacts(kind=MediaKind.JPEG, assertions=(assertion,))
    return READER.read(Seen(observation=Observation(form=Form.FILE), page=None, media=facts), shipped())


def stated(reading: Reading, rules: RuleData) -> dict[Reuse, Stated]:
    """Each reuse that is not silent."""
    settled = settle(reading, rules, Form.FILE).reuses
    return {reuse: one.stated for reuse, one in settled.items() if one.stated is not Stated.SILENT}


def entries(prefix: str = "cawg", **uses: str) -> dict[str, Any]:
    """The entries of an assertion; a use with a colon has a constraint behind it."""
    return {
        f"{prefix}.{name}": {"use": use.partition(":")[0]}
        | ({"constraint_info": use.partition(":")[2]} if ":" in use else {})
        for name, use in uses.items()
    }


def test_the_example_of_the_standard_comes_out(signed: Callable[..., bytes], said: Callable[..., Settlement]) -> None:
    """(1) Training allowed, generative training not, mining constrained by words."""
    data = entries(ai_training="allowed", ai_generative_training="notAllowed", data_mining="constrained:by licence")
    settlement = said(signed({LABEL: {"entries": data}}))
    assert settlement.reuses[Reuse.AI_TRAIN].children == {
        "ai-train.other": GRANTED,
        "ai-train.generative": DENIED,
    }
    assert settlement.reuses[Reuse.AI_TRAIN].stated is DENIED
    assert settlement.reuses[Reuse.TDM].stated is CONDITIONAL
    told = {signal.evidence.quote for signal in settlement.signals}
    assert '{"cawg.data_mining": {"constraint_info": "by licence", "use": "constrained"}}' in told
    assert {signal.evidence.cues[0] for signal in settlement.signals} == {"signed"}


def test_a_constraint_without_words_is_a_prohibition(rules: RuleData) -> None:
    """(2) Constrained and no word on it: denied; both names of the field count."""
    assert stated(read({"entries": entries(ai_inference="constrained")}), rules) == {Reuse.AI_INPUT: DENIED}
    assert stated(read({"entries": entries(ai_inference="constrained:")}), rules) == {Reuse.AI_INPUT: DENIED}
    prose = {"cawg.ai_inference": {"use": "constrained", "constraints_info": "ask"}}
    assert stated(read({"entries": prose}), rules) == {Reuse.AI_INPUT: CONDITIONAL}


def test_an_absent_entry_is_unstated(rules: RuleData) -> None:
    """(3) Only generative training denied: the others say nothing."""
    reading = read({"entries": entries(ai_generative_training="notAllowed")})
    assert stated(reading, rules) == {Reuse.AI_TRAIN: DENIED}
    assert settle(reading, rules, Form.FILE).reuses[Reuse.AI_TRAIN].children == {"ai-train.generative": DENIED}


def test_flat_and_nested_say_the_same(
    signed: Callable[..., bytes], said: Callable[..., Settlement], rules: RuleData
) -> None:
    """(4) The older label, with ``entries`` and flat, and in a file."""
    data = entries("c2pa", data_mining="notAllowed", ai_inference="allowed")
    expected = {Reuse.TDM: DENIED, Reuse.AI_TRAIN: DENIED, Reuse.AI_INPUT: GRANTED}
    for form in (data, {"entries": data}):
        reading = read(form, "c2pa.training-mining")
        assert stated(reading, rules) == expected
        assert {signal.evidence.standard for signal in reading.signals} == {"C2PA-TDM"}
    settled = said(signed({"c2pa.training-mining": data})).reuses
    assert {reuse: settled[reuse].stated for reuse in expected} == expected


@pytest.mark.parametrize("use", ["notallowed", "Allowed", "", None, 1])
def test_an_unknown_use_is_unknown(use: object, rules: RuleData) -> None:
    """(5) Values are case-sensitive; an unknown one says nothing, and the manifest is malformed."""
    reading = read({"entries": {"cawg.ai_inference": {"use": use}}})
    assert stated(reading, rules) == {}
    assert reading.unread == (("c2pa", "malformed"),)
    assert len(reading.signals) == 1


def test_a_custom_key_is_kept_and_not_mapped(rules: RuleData) -> None:
    """(6) A key of somebody's own is evidence."""
    reading = read({"entries": {"com.acme.foo": {"use": "notAllowed"}, "cawg.foo": {"use": "notAllowed"}}})
    assert stated(reading, rules) == {}
    assert [signal.evidence.quote for signal in reading.signals] == [
        '{"com.acme.foo": {"use": "notAllowed"}}',
        '{"cawg.foo": {"use": "notAllowed"}}',
    ]
    assert reading.unread == ()


def test_an_ingredient_speaks_of_itself(signed: Callable[..., bytes], said: Callable[..., Settlement]) -> None:
    """(7) The parent's manifest denies, the active one is silent: unstated, with a note."""
    parent = signed({LABEL: {"entries": entries(ai_inference="notAllowed")}})
    settlement = said(signed({}, parent=parent))
    assert settlement.reuses[Reuse.AI_INPUT].stated is Stated.SILENT
    assert [(s.evidence.standard, s.evidence.scope) for s in settlement.signals] == [("CAWG-TDM", Scope.EMBEDDED)]
    assert [note.code for note in read({"entries": entries(ai_inference="allowed")}, active=False).diagnostics] == [
        "c2pa-ingredient"
    ]


def test_inference_is_input(rules: RuleData) -> None:
    """(8) ai_inference notAllowed: ai-input denied."""
    assert stated(read({"entries": entries(ai_inference="notAllowed")}), rules) == {Reuse.AI_INPUT: DENIED}


@pytest.mark.parametrize(
    ("uses", "expected"),
    [
        ({"ai_training": "allowed", "ai_generative_training": "allowed"}, {Reuse.AI_TRAIN: GRANTED}),
        ({"ai_training": "notAllowed", "ai_generative_training": "notAllowed"}, {Reuse.AI_TRAIN: DENIED}),
        ({"ai_training": "allowed"}, {Reuse.AI_TRAIN: CONDITIONAL}),
        ({"data_mining": "notAllowed"}, {Reuse.TDM: DENIED, Reuse.AI_TRAIN: DENIED}),
        (
            {"data_mining": "notAllowed", "ai_training": "allowed", "ai_generative_training": "allowed"},
            {Reuse.TDM: DENIED, Reuse.AI_TRAIN: GRANTED},
        ),
        ({"data_mining": "allowed"}, {Reuse.TDM: GRANTED}),
    ],
)
def test_entries_are_read_together(uses: dict[str, str], expected: dict[Reuse, Stated], rules: RuleData) -> None:
    """Both kinds of training are training; mining denied alone denies training, an entry of its own stands."""
    assert stated(read({"entries": entries(**uses)}), rules) == expected


def test_an_unsound_manifest_denies_and_never_grants(
    signed: Callable[..., bytes], said: Callable[..., Settlement]
) -> None:
    """A file changed after signing: what its manifest denies counts, what it grants does not, told as unsigned."""
    data = entries(ai_inference="notAllowed", data_mining="allowed")
    body = bytearray(signed({LABEL: {"entries": data}}))
    body[-4] ^= 1
    settlement = said(bytes(body))
    assert settlement.reuses[Reuse.AI_INPUT].stated is DENIED
    assert settlement.reuses[Reuse.TDM].stated is Stated.SILENT
    assert {signal.evidence.cues for signal in settlement.signals} == {("unsigned", "Invalid")}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["cawg.data_mining", "c2pa.ai_inference", "cawg.ai_training", "entries", "use", "x"])


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(KEYS, JSON | st.dictionaries(KEYS, JSON, max_size=3), max_size=4))
def test_no_assertion_raises(data: dict[str, Any]) -> None:
    """Whatever stands in an assertion: signals or none."""
    read(data)
