# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Meta robots, X-Robots-Tag, noai, data-nosnippet: the vectors ROB-01 … ROB-15 and the parsing traps."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.markup.facts import Meta, NoSnippet, PageFacts
from rightscheck.model import Found, Observation, Scope, Unread
from rightscheck.resources import shipped
from rightscheck.signals.interface import Seen
from rightscheck.signals.rob import READER
from rightscheck.signals.rob_rules import read_date
from rightscheck.statements.standards import standards

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rightscheck.model import Reading
    from rightscheck.resources import RuleData


def read(
    *headers: str,
    metas: tuple[tuple[str, str], ...] = (),
    agent: str = "rightscheck",
    page: PageFacts | None = None,
    observation: Observation | None = None,
) -> Reading:
    """The reading of these X-Robots-Tag lines and metas."""
    facts = page or PageFacts(metas=tuple(Meta(name=name, content=content, line=3) for name, content in metas))
    seen = observation or Observation(
        url="https://quay.example/a",
        agent=agent,
        headers=tuple(("X-Robots-Tag", line) for line in headers),
        body=Found(body=""),
    )
    return READER.read(Seen(observation=seen, page=facts), shipped())


def said(reading: Reading) -> set[tuple[str, str]]:
    """Every finding as (token, value)."""
    return {(f.token, f.value) for signal in reading.signals for f in signal.findings}


def tokens(reading: Reading) -> set[str]:
    """Every token with a finding."""
    return {token for token, _ in said(reading)}


def test_noindex_is_found() -> None:
    """ROB-01: noindex is found, nofollow says nothing."""
    assert tokens(read(metas=(("robots", "noindex, nofollow"),))) == {"noindex"}


@pytest.mark.parametrize(("agent", "expected"), [("Googlebot", {"noindex"}), ("otherbot", set())])
def test_a_tag_for_one_agent_binds_that_agent_alone(agent: str, expected: set[str]) -> None:
    """ROB-02: what stands in the tag of an agent adds up with the general tag, for that agent only."""
    reading = read(metas=(("robots", "nofollow"), ("googlebot", "noindex")), agent=agent)
    assert tokens(reading) == expected
    assert reading.signals[1].evidence.agents == ("googlebot",)


@pytest.mark.parametrize(("agent", "expected"), [("googlebot", set()), ("otherbot", {"noindex"}), ("x", set())])
def test_header_lines_for_agents_are_kept_apart(agent: str, expected: set[str]) -> None:
    """ROB-03: two header lines for two agents do not mix."""
    assert tokens(read("googlebot: nofollow", "otherbot: noindex, nofollow", agent=agent)) == expected


