# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Content Signals: what each line says for a page, and what faults do to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.model import Found, Observation, Reading, Scope, Stated, Unread
from rightscheck.resources import shipped
from rightscheck.signals.csig import READER, pairs_of
from rightscheck.signals.interface import Seen
from rightscheck.statements.settle import settle

if TYPE_CHECKING:
    from rightscheck.model import Headers
    from rightscheck.resources import RuleData

GRANTED, DENIED, SILENT = Stated.GRANTED, Stated.DENIED, Stated.SILENT
POLICY = (
    "# As a condition of accessing this website, you agree to abide by the following",
    "# content signals:",
    "# ai-train: training of models.",
)


def read(rules: RuleData, *lines: str, path: str | None = "/x", agent: str = "FooBot") -> Reading:
    """What the reader finds in a robots.txt of these lines."""
    observation = Observation(
        url=None if path is None else f"https://a.example{path}",
        agent=agent,
        robots=Found(body="\n".join(lines).encode("utf-8", "surrogatepass")),
    )
    return READER.read(Seen(observation=observation, page=None), rules)


def sent(rules: RuleData, *values: str, status: int = 200, body: Unread | None = None) -> Reading:
    """What the reader finds in header lines of these values."""
    headers: Headers = tuple(("Content-Signal", value) for value in values)
    part = body or Found(body="")
    observation = Observation(url="https://a.example/x", headers=headers, status=status, body=part)
    return READER.read(Seen(observation=observation, page=None), rules)


def stated(reading: Reading, rules: RuleData) -> dict[str, Stated]:
    """What the reading states, without the silent reuses."""
    found = settle(reading, rules).reuses
    return {reuse.value: said.stated for reuse, said in found.items() if said.stated is not SILENT}


def codes(reading: Reading) -> list[str]:
    """The codes of the diagnostics."""
    return [note.code for note in reading.diagnostics]


SEARCH_YES = {"search": GRANTED, "snippet": GRANTED}

#: reference signals.md §6, by design.md §2 and the ladder of §19.3: lines for everybody, path, stated.
VECTORS = [
    (("Content-Signal: search=yes, ai-train=no",), "/x", {**SEARCH_YES, "ai-train": DENIED}),
    (("# ai-train=no",), "/x", {}),
    (("Content-Signal: use=reference",), "/x", {"ai-train": DENIED, "redistribute": DENIED}),
    (
        ("Content-Signal: search=yes,ai-train=no,use=reference",),
        "/x",
        {**SEARCH_YES, "ai-train": DENIED, "redistribute": DENIED},
    ),
    (("Content-Signal: /blog/ ai-train=no",), "/about", {}),
    (("Content-Signal: /blog/ ai-train=no",), "/blog/x", {"ai-train": DENIED}),
    (("Content-Signal: ai-train=disallow",), "/x", {}),
    (
        ("Content-Signal: use=immediate",),
        "/x",
        {"search": DENIED, "ai-train": DENIED, "archive": DENIED, "redistribute": DENIED},
    ),
    (("Content-Signal: use=full",), "/x", {}),
    (("content-signal: AI-Train=NO , Search = Yes",), "/x", {**SEARCH_YES, "ai-train": DENIED}),
    (("Content-Signal: ai-input=yes",), "/x", {"ai-input": GRANTED}),
    (("Content-Signal: search=no",), "/x", {"search": DENIED, "snippet": DENIED}),
    (("Content-Signal:",), "/x", {}),
]


