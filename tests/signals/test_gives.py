# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A licence link in prose: which sentences give the licence to the page, and which only speak of one (LINK-06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.markup.facts import Block, PageFacts, Region
from rightscheck.markup.read import read_page
from rightscheck.model import REACHES_PAGE, Scope
from rightscheck.signals.licence_links import licence_links
from rightscheck.signals.licence_mentions import mentions
from rightscheck.signals.whose import whose

if TYPE_CHECKING:
    from rightscheck.resources import RuleData

LINK = '<a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>'
PROSE = "<p>The ferry leaves from berth four an hour after high water, and in summer once an hour until dusk.</p>" * 2


def gives(body: str, rules: RuleData) -> bool:
    """Whether the one licence link of this page gives it to the page."""
    page = read_page(f"<!doctype html><html lang=en><title>Boats</title><main>{PROSE}{body}</main></html>")
    (link,) = licence_links(page, "https://quay.example/boats", rules)
    return link.gives and link.owner.scope in REACHES_PAGE


@pytest.mark.parametrize(
    "sentence",
    [
        "This article is licensed under {}.",
        "Text: {}",
        "Licence: {}",
        "{}",
        "All content on this site is available under {} unless otherwise noted.",
        "You may reuse this story under {}.",
        "Published under {}",
        "Jo Rower · {} · 2026",
    ],
)
def test_a_sentence_that_licenses_gives(sentence: str, rules: RuleData) -> None:
    """A licensing verb, a bare link and a short label of what is licensed give the licence to the page."""
    assert gives(f"<p>{sentence.format(LINK)}</p>", rules)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ministries in London publish under the {}, ours do not.",
        "Wikipedia's articles are available under {}, while ours are not.",
        "According to the museum, its collection is licensed under {}.",
        "He put his novel under {} in 2014, and readers translated it into nine languages.",
        "A court ruled that the blogger had breached the terms of {}.",
        "Many journals now require {} for every paper that they publish.",
        "Acme announced that its model weights are licensed under {}.",
        "What does {} mean for authors?",
        "In 2019 the encyclopedia moved all of its text to {}.",
        "See also: {}",
    ],
)
def test_a_sentence_about_licences_gives_nothing(sentence: str, rules: RuleData) -> None:
    """Prose that reports, asks or lists a licence leaves the page without one."""
    assert not gives(f"<p>{sentence.format(LINK)}</p>", rules)


def test_a_quotation_speaks_for_whom_it_quotes(rules: RuleData) -> None:
    """A licence in a quotation is the quoted one's; one that says "this" is a licence box set as a quotation."""
    assert not gives(f"<blockquote>All our texts are under {LINK}.</blockquote>", rules)
    assert gives(f"<blockquote>This article is licensed under {LINK}.</blockquote>", rules)


@pytest.mark.parametrize("name", ["rel", "property"])
def test_markup_that_says_licence_gives(name: str, rules: RuleData) -> None:
    """A ccREL term on the link gives, whatever the sentence looks like."""
    link = LINK.replace("href", f'{name}="cc:license" href')
    assert gives(f"<p>Use it as {link} says.</p>", rules)


def test_a_subject_of_its_own_takes_the_words_along(rules: RuleData) -> None:
    """A licence that RDFa puts on another thing is that thing's for the reader of prose too."""
    page = read_page(
        f'<div about="http://maps.example/quay"><p>The map: {LINK.replace("href", "rel=license href")}</p>'
    )
    (block,) = [block for block in page.blocks if block.anchors]
    assert whose(block, block.text, page, rules).scope is Scope.EMBEDDED
    own = whose(block, block.text, page, rules, address="http://maps.example/quay")
    assert own.scope is Scope.PAGE


def test_an_entry_of_a_menu_names_a_document(rules: RuleData) -> None:
    """A menu entry that leads to a page about a licence is no licence of the page; one that names a version is."""
    page = read_page(
        '<nav><ul><li><a href="/gfdl">GFDL licence</a></li><li><a href="/l">CC BY 4.0</a></li></ul></nav>'
    )
    scopes = [whose(block, block.text, page, rules).scope for block in page.blocks]
    assert scopes == [Scope.EMBEDDED, Scope.PAGE]


@pytest.mark.parametrize(
    ("title", "words", "scope"),
    [
        ("How to use Creative Commons", "Works under a Creative Commons licence may be shared.", Scope.EMBEDDED),
        ("How to use Creative Commons", "This text is licensed under CC BY 4.0.", Scope.PAGE),
        ("How to use Creative Commons", "Wikipedia took a liberal Creative Commons licence (BY-SA).", Scope.EMBEDDED),
        ("How to use Creative Commons", "This blog is licensed under Creative Commons BY-SA.", Scope.SITE),
        ("The ferry", "Works under a Creative Commons licence may be shared.", Scope.PAGE),
    ],
)
def test_a_page_about_licences_gives_none_by_the_brand_alone(
    title: str, words: str, scope: Scope, rules: RuleData
) -> None:
    """Where the title speaks of Creative Commons, the bare brand is the topic; a named licence still holds."""
    block = Block(index=0, text=words, tag="p")
    assert whose(block, words, PageFacts(title=title, blocks=(block,)), rules).scope is scope


def test_a_footer_of_a_page_about_licences_speaks_for_the_site(rules: RuleData) -> None:
    """What the footer says is the site's own word, also on a page about licences."""
    words = "Licensed under Creative Commons"
    block = Block(index=0, text=words, tag="p", regions=frozenset({Region.FOOTER}))
    assert whose(block, words, PageFacts(title="Creative Commons", blocks=(block,)), rules).scope is Scope.SITE


@pytest.mark.parametrize(
    "text",
    ["Creative Commons (cc) BY-NC", "Creative Commons (CC BY-NC)", "Creative Commons licence: CC BY-NC"],
)
def test_a_brand_and_its_letters_are_one_licence(text: str, rules: RuleData) -> None:
    """The brand with the letters right after it names one licence, not two."""
    assert [mention.id for mention in mentions(text, (), rules)] == ["CC-BY-NC"]
