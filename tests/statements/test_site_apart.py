# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The prose of a site, read once for all its pages, is what reading it with each page would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.markup.read import Engine
from rightscheck.model import Absent, Form, Found, Observation, Unread
from rightscheck.notices import READER
from rightscheck.observe.seeing import see
from rightscheck.statements import site_apart
from rightscheck.statements.site_apart import SiteApart

if TYPE_CHECKING:
    from rightscheck.model import Part
    from rightscheck.resources import RuleData

TERMS = "<html><body><h1>Terms</h1><p>Training AI models on our texts is prohibited.</p><p>© Us</p></body></html>"
REMARK = b"# Any use of this site for text and data mining is prohibited.\nUser-agent: *\nDisallow: /x\n"
PAGES = ("<p>All rights reserved.</p>", "<p>Weather.</p>", "")


def found(body: bytes | str, kind: str = "text/plain") -> Part:
    """A part that came."""
    return Found(body=body, status=200, content_type=kind)


def observation(body: str, number: int, form: Form) -> Observation:
    """A page of a site that speaks in every place it can."""
    return Observation(
        url=f"https://a.example/{number}",
        form=form,
        body=found(body) if body else Unread(reason="403"),
        robots=found(REMARK),
        site_files={"/ai.txt": found("# Scraping is forbidden.\n"), "/trust.txt": Absent(reason="404")},
        documents={"https://a.example/terms": found(TERMS.encode(), "text/html")},
    )


@pytest.mark.parametrize("form", [Form.HTML, Form.TEXT])
@pytest.mark.parametrize("engine", list(Engine))
def test_it_reads_what_reading_at_once_reads(form: Form, engine: Engine, rules: RuleData) -> None:
    """Every signal comes, in the same order and with the same place and address, whichever page asks first."""
    for number, body in enumerate(PAGES * 2):
        seen = see(observation(body, number, form), rules, engine)
        apart = SiteApart().read(seen, rules)
        assert apart == READER.read(seen, rules)
        assert {signal.evidence.place.partition(":")[0] for signal in apart.signals} >= {"/robots.txt", "/ai.txt"}


def test_another_site_with_the_same_words_has_its_own_address(rules: RuleData) -> None:
    """Two sites may copy one robots.txt; the evidence of each names its own."""
    for host in ("a.example", "b.example"):
        seen = see(Observation(url=f"https://{host}/x", robots=found(REMARK)), rules)
        (signal,) = SiteApart().read(seen, rules).signals
        assert signal.evidence.url == f"https://{host}/robots.txt"


def test_a_site_is_read_once_for_many_pages(rules: RuleData) -> None:
    """Pages of one site find what was read before; the page itself plays no part in it."""
    site_apart._read.cache_clear()  # noqa: SLF001  # what is counted here
    for number in range(5):
        SiteApart().read(see(observation("<p>Weather.</p>", number, Form.HTML), rules), rules)
    assert site_apart._read.cache_info().misses == 1  # noqa: SLF001  # as above


def test_a_page_without_a_site_is_read_as_it_is(rules: RuleData) -> None:
    """Where nothing came beside the page there is nothing to remember."""
    seen = see(Observation(url="https://a.example/x", body=found("<p>All rights reserved.</p>")), rules)
    assert SiteApart().read(seen, rules) == READER.read(seen, rules)
