# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Content-Usage as header and robots rule: labels, faults, the longest path, and what wins."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.model import NOT_GIVEN, Found, Observation, Reading, Reuse, Scope, Stated, Unread
from rightscheck.resources import RuleData, shipped
from rightscheck.signals.aipref import READER
from rightscheck.signals.aipref_labels import labels, preferences
from rightscheck.signals.interface import Seen
from rightscheck.statements.settle import settle

GRANTED, DENIED, CONDITIONAL, SILENT = Stated.GRANTED, Stated.DENIED, Stated.CONDITIONAL, Stated.SILENT


def sent(rules: RuleData, *values: str, robots: str | None = None, status: int = 200) -> Reading:
    """What the reader finds in header lines of these values, beside a robots.txt."""
    observation = Observation(
        url="https://a.example/a/x",
        status=status,
        headers=tuple(("Content-Usage", value) for value in values),
        robots=NOT_GIVEN if robots is None else Found(body=robots),
    )
    return READER.read(Seen(observation=observation, page=None), rules)


def read(rules: RuleData, *lines: str, path: str | None = "/a/x", agent: str = "OtherBot") -> Reading:
    """What the reader finds in a robots.txt of these lines."""
    url = None if path is None else f"https://a.example{path}"
    observation = Observation(url=url, agent=agent, robots=Found(body="\n".join(lines)))
    return READER.read(Seen(observation=observation, page=None), rules)


def stated(reading: Reading, rules: RuleData) -> dict[str, Stated]:
    """What the reading states, without the silent reuses."""
    found = settle(reading, rules).reuses
    return {reuse.value: said.stated for reuse, said in found.items() if said.stated is not SILENT}


def codes(reading: Reading) -> list[str]:
    """The codes of the diagnostics, each once."""
    return list(dict.fromkeys(note.code for note in reading.diagnostics))


NO_TRAINING = {"ai-train": DENIED}
SOME_TRAINING = {"ai-train": CONDITIONAL}
NO_SEARCH = {"search": DENIED, "snippet": DENIED}
SEARCH = {"search": GRANTED, "snippet": GRANTED}

#: reference signals.md §5.4 in the values of design.md §2: header lines, stated, whether the headers are malformed.
HEADERS = [
    (("train-ai=n",), NO_TRAINING, False),
    (("train-ai=y, search=n",), {**SOME_TRAINING, **NO_SEARCH}, False),
    (('train-ai=y, train-ai, search=n, search="n"',), {}, True),
    (("train-ai;allow=n, train-ai=y",), SOME_TRAINING, False),
    (('train-ai;has;parameters="?"',), {}, True),
    (('train-ai;has;parameters="?";',), {}, True),
    (("Train-AI=n",), {}, True),
    (("train-ai=N",), {}, True),
    (("train-ai=no",), {}, True),
    (("train-ai=?0",), {}, True),
    (('train-ai="n"',), {}, True),
    (("train-ai=(n)",), {}, True),
    (("train-ai=0",), {}, True),
    (("train-ai= n",), {}, True),
    (("train-ai =n",), {}, True),
    (("train-ai=n,",), {}, True),
    (("train-ai=n ai-use=n",), {}, True),
    (("train-ai=n; search=y",), NO_TRAINING, True),
    (("train-ai=n", "train-ai=y"), SOME_TRAINING, False),
    (("ai-use=n",), {"ai-input": DENIED}, False),
    (("ai-use=y",), {"ai-input": CONDITIONAL}, False),
    (("search=y",), SEARCH, False),
    (("",), {}, False),
    (("", "train-ai=n"), NO_TRAINING, False),
    (("train-ai=n, colour=y",), NO_TRAINING, True),
    (("train-ai=n;note=x",), NO_TRAINING, False),
    (("trän-ai=n",), {}, True),
]


