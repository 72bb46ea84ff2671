# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Dublin Core rights terms in meta tags, links and RDFa (DCMI Metadata Terms; DC-HTML 2008; signals.md §14.1).

``license`` and ``rights`` may name a licence, and a licence address counts in either; ``accessRights`` says who may
get in, which permits no reuse. Names are compared in any case, their prefix by the page's ``schema.`` links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.model import Evidence, Reading, Scope, Signal
from rightscheck.signals.given import SelfContained, speaks_for_page
from rightscheck.signals.nodes import scope_of_subject, scope_of_type
from rightscheck.signals.rights_values import MOST_VALUES, signals_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.markup.facts import PageFacts, Property
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

_SPACES = ("purl.org/dc/elements", "purl.org/dc/terms", "purl.org/dc/qualifiers")
_PREFIXES = frozenset({"dc", "dcterms", "dct", "dcterm", "dc11", "dc.terms"})
#: terms that may name a licence or reserve, and terms that are notices whatever they hold
_RIGHTS = frozenset({"rights", "license", "rights.license", "licence", "rights.uri", "rights.url"})
_NOTICES = frozenset({"accessrights", "rights.accessrights", "rightsholder", "rights.holder", "rights.rightsholder"})
_HOLDERS = frozenset({"rightsholder", "rights.holder", "rights.rightsholder"})


class DublinCoreReader(SelfContained):
    """Reads what Dublin Core says of a page's rights."""

    standards: tuple[str, ...] = ("DC",)
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """Signals of meta tags, then links, then RDFa; each value as it stands."""
        page = seen.page
        if page is None or not speaks_for_page(seen.observation):
            return Reading()
        found = (*_metas(page, rules), *_links(page, rules), *_properties(page, seen.observation.address, rules))
        return Reading(signals=found)


def _metas(page: PageFacts, rules: RuleData) -> Iterator[Signal]:
    prefixes = _prefixes(page)
    told = [(meta, term) for meta in page.metas if meta.content.strip() and (term := _term(meta.name, prefixes))]
    for meta, term in told[:MOST_VALUES]:
        if _is_property(meta.name, meta.content, page):
            continue
        evidence = Evidence(
            standard="DC",
            place=f"html:meta[name={meta.name}]",
            quote=meta.content,
            scope=Scope.PAGE,
            line=meta.line,
            column=meta.column,
            rights_holder=meta.content.strip() if term in _HOLDERS else None,
        )
        yield from _said(evidence, term, meta.content, "meta", rules)


def _links(page: PageFacts, rules: RuleData) -> Iterator[Signal]:
    prefixes = _prefixes(page)
    for link in page.links:
        if link.tag != "link" or not link.href:
            continue
        term = next((t for rel in sorted(link.rel) for t in [_term(rel, prefixes)] if t), None)
        if term is None:
            continue
        evidence = Evidence(
            standard="DC",
            place=f"html:link[rel={min(link.rel)}]",
            quote=link.href,
            scope=Scope.PAGE,
            line=link.line,
            column=link.column,
        )
        yield from _said(evidence, term, link.href, "link", rules)


def _properties(page: PageFacts, address: str | None, rules: RuleData) -> Iterator[Signal]:
    told = [(one, one.name.lower()) for one in page.properties if one.value.strip()]
    for one, term in [(one, term) for one, term in told if term in _NOTICES | {"rights"}][:MOST_VALUES]:
        evidence = Evidence(
            standard="DC",
            place="html:rdfa",
            quote=one.value,
            scope=_scope(one, page, address, rules),
            line=one.line,
            column=one.column,
            about=one.about,
            rights_holder=one.value.strip() if term in _HOLDERS else None,
        )
        yield from _said(evidence, term, one.value, "rdfa", rules)


def _scope(one: Property, page: PageFacts, address: str | None, rules: RuleData) -> Scope:
    typed = scope_of_type(one.itemtype, rules) if one.itemtype else None
    if typed is not None and typed is not Scope.PAGE:
        return typed
    if one.about is not None:
        return scope_of_subject(one.about, address, page)
    return Scope.IMAGE if one.figure is not None else Scope.PAGE


def _said(evidence: Evidence, term: str, value: str, channel: str, rules: RuleData) -> Iterator[Signal]:
    if term in _NOTICES:
        yield Signal(evidence=evidence, channel=channel)
    else:
        yield from signals_of(evidence, value, channel, rules)


def _prefixes(page: PageFacts) -> frozenset[str]:
    """The prefixes that mean Dublin Core here: those the page binds by ``schema.`` links, and the usual ones."""
    bound = {
        rel.removeprefix("schema.")
        for link in page.links
        if link.tag == "link" and any(space in link.href.lower() for space in _SPACES)
        for rel in link.rel
        if rel.startswith("schema.")
    }
    return _PREFIXES | bound


def _term(name: str, prefixes: frozenset[str]) -> str | None:
    """The rights term of a name such as ``DCTERMS.license`` or ``dc:rights``; None for any other name."""
    low = name.lower().replace(":", ".")
    if "." not in low:
        return None
    prefix = max((p for p in prefixes if low.startswith(f"{p}.")), key=len, default=None)
    term = low[len(prefix) + 1 :] if prefix else ""
    return term if term in _RIGHTS | _NOTICES else None


def _is_property(name: str, value: str, page: PageFacts) -> bool:
    term = name.replace(":", ".").rsplit(".", 1)[-1]
    return any(p.name.lower() == term and p.value == value.strip() for p in page.properties)


READER = DublinCoreReader()
