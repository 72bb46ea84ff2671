# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What schema.org nodes of a page claim about rights, each with what it is claimed of (signals.md §13, scope rule).

A claim is about the typed node. It reaches the page only if the node is the page's main entity: the page by its own
address, by ``mainEntity`` or ``mainEntityOfPage``, or, where nothing is, the only kind of work at the top.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rightscheck.model import REACHES_PAGE, Scope
from rightscheck.signals.jsonld import Node, load, nodes, strings
from rightscheck.signals.nodes import same_page, scope_of_subject, scope_of_type, scope_through

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.markup.facts import PageFacts, Property
    from rightscheck.resources import RuleData

#: the rights properties of schema.org 30.0 that are read
PROPERTIES = (
    "license",
    "usageInfo",
    "acquireLicensePage",
    "copyrightNotice",
    "copyrightHolder",
    "creditText",
    "conditionsOfAccess",
    "isAccessibleForFree",
    "sdLicense",
)
_MAIN, _PLAIN, _OTHER = 2, 1, 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One value of one rights property, its scope, and where it stands."""

    property: str
    value: str
    scope: Scope
    place: str
    channel: str
    about: str | None = None
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """All claims of a page in reading order, and the scripts that were no JSON: (line, ``mended`` or ``broken``)."""

    claims: tuple[Claim, ...]
    faults: tuple[tuple[int | None, str], ...]


def read_claims(page: PageFacts, address: str | None, rules: RuleData) -> Claims:
    """What JSON-LD, then microdata and RDFa claim; nothing for a page without any."""
    loaded = [(script, *load(script)) for script in page.scripts if _is_jsonld(script.type)]
    found = [node for script, data, _ in loaded for node in nodes(data, script)]
    return Claims(
        claims=(*_jsonld(found, page, address, rules), *_properties(page, address, rules)),
        faults=tuple((script.line, fault) for script, _, fault in loaded if fault is not None),
    )


def _is_jsonld(type_: str) -> bool:
    return type_.lower().strip().startswith("application/ld+json")


def _jsonld(found: list[Node], page: PageFacts, address: str | None, rules: RuleData) -> Iterator[Claim]:
    by_id = {one: node for node in found for one in strings(node.data.get("@id")) if len(node.data) > 1}
    mains = _mains(found, by_id, address, page)
    ranked = [(node, *_place(node, mains, address, page, rules)) for node in found]
    best = max((rank for _, scope, rank in ranked if scope is Scope.PAGE), default=_OTHER)
    for node, scope, rank in ranked:
        if scope is None:
            continue
        for claim in _claims(node, scope, by_id):
            lesser = claim.scope is Scope.PAGE and rank < best
            yield replace(claim, scope=Scope.SECTION) if lesser else claim


def _mains(found: list[Node], by_id: Mapping[str, Node], address: str | None, page: PageFacts) -> frozenset[int]:
    """The nodes that a page node names as its main entity, by reference."""
    named = set()
    for node in found:
        for holder in ("mainEntity", "about"):
            value = node.data.get(holder)
            refers = value.get("@id") if isinstance(value, dict) and holder == "mainEntity" else None
            if isinstance(refers, str) and refers in by_id and _is_page(node, address, page):
                named.add(id(by_id[refers]))
    return frozenset(named)


def _is_page(node: Node, address: str | None, page: PageFacts) -> bool:
    """Whether a node says by its address, or its ``mainEntityOfPage``, that it is this page's."""
    of_page = node.data.get("mainEntityOfPage")
    if isinstance(of_page, dict):
        of_page = of_page.get("@id") or of_page.get("url")
    urls = [node.text("@id"), node.text("url"), of_page if isinstance(of_page, str) else None]
    return any(url is not None and "#" not in url and same_page(url, address, page) for url in urls)


def _place(
    node: Node, mains: frozenset[int], address: str | None, page: PageFacts, rules: RuleData
) -> tuple[Scope | None, int]:
    """What the node is to the page, and how surely a page node is the main one; (None, 0) where it is nothing."""
    typed = [scope for one in node.types() for scope in [scope_of_type(one, rules)] if scope is not None]
    if node.types() and not typed:
        return None, _OTHER
    for step in node.way:
        through = scope_through(step, rules)
        if through is None:
            return None, _OTHER
        if through is not Scope.PAGE:
            own = typed[0] if typed and typed[0] not in REACHES_PAGE else through
            return own, _OTHER
    scope = typed[0] if typed else Scope.PAGE
    if id(node) in mains and scope is not Scope.SITE:
        return Scope.PAGE if scope in (Scope.PAGE, Scope.FILE) else scope, _MAIN
    if scope is not Scope.PAGE:
        return scope, _OTHER
    return _identity(node, address, page)


def _identity(node: Node, address: str | None, page: PageFacts) -> tuple[Scope, int]:
    """A work at the top: the page by its address, another work by another's, and by default the page."""
    if _is_page(node, address, page) or any(step in ("mainEntity", "mainEntityOfPage") for step in node.way):
        return Scope.PAGE, _MAIN
    url = node.text("url") or node.text("@id")
    known = address or page.canonical
    if url is None or known is None or not url.startswith(("http", "/")):
        return Scope.PAGE, _PLAIN
    return (Scope.PAGE, _PLAIN) if same_page(url, address, page) else (Scope.SECTION, _OTHER)


def _claims(node: Node, scope: Scope, by_id: Mapping[str, Node]) -> Iterator[Claim]:
    about = next((url for name in ("contentUrl", "url", "@id") for url in [node.text(name)] if url), None)
    for name in PROPERTIES:
        for value in _values(node.data.get(name), by_id):
            yield Claim(
                property=name,
                value=value,
                scope=Scope.FILE if name == "sdLicense" else scope,
                place="html:jsonld",
                channel="jsonld",
                about=None if scope in REACHES_PAGE else about,
                line=node.script.line,
                column=node.script.column,
            )


def _values(value: object, by_id: Mapping[str, Node]) -> Iterator[str]:
    """The values of a property as strings: an object gives its address, else its name; a reference is followed."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, bool):
            yield str(one)
        elif isinstance(one, dict):
            yield from _of_object(one, by_id)
        else:
            yield from strings(one)


def _of_object(value: Mapping[str, object], by_id: Mapping[str, Node]) -> Iterator[str]:
    refers = value.get("@id")
    held = by_id[refers].data if isinstance(refers, str) and len(value) == 1 and refers in by_id else value
    for name in ("url", "@id", "name", "@value", "text", "identifier"):
        found = next(iter(strings(held.get(name))), None)
        if found is not None:
            yield found
            return


def _properties(page: PageFacts, address: str | None, rules: RuleData) -> Iterator[Claim]:
    for one in page.properties:
        if one.name not in PROPERTIES or not one.value.strip():
            continue
        scope = _property_scope(one, page, address, rules)
        if scope is None:
            continue
        yield Claim(
            property=one.name,
            value=one.value.strip(),
            scope=Scope.FILE if one.name == "sdLicense" else scope,
            place="html:microdata" if one.itemtype else "html:rdfa",
            channel="microdata" if one.itemtype else "rdfa",
            about=one.about,
            line=one.line,
            column=one.column,
        )


def _property_scope(one: Property, page: PageFacts, address: str | None, rules: RuleData) -> Scope | None:
    typed = scope_of_type(one.itemtype, rules) if one.itemtype else Scope.PAGE
    if typed is not Scope.PAGE:
        return typed
    if one.about is not None:
        return scope_of_subject(one.about, address, page)
    return Scope.IMAGE if one.figure is not None else Scope.PAGE
