# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The table of pairs of the legal research (law.md §6), as pages with their headers and robots.txt, judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.gate.records import observation_of
from rightscheck.judge import judge
from rightscheck.model import Outcome
from rightscheck.statements.readers import site_files

if TYPE_CHECKING:
    from rightscheck.judge import Report
    from rightscheck.resources import RuleData

URL = "https://harbour.example/news/ferries"
TEXT = "The ferry to the outer islands will sail twice a day from March, and on Sundays once more. " * 12
BY = "https://creativecommons.org/licenses/by/4.0/"
BY_NC = "https://creativecommons.org/licenses/by-nc/4.0/"
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"


def page(footer: str, article: str = "") -> str:
    """An article of some length with this footer."""
    body = f"<main><article><h1>Ferries</h1><p>{TEXT}</p>{article}</article></main>"
    head = "<head><title>Ferries</title></head>"
    return f"<!doctype html><html lang=en>{head}<body>{body}<footer>{footer}</footer></body></html>"


def licensed(url: str, name: str) -> str:
    """A footer that licenses the page."""
    return f'<p>This page is licensed under <a rel="license" href="{url}">Creative Commons {name}</a>.</p>'


def reported(rules: RuleData, profile: str = "eu-commercial", as_of: str | None = None, **record: object) -> Report:
    """The report on a record of which every part was looked for."""
    files = dict.fromkeys(site_files())
    whole = {"url": URL, "status": 200, "headers": {}, "robots_txt": None, "site_files": files} | record
    return judge(observation_of(whole), rules, profiles=(profile,), as_of=as_of)


def answers(report: Report, *reuses: str) -> list[str]:
    """The outcomes of these reuses."""
    return [report.reuses[reuse].outcome.token for reuse in reuses]


def test_a_licence_answers_beside_a_reservation_of_the_site(rules: RuleData) -> None:
    """CC BY and a site-wide TDM reservation: training is conditional with the licence's duties, and a conflict."""
    report = reported(rules, html=page(licensed(BY, "Attribution 4.0")), headers={"tdm-reservation": "1"})
    decision = report.reuses["ai-train"]
    assert (decision.outcome, decision.rule) == (Outcome.CONDITIONAL, "by-ai")
    assert {"credit-dataset-source", "resolve-conflict"} <= set(decision.duties)
    assert [route.rule for route in decision.also] == ["tdm-eu-reserved"]
    assert ("ai-train", "G") in {(c.reuse.value, c.principle) for c in report.settlement.conflicts}


def test_a_non_commercial_licence_leaves_a_commercial_user_to_the_reservation(rules: RuleData) -> None:
    """CC BY-NC and a TDM reservation under a commercial profile: mining and training are denied."""
    report = reported(rules, html=page(licensed(BY_NC, "BY-NC 4.0")), headers={"tdm-reservation": "1"})
    assert answers(report, "tdm", "ai-train") == ["denied", "denied"]


def test_terms_against_scraping_reach_the_crawl_and_not_the_licence(rules: RuleData) -> None:
    """CC BY and terms against scraping: reuse by the licence, the crawl is uncertain."""
    terms = "<p>You may not scrape this website with automated tools without our prior written consent.</p>"
    report = reported(rules, html=page(licensed(BY, "Attribution 4.0") + terms))
    assert answers(report, "crawl", "redistribute", "adapt") == ["uncertain", "conditional", "conditional"]
    assert report.reuses["crawl"].contested


def test_a_robots_file_against_us_leaves_public_domain_free(rules: RuleData) -> None:
    """CC0 and a disallow of our agent: no crawl, while a copy had otherwise is free."""
    report = reported(rules, html=page(licensed(CC0, "Zero")), robots_txt="User-agent: rightscheck\nDisallow: /\n")
    assert answers(report, "crawl", "redistribute", "ai-train") == ["denied", "allowed", "allowed"]


def test_a_refused_robots_file_does_not_touch_the_licence(rules: RuleData) -> None:
    """CC BY and a robots.txt that answers 403: the licence for reuse, RFC 9309 for the crawl, the 403 listed."""
    report = reported(rules, html=page(licensed(BY, "Attribution 4.0")), robots_txt={"status": 403})
    assert answers(report, "crawl", "redistribute") == ["allowed", "conditional"]
    assert [(missing.part, missing.reason) for missing in report.unread] == [("robots.txt", "403")]


def test_a_licensed_photo_does_not_license_the_article(rules: RuleData) -> None:
    """A CC BY photo inside a © article: the article answers by its own state."""
    caption = f'<figcaption>Photo: A. Holm, <a href="{BY}">CC BY 4.0</a></figcaption>'
    photo = f'<figure><img src="/pier.jpg" alt="Pier">{caption}</figure>'
    report = reported(rules, html=page("<p>© 2026 Harbour News. All rights reserved.</p>", photo))
    assert report.reuses["redistribute"].rule == "default-denied"
    assert report.reuses["tdm"].rule == "tdm-eu"


def test_a_no_to_training_leaves_search_alone(rules: RuleData) -> None:
    """One foreign agent turned away and ``ai-train=no``: training denied, search as if nothing were said."""
    robots = "User-agent: GPTBot\nDisallow: /\n\nUser-agent: *\nContent-Signal: ai-train=no\nAllow: /\n"
    report = reported(rules, html=page(""), robots_txt=robots)
    silent = reported(rules, html=page(""))
    assert report.reuses["ai-train"].outcome is Outcome.DENIED
    assert report.reuses["search"].outcome is silent.reuses["search"].outcome