class TestHeader:
    @pytest.mark.parametrize(("values", "expected", "malformed"), HEADERS)
    def test_vectors(
        self,
        rules: RuleData,
        values: tuple[str, ...],
        expected: dict[str, Stated],
        malformed: bool,  # noqa: FBT001  # the expected value
    ) -> None:
        """AIPREF-01 to AIPREF-11 and -20; what no draft ever had is silent and makes the headers malformed."""
        reading = sent(rules, *values)
        assert stated(reading, rules) == expected
        assert reading.unread == ((("headers", "malformed"),) if malformed else ())
        assert ("aipref-malformed" in codes(reading)) is malformed

    def test_training_is_a_child(self, rules: RuleData) -> None:
        """``n`` denies the parent and the child; ``y`` grants the child and leaves the parent a condition."""
        denied = settle(sent(rules, "train-ai=n"), rules).reuses[Reuse.AI_TRAIN]
        granted = settle(sent(rules, "train-ai=y"), rules).reuses[Reuse.AI_TRAIN]
        assert denied.children == {"ai-train.generative": DENIED}
        assert (granted.children, granted.conditions) == (
            {"ai-train.generative": GRANTED},
            ("only:ai-train.generative",),
        )

    def test_use_is_a_child(self, rules: RuleData) -> None:
        """``ai-use`` speaks of what a system selects itself, not of what a person gives it."""
        granted = settle(sent(rules, "ai-use=y"), rules).reuses[Reuse.AI_INPUT]
        assert (granted.children, granted.conditions) == ({"ai-input.auto": GRANTED}, ("only:ai-input.auto",))

    def test_several_lines_are_one_dictionary_and_one_signal(self, rules: RuleData) -> None:
        """The proof quotes each line as sent; they speak of this answer."""
        (signal,) = sent(rules, "train-ai=n", "search=y").signals
        assert signal.evidence.quote == "Content-Usage: train-ai=n\nContent-Usage: search=y"
        assert (signal.evidence.standard, signal.evidence.place) == ("AIPREF-H", "header:content-usage")
        assert signal.evidence.scope is Scope.PAGE

    def test_header_and_robots_combine_strictly(self, rules: RuleData) -> None:
        """AIPREF-12: two statements, of which any disallow wins."""
        robots = "User-agent: *\nContent-Usage: train-ai=n"
        assert stated(sent(rules, "train-ai=y", robots=robots), rules) == NO_TRAINING

    def test_an_answer_in_the_pages_place_says_nothing(self, rules: RuleData) -> None:
        """The header of an error describes the error: shown, and silent."""
        reading = sent(rules, "train-ai=", status=403)
        assert (len(reading.signals), stated(reading, rules), reading.unread) == (1, {}, ())
        body = Unread(reason="login")
        headers = (("content-usage", "train-ai=n"),)
        seen = Seen(observation=Observation(headers=headers, body=body, status=200), page=None)
        assert stated(READER.read(seen, rules), rules) == {}

    def test_nothing_without_headers(self, rules: RuleData) -> None:
        """No robots.txt and no headers: an empty reading."""
        assert READER.read(Seen(observation=Observation(), page=None), rules) == Reading()


class TestOlderDrafts:
    @pytest.mark.parametrize(
        ("label", "expected"),
        [
            ("genai", NO_TRAINING),
            ("train-genai", NO_TRAINING),
            ("ai", NO_TRAINING),
            ("inference", {"ai-input": DENIED}),
            ("ai-output", {"ai-input": DENIED, **NO_SEARCH}),
            ("tdm", {"tdm": DENIED, **NO_TRAINING, "ai-input": DENIED, **NO_SEARCH}),
            ("all", {"tdm": DENIED, **NO_TRAINING, "ai-input": DENIED, **NO_SEARCH}),
            ("bots", {"tdm": DENIED, **NO_TRAINING, "ai-input": DENIED, **NO_SEARCH}),
        ],
    )
    def test_a_label_of_an_older_draft_denies_and_never_grants(
        self, rules: RuleData, label: str, expected: dict[str, Stated]
    ) -> None:
        """AIPREF-19: ``n`` counts and ``y`` does not, both with a diagnostic and no fault."""
        for value, outcome in (("n", expected), ("y", {})):
            reading = sent(rules, f"{label}={value}")
            assert stated(reading, rules) == outcome
            assert (codes(reading), reading.unread) == (["aipref-older-label"], ())


class TestCcSignals:
    def test_a_signal_lifts_a_denial_on_its_conditions(self, rules: RuleData) -> None:
        """AIPREF-18: ``n`` with a CC signal is conditional, with what the signal asks for."""
        settled = settle(sent(rules, "ai-use=n;exceptions=cc-cr"), rules).reuses[Reuse.AI_INPUT]
        assert settled.stated is CONDITIONAL
        assert settled.conditions == ("only:ai-input.auto", "attribution")

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("train-genai=n;exceptions=cc-cr-ec", SOME_TRAINING),
            ("train-ai=y;exceptions=cc-cr", SOME_TRAINING),
            ("search=n;exceptions=cc-cr-op", {"search": CONDITIONAL, "snippet": CONDITIONAL}),
            ("train-ai=n;exceptions=cc-xx", NO_TRAINING),
            ("ai=n;exceptions=cc-cr", NO_TRAINING),
        ],
    )
    def test_vectors(self, rules: RuleData, value: str, expected: dict[str, Stated]) -> None:
        """Signals on file lift what they may; an unknown one lifts nothing."""
        assert stated(sent(rules, value), rules) == expected

    def test_an_unknown_signal_is_told(self, rules: RuleData) -> None:
        """The denial stands with a diagnostic."""
        assert codes(sent(rules, "train-ai=n;exceptions=cc-xx")) == ["aipref-unknown-exception"]


