# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""ccREL 1.0 (W3C Member Submission, 1 May 2008): RDF in HTML comments, and the RDFa terms beside a licence link.

The RDF that licence choosers once put into comments is read at low weight: it names the page's licence only where no
licence link does. ``attributionName`` and ``morePermissions`` say whom to credit and whom to ask; a home-made licence
is told by what it permits, requires and prohibits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rightscheck.model import REACHES_PAGE, Evidence, Finding, Reading, Scope, Signal
from rightscheck.signals.cc import licence_signal
from rightscheck.signals.given import SelfContained, speaks_for_page
from rightscheck.signals.gives import RELS
from rightscheck.signals.licence_links import licence_links
from rightscheck.signals.licence_urls import licence_of
from rightscheck.signals.nodes import scope_of_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.markup.facts import Comment, Link, PageFacts
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

_OPEN = re.compile(r"<(?:\w{1,12}:)?Work\b([^<>]{0,400})>")
_CLOSE = re.compile(r"</(?:\w{1,12}:)?Work>")
_ABOUT = re.compile(r"(?:\w{1,12}:)?about\s*=\s*[\"']([^\"'<>]{0,400})[\"']")
_LICENCE = re.compile(
    r"<(?:\w{1,12}:)?license\b[^<>]{0,80}?resource\s*=\s*[\"']([^\"'<>]{1,400})[\"']", re.IGNORECASE
)
_MAX_COMMENT = 60_000
_CONDITIONS = {
    "attribution": "attribution",
    "notice": "licence-notice",
    "sharealike": "share-alike",
    "copyleft": "share-alike",
    "lessercopyleft": "share-alike",
    "sourcecode": "other",
    "commercialuse": "non-commercial",
    "highincomenationuse": "other",
}
_TOLD = {
    "attributionname": "attributionName",
    "attributionurl": "attributionURL",
    "morepermissions": "morePermissions",
}


class CcrelReader(SelfContained):
    """Reads ccREL beyond the licence link itself."""

    standards: tuple[str, ...] = ("CCREL",)
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """Signals of comments, of attribution terms and of licences told by their terms."""
        page = seen.page
        if page is None or not speaks_for_page(seen.observation):
            return Reading()
        address = seen.observation.address
        return Reading(signals=(*_comments(page, address, rules), *_terms(page, address), *_home_made(page, rules)))


def _comments(page: PageFacts, address: str | None, rules: RuleData) -> Iterator[Signal]:
    found = [(comment, about, url) for comment in page.comments for about, url in works(comment)]
    if not found:
        return
    linked = any(one.gives and one.owner.scope in REACHES_PAGE for one in licence_links(page, address, rules))
    for comment, about, url in found:
        licence = licence_of(url, rules)
        if licence is not None:
            evidence = Evidence(
                standard="CCREL",
                place="html:comment",
                quote=url,
                scope=scope_of_subject(about, address, page),
                line=comment.line,
                column=comment.column,
                about=about or None,
            )
            yield (
                Signal(evidence=evidence, channel="comment")
                if linked
                else licence_signal(evidence, licence, "comment")
            )


def works(comment: Comment) -> Iterator[tuple[str, str]]:
    """Each (subject, licence address) of the works an RDF comment describes; none for any other comment."""
    text, at = comment.text[:_MAX_COMMENT], 0
    while (begun := _OPEN.search(text, at)) and (ended := _CLOSE.search(text, begun.end())):
        at = ended.end()
        about = _ABOUT.search(begun.group(1))
        for licence in _LICENCE.finditer(text, begun.end(), ended.start()):
            yield about.group(1) if about else "", licence.group(1)


def _terms(page: PageFacts, address: str | None) -> Iterator[Signal]:
    for one in page.properties:
        name = _TOLD.get(one.name.lower())
        if name is None or not one.value.strip():
            continue
        value = one.value.strip()
        evidence = Evidence(
            standard="CCREL",
            place="html:rdfa",
            quote=value,
            scope=Scope.PAGE if one.about is None else scope_of_subject(one.about, address, page),
            line=one.line,
            column=one.column,
            about=one.about,
            rights_holder=value if name == "attributionName" else None,
            consent_route=value if name == "morePermissions" else None,
            cues=(name,),
        )
        yield Signal(evidence=evidence, channel="rdfa")


def _home_made(page: PageFacts, rules: RuleData) -> Iterator[Signal]:
    """A licence nobody lists, described on the page by ``cc:permits``, ``cc:requires`` and ``cc:prohibits``."""
    targets = {
        link.href for link in page.links if not RELS.isdisjoint(link.rel) and licence_of(link.href, rules) is None
    }
    for target in sorted(targets):
        terms = [link for link in page.links if link.about == target]
        conditions = {_CONDITIONS.get(_last(link)) for link in terms if _says(link, "requires", "prohibits")} - {None}
        for link in terms:
            if _says(link, "permits"):
                finding = Finding(
                    token="permits",  # noqa: S106  # a token of a standard
                    value=_PERMITS.get(_last(link), _last(link)),
                    conditions=tuple(sorted(c for c in conditions if c)) or ("licence-terms",),
                )
                yield Signal(evidence=_told(link), findings=(finding,), channel="rdfa")


_PERMITS = {
    "reproduction": "Reproduction",
    "distribution": "Distribution",
    "derivativeworks": "DerivativeWorks",
    "sharing": "Sharing",
}


def _says(link: Link, *names: str) -> bool:
    return any(rel.rpartition(":")[2] in names for rel in link.rel)


def _last(link: Link) -> str:
    return link.href.rstrip("/").replace("#", "/").replace(":", "/").rsplit("/", 1)[-1].lower()


def _told(link: Link) -> Evidence:
    return Evidence(
        standard="CCREL",
        place="html:rdfa",
        quote=link.text or link.href,
        scope=Scope.PAGE,
        line=link.line,
        column=link.column,
        about=link.about,
    )


READER = CcrelReader()