@pytest.mark.parametrize(("profile", "outcome"), [("eu-commercial", "conditional"), ("uk-commercial", "denied")])
def test_a_reservation_withdrawn_is_no_licence(profile: str, outcome: str, rules: RuleData) -> None:
    """A © footer and ``tdm-reservation: 0``: conditional in the EU, denied to commerce in the United Kingdom."""
    report = reported(rules, profile, html=page("<p>© 2026 Harbour News</p>"), headers={"tdm-reservation": "0"})
    assert answers(report, "tdm") == [outcome]


def test_each_standard_settles_its_own_order_and_every_standard_stands(rules: RuleData) -> None:
    """TDMRep's meta overrules its header; a Content-Signal's no stands beside a page that reserves nothing."""
    meta = '<meta name="tdm-reservation" content="0">'
    html = page("").replace("<title>", f"{meta}<title>")
    assert answers(reported(rules, html=html, headers={"tdm-reservation": "1"}), "tdm") == ["conditional"]
    robots = "User-agent: *\nContent-Signal: ai-train=no\n"
    assert answers(reported(rules, html=html, robots_txt=robots), "ai-train") == ["denied"]


def test_an_act_is_judged_by_what_was_seen_when_it_happens(rules: RuleData) -> None:
    """A reservation that appears after the fetch ends new runs and leaves finished ones (law.md §6, P4)."""
    before = reported(rules, html=page(""), fetched_at="2026-03-01T10:00:00Z")
    after = reported(rules, html=page(""), fetched_at="2026-09-01T10:00:00Z", headers={"tdm-reservation": "1"})
    assert (answers(before, "ai-train"), before.as_of) == (["conditional"], "2026-03-01")
    assert (answers(after, "ai-train"), after.as_of) == (["denied"], "2026-09-01")


@pytest.mark.parametrize(
    ("agents", "outcome"),
    [(["GPTBot"], "conditional"), (["GPTBot", "ClaudeBot"], "denied"), (["GPTBot", "OAI-SearchBot"], "conditional")],
)
def test_two_operators_make_a_class(agents: list[str], outcome: str, rules: RuleData) -> None:
    """A block of one operator's agents is a note, of training agents of two it reserves training."""
    robots = "".join(f"User-agent: {agent}\n" for agent in agents) + "Disallow: /\n"
    assert answers(reported(rules, html=page(""), robots_txt=robots), "ai-train") == [outcome]


def test_a_refusal_is_a_barrier_and_a_challenge_is_not(rules: RuleData) -> None:
    """A page that answers 403 denies all, one that could not be fetched leaves what absence leaves, or less."""
    refused = reported(rules, html="<p>Forbidden</p>", status=403)
    assert {decision.rule for decision in refused.reuses.values()} == {"access-barrier"}
    failed = reported(rules, html="<p>Sorry</p>", status=503)
    assert answers(failed, "crawl", "tdm", "quote", "redistribute") == [
        "uncertain",
        "uncertain",
        "uncertain",
        "denied",
    ]


def test_what_nobody_brought_makes_an_answer_conditional(rules: RuleData) -> None:
    """Without headers, robots.txt and site files the crawl of a silent page is conditional on looking at them."""
    report = judge(observation_of({"url": URL, "html": page("")}), rules, profiles=("eu-commercial",))
    decision = report.reuses["crawl"]
    assert (decision.outcome, decision.duties) == (Outcome.CONDITIONAL, ("check-site-signals",))


def test_a_decision_cites_the_law_of_its_own_territory(rules: RuleData) -> None:
    """A US decision cites no EU law, a member's profile its own courts and not those of its neighbours."""
    silent = page("")
    us = reported(rules, "us", html=silent).reuses["redistribute"]
    assert us.legal_basis == ("Berne 9, 12, 14bis", "17 USC 106")
    prose = page("<p>Text and data mining of our articles is prohibited without our written consent.</p>")
    german = reported(rules, "eu-commercial@de", html=prose).reuses["tdm"]
    assert "OLG Hamburg 5 U 104/24" in german.legal_basis
    assert "BoligPortal v ReData" not in german.legal_basis
    french = reported(rules, "eu-commercial@fr", html=prose).reuses["tdm"]
    assert (french.rule, french.outcome, french.contested) == ("tdm-fr-natural-language", Outcome.DENIED, True)


def test_noindex_denies_search_where_a_law_ties_search_to_it(rules: RuleData) -> None:
    """``noindex`` denies search in the EU, leaves it uncertain in the US, and touches no other use."""
    html = page("").replace("<title>", '<meta name="robots" content="noindex"><title>')
    european, american = reported(rules, html=html), reported(rules, "us", html=html)
    assert answers(european, "search", "snippet") == ["denied", "conditional"]
    assert answers(american, "search", "snippet") == ["uncertain", "conditional"]


def test_paywall_markup_adds_a_duty_and_no_barrier(rules: RuleData) -> None:
    """A page that calls itself paid content, with its body whole: lawful access becomes a duty."""
    data = '{"@context": "https://schema.org", "@type": "NewsArticle", "isAccessibleForFree": false}'
    html = page("").replace("</title>", f'</title><script type="application/ld+json">{data}</script>')
    report = reported(rules, html=html)
    assert "lawful-access" in report.reuses["quote"].duties
    assert report.reuses["quote"].outcome is Outcome.CONDITIONAL
