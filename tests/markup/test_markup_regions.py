# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Regions: which elements, roles and class words say where on the page a text stands."""

from __future__ import annotations

import pytest

from rightscheck.markup.facts import Region
from rightscheck.markup.names import words_of
from rightscheck.markup.read import Engine, read_page


def regions(html: str) -> frozenset[Region]:
    """The regions of the block that holds the word here."""
    for engine in Engine:
        found = [block for block in read_page(html, engine=engine).blocks if "here" in block.text]
        assert len(found) == 1
    return found[0].regions


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<footer><p>here", {Region.FOOTER}),
        ("<div role=contentinfo>here", {Region.FOOTER}),
        ("<div id=footer>here", {Region.FOOTER}),
        ("<div class='site-Footer__legal x'>here", {Region.FOOTER}),
        ("<div class=siteFooter>here", {Region.FOOTER}),
        ("<div class=pagefooter>here", {Region.FOOTER}),
        ("<div class=impressum>here", {Region.FOOTER}),
        ("<p class=copyrightLine>here", {Region.FOOTER}),
        ("<div class=no-footer>here", set()),
        ("<div class=has-footer>here", set()),
        ("<body class='footer-dark'>here", set()),
        ("<main class=legal>here", {Region.MAIN}),
        ("<div class=illegal>here", set()),
        ("<div id=comments>here", {Region.COMMENTS}),
        ("<ol class=comment-list><li>here", {Region.COMMENTS, Region.LIST}),
        ("<article class=comment-body>here", {Region.COMMENTS, Region.ARTICLE}),
        ("<div id=disqus_thread>here", {Region.COMMENTS}),
        ("<article class='post comments-open'>here", {Region.ARTICLE}),
        ("<p class=no-comments>here", set()),
        ("<p class=tone-comment>here", set()),
        ("<span class=comment-count>here", set()),
        ("<div class=cookie-banner>here", {Region.DIALOG}),
        ("<div id=consentLayer>here", {Region.DIALOG}),
        ("<dialog open>here", {Region.DIALOG}),
        ("<div role=alertdialog>here", {Region.DIALOG}),
        ("<body class=modal-open>here", set()),
        ("<figure><img src=a><figcaption>here", {Region.FIGURE, Region.CAPTION}),
        ("<p class=wp-caption-text>here", {Region.CAPTION}),
        ("<p class=photo-copyright>here", {Region.CAPTION}),
        ("<footer><p class=credit>here", {Region.FOOTER}),
        ("<div class=photo><em class=copyright>here</em></div>", {Region.CAPTION}),
        ("<nav>here", {Region.NAV}),
        ("<div role=navigation>here", {Region.NAV}),
        ("<header>here", {Region.HEADER}),
        ("<main><article>here", {Region.MAIN, Region.ARTICLE}),
        ("<aside>here", {Region.ASIDE}),
        ("<blockquote>here", {Region.QUOTE}),
        ("<p><q>here</q></p>", {Region.QUOTE}),
        ("<p>x <q>here</q></p>", set()),
        ("<pre>here", {Region.CODE}),
        ("<h2>here", {Region.HEADING}),
        ("<ul><li>here", {Region.LIST}),
        ("<form><p>here", {Region.FORM}),
        ("<p hidden>here", {Region.HIDDEN}),
        ("<p aria-hidden=TRUE>here", {Region.HIDDEN}),
        ("<p aria-hidden=false>here", set()),
        ("<p style='color:red; Display : none'>here", {Region.HIDDEN}),
        ("<p>x</p><noscript>here", {Region.NOSCRIPT}),
    ],
)
def test_regions(html: str, expected: set[Region]) -> None:
    """Elements, roles and class words name regions; words that deny it, or stand on the whole page, do not."""
    assert regions(html) == expected


def test_photo_copyright_in_a_figure_is_no_footer() -> None:
    """A copyright class inside a figure speaks of the picture, not of the site."""
    assert Region.FOOTER not in regions("<figure><img src=a><span class=copyright>here</span></figure>")


def test_places() -> None:
    """The place of a block is the region that says most about whose words they are, else its element."""
    html = "<footer><p>a</p></footer><p>b</p><figure><img src=x><figcaption>c</figcaption></figure>"
    assert [block.place for block in read_page(html).blocks] == ["html:footer", "html:p", "html:figcaption"]


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("siteFooter-legal_x", ("site", "footer", "legal", "x")),
        ("HTMLFooter2", ("html", "footer", "2")),
        ("FOOTER", ("footer",)),
        ("подвал", ("подвал",)),
        ("x" * 100, ()),
        ("--", ()),
    ],
)
def test_words_of_a_name(token: str, expected: tuple[str, ...]) -> None:
    """A class is cut into words at hyphens, underscores, digits and capitals; a generated one has none."""
    assert words_of(token) == expected
