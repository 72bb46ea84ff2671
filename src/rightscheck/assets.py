# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The images, PDFs and EPUBs of audited pages, each a subject of its own: a page's licence is the page's.

Pages come first, then the files they embed or link, each once however many pages show it, asked as politely as pages
are and refused where pages would be.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rightscheck import urls as addresses
from rightscheck.audit import Options, Row, audit
from rightscheck.markup.read import Engine, read_page
from rightscheck.model import Form, Found
from rightscheck.signals.licence_urls import is_badge

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator, Sequence

    from rightscheck.markup.facts import PageFacts
    from rightscheck.model import Observation
    from rightscheck.resources import RuleData

MOST = 20
_LINKED = (".pdf", ".epub")
_UNREADABLE = (".svg", ".ico")  # pictures whose format holds nothing that is read here


@dataclass(frozen=True, slots=True, order=True)
class _Owner:
    """The page an asset belongs to: the first of the list that shows it."""

    index: int
    place: int
    page: str


async def audit_with_assets(
    urls: Sequence[str],
    options: Options,
    rules: RuleData,
    *,
    most: int = MOST,
    stop: asyncio.Event | None = None,
) -> AsyncGenerator[Row, None]:
    """The rows of the list, then one for each file of its pages, at most ``most`` a page; those of files say whose.

    The index of a file's row goes on behind the list: files in the order of the pages that show them first.

    Raises:
        ProfileError: a profile does not exist.
        RuleError: the rule set is wrong.
    """
    owners: dict[str, _Owner] = {}
    async with aclosing(audit(urls, options, rules, stop=stop)) as rows:
        async for row in rows:
            found = await asyncio.to_thread(assets_of, row.report.observation, rules, most=most)
            for place, url in enumerate(found):
                own = _Owner(row.index, place, row.final_url or row.url)
                owners[url] = min(own, owners.get(url, own))
            yield row
    asked = {addresses.normal(url) for url in urls}
    left = sorted((url for url in owners if url not in asked), key=owners.__getitem__)
    if not left or (stop is not None and stop.is_set()):
        return
    async with aclosing(audit(left, replace(options, follow_terms=False), rules, stop=stop)) as rows:
        async for row in rows:
            yield replace(row, index=len(urls) + row.index, asset_of=owners[row.url].page)


def assets_of(seen: Observation, rules: RuleData, *, most: int = MOST) -> tuple[str, ...]:
    """The addresses of a page's files in normal form, linked documents first; none for what is no HTML page."""
    if seen.form is not Form.HTML or not isinstance(seen.body, Found) or not isinstance(seen.body.body, str):
        return ()
    page = read_page(seen.body.body, engine=Engine.BULK)
    base = addresses.normal(page.base, seen.address) if page.base else None
    wanted = (addresses.normal(url, base or seen.address) for url in _named(page, rules))
    return tuple(dict.fromkeys(url for url in wanted if url))[:most]


def _named(page: PageFacts, rules: RuleData) -> Iterator[str]:
    """Linked PDFs and EPUBs, then pictures that are the page's own, in document order and as written."""
    for link in page.links:
        if _suffixed(link.href, _LINKED):
            yield link.href
    for image in page.images:
        web = image.src and not image.src.lower().startswith("data:")
        if web and not _suffixed(image.src, _UNREADABLE) and not is_badge(image.src, rules):
            yield image.src


def _suffixed(url: str, suffixes: tuple[str, ...]) -> bool:
    return url.partition("#")[0].partition("?")[0].lower().endswith(suffixes)