DRAFT = (
    "User-Agent: *",
    "Allow: /",
    "Disallow: /never/",
    "Content-Usage: train-ai=n",
    "Content-Usage: /ai-ok/ train-ai=y",
    "",
    "User-Agent: ExampleBot",
    "Allow: /",
    "Content-Usage: train-ai=y",
)


class TestRobots:
    @pytest.mark.parametrize(
        ("agent", "path", "expected"),
        [
            ("OtherBot", "/test", NO_TRAINING),
            ("OtherBot", "/never/test", {}),
            ("OtherBot", "/ai-ok/test", SOME_TRAINING),
            ("ExampleBot", "/test", SOME_TRAINING),
            ("ExampleBot", "/never/test", SOME_TRAINING),
        ],
    )
    def test_the_file_of_the_draft(self, rules: RuleData, agent: str, path: str, expected: dict[str, Stated]) -> None:
        """AIPREF-14: group, path and access as the draft's own example has them."""
        assert stated(read(rules, *DRAFT, agent=agent, path=path), rules) == expected

    @pytest.mark.parametrize(
        ("lines", "expected"),
        [
            (("Content-Usage: /a/ train-ai=y", "Content-Usage: /a/ train-ai=n"), NO_TRAINING),
            (("Content-Usage: train-ai=n, search=y", "Content-Usage: /a/ train-ai=y"), SOME_TRAINING),
            (("Content-Usage: /a/ train-ai=y", "Content-Usage: train-ai=n, search=y"), SOME_TRAINING),
            (("Content-Usage: train-ai=n # note",), NO_TRAINING),
            (("Content-Usage: train-ai=n", "Content-Usage: /a/ train-ai=maybe"), {}),
            (("Content-Usage: train-ai=n", "Content-Usage: /a/"), {}),
            (("Content-Usage: /b/ train-ai=n",), {}),
            (("content-usage:train-ai=n",), NO_TRAINING),
            (("Content-Usage:\t/a/\ttrain-ai=n",), NO_TRAINING),
            (("Content-Usage: /*x$ train-ai=n",), NO_TRAINING),
            (("Content-Usage:",), {}),
        ],
    )
    def test_the_longest_path_replaces_the_others(
        self, rules: RuleData, lines: tuple[str, ...], expected: dict[str, Stated]
    ) -> None:
        """AIPREF-13, -15, -16: the most specific rule alone counts, whatever it says; equals combine strictly."""
        assert stated(read(rules, "User-agent: *", "Allow: /", *lines), rules) == expected

    def test_a_blank_in_the_path_must_be_encoded(self, rules: RuleData) -> None:
        """AIPREF-17: ``/x%20y/`` is a path; ``/x y/`` is the path ``/x`` with a value that does not parse."""
        good = read(rules, "User-agent: *", "Content-Usage: /x%20y/ train-ai=n", path="/x%20y/z")
        bad = read(rules, "User-agent: *", "Content-Usage: /x y/ train-ai=n", path="/x%20y/z")
        assert (stated(good, rules), good.unread) == (NO_TRAINING, ())
        assert (stated(bad, rules), bad.unread) == ({}, (("robots.txt", "malformed"),))

    def test_a_missing_comma_fails_the_rule(self, rules: RuleData) -> None:
        """A rule that does not parse still replaces the shorter ones, and the file is malformed for this page."""
        lines = ("User-agent: *", "Content-Usage: ai=n", "Content-Usage: /a/ ai=n train-ai=n")
        reading = read(rules, *lines)
        assert (stated(reading, rules), reading.unread) == ({}, (("robots.txt", "malformed"),))
        elsewhere = read(rules, *lines, path="/b")
        assert (stated(elsewhere, rules), elsewhere.unread) == (NO_TRAINING, ())

    def test_on_a_closed_path_nothing_applies(self, rules: RuleData) -> None:
        """Access comes first: the rule is shown, and says nothing, not even that it is faulty."""
        reading = read(rules, "User-agent: *", "Disallow: /", "Content-Usage: train-ai=n n")
        assert (stated(reading, rules), reading.unread, codes(reading)) == ({}, (), ["aipref-not-applicable"])
        assert [s.evidence.quote for s in reading.signals] == ["Content-Usage: train-ai=n n"]

    def test_the_proof_names_line_and_file(self, rules: RuleData) -> None:
        """The deciding rule stands first, the replaced one is evidence without a finding."""
        reading = read(rules, "User-agent: *", "Content-Usage: train-ai=n", "Content-Usage: /a/ train-ai=y")
        assert [(s.evidence.place, len(s.findings)) for s in reading.signals] == [
            ("/robots.txt:3", 1),
            ("/robots.txt:2", 0),
        ]
        assert {s.evidence.standard for s in reading.signals} == {"AIPREF-R"}
        assert {s.evidence.url for s in reading.signals} == {"https://a.example/robots.txt"}

    def test_another_agents_rule_is_evidence(self, rules: RuleData) -> None:
        """A rule in another agent's group is shown with its agent and states nothing."""
        (signal,) = read(rules, "User-agent: GPTBot", "Content-Usage: train-ai=n").signals
        assert (signal.evidence.agents, signal.findings) == (("gptbot",), ())

    def test_outside_of_a_group_it_is_a_fault(self, rules: RuleData) -> None:
        """A rule above the first User-agent line binds nobody; the wish is visible, so the file is malformed."""
        reading = read(rules, "Content-Usage: train-ai=n", "User-agent: *", "Allow: /")
        assert (stated(reading, rules), reading.unread) == ({}, (("robots.txt", "malformed"),))
        assert codes(reading) == ["aipref-outside-group"]

    def test_a_rule_among_agents_is_told(self, rules: RuleData) -> None:
        """The draft would end the group there, RFC 9309 does not; the reading of RFC 9309 is used and told."""
        lines = ("User-agent: Foo", "Content-Usage: train-ai=n", "User-agent: Bar", "Allow: /")
        reading = read(rules, *lines, agent="Bar")
        assert stated(reading, rules) == NO_TRAINING
        assert codes(reading) == ["aipref-among-agents"]

    def test_without_a_url_a_rule_without_a_path_denies_only(self, rules: RuleData) -> None:
        """Where no path can be matched a denial for the site holds and a grant does not."""
        reading = read(rules, "User-agent: *", "Content-Usage: train-ai=n, search=y", path=None)
        assert stated(reading, rules) == NO_TRAINING


