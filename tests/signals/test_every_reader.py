# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Every reader that is discovered, on whatever strangers send: none raises, and what it gives keeps the contract.

Observations are put together at random from pieces of all standards, broken and whole, in every place a reader looks.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rightscheck.audit import Options, audit
from rightscheck.demo import Answer, Site, serve
from rightscheck.judge import judge
from rightscheck.markup.read import read_page
from rightscheck.model import Absent, Found, Observation, Unread
from rightscheck.resources import shipped
from rightscheck.signals.interface import Seen
from rightscheck.statements.readers import readers, site_files
from rightscheck.statements.standards import standards

if TYPE_CHECKING:
    from rightscheck.audit import Row
    from rightscheck.model import Part
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Reader

RULES = shipped()
HOST = "https://quay.example"
PIECES = (
    "User-agent: *",
    "User-agent: rightscheck",
    "Disallow: /",
    "Allow: /*a$",
    "Content-Signal: ai-train=no",
    "License: ",
    "Content-Usage: /a train-ai=n, search=y",
    "DisallowAITraining: /",
    "# All rights reserved.",
    "\r",
    "\n",
    "\x00",
    "\ufeff",
    "train-ai=n",
    "ai-use=n;exceptions=cc-cr",
    ",",
    ";",
    "=",
    "(",
    '"',
    "noindex, ",
    "unavailable_after: ",
    "max-snippet:",
    "noai",
    "otherbot: ",
    "tdm-reservation",
    "1",
    "0",
    "[",
    "]",
    "{",
    "}",
    '{"location":"/","tdm-reservation":1}',
    "datatrainingallowed=no",
    '"license":',
    '"@type":"Article"',
    '"@context":"https://schema.org"',
    '"@graph":',
    '"@id":"#a"',
    "null",
    "true",
    "-1e999",
    "<rsl xmlns='https://rslstandard.org/rsl'>",
    "<content url='/'>",
    "<license>",
    "<prohibits type='usage'>ai-all</prohibits>",
    "<permits type='usage'>search</permits>",
    "</license>",
    "</content>",
    "</rsl>",
    "<!DOCTYPE r [<!ENTITY a 'b'>]>",
    "&a;",
    "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0",
    "http://rightsstatements.org/vocab/InC/1.0/",
    "</script>",
    "-->",
    f"<{HOST}/r.xml>; rel=license; type='application/rsl+xml'",
    '"\\ud83d"',
    "İ",
    "\u017f",
    "https://[::1",
    "//",
    "javascript:",
    "%zz",
    "License realm=",
    "USD 0.02",
    "dedicated to the public domain",
    "all rights reserved",
    "licensed under ",
    " ",
    "a",
)
TAGS = (
    '<meta name="robots" content="{}">',
    '<meta name="tdm-reservation" content="{}">',
    '<meta name="dc.rights" content="{}">',
    '<meta name="copyright" content="{}">',
    '<link rel="license" href="{}">',
    '<link rel="license" type="application/rsl+xml" href="{}">',
    '<script type="application/ld+json">{}</script>',
    '<script type="application/rsl+xml">{}</script>',
    "<p>{}</p>",
    "<!-- {} -->",
    '<a rel="license" href="{0}">{0}</a>',
    '<div itemscope itemtype="https://schema.org/Article"><p itemprop="license">{}</p></div>',
    '<div about="{0}" property="cc:license" content="{0}">{0}</div>',
    "<div data-nosnippet>{}</div>",
    "<footer><a href='/terms'>{}</a></footer>",
    '<figure><img src="a.jpg"><figcaption>{}</figcaption></figure>',
    "<blockquote>{}</blockquote>",
    "<title>{}</title>",
)
NAMES = (
    "Content-Usage",
    "Content-Signal",
    "X-Robots-Tag",
    "tdm-reservation",
    "tdm-policy",
    "Link",
    "WWW-Authenticate",
    "crawler-price",
    "Age",
)

texts = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(st.characters(codec="utf-8"), max_size=4)), max_size=12
).map("".join)
wrapped = st.builds(lambda tag, text: tag.format(text), st.sampled_from(TAGS), texts)
pages = st.lists(wrapped, max_size=6).map("\n".join)
bodies = st.one_of(texts.map(lambda text: text.encode()), st.binary(max_size=40))
parts = st.one_of(
    bodies.map(lambda body: Found(body=body)), st.just(Absent(reason="404")), st.just(Unread(reason="503"))
)
addresses = st.sampled_from((None, f"{HOST}/a/b.html", HOST, "", "https://[::1", "data:,x"))


@st.composite
def observations(draw: st.DrawFn) -> tuple[Observation, str]:
    """An observation with something in each place a reader looks, and the source of its page."""
    html = draw(pages)
    files = draw(st.fixed_dictionaries({}, optional=dict.fromkeys(site_files(), parts)))
    documents: dict[str, Part] = draw(st.dictionaries(st.sampled_from((f"{HOST}/r.xml", f"{HOST}/terms")), parts))
    observation = Observation(
        url=draw(addresses),
        status=draw(st.sampled_from((None, 200, 401, 402, 451))),
        agent=draw(st.sampled_from(("rightscheck", "GPTBot", "", "a b/c"))),
        headers=draw(st.one_of(st.none(), st.lists(st.tuples(st.sampled_from(NAMES), texts), max_size=3).map(tuple))),
        body=Found(body=html),
        robots=draw(parts),
        site_files=files,
        documents=documents,
    )
    return observation, html


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(observations())
def test_no_reader_raises_and_each_keeps_the_contract(case: tuple[Observation, str]) -> None:
    """Whatever stands in an observation, each reader gives signals of its own standards, with places and quotes."""
    observation, html = case
    seen = Seen(observation=observation, page=read_page(html), as_of="2026-11-25")
    for reader in readers():
        wanted = reader.wants(seen, RULES)
        assert all(want.url and want.why for want in wanted)
        check(reader, seen)


