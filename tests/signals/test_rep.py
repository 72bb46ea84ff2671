# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The robots.txt reader for our own agent: crawl denied with proof, everything else silent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from rightscheck.model import NOT_GIVEN, Absent, Found, Observation, Reading, Reuse, Scope, Stated, Unread
from rightscheck.signals.interface import Seen
from rightscheck.signals.rep import READER
from rightscheck.statements.settle import settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rightscheck.model import Part
    from rightscheck.resources import RuleData

PAGE = "https://a.example/blog/x"


def read(rules: RuleData, *lines: str, agent: str = "rightscheck", url: str | None = PAGE) -> Reading:
    """What the reader finds for a page with a robots.txt of these lines."""
    robots = Found(body="\n".join(lines))
    return READER.read(Seen(observation=Observation(url=url, agent=agent, robots=robots), page=None), rules)


def stated(reading: Reading, rules: RuleData, reuse: Reuse) -> Stated:
    """What the reading comes to for one reuse."""
    return settle(reading, rules).reuses[reuse].stated


class TestAccess:
    def test_a_block_for_everybody_denies_crawl(self, rules: RuleData) -> None:
        """The deciding line is the proof: place, words, file, scope, and nobody named."""
        reading = read(rules, "User-agent: *", "Disallow: /  # closed")
        (signal,) = reading.signals
        assert stated(reading, rules, Reuse.CRAWL) is Stated.DENIED
        assert (signal.evidence.place, signal.evidence.quote) == ("/robots.txt:2", "Disallow: /  # closed")
        assert signal.evidence.url == "https://a.example/robots.txt"
        assert (signal.evidence.scope, signal.evidence.agents) == (Scope.SITE, ())

    def test_a_block_of_our_own_agent_names_it(self, rules: RuleData) -> None:
        """A group with our token says so in ``agents``."""
        (signal,) = read(rules, "User-agent: RightsCheck", "Disallow: /").signals
        assert signal.evidence.agents == ("rightscheck",)
        assert [(f.token, f.value) for f in signal.findings] == [("disallow", "1")]

    def test_speaking_as_a_known_agent_brings_its_purposes(self, rules: RuleData) -> None:
        """Who audits as GPTBot sees the block as its own, with what the token is for."""
        reading = read(rules, "User-agent: GPTBot", "Disallow: /", agent="GPTBot/1.2")
        evidence = reading.signals[0].evidence
        assert (evidence.agents, evidence.kinds) == (("GPTBot",), ("train",))
        assert stated(reading, rules, Reuse.CRAWL) is Stated.DENIED

    def test_a_whole_user_agent_header_is_its_token(self, rules: RuleData) -> None:
        """An agent given as a header value is bound by the product it names."""
        agent = "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)"
        reading = read(rules, "User-agent: GPTBot", "Disallow: /", agent=agent)
        assert stated(reading, rules, Reuse.CRAWL) is Stated.DENIED

    @pytest.mark.parametrize("rule", ["Allow: /", "Disallow: /private/", "Disallow:", "Crawl-delay: 10"])
    def test_allow_and_no_rule_are_silent(self, rules: RuleData, rule: str) -> None:
        """Nothing in robots.txt grants anything."""
        reading = read(rules, "User-agent: *", rule)
        assert stated(reading, rules, Reuse.CRAWL) is Stated.SILENT

    def test_an_allow_line_is_evidence(self, rules: RuleData) -> None:
        """The line that opened the page is shown, without a finding."""
        (signal,) = read(rules, "User-agent: *", "Disallow: /", "Allow: /blog/").signals
        assert (signal.evidence.quote, signal.findings) == ("Allow: /blog/", ())

    @pytest.mark.parametrize(
        "part",
        [
            NOT_GIVEN,
            Absent(reason="404"),
            Unread(reason="503"),
            Found(body=b"\xef\xbb\xbf\n <!DOCTYPE html><p>User-agent: *<br>Disallow: /"),
            Found(body="<html>\nUser-agent: *\nDisallow: /"),
        ],
    )
    def test_without_a_file_there_is_nothing(self, rules: RuleData, part: Part) -> None:
        """A file that is missing, unread or an HTML page gives no signal; others report it."""
        seen = Seen(observation=Observation(url=PAGE, robots=part), page=None)
        assert READER.read(seen, rules) == Reading()

    def test_without_a_url_no_path_is_matched(self, rules: RuleData) -> None:
        """A record without a URL gets a diagnostic instead of a guess."""
        reading = read(rules, "User-agent: *", "Disallow: /", url=None)
        assert reading.signals == ()
        assert [d.code for d in reading.diagnostics] == ["robots-no-url"]

    def test_the_url_that_answered_counts(self, rules: RuleData) -> None:
        """After a redirect the rules are matched with the final URL."""
        robots = Found(body=b"User-agent: *\nDisallow: /new/")
        observation = Observation(url=PAGE, final_url="https://a.example/new/x", robots=robots)
        reading = READER.read(Seen(observation=observation, page=None), rules)
        assert stated(reading, rules, Reuse.CRAWL) is Stated.DENIED

    def test_the_reader_follows_nothing(self, rules: RuleData) -> None:
        """robots.txt links to nothing this reader wants."""
        assert READER.wants(Seen(observation=Observation(), page=None), rules) == ()


