# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Settling, on a small rule set of its own, so that each case shows one rule and no reader is in the way."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightscheck.errors import RuleError, UnknownTermError
from rightscheck.model import Basis, Evidence, Finding, Reading, Reuse, Scope, Settlement, Signal, Stated
from rightscheck.resources import RuleData, rule_data, shipped
from rightscheck.statements.settle import settle
from rightscheck.statements.standards import standards

_STANDARDS = {
    "standards/TDMREP.toml": """
id = "TDMREP"
title = "t"
settle = "last-channel"
channels = ["file", "header", "meta"]
[meaning.tdm-reservation.1]
tdm = "denied"
ai-train = "denied general"
[meaning.tdm-reservation.0]
tdm = "granted"
""",
    "standards/ROB.toml": """
id = "ROB"
title = "t"
settle = "most-restrictive"
[meaning.noindex.1]
search = "denied"
[meaning.max-snippet."*"]
snippet = "conditional"
[meaning.train-ai.n]
ai-train = { stated = "denied", children = { "ai-train.generative" = "denied" } }
[meaning.train-ai.y.ai-train]
stated = "conditional"
conditions = ["only:ai-train.generative"]
children = { "ai-train.generative" = "granted" }
[meaning.ai-train.no]
ai-train = "denied"
[meaning.ai-train.yes]
ai-train = "granted"
""",
    "standards/CC.toml": 'id = "CC"\ntitle = "t"\nsettle = "choice"\n',
    "standards/notice.toml": """
id = "notice"
title = "t"
settle = "all"
[meaning.reserved.denied]
redistribute = "denied general"
adapt = "denied general"
archive = "denied general"
[meaning.any-use.denied]
redistribute = "denied"
tdm = "denied general"
ai-train = "denied general"
[meaning.mine.denied]
tdm = "denied"
ai-train = "denied general"
[meaning.republish.conditional]
redistribute = "conditional"
[meaning.republish.denied]
redistribute = "denied"
""",
}


@pytest.fixture(scope="module")
def small() -> RuleData:
    """A rule set of four standards and the shipped licences."""
    own = {name: text.encode() for name, text in _STANDARDS.items()}
    licences = {name: body for name, body in shipped().texts.items() if name.startswith("licence")}
    return rule_data({**licences, **own})


def signal(  # noqa: PLR0913  # one argument per thing a case varies
    standard: str,
    *findings: tuple[str, str],
    channel: str = "",
    scope: Scope = Scope.PAGE,
    licence: str | None = None,
    place: str = "html:p",
    conditions: tuple[str, ...] = (),
    denies_only: bool = False,
) -> Signal:
    """One signal of these findings."""
    return Signal(
        evidence=Evidence(standard=standard, place=place, quote="q", scope=scope),
        findings=tuple(
            Finding(token=t, value=v, conditions=conditions, denies_only=denies_only) for t, v in findings
        ),
        channel=channel,
        licence=licence,
    )


def settled(rules: RuleData, *signals: Signal) -> Settlement:
    """These signals put together."""
    return settle(Reading(signals=signals), rules)


def value(settlement: Settlement, reuse: str) -> str:
    """What is stated of one reuse."""
    return settlement.reuses[Reuse(reuse)].stated.value


class TestOneStandard:
    def test_a_later_channel_supersedes(self, small: RuleData) -> None:
        """TDMRep: the header's 0 wins over the file's 1; its own order leaves no conflict (law.md §6, P1)."""
        got = settled(
            small,
            signal("TDMREP", ("tdm-reservation", "1"), channel="file"),
            signal("TDMREP", ("tdm-reservation", "0"), channel="header"),
        )
        assert value(got, "tdm") == "granted"
        assert value(got, "ai-train") == "silent"
        assert got.conflicts == ()

    def test_absence_never_resets(self, small: RuleData) -> None:
        """A file's 1 stands where header and meta say nothing of it."""
        got = settled(small, signal("TDMREP", ("tdm-reservation", "1"), channel="file"))
        assert value(got, "tdm") == "denied"
        assert got.reuses[Reuse.AI_TRAIN].basis is Basis.GENERAL

    def test_a_parameter_becomes_a_condition(self, small: RuleData) -> None:
        """max-snippet:20 permits a snippet of twenty characters."""
        got = settled(small, signal("ROB", ("max-snippet", "20"), conditions=("excerpt:20",)))
        assert got.reuses[Reuse.SNIPPET].conditions == ("excerpt:20",)

    def test_a_faulty_carrier_denies_and_never_grants(self, small: RuleData) -> None:
        """What a fault denies counts; what it grants does not."""
        no = settled(small, signal("ROB", ("ai-train", "no"), denies_only=True))
        yes = settled(small, signal("ROB", ("ai-train", "yes"), denies_only=True))
        assert (value(no, "ai-train"), value(yes, "ai-train")) == ("denied", "silent")

    def test_children_inherit_a_denial_of_the_whole(self, small: RuleData) -> None:
        """A child granted by one token is denied where another denies its parent as a whole."""
        got = settled(small, signal("ROB", ("train-ai", "y")), signal("ROB", ("ai-train", "no")))
        assert value(got, "ai-train") == "denied"
        assert got.reuses[Reuse.AI_TRAIN].children == {"ai-train.generative": Stated.DENIED}


