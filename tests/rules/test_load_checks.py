# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A wrong rule file is refused with its name, the key and what to do (design.md §4, law.md §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.errors import RuleError, UnknownTermError
from rightscheck.resources import overlaid, rule_data
from rightscheck.rules.cells import cells
from rightscheck.rules.checks import idle, overdue, sound
from rightscheck.rules.circumstances import compiled_map
from rightscheck.rules.rulebook import rulebook

if TYPE_CHECKING:
    from pathlib import Path

    from rightscheck.resources import RuleData

RULE = """
id = "sample"
stage = "exception"
title = "A sample"
outcome = "conditional"
confidence = "low"
checked = "unverified"
basis = ["house-policy"]
duties = ["credit"]
reason = "a sample"

[when]
reuse = ["tdm"]
evidence = ["nothing"]

[docs]
why = "It shows what is refused."
remedy = "Mend it."
"""
CASE = '[[case]]\nprofile = ["strict"]\nreuse = ["tdm"]\noutcome = "conditional"\n'


def with_files(rules: RuleData, **files: str) -> RuleData:
    """The shipped rule set with these files, named with ``__`` for the slash."""
    return rule_data(
        {**rules.texts, **{f"{name.replace('__', '/')}.toml": text.encode() for name, text in files.items()}}
    )


def changed(rules: RuleData, name: str, old: str, new: str) -> RuleData:
    """The shipped rule set with one text replaced in one file."""
    text = rules.texts[f"{name}.toml"].decode()
    assert old in text
    return rule_data({**rules.texts, f"{name}.toml": text.replace(old, new, 1).encode()})


@pytest.mark.parametrize(
    ("old", "new", "key", "told"),
    [
        ('"low"', '"lowish"', "confidence", "did you mean 'low'"),
        ('"conditional"', '"allow"', "outcome", "did you mean 'allowed'"),
        ('["tdm"]', '["tmd"]', "reuse", "did you mean 'tdm'"),
        ('["nothing"]', '["nothin"]', "evidence", "did you mean 'nothing'"),
        ('["nothing"]', "[]", "when.evidence", "name at least one"),
        ('["house-policy"]', '["house-polici"]', "basis", "did you mean 'house-policy'"),
        ('["house-policy"]', "[]", "basis", "name what the rule rests on"),
        ('["credit"]', '["credits"]', "duties", "did you mean 'credit'"),
        ('["credit"]', "[]", "duties", "add a duty"),
        ('stage = "exception"', 'stage = "overlay"', "stage", "exception"),
        ('checked = "unverified"', 'checked = "unverified"\ncontested = true', "review_by", "add review_by"),
        ('checked = "unverified"', 'checked = "unverified"\ncontested = "yes"', "contested", "true or false"),
        ('checked = "unverified"', 'checked = "unverified"\nreview_by = "2027-01-01"', "review_by", "without quotes"),
        ('checked = "unverified"', 'checked = "unverified"\nprofiles = ["us"]', "profiles", "no such key"),
        (
            'checked = "unverified"',
            'checked = "unverified"\nvalid_from = 2026-01-02\nvalid_until = 2026-01-01',
            "valid_until",
            "ends before it begins",
        ),
        ('checked = "unverified"', 'checked = "unverified"\nover = ["tdm-euu"]', "over", "did you mean 'tdm-eu'"),
        ('reason = "a sample"', 'reason = " "', "reason", "missing"),
        ('why = "It shows what is refused."', "", "why", "missing"),
        ('id = "sample"', 'id = "simple"', "id", "call it simple.toml"),
    ],
)
def test_a_wrong_rule_is_refused(old: str, new: str, key: str, told: str, rules: RuleData) -> None:
    """Each mistake in a rule is told with file, key and mend."""
    assert old in RULE
    with pytest.raises(RuleError) as caught:
        rulebook(with_files(rules, exception__sample=RULE.replace(old, new, 1)))
    assert (caught.value.path, caught.value.key) == ("rules/exception/sample.toml", key)
    assert told in str(caught.value)


def test_an_overlay_never_allows(rules: RuleData) -> None:
    """An overlay that would raise an answer is refused."""
    text = RULE.replace('"exception"', '"overlay"').replace('outcome = "conditional"', 'outcome = "allowed"')
    with pytest.raises(RuleError, match="an overlay only lowers"):
        rulebook(with_files(rules, overlay__sample=text))


def test_one_id_is_one_rule(rules: RuleData) -> None:
    """Two files with one id are refused."""
    again = rules.texts["exception/tdm-eu.toml"].decode().replace('stage = "exception"', 'stage = "overlay"')
    with pytest.raises(RuleError, match="has this id too"):
        rulebook(with_files(rules, **{"overlay__tdm-eu": again}))