class TestTraining:
    def test_disallow_ai_training_denies_training_alone(self, rules: RuleData) -> None:
        """The line of an expired draft denies ai-train, with a diagnostic, and leaves crawl alone."""
        reading = read(rules, "User-agent: *", "Crawl-delay: 10", "DisallowAITraining: /")
        assert stated(reading, rules, Reuse.AI_TRAIN) is Stated.DENIED
        assert stated(reading, rules, Reuse.CRAWL) is Stated.SILENT
        assert ("robots-draft-line", 3) in [(d.code, d.line) for d in reading.diagnostics]
        assert reading.signals[0].findings[0].denies_only

    @pytest.mark.parametrize(
        ("lines", "expected"),
        [
            (("AllowAITraining: /",), Stated.SILENT),
            (("DisallowAITraining: /", "AllowAITraining: /blog/"), Stated.SILENT),
            (("DisallowAITraining: /blog/", "AllowAITraining: /"), Stated.DENIED),
            (("DisallowAITraining: /shop/",), Stated.SILENT),
            (("DisallowAITraining:",), Stated.SILENT),
        ],
    )
    def test_paths_match_as_rules_do_and_nothing_is_granted(
        self, rules: RuleData, lines: tuple[str, ...], expected: Stated
    ) -> None:
        """The longest path decides; AllowAITraining opens an exception and grants nothing."""
        assert stated(read(rules, "User-agent: *", *lines), rules, Reuse.AI_TRAIN) is expected

    def test_it_binds_by_group_and_counts_outside_of_one(self, rules: RuleData) -> None:
        """Another agent's group is not ours; above every group a denial still counts."""
        other = read(rules, "User-agent: GPTBot", "DisallowAITraining: /")
        outside = read(rules, "DisallowAITraining: /", "User-agent: GPTBot", "Disallow: /x")
        assert stated(other, rules, Reuse.AI_TRAIN) is Stated.SILENT
        assert stated(outside, rules, Reuse.AI_TRAIN) is Stated.DENIED


class TestDiagnostics:
    def test_faults_of_the_file_and_the_second_opinion_come_along(self, rules: RuleData) -> None:
        """A hyphen nobody sees, an early rule and an older crawler's reading are told, and change nothing."""
        reading = read(
            rules,
            "Disallow: /early",
            "User-agent: Perplexity\u2011User",
            "Disallow: /",
            "User-agent: *",
            "",
            "Disallow: /",
        )
        codes = {d.code for d in reading.diagnostics}
        assert codes >= {"robots-rule-before-group", "robots-agent-out-of-grammar", "older-crawler-differs"}
        assert stated(reading, rules, Reuse.CRAWL) is Stated.DENIED


def test_the_field_cases_of_named_crawlers(rules: RuleData, shared: Callable[[str], Path]) -> None:
    """What one named crawler may fetch in the cases reduced from bug reports comes out as expected."""
    for text in shared("corpus/field/dev.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(text)
        if case["topic"] not in ("robots", "robots-agents") or "crawl" not in case["expect"]:
            continue
        if case["record"]["robots_txt"].lstrip().startswith("<"):
            continue
        robots = case["record"]["robots_txt"].split("\n")
        reading = read(rules, *robots, agent=case.get("agent", "rightscheck"), url=case["record"]["url"])
        assert stated(reading, rules, Reuse.CRAWL) == case["expect"]["crawl"], case["id"]
        quotes = [signal.evidence.quote for signal in reading.signals]
        assert set(case["expect_evidence"]) <= set(quotes), case["id"]
