# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Links, metas, scripts, comments and the counts of the page."""

from __future__ import annotations

import pytest

from rightscheck.markup.facts import Region
from rightscheck.markup.read import Engine, read_page

ENGINES = pytest.mark.parametrize("engine", list(Engine))


@ENGINES
def test_which_links_are_kept(engine: Engine) -> None:
    """Kept are link elements with a rel, every a with an address, and other elements whose rel bears on rights."""
    html = """<link rel="LICENSE stylesheet" href=" /l " type=application/rsl+xml><link href=/none>
    <body><a href=/a>a</a><a name=b>b</a><a rel=cc:license resource=/c>c</a><span rel=license resource=/d>d</span>
    <span rel=next resource=/e>e</span><form rel=license action=/f></form><map><area href=/g></map>"""
    links = read_page(html, engine=engine).links
    assert [(link.tag, link.href) for link in links] == [
        ("link", "/l"),
        ("a", "/a"),
        ("a", "/c"),
        ("span", "/d"),
        ("form", "/f"),
        ("area", "/g"),
    ]
    assert links[0].rel == frozenset({"license", "stylesheet"})
    assert (links[0].type, links[0].block) == ("application/rsl+xml", None)


@ENGINES
def test_link_knows_its_place(engine: Engine) -> None:
    """A link carries the regions, names, block, subject, item and properties it stands in."""
    html = """<p>first</p><footer class=f><div itemscope itemtype="https://schema.org/WebSite" about="/feed">
    <a itemprop="license dc:rights" rel=license href=/l>Our licence</a></div></footer>"""
    link = read_page(html, engine=engine).links[0]
    assert (link.text, link.block, link.about, link.itemtype) == ("Our licence", 1, "/feed", "WebSite")
    assert (link.names, set(link.regions)) == (("f",), {Region.FOOTER})
    assert link.properties == {"license", "rights"}


@ENGINES
def test_about_of_the_page_itself_is_none(engine: Engine) -> None:
    """An empty about= means the page, so the subject is not named."""
    html = '<div about="/x"><p about=""><a href=/l rel=license>l</a></p><a href=/m rel=license>m</a></div>'
    assert [link.about for link in read_page(html, engine=engine).links] == [None, "/x"]


@ENGINES
def test_metas(engine: Engine) -> None:
    """A meta is kept under each of its names in lower case, its content as written, also in the body."""
    html = """<meta name=" Robots " content=" NOAI "><meta property="og:title dc:Rights" content=x><meta name=empty>
    <meta itemprop=license content=/l><body><meta name=tdm-reservation content=1>"""
    page = read_page(html, engine=engine)
    assert [(meta.name, meta.content, meta.in_body) for meta in page.metas] == [
        ("robots", " NOAI ", False),
        ("og:title", "x", False),
        ("dc:rights", "x", False),
        ("license", "/l", False),
        ("tdm-reservation", "1", True),
    ]


@ENGINES
def test_head_of_the_page(engine: Engine) -> None:
    """Title, base, canonical address and language are the first that stand in the page."""
    html = """<html xml:lang=pl><title> A \n B </title><title>C</title><base target=x><base href=/b/><base href=/c/>
    <link rel=canonical href=/d><svg><title>E</title></svg>"""
    page = read_page(html, engine=engine)
    assert (page.title, page.base, page.canonical, page.language) == ("A B", "/b/", "/d", "pl")


def test_language_by_pragma() -> None:
    """Without a lang attribute the content-language pragma tells the language."""
    assert read_page("<meta http-equiv=Content-Language content=fr>x").language == "fr"


@ENGINES
def test_scripts_and_comments(engine: Engine) -> None:
    """Data scripts are kept with their raw content, comments only where they speak of rights."""
    html = """<script type="Application/LD+JSON; charset=utf-8">{"a": "<b>"}</script><script>code()</script>
    <script type=application/rsl+xml><rsl/></script><!-- nothing --><!-- <rdf:RDF> Licence -->
    <svg><!-- copyright --></svg>"""
    page = read_page(html, engine=engine)
    assert [(s.type, s.content) for s in page.scripts] == [
        ("application/ld+json", '{"a": "<b>"}'),
        ("application/rsl+xml", "<rsl/>"),
    ]
    assert [c.text for c in page.comments] == ["<rdf:RDF> Licence"]


@ENGINES
def test_shape(engine: Engine) -> None:
    """The counts tell scripts, shown text, paragraphs, links, password fields, frames and a refresh."""
    html = """<meta http-equiv=Refresh content="5; url=/x"><noscript><meta http-equiv=refresh content=0></noscript>
    <script src=/s.js>123</script><p>four</p><p>five5</p><p hidden>not</p><noscript><p>nor this</p></noscript>
    <a href=/a></a><input type=Password><iframe src=/f></iframe>"""
    page = read_page(html, engine=engine)
    shape = page.shape
    assert (shape.scripts, shape.script_chars, shape.text_chars, shape.paragraphs) == (1, 3, 9, 2)
    assert (shape.links, shape.password_fields, shape.iframes, shape.refresh) == (1, 1, 1, "5; url=/x")
    assert page.resources == ("/s.js", "/f")


@ENGINES
def test_nosnippet_regions(engine: Engine) -> None:
    """A data-nosnippet region counts with any value, is honoured on span, div, section, and knows its block."""
    html = "<p>a</p><div data-nosnippet=false><p>b</p></div><mark data-nosnippet>c</mark>"
    found = read_page(html, engine=engine).nosnippets
    assert [(n.tag, n.honoured, n.block) for n in found] == [("div", True, 1), ("mark", False, 2)]


def test_raw_text_elements_in_foreign_content_end_where_they_end() -> None:
    """A title of MathML may hold elements; they neither end it nor leave the reader waiting for its end."""
    for engine in Engine:
        page = read_page("<math><title><b class=x>t</b>u</title></math><p>after</p>", engine=engine)
        assert page.blocks[-1].text == "after"