def test_two_rules_for_one_cell_are_refused_unless_one_goes_over_the_other(rules: RuleData) -> None:
    """The message names profile, reuse, state and both rules; ``over`` settles it."""
    profile = rules.texts["profiles/us.toml"].decode().replace('"tdm-us",', '"tdm-us", "sample",')
    twice = with_files(rules, exception__sample=RULE, profiles__us=profile)
    with pytest.raises(RuleError, match="two rules answer tdm in the state nothing: tdm-us and sample"):
        cells("us", "2026-11-25", twice)
    over = RULE.replace('reason = "a', 'over = ["tdm-us"]\nreason = "a')
    settled = with_files(rules, exception__sample=over, profiles__us=profile)
    assert sound(settled)


def test_an_unanswered_cell_is_refused(rules: RuleData) -> None:
    """A profile that leaves a reuse without an answer is told which, and in which state."""
    gap = changed(rules, "profiles/jp", '"tdm-jp", ', "")
    with pytest.raises(RuleError, match="no rule answers tdm in the state nothing"):
        sound(gap)


def test_a_rule_that_decides_nothing_is_refused(rules: RuleData) -> None:
    """A rule no profile names is idle; a profile and a case of its own put it to work."""
    alone = with_files(rules, exception__sample=RULE)
    assert list(idle(alone)) == ["sample"]
    with pytest.raises(RuleError, match="decides no cell of any profile and no case"):
        sound(alone)
    strict = rules.texts["profiles/strict.toml"].decode().replace('"quote-strict",', '"quote-strict", "sample",')
    used = with_files(rules, exception__sample=RULE, profiles__strict=strict, cases__ladder__sample=CASE)
    assert not list(idle(used))


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("profiles/eu-gpai", 'extends = "eu-commercial"', 'extends = "eu-comercial"', "did you mean 'eu-commercial'"),
        ("profiles/eu-gpai", "ai-train-eu = ", "ai-train-us = ", "has no such rule"),
        ("profiles/eu-heritage", 'extends = "eu-research"', 'extends = "eu-heritage"', "in a circle"),
        ("profiles/us", '"tdm-us"', '"tdm-uss"', "did you mean 'tdm-us'"),
        ("profiles/us", 'territory = ["US"]', 'territory = ["USA"]', "did you mean 'US'"),
        ("authorities/us", 'kind = "case"', 'kind = "cases"', "did you mean 'case'"),
        ("authorities/us", "checked_on = 2026-11-24", "", "when was this looked at"),
        ("authorities/us", "[usc-105]", "[usc-106]\ncite='x'\n[usc-105]", "not readable as TOML"),
        ("authorities/us", "[usc-105]", "[dsm-4]", "on file twice"),
        ("duties/standing", 'kind = "standing"', 'kind = "sitting"', "did you mean 'standing'"),
        ("vocabulary", 'kind = "permission"', 'kind = "permit"', "permit"),
        ("evidence", 'crawl = "contract"', 'crawl = "contrakt"', "did you mean 'contract'"),
        ("cases/ladder/sets", 'rule = "by-ai"', 'rule = "by-aye"', "did you mean 'by-ai'"),
    ],
)
def test_a_wrong_data_file_is_refused(name: str, old: str, new: str, told: str, rules: RuleData) -> None:
    """Profiles, authorities, duties, vocabulary, evidence and cases are checked as rules are."""
    wrong = changed(rules, name, old, new)
    with pytest.raises(RuleError) as caught:
        compiled_map(wrong) if name == "evidence" else sound(wrong)
    assert told in str(caught.value)
    assert name.rsplit("/", maxsplit=1)[-1] in caught.value.path


def test_a_users_directory_goes_over_what_is_shipped(tmp_path: Path, rules: RuleData) -> None:
    """Files of a directory add or replace, the digest tells, and a file that nothing reads is refused."""
    (tmp_path / "profiles").mkdir()
    mine = 'title = "Mine"\nfits = "You are us."\nextends = "us"\n'
    (tmp_path / "profiles" / "mine.toml").write_text(mine, encoding="utf-8")
    ours = overlaid(rules, tmp_path)
    assert ours.digest != rules.digest
    assert cells("mine", "2026-11-25", ours).profile.territories == ("US",)
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / "mine.toml").write_text(mine, encoding="utf-8")
    with pytest.raises(RuleError, match="nothing reads this"):
        overlaid(rules, tmp_path)


def test_reviews_that_are_due_are_told_by_date(rules: RuleData) -> None:
    """One review falls on 2026-12-17; the day before, nothing is due."""
    assert not list(overdue(rules, "2026-12-16"))
    due = list(overdue(rules, "2026-12-17"))
    assert {"bgh-laion", "tdm-eu-natural-language"} <= {one.id for one in due}
    assert {one.review_by for one in due} == {"2026-12-17"}


def test_there_are_few_rules(rules: RuleData) -> None:
    """At most 120 rules, each sentence without a word of promise (law.md §9)."""
    book = rulebook(rules)
    assert len(book) <= 120
    words = " ".join(f"{r.title} {r.reason} {r.why} {r.remedy}".lower() for r in book.values())
    assert not [word for word in ("compliant", "free to use", " is legal", "is safe") if word in words]


def test_unknown_words_are_a_kind_of_rule_error() -> None:
    """Whoever catches RuleError catches an unknown word too."""
    assert issubclass(UnknownTermError, RuleError)