class TestLicences:
    def test_an_open_licence_reaches_all_but_crawling(self, small: RuleData) -> None:
        """CC BY-SA is conditional for the nine uses it reaches and silent on crawling."""
        got = settled(small, signal("CC", ("licence", "CC-BY-SA-4.0"), licence="CC-BY-SA-4.0"))
        assert value(got, "crawl") == "silent"
        assert {value(got, r) for r in Reuse if r is not Reuse.CRAWL} == {"conditional"}
        assert got.reuses[Reuse.ADAPT].conditions == ("attribution", "share-alike")
        assert got.licence is not None
        assert got.licence.id == "CC-BY-SA-4.0"

    def test_nd_denies_adaptation(self, small: RuleData) -> None:
        """A no-derivatives licence denies adapt by name and keeps the rest conditional."""
        got = settled(small, signal("CC", ("licence", "CC-BY-NC-ND-4.0"), licence="CC-BY-NC-ND-4.0"))
        assert (value(got, "adapt"), value(got, "ai-train")) == ("denied", "conditional")

    def test_without_its_letters_it_reaches_three(self, small: RuleData) -> None:
        """A Creative Commons licence without letters says something of sharing, quoting and keeping only."""
        got = settled(small, signal("CC", ("licence", "CC-unspecified"), licence="CC-unspecified"))
        assert [r.value for r in Reuse if value(got, r) == "conditional"] == ["quote", "archive", "redistribute"]

    def test_a_general_reservation_gives_way(self, small: RuleData) -> None:
        """All rights reserved beside CC BY is a conflict by G, and the licence answers."""
        got = settled(
            small,
            signal("CC", ("licence", "CC-BY-4.0"), licence="CC-BY-4.0"),
            signal("notice", ("reserved", "denied")),
        )
        assert value(got, "redistribute") == "conditional"
        assert "G" in {c.principle for c in got.conflicts}
        assert got.general_reservation is False

    def test_a_denial_that_names_the_use_stands(self, small: RuleData) -> None:
        """ai-train=no beside CC BY denies training and nothing else."""
        got = settled(
            small,
            signal("CC", ("licence", "CC-BY-4.0"), licence="CC-BY-4.0"),
            signal("ROB", ("ai-train", "no")),
        )
        assert (value(got, "ai-train"), value(got, "tdm")) == ("denied", "conditional")

    @pytest.mark.parametrize("standard", ["TDMREP", "notice"])
    def test_a_reservation_of_mining_carries_training(self, small: RuleData, standard: str) -> None:
        """Beside a licence the training that follows from reserved mining is denied as its parent is."""
        said = ("tdm-reservation", "1") if standard == "TDMREP" else ("mine", "denied")
        got = settled(
            small,
            signal("CC", ("licence", "CC-BY-4.0"), licence="CC-BY-4.0"),
            signal(standard, said, channel="file"),
        )
        assert (value(got, "tdm"), value(got, "ai-train")) == ("denied", "denied")

    def test_a_general_ban_on_any_use_gives_way_for_training(self, small: RuleData) -> None:
        """Training denied only by 'any use' is conditional beside an open licence."""
        got = settled(
            small,
            signal("CC", ("licence", "CC-BY-4.0"), licence="CC-BY-4.0"),
            signal("notice", ("any-use", "denied")),
        )
        assert value(got, "ai-train") == "conditional"

    def test_two_side_by_side_are_a_choice(self, small: RuleData) -> None:
        """CC BY or CC BY-ND: the more favourable answers, and the id says OR."""
        got = settled(
            small,
            signal("CC", ("licence", "CC-BY-4.0"), licence="CC-BY-4.0"),
            signal("CC", ("licence", "CC-BY-ND-4.0"), licence="CC-BY-ND-4.0"),
        )
        assert got.licence is not None
        assert got.licence.id == "CC-BY-4.0 OR CC-BY-ND-4.0"
        assert value(got, "adapt") == "conditional"

    def test_metadata_against_the_visible_link_is_a_contradiction(self, small: RuleData) -> None:
        """The stricter answers, the id is that of the visible link, and it is a conflict."""
        got = settled(
            small,
            signal("CC", ("licence", "CC-BY-4.0"), licence="CC-BY-4.0", place="html:jsonld"),
            signal("CC", ("licence", "CC-BY-ND-4.0"), licence="CC-BY-ND-4.0", place="html:footer"),
        )
        assert got.licence is not None
        assert got.licence.id == "CC-BY-ND-4.0"
        assert value(got, "adapt") == "denied"
        assert "L" in {c.principle for c in got.conflicts}

    def test_metadata_of_the_page_do_not_silence_the_visible_licence_of_the_site(self, small: RuleData) -> None:
        """An unseen page licence against the footer's link is a contradiction; the id is that of the visible link."""
        got = settled(
            small,
            signal("CC", ("licence", "CC-BY-NC-4.0"), licence="CC-BY-NC-4.0", place="html:meta[name=dc.rights]"),
            signal("CC", ("licence", "CC-BY-4.0"), licence="CC-BY-4.0", place="html:footer", scope=Scope.SITE),
        )
        assert got.licence is not None
        assert got.licence.id == "CC-BY-4.0"
        assert "non-commercial" in got.reuses[Reuse.REDISTRIBUTE].conditions
        assert "L" in {c.principle for c in got.conflicts}

    @pytest.mark.parametrize("scope", [Scope.IMAGE, Scope.EMBEDDED, Scope.SECTION, Scope.FILE, Scope.MEDIA])
    def test_the_licence_of_something_else_is_evidence_only(self, small: RuleData, scope: Scope) -> None:
        """A picture's, a theme's or a file's licence changes no value of the page."""
        got = settled(small, signal("CC", ("licence", "CC-BY-4.0"), licence="CC-BY-4.0", scope=scope))
        assert got.licence is None
        assert {value(got, r) for r in Reuse} == {"silent"}

    def test_the_precise_id_wins_over_the_vague(self, small: RuleData) -> None:
        """A sentence that says CC BY beside a link to CC BY 4.0 is one licence, not two."""
        got = settled(
            small,
            signal("notice", ("licence", "CC-BY"), licence="CC-BY"),
            signal("CC", ("licence", "CC-BY-4.0"), licence="CC-BY-4.0"),
        )
        assert got.licence is not None
        assert got.licence.id == "CC-BY-4.0"


