# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What must hold for every set of statements under every profile (law.md §6)."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rightscheck.model import Outcome, Reuse
from rightscheck.resources import shipped
from rightscheck.rules.cells import Cells, cells
from rightscheck.rules.grounds import Bearing, Permission, verdict
from rightscheck.rules.profiles import all_profiles
from rightscheck.rules.vocabulary import Kind, vocabulary

RULES = shipped()
WORDS = vocabulary(RULES)
DAY = "2026-11-25"
AGAINST = sorted(WORDS.of_kind(Kind.RESERVATION) | WORDS.of_kind(Kind.OVERLAY))
LOWERING = sorted(state.id for state in WORDS.states.values() if state.denies or state.kind is Kind.OVERLAY)
ELEMENTS = sorted(WORDS.of_kind(Kind.PERMISSION))

profiles = st.sampled_from(sorted(all_profiles(RULES))).map(lambda name: cells(name, DAY, RULES))
reuses = st.sampled_from(list(Reuse))
limits = st.lists(st.sampled_from(["link", "contact", "excerpt:20"]), max_size=2, unique=True).map(tuple)
permissions = st.builds(
    Permission, elements=st.frozensets(st.sampled_from(ELEMENTS), min_size=1, max_size=4), conditions=limits
)
bearings = st.builds(
    Bearing,
    states=st.frozensets(st.sampled_from(AGAINST), max_size=5),
    permissions=st.lists(permissions, max_size=2).map(tuple),
    conditions=limits,
    not_given=st.booleans(),
    paywalled=st.booleans(),
)


def outcome(compiled: Cells, reuse: Reuse, bearing: Bearing) -> Outcome:
    """The outcome for one reuse."""
    return verdict(compiled, reuse, bearing).first.outcome


def with_states(bearing: Bearing, *states: str) -> Bearing:
    """The same with more states."""
    return replace(bearing, states=bearing.states.union(states))


@given(profiles, reuses, bearings, st.sampled_from(LOWERING))
def test_a_denial_or_overlay_never_raises(compiled: Cells, reuse: Reuse, bearing: Bearing, added: str) -> None:
    """One more denial or overlay leaves the outcome or makes it stricter."""
    assert outcome(compiled, reuse, with_states(bearing, added)) >= outcome(compiled, reuse, bearing)


@given(profiles, reuses, bearings, permissions)
def test_a_licence_never_worsens(compiled: Cells, reuse: Reuse, bearing: Bearing, added: Permission) -> None:
    """One more licence leaves the outcome or makes it milder."""
    more = replace(bearing, permissions=(*bearing.permissions, added))
    assert outcome(compiled, reuse, more) <= outcome(compiled, reuse, bearing)


@given(profiles, reuses, bearings)
def test_the_order_of_licences_does_not_matter(compiled: Cells, reuse: Reuse, bearing: Bearing) -> None:
    """Licences side by side give one outcome in any order."""
    turned = replace(bearing, permissions=bearing.permissions[::-1])
    assert outcome(compiled, reuse, turned) is outcome(compiled, reuse, bearing)


@given(profiles, reuses, bearings)
def test_every_set_is_answered_and_a_condition_is_always_named(
    compiled: Cells, reuse: Reuse, bearing: Bearing
) -> None:
    """Every set has an answer; a conditional one names at least one duty, an allowed one none."""
    found = verdict(compiled, reuse, bearing).first
    assert found.outcome is not Outcome.CONDITIONAL or found.duties
    assert found.outcome is not Outcome.ALLOWED or not found.duties


@given(profiles, reuses, bearings)
def test_not_given_is_never_allowed_by_an_exception(compiled: Cells, reuse: Reuse, bearing: Bearing) -> None:
    """Where carriers were not brought, every answer that rests on no permission asks to look at them."""
    unseen = Bearing(states=bearing.states, not_given=True)
    found = verdict(compiled, reuse, unseen).first
    assert "check-site-signals" in found.duties
    assert found.outcome is not Outcome.ALLOWED


@given(profiles, reuses, bearings)
def test_the_second_route_is_never_the_better_one(compiled: Cells, reuse: Reuse, bearing: Bearing) -> None:
    """What is printed first is the better ground, on a tie the permission."""
    found = verdict(compiled, reuse, bearing)
    assert found.second is None or found.first.outcome <= found.second.outcome
