# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Whose licence it is: the page's, the site's, a picture's, a theme's, a reader's, or what users bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.markup.facts import Anchor, Block, PageFacts, Region
from rightscheck.model import Scope
from rightscheck.signals.sentences import last_clause, sentence_of
from rightscheck.signals.whose import whose

if TYPE_CHECKING:
    from rightscheck.resources import RuleData


EMB = Scope.EMBEDDED


def scope(words: str, rules: RuleData, *regions: Region, names: tuple[str, ...] = ()) -> Scope:
    """Whose the licence in these words is, in a block of its own."""
    block = Block(index=0, text=words, tag="p", regions=frozenset(regions), names=names)
    return whose(block, words, PageFacts(blocks=(block,)), rules).scope


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("This work is licensed under CC BY 4.0", Scope.PAGE),
        ("The text of this page is available under CC BY-SA 4.0", Scope.PAGE),
        ("Text and images are licensed under CC BY 4.0", Scope.PAGE),
        ("Images and texts of this site: CC BY 4.0", Scope.PAGE),
        ("Except as otherwise noted, the content is under CC BY 4.0", Scope.PAGE),
        ("Everything except the photos is under CC BY 4.0", Scope.PAGE),
        ("This website is licensed under CC BY 4.0", Scope.SITE),
        ("The photos of this blog are licensed under CC BY 4.0", Scope.IMAGE),
        ("Photo: Jo Rower, CC BY 2.0", Scope.IMAGE),
        ("Article image: CC BY 2.0", Scope.IMAGE),
        ("Zdjęcie: Jan Wioślarz, CC BY-SA 4.0", Scope.IMAGE),
        ("Bild: Eva Segler / CC BY-SA 3.0", Scope.IMAGE),
        ("Video by the harbour crew, CC BY 3.0", Scope.MEDIA),
        ("Theme by Rope & Knot, CC BY 3.0", Scope.EMBEDDED),
        ("This site uses icons by Rope, licensed under CC BY 4.0", Scope.EMBEDDED),
        ("Map data © OpenStreetMap contributors, ODbL", Scope.EMBEDDED),
        ("Site design © 2020 Rope Inc; user contributions licensed under CC BY-SA 4.0", Scope.EMBEDDED),
        ("By posting you agree to license your content under CC BY-SA 3.0", Scope.EMBEDDED),
        ("Komentarze są dostępne na licencji CC BY 3.0", Scope.EMBEDDED),
        ("The RSS feed is published under CC BY-NC 4.0", Scope.FILE),
        ("Wszystkie treści serwisu są dostępne na licencji CC BY-SA 4.0", Scope.PAGE),
        ("Der Inhalt dieses Blogs steht unter CC BY 2.0 DE", Scope.PAGE),
        ("License: MIT", Scope.EMBEDDED),
        ("The documentation is released under the MIT License", Scope.PAGE),
        ("My Photo Blog by Jo is licensed under CC BY 4.0", Scope.SITE),
        ("By Jo (Own work) [CC BY-SA 3.0], via Wikimedia Commons", Scope.IMAGE),
        ("The research data are under CC0 1.0", Scope.FILE),
        ("This post is about a tool that a team wrote in winter by the sea, and which is under the MIT License", EMB),
        ("CC BY 4.0", Scope.PAGE),
    ],
)
def test_the_sentence_names_its_object(words: str, expected: Scope, rules: RuleData) -> None:
    """The head of the clause before the licence tells whose it is."""
    assert scope(words, rules) is expected