def test_a_date_with_colons_is_no_agent() -> None:
    """ROB-04: unavailable_after is a rule with a date, not an agent."""
    reading = read("noimageindex", "unavailable_after: 25 Jun 2010 15:00:00 PST")
    assert said(reading) == {("unavailable_after", "2010-06-25")}
    finding = reading.signals[1].findings[0]
    assert finding.conditions == ("until:2010-06-25",)
    assert reading.signals[0].evidence.scope is Scope.IMAGE
    assert not reading.diagnostics


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25 Jun 2010 15:00:00 PST", "2010-06-25"),
        ("Friday, 25-Jun-10 15:00:00 PST", "2010-06-25"),
        ("Fri, 25 Jun 2010 15:00:00 GMT", "2010-06-25"),
        ("25-Aug-2007 15:00:00 EST", "2007-08-25"),
        ("2027-01-31", "2027-01-31"),
        ("2027-01-31T10:00:00+02:00", "2027-01-31"),
        ("Friday, June 25, 2010", "2010-06-25"),
        ("31 Feb 2030", None),
        ("25 Foo 2030", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_of_three_formats_are_read(text: str, expected: str | None) -> None:
    """RFC 822, RFC 850 and ISO 8601 dates give a day, anything else none."""
    day = read_date(text)
    assert (day.isoformat() if day else None) == expected


@pytest.mark.parametrize("date", ["Friday, 25-Jun-10 15:00:00 PST", "Fri, June 25, 2010 15:00:00"])
def test_a_date_torn_by_commas_is_put_together(date: str) -> None:
    """The commas of a date end no rule, and the rules after it count."""
    reading = read(f"nosnippet, unavailable_after: {date}, noindex")
    assert said(reading) == {("nosnippet", ""), ("unavailable_after", "2010-06-25"), ("noindex", "")}


def test_a_rule_after_a_broken_date_still_counts() -> None:
    """A date that cannot be read is ignored with a diagnostic and swallows nothing."""
    reading = read("unavailable_after: someday, noindex")
    assert tokens(reading) == {"noindex"}
    assert [d.code for d in reading.diagnostics] == ["robots-tag-unknown"]


def test_both_snippet_rules_are_found() -> None:
    """ROB-05: a limit beside nosnippet: both are found, settling lets the denial win."""
    assert said(read(metas=(("robots", "max-snippet:50, nosnippet"),))) == {("max-snippet", "50"), ("nosnippet", "")}


@pytest.mark.parametrize(
    ("content", "expected", "faults"),
    [
        ("max-snippet:0", {("max-snippet", "0")}, 0),
        ("max-snippet:-1", set(), 0),
        ("max-snippet:", set(), 1),
        ("max-snippet", set(), 1),
        ("max-snippet:lots", set(), 1),
        ("max-snippet:-7", set(), 1),
    ],
)
def test_the_length_of_a_snippet(content: str, expected: set[tuple[str, str]], faults: int) -> None:
    """ROB-06: 0 is a denial, -1 no limit, anything but a number no rule."""
    reading = read(metas=(("robots", content),))
    assert said(reading) == expected
    assert len(reading.diagnostics) == faults


def test_a_snippet_length_is_a_condition() -> None:
    """ROB-07: at most 20 characters; the size of pictures is evidence."""
    reading = read(metas=(("robots", "max-snippet:20, max-image-preview:large"),))
    assert [f.conditions for f in reading.signals[0].findings] == [("excerpt:20",)]


def test_regions_without_snippet_are_evidence() -> None:
    """ROB-08: data-nosnippet counts on div with any value, on other elements it is a diagnostic."""
    page = PageFacts(
        nosnippets=(NoSnippet(tag="div", honoured=True, line=4), NoSnippet(tag="mytag", honoured=False, line=9))
    )
    reading = read(page=page)
    (signal,) = reading.signals
    assert (signal.evidence.standard, signal.evidence.scope, signal.findings) == ("NOSNIP", Scope.SECTION, ())
    assert [(d.code, d.line) for d in reading.diagnostics] == [("nosnippet-misplaced", 9)]


@pytest.mark.parametrize("content", ["noarchive", "nocache, noarchive"])
def test_noarchive_and_nocache_speak_of_copies_alone(content: str, rules: RuleData) -> None:
    """ROB-09, -10 as design.md settles them: archive denied, no word on AI."""
    known = standards(rules)["ROB-M"]
    reading = read(metas=(("robots", content),))
    meanings = [m for token, value in said(reading) for m in known.meaning(token, value)]
    assert {(m.reuse.value, m.stated.value) for m in meanings} == {("archive", "denied")}


@pytest.mark.parametrize("line", ["noai", "other, noai", "noml"])
def test_noai_is_a_standard_of_its_own(line: str) -> None:
    """ROB-11: noai is found as NOAI with the whole line as its quote."""
    signal = next(s for s in read(line).signals if s.evidence.standard == "NOAI")
    assert {f.token for f in signal.findings} == {line.rsplit(", ", maxsplit=1)[-1]}
    assert signal.evidence.quote == f"X-Robots-Tag: {line}"
    assert signal.evidence.scope is Scope.PAGE


def test_noimageai_alone_is_evidence_for_pictures() -> None:
    """ROB-11 as design.md settles it: pictures only, no finding."""
    (signal,) = read("noimageai").signals
    assert (signal.evidence.standard, signal.evidence.scope, signal.findings) == ("NOAI", Scope.IMAGE, ())


@pytest.mark.parametrize(("agent", "expected"), [("spawningbot", {"noai"}), ("rightscheck", set())])
def test_noai_for_one_agent(agent: str, expected: set[str]) -> None:
    """ROB-12: a line for an agent binds it and nobody else; the others keep it as evidence."""
    reading = read("spawningbot: noai", agent=agent)
    assert tokens(reading) == expected
    assert reading.signals[0].evidence.agents == ("spawningbot",)


def test_noindex_is_no_word_on_ai() -> None:
    """ROB-13: an unknown rule and noindex make no AI signal."""
    assert {s.evidence.standard for s in read("other, noindex").signals} == {"ROB-H"}


@pytest.mark.parametrize("content", ["all", "index, follow", "INDEX,FOLLOW", "max-image-preview:large", "noodp"])
def test_defaults_say_nothing(content: str) -> None:
    """ROB-14: index, follow, all and hints have no finding and are no fault."""
    reading = read(metas=(("robots", content),))
    assert not said(reading)
    assert not reading.diagnostics


def test_a_page_that_was_not_fetched_says_nothing() -> None:
    """ROB-15: where the page was not read there is no tag to see."""
    reading = READER.read(Seen(observation=Observation(url="https://quay.example/a"), page=None), shipped())
    assert reading.signals == ()


def test_several_tags_add_up() -> None:
    """Each tag is a signal; one with an unknown rule alone gives a diagnostic and no signal."""
    reading = read(metas=(("robots", "noodp"), ("robots", "noindex/nofollow"), ("robots", "index, noindex")))
    assert tokens(reading) == {"noindex"}
    assert len(reading.signals) == 2
    assert [(d.part, d.line) for d in reading.diagnostics] == [("html", 3)]


def test_an_agent_in_the_middle_of_a_line_holds_until_the_next() -> None:
    """A folded line: each rule belongs to the agent before it, with a diagnostic."""
    line = "nosnippet, googlebot: noindex, nofollow, bingbot: noarchive"
    assert tokens(read(line)) == {"nosnippet"}
    assert tokens(read(line, agent="googlebot")) == {"nosnippet", "noindex"}
    assert tokens(read(line, agent="bingbot")) == {"nosnippet", "noarchive"}
    assert [d.code for d in read(line).diagnostics] == ["robots-tag-several-agents"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("x-new-rule: 5, noindex", {"noindex"}),
        ("somebody: noindex", set()),
        ("somebody: unavailable_after: 1 Jan 2031", set()),
        ("*: noindex", {"noindex"}),
        ("robots: noindex", {"noindex"}),
        ("max-snippet: 0", {"max-snippet"}),
        ("noindex:", {"noindex"}),
        (", ,noindex,", {"noindex"}),
        ("GoogleBot : noindex", set()),
    ],
)
def test_what_is_an_agent_and_what_a_rule(line: str, expected: set[str]) -> None:
    """Text before a colon is an agent only where it is known as one or a rule follows it."""
    assert tokens(read(line)) == expected


