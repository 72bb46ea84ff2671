# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Both engines read the same facts, on real pages, on made-up ones and on any text at all."""

from __future__ import annotations

import gzip
import json
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.markup.read import Engine, read_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rightscheck.markup.facts import PageFacts

_PLACES = frozenset({"line", "column"})
_SAMPLES = [
    ("dev", 4),
    ("bulk", 16),
]  # every fourth, every sixteenth page keeps the test short; all of them were seen to agree


def bare(page: PageFacts) -> dict[str, Any]:
    """The facts without places, which only one engine gives."""
    return {field.name: placeless(getattr(page, field.name)) for field in fields(page)}


def placeless(value: Any) -> Any:  # noqa: ANN401  # any fact
    """A fact, or a tuple of them, without line and column."""
    if isinstance(value, tuple):
        return tuple(placeless(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type) and hasattr(value, "line"):
        return {field.name: getattr(value, field.name) for field in fields(value) if field.name not in _PLACES}
    return value


def pages(path: Path) -> Iterator[str]:
    """The HTML of each record."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["html"]


def check(html: str) -> PageFacts:
    """Read with both engines, compare, and hold the offsets to their word."""
    soup, bulk = read_page(html), read_page(html, engine=Engine.BULK)
    assert bare(soup) == bare(bulk)
    for index, block in enumerate(soup.blocks):
        assert block.index == index
        assert block.text == " ".join(block.text.split()) != ""
        for anchor in block.anchors:
            words = block.text[anchor.start : anchor.end]
            assert 0 <= anchor.start <= anchor.end <= len(block.text)
            assert words == words.strip()
    return soup


@pytest.mark.parametrize(("name", "step"), _SAMPLES)
def test_real_pages(shared: Callable[[str], Path], name: str, step: int) -> None:
    """On stored pages of the web the engines agree on every fact but the places."""
    count = 0
    for number, html in enumerate(pages(shared(f"corpus/pages/{name}.jsonl.gz"))):
        if number % step == 0:
            check(html)
            count += 1
    assert count


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class=footer>",
        "</div>",
        "<a href=/x rel=license>",
        "</a>",
        "<b>",
        "</b>",
        "<table>",
        "<td>",
        "</table>",
        "<li>",
        "<figure>",
        "</figure>",
        "<img src=a.jpg>",
        "<figcaption>",
        "<span itemprop=license>",
        "</span>",
        "<div itemscope itemtype=//schema.org/ImageObject>",
        "<svg>",
        "</svg>",
        "<title>",
        "</title>",
        "<script>",
        "</script>",
        "<template shadowrootmode=open>",
        "<template>",
        "</template>",
        "<noscript>",
        "</noscript>",
        "<br>",
        "<select>",
        "<option>",
        "<!--license-->",
        "<math>",
        "</math>",
        "<body>",
        "<html lang=de>",
        "<i data-nosnippet>",
        "</i>",
        "&nbsp;",
        " ",
        "a",
        "B.",
        "©",
        "&shy;",
        "<form>",
        "<div class=photo>",
        "<meta name=robots content=noai>",
        "<frameset>",
        "\0",
        "<plaintext>",
        "<textarea>",
        "<iframe>",
        "<h1>",
        "<pre>",
        "<p hidden>",
        "<input type=password>",
        "<x-y>",
        "<p style=display:none>",
        "<footer>",
        "<blockquote>",
        "<a>",
        "&copy;",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_soup_of_tags(html: str) -> None:
    """However tags are strewn, nothing raises and the engines agree."""
    check(html)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text(html: str) -> None:
    """Any string at all is a page both engines read alike."""
    check(html)
