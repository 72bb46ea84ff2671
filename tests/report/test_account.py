# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The story of an answer under a law profile, as ``explain`` tells it (law.md §9)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rightscheck.checking import check
from rightscheck.model import Diagnostic, Reuse
from rightscheck.report.explain import diagnostics, diagnostics_hint, explain
from rightscheck.report.purposes import question_of
from rightscheck.rules.ladder import profiles
from rightscheck.rules.story import blind_spots

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rightscheck.report.explain import Section
    from rightscheck.resources import RuleData

MAIN = "<!doctype html><title>Ferries</title><main><p>The ferry sails twice.</p></main>"
PROSE = f"{MAIN}<footer>Text and data mining is prohibited without the consent of Quay Press.</footer>"
BY_SA = f'{MAIN}<a rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/">CC BY-SA 4.0</a>'
URL = "https://quay.example/ferries"


def lines_of(sections: Iterable[Section]) -> list[str]:
    """Every heading and line."""
    return [line for section in sections for line in (section.title, *section.lines)]


def lines(html: str, profile: str | list[str], rules: RuleData, use: Reuse = Reuse.TDM) -> list[str]:
    """What explain tells of this page."""
    report = check(html=html, url=URL, profile=profile)
    return lines_of(explain(report, question_of([use]), rules))


def test_every_part_of_the_story_is_told(rules: RuleData) -> None:
    """Ground, reason, law, authorities with their state, who decides when, review, second route, next step."""
    told = lines(PROSE, "eu-gpai", rules)
    for start in (
        "what decided: Mining reserved in prose (tdm-eu-natural-language, exception)",
        "because ",
        "the law is taken to be: ",
        "basis: Directive (EU) 2019/790, recital 18",
        "contested: ",
        "who decides it, when: BGH I ZR 281/25",
        "how well the rule is checked: source, to be reviewed by 2026-12-17",
        "second route: none",
        "what to do next: ",
        "This is no legal advice",
    ):
        assert sum(line.startswith(start) for line in told) == 1, start
    assert set(blind_spots(rules)) <= set(told)


def test_what_the_source_says_stays_short(rules: RuleData) -> None:
    """Without a law there is no story, no list of what law would need to know, and no authority."""
    told = lines(PROSE, "as-stated", rules)
    assert "rule: as-stated (stated), confidence high, checked: source" in told
    assert not any(line.startswith(("what decided", "basis", "What cannot be seen", "This is no")) for line in told)


def test_an_experimental_profile_says_so_once(rules: RuleData) -> None:
    """The mark stands at the top, beside the names of the profiles."""
    told = lines(PROSE, ["eu-gpai", "sg"], rules)
    assert sum("experimental" in line for line in told) == 1
    assert not any("experimental" in line for line in lines(PROSE, "eu-gpai", rules))


def test_a_member_state_says_what_differs(rules: RuleData) -> None:
    """The note of the overlay is told once, under its name."""
    assert sum(line.startswith("eu-commercial@fr: ") for line in lines(PROSE, "eu-commercial@fr", rules)) == 1


def test_each_profile_names_its_rule(rules: RuleData) -> None:
    """Several profiles: the story is that of the headline, the others are named with theirs."""
    told = lines(PROSE, ["us", "strict"], rules)
    assert any(line.startswith("by profile: us conditional (tdm-us), strict denied (") for line in told)


def test_both_routes_are_told(rules: RuleData) -> None:
    """Licence and exception: one decided, the other stands as the second route."""
    told = lines(BY_SA, "eu-gpai", rules, Reuse.AI_TRAIN)
    assert any(line.startswith("second route: ") and "sa-ai, permission" in line for line in told)


def test_a_condition_that_is_no_duty_is_told_apart(rules: RuleData) -> None:
    """Mining a page under BY-SA shares nothing: what the licence asks of those who share is listed as that."""
    told = lines(BY_SA, "eu-gpai", rules)
    assert any(line.startswith("asked by the source, no duty for this answer: share adaptations") for line in told)
    assert not any(line.startswith("condition: ") for line in told)
    assert any(line.startswith("condition: share adaptations") for line in lines(BY_SA, "as-stated", rules))


def test_credit_comes_ready_to_paste(rules: RuleData) -> None:
    """Beside the duty to name author and source stands the text that does it."""
    told = lines(BY_SA, "eu-gpai", rules, Reuse.REDISTRIBUTE)
    assert any(line.startswith("attribution to paste: \u201cFerries\u201d by ") and URL in line for line in told)


def test_who_is_to_be_asked_is_named(rules: RuleData) -> None:
    """Beside the duty to ask for a licence stands whom to ask."""
    told = lines(f"{MAIN}<footer>© 2026 Quay Press. All rights reserved.</footer>", "us", rules, Reuse.REDISTRIBUTE)
    assert any(line.startswith("whom to pay or ask: ") and "Quay Press" in line for line in told)


def test_where_to_pay_is_named(rules: RuleData) -> None:
    """An offer to license for a price stands beside the denial, with the address that takes the money."""
    offer = '<payment type="purchase"><standard>https://quay.example/buy</standard></payment>'
    terms = f'<content url="/"><license><permits type="usage">ai-train</permits>{offer}</license></content>'
    rsl = f'<script type="application/rsl+xml"><rsl xmlns="https://rslstandard.org/rsl">{terms}</rsl></script>'
    told = lines(f"{MAIN}{rsl}", "eu-gpai", rules, Reuse.AI_TRAIN)
    assert "whom to pay or ask: https://quay.example/buy" in told


def test_waivers_are_told_always(rules: RuleData) -> None:
    """What the user's own files set aside is no diagnostic that waits for --verbose."""
    notes = (
        Diagnostic(part="rules/waivers/own.toml", code="waived", text="waived by Ada: a test"),
        Diagnostic(part="rules/agreements/own.toml", code="agreement-ended", text="A-1: ended on 2026-01-01"),
        Diagnostic(part="html", code="fault", text="a stray tag"),
    )
    report = replace(check(html=MAIN, url=URL), diagnostics=notes)
    told = lines_of(explain(report, question_of([]), rules))
    assert "rules/waivers/own.toml: waived by Ada: a test (waived)" in told
    assert "rules/agreements/own.toml: A-1: ended on 2026-01-01 (agreement-ended)" in told
    assert lines_of(diagnostics_hint(report)) == ["Diagnostics: 1, shown by --verbose"]
    assert lines_of([diagnostics(report)])[1:] == ["html: a stray tag (fault)"]


@pytest.mark.parametrize("html", [MAIN, PROSE, BY_SA])
def test_no_report_calls_a_use_lawful(html: str, rules: RuleData) -> None:
    """Law.md §9: never legal, compliant, safe or free to use, under any profile."""
    for name in profiles(rules):
        report = check(html=html, url=URL, profile=name)
        text = " ".join(lines_of(explain(report, question_of([]), rules))).lower()
        text = text.replace("this is no legal advice", "").replace("legal deposit", "")
        assert not any(word in text.split() for word in ("legal", "compliant", "safe")), name
        assert "free to use" not in text
