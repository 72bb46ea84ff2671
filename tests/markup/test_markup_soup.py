# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The BeautifulSoup tree: the standard's tree, with right places."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

import html5lib
import pytest
from bs4 import BeautifulSoup, Comment, Doctype, NavigableString, Tag

from rightscheck.markup.read import read_page
from rightscheck.markup.soup import parse
from rightscheck.markup.treebuilder import WhatwgTreeBuilder

TRICKY = [
    "<p>a<b>b<p>c</b>d",
    "<table><b>x<tr><td>y</b>z</table>w",
    "<a href=1>x<a href=2>y<div>z</a>w</div>",
    "<ul><li>a<ul><li>b</ul><li>c</ul>",
    "<div><p>a<div>b</p>c</div>d",
    "<select><option>a<option>b<optgroup><option>c</select>d",
    "<table><tr><td>a<table><tr><td>b</table>c</table>",
    "<!doctype html><title>t</title><body class=x><body id=y>a</body>b</html>c",
    "<p>a<table><tr><td>b</table>c",
    "<h1>a<h2>b</h1>c",
    "<form>a<form>b</form>c</form>",
    "<noscript><p>a</p></noscript>b",
    "text <html lang=de><p>after",
    "<i><b>a</i>b</b>c",
    "<button>a<button>b",
    "<pre>\n\na</pre><textarea>\nb</textarea>",
    "<p>&copy;&copy &notit; &#x80; &#0; &amp</p>",
    "<script><!-- <script> </script> --></script>x",
    "<!-- a -- b --><p>x<!--y--!>z",
    "<br></br><p/>a</p>b",
]


def outline(node: Any) -> list[Any]:  # noqa: ANN401  # an ElementTree element of whatever implementation
    """An ElementTree as nested lists of names, attributes and text."""
    rows: list[Any] = [node.tag, dict(node.attrib), node.text or ""]
    rows += [[*outline(child), child.tail or ""] for child in node if isinstance(child.tag, str)]
    return rows


def soup_outline(tag: Tag) -> list[Any]:
    """The same of a soup; comments are left out and the text around them joined, as ElementTree's tail does not."""
    rows: list[Any] = [tag.name, dict(tag.attrs), ""]
    for child in tag.contents:
        if isinstance(child, Tag):
            rows.append([*soup_outline(child), ""])
        elif not isinstance(child, Comment | Doctype):
            last = rows[-1]
            if isinstance(last, list):
                last[-1] += str(child)
            else:
                rows[2] += str(child)
    return rows


def squeezed(rows: list[Any]) -> list[Any]:
    """The outline without white space: BeautifulSoup shortens runs of it between elements."""
    return ["".join(r.split()) if isinstance(r, str) else squeezed(r) if isinstance(r, list) else r for r in rows]


@pytest.mark.parametrize("html", [page for page in TRICKY if "<!--" not in page])
def test_same_tree_as_html5lib(html: str) -> None:
    """The soup has the tree another implementation of the standard builds, element by element."""
    oracle = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    root = parse(html).find("html")
    assert isinstance(root, Tag)
    assert squeezed(soup_outline(root)) == squeezed(outline(oracle))


@pytest.mark.parametrize("html", TRICKY)
def test_every_tag_has_its_place(html: str) -> None:
    """The source has the tag's name at each place a tag claims."""
    lines = html.split("\n")
    for tag in parse(html).find_all():
        if tag.sourceline is not None and tag.sourcepos is not None:
            assert lines[tag.sourceline - 1][tag.sourcepos :].lower().startswith(f"<{tag.name}")


def test_places_in_a_page_of_many_lines() -> None:
    """Line and column are 1-based and count a CRLF as one line end; evidence takes them from the facts."""
    page = read_page("<!doctype html>\r\n<title>t</title>\r\n  <p>é<a\n href=x>y</a>\r<div>z</div>")
    assert [(b.line, b.column) for b in page.blocks] == [(3, 3), (5, 1)]
    assert [(a.line, a.column) for a in page.links] == [(3, 7)]


def test_places_of_comments() -> None:
    """A comment that is kept has its line and column, also among others and after CRLF."""
    page = read_page("<!--x-->\r\n<p>a</p>\r\n  <!-- Licence A --><p>b</p><!-- Licence A -->")
    assert [(c.line, c.column) for c in page.comments] == [(3, 3), (3, 29)]


def test_implied_elements_take_the_place_around() -> None:
    """A block whose element the parser implied stands at the nearest element that has a place."""
    page = read_page("\n<table>x<tr><td>y</table>")
    assert [(b.text, b.line) for b in page.blocks] == [("x", None), ("y", 2)]


def test_soup_is_an_ordinary_soup() -> None:
    """Searching and navigating work, attributes are as written, comments and doctype are kept."""
    soup = BeautifulSoup("<!doctype html><p class='a  b' hidden>x<!--c--></p>", builder=WhatwgTreeBuilder())
    paragraph = soup.select_one("p.a")
    assert paragraph is not None
    assert dict(paragraph.attrs) == {"class": "a  b", "hidden": ""}
    assert isinstance(soup.contents[0], Doctype)
    assert isinstance(paragraph.contents[1], Comment)
    assert [type(text) for text in paragraph.find_all(string=True)] == [NavigableString, Comment]


def test_meta_charset_is_left_alone() -> None:
    """The declared encoding stays what the page wrote."""
    meta = parse("<meta charset=koi8-r>").find("meta")
    assert isinstance(meta, Tag)
    assert meta["charset"] == "koi8-r"


@pytest.mark.parametrize("html", ["page.html", "https://example.org/", "", "x", "/tmp"])  # noqa: S108  # words, not paths
def test_short_texts_raise_no_warning(html: str) -> None:
    """A text that looks like a file name or an address is read as a page like any other."""
    words = [block.text for block in read_page(html).blocks]
    assert all(a == b for a, b in zip_longest(words, [html] if html else []))
