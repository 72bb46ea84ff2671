# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Blocks: where text begins and ends, what white space becomes, and where links stand in it."""

from __future__ import annotations

import pytest

from rightscheck.markup.facts import Region
from rightscheck.markup.read import Engine, read_page

ENGINES = pytest.mark.parametrize("engine", list(Engine))


def texts(html: str, engine: Engine = Engine.SOUP) -> list[str]:
    """The texts of all blocks."""
    return [block.text for block in read_page(html, engine=engine).blocks]


@ENGINES
@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>one<p>two", ["one", "two"]),
        ("<div>before<p>inside</p>after</div>", ["before", "inside", "after"]),
        ("<ul><li>a<li>b</ul>", ["a", "b"]),
        ("<table><tr><td>a<td>b<tr><th>c</table>", ["a", "b", "c"]),
        ("<dl><dt>a<dd>b</dl>", ["a", "b"]),
        ("All rights<br>reserved", ["All rights reserved"]),
        ("<p>a&nbsp;\u2003\u3000 b\n\tc</p>", ["a b c"]),
        ("<p>Urheber<b>recht</b>lich</p>", ["Urheberrechtlich"]),
        ("<p>Urheber&shy;recht, zero\u200bwidth</p>", ["Urheberrecht, zerowidth"]),
        ("<p>C<span>opyright</span></p>", ["Copyright"]),
        ("<p>one<img src=x alt=hidden>two</p>", ["one two"]),
        ("<p><a href=1>Terms</a><a href=2>privacy</a></p>", ["Terms privacy"]),
        (
            "<p><span>Published in June</span><span>All rights reserved</span></p>",
            ["Published in June All rights reserved"],
        ),
        ("<p><code>obj.<b>Name</b></code></p>", ["obj.Name"]),
        ("<p>a<script>var b</script><style>c{}</style><template><p>d</p></template>e</p>", ["ae"]),
        ("<p>a<svg><title>b</title><text>c</text></svg>d</p>", ["a d"]),
        ("<noscript><p>enable it</p></noscript>", ["enable it"]),
        ("<title>t</title>x", ["x"]),
        ("<textarea>raw <b> text</textarea>", ["raw <b> text"]),
        ("<p>1 < 2 &amp; &copy; &#8364;</p>", ["1 < 2 & © €"]),
        ("<p> \n </p><p>\u00ad</p>", []),
        ("", []),
    ],
)
def test_text_of_blocks(engine: Engine, html: str, expected: list[str]) -> None:
    """Block elements part text, inline elements do not, and every kind of white space is one space."""
    assert texts(html, engine) == expected


@ENGINES
def test_text_beside_child_blocks_keeps_its_own_tag(engine: Engine) -> None:
    """Text directly in a div is a block of the div, the paragraph in it one of its own."""
    blocks = read_page("<div>a<p>b</p>c</div>", engine=engine).blocks
    assert [(block.tag, block.text) for block in blocks] == [("div", "a"), ("p", "b"), ("div", "c")]


@ENGINES
def test_anchor_offsets_are_the_link_words(engine: Engine) -> None:
    """The slice of the block's text at an anchor's offsets is exactly the link's words."""
    html = "<p> See \n<a href='/t'> our <i>terms</i>\n</a>and <a rel=License href=/l>licence&nbsp; text</a>.</p>"
    page = read_page(html, engine=engine)
    block = page.blocks[0]
    assert block.text == "See our terms and licence text."
    assert [block.text[a.start : a.end] for a in block.anchors] == ["our terms", "licence text"]
    assert [(a.href, a.rel) for a in block.anchors] == [("/t", frozenset()), ("/l", frozenset({"license"}))]
    assert [link.text for link in page.links] == ["our terms", "licence text"]


@ENGINES
def test_link_around_blocks_has_an_anchor_in_each(engine: Engine) -> None:
    """A link that encloses two blocks has its words in both, and none in the text around it."""
    page = read_page("<div>x<a href=q><p>one</p><p>two</p></a>y</div>", engine=engine)
    found = [[block.text[a.start : a.end] for a in block.anchors] for block in page.blocks]
    assert found == [[], ["one"], ["two"], []]
    assert (page.links[0].text, page.links[0].block) == ("one two", 1)


@ENGINES
def test_picture_link_has_an_empty_anchor(engine: Engine) -> None:
    """A link that holds only a picture has no words, yet its place in the block is known."""
    page = read_page("<p><a rel=license href=/by><img src=by.png></a><br>Licensed as shown.</p>", engine=engine)
    anchor = page.blocks[0].anchors[0]
    assert (anchor.start, anchor.end, anchor.href) == (0, 0, "/by")
    assert (page.links[0].text, page.links[0].image, page.links[0].block) == ("", "by.png", 0)


@ENGINES
def test_inline_names_count_when_they_hold_the_whole_block(engine: Engine) -> None:
    """A span around all words of a block names its region; one around a part of them does not."""
    whole = read_page("<div><span class=copyright>© Example</span></div>", engine=engine).blocks[0]
    part = read_page("<div>Read <span class=copyright>more</span> here</div>", engine=engine).blocks[0]
    assert (Region.FOOTER in whole.regions, whole.names) == (True, ("copyright",))
    assert (Region.FOOTER in part.regions, part.names) == (False, ())


@ENGINES
def test_nested_inline_elements_meet_in_their_common_place(engine: Engine) -> None:
    """The names of a block are those of the innermost element around all its words."""
    html = "<div id=a><span class=b><i class=c>one</i> <i class=d>two</i></span></div>"
    assert read_page(html, engine=engine).blocks[0].names == ("b", "a")


@ENGINES
def test_heading_above(engine: Engine) -> None:
    """A block knows the index of the heading above it, none before the first."""
    blocks = read_page("<p>a</p><h2>b</h2><p>c</p><h3>d</h3><p>e</p>", engine=engine).blocks
    assert [block.heading for block in blocks] == [None, None, 1, 1, 3]


@ENGINES
def test_language_is_that_of_the_nearest_element(engine: Engine) -> None:
    """The language of a block is that of the nearest element that states one."""
    page = read_page("<html lang=en-GB><p>a<div lang=de><p>b</div>", engine=engine)
    assert (page.language, [block.language for block in page.blocks]) == ("en-GB", ["en-GB", "de"])


@ENGINES
def test_declarative_shadow_root_is_text(engine: Engine) -> None:
    """A browser shows a declarative shadow root, so its text is the page's; that of other templates is not."""
    html = "<div><template shadowrootmode=open><p>shown</p></template><template><p>not</p></template></div>"
    assert texts(html, engine) == ["shown"]


def test_most_names() -> None:
    """At most 24 class and id words are kept, six of one element, the innermost first."""
    html = "".join(f"<div class='a{i} b{i} c{i} d{i} e{i} f{i} g{i}'>" for i in range(9)) + "x"
    names = read_page(html).blocks[0].names
    assert len(names) == 24
    assert names[:7] == ("a8", "b8", "c8", "d8", "e8", "f8", "a7")
