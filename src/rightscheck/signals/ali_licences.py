# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Licences of scholarly works with their version and first day: NISO RP-22 in JATS, ``license`` of Crossref (§16.2).

Of the licences of one version that are in force the one that began last holds (RP-22 §3.2); one that begins later is
not yet one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rightscheck.media.spaces import ALI, XLINK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rightscheck.media.xml_tree import Element

VERSIONS = frozenset({"vor", "am", "tdm", "stm-asf"})
ALL = "all"  #: no ``applies_to``: every version
UNSPECIFIED = "unspecified"
_MOST_LICENCES = 200
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One licence: address, version it is for, first day (``YYYY-MM-DD``, None for publication) and place."""

    url: str
    version: str
    start: str | None
    place: str
    quote: str
    line: int | None = None


def in_force(offers: Sequence[Offer], as_of: str) -> frozenset[Offer]:
    """The offers that hold on this day: of each version those that began last."""
    begun = [offer for offer in offers if offer.start is None or offer.start <= as_of]
    last: dict[str, str] = {}
    for offer in begun:
        last[offer.version] = max(last.get(offer.version, ""), offer.start or "")
    return frozenset(offer for offer in begun if (offer.start or "") == last[offer.version])


def article_permissions(root: Element) -> Iterator[Element]:
    """The permissions of the article itself, not those of its figures; none where there are none."""
    for front in root.find(root.namespace, "front"):
        for meta in front.find(root.namespace, "article-meta"):
            yield from meta.find(root.namespace, "permissions")


def article_offers(root: Element) -> Iterator[Offer]:
    """The licences of a JATS article in document order: ``ali:license_ref``, else the link of ``license``."""
    for permissions in article_permissions(root):
        for licence in [*permissions.find(ALI, "license_ref"), *permissions.find(root.namespace, "license")]:
            refs = [licence] if licence.namespace == ALI else list(licence.find(ALI, "license_ref"))
            yield from (_reference(ref) for ref in refs[:_MOST_LICENCES] if ref.text)
            href = licence.get("href", XLINK)
            if not refs and href:
                place = "jats:license/@xlink:href"
                yield Offer(url=href, version=ALL, start=None, place=place, quote=href, line=licence.line)


def _reference(ref: Element) -> Offer:
    return Offer(
        url=ref.text,
        version=_version(ref.get("applies_to")),
        start=_day(ref.get("start_date")),
        place="jats:ali:license_ref",
        quote=ref.text,
        line=ref.line,
    )


def crossref_offers(record: Mapping[str, Any]) -> Iterator[Offer]:
    """The licences of a work of the Crossref API in order; entries without an address are passed over."""
    for one in record.get("license", ())[:_MOST_LICENCES]:
        url = one.get("URL") if isinstance(one, dict) else None
        if isinstance(url, str) and url.strip():
            version = _version(one.get("content-version")) if "content-version" in one else UNSPECIFIED
            yield Offer(url=url, version=version, start=_parts(one.get("start")), place="crossref:license", quote=url)


def _version(value: object) -> str:
    """The version as written; none is every version, an unknown one is unspecified."""
    if value is None:
        return ALL
    return value if isinstance(value, str) and value in VERSIONS else UNSPECIFIED


def _day(value: str | None) -> str | None:
    """A date, the first day of a month or year where no more is told; None where it is none."""
    found = _DATE.match((value or "").strip())
    return f"{found.group()}-01-01"[:10] if found else None


def _parts(start: object) -> str | None:
    """The date of Crossref's ``{"date-parts": [[2026, 9, 10]]}``."""
    parts = start.get("date-parts") if isinstance(start, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [part for part in first[:3] if isinstance(part, int) and 0 < part < 10_000]  # noqa: PLR2004  # a year
    if not numbers:
        return None
    year, month, day = (*numbers, 1, 1)[:3]
    return f"{year:04}-{month:02}-{day:02}"
