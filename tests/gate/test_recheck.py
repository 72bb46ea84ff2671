# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Old marks and newer site policies: the answer must be the gate's own, and never rest on what is not known."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.errors import InputError
from rightscheck.gate.gating import Gate
from rightscheck.gate.mark_work import mark_of, proof_of
from rightscheck.gate.marked import read_signals, read_state, state_of
from rightscheck.gate.policies import joined
from rightscheck.gate.recheck import Again, rejudged
from rightscheck.gate.recheck_marks import Mark
from rightscheck.gate.recheck_run import Change, change_of
from rightscheck.gate.records import observation_of
from rightscheck.gate.verdict import Verdict, weigh
from rightscheck.model import Absent, Found, Part, Unread

if TYPE_CHECKING:
    from collections.abc import Mapping

URL = "https://a.example/news/1"
RSL = "https://a.example/license.xml"
TERMS = "https://a.example/terms"


def found(body: str, kind: str = "text/plain") -> Part:
    """A file that was there."""
    return Found(body=body.encode(), status=200, content_type=kind)


def rsl(kind: str) -> Part:
    """An RSL document that permits or prohibits training."""
    return found(
        f'<rsl xmlns="https://rslstandard.org/rsl"><content url="/"><license><{kind} type="usage">ai-train</{kind}>'
        "</license></content></rsl>",
        "application/rsl+xml",
    )


GONE = Absent(reason="404")
SITES: Mapping[str, dict[str, Part]] = {
    "nothing": {"robots.txt": GONE, "/ai.txt": GONE, "/.well-known/tdmrep.json": GONE},
    "robots": {"robots.txt": found("User-agent: *\nContent-Signal: ai-train=no\nDisallow: /private\n")},
    "path": {"robots.txt": found("User-agent: rightscheck\nDisallow: /news/\n")},
    "allows": {"robots.txt": found("User-agent: *\nContent-Usage: train-ai=y\nAllow: /\n")},
    "reserves": {"/.well-known/tdmrep.json": found('[{"location": "/news/*", "tdm-reservation": 1}]')},
    "elsewhere": {"/.well-known/tdmrep.json": found('[{"location": "/shop/*", "tdm-reservation": 1}]')},
    "down": {"robots.txt": Unread(reason="503"), "/ai.txt": GONE},
    "malformed": {"/.well-known/tdmrep.json": found("{no json")},
    "ai.txt": {"/ai.txt": found("User-Agent: *\nDisallow: *\n")},
    "rsl no": {"robots.txt": found(f"License: {RSL}\nUser-agent: *\nAllow: /\n"), RSL: rsl("prohibits")},
    "rsl yes": {"robots.txt": found(f"License: {RSL}\nUser-agent: *\nAllow: /\n"), RSL: rsl("permits")},
    "terms": {TERMS: found("<html><body><p>Training AI models on our texts is prohibited.</p></body>", "text/html")},
    "no terms": {TERMS: GONE, "robots.txt": GONE},
}
RECORDS: Mapping[str, dict[str, Any]] = {
    "silent": {"html": "<p>Weather.</p>", "headers": {}, "status": 200},
    "no headers": {"html": "<p>Weather.</p>"},
    "text": {"text": "Weather."},
    "served text": {"text": "Weather.", "headers": {"Content-Type": "text/plain"}, "status": 200},
    "licence": {"html": '<p><a rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/">CC</a></p>'},
    "own no": {"html": '<meta name="tdm-reservation" content="1"><p>All rights reserved.</p>'},
    "prose": {"text": "Weather. Any use of this text for AI training is prohibited."},
    "links terms": {"html": '<footer><a href="/terms">Terms of use</a></footer>', "status": 200, "headers": {}},
    "own robots": {"html": "<p>x</p>", "robots_txt": "User-agent: *\nContent-Signal: ai-train=no\n"},
    "forbidden": {"html": "<p>No</p>", "status": 403, "headers": {}},
    "unread page": {"html": "<title>Just a moment...</title><p>Checking your browser", "status": 403},
    "header": {"html": "<p>x</p>", "headers": {"TDM-Reservation": "1"}, "status": 200},
}
GATES = {
    "law": Gate(uses=["ai-train", "crawl"], profile="us", accept=["standing"], on_uncertain="keep"),
    "two profiles": Gate(uses=["tdm"], profile=["as-stated", "eu-gpai"], accept=["standing", "attribution"]),
}


def verdict(record: dict[str, Any], parts: Mapping[str, Part], gate: Gate) -> Verdict:
    """The gate's own answer on this record with these parts of its site."""
    observation = joined(observation_of({"url": URL, **record}), parts).observation
    return weigh(gate.judging(observation), gate.terms, gate.judging.rules)


def again(before: Verdict, fresh: Mapping[str, Part], gate: Gate) -> tuple[Mark, Again]:
    """The answer from what a sidecar keeps of the first one, read back from its bytes."""
    proof = proof_of(before)
    row = json.loads(json.dumps(mark_of("r1", before, proof)))
    mark = Mark(row=row, url=before.report.observation.address)
    return mark, rejudged(mark, json.loads(json.dumps(proof)), fresh, gate)