def test_what_is_reported_can_be_written(rules: RuleData) -> None:
    """Half a character, escaped in structured data or a policy, never reaches a report that JSON could not hold."""
    half = '"\\ud83d"'
    offer = '[{"action":"tdm:mine","duty":[{"action":"compensate"}]}]'
    policy = f'{{"assigner":{{"vcard:fn":{half},"vcard:hasURL":{half}}},"permission":{offer}}}'
    observation = Observation(
        url=f"{HOST}/a",
        status=200,
        headers=(("tdm-reservation", "1"), ("tdm-policy", f"{HOST}/p.json")),
        body=Found(
            body=f'<script type="application/ld+json">{{"@type":"Article","copyrightHolder":{half},}}</script>'
        ),
        documents={f"{HOST}/p.json": Found(body=policy.encode())},
    )
    written = json.dumps(judge(observation, rules).rights(), ensure_ascii=False)
    assert written.encode("utf-8")


def check(reader: Reader, seen: Seen) -> None:
    """The reading of one reader by the contract of its values."""
    known = standards(RULES)
    reading = reader.read(seen, RULES)
    assert reader.read(seen, RULES) == reading
    for signal in reading.signals:
        assert signal.evidence.standard in reader.standards
        assert signal.evidence.place
        assert signal.evidence.quote or reading.unread
        if signal.licence is None:
            meanings = known[signal.evidence.standard]
            assert all(meanings.meaning(one.token, one.value) is not None for one in signal.findings)
    assert all(part and reason for part, reason in reading.unread)
    assert all(note.part and note.code and note.text for note in reading.diagnostics)


@pytest.mark.parametrize("piece", PIECES)
def test_one_piece_over_and_over_is_read_to_its_end(piece: str) -> None:
    """A long run of any piece, in each place, comes to an end without an exception."""
    run = piece * (20_000 // len(piece))
    body = Found(body=run.encode())
    observation = Observation(
        url=f"{HOST}/a",
        headers=tuple((name, run[:8000]) for name in NAMES),
        robots=body,
        site_files=dict.fromkeys(site_files(), body),
        documents={f"{HOST}/r.xml": body},
    )
    page = read_page("".join(tag.format(run[:2000]) for tag in TAGS))
    for reader in readers():
        reader.wants(Seen(observation=observation, page=page), RULES)
        reader.read(Seen(observation=observation, page=page), RULES)


PAGE = """<!doctype html><html lang="en"><head><title>The ferry</title></head><body><main>
<p>The ferry leaves from berth four an hour after high water. Passengers wait in the hall, where tea is served.</p>
</main><footer><p>All rights reserved.</p>
<p><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></p></footer></body></html>"""


def test_standards_that_disagree_are_listed_with_both_quotes_and_the_principle(rules: RuleData) -> None:
    """Over real HTTP: three conflicts between standards stand in the report, each with what said what and why."""
    rights = asyncio.run(one(rules)).report.rights()
    quotes = [entry["quote"] for entry in rights["evidence"]]
    listed = {
        (conflict["reuse"], conflict["principle"]): " | ".join(quotes[i] for i in conflict["evidence"])
        for conflict in rights["conflicts"]
    }
    assert ("redistribute", "G") in listed  # general words give way to the licence (law.md §6, G)
    assert {"All rights reserved.", "CC BY 4.0"} <= set(listed["redistribute", "G"].split(" | "))
    assert (
        "ai-train",
        "G",
    ) in listed  # a denial that names the use stands beside the licence, a conflict all the same
    assert {"Content-Signal: ai-train=no", "CC BY 4.0"} <= set(listed["ai-train", "G"].split(" | "))
    assert rights["reuses"]["ai-train"]["stated"] == "denied"
    assert rights["reuses"]["redistribute"]["stated"] == "conditional"
    assert all(len(conflict["evidence"]) >= 2 and conflict["principle"] for conflict in rights["conflicts"])


def test_two_preferences_that_disagree_are_listed_without_a_licence(rules: RuleData) -> None:
    """A grant in one standard, a denial in another: the denial stands, the report shows both (law.md §6, P2)."""
    observation = Observation(
        url=f"{HOST}/a",
        status=200,
        headers=(("Content-Signal", "ai-train=no"),),
        body=Found(body="<p>x</p>"),
        site_files={"/trust.txt": Found(body=b"datatrainingallowed=yes\n")},
    )
    rights = judge(observation, rules).rights()
    (conflict,) = rights["conflicts"]
    quotes = {rights["evidence"][index]["quote"] for index in conflict["evidence"]}
    assert quotes == {"Content-Signal: ai-train=no", "datatrainingallowed=yes"}
    assert (conflict["reuse"], conflict["principle"]) == ("ai-train", "P2")
    assert rights["reuses"]["ai-train"]["stated"] == "denied"


async def one(rules: RuleData) -> Row:
    """The audit of one site whose standards disagree."""
    host = "conflict.example"
    routes = {
        (host, "/ferry"): Answer(status=200, headers=(("Content-Type", "text/html"),), body=PAGE.encode()),
        (host, "/robots.txt"): Answer(
            status=200,
            headers=(("Content-Type", "text/plain"),),
            body=b"User-agent: *\nContent-Signal: ai-train=no\n",
        ),
    }
    site = Site(name=host, title="", shows="", url=f"http://{host}/ferry", hosts=(host,), routes=routes)
    with serve([site]) as demo:
        options = Options(allow_private=True, resolve=demo.resolve, delay=0)
        (row,) = [row async for row in audit(demo.urls, options, rules)]
    return row
