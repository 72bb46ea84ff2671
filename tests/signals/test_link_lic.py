# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Licence links that lead elsewhere: known licences, mining licences, pages nobody knows."""

from __future__ import annotations

from rightscheck.markup.read import read_page
from rightscheck.model import REACHES_PAGE, Found, Observation, Reading, Reuse, Scope, Stated
from rightscheck.resources import shipped
from rightscheck.signals.interface import Seen
from rightscheck.signals.link_lic import READER
from rightscheck.statements.standards import standards


def read(body: str) -> Reading:
    """The reading of a page with this body."""
    page = read_page(f"<!doctype html><title>Boats</title>{body}")
    seen = Seen(observation=Observation(url="https://quay.example/boats", body=Found(body=body)), page=page)
    return READER.read(seen, shipped())


def test_unknown_target_is_evidence() -> None:
    """LINK-02: rel=copyright to a page of the site is a licence link to a licence nobody knows."""
    (signal,) = read('<link rel="copyright" href="/terms"><p>Boats').signals
    assert (signal.licence, signal.findings, signal.evidence.quote) == (None, (), "/terms")


def test_known_licence_is_one() -> None:
    """A rel=license link to a listed licence names it for the page."""
    (signal,) = read(
        '<p>Boats <a rel="license" href="https://www.gnu.org/licenses/fdl-1.3.html">GFDL</a></p>'
    ).signals
    assert signal.licence == "GFDL-1.3-only"
    assert signal.evidence.scope in REACHES_PAGE


def test_software_licence_without_rel_is_the_programs() -> None:
    """A link to the MIT License beside a program is the program's; with a word of content it is the content's."""
    link = '<a href="https://opensource.org/licenses/MIT">MIT</a>'
    assert {s.evidence.scope for s in read(f"<p>Licence: {link}</p>").signals} == {Scope.EMBEDDED}
    (signal,) = read(f"<footer><p>The documentation is licensed under {link}.</p></footer>").signals
    assert signal.evidence.scope in REACHES_PAGE


def test_publishers_mining_licence_names_mining_alone() -> None:
    """A publisher's mining licence makes mining conditional and names no open licence."""
    (signal,) = read('<link rel="license" href="https://www.elsevier.com/tdm/userlicense/1.0/"><p>x').signals
    assert signal.licence is None
    (finding,) = signal.findings
    (meaning,) = standards(shipped())["LINK-LIC"].meaning(finding.token, finding.value)
    assert (meaning.reuse, meaning.stated, meaning.conditions) == (Reuse.TDM, Stated.CONDITIONAL, ("licence-terms",))


def test_other_standards_links_are_left_to_them() -> None:
    """Creative Commons, rights statements and RSL documents are read elsewhere."""
    body = (
        '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">'
        '<link rel="license" href="https://rightsstatements.org/vocab/InC/1.0/">'
        '<link rel="license" type="application/rsl+xml" href="/license.xml"><p>x'
    )
    assert read(body).signals == ()


def test_feed_link_is_not_a_page_licence() -> None:
    """LINK-09: a link that is no licence link says nothing, whatever stands at its target."""
    assert read('<link rel="alternate" type="application/rss+xml" href="/feed"><p>x').signals == ()
