# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Creative Commons licences and public domain tools linked from a page (CC legal tools 1.0 to 4.0; signals.md §12.1).

The address says which licence; the place says whose. A badge or an icon next to the content or in the footer counts
as the page's licence, a badge's picture alone is weak evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.markup.facts import PageFacts
from rightscheck.model import REACHES_PAGE, Diagnostic, Evidence, Finding, Reading, Scope, Signal
from rightscheck.signals.given import SelfContained, speaks_for_page
from rightscheck.signals.licence_links import LicenceLink, header_licences, licence_links
from rightscheck.signals.licence_urls import LicenceRef, NoSuchLicence, badge_of, touches_licence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.markup.facts import Image
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

_HOST = "creativecommons.org"


class CreativeCommonsReader(SelfContained):
    """Reads the licence links of a page that lead to Creative Commons."""

    standards: tuple[str, ...] = ("CC",)
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """One signal for each licence link, with its scope; a fault for one that names no licence there is."""
        if not speaks_for_page(seen.observation):
            return Reading()
        page = seen.page or PageFacts()
        found = [*header_licences(seen.observation, rules), *licence_links(page, seen.observation.address, rules)]
        found = [one for one in found if _is_cc(one)]
        links = [signal for one in found for signal in _signals(one, page)]
        badges = () if found else tuple(_badges(page, rules))
        return Reading(signals=(*dict.fromkeys(links), *badges), diagnostics=tuple(_faults(found)))


def _is_cc(one: LicenceLink) -> bool:
    return one.target is not None and f"//{_HOST}/" in one.target.url


def _signals(one: LicenceLink, page: PageFacts) -> Iterator[Signal]:
    if isinstance(one.target, NoSuchLicence) or one.target is None:
        yield Signal(evidence=_evidence(one, page), channel=channel_of(one))
    elif one.gives:
        yield licence_signal(_evidence(one, page), one.target, channel_of(one))
    else:
        scope = Scope.SECTION if one.owner.scope in REACHES_PAGE else one.owner.scope
        yield Signal(evidence=_evidence(one, page, scope), channel=channel_of(one))


def licence_signal(evidence: Evidence, licence: LicenceRef, channel: str) -> Signal:
    """The signal that names this licence for its object."""
    return Signal(
        evidence=evidence,
        findings=(Finding(token="licence", value=licence.id),),  # noqa: S106  # a token of a standard
        channel=channel,
        licence=licence.id,
        licence_url=licence.url,
    )


def channel_of(one: LicenceLink) -> str:
    """``header``, ``link`` for the head's link element, ``rel`` for a link that says so itself, else ``anchor``."""
    if one.link.tag in ("header", "link"):
        return one.link.tag
    return "rel" if one.rel else "anchor"


def evidence_of(one: LicenceLink, page: PageFacts, standard: str, scope: Scope | None = None) -> Evidence:
    """The link's words, or its address where it has none, with the place it stands in and whose it is."""
    link = one.link
    block = None if link.block is None else page.blocks[link.block]
    place = f"html:{link.tag}[rel={'copyright' if 'copyright' in link.rel else 'license'}]"
    if link.tag == "header":
        place = "header:link"
    elif not one.rel or link.tag != "link":
        place = block.place if block else f"html:{link.tag}"
    return Evidence(
        standard=standard,
        place=place,
        quote=link.text or link.href,
        scope=scope or one.owner.scope,
        line=link.line,
        column=link.column,
        about=one.owner.about,
        cues=(one.owner.why,),
    )


def _evidence(one: LicenceLink, page: PageFacts, scope: Scope | None = None) -> Evidence:
    return evidence_of(one, page, "CC", scope)


def _faults(found: list[LicenceLink]) -> Iterator[Diagnostic]:
    for one in found:
        if isinstance(one.target, NoSuchLicence):
            part = "headers" if one.link.tag == "header" else "html"
            yield Diagnostic(
                part=part, code="cc-no-such-licence", text=f"{one.link.href}: {one.target.why}", line=one.link.line
            )


def _badges(page: PageFacts, rules: RuleData) -> Iterator[Signal]:
    """Badges without a licence link: seen, and no more (§12.1 calls them weak evidence)."""
    if not touches_licence("\n".join(image.src for image in page.images), rules):
        return
    for image in page.images:
        if badge_of(image.src, rules) is not None:
            yield Signal(evidence=_badge(image), channel="badge")


def _badge(image: Image) -> Evidence:
    return Evidence(
        standard="CC",
        place="html:img",
        quote=image.src,
        scope=Scope.SECTION,
        line=image.line,
        column=image.column,
        about="badge",
    )


READER = CreativeCommonsReader()