class TestRobots:
    @pytest.mark.parametrize(("lines", "path", "expected"), VECTORS)
    def test_vectors(self, rules: RuleData, lines: tuple[str, ...], path: str, expected: dict[str, Stated]) -> None:
        """CSIG-01 to CSIG-07 of the catalogue come out as settled, for a group that addresses everybody."""
        assert stated(read(rules, "User-Agent: *", *lines, path=path), rules) == expected

    def test_the_line_is_quoted_with_its_place(self, rules: RuleData) -> None:
        """The proof is the line as written, of the whole site's file."""
        (signal,) = read(rules, "User-agent: *", "Content-Signal: ai-train=no # mine").signals
        assert signal.evidence.quote == "Content-Signal: ai-train=no # mine"
        assert (signal.evidence.place, signal.evidence.scope) == ("/robots.txt:2", Scope.SITE)
        assert signal.evidence.url == "https://a.example/robots.txt"

    def test_another_agents_group_is_evidence(self, rules: RuleData) -> None:
        """CSIG-05: a signal in the group of googlebot says nothing to FooBot, but is shown with its agent."""
        reading = read(rules, "User-agent: googlebot", "Content-Signal: ai-input=no")
        (signal,) = reading.signals
        assert (signal.evidence.agents, signal.findings) == (("googlebot",), ())
        assert stated(reading, rules) == {}

    def test_the_own_group_replaces_that_for_everybody(self, rules: RuleData) -> None:
        """A group that names our agent is the only one that speaks to it."""
        general = ("User-agent: *", "Content-Signal: ai-train=no", "Allow: /")
        own = ("User-agent: FooBot", "Content-Signal: search=yes")
        assert stated(read(rules, *general, *own), rules) == SEARCH_YES

    def test_a_signal_ends_no_run_of_agents(self, rules: RuleData) -> None:
        """Without a rule between them two User-agent lines share a group, and so its signals (RFC 9309 §2.2.4)."""
        lines = ("User-agent: *", "Content-Signal: ai-train=no", "User-agent: FooBot", "Content-Signal: search=yes")
        assert stated(read(rules, *lines), rules) == {**SEARCH_YES, "ai-train": DENIED}

    def test_groups_of_one_agent_are_merged(self, rules: RuleData) -> None:
        """CSIG-10: the managed block and the site's own group for everybody speak together."""
        lines = ("User-agent: *", "Content-Signal: ai-train=no", "Allow: /", "User-agent: *", "Disallow: /lp")
        assert stated(read(rules, *lines, path="/lp"), rules) == {"ai-train": DENIED}

    def test_a_blank_line_ends_no_group(self, rules: RuleData) -> None:
        """The signal below a blank line still belongs to the group."""
        lines = ("User-agent: *", "", "Content-Signal: ai-train=no")
        assert stated(read(rules, *lines), rules) == {"ai-train": DENIED}

    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            ("/x", {"ai-train": DENIED, "ai-input": DENIED}),
            ("/blog/x", {"ai-train": GRANTED, "ai-input": DENIED}),
            ("/blog/deep/x", {"ai-input": DENIED}),
        ],
    )
    def test_the_longest_path_holds_key_by_key(self, rules: RuleData, path: str, expected: dict[str, Stated]) -> None:
        """A longer path replaces a key, also by a value nobody knows, and leaves the other keys alone."""
        lines = (
            "User-agent: *",
            "Content-Signal: ai-train=no, ai-input=no",
            "Content-Signal: /blog/ ai-train=yes",
            "Content-Signal: /blog/deep/ ai-train=maybe",
        )
        assert stated(read(rules, *lines, path=path), rules) == expected

    @pytest.mark.parametrize(
        "lines",
        [
            ("Content-Signal: ai-train=yes", "Content-Signal: ai-train=no"),
            ("Content-Signal: ai-train=yes, ai-train=no",),
            ("Content-Signal: /x ai-train=yes", "Content-Signal: /* ai-train=no"),
        ],
    )
    def test_a_contradiction_is_strict_and_told(self, rules: RuleData, lines: tuple[str, ...]) -> None:
        """Different values of one key for one path: the stricter counts, with a diagnostic."""
        reading = read(rules, "User-agent: *", *lines)
        assert stated(reading, rules) == {"ai-train": DENIED}
        assert codes(reading) == ["csig-conflict"]

    def test_the_ladder_is_stricter_than_a_yes(self, rules: RuleData) -> None:
        """``use=reference`` beside ``ai-train=yes`` denies training, with the conflict reported by settling."""
        reading = read(rules, "User-agent: *", "Content-Signal: ai-train=yes, use=reference")
        assert stated(reading, rules)["ai-train"] is DENIED

    def test_use_signals_show_on_a_disallowed_path(self, rules: RuleData) -> None:
        """Access is another reader's matter; the signals of a closed path are still told."""
        lines = ("User-agent: *", "Content-Signal: ai-train=no", "Disallow: /")
        assert stated(read(rules, *lines), rules) == {"ai-train": DENIED}

    def test_without_a_url_lines_without_a_path_deny_only(self, rules: RuleData) -> None:
        """Where no path can be matched, denials for the whole site hold and grants do not."""
        lines = ("User-agent: *", "Content-Signal: search=yes, ai-train=no", "Content-Signal: /a search=no")
        assert stated(read(rules, *lines, path=None), rules) == {"ai-train": DENIED}


class TestFaults:
    @pytest.mark.parametrize(
        "value",
        [
            "ai-train=disallow",
            "ai-personalize=no",
            "ai-train",
            "search=yes; ai-train=no",
            "use=never",
            'ai-train="no"',
        ],
    )
    def test_what_nobody_defined_says_nothing_and_is_malformed(self, rules: RuleData, value: str) -> None:
        """CSIG-07: such a key or value is silent, the part is unread, and a diagnostic names it."""
        reading = read(rules, "User-agent: *", f"Content-Signal: {value}")
        assert stated(reading, rules) == {}
        assert reading.unread == (("robots.txt", "malformed"),)
        assert codes(reading) == ["csig-undefined"]
        assert len(reading.signals) == 1

    def test_the_other_pairs_of_a_faulty_line_stand(self, rules: RuleData) -> None:
        """A fault takes its own pair out, not its neighbours."""
        reading = read(rules, "User-agent: *", "Content-Signal: search=yes, ai-train=nope, ai-input=no,")
        assert stated(reading, rules) == {**SEARCH_YES, "ai-input": DENIED}

    def test_outside_of_a_group_it_denies_only(self, rules: RuleData) -> None:
        """CSIG-12: above the first User-agent line a no counts and a yes does not, with a diagnostic."""
        reading = read(rules, "Content-Signal: ai-train=no, search=yes", "User-agent: *", "Allow: /")
        assert stated(reading, rules) == {"ai-train": DENIED}
        assert codes(reading) == ["csig-outside-group"]
        assert reading.unread == ()

    def test_a_fault_for_another_page_is_none_of_this_one(self, rules: RuleData) -> None:
        """A malformed line with another path leaves this page's part readable."""
        assert read(rules, "User-agent: *", "Content-Signal: /blog/ ai-train=x").unread == ()