class TestProse:
    def test_reserved_in_general(self, small: RuleData) -> None:
        """All rights reserved alone: the flag, the id, and silence on machines."""
        got = settled(small, signal("notice", ("reserved", "denied")))
        assert got.general_reservation is True
        assert got.licence is not None
        assert got.licence.id == "all-rights-reserved"
        assert value(got, "tdm") == "silent"

    def test_a_ban_on_mining_alone_is_no_general_reservation(self, small: RuleData) -> None:
        """A TDM ban alone sets neither flag nor licence."""
        got = settled(small, signal("notice", ("mine", "denied")))
        assert got.general_reservation is False
        assert got.licence is None

    def test_a_named_permission_beats_a_general_reservation(self, small: RuleData) -> None:
        """Reprint with a link beside all rights reserved: redistribute conditional, the rest stays denied."""
        got = settled(small, signal("notice", ("reserved", "denied")), signal("notice", ("republish", "conditional")))
        assert (value(got, "redistribute"), value(got, "adapt")) == ("conditional", "denied")
        assert got.licence is not None
        assert got.licence.id == "custom"

    def test_a_named_denial_beats_a_named_permission(self, small: RuleData) -> None:
        """Two named statements that disagree: denied, and a conflict by P2."""
        got = settled(
            small, signal("notice", ("republish", "denied")), signal("notice", ("republish", "conditional"))
        )
        assert value(got, "redistribute") == "denied"
        assert [c.principle for c in got.conflicts] == ["P2"]


