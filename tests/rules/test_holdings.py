# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Agreements on file, lists that others publish, waivers: what the user brings beside the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.errors import RuleError
from rightscheck.gate.records import observation_of
from rightscheck.judge import judge
from rightscheck.model import Outcome
from rightscheck.resources import rule_data
from rightscheck.rules.holdings import holdings
from rightscheck.statements.readers import site_files

if TYPE_CHECKING:
    from rightscheck.judge import Report
    from rightscheck.resources import RuleData

TEXT = "The ferry to the outer islands will sail twice a day from March, and on Sundays once more. " * 12
HEAD = "<!doctype html><html lang=en><head><title>Ferries</title></head>"
PAGE = f"{HEAD}<body><article><p>{TEXT}</p></article></body></html>"
NO_TRAINING = "User-agent: *\nContent-Signal: ai-train=no\n"
AGREEMENT = """
[[agreement]]
reference = "2026-114"
with = "Harbour News Ltd"
domains = ["harbour.example"]
reuses = ["ai-train"]
until = 2026-12-31
"""
LIST = """
[[list]]
publisher = "Society of Island Writers"
date = 2026-06-01
effect = "denied"
reuses = ["ai-train", "quote"]
prefixes = ["https://www.harbour.example/poems/"]
"""
BARRIER = """
[[list]]
publisher = "Watch List"
date = 2026-06-01
effect = "barrier"
domains = ["harbour.example"]
"""
WAIVER = """
[[waiver]]
standard = "CSIG"
quote = "ai-train=no"
domains = ["harbour.example"]
owner = "A. Holm"
reason = "the line was left by a former host; letter of 2026-05-02"
until = 2026-12-31
"""


def with_files(rules: RuleData, **files: str) -> RuleData:
    """The shipped rule set with a file in each of these rooms."""
    return rule_data({**rules.texts, **{f"{room}/mine.toml": text.encode() for room, text in files.items()}})


def reported(
    rules: RuleData, *, url: str = "https://www.harbour.example/a", as_of: str, robots: str | None
) -> Report:
    """The report under ``eu-commercial`` on a plain page of this address."""
    files = dict.fromkeys(site_files())
    record = {"url": url, "html": PAGE, "status": 200, "headers": {}, "robots_txt": robots, "site_files": files}
    return judge(observation_of(record), rules, profiles=("eu-commercial",), as_of=as_of)


def test_a_valid_agreement_answers_beside_a_denial(rules: RuleData) -> None:
    """The agreement is a permission with evidence of its own; the source's own no stays visible."""
    held = with_files(rules, agreements=AGREEMENT)
    decision = reported(held, as_of="2026-11-25", robots=NO_TRAINING).reuses["ai-train"]
    assert (decision.outcome, decision.rule) == (Outcome.CONDITIONAL, "agreement-on-file")
    assert decision.stated.value == "denied"


def test_an_agreement_covers_no_other_use_and_no_other_site(rules: RuleData) -> None:
    """A permission reaches what it names: its reuses, its domains with their subdomains."""
    held = with_files(rules, agreements=AGREEMENT)
    report = reported(held, as_of="2026-11-25", robots=NO_TRAINING)
    assert report.reuses["ai-input"].rule == "ai-input-eu"
    elsewhere = reported(held, url="https://notharbour.example/a", as_of="2026-11-25", robots=NO_TRAINING)
    assert elsewhere.reuses["ai-train"].outcome is Outcome.DENIED


def test_an_expired_agreement_is_told_and_not_used(rules: RuleData) -> None:
    """The day after its last, training is denied again and the report says that the agreement has ended."""
    held = with_files(rules, agreements=AGREEMENT)
    assert reported(held, as_of="2026-12-31", robots=NO_TRAINING).reuses["ai-train"].rule == "agreement-on-file"
    report = reported(held, as_of="2027-01-01", robots=NO_TRAINING)
    assert report.reuses["ai-train"].outcome is Outcome.DENIED
    assert [note.code for note in report.diagnostics] == ["agreement-ended"]
    assert [e.kinds for e in report.evidence if e.standard == "agreement"] == [("agreement", "agreement-ended")]