def test_each_licence_of_a_sentence_has_its_own_object(rules: RuleData) -> None:
    """Content under one licence and code under another do not mix; the words end with the licence that is meant."""
    text = "The content of this page is under CC BY 4.0, and code samples are under the Apache License 2.0"
    assert scope(text[: text.index(",")], rules) is Scope.PAGE
    assert scope(text, rules) is Scope.EMBEDDED
    later = "Texte unter CC BY 4.0, die Bilder unter CC BY-NC 4.0"
    assert scope(later, rules) is Scope.IMAGE


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        (Region.COMMENTS, Scope.EMBEDDED),
        (Region.CAPTION, Scope.IMAGE),
        (Region.FIGURE, Scope.IMAGE),
        (Region.QUOTE, Scope.EMBEDDED),
        (Region.FOOTER, Scope.SITE),
        (Region.ARTICLE, Scope.PAGE),
    ],
)
def test_the_place_tells(region: Region, expected: Scope, rules: RuleData) -> None:
    """A comment, a caption, a figure or a quotation is another's; a footer is the site's."""
    assert scope("CC BY 4.0", rules, region) is expected


def test_content_named_inside_a_figure_is_the_pages(rules: RuleData) -> None:
    """A licensing sentence of the content beside a picture is about the content."""
    assert scope("The text of this article is under CC BY 4.0", rules, Region.FIGURE) is Scope.PAGE


def test_a_page_that_is_all_code_is_its_own(rules: RuleData) -> None:
    """A licence file shown as preformatted text speaks for itself; a code sample on a page does not."""
    code = Block(index=0, text="CC BY 4.0", tag="pre", regions=frozenset({Region.CODE}))
    prose = Block(index=1, text="A long story about boats and ropes. " * 5, tag="p")
    assert whose(code, code.text, PageFacts(blocks=(code,)), rules).scope is Scope.PAGE
    assert whose(code, code.text, PageFacts(blocks=(code, prose)), rules).scope is Scope.EMBEDDED


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("photo-license", "entry"), Scope.IMAGE),
        (("leaflet-control",), Scope.EMBEDDED),
        (("blogroll",), Scope.EMBEDDED),
        (("entry-content",), Scope.PAGE),
    ],
)
def test_class_names_tell(names: tuple[str, ...], expected: Scope, rules: RuleData) -> None:
    """A class that speaks of a picture, a map or a link list tells whose it is."""
    assert scope("CC BY 4.0", rules, names=names) is expected


def test_a_heading_of_picture_credits_tells(rules: RuleData) -> None:
    """What stands under "Image credits" is about images; under any other heading it is not."""
    for heading, expected in (("Image credits", Scope.IMAGE), ("How we sailed", Scope.PAGE)):
        head = Block(index=0, text=heading, tag="h2", regions=frozenset({Region.HEADING}))
        line = Block(index=1, text="Jo Rower, CC BY 2.0", tag="p", heading=0)
        assert whose(line, line.text, PageFacts(blocks=(head, line)), rules).scope is expected


def test_a_link_to_a_picture_host_tells(rules: RuleData) -> None:
    """A name that links to a place where pictures come from makes the licence beside it the picture's."""
    text = "Harbour by Jo, CC BY 2.0"
    block = Block(
        index=0, text=text, tag="p", anchors=(Anchor(start=0, end=7, href="https://www.flickr.com/photos/1"),)
    )
    assert whose(block, text, PageFacts(blocks=(block,)), rules).scope is Scope.IMAGE


def test_a_picture_named_before_a_bar_tells(rules: RuleData) -> None:
    """A credit line cut by a bar stays a credit line."""
    block = Block(index=0, text="Stuffed peppers - Photo: Copyright © Jo | CC-BY-SA", tag="p")
    assert whose(block, "CC-BY-SA", PageFacts(blocks=(block,)), rules).scope is Scope.IMAGE


def test_sentences_do_not_end_in_versions() -> None:
    """A version's dot and an abbreviation end no sentence; a full stop, a bar and an ideographic stop do."""
    text = "Read on. Text is CC BY 4.0 by J. Rower. More | rest"
    start = text.index("CC")
    assert text[slice(*sentence_of(text, start, start + 2))] == "Text is CC BY 4.0 by J. Rower."
    assert last_clause("Design by X; contributions under") == " contributions under"
