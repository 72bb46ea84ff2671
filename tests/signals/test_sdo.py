# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""schema.org: SDO-01 … SDO-12, the scope rule, references, broken JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.markup.facts import PageFacts, Script
from rightscheck.markup.read import read_page
from rightscheck.model import REACHES_PAGE, Found, Observation, Scope
from rightscheck.resources import shipped
from rightscheck.signals.interface import Seen
from rightscheck.signals.jsonld import load, nodes
from rightscheck.signals.sdo import READER

if TYPE_CHECKING:
    from rightscheck.model import Reading

URL = "https://quay.example/boats"
BY = "https://creativecommons.org/licenses/by/4.0/"
SA = "https://creativecommons.org/licenses/by-sa/4.0/"


def read(*data: Any, body: str = "<p>Boats</p>", url: str | None = URL) -> Reading:  # noqa: ANN401  # any JSON
    """The reading of a page with these JSON-LD blocks (a string is taken as it is)."""
    blocks = (one if isinstance(one, str) else json.dumps(one) for one in data)
    html = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks) + body
    seen = Seen(observation=Observation(url=url, body=Found(body=html)), page=read_page(f"<!doctype html>{html}"))
    return READER.read(seen, shipped())


def node(type_: str, **properties: object) -> dict[str, object]:
    """A schema.org node."""
    return {"@context": "https://schema.org", "@type": type_, **properties}


def reach(reading: Reading) -> list[str | None]:
    """The licences that reach the page."""
    return [s.licence for s in reading.signals if s.licence and s.evidence.scope in REACHES_PAGE]


def scopes(reading: Reading) -> list[Scope]:
    """The scopes of all signals."""
    return [s.evidence.scope for s in reading.signals]


def test_article_of_the_page() -> None:
    """SDO-01: an Article whose url is the page's gives the page its licence."""
    assert reach(read(node("Article", url=URL, license=BY))) == ["CC-BY-4.0"]


def test_image_object_is_the_image() -> None:
    """SDO-02: an ImageObject's licence is the image's, with its address."""
    reading = read(node("ImageObject", contentUrl="https://quay.example/a.jpg", license=BY))
    assert (reach(reading), scopes(reading)) == ([], [Scope.IMAGE])
    assert reading.signals[0].evidence.about == "https://quay.example/a.jpg"


def test_licence_as_an_object() -> None:
    """SDO-03: a licence given as an object is known by its url."""
    licence = {"@type": "CreativeWork", "name": "CC BY 4.0", "url": BY}
    assert reach(read(node("Article", license=licence))) == ["CC-BY-4.0"]


def test_reservation_as_text() -> None:
    """SDO-04: "All rights reserved" in license reserves in general."""
    (signal,) = read(node("Article", license="All rights reserved")).signals
    assert [(f.token, f.value) for f in signal.findings] == [("rights-text", "all-rights-reserved")]


def test_sd_license_is_the_markups() -> None:
    """SDO-05: sdLicense licenses the structured data alone."""
    reading = read(node("WebPage", url=URL, sdLicense="https://creativecommons.org/publicdomain/zero/1.0/"))
    assert (reach(reading), scopes(reading)) == ([], [Scope.FILE])


@pytest.mark.parametrize("value", [False, "False", "https://schema.org/False", "false"])
def test_paywall_markup_is_evidence(value: object) -> None:
    """SDO-06: isAccessibleForFree false is an access note without a stance."""
    (signal,) = read(node("NewsArticle", isAccessibleForFree=value)).signals
    assert (signal.findings, signal.licence) == ((), None)
    assert "paywall" in signal.evidence.cues


def test_paywalled_section_has_its_own_scope() -> None:
    """SDO-06: the part behind the selector is a section."""
    part = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paywall"}
    assert scopes(read(node("NewsArticle", isAccessibleForFree="False", hasPart=part))) == [Scope.PAGE, Scope.SECTION]


def test_free_access_permits_nothing() -> None:
    """SDO-07: isAccessibleForFree true says nothing of reuse."""
    assert read(node("Article", isAccessibleForFree=True)).signals == ()


def test_microdata_notice() -> None:
    """SDO-08: a copyrightNotice in microdata is a notice, quoted."""
    body = '<div itemscope itemtype="https://schema.org/Article"><p itemprop="copyrightNotice">© 2019 Quay</p></div>'
    (signal,) = read(body=body).signals
    assert (signal.evidence.quote, signal.findings, signal.channel) == ("© 2019 Quay", (), "microdata")


def test_article_before_web_site() -> None:
    """SDO-09: an Article's licence is the page's; the WebSite's is the site's."""
    reading = read(node("Article", url=URL, license=BY), node("WebSite", url="https://quay.example/", license=SA))
    assert [(s.licence, s.evidence.scope) for s in reading.signals] == [
        ("CC-BY-4.0", Scope.PAGE),
        ("CC-BY-SA-4.0", Scope.SITE),
    ]


def test_acquire_page_says_where_to_ask() -> None:
    """SDO-10: acquireLicensePage is a consent route and no stance."""
    (signal,) = read(node("Article", acquireLicensePage="/buy")).signals
    assert (signal.findings, signal.evidence.consent_route) == ((), "https://quay.example/buy")


def test_broken_json_is_a_diagnostic() -> None:
    """SDO-11: a broken block is a diagnostic; the others are read."""
    reading = read('{"@type": "Article", "license": ', node("Article", license=BY))
    assert reach(reading) == ["CC-BY-4.0"]
    assert [d.code for d in reading.diagnostics] == ["jsonld-broken"]


