# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Licence links of pages, Creative Commons: LINK-01 … LINK-09 and whose each link is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.markup.read import read_page
from rightscheck.model import REACHES_PAGE, Found, Observation, Scope, Unread
from rightscheck.resources import shipped
from rightscheck.signals.cc import READER
from rightscheck.signals.interface import Seen

if TYPE_CHECKING:
    from rightscheck.model import Reading, Signal

URL = "https://quay.example/boats"
BY = "https://creativecommons.org/licenses/by/4.0/"
SA = "https://creativecommons.org/licenses/by-sa/3.0/"
PROSE = (
    "<p>The harbour was calm and the boats lay still that morning, as they did on every Sunday of the year.</p>" * 3
)


def read(body: str, *headers: tuple[str, str], url: str | None = URL) -> Reading:
    """The reading of a page with this body (or these parts of a head) and these headers."""
    html = f"<!doctype html><html lang=en><title>Boats</title>{body}</html>"
    observation = Observation(url=url, headers=headers, body=Found(body=html))
    return READER.read(Seen(observation=observation, page=read_page(html)), shipped())


def reach(reading: Reading) -> list[str | None]:
    """The licences that reach the page, in order."""
    return [s.licence for s in reading.signals if s.licence and s.evidence.scope in REACHES_PAGE]


def only(reading: Reading) -> Signal:
    """The one signal of a reading."""
    (signal,) = reading.signals
    return signal


def test_rel_license_names_the_pages_licence() -> None:
    """LINK-01: a link with rel=license gives the page its licence, with words, id and address."""
    signal = only(read(f'<main>{PROSE}<a rel="license" href="{BY}deed.en">CC BY 4.0</a></main>'))
    assert (signal.licence, signal.licence_url, signal.evidence.quote) == ("CC-BY-4.0", BY, "CC BY 4.0")
    assert [(f.token, f.value) for f in signal.findings] == [("licence", "CC-BY-4.0")]
    assert signal.evidence.scope in REACHES_PAGE


def test_head_link_names_the_pages_licence() -> None:
    """A link element, also with the obsolete rel=copyright, gives the page its licence."""
    for rel in ("license", "copyright", "LICENSE nofollow"):
        signal = only(read(f'<link rel="{rel}" href="{BY}"><p>Boats'))
        assert (signal.licence, signal.evidence.scope, signal.channel) == ("CC-BY-4.0", Scope.PAGE, "link")


def test_header_link_names_the_pages_licence() -> None:
    """LINK-03: a Link line gives the page its licence, with the line as proof."""
    line = '<https://creativecommons.org/publicdomain/zero/1.0/>; rel="license"'
    signal = only(read("<p>Boats", ("Link", line)))
    assert (signal.licence, signal.evidence.place) == ("CC0-1.0", "header:link")
    assert signal.evidence.quote == f"Link: {line}"


def test_header_link_with_an_anchor_speaks_of_the_anchor() -> None:
    """RFC 8288: an anchor changes what the link is about."""
    reading = read("<p>Boats", ("Link", f'<{BY}>; rel=license; anchor="/data.csv"'))
    assert only(reading).evidence.scope is Scope.FILE


def test_rel_is_a_set_of_words() -> None:
    """LINK-04: rel is read in any case and among other words."""
    assert reach(read(f'<p>Boats <a rel="LICENSE nofollow noopener" href="{BY}">licence</a></p>')) == ["CC-BY-4.0"]


def test_figure_subject_is_no_page() -> None:
    """LINK-05: a licence about a picture is the picture's alone."""
    body = f'{PROSE}<figure about="#img1"><img src="a.jpg"><a rel="license" href="{BY}">CC BY</a></figure>'
    signal = only(read(body))
    assert (signal.licence, reach(read(body))) == ("CC-BY-4.0", [])
    assert signal.evidence.scope in (Scope.IMAGE, Scope.SECTION)


def test_caption_licence_is_the_pictures() -> None:
    """A licence in a caption is the picture's, and the footer's is the page's, whichever comes first."""
    figure = f'<figure><img src="k.jpg"><figcaption>Rope <a href="{BY}">CC BY 4.0</a></figcaption></figure>'
    body = f"<article>{figure}{PROSE}</article>"
    body += f'<footer><p>Our texts are under <a href="{SA}">CC BY-SA 3.0</a>.</p></footer>'
    assert reach(read(body)) == ["CC-BY-SA-3.0"]


def test_rdfa_subject_that_is_the_page_or_its_site() -> None:
    """RDFa about the page is the page, about its site the site, about another work evidence."""
    link = f'<a rel="license" href="{BY}">licence</a>'
    for about, expected in (("", Scope.PAGE), (URL, Scope.PAGE), ("https://quay.example/", Scope.SITE)):
        assert only(read(f'<div about="{about}">Boats {link}</div>')).evidence.scope is expected
    assert only(read(f'<div about="https://other.example/x">Boats {link}</div>')).evidence.scope is Scope.EMBEDDED


def test_badge_in_the_footer_counts() -> None:
    """A badge with a licence link and no sentence is the page's licence, with its address as proof."""
    badge = f'<footer><a href="{BY}"><img src="https://i.creativecommons.org/l/by/4.0/88x31.png"></a></footer>'
    signal = only(read(PROSE + badge))
    assert (signal.licence, signal.evidence.quote) == ("CC-BY-4.0", BY)


