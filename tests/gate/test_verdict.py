# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What passes the gate and what does not, and why (design.md §5)."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck import Gate
from rightscheck.errors import ProfileError, UsageError
from rightscheck.gate.verdict import Reason
from rightscheck.model import Reuse, Stated
from rightscheck.resources import rule_data, shipped

NO = {"url": "http://a.example/", "text": "Weather. AI training on our articles is prohibited. All rights reserved."}
SILENT = {"url": "http://a.example/", "text": "Weather."}
LICENSED = {"url": "http://a.example/", "text": "This work is licensed under CC BY 4.0."}
EVERY = [
    "standing",
    "attribution",
    "licence-notice",
    "link",
    "credit-dataset-source",
    "credit-in-output-where-retrieved",
]
DENIALS = (
    NO,
    {"html": '<meta name="tdm-reservation" content="1"><p>x</p>'},
    {"html": '<meta name="robots" content="noai"><p>x</p>'},
    {"html": "<p>x</p>", "headers": {"TDM-Reservation": "1"}, "robots_txt": None},
    {"text": "x", "robots_txt": "User-agent: *\nContent-Signal: ai-train=no\nAllow: /\n"},
    {"text": "Any use of this content without our written consent is prohibited."},
    {"html": "<p>x</p>", "site_files": {"/.well-known/tdmrep.json": '[{"location":"*","tdm-reservation":1}]'}},
)


@pytest.mark.parametrize("profile", ["us", "sg", "jp"])
@pytest.mark.parametrize("on_uncertain", ["hold", "keep"])
@pytest.mark.parametrize("record", DENIALS, ids=range(len(DENIALS)))
def test_a_stated_no_never_passes_under_opt_out(record: dict[str, Any], on_uncertain: str, profile: str) -> None:
    """Whatever a lenient law makes of it and whatever was accepted, the source's own no is held."""
    verdict = Gate(uses=["ai-train"], profile=profile, accept=EVERY, on_uncertain=on_uncertain)(record)
    assert verdict.report.reuses["ai-train"].stated is Stated.DENIED
    assert not verdict.kept
    assert verdict.reason is Reason.STATED_DENIED


def test_law_asks_the_outcome_alone() -> None:
    """A body whom statute frees from reservations may pass what a source forbids."""
    gate = Gate(uses=["ai-train"], profile="jp", accept=EVERY, policy="law")
    assert gate(NO).kept
    assert not Gate(uses=["ai-train"], policy="law")(NO).kept


def test_opt_in_needs_a_yes() -> None:
    """Under opt-in silence is held though the law would let it pass; a licence passes with its duties accepted."""
    gate = Gate(uses=["ai-train"], profile="jp", accept=EVERY, policy="opt-in")
    assert gate(SILENT).reason is Reason.NOT_GRANTED
    assert gate(LICENSED).kept
    assert gate(NO).reason is Reason.STATED_DENIED


def test_silence_is_held_as_stated_unless_kept() -> None:
    """Under as-stated silence is uncertain; --on-uncertain keep lets it pass and nothing that is denied."""
    assert Gate(uses=["tdm"])(SILENT).reason is Reason.UNCERTAIN
    keep = Gate(uses=["ai-train"], on_uncertain="keep")
    assert keep(SILENT).kept
    assert not keep(NO).kept


def test_open_duties_hold_and_accepted_ones_pass() -> None:
    """A conditional answer passes only with every duty accepted; the held one names those that are open."""
    held = Gate(uses=["redistribute"], accept=["standing"])(LICENSED).held()
    assert held is not None
    assert (held["reason"], held["outcome"], held["stated"]) == ("duties", "conditional", "conditional")
    assert "attribution" in held["duties"]
    assert Gate(uses=["redistribute"], accept=held["duties"])(LICENSED).kept


def test_every_profile_asks_for_its_own_duties() -> None:
    """With two profiles of one outcome the duties of both are to be accepted, not those of the first alone."""
    open_in = {
        name: set((Gate(uses=["ai-train"], profile=name)(SILENT).held() or {}).get("duties", ()))
        for name in ("jp", "sg")
    }
    assert open_in["jp"] != open_in["sg"]
    for own in open_in.values():
        assert not Gate(uses=["ai-train"], profile=["jp", "sg"], accept=own)(SILENT).kept
    assert Gate(uses=["ai-train"], profile=["jp", "sg"], accept=open_in["jp"] | open_in["sg"])(SILENT).kept


def test_several_uses_need_each_of_them() -> None:
    """A record passes only when it passes for every use asked about; the strongest reason is told first."""
    record = {"html": '<meta name="robots" content="noindex"><p>x</p>'}
    held = Gate(uses=["ai-train", "search"])(record).held()
    assert held is not None
    assert (held["use"], held["reason"]) == ("search", "stated-denied")
    assert {"use": "ai-train", "reason": "uncertain"} in held["also"]


