# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Which evidence state a statement is (law.md §6, E): the table of ``rules/evidence.toml`` against one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.model import Absent, Evidence, Finding, Reading, Reuse, Scope, Signal, Unread
from rightscheck.rules.circumstances import Circumstances, NotRead
from rightscheck.rules.evidence import Sighting, sightings
from rightscheck.statements.settle import settle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.resources import RuleData

UNAVAILABLE = "unavailable_after"


def seen(
    rules: RuleData, *signals: Signal, around: Circumstances | None = None, place: str = "EU"
) -> Mapping[Reuse, Sighting]:
    """What bears on each reuse for these signals."""
    settlement = settle(Reading(signals=signals), rules)
    return sightings(settlement, around or Circumstances(), (place,), rules)


def signal(
    standard: str, token: str, value: str, *, agents: tuple[str, ...] = (), licence: str | None = None
) -> Signal:
    """A signal of page scope with one finding."""
    return Signal(
        evidence=Evidence(standard=standard, place="text", quote="x", scope=Scope.PAGE, agents=agents),
        findings=(Finding(token=token, value=value),) if token else (),
        licence=licence,
    )


@pytest.mark.parametrize(
    ("standard", "token", "value", "reuse", "state"),
    [
        ("TDMREP", "tdm-reservation", "1", "tdm", "mr-reservation"),
        ("TDMREP", "tdm-reservation", "1", "ai-train", "mr-reservation"),
        ("TDMREP", "tdm-reservation", "0", "tdm", "unreserved"),
        ("CSIG", "ai-input", "no", "ai-input", "mr-reservation"),
        ("CSIG", "search", "no", "search", "named-no"),
        ("CSIG", "search", "yes", "search", "unreserved"),
        ("CSIG", "use", "immediate", "archive", "mr-reservation"),
        ("ROB-M", "nosnippet", "", "snippet", "named-no"),
        ("ROB-M", "max-snippet", "20", "snippet", "unreserved"),
        ("NOAI", "noai", "", "ai-train", "mr-reservation"),
        ("AITXT", "disallow", "/", "ai-train", "mr-reservation"),
        ("REP", "disallow", "1", "crawl", "robots-self"),
        ("REP", "disallow", "1", "quote", "robots-self"),
        ("REP", "disallowaitraining", "1", "ai-train", "mr-reservation"),
        ("notice", "all-rights", "denied", "archive", "plain-c"),
        ("notice", "reproduce", "denied", "redistribute", "plain-c"),
        ("notice", "any-use", "denied", "ai-train", "nl-reservation"),
        ("notice", "tdm", "denied", "tdm", "nl-reservation"),
        ("notice", "ai-input", "denied", "ai-input", "nl-reservation"),
        ("notice", "scrape", "denied", "crawl", "contract"),
        ("notice", "scrape", "denied", "tdm", "contract"),
        ("notice", "quote", "denied", "quote", "named-no"),
        ("notice", "adapt", "denied", "adapt", "named-no"),
        ("notice", "store", "denied", "archive", "named-no"),
        ("DC", "rights-text", "all-rights-reserved", "redistribute", "plain-c"),
        ("RSL", "ai-train", "denied", "ai-train", "mr-reservation"),
        ("RS", "rights-statement", "InC", "redistribute", "plain-c"),
        ("PAY", "status", "402", "archive", "barrier"),
    ],
)
def test_a_statement_is_this_state(  # noqa: PLR0913, PLR0917  # one line of the table
    standard: str, token: str, value: str, reuse: str, state: str, rules: RuleData
) -> None:
    """The state for the reuse, and no other beside it."""
    assert seen(rules, signal(standard, token, value))[Reuse(reuse)].bearing.states == {state}


@pytest.mark.parametrize(
    ("standard", "token", "value", "reuse", "elements"),
    [
        ("notice", "quote", "granted", "quote", {"grant"}),
        ("RSL", "search", "granted", "search", {"grant"}),
        ("LINK-LIC", "tdm-licence", "x", "tdm", {"grant"}),
        ("RS", "rights-statement", "InC-NC", "redistribute", {"grant", "nc"}),
    ],
)
def test_a_permission_in_words_is_a_grant(  # noqa: PLR0913, PLR0917  # one line of the table
    standard: str, token: str, value: str, reuse: str, elements: set[str], rules: RuleData
) -> None:
    """What a person or a licence document permits is a grant, with its limits as elements where they are such."""
    found = seen(rules, signal(standard, token, value))[Reuse(reuse)].bearing
    assert [permission.elements for permission in found.permissions] == [elements]
    assert not found.states


def test_a_status_counts_where_it_is_made_for(rules: RuleData) -> None:
    """No copyright in the United States: public domain there, a note elsewhere."""
    us_only = signal("RS", "rights-statement", "NoC-US")
    at_home = seen(rules, us_only, place="US")[Reuse.REDISTRIBUTE].bearing
    abroad = seen(rules, us_only, place="EU")[Reuse.REDISTRIBUTE].bearing
    assert [permission.elements for permission in at_home.permissions] == [{"pd"}]
    assert not abroad.permissions