def test_a_listed_page_is_denied_from_the_lists_date_on(rules: RuleData) -> None:
    """A published list is dated evidence: it denies the reuses it names, under its prefix, from its date."""
    held = with_files(rules, lists=LIST)
    url = "https://www.harbour.example/poems/7"
    report = reported(held, url=url, as_of="2026-11-25", robots=None)
    assert report.reuses["ai-train"].outcome is Outcome.DENIED
    assert report.reuses["quote"].rule == "quote-eu-contract"
    assert report.reuses["tdm"].rule == "tdm-eu"
    assert [e.quote for e in report.evidence] == [
        "list of Society of Island Writers, 2026-06-01 (https://www.harbour.example/poems/)"
    ]
    assert reported(held, url=url, as_of="2026-05-31", robots=None).reuses["ai-train"].rule == "ai-train-eu"
    assert reported(held, as_of="2026-11-25", robots=None).reuses["ai-train"].rule == "ai-train-eu"


def test_a_list_of_unlawful_sources_is_a_barrier(rules: RuleData) -> None:
    """An entry with the effect of a barrier denies every reuse."""
    report = reported(with_files(rules, lists=BARRIER), as_of="2026-11-25", robots=None)
    assert {decision.rule for decision in report.reuses.values()} == {"access-barrier"}


def test_a_waived_finding_counts_for_no_profile_and_is_always_listed(rules: RuleData) -> None:
    """Evidence and stated value stay, the profile passes over the finding, and the report says who waived it."""
    held = with_files(rules, waivers=WAIVER)
    report = reported(held, as_of="2026-11-25", robots=NO_TRAINING)
    decision = report.reuses["ai-train"]
    assert (decision.stated.value, decision.rule) == ("denied", "ai-train-eu")
    assert [note.code for note in report.diagnostics] == ["waived"]
    assert "A. Holm" in report.diagnostics[0].text
    late = reported(held, as_of="2027-01-01", robots=NO_TRAINING)
    assert late.reuses["ai-train"].outcome is Outcome.DENIED
    assert [note.code for note in late.diagnostics] == ["waiver-ended"]


def test_as_stated_hears_only_the_source(rules: RuleData) -> None:
    """Neither an agreement nor a list changes what the source itself says."""
    held = with_files(rules, agreements=AGREEMENT, lists=BARRIER)
    files = dict.fromkeys(site_files())
    record = {"url": "https://harbour.example/", "html": PAGE, "robots_txt": NO_TRAINING, "site_files": files}
    plain, laid = judge(observation_of(record), rules), judge(observation_of(record), held)
    assert [d.outcome for d in laid.reuses.values()] == [d.outcome for d in plain.reuses.values()]


@pytest.mark.parametrize(
    ("room", "text", "change", "told"),
    [
        ("agreements", AGREEMENT, ('reuses = ["ai-train"]', ""), "name them"),
        ("agreements", AGREEMENT, ('["ai-train"]', '["ai-trian"]'), "did you mean 'ai-train'"),
        ("agreements", AGREEMENT, ('domains = ["harbour.example"]', ""), "say what it is about"),
        ("agreements", AGREEMENT, ('"harbour.example"', '"https://harbour.example/"'), "is no domain"),
        ("agreements", AGREEMENT, ("reference", "referense"), "did you mean 'reference'"),
        ("lists", LIST, ("date = 2026-06-01", ""), "when was it published"),
        ("lists", LIST, ('"denied"', '"deny"'), "did you mean 'denied'"),
        ("waivers", WAIVER, ("until = 2026-12-31", ""), "a waiver ends some day"),
    ],
)
def test_a_wrong_entry_is_refused(room: str, text: str, change: tuple[str, str], told: str, rules: RuleData) -> None:
    """Each mistake is told with file, key and mend."""
    assert change[0] in text
    with pytest.raises(RuleError, match=f"{room}/mine.toml") as caught:
        holdings(with_files(rules, **{room: text.replace(*change, 1)}))
    assert told in str(caught.value)
