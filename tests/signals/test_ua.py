# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Blocks of other operators' AI agents: evidence with the agents, and the data about them."""

from __future__ import annotations

import pytest

from rightscheck.errors import RuleError, UnknownTermError
from rightscheck.model import Found, Observation, Reading, Reuse, Stated
from rightscheck.resources import RuleData, rule_data
from rightscheck.signals.agents import catalogue, named_in, spoken_as
from rightscheck.signals.interface import Seen
from rightscheck.signals.ua import READER
from rightscheck.statements.settle import settle


def read(rules: RuleData, *lines: str, agent: str = "rightscheck", path: str = "/x") -> Reading:
    """What the reader finds for a page of one site."""
    robots = Found(body="\n".join(lines).encode())
    observation = Observation(url=f"https://a.example{path}", agent=agent, robots=robots)
    return READER.read(Seen(observation=observation, page=None), rules)


def agents(reading: Reading) -> list[tuple[str, ...]]:
    """The agents of each signal."""
    return [signal.evidence.agents for signal in reading.signals]


class TestBlocks:
    def test_stacked_agents_are_one_rule(self, rules: RuleData) -> None:
        """UA-03: five tokens above one Disallow are all kept out, by one line that is quoted once."""
        tokens = ("GPTBot", "ClaudeBot", "CCBot", "Google-Extended", "Applebot-Extended")
        reading = read(rules, *(f"User-agent: {token}" for token in tokens), "Disallow: /")
        (signal,) = reading.signals
        assert signal.evidence.agents == tokens
        assert (signal.evidence.place, signal.evidence.quote) == ("/robots.txt:6", "Disallow: /")
        assert signal.evidence.kinds == ("train", "data", "control", "ai-search")

    @pytest.mark.parametrize("token", ["GPTBot", "Google-Extended", "OAI-SearchBot"])
    def test_no_reuse_is_stated(self, rules: RuleData, token: str) -> None:
        """UA-01, -02, -06: a block of another operator's agent is evidence, and every reuse stays silent."""
        reading = read(rules, f"User-agent: {token}", "Disallow: /")
        assert agents(reading) == [(token,)]
        assert {s.stated for s in settle(reading, rules).reuses.values()} == {Stated.SILENT}

    def test_the_page_decides(self, rules: RuleData) -> None:
        """UA-04: a path that is open to the agent is no block of it."""
        lines = ("User-agent: *", "Disallow: /", "User-agent: GPTBot", "Allow: /blog/", "Disallow: /")
        assert agents(read(rules, *lines, path="/blog/x")) == []
        assert agents(read(rules, *lines, path="/x")) == [("GPTBot",)]

    def test_a_group_for_everybody_is_no_block_of_an_agent(self, rules: RuleData) -> None:
        """``*`` is the matter of the protocol's own reader."""
        assert agents(read(rules, "User-agent: *", "Disallow: /")) == []

    def test_our_own_agent_is_left_to_the_protocol(self, rules: RuleData) -> None:
        """Who speaks as GPTBot is not told of itself as of another."""
        lines = ("User-agent: GPTBot", "User-agent: CCBot", "Disallow: /")
        assert agents(read(rules, *lines, agent="gptbot")) == [("CCBot",)]

    @pytest.mark.parametrize("token", ["Googlebot", "Applebot", "facebookexternalhit", "SomeBot"])
    def test_other_crawlers_are_not_listed(self, rules: RuleData, token: str) -> None:
        """A block of a search engine, a link preview or an agent nobody knows says nothing about AI."""
        assert agents(read(rules, f"User-agent: {token}", "Disallow: /")) == []

    def test_without_a_file_or_a_url_there_is_nothing(self, rules: RuleData) -> None:
        """No robots.txt, or no path to match: an empty reading."""
        robots = Found(body=b"User-agent: GPTBot\nDisallow: /")
        for observation in (Observation(url="https://a.example/"), Observation(robots=robots)):
            assert READER.read(Seen(observation=observation, page=None), rules) == Reading()


class TestTheCatalogue:
    def test_every_agent_has_operator_purpose_source_and_date(self, rules: RuleData) -> None:
        """The facts are complete, whoever they were taken from."""
        known = catalogue(rules)
        assert len(known) > 60
        for agent in known.values():
            assert agent.operator
            assert agent.purposes
            assert agent.mark in ("P", "S", "R")
            assert agent.checked.startswith("2026-")

    @pytest.mark.parametrize(
        ("token", "operator", "reuses"),
        [
            ("GPTBot", "OpenAI", {Reuse.AI_TRAIN}),
            ("Google-Extended", "Google", {Reuse.AI_TRAIN, Reuse.AI_INPUT}),
            ("OAI-SearchBot", "OpenAI", {Reuse.AI_INPUT}),
            ("CCBot", "Common Crawl", {Reuse.AI_TRAIN}),
            ("Applebot", "Apple", set()),
        ],
    )
    def test_what_a_block_bears_on(self, rules: RuleData, token: str, operator: str, reuses: set[Reuse]) -> None:
        """A profile can ask which reuse a block concerns and whose agent it is."""
        agent = catalogue(rules)[token.lower()]
        assert (agent.operator, set(agent.reuses)) == (operator, reuses)

    def test_a_header_names_an_agent_by_whole_words(self, rules: RuleData) -> None:
        """UA-05: the product inside a User-Agent header is its token; a longer word is another one."""
        found = named_in("Mozilla/5.0 (compatible; GPTBot/1.2)", rules)
        assert found is catalogue(rules)["gptbot"]
        assert named_in("Mozilla/5.0 (compatible; MyGPTBotX/1.0)", rules) is None
        assert named_in("word " * 100_000 + "GPTBot", rules) is None

    @pytest.mark.parametrize(
        ("agent", "token"),
        [
            ("rightscheck", "rightscheck"),
            ("mybot/1.0", "mybot"),
            ("Mozilla/5.0 (compatible; ClaudeBot/1.0; +claudebot@a.example)", "ClaudeBot"),
            ("Mozilla/5.0 (X11; Linux x86_64)", "mozilla"),
            ("Kangaroo Bot", "kangaroo"),
            ("", ""),
        ],
    )
    def test_the_token_we_speak_as(self, rules: RuleData, agent: str, token: str) -> None:
        """Our agent may be given as a token or as a whole header."""
        assert spoken_as(agent, rules) == token

    def test_faulty_data_is_refused(self, rules: RuleData) -> None:
        """An unknown purpose, a missing key and a token on file twice stop the loading with the file's name."""
        head = b'operator = "X"\nmark = "R"\nchecked = 2026-01-01\n'
        for error, text in (
            (UnknownTermError, b'[[agent]]\ntoken = "x"\npurposes = ["fun"]\n'),
            (UnknownTermError, b'[[agent]]\ntoken = "x"\n'),
            (RuleError, b'[[agent]]\ntoken = "GPTBot"\npurposes = ["train"]\n'),
        ):
            broken = rule_data({**rules.texts, "agents/zzz.toml": head + text})
            with pytest.raises(error, match="zzz"):
                catalogue(broken)
