# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Pictures and the containers they share with their captions."""

from __future__ import annotations

import pytest

from rightscheck.markup.facts import Region
from rightscheck.markup.read import Engine, read_page

REST = "<p>A long enough text beside it, so that the caption is not most of what the page says to its readers.</p>"


def figure_of(html: str, word: str = "cap") -> int | None:
    """The figure of the block with this word, the same for both engines."""
    found = [
        next(block for block in read_page(html + REST, engine=engine).blocks if word in block.text)
        for engine in Engine
    ]
    assert found[0].figure == found[1].figure
    assert (Region.FIGURE in found[0].regions) == (found[0].figure is not None)
    return found[0].figure


@pytest.mark.parametrize(
    "html",
    [
        "<figure><img src=a.jpg><figcaption>cap</figcaption></figure>",
        "<div class=wp-caption><img src=a.jpg><p>cap</p></div>",
        "<div class='article-image'><a href=/big><img src=a.jpg></a><span>cap</span><p>more</p></div>",
        "<div><img src=a.jpg><p>cap</p></div>",
        "<table><tr><td><img src=a.jpg><br>cap</td></tr></table>",
        "<p><img src=a.jpg> cap</p>",
        "<span class=picture-element><em><img src=a.jpg></em><em class=copyright>cap</em></span>",
        "<div role=figure><img src=a.jpg><p>cap</p></div>",
    ],
)
def test_shared_container(html: str) -> None:
    """A figure, a small element named after pictures, or one with just a picture and a short text is a container."""
    assert figure_of(html) == 0


@pytest.mark.parametrize(
    "html",
    [
        "<footer><img src=a.jpg><p>cap</p></footer>",
        "<div class=footer><div class=image><img src=a.jpg><p>cap</p></div></div>",
        "<div class=card><img src=a.jpg><h3>cap</h3></div>",
        "<div class=image><img src=a.jpg><h3>cap</h3></div>",
        "<div><img src=logo.png><p>cap</p></div>",
        "<div><img src=a.png width=88 height=31><p>cap</p></div>",
        "<div><a rel=license href=/by><img src=a.png></a><p>cap</p></div>",
        "<div><a href=https://creativecommons.org/licenses/by/4.0/><img src=a.png></a> cap</div>",
        "<div><img src=a.jpg><p>cap</p><p>and a second paragraph</p></div>",
        "<div><img src=a.jpg><img src=b.jpg><p>cap</p></div>",
        "<div><p>cap</p></div>",
        "<div class=image><img src=a.jpg><footer>cap</footer></div>",
        "<span><img src=a.jpg>cap</span>",
    ],
)
def test_no_container(html: str) -> None:
    """Footers, cards with a heading, logos, licence badges and longer texts share no container with a picture."""
    assert figure_of(html) is None


def test_short_page_is_no_caption() -> None:
    """Where the text beside the only picture is most of the page, it is the page, not a caption."""
    assert read_page("<div><img src=a.jpg><p>© Example. All rights reserved.</p></div>").blocks[0].figure is None


def test_innermost_container_counts() -> None:
    """Each picture of a gallery has its own container with its own caption and link."""
    item = "<li class=photo><a href=/{0}><img src={0}.jpg alt=alt{0}></a><span>cap{0}</span></li>"
    page = read_page("<ul class=gallery>" + item.format(1) + item.format(2) + "</ul>" + REST)
    assert [block.figure for block in page.blocks] == [0, 1, None]
    assert [(image.src, image.alt, image.figure) for image in page.images] == [
        ("1.jpg", "alt1", 0),
        ("2.jpg", "alt2", 1),
    ]
    assert [(link.image, link.figure) for link in page.links] == [("1.jpg", 0), ("2.jpg", 1)]


def test_lazy_pictures() -> None:
    """A lazily loaded picture is known by the address it will have."""
    html = "<img src='data:image/gif;base64,R0' data-src=/real.jpg><img srcset='/s.jpg 1x'><img alt=none>"
    assert [image.src for image in read_page(html).images] == ["/real.jpg", "/s.jpg 1x"]