@pytest.mark.parametrize(
    ("licence", "reuse", "elements"),
    [
        ("CC-BY-SA-4.0", "tdm", [{"by", "sa"}]),
        ("CC-BY-NC-ND-4.0", "redistribute", [{"by", "nc", "nd"}]),
        ("CC0-1.0", "ai-train", [{"pd"}]),
        ("MIT", "adapt", [{"by"}]),
        ("CC-unspecified", "quote", [{"grant"}]),
        ("CC-unspecified", "ai-train", []),
        ("CC-BY-4.0", "crawl", []),
    ],
)
def test_a_licence_is_its_elements(licence: str, reuse: str, elements: list[set[str]], rules: RuleData) -> None:
    """Each element a state; a licence whose letters are missing answers little, and none reaches the crawl."""
    found = seen(rules, signal("CC", "licence", licence, licence=licence))[Reuse(reuse)].bearing
    assert [permission.elements for permission in found.permissions] == elements


def test_agents_of_one_operator_are_a_note_and_of_two_a_class(rules: RuleData) -> None:
    """Training agents of two operators reserve training and mining, and say nothing on search."""
    one = seen(rules, signal("UA", "", "", agents=("GPTBot", "OAI-SearchBot")))
    two = seen(rules, signal("UA", "", "", agents=("GPTBot", "ClaudeBot")))
    assert not one[Reuse.AI_TRAIN].bearing.states
    assert two[Reuse.AI_TRAIN].bearing.states == two[Reuse.TDM].bearing.states == {"robots-ai"}
    assert not two[Reuse.SEARCH].bearing.states


def test_a_block_of_our_own_operators_agent_counts_alone(rules: RuleData) -> None:
    """Whoever crawls as one agent of an operator heeds what is said to its training agent."""
    around = Circumstances(agent="OAI-SearchBot")
    found = seen(rules, signal("UA", "", "", agents=("GPTBot",)), around=around)
    assert found[Reuse.AI_TRAIN].bearing.states == {"robots-ai"}


@pytest.mark.parametrize(
    ("part", "reason", "crawl", "tdm"),
    [
        ("robots.txt", "503", {"unknown"}, {"unknown"}),
        ("robots.txt", "429", {"unknown"}, {"unknown"}),
        ("robots.txt", "timeout", {"unknown"}, {"unknown"}),
        ("robots.txt", "403", set(), {"unknown"}),
        ("robots.txt", "malformed", set(), {"unknown"}),
        ("/.well-known/tdmrep.json", "503", set(), {"unknown"}),
        ("html", "challenge", {"unread-words"}, {"unknown"}),
        ("https://harbour.example/terms", "503", {"unread-words"}, {"unknown"}),
    ],
)
def test_what_was_not_read(  # one line of the table
    part: str, reason: str, crawl: set[str], tdm: set[str], rules: RuleData
) -> None:
    """RFC 9309 governs the crawl for robots.txt, every other use is told that something is missing."""
    found = seen(rules, around=Circumstances(unread=(NotRead(part=part, reason=reason),)))
    assert (set(found[Reuse.CRAWL].bearing.states), set(found[Reuse.TDM].bearing.states)) == (crawl, tdm)


@pytest.mark.parametrize(
    ("status", "reason", "barred"),
    [(403, "403", True), (402, "402", True), (401, "login", True), (200, "login", False), (403, "challenge", False)],
)
def test_a_barrier_is_a_refusal_of_the_page(status: int, reason: str, *, barred: bool, rules: RuleData) -> None:
    """A refusal is a barrier; a challenge or a log-in page in the page's place is unread."""
    around = Circumstances(status=status, body=Unread(reason=reason))
    states = seen(rules, around=around)[Reuse.REDISTRIBUTE].bearing.states
    assert ("barrier" in states) is barred


def test_no_page_is_no_silence(rules: RuleData) -> None:
    """An address without a page bears on every use; a part that nobody brought does not."""
    found = seen(rules, around=Circumstances(status=404, body=Absent(reason="404")))
    assert all(found[reuse].bearing.states == {"gone"} for reuse in Reuse)
    assert not any(sighting.bearing.states for sighting in seen(rules).values())


@pytest.mark.parametrize(
    ("until", "passed"),
    [
        ("2026-11-24", True),
        ("2026-11-25", False),
        ("2026-11-24T10:00:00+01:00", True),
        ("Tue, 24 Nov 2026 10:00:00 GMT", True),
        ("24-Nov-26 10:00:00 GMT", True),
        ("25 Nov 2026 15:00:00 PST", False),
        ("next summer", False),
        ("2026-02-31", False),
        ("", False),
    ],
)
def test_a_limit_in_time_passes(until: str, *, passed: bool, rules: RuleData) -> None:
    """``unavailable_after`` denies search by name once its day has passed; before, it withdraws a reservation."""
    one = Signal(
        evidence=Evidence(standard="ROB-M", place="html:meta[name=robots]", quote="x", scope=Scope.PAGE),
        findings=(Finding(token=UNAVAILABLE, value=until, conditions=(f"until:{until}",)),),
    )
    states = seen(rules, one, around=Circumstances(day="2026-11-25"))[Reuse.SEARCH].bearing.states
    assert states == ({"named-no"} if passed else {"unreserved"})
