# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""ccREL: RDF in comments, attribution terms, home-made licences told by their terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.markup.facts import Comment, PageFacts
from rightscheck.markup.read import read_page
from rightscheck.model import REACHES_PAGE, Found, Observation, Reuse, Scope
from rightscheck.resources import shipped
from rightscheck.signals.ccrel import READER, works
from rightscheck.signals.interface import Seen
from rightscheck.statements.standards import standards

if TYPE_CHECKING:
    from rightscheck.model import Reading

URL = "https://quay.example/boats"
BY = "http://creativecommons.org/licenses/by/2.0/"
RDF = f"""<!-- <rdf:RDF xmlns="http://web.resource.org/cc/"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<Work rdf:about=""><license rdf:resource="{BY}" /></Work>
<License rdf:about="{BY}"><permits rdf:resource="http://web.resource.org/cc/Reproduction" /></License>
</rdf:RDF> -->"""


def read(body: str) -> Reading:
    """The reading of a page with this body."""
    html = f"<!doctype html><title>Boats</title>{body}"
    seen = Seen(observation=Observation(url=URL, body=Found(body=html)), page=read_page(html))
    return READER.read(seen, shipped())


def test_rdf_comment_names_the_licence() -> None:
    """Old RDF in a comment counts where nothing else names a licence."""
    (signal,) = read(f"<p>Boats</p>{RDF}").signals
    assert (signal.licence, signal.evidence.place, signal.evidence.scope) == ("CC-BY-2.0", "html:comment", Scope.PAGE)


def test_rdf_comment_is_weak() -> None:
    """Beside a licence link the comment is evidence only."""
    link = '<p><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY</a></p>'
    assert [s.licence for s in read(f"{link}{RDF}").signals] == [None]


def test_rdf_about_another_work_is_no_page() -> None:
    """A comment that describes another work says nothing of the page."""
    (signal,) = read("<p>Boats</p>" + RDF.replace('about=""', 'about="https://other.example/x"', 1)).signals
    assert signal.evidence.scope not in REACHES_PAGE


def test_theme_comment_is_no_rdf() -> None:
    """A theme's licence line in a comment is no ccREL."""
    assert read("<!-- Rope by Quay, free under the CCA 3.0 license (quay.example/license) --><p>Boats").signals == ()


def test_attribution_terms_name_the_holder() -> None:
    """The term attributionName says whom to credit, morePermissions whom to ask."""
    body = (
        '<p>By <span property="cc:attributionName">Jo Rower</span>, <a rel="cc:morePermissions" '
        'property="cc:morePermissions" href="https://quay.example/ask">more</a></p>'
    )
    signals = read(body).signals
    assert {s.evidence.rights_holder for s in signals} == {"Jo Rower", None}
    assert {s.evidence.consent_route for s in signals} == {None, "https://quay.example/ask"}
    assert all(not s.findings for s in signals)


def test_home_made_licence_is_told_by_its_terms() -> None:
    """A licence nobody lists that prohibits commercial use makes what it permits non-commercial."""
    body = (
        '<p><a rel="license" href="/my">My licence</a></p><div about="/my">'
        '<a rel="cc:permits" href="http://creativecommons.org/ns#Distribution">share</a> '
        '<a rel="cc:prohibits" href="http://creativecommons.org/ns#CommercialUse">sell</a></div>'
    )
    (signal,) = read(body).signals
    (finding,) = signal.findings
    assert (finding.value, finding.conditions) == ("Distribution", ("non-commercial",))
    (meaning,) = standards(shipped())["CCREL"].meaning(finding.token, finding.value)
    assert meaning.reuse is Reuse.REDISTRIBUTE


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<Work", ' rdf:about="', '"', ">", "<license", " resource=", "'", BY, "/>", "</Work>", "x"])
    )
)
def test_any_comment_is_read(parts: list[str]) -> None:
    """No comment makes the reader raise."""
    page = PageFacts(comments=(Comment(text="".join(parts)),))
    READER.read(Seen(observation=Observation(url=URL, body=Found(body="")), page=page), shipped())


def test_hostile_comment_is_bounded() -> None:
    """Many openings without an end are read in bounded time."""
    assert list(works(Comment(text="<Work>" * 20_000))) == []