def test_the_place_of_a_tag_is_told() -> None:
    """Evidence names the tag, its line and its content as written."""
    (signal,) = read(metas=(("robots", "NoIndex"),)).signals
    assert (signal.evidence.place, signal.evidence.line, signal.evidence.quote) == (
        "html:meta[name=robots]",
        3,
        "NoIndex",
    )


@pytest.mark.parametrize(
    "observation",
    [
        Observation(headers=(("X-Robots-Tag", "noindex"),), status=503, body=Unread(reason="503")),
        Observation(headers=(("X-Robots-Tag", "noindex"),), status=200, body=Unread(reason="challenge")),
    ],
)
def test_the_header_of_a_page_in_the_pages_place_is_evidence(observation: Observation) -> None:
    """A noindex of an error or a challenge concerns that answer, not the page."""
    (signal,) = read(observation=observation).signals
    assert signal.findings == ()


@pytest.mark.parametrize("reason", ["script-shell", "timeout", "too-large"])
def test_the_header_of_the_page_itself_counts_without_its_body(reason: str) -> None:
    """A body that could not be read does not take its own headers away."""
    seen = Observation(headers=(("x-robots-tag", "noindex"),), status=200, body=Unread(reason=reason))
    assert tokens(read(observation=seen)) == {"noindex"}


def test_header_and_tag_share_their_meaning(rules: RuleData) -> None:
    """The two standards have one vocabulary."""
    known = standards(rules)
    assert known["ROB-M"].meanings == known["ROB-H"].meanings


def test_the_field_cases_of_tags_come_out(shared: Callable[[str], Path]) -> None:
    """Headers of the developers' field corpus: the reuse is denied where it must be."""
    for line in shared("corpus/field/dev.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case["topic"] == "x-robots-tag":
            assert "noindex" in tokens(read(case["record"]["headers"]["X-Robots-Tag"]))


RULE_TEXT = st.text(alphabet=st.sampled_from("noindex:,-1 \tagblt*;/٣\x00é\ud800"), max_size=60)


@settings(max_examples=200, deadline=None)
@given(st.lists(RULE_TEXT, max_size=4), RULE_TEXT)
def test_no_line_breaks_the_reader(lines: list[str], content: str) -> None:
    """Whatever a header or tag holds, the reader answers."""
    reading = read(*lines, metas=(("robots", content), ("googlebot", content)))
    assert all(signal.evidence.quote for signal in reading.signals)


@pytest.mark.parametrize("text", [",", "noindex,", "a:", "googlebot: noindex,", "unavailable_after: 1, ", "1 " * 9])
def test_a_megabyte_of_rules_is_read(text: str) -> None:
    """Long lines are cut, not endured."""
    read(text * (1_000_000 // len(text)), metas=(("robots", text * (1_000_000 // len(text))),))