def test_an_unknown_word_fails_with_file_and_key() -> None:
    """A rule file that names a reuse nobody knows is refused, and the message says where."""
    bad = rule_data({"standards/X.toml": b'id = "X"\ntitle = "t"\nsettle = "all"\n[meaning.a.b]\nfly = "denied"\n'})
    with pytest.raises(UnknownTermError, match=r"rules/standards/X\.toml: meaning … fly"):
        standards(bad)


def test_an_unknown_key_of_a_meaning_fails() -> None:
    """A key nobody reads is refused, since its writer counts on it."""
    meaning = b'id = "X"\ntitle = "t"\nsettle = "all"\n[meaning.a.b]\ntdm = { stated = "denied", firm = true }\n'
    with pytest.raises(UnknownTermError, match="no key of a meaning: firm"):
        standards(rule_data({"standards/X.toml": meaning}))


def test_a_standard_without_a_file_is_refused(small: RuleData) -> None:
    """A reader that speaks for a standard without a file is a fault of the rule set, not silence."""
    with pytest.raises(RuleError, match=r"rules/standards/NOPE\.toml"):
        settled(small, signal("NOPE", ("a", "b")))


def test_every_shipped_standard_loads(rules: RuleData) -> None:
    """The shipped standards use only words of the vocabulary, and each file is named by its id."""
    names = [name for name, _ in rules.files("standards")]
    assert sorted(standards(rules)) == sorted(names)


_SAID = [
    signal("TDMREP", ("tdm-reservation", "1"), channel="file"),
    signal("TDMREP", ("tdm-reservation", "0"), channel="header"),
    signal("ROB", ("noindex", "1")),
    signal("ROB", ("train-ai", "y")),
    signal("ROB", ("train-ai", "n")),
    signal("ROB", ("ai-train", "yes")),
    signal("ROB", ("max-snippet", "20"), conditions=("excerpt:20",)),
    signal("CC", ("licence", "CC-BY-4.0"), licence="CC-BY-4.0"),
    signal("CC", ("licence", "CC-BY-NC-ND-4.0"), licence="CC-BY-NC-ND-4.0", place="html:jsonld"),
    signal("notice", ("reserved", "denied")),
    signal("notice", ("any-use", "denied")),
    signal("notice", ("mine", "denied")),
    signal("notice", ("republish", "conditional")),
]
_ORDER = [Stated.SILENT, Stated.GRANTED, Stated.CONDITIONAL, Stated.DENIED]


class TestProperties:
    @given(st.lists(st.sampled_from(_SAID), unique=True, max_size=6))
    def test_the_order_of_signals_never_matters(self, small: RuleData, said: list[Signal]) -> None:
        """Any order of the same signals settles to the same values."""
        answers = {
            tuple((r, s.stated, s.basis, frozenset(s.conditions)) for r, s in settled(small, *order).reuses.items())
            for order in itertools.islice(itertools.permutations(said), 24)
        }
        assert len(answers) == 1

    @given(st.lists(st.sampled_from(_SAID), unique=True, max_size=6), st.sampled_from(["noindex", "ai-train"]))
    def test_an_added_named_denial_never_permits(self, small: RuleData, said: list[Signal], word: str) -> None:
        """One more denial by name never makes any reuse more permissive."""
        before = settled(small, *said)
        after = settled(small, *said, signal("ROB", (word, "1" if word == "noindex" else "no")))
        for reuse in Reuse:
            was, now = before.reuses[reuse].stated, after.reuses[reuse].stated
            assert _ORDER.index(now) >= _ORDER.index(was) or was is Stated.SILENT

    @given(st.lists(st.sampled_from(_SAID), unique=True, max_size=6))
    def test_a_grant_never_leaks(self, small: RuleData, said: list[Signal]) -> None:
        """ai-train=yes changes no reuse but ai-train."""
        before = settled(small, *said)
        after = settled(small, *said, signal("ROB", ("ai-train", "yes")))
        assert all(before.reuses[r].stated is after.reuses[r].stated for r in Reuse if r is not Reuse.AI_TRAIN)

    @given(st.lists(st.sampled_from(_SAID), max_size=8))
    def test_what_is_stated_has_evidence(self, small: RuleData, said: list[Signal]) -> None:
        """No value but silence stands without evidence, and a conditional one names its condition or its use."""
        for answer in settled(small, *said).reuses.values():
            assert bool(answer.evidence) is (answer.stated is not Stated.SILENT)