class TestPolicyText:
    def test_the_comment_alone_is_no_signal(self, rules: RuleData) -> None:
        """CSIG-02: the policy's comment without a signal is a diagnostic and nothing else."""
        reading = read(rules, *POLICY, "User-agent: *", "Allow: /")
        assert reading.signals == ()
        assert codes(reading) == ["csig-policy-text-only"]

    def test_with_a_no_it_makes_a_reservation_of_rights(self, rules: RuleData) -> None:
        """The same comment beside a ``no`` declares it an express reservation; a ``yes`` reserves nothing."""
        denied = read(rules, *POLICY, "User-agent: *", "Content-Signal: ai-train=no")
        granted = read(rules, *POLICY, "User-agent: *", "Content-Signal: search=yes")
        assert denied.signals[0].evidence.kinds == ("tdm-reservation",)
        assert granted.signals[0].evidence.kinds == ()


class TestHeader:
    def test_the_header_speaks_of_its_answer(self, rules: RuleData) -> None:
        """CSIG-11: a header line counts for this page, quoted with its name."""
        reading = sent(rules, "ai-train=no, search=yes")
        (signal,) = reading.signals
        assert stated(reading, rules) == {**SEARCH_YES, "ai-train": DENIED}
        assert (signal.evidence.place, signal.evidence.scope) == ("header:content-signal", Scope.PAGE)
        assert signal.evidence.quote == "Content-Signal: ai-train=no, search=yes"
        assert signal.evidence.url is None

    def test_wrong_values_are_silent_and_malformed(self, rules: RuleData) -> None:
        """Values of another vocabulary grant and deny nothing, and the headers are unread."""
        reading = sent(rules, "ai-train=disallow, ai-input=allow, search=allow")
        assert stated(reading, rules) == {}
        assert reading.unread == (("headers", "malformed"),)

    def test_several_lines_combine_strictly(self, rules: RuleData) -> None:
        """Each header line is a signal; the stricter counts."""
        reading = sent(rules, "ai-train=yes", "ai-train=no")
        assert len(reading.signals) == 2
        assert stated(reading, rules) == {"ai-train": DENIED}

    def test_an_answer_in_the_pages_place_says_nothing(self, rules: RuleData) -> None:
        """A header of an error or a stand-in is shown and says nothing about the page."""
        for reading in (
            sent(rules, "ai-train=maybe", status=403),
            sent(rules, "ai-train=no", body=Unread(reason="challenge")),
        ):
            assert len(reading.signals) == 1
            assert stated(reading, rules) == {}
            assert reading.unread == ()

    def test_nothing_without_headers(self, rules: RuleData) -> None:
        """No robots.txt and no headers: an empty reading."""
        assert READER.read(Seen(observation=Observation(), page=None), rules) == Reading()


class TestStrangers:
    def test_a_flood_of_lines_stays_bearable(self, rules: RuleData) -> None:
        """Tens of thousands of lines in one file are read, and their diagnostics are few."""
        lines = [f"Content-Signal: /{n} ai-train=no,x={n}" for n in range(15_000)]
        assert len(read(rules, "User-agent: *", *lines, path="/1").diagnostics) <= 40

    @settings(max_examples=200, deadline=None)
    @given(st.text(max_size=60))
    def test_any_value_is_read(self, value: str) -> None:
        """No value makes the reader raise, and its pairs are in lower case, each once."""
        pairs = pairs_of(value)
        assert len(set(pairs)) == len(pairs)
        one = value.replace("\n", " ").replace("\r", " ")
        assert len(read(shipped(), "User-agent: *", f"Content-Signal: {one}").signals) <= 1
        assert len(sent(shipped(), value).signals) == 1

    @settings(max_examples=100, deadline=None)
    @given(
        st.lists(st.sampled_from(["search=yes", "search=no", "ai-train=yes", "ai-train=no", "use=full"]), max_size=5)
    )
    def test_a_denial_is_never_lost(self, parts: list[str]) -> None:
        """Whatever stands beside it, in whatever order, a ``no`` is stated."""
        rules = shipped()
        found = stated(read(rules, "User-agent: *", f"Content-Signal: {','.join(parts)}"), rules)
        for key in ("search", "ai-train"):
            assert (found.get(key) is DENIED) is (f"{key}=no" in parts)