@pytest.mark.parametrize("policy", ["opt-out", "opt-in", "law"])
def test_unread_is_held_whatever_the_policy(policy: str) -> None:
    """A robots.txt that could not be read, a malformed record and a bot challenge in place of the page are held."""
    gate = Gate(uses=["search"], profile="us", accept=EVERY, policy=policy, on_uncertain="keep")
    for record in ({**LICENSED, "robots_txt": {"status": 503}}, {**LICENSED, "status": 503}, {"html": 12}):
        verdict = gate(record)
        assert not verdict.kept
        assert Reason.UNREAD in {hindrance.reason for hindrance in verdict.hindrances}


def test_a_guarded_page_is_held_and_says_so() -> None:
    """A page of which the reader took only a part is held for that."""
    attributes = " ".join(f"a{number}=1" for number in range(60_000))
    held = Gate(uses=["tdm"], profile="us", accept=EVERY, on_uncertain="keep")({"html": f"<p {attributes}>x"}).held()
    assert held is not None
    assert held["reason"] == "guarded"
    assert held["unread"][0]["part"] == "html"


def test_a_record_that_brought_nothing_is_held() -> None:
    """An address alone is no page that was looked at; the columns may have other names."""
    verdict = Gate(uses=["tdm"], profile="us", accept=EVERY, on_uncertain="keep")({"url": "http://a.example/"})
    assert verdict.reason is Reason.NOTHING_GIVEN


def test_a_held_record_brings_its_proof() -> None:
    """The held object names use, outcome, rule and the words that were read, with their place."""
    held = Gate(uses=["ai-train"], profile="us")(NO).held()
    assert held is not None
    assert list(held)[:5] == ["use", "outcome", "stated", "rule", "reason"]
    assert any("AI training" in evidence["quote"] for evidence in held["evidence"])
    start, end = held["evidence"][0]["start"], held["evidence"][0]["end"]
    assert NO["text"][start:end] == held["evidence"][0]["quote"]


def test_an_agreement_on_file_lifts_a_stated_no() -> None:
    """What the rights holder has agreed to since is no longer held for the no on its page, for the uses it covers."""
    agreement = b'[[agreement]]\nreference="A-1"\nwith="Gazeta"\ndomains=["a.example"]\nreuses=["ai-train"]\n'
    rules = rule_data({**shipped().texts, "agreements/a.toml": agreement})
    verdict = Gate(uses=["ai-train"], profile="us", accept=EVERY, as_of="2026-11-25", rules=rules)(NO)
    assert Reason.STATED_DENIED not in {hindrance.reason for hindrance in verdict.hindrances}
    other = {**DENIALS[1], "url": "http://a.example/"}
    assert Gate(uses=["tdm"], profile="us", as_of="2026-11-25", rules=rules)(other).reason is Reason.STATED_DENIED


FIELDS = ("id", "url", "html", "text", "headers", "status", "robots_txt", "site_files", "fetched_at", "file")
VALUE = st.none() | st.integers() | st.text(max_size=30) | st.binary(max_size=20) | st.lists(st.text(max_size=5))
RECORD = st.dictionaries(st.sampled_from(FIELDS), VALUE)


@settings(deadline=None, max_examples=60)
@given(st.none() | st.integers() | st.text() | st.lists(st.integers()) | RECORD)
def test_no_record_makes_the_gate_raise(record: object) -> None:
    """Whatever a record is, it gets a verdict, and one that could not be read is held."""
    verdict = Gate(uses=["ai-train"], profile="us", accept=EVERY, on_uncertain="keep")(record)
    assert verdict.kept is (verdict.held() is None)
    if verdict.fault is not None:
        assert not verdict.kept
    json.dumps(verdict.held())


def test_a_gate_travels() -> None:
    """A gate that was pickled and read back gives the same verdict."""
    gate = Gate(uses=["ai-train"], profile="eu-gpai", accept=["standing"])
    again = pickle.loads(pickle.dumps(gate))  # noqa: S301  # our own bytes
    assert again(NO).held() == gate(NO).held()
    assert again.terms.uses == (Reuse.AI_TRAIN,)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"uses": []}, UsageError),
        ({"uses": ["training"]}, UsageError),
        ({"uses": ["tdm"], "profile": "xx"}, ProfileError),
        ({"uses": ["tdm"], "accept": ["all"]}, UsageError),
        ({"uses": ["tdm"], "policy": "opt"}, UsageError),
        ({"uses": ["tdm"], "on_uncertain": "drop"}, UsageError),
    ],
)
def test_wrong_words_are_refused_at_once(arguments: dict[str, Any], error: type[Exception]) -> None:
    """A word that names nothing is refused when the gate is made, not at the first record."""
    with pytest.raises(error):
        Gate(**arguments)
