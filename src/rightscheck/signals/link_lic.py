# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The link relation ``license`` (HTML Living Standard; RFC 8288) where its target is not Creative Commons.

A known open licence is one; a publisher's mining licence names mining alone; any other target is a licence nobody
knows (``rel=copyright``, the obsolete synonym, mostly leads to an imprint): evidence, and a document to read.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rightscheck.markup.facts import PageFacts
from rightscheck.model import REACHES_PAGE, Finding, Reading, Scope, Signal
from rightscheck.signals.cc import channel_of, evidence_of, licence_signal
from rightscheck.signals.given import SelfContained, speaks_for_page
from rightscheck.signals.licence_data import by_id
from rightscheck.signals.licence_links import LicenceLink, header_licences, licence_links
from rightscheck.signals.licence_urls import LicenceRef, split
from rightscheck.signals.rs import is_statement

if TYPE_CHECKING:
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

_CC = "//creativecommons.org/"


class LicenceLinkReader(SelfContained):
    """Reads licence links that lead elsewhere than to Creative Commons."""

    standards: tuple[str, ...] = ("LINK-LIC",)
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """One signal for each link; those without rel only where the place or the sentence gives the licence."""
        if not speaks_for_page(seen.observation):
            return Reading()
        page = seen.page or PageFacts()
        found = (*header_licences(seen.observation, rules), *licence_links(page, seen.observation.address, rules))
        signals = [_signal(one, page, rules) for one in found if _is_ours(one)]
        return Reading(signals=tuple(dict.fromkeys(signals)))


def _is_ours(one: LicenceLink) -> bool:
    if is_statement(one.link.href) or (one.target is not None and _CC in one.target.url):
        return False
    return one.rel or one.gives


def _signal(one: LicenceLink, page: PageFacts, rules: RuleData) -> Signal:
    if isinstance(one.target, LicenceRef):
        return licence_signal(
            evidence_of(one, page, "LINK-LIC", _scope(one, one.target, rules)), one.target, channel_of(one)
        )
    evidence = evidence_of(one, page, "LINK-LIC")
    mining = Finding(token="tdm-licence", value="publisher")  # noqa: S106  # a token of a standard
    findings = (mining,) if one.rel and is_mining_licence(one.link.href, rules) else ()
    return Signal(evidence=evidence, findings=findings, channel=channel_of(one))


def _scope(one: LicenceLink, licence: LicenceRef, rules: RuleData) -> Scope:
    """Whose it is; a licence written for code is a program's, unless rel or the sentence says it is the content's."""
    known = by_id(rules).get(licence.id)
    of_content = one.rel or one.owner.about in ("content", "site")
    if known is not None and known.software and not of_content and one.owner.scope in REACHES_PAGE:
        return Scope.EMBEDDED
    return one.owner.scope


def is_mining_licence(url: str, rules: RuleData) -> bool:
    """Whether this address is a publisher's licence for text and data mining alone."""
    parts = split(url)
    return parts is not None and any(f"{parts[0]}{parts[1]}".startswith(known) for known in _mining(rules))


@cache
def _mining(rules: RuleData) -> tuple[str, ...]:
    return tuple(rules.file("licences/tdm")["urls"])


READER = LicenceLinkReader()
