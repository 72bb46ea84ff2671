# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Every numbered test vector of the catalogue of signals, from an observation to what it states.

The vectors are data: ``vectors/*.toml``, in our own words, by the catalogue's section and number (a list without
numbers is counted). Where the design page settles a vector otherwise, ``note`` says so. The last test compares the
list with the catalogue itself where the developers keep it beside the checkout. The vectors of media, feeds and
scholarly metadata (§15, §16) stand with their readers.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck import RobotsFile
from rightscheck.judge import judge
from rightscheck.model import NOT_GIVEN, Absent, Form, Found, Observation, Reuse
from rightscheck.observe.parts import part_of
from rightscheck.signals.licence_urls import licence_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rightscheck.model import Part
    from rightscheck.resources import RuleData

HERE = Path(__file__).parent
TEN = tuple(reuse.value for reuse in Reuse)
SITE = "https://site.example"
PAGE = """<!doctype html><html lang="en"><head><title>The ferry</title>{head}</head><body><main>
<p>The ferry leaves from berth four an hour after high water. Passengers wait in the hall, where tea is served.</p>
{body}</main></body></html>"""
RSL = '<rsl xmlns="https://rslstandard.org/rsl">{}</rsl>'
VECTORS = tuple(
    vector
    for file in sorted(HERE.glob("vectors/*.toml"))
    for vector in tomllib.loads(file.read_text(encoding="utf-8"))["vector"]
)
PLAIN = "text/plain"
SIBLINGS = tuple(tomllib.loads((HERE / "siblings.toml").read_text(encoding="utf-8"))["case"])

#: what is tested elsewhere or cannot be tested here, by what the catalogue or the design page says
ELSEWHERE = {
    "REP-21": "how a fetch ends is tested with the Inquiry (tests/observe) and here by test_rep",
    "REP-22": "may be unseen (RFC 9309 §2.5); test_robots_file reports the truncation",
    "CSIG-08": "a vendor's API (catalogue §19.3)",
    "CSIG-09": "a vendor's API (catalogue §19.3)",
    "TDMREP-20": "metadata of books and pictures: test_opf and the tests of XMP",
}


def observation(says: Mapping[str, Any]) -> Observation:
    """The observation a vector describes; what it does not name was looked for and is absent."""
    url = SITE + says.get("path", "/x/y")
    robots, documents = says.get("robots"), dict(says.get("documents", {}))
    if "rsl" in says:
        robots = f"License: {SITE}/rsl.xml\nUser-agent: *\nAllow: /\n"
        documents[f"{SITE}/rsl.xml"] = RSL.format(says["rsl"])
    form = Form(says.get("form", "html"))
    body: Part = Found(body=PAGE.format(head=says.get("head", ""), body=says.get("body", "")))
    return Observation(
        url=url,
        status=200,
        agent=says.get("agent", "rightscheck"),
        form=form,
        headers=tuple((name, value) for name, value in says.get("headers", ())),
        body=body if form is Form.HTML and says.get("fetched", True) else NOT_GIVEN,
        robots=Absent(reason="404") if robots is None else Found(body=robots.encode()),
        site_files={path: file_part(path, text) for path, text in says.get("files", {}).items()},
        documents={at: part_of(200, (), text.encode(), file=at) for at, text in documents.items()},
    )


def file_part(path: str, text: str) -> Part:
    """What came of a site's file, as the observing room tells it."""
    return part_of(200, (("Content-Type", PLAIN),), text.encode(), file=path)


@pytest.mark.parametrize("vector", [v for v in VECTORS if "asks" in v], ids=lambda v: v["id"])
def test_robots_vectors_allow_and_deny(vector: Mapping[str, Any]) -> None:
    """Each agent of the vector may fetch each path, or not, as the catalogue says."""
    parsed = RobotsFile.parse(vector["robots"].encode())
    for agent, path, allowed in vector["asks"]:
        assert parsed.verdict(agent, SITE + path).allowed is allowed, (agent, path)


@pytest.mark.parametrize("vector", [v for v in VECTORS if "url_licence" in v], ids=lambda v: v["id"])
def test_licence_addresses_are_read(vector: Mapping[str, Any], rules: RuleData) -> None:
    """Each address of the vector names its licence."""
    address, expected = vector["url_licence"]
    found = licence_of(address, rules)
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize("vector", [v for v in VECTORS if {"stated", "licence"} & v.keys()], ids=lambda v: v["id"])
def test_a_vector_states_what_the_catalogue_says(vector: Mapping[str, Any], rules: RuleData) -> None:
    """Stated values (all ten where ``stated`` is given), conditions, licence, unread parts, evidence and faults."""
    check(vector, rules)


@pytest.mark.parametrize("case", SIBLINGS, ids=lambda case: case["name"])
def test_what_people_report_of_such_tools_is_read_right(case: Mapping[str, Any], rules: RuleData) -> None:
    """Each slip or trap that tools are known for comes out as the specifications and the design page say."""
    check(case, rules)


def check(vector: Mapping[str, Any], rules: RuleData) -> None:
    """Compare what is stated of the vector's observation with what the vector says."""
    rights = judge(observation(vector), rules, as_of="2026-11-25").rights()
    reuses = rights["reuses"]
    brief = [f"{e['standard']} {e['place']} {e['quote'][:80]!r} {e.get('consent_route')}" for e in rights["evidence"]]
    if "stated" in vector:
        expected = dict.fromkeys(TEN, "silent") | vector["stated"]
        assert {reuse: reuses[reuse]["stated"] for reuse in TEN} == expected, (brief, rights["diagnostics"])
    assert (rights["licence"] or {"id": None})["id"] == vector.get("licence"), brief
    for reuse, conditions in vector.get("conditions", {}).items():
        assert set(conditions) <= set(reuses[reuse]["conditions"])
    unread = [entry["part"] for entry in rights["unread"]]
    assert unread == vector.get("unread", []) or unread == vector.get("may_be_unread"), rights["diagnostics"]
    assert not list(evidence_faults(vector, rights)), brief


def evidence_faults(vector: Mapping[str, Any], rights: Mapping[str, Any]) -> Iterator[str]:
    """What the evidence and the diagnostics lack, or have too much of."""
    standards = {entry["standard"] for entry in rights["evidence"]}
    agents = {agent for entry in rights["evidence"] for agent in entry["agents"]}
    words = " ".join(f"{entry['quote']} {entry.get('consent_route')}" for entry in rights["evidence"])
    if not set(vector.get("standards", ())) <= standards or standards & set(vector.get("never", ())):
        yield f"standards are {standards}"
    if "agents" in vector and agents != set(vector["agents"]):
        yield f"agents are {agents}"
    if vector.get("words", "") not in words:
        yield f"not quoted: {vector['words']}"
    if vector.get("diagnosed") and not rights["diagnostics"]:
        yield "no diagnostic"


def test_every_numbered_vector_of_the_catalogue_is_here(shared: Callable[[str], Path]) -> None:
    """No numbered vector of sections 3 to 14 is left out, and none is tested that the catalogue does not have."""
    catalogue = shared("reference/signals.md").read_text(encoding="utf-8")
    tested = {vector["id"] for vector in VECTORS}
    numbered = set(catalogue_ids(catalogue))
    assert numbered - tested - ELSEWHERE.keys() == set()
    assert {one for one in tested if one.partition("-")[0] in TABLES and one not in numbered} == set()
    assert len(tested) > 130


#: sections whose vectors are a table with numbers, by what the catalogue calls their standard
TABLES = {"REP": 3, "AIPREF": 5, "CSIG": 6, "RSL": 7, "TDMREP": 8, "ROB": 9}


def catalogue_ids(catalogue: str) -> Iterator[str]:
    """The ids of all numbered vectors: rows of the sections' tables, and ids that the text spells out."""
    sections = re.split(r"^## (\d+)\. ", catalogue, flags=re.MULTILINE)
    by_number = dict(zip(map(int, sections[1::2]), sections[2::2], strict=True))
    for name, number in TABLES.items():
        yield from (f"{name}-{row}" for row in re.findall(r"^\| (\d\d) \|", by_number[number], flags=re.MULTILINE))
    for name, number in {"UA": 4, "AITXT": 10, "LINK": 11, "SDO": 13}.items():
        at = by_number[number].index(f"{name}-01")
        end = by_number[number].find("\n\n", at)
        rows = re.findall(r"(?:^|[.; \n]|[A-Z])-(\d\d)\b", by_number[number][at - len(name) : end])
        yield from (f"{name}-{row}" for row in rows)
