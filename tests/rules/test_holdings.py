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
prefixes = ["https://www.poems.example/poems/"]

[[list]]
publisher = "Watch List"
date = 2026-06-01
effect = "barrier"
domains = ["copies.example"]
"""
WAIVER = """
[[waiver]]
standard = "CSIG"
quote = "ai-train=no"
domains = ["waived.example"]
owner = "A. Holm"
reason = "the line was left by a former host; letter of 2026-05-02"
until = 2026-12-31
"""


def with_files(rules: RuleData, **files: str) -> RuleData:
    """The shipped rule set with a file in each of these rooms."""
    return rule_data({**rules.texts, **{f"{room}/mine.toml": text.encode() for room, text in files.items()}})


@pytest.fixture(scope="module")
def held(rules: RuleData) -> RuleData:
    """A rule set with an agreement, two lists and a waiver, each about a host of its own."""
    return with_files(rules, agreements=AGREEMENT, lists=LIST, waivers=WAIVER)


def reported(rules: RuleData, url: str, *, as_of: str, robots: str | None) -> Report:
    """The report under ``eu-commercial`` on a plain page of this address."""
    files = dict.fromkeys(site_files())
    record = {"url": url, "html": PAGE, "status": 200, "headers": {}, "robots_txt": robots, "site_files": files}
    return judge(observation_of(record), rules, profiles=("eu-commercial",), as_of=as_of)


def test_a_valid_agreement_answers_beside_a_denial(held: RuleData) -> None:
    """The agreement is a permission with evidence of its own; the source's own no stays visible."""
    report = reported(held, "https://www.harbour.example/a", as_of="2026-11-25", robots=NO_TRAINING)
    decision = report.reuses["ai-train"]
    assert (decision.outcome, decision.rule) == (Outcome.CONDITIONAL, "agreement-on-file")
    assert decision.stated.value == "denied"
    assert {report.evidence[number].standard for number in decision.evidence} == {"CSIG", "agreement"}


def test_an_agreement_covers_no_other_use_and_no_other_site(held: RuleData) -> None:
    """A permission reaches what it names: its reuses, its domains with their subdomains."""
    report = reported(held, "https://harbour.example/a", as_of="2026-11-25", robots=NO_TRAINING)
    assert report.reuses["ai-input"].rule == "ai-input-eu"
    elsewhere = reported(held, "https://notharbour.example/a", as_of="2026-11-25", robots=NO_TRAINING)
    assert elsewhere.reuses["ai-train"].outcome is Outcome.DENIED


def test_an_expired_agreement_is_told_and_not_used(held: RuleData) -> None:
    """The day after its last, training is denied again and the report says that the agreement has ended."""
    url = "https://harbour.example/a"
    last_day = reported(held, url, as_of="2026-12-31", robots=NO_TRAINING)
    assert last_day.reuses["ai-train"].rule == "agreement-on-file"
    report = reported(held, url, as_of="2027-01-01", robots=NO_TRAINING)
    assert report.reuses["ai-train"].outcome is Outcome.DENIED
    assert [note.code for note in report.diagnostics] == ["agreement-ended"]
    assert [e.kinds for e in report.evidence if e.standard == "agreement"] == [("agreement", "agreement-ended")]


def test_a_listed_page_is_denied_from_the_lists_date_on(held: RuleData) -> None:
    """A published list is dated evidence: it denies the reuses it names, under its prefix, from its date."""
    url = "https://www.poems.example/poems/7"
    report = reported(held, url, as_of="2026-11-25", robots=None)
    assert report.reuses["ai-train"].outcome is Outcome.DENIED
    assert report.reuses["quote"].rule == "quote-eu-contract"
    assert report.reuses["tdm"].rule == "tdm-eu"
    assert [e.quote for e in report.evidence] == [
        "list of Society of Island Writers, 2026-06-01 (https://www.poems.example/poems/)"
    ]
    assert reported(held, url, as_of="2026-05-31", robots=None).reuses["ai-train"].rule == "ai-train-eu"
    elsewhere = reported(held, "https://www.poems.example/essays/7", as_of="2026-11-25", robots=None)
    assert elsewhere.reuses["ai-train"].rule == "ai-train-eu"


def test_a_list_of_unlawful_sources_is_a_barrier(held: RuleData) -> None:
    """An entry with the effect of a barrier denies every reuse."""
    report = reported(held, "https://copies.example/", as_of="2026-11-25", robots=None)
    assert {decision.rule for decision in report.reuses.values()} == {"access-barrier"}


def test_a_waived_finding_counts_for_no_profile_and_is_always_listed(held: RuleData) -> None:
    """Evidence and stated value stay, the profile passes over the finding, and the report says who waived it."""
    url = "https://waived.example/"
    report = reported(held, url, as_of="2026-11-25", robots=NO_TRAINING)
    decision = report.reuses["ai-train"]
    assert (decision.stated.value, decision.rule) == ("denied", "ai-train-eu")
    assert [note.code for note in report.diagnostics] == ["waived"]
    assert "A. Holm" in report.diagnostics[0].text
    late = reported(held, url, as_of="2027-01-01", robots=NO_TRAINING)
    assert late.reuses["ai-train"].outcome is Outcome.DENIED
    assert [note.code for note in late.diagnostics] == ["waiver-ended"]


@pytest.mark.parametrize("host", ["harbour", "copies", "waived"])
def test_as_stated_hears_only_the_source(host: str, held: RuleData, rules: RuleData) -> None:
    """Neither an agreement nor a list nor a waiver changes what the source itself says."""
    files = dict.fromkeys(site_files())
    record = {"url": f"https://{host}.example/", "html": PAGE, "robots_txt": NO_TRAINING, "site_files": files}
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