def test_badge_next_to_the_content_counts() -> None:
    """So is one at the end of the article, in a box called image for the badge's sake."""
    badge = f'<div class="widget-image"><a class="image-link" href="{BY}"><img src="/cc-by.png" width=88></a></div>'
    assert reach(read(f"<article>{PROSE}</article>{badge}")) == ["CC-BY-4.0"]


def test_badge_without_a_link_is_weak() -> None:
    """A badge's picture alone is evidence and names no licence."""
    signal = only(read('<p>Boats</p><img src="https://licensebuttons.net/l/by/4.0/88x31.png">'))
    assert (signal.licence, signal.findings) == (None, ())


def test_terse_line_counts() -> None:
    """A footer line with the licence and nothing else licenses the page."""
    assert reach(read(f'{PROSE}<div>Jo Rower · <a href="{BY}">CC BY 4.0</a> · ranking</div>')) == ["CC-BY-4.0"]


def test_link_in_prose_that_discusses_is_a_mention() -> None:
    """LINK-06: an article about licences links them and is under none of them."""
    body = (
        f"<article>{PROSE}<p>Whoever chooses among the public licences has a hard time, and many an author who "
        f'looked for the easy way found that <a href="{BY}">CC BY</a> means that anybody may sell what he wrote '
        "in long evenings by the sea, which is fine with some.</p></article>"
    )
    signal = only(read(body))
    assert (signal.licence, signal.evidence.scope) == (None, Scope.SECTION)


def test_list_of_licences_is_a_mention() -> None:
    """A list that goes through the licences there are gives none of them."""
    rows = "".join(
        f'<li><a href="https://creativecommons.org/licenses/{unit}/4.0/">CC {unit}</a></li>'
        for unit in ("by", "by-sa", "by-nc", "by-nd")
    )
    assert reach(read(f"<main>{PROSE}<ul>{rows}</ul></main>")) == []


def test_licensing_sentence_counts() -> None:
    """A long paragraph whose sentence licenses gives the licence it links."""
    body = f'<main><p>{"Rows of boats. " * 20}This text is licensed under <a href="{BY}">CC BY 4.0</a>.</p></main>'
    assert reach(read(body)) == ["CC-BY-4.0"]


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="comments"><div class="comment"><p>See <a href="{BY}">CC BY</a></p></div></div>',
        f'<aside><ul class="blogroll"><li><a href="{BY}">Creative Commons</a></li></ul></aside>',
        f'<footer><p>Theme by Rope, <a href="{BY}">CC BY</a></p></footer>',
        f'<footer><p>© Rope; user contributions licensed under <a rel="license" href="{BY}">CC BY</a></p></footer>',
        f'<p>Photo: Jo / <a href="{BY}">CC BY</a></p>',
        f'<p><a href="https://www.flickr.com/photos/jo">Rope</a> by Jo, <a href="{BY}">CC BY 2.0</a></p>',
        f'<p>By Jo Rower (own work) [<a href="{BY}">CC BY 4.0</a>], via Wikimedia Commons</p>',
        f'<p>The waiver <a href="{BY}">{BY}</a> applies to the data made available here.</p>',
        f'<h2>References</h2><ul><li>The deed, <a href="{BY}">CC BY 4.0</a></li></ul>',
        f'<p>By posting here you agree to license your words under <a href="{BY}">CC BY</a>.</p>',
        f'<div itemscope itemtype="https://schema.org/ImageObject"><a itemprop="license" href="{BY}">CC BY</a></div>',
    ],
)
def test_licences_of_others_are_not_the_pages(body: str) -> None:
    """Comments, link lists, themes, users, pictures and typed items have licences of their own."""
    reading = read(PROSE + body)
    assert reading.signals
    assert reach(reading) == []


def test_posts_of_a_thread_have_their_own() -> None:
    """Of posts with licences of their own the first is the page's; the others are sections."""
    posts = "".join(
        f'<div class="post"><p>Rope {n}</p><a class="lic" rel="license" '
        f'href="https://creativecommons.org/licenses/by-sa/{v}/">CC BY-SA {v}</a></div>'
        for n, v in enumerate(("4.0", "3.0", "2.5", "3.0"))
    )
    reading = read(f"<main>{posts}</main>")
    assert reach(reading) == ["CC-BY-SA-4.0"]
    assert {s.evidence.scope for s in reading.signals if s.licence != "CC-BY-SA-4.0"} == {Scope.SECTION}


def test_two_licences_are_both_kept() -> None:
    """LINK-08: two licence links of the page are both there."""
    body = f'<footer><a rel="license" href="{BY}">CC BY</a> or <a rel="license" href="{SA}">CC BY-SA</a></footer>'
    assert reach(read(PROSE + body)) == ["CC-BY-4.0", "CC-BY-SA-3.0"]


def test_licence_that_never_was_is_a_fault() -> None:
    """A version that does not exist is evidence and a diagnostic, no licence."""
    reading = read('<p>Boats <a rel="license" href="https://creativecommons.org/licenses/by/9.9/">CC BY</a></p>')
    assert only(reading).licence is None
    assert [d.code for d in reading.diagnostics] == ["cc-no-such-licence"]


def test_page_in_the_pages_place_says_nothing() -> None:
    """An error page or a stand-in says nothing about the page."""
    page = read_page(f'<a rel="license" href="{BY}">CC BY</a>')
    for seen in (
        Observation(url=URL, status=403, body=Unread(reason="403")),
        Observation(url=URL, body=Unread(reason="challenge")),
    ):
        assert READER.read(Seen(observation=seen, page=page), shipped()).signals == ()
