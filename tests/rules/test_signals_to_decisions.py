# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""From signals to decisions: what must hold however the signals are mixed and ordered (law.md §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.model import Decision, Evidence, Finding, Outcome, Reading, Reuse, Scope, Signal
from rightscheck.resources import shipped
from rightscheck.rules.circumstances import Circumstances, NotRead
from rightscheck.rules.ladder import decide, most_restrictive, profiles
from rightscheck.statements.settle import settle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RULES = shipped()
DAY = "2026-11-25"


def signal(standard: str, token: str, value: str, channel: str = "", licence: str | None = None) -> Signal:
    """A signal of page scope."""
    return Signal(
        evidence=Evidence(standard=standard, place="text", quote=f"{token}={value}", scope=Scope.PAGE),
        findings=(Finding(token=token, value=value),),
        channel=channel,
        licence=licence,
    )


GRANTS = {
    Reuse.TDM: signal("TDMREP", "tdm-reservation", "0", "file"),
    Reuse.AI_TRAIN: signal("CSIG", "ai-train", "yes", "robots"),
    Reuse.AI_INPUT: signal("CSIG", "ai-input", "yes", "robots"),
    Reuse.QUOTE: signal("notice", "quote", "granted", "text"),
    Reuse.ADAPT: signal("notice", "adapt", "granted", "text"),
}
POOL = (
    *GRANTS.values(),
    signal("TDMREP", "tdm-reservation", "1", "meta"),
    signal("CSIG", "ai-train", "no", "robots"),
    signal("CSIG", "search", "no", "robots"),
    signal("REP", "disallow", "1", "robots"),
    signal("ROB-M", "noarchive", "", "meta"),
    signal("ROB-M", "max-snippet", "20", "meta"),
    signal("notice", "any-use", "denied", "text"),
    signal("notice", "reproduce", "denied", "text"),
    signal("notice", "scrape", "denied", "text"),
    signal("CC", "licence", "CC-BY-4.0", "anchor", "CC-BY-4.0"),
    signal("CC", "licence", "CC-BY-NC-4.0", "anchor", "CC-BY-NC-4.0"),
    signal("CC", "licence", "CC0-1.0", "anchor", "CC0-1.0"),
)
names = st.sampled_from(profiles(RULES)[1:])
pools = st.lists(st.sampled_from(POOL), max_size=6, unique=True)


def decided(signals: Sequence[Signal], profile: str, around: Circumstances | None = None) -> Mapping[Reuse, Decision]:
    """What a profile makes of these signals."""
    settlement = settle(Reading(signals=tuple(signals)), RULES)
    return decide(settlement, around or Circumstances(), profile, rules=RULES, as_of=DAY)


@settings(deadline=None)
@given(pools, names, st.randoms(use_true_random=False))
def test_the_order_of_signals_does_not_matter(signals: list[Signal], profile: str, random: st.DrawFn) -> None:
    """Outcome, rule and duties are the same in any order."""
    shuffled = list(signals)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis hands over a Random
    first, second = decided(signals, profile), decided(shuffled, profile)
    for reuse in Reuse:
        one, other = first[reuse], second[reuse]
        assert (one.outcome, one.rule, set(one.duties)) == (other.outcome, other.rule, set(other.duties))


@settings(deadline=None)
@given(pools, names, st.sampled_from(sorted(GRANTS)))
def test_a_grant_never_leaks(signals: list[Signal], profile: str, reuse: Reuse) -> None:
    """A permission of one use changes no answer on another."""
    plain = [s for s in signals if s is not GRANTS[reuse] and s.evidence.standard != GRANTS[reuse].evidence.standard]
    before, after = decided(plain, profile), decided([*plain, GRANTS[reuse]], profile)
    assert {u: d.outcome for u, d in before.items() if u is not reuse} == {
        u: d.outcome for u, d in after.items() if u is not reuse
    }


@settings(deadline=None)
@given(pools, names, st.sampled_from(["503", "403", "timeout", "malformed", "429"]))
def test_unread_is_never_milder_than_absent(signals: list[Signal], profile: str, reason: str) -> None:
    """What could not be read leaves an answer or makes it stricter; no exception stays conditional beside it."""
    gap = Circumstances(unread=(NotRead(part="robots.txt", reason=reason),))
    before, after = decided(signals, profile), decided(signals, profile, gap)
    for reuse in Reuse:
        assert after[reuse].outcome >= before[reuse].outcome
        if reuse is not Reuse.CRAWL and after[reuse].rung in {"exception", "scope"}:
            assert after[reuse].outcome >= Outcome.UNCERTAIN


@settings(deadline=None)
@given(pools, st.lists(names, min_size=2, max_size=3, unique=True))
def test_of_several_profiles_the_most_restrictive_is_the_headline(signals: list[Signal], chosen: list[str]) -> None:
    """Per reuse the headline is the strictest of the profiles asked for."""
    answers = {name: decided(signals, name) for name in chosen}
    headline = most_restrictive(answers)
    for reuse in Reuse:
        assert headline[reuse].outcome is max(answer[reuse].outcome for answer in answers.values())


@settings(deadline=None)
@given(pools, names)
def test_every_decision_says_where_it_comes_from(signals: list[Signal], profile: str) -> None:
    """All ten reuses have a rung, a rule and something the answer rests on."""
    found = decided(signals, profile)
    assert list(found) == list(Reuse)
    assert all(d.rung and d.rule and d.legal_basis for d in found.values())