def told(answer: Verdict) -> tuple[object, ...]:
    """All that a decision hangs on."""
    decisions = [(d.stated, d.basis, d.outcome, d.conditions, d.duties) for d in answer.report.reuses.values()]
    profiles = [[d.outcome for d in answers.values()] for answers in answer.report.profiles.values()]
    return decisions, profiles, answer.reason, answer.use, [h.reason for h in answer.hindrances]


@pytest.mark.parametrize("name", GATES)
@pytest.mark.parametrize("what", RECORDS)
def test_it_answers_as_the_gate_with_the_newer_policies(what: str, name: str) -> None:
    """Whatever a record said and its site said before, the new parts count as if the content were read again."""
    gate, record = GATES[name], RECORDS[what]
    for old, new in product((None, "robots", "reserves", "rsl no", "terms"), SITES):
        first = SITES[old] if old else {}
        before = verdict(record, first, gate)
        _, answer = again(before, SITES[new], gate)
        # What the record brought is as old as the crawl, so a newer robots.txt counts in its place too.
        aged = {
            name: value for name, value in record.items() if name != "robots_txt" or "robots.txt" not in SITES[new]
        }
        wanted = verdict(aged, {**first, **SITES[new]}, gate)
        assert told(answer.verdict) == told(wanted), (old, new)


def test_an_opt_out_after_the_crawl_removes_and_an_end_of_it_restores() -> None:
    """The two changes there are, told from what stood before."""
    gate, record = GATES["law"], RECORDS["silent"]
    silent, reserved = verdict(record, SITES["nothing"], gate), verdict(record, SITES["reserves"], gate)
    assert change_of(*again(silent, SITES["reserves"], gate)) is Change.REMOVE
    assert change_of(*again(reserved, SITES["nothing"], gate)) is Change.RESTORE
    assert change_of(*again(reserved, SITES["robots"], gate)) is Change.SAME


def test_a_part_that_the_newer_policies_lack_keeps_its_word() -> None:
    """A snapshot of robots.txt alone says nothing about tdmrep.json, so the reservation stands."""
    gate = GATES["law"]
    before = verdict(RECORDS["silent"], SITES["reserves"], gate)
    mark, answer = again(before, {"robots.txt": GONE}, gate)
    assert change_of(mark, answer) is Change.SAME
    assert answer.verdict.reason == "stated-denied"


def test_a_document_that_is_still_announced_keeps_its_word_when_it_was_not_asked_for() -> None:
    """robots.txt still leads to the RSL document, and nobody knows what it says now."""
    gate = GATES["law"]
    before = verdict(RECORDS["silent"], SITES["rsl no"], gate)
    mark, answer = again(before, {"robots.txt": SITES["rsl no"]["robots.txt"]}, gate)
    assert change_of(mark, answer) is Change.SAME
    mark, answer = again(before, {"robots.txt": GONE}, gate)
    assert change_of(mark, answer) is Change.RESTORE


def test_a_document_that_the_page_announces_keeps_its_word() -> None:
    """What the page itself leads to is not known without the page, so nothing is restored by its absence."""
    gate = GATES["law"]
    page = {"html": f'<link rel="license" type="application/rsl+xml" href="{RSL}"><p>x</p>', "headers": {}}
    before = verdict(page, {**SITES["nothing"], RSL: rsl("prohibits")}, gate)
    assert before.reason == "stated-denied"
    mark, answer = again(before, {**SITES["nothing"], RSL: rsl("permits")}, gate)
    assert change_of(mark, answer) is Change.SAME


def test_no_signal_of_the_record_is_lost_or_told_twice() -> None:
    """What stood in the record itself comes back as it was, whichever reader had found it."""
    page = {
        "html": '<meta name="DC.rights" content="All rights reserved."><meta name="robots" content="noai">'
        '<script type="application/ld+json">{"@type": "Article", "license": "https://a.example/licence"}</script>'
        "<p>No part may be used for text and data mining.</p>",
        "headers": {"TDM-Reservation": "1", "X-Robots-Tag": "noarchive"},
        "status": 200,
    }
    before = verdict(page, SITES["nothing"], GATES["law"])
    _, answer = again(before, SITES["nothing"], GATES["law"])
    assert len(before.report.evidence) >= 5
    assert answer.verdict.report.evidence == before.report.evidence


def test_a_state_comes_back_as_it_was() -> None:
    """How a record was seen is one short text, and most records of a dataset share it."""
    gate = GATES["law"]
    report = verdict(RECORDS["forbidden"], {}, gate).report
    state = read_state(state_of(report))
    assert state.body == Unread(reason="403")
    assert (state.status, state.given) == (403, ("headers",))
    assert state_of(verdict(RECORDS["silent"], {}, gate).report) == state_of(
        verdict({**RECORDS["silent"], "html": "<p>Sun.</p>"}, {}, gate).report
    )


@pytest.mark.parametrize("text", ["", "[]", '["html"]', '["html","what",null,200,"2026-01-01"]', "7"])
def test_a_state_that_is_none_is_damage(text: str) -> None:
    """A mark of another version, or a damaged one, is an error and no silent record."""
    with pytest.raises(InputError):
        read_state(text)


def test_a_proof_that_is_none_is_damage() -> None:
    """Evidence without the findings behind it, as an older version wrote it, cannot be judged again."""
    with pytest.raises(InputError):
        read_signals({"ref": "x", "rights": {"evidence": []}})
