# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""RightsStatements.org 1.0: twelve statements on the status of a work, given by the institution that shows it.

They are no licences and say nothing of mining or AI (signals.md §14.2): "in copyright" denies, the statements with a
permission are conditional, the others are evidence. Their meaning is ``rules/standards/RS.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from rightscheck.model import REACHES_PAGE, Diagnostic, Evidence, Finding, Reading, Scope, Signal
from rightscheck.signals.given import SelfContained, speaks_for_page
from rightscheck.signals.licence_links import owner_of
from rightscheck.signals.link_header import header_links
from rightscheck.signals.sdo_nodes import Claim, read_claims

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.markup.facts import PageFacts
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

_STATEMENT = re.compile(
    r"(?:https?:)?//(?:www\.)?rightsstatements\.org/(?:vocab|page|data)/([A-Za-z-]{2,16})(?:/|$)", re.IGNORECASE
)
_EUROPEANA = re.compile(r"(?:https?:)?//(?:www\.)?europeana\.eu/(?:portal/)?rights/([a-z-]{2,40})", re.IGNORECASE)
#: links that are looked at; a list of objects has no more statements that are the page's
_MOST_LINKS = 100
_VALUES = frozenset({"license", "rights", "usageInfo", "WebStatement", "UsageTerms"})


class RightsStatementsReader(SelfContained):
    """Reads rights statements wherever a page gives an address."""

    standards: tuple[str, ...] = ("RS",)
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """One signal for each statement and place; a diagnostic for an id the vocabulary does not hold."""
        page = seen.page
        if page is None or not speaks_for_page(seen.observation):
            return Reading()
        signals: dict[Signal, None] = {}
        faults: dict[Diagnostic, None] = {}
        for evidence, url, channel in _places(seen, page, rules):
            known = statement_of(url, rules)
            if known is None:
                faults[Diagnostic(part="html", code="rs-unknown-statement", text=url, line=evidence.line)] = None
            signals[_signal(evidence, known, channel, rules)] = None
        return Reading(signals=tuple(signals), diagnostics=tuple(faults))


def is_statement(url: str) -> bool:
    """Whether an address lies in the space of rights statements, known ones or not."""
    if "rights" not in url and "Rights" not in url:
        return False
    return _STATEMENT.match(url.strip()) is not None or _EUROPEANA.match(url.strip()) is not None


def statement_of(url: str, rules: RuleData) -> str | None:
    """The statement's id as the vocabulary writes it (``InC-NC``); None for any other address."""
    names, europeana = _vocabulary(rules)
    found = _STATEMENT.match(url.strip())
    if found:
        return names.get(found.group(1).lower())
    other = _EUROPEANA.match(url.strip())
    return europeana.get(other.group(1).lower()) if other else None


@cache
def _vocabulary(rules: RuleData) -> tuple[Mapping[str, str], Mapping[str, str]]:
    data = rules.file("standards/RS")
    return {name.lower(): name for name in data["statement"]}, data["europeana"]


def _signal(evidence: Evidence, known: str | None, channel: str, rules: RuleData) -> Signal:
    means = known is not None and known in rules.file("standards/RS")["meaning"]["rights-statement"]
    findings = (Finding(token="rights-statement", value=known),) if known and means else ()  # noqa: S106  # a token
    return Signal(evidence=evidence, findings=findings, channel=channel)


def _places(seen: Seen, page: PageFacts, rules: RuleData) -> Iterator[tuple[Evidence, str, str]]:
    yield from _links(seen, page, rules)
    for meta in page.metas:
        if is_statement(meta.content):
            place = f"html:meta[name={meta.name}]"
            yield _evidence(place, meta.content, Scope.PAGE, (meta.line, meta.column)), meta.content, "meta"
    for claim in _claims(page, seen.observation.address, rules):
        if claim.property in _VALUES and is_statement(claim.value):
            yield (
                _evidence(claim.place, claim.value, claim.scope, (claim.line, claim.column)),
                claim.value,
                claim.channel,
            )
    for link in header_links(seen.observation):
        if "license" in link.rel and is_statement(link.target):
            yield _evidence("header:link", link.quote, Scope.PAGE, (None, None)), link.target, "header"


def _claims(page: PageFacts, address: str | None, rules: RuleData) -> tuple[Claim, ...]:
    """What schema.org nodes claim, if any of it can be a statement: most pages are spared a second parse."""
    texts = (*(script.content for script in page.scripts), *(one.value for one in page.properties))
    if not any("rightsstatements.org" in text or "europeana.eu" in text for text in texts):
        return ()
    return read_claims(page, address, rules).claims


def _links(seen: Seen, page: PageFacts, rules: RuleData) -> Iterator[tuple[Evidence, str, str]]:
    for link in islice((link for link in page.links if is_statement(link.href)), _MOST_LINKS):
        owner = owner_of(link, page, seen.observation.address, rules)
        scope = owner.scope if link.rel or owner.scope not in REACHES_PAGE else Scope.PAGE
        block = None if link.block is None else page.blocks[link.block]
        place = "html:link[rel=license]" if link.tag == "link" else block.place if block else f"html:{link.tag}"
        evidence = _evidence(place, link.text or link.href, scope, (link.line, link.column))
        yield evidence, link.href, "link" if link.tag == "link" else "anchor"


def _evidence(place: str, quote: str, scope: Scope, at: tuple[int | None, int | None]) -> Evidence:
    return Evidence(standard="RS", place=place, quote=quote, scope=scope, line=at[0], column=at[1])


READER = RightsStatementsReader()
