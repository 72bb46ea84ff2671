# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The attribution of a page: where its parts come from, and when it is shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.checking import check
from rightscheck.errors import RuleError
from rightscheck.report.attribution import LONGEST, attribution_of, places
from rightscheck.resources import rule_data, shipped

if TYPE_CHECKING:
    from rightscheck.resources import RuleData

URL = "https://quay.example/tides"
BY = '<p>Text: <a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></p>'


def page(head: str = "", body: str = BY) -> str:
    """A page with this in its head and below its text."""
    return f"<!doctype html><html lang=en><head>{head}</head><body><main><p>High water at noon.</p></main>{body}"


def test_a_line_ready_to_paste(rules: RuleData) -> None:
    """Title, author, source and licence come from the page; the changes only the user knows."""
    head = (
        '<title>Tides - Quay</title><meta property="og:title" content="Tides"><meta name="author" content="Ada Mole">'
    )
    found = attribution_of(check(html=page(head), url=URL), rules)
    assert found is not None
    assert found.text == (
        "\u201cTides\u201d by Ada Mole; source: https://quay.example/tides; "
        "licence: CC-BY-4.0 (https://creativecommons.org/licenses/by/4.0/); "
        "changes: [say what you changed, or: none]"
    )


@pytest.mark.parametrize(
    ("data", "author"),
    [
        ({"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ada Mole"}}, "Ada Mole"),
        ({"@type": "Article", "author": [{"name": "Ada Mole"}, {"name": "Bo Reed"}]}, "Ada Mole, Bo Reed"),
        ({"@graph": [{"@type": "BlogPosting", "creator": "Ada Mole"}]}, "Ada Mole"),
        ({"@type": "Article", "author": "https://quay.example/ada"}, ""),
        ({"@type": "ImageObject", "author": "Ada Mole"}, ""),
        ({"@type": "WebSite", "author": "Ada Mole"}, ""),
    ],
)
def test_the_author_of_structured_data(data: dict[str, object], author: str, rules: RuleData) -> None:
    """The author of the page's own work counts, in whichever form; the author of a picture on it does not."""
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    found = attribution_of(check(html=page(script), url=URL), rules)
    assert found is not None
    assert found.author == author


def test_several_authors_stand_in_order(rules: RuleData) -> None:
    """A journal names each author in an element of its own."""
    head = '<meta name="citation_author" content="Mole, A."><meta name="citation_author" content="Reed, B.">'
    found = attribution_of(check(html=page(head), url=URL), rules)
    assert found is not None
    assert found.author == "Mole, A., Reed, B."


def test_a_long_list_of_authors_is_cut_and_says_so(rules: RuleData) -> None:
    """The first ten are named."""
    head = "".join(f'<meta name="citation_author" content="Author {number}">' for number in range(40))
    found = attribution_of(check(html=page(head), url=URL), rules)
    assert found is not None
    assert found.author.endswith("Author 9, and others")


def test_the_rights_holder_stands_in_for_an_author(rules: RuleData) -> None:
    """Where nobody is named as author, the holder of the copyright line is."""
    found = attribution_of(check(html=page(body=f"{BY}<footer>© 2026 Quay Press</footer>"), url=URL), rules)
    assert found is not None
    assert found.author == "Quay Press"


def test_what_is_not_known_is_said(rules: RuleData) -> None:
    """A page without names gets a line that asks for them; null in JSON."""
    found = attribution_of(check(html=page()), rules)
    assert found is not None
    assert found.text.startswith("Untitled by [author not named by the source]; licence: CC-BY-4.0")
    assert found.as_json()["author"] is None


@pytest.mark.parametrize("body", ["", "<p>All rights reserved.</p>"])
def test_no_condition_no_attribution(body: str, rules: RuleData) -> None:
    """Where no answer hangs on credit there is none to give."""
    assert attribution_of(check(html=page(body=body), url=URL), rules) is None


def test_home_made_permission_names_no_licence(rules: RuleData) -> None:
    """A permission in the source's own words is no licence with a name."""
    body = "<footer>Reproduction permitted provided the source is named.</footer>"
    found = attribution_of(check(html=page("<title>Tides</title>", body), url=URL), rules)
    assert found is not None
    assert "; on the terms the source states; " in found.text


def test_a_quotation_claims_no_permission(rules: RuleData) -> None:
    """What the law permits needs credit too; the text says nothing of a licence nobody gave."""
    body = "<footer>© 2026 Quay Press. All rights reserved.</footer>"
    found = attribution_of(check(html=page("<title>Tides</title>", body), url=URL, profile="eu-gpai"), rules)
    assert found is not None
    assert found.text == (
        f"\u201cTides\u201d by Quay Press; source: {URL}; changes: [say what you changed, or: none]"
    )


@pytest.mark.parametrize("text", ["[author]\n", "author = 1\n", ""])
def test_a_table_that_lacks_a_key_is_refused(text: str) -> None:
    """A user's own table is told which key is missing."""
    with pytest.raises(RuleError, match="attribution"):
        places(rule_data({"attribution.toml": text.encode()}))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.text(max_size=400))
def test_strangers_words_stay_one_short_line(title: str, author: str) -> None:
    """Whatever a page calls itself, the text is one line without controls, and no part of it a page's whole text."""
    head = f'<title>{title}</title><meta name="author" content="{author}">'
    found = attribution_of(check(html=page(head), url=URL), shipped())
    if found is not None:
        assert found.text.isprintable() or "\n" not in found.text
        assert max(len(found.title), len(found.author)) <= LONGEST