def test_slips_are_mended() -> None:
    """Trailing commas, raw line breaks and comment or CDATA wrappers are mended, with a diagnostic."""
    for broken in (
        '{"@type": "Article", "license": "%s",}' % BY,  # noqa: UP031  # braces are the text
        '{"@type": "Article", "name": "a\nb", "license": "%s"}' % BY,  # noqa: UP031  # braces are the text
        '<!-- {"@type": "Article", "license": "%s"} -->' % BY,  # noqa: UP031  # braces are the text
        '//<![CDATA[\n{"@type": "Article", "license": "%s"}\n//]]>' % BY,  # noqa: UP031  # braces are the text
    ):
        reading = read(broken)
        assert reach(reading) == ["CC-BY-4.0"]
        assert [d.code for d in reading.diagnostics] == ["jsonld-mended"]


def test_graph_and_references() -> None:
    """Nodes of @graph are read, and a licence given by @id is followed."""
    graph = [
        {"@type": "WebPage", "@id": URL, "license": {"@id": "#lic"}},
        {"@type": "CreativeWork", "@id": "#lic", "url": BY, "name": "CC BY"},
    ]
    assert reach(read({"@context": "https://schema.org", "@graph": graph})) == ["CC-BY-4.0"]


def test_exact_address_beats_a_part() -> None:
    """Of two works the one at the page's own address is the page's; a part with a fragment is a section."""
    graph = [
        {"@type": "Book", "@id": f"{URL}#original", "license": "https://creativecommons.org/publicdomain/mark/1.0/"},
        {"@type": "CreativeWork", "@id": URL, "license": SA},
    ]
    reading = read({"@graph": graph})
    assert reach(reading) == ["CC-BY-SA-4.0"]
    assert Scope.SECTION in scopes(reading)


def test_other_works_are_sections() -> None:
    """An article at another address, and the items of a list, are not the page."""
    other = node("NewsArticle", url="https://quay.example/other", license=BY)
    items = node("ItemList", itemListElement=[{"@type": "Article", "license": BY}])
    assert reach(read(other)) == []
    assert reach(read(items)) == []


def test_nested_works_of_others_are_skipped() -> None:
    """A publisher, a cited work or the licence document itself claims nothing for the page."""
    cited = node(
        "Article",
        citation={"@type": "CreativeWork", "license": BY},
        publisher={"@type": "Organization", "license": BY},
    )
    assert read(cited).signals == ()


def test_main_entity_counts() -> None:
    """A Dataset that the page names as its main entity is the page's matter; elsewhere it is a file."""
    data = {"@type": "Dataset", "@id": "#d", "license": BY}
    page = {"@type": "WebPage", "@id": URL, "mainEntity": {"@id": "#d"}}
    assert reach(read({"@graph": [page, data]})) == ["CC-BY-4.0"]
    assert scopes(read(data)) == [Scope.FILE]


def test_schemes_and_prefixes_are_one() -> None:
    """Terms with a prefix, and addresses with http, www or a slash, are the same."""
    found = {
        "@type": "schema:Article",
        "schema:url": "http://www.quay.example/boats/",
        "http://schema.org/license": BY,
    }
    assert reach(read(found)) == ["CC-BY-4.0"]


def test_text_licence_is_a_licence() -> None:
    """A licence told in words is one."""
    assert reach(read(node("Article", license="CC BY-NC 4.0"))) == ["CC-BY-NC-4.0"]


def test_own_terms_are_wanted() -> None:
    """A license or usageInfo of the site's own page is asked for as terms; known licences and other sites are not."""
    html = json.dumps(node("Article", license="/legal", usageInfo=["https://other.example/x", BY]))
    page = PageFacts(scripts=(Script(type="application/ld+json", content=html),))
    seen = Seen(observation=Observation(url=URL, body=Found(body="")), page=page)
    assert [(w.url, w.why) for w in READER.wants(seen, shipped())] == [("https://quay.example/legal", "terms")]


def test_copyright_year_as_text_is_no_fault() -> None:
    """SDO-12: a year given as a string disturbs nothing."""
    assert reach(read(node("Article", copyrightYear="2024", license=BY))) == ["CC-BY-4.0"]


def test_holder_is_named() -> None:
    """A copyrightHolder is evidence with the holder's name."""
    (signal,) = read(node("Article", copyrightHolder={"@type": "Organization", "name": "Quay Press"})).signals
    assert signal.evidence.rights_holder == "Quay Press"


def test_deep_nests_are_refused() -> None:
    """A nest too deep for any page is broken, not a crash."""
    assert load(Script(type="application/ld+json", content="[" * 100_000 + "]" * 100_000)) == (None, "broken")


def test_many_nodes_are_bounded() -> None:
    """The number of nodes that are looked at is bounded."""
    script = Script(type="application/ld+json", content="")
    assert len(list(nodes([{"a": 1}] * 100_000, script))) == 4_000


KEYS = ["@type", "@id", "@graph", "license", "url", "mainEntity", "hasPart", "x"]
JSON = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8) | st.sampled_from([BY, URL, "Article", "ImageObject"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@type", "@id", "@graph", "license", "url", "mainEntity", "hasPart", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_any_json_is_read(data: object) -> None:
    """No JSON makes the reader raise."""
    page = PageFacts(scripts=(Script(type="application/ld+json", content=json.dumps(data)),))
    READER.read(Seen(observation=Observation(url=URL, body=Found(body="")), page=page), shipped())


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200) | st.text(alphabet='{}[]":,\\ \n<!->/*x', max_size=200))
def test_any_script_is_read(content: str) -> None:
    """No script content makes the reader raise."""
    page = PageFacts(scripts=(Script(type="application/ld+json", content=content),))
    READER.read(Seen(observation=Observation(url=URL, body=Found(body="")), page=page), shipped())
