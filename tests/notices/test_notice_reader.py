# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The reader: places, scopes, holders, routes, comments and linked documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.markup.read import read_page
from rightscheck.model import Form, Found, Observation, Scope
from rightscheck.notices import READER
from rightscheck.signals.interface import Seen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rightscheck.model import Signal
    from rightscheck.resources import RuleData

URL = "https://harbour.example/story"


def of_text(text: str, rules: RuleData) -> list[Signal]:
    """The signals of a text subject."""
    observation = Observation(url=URL, form=Form.TEXT, body=Found(body=text))
    return list(READER.read(Seen(observation=observation, page=None), rules).signals)


def of_page(html: str, rules: RuleData, *, terms: str | None = None) -> list[Signal]:
    """The signals of a page, and of its terms page if there is one."""
    documents = ((URL + "/terms", read_page(terms)),) if terms else ()
    observation = Observation(url=URL, body=Found(body=html))
    return list(READER.read(Seen(observation=observation, page=read_page(html), documents=documents), rules).signals)


def test_a_footer_notice_is_quoted_with_its_place(rules: RuleData) -> None:
    """The sentence itself is quoted, with the footer as place and the line of its block."""
    page = "<html><body><p>News of the day.</p>\n<footer><p>You may not copy our stories.</p></footer></body></html>"
    (signal,) = of_page(page, rules)
    assert signal.evidence.quote == "You may not copy our stories."
    assert signal.evidence.place == "html:footer"
    assert signal.evidence.line == 2
    assert signal.evidence.url is None


def test_a_heading_governs_the_list_below_it(rules: RuleData) -> None:
    """Items without a verb of their own take the modality of the block above."""
    page = (
        "<p>Without our permission you may not:</p>"
        "<ul><li>republish our articles</li><li>use them to train AI models</li></ul>"
    )
    tokens = {f.token for s in of_page(page, rules) for f in s.findings}
    assert {"reproduce", "ai-train"} <= tokens


def test_a_quoted_notice_of_others_is_none(rules: RuleData) -> None:
    """A blockquote in an article quotes somebody."""
    page = "<article><p>Their terms read:</p><blockquote>Scraping is prohibited.</blockquote></article>"
    assert [s for s in of_page(page, rules) if s.evidence.scope in (Scope.PAGE, Scope.SITE)] == []


def test_a_caption_credit_is_bound_to_the_image(rules: RuleData) -> None:
    """The credit of a photograph is evidence of image scope without findings."""
    page = "<figure><img src=a.jpg><figcaption>Photo by Ann Lee / Lane Pictures</figcaption></figure>"
    (signal,) = of_page(page, rules)
    assert signal.evidence.scope is Scope.IMAGE
    assert signal.evidence.kinds == ("image-credit",)
    assert signal.findings == ()


def test_a_ban_speaks_of_the_content_named_before_it(rules: RuleData) -> None:
    """A sentence without an object goes on about the content of the one before, pictures and all."""
    page = (
        "<p>All content (texts, pictures, video) is protected by law. Copying without permission is prohibited.</p>"
    )
    scopes = {s.evidence.scope for s in of_page(page, rules) if s.findings}
    assert scopes == {Scope.PAGE}


def test_a_copyright_line_says_nothing(rules: RuleData) -> None:
    """A bare © line is evidence that names its holder."""
    (signal,) = of_text("© 2019-2024 Harbour Lane Press", rules)
    assert signal.evidence.kinds == ("copyright-line",)
    assert signal.evidence.rights_holder == "Harbour Lane Press"
    assert signal.findings == ()


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("Reprinting our texts needs our consent: rights@harbour.example.", "rights@harbour.example"),
        ("You may not copy this article without permission of Harbour Lane Press.", "Harbour Lane Press"),
        ("Kopiowanie treści tej strony bez zgody jest zabronione.", "holder"),
        ("You may not copy this article.", None),
    ],
)
def test_whom_to_ask_is_told_where_the_text_tells_it(text: str, route: str | None, rules: RuleData) -> None:
    """An address, else the holder's name, else that a holder must be asked; nothing where nobody is."""
    (signal,) = of_text(text, rules)
    assert signal.evidence.consent_route == route


def test_each_statement_names_its_spans_and_cues(rules: RuleData) -> None:
    """Modality, act and object are slices of the quote with their lexicon entries; the cues are named."""
    (signal,) = of_text("You may not reproduce our articles.", rules)
    spans = {s.role: (s.entry, s.text) for s in signal.evidence.spans}
    assert spans["modality"] == ("modalact:may not", "may not")
    assert spans["act"] == ("copy:reproduc*", "reproduce")
    assert spans["object"][1] == "our articles"
    assert any(cue.startswith("+") for cue in signal.evidence.cues)


def test_a_comment_of_robots_txt_is_prose(rules: RuleData) -> None:
    """Neighbouring comment lines are one notice, placed at the line it begins on."""
    robots = "User-agent: *\nDisallow:\n\n# You may not use our pages\n# to train AI models.\n"
    observation = Observation(url=URL, form=Form.TEXT, body=Found(body=""), robots=Found(body=robots))
    (signal,) = READER.read(Seen(observation=observation, page=None), rules).signals
    assert signal.evidence.place == "/robots.txt:4"
    assert signal.evidence.url == "https://harbour.example/robots.txt"
    assert [f.token for f in signal.findings] == ["ai-train"]


def test_the_boilerplate_of_a_standard_is_none(rules: RuleData) -> None:
    """The explanation of content signals that a host adds to every file reserves nothing."""
    robots = (
        "# As a condition of accessing this website, you agree to abide by the following content signals:\n"
        "# ai-train: training or fine-tuning AI models. You may not use the content where it says no.\n"
    )
    observation = Observation(url=URL, form=Form.TEXT, body=Found(body=""), robots=Found(body=robots))
    assert READER.read(Seen(observation=observation, page=None), rules).signals == ()


def test_a_terms_page_speaks_for_the_site(rules: RuleData) -> None:
    """What a linked document forbids has its URL and the scope of the site."""
    terms = "<h1>Terms</h1><p>You may not scrape this website or copy its content without our consent.</p>"
    (signal,) = of_page("<p>Hello</p>", rules, terms=terms)
    assert signal.evidence.url == URL + "/terms"
    assert signal.evidence.scope is Scope.SITE


def test_the_customers_example_comes_out_as_agreed(shared: Callable[[str], Path], rules: RuleData) -> None:
    """Level C, machine uses named, search excepted; credits bound to the image, nothing of the article quoted."""
    text = next(iter(sorted(shared("seed").glob("*.txt")))).read_text(encoding="utf-8")
    signals = of_text(text, rules)
    found = {(f.token, f.value) for s in signals for f in s.findings}
    assert found >= {
        ("reproduce", "denied"),
        ("store", "denied"),
        ("any-use", "denied"),
        ("tdm", "denied"),
        ("ai", "denied"),
        ("scrape", "denied"),
        ("search", "granted"),
    }
    assert not {t for t, _ in found} & {"quote", "adapt"}
    assert {s.evidence.scope for s in signals if "image-credit" in s.evidence.kinds} == {Scope.IMAGE}
    footer = text.index("©", text.index("Related content"))
    assert all((s.evidence.start or 0) >= footer for s in signals if s.evidence.scope is not Scope.IMAGE)
