# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Microdata and RDFa properties with rights meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.markup.read import Engine, read_page

if TYPE_CHECKING:
    from rightscheck.markup.facts import Property


def properties(html: str) -> tuple[Property, ...]:
    """The properties both engines agree on."""
    soup, bulk = (read_page(html, engine=engine).properties for engine in Engine)
    assert [(p.name, p.value, p.itemtype, p.about, p.block) for p in soup] == [
        (p.name, p.value, p.itemtype, p.about, p.block) for p in bulk
    ]
    return soup


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p itemprop=copyrightNotice>© <b>Ex</b>ample&nbsp; Ltd</p>", ("copyrightNotice", "© Example Ltd")),
        ("<meta itemprop=license content=' /l '>", ("license", "/l")),
        ("<a itemprop=license href=/l>words</a>", ("license", "/l")),
        ("<link itemprop=acquireLicensePage href=/buy>", ("acquireLicensePage", "/buy")),
        ("<span property=cc:attributionName>A. Author</span>", ("attributionName", "A. Author")),
        ("<span property='dct:rights' content=x>y</span>", ("rights", "x")),
        ("<span property='http://purl.org/dc/terms/accessRights'>open</span>", ("accessRights", "open")),
        ("<span itemprop=COPYRIGHTYEAR>2024</span>", ("copyrightYear", "2024")),
        ("<p itemprop=creditText><i>a</i>b<br>c</p>", ("creditText", "ab c")),
        ("<div itemprop=usageInfo><p>one</p><p>two</p></div>", ("usageInfo", "one two")),
    ],
)
def test_value(html: str, expected: tuple[str, str]) -> None:
    """The value is content, address or the visible words; the name is the vocabulary's, without prefix."""
    assert [(p.name, p.value) for p in properties(html)] == [expected]


def test_only_rights_terms() -> None:
    """Properties without rights meaning are not kept."""
    assert not properties("<p itemprop=name>x</p><p property=og:title>y</p>")


def test_item_of_a_property() -> None:
    """A property belongs to the item around it; itemtype is the last segment of the item's type."""
    html = """<div itemscope itemtype="http://schema.org/Article">
    <figure itemscope itemtype="https://schema.org/ImageObject"><a itemprop=license href=/img>x</a></figure>
    <a itemprop=license href=/art>y</a></div><a itemprop=license href=/none>z</a>"""
    assert [(p.value, p.itemtype) for p in properties(html)] == [
        ("/img", "ImageObject"),
        ("/art", "Article"),
        ("/none", None),
    ]


def test_property_that_is_an_item() -> None:
    """A property whose value is an item is known by the item's URL, and belongs to the outer item."""
    html = """<div itemscope itemtype=http://schema.org/Article><div itemprop=license itemscope
    itemtype=http://schema.org/CreativeWork><span itemprop=name>CC BY</span>
    <a itemprop=url href=/by>by</a></div></div>"""
    assert [(p.value, p.itemtype) for p in properties(html)] == [("/by", "Article")]


def test_rdfa_subject() -> None:
    """about= names the subject, also on the element itself; resource= and typeof= do for what stands inside."""
    html = """<div about="/img.png"><span property=dct:rights>a</span></div>
    <span about=#b property=dct:rights>b</span>
    <div resource=/c typeof=schema:ImageObject><span property=license>c</span></div>
    <span property=dct:rights>d</span>"""
    assert [(p.value, p.about, p.itemtype) for p in properties(html)] == [
        ("a", "/img.png", None),
        ("b", "#b", None),
        ("c", "/c", "ImageObject"),
        ("d", None, None),
    ]


def test_property_knows_block_and_figure() -> None:
    """A property in a caption carries the block of its words and the figure."""
    html = "<p>x</p><figure><img src=a><figcaption>by <i itemprop=copyrightHolder>Me</i></figcaption></figure>"
    assert [(p.block, p.figure) for p in properties(html)] == [(1, 0)]
