# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a subject or a typed node is to the page it stands in (signals.md §13 scope rule; RDFa ``about``)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rightscheck import urls
from rightscheck.model import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.markup.facts import PageFacts
    from rightscheck.resources import RuleData

_SCOPES = {
    "image": Scope.IMAGE,
    "media": Scope.MEDIA,
    "file": Scope.FILE,
    "software": Scope.EMBEDDED,
    "comment": Scope.EMBEDDED,
    "section": Scope.SECTION,
    "site": Scope.SITE,
    "main": Scope.PAGE,
    "same": Scope.PAGE,
}
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".tif", ".tiff")


@cache
def _tables(rules: RuleData) -> tuple[Mapping[str, Scope], Mapping[str, Scope]]:
    data = rules.file("licences/nodes")
    return tuple(  # type: ignore[return-value]  # two tables, always
        {name: _SCOPES[kind] for kind, names in data[part].items() for name in names} for part in ("types", "through")
    )


def scope_of_type(type_: str, rules: RuleData) -> Scope | None:
    """What a node of this type is to its page; None for a type that is no work (an organization, a list)."""
    return _tables(rules)[0].get(type_)


def scope_through(property_: str, rules: RuleData) -> Scope | None:
    """What a node held by this property is to the page of its holder; None when nothing of it reaches the page."""
    return _tables(rules)[1].get(property_)


def same_page(url: str, address: str | None, page: PageFacts | None) -> bool:
    """Whether this address is the page's own or its canonical one; scheme, ``www.``, slash and fragment aside."""
    base = address or (page.canonical if page else None)
    own = {_plain(known, base) for known in (address, page.canonical if page else None) if known}
    return _plain(url, base) in own if own else url in ("", "#", ".")


def scope_of_subject(about: str, address: str | None, page: PageFacts) -> Scope:
    """Whether an RDFa subject is the page, the site it belongs to, a picture, or another thing."""
    base = address or page.canonical
    if about.partition("?")[0].lower().endswith(_PICTURES):
        return Scope.IMAGE
    if about.startswith("#") and len(about) > 1:
        return Scope.SECTION
    if about in ("", "#", ".", "[]", "[this:]") or base is None or same_page(about, address, page):
        return Scope.PAGE
    own, other = urls.parse(base), urls.parse(about, base)
    if isinstance(own, urls.BadAddress) or isinstance(other, urls.BadAddress):
        return Scope.EMBEDDED
    inside = own.host.removeprefix("www.") == other.host.removeprefix("www.") and own.path.startswith(other.path)
    return Scope.SITE if inside else Scope.EMBEDDED


def _plain(url: str, base: str | None) -> str:
    parsed = urls.parse(url, base) if base else urls.parse(url)
    if isinstance(parsed, urls.BadAddress):
        return url
    return f"{parsed.host.removeprefix('www.')}{parsed.target.rstrip('/')}"