class TestStrangers:
    @settings(max_examples=300, deadline=None)
    @given(st.binary(max_size=60) | st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")))
    def test_any_octets_are_read(self, octets: bytes) -> None:
        """No value raises, and a finding always has a label and value on file."""
        known = labels(shipped())
        for finding in preferences(octets, known).findings:
            assert (finding.token, finding.value) in known.meant

    @settings(max_examples=150, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["train-ai", "ai-use", "search", "bots", "x"]),
                st.sampled_from(["=y", "=n", "", "=?1", "=n;exceptions=cc-cr", ";a=1", "=1.5", '="n"', "=(y n)"]),
            ).map("".join),
            max_size=6,
        )
    )
    def test_only_a_plain_yes_grants(self, members: list[str]) -> None:
        """Search is granted only if the last word on it is ``search=y`` and no older label denies it."""
        rules = shipped()
        reading = sent(rules, ", ".join(members))
        last = [member for member in members if member.startswith("search")][-1:]
        bots = [member for member in members if member.startswith("bots")][-1:]
        granted = last == ["search=y"] and not (bots and bots[0].startswith("bots=n"))
        assert (stated(reading, rules).get("search") is GRANTED) is granted

    @pytest.mark.parametrize("unit", ["a=n, ", "(", "a;a", "a=(n n), ", 'a="', "a=:QQ==:, ", "\ud800"])
    def test_a_flood_is_refused(self, rules: RuleData, unit: str) -> None:
        """A header of a megabyte is malformed, without being parsed."""
        reading = sent(rules, unit * (1_000_000 // len(unit)))
        assert (stated(reading, rules), reading.unread) == ({}, (("headers", "malformed"),))

    def test_a_flood_of_rules_stays_bearable(self, rules: RuleData) -> None:
        """Tens of thousands of rules are read, and their diagnostics are few."""
        lines = ["Content-Usage: /a train-ai=x"] * 10_000
        assert len(read(rules, "User-agent: *", *lines).diagnostics) == 20
