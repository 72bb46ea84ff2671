# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What an Inquiry asks for and what comes back: the only values that cross between it and whoever fetches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rightscheck.observe.parts import first
from rightscheck.urls import Address, BadAddress, parse

if TYPE_CHECKING:
    from rightscheck.model import Headers

#: RFC 9110 §15.4: the codes that name another place by Location. 300 offers a choice, 304 answers a condition.
REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Purpose(StrEnum):
    """What a request is for; a fetcher may give each its own limits."""

    ROBOTS = "robots.txt"
    PAGE = "page"
    SITE_FILE = "site-file"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Request:
    """One URL to fetch with GET, in normal form; ``why`` is for people: ``robots.txt``, ``page``, ``terms``."""

    url: str
    purpose: Purpose
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of one request. ``failure`` is a word such as ``timeout``; then the rest is what came before it."""

    status: int | None = None
    headers: Headers = ()
    body: bytes | str = b""
    failure: str | None = None

    @property
    def location(self) -> str | None:
        """The Location of a redirect as written, None for any other answer."""
        if self.failure is not None or self.status not in REDIRECTS:
            return None
        return first(self.headers, "location")

    def target(self, url: str) -> Address | BadAddress | None:
        """Where a redirect met at ``url`` leads; None for an answer that is no redirect."""
        location = self.location
        return None if location is None else parse(location, url)

    @property
    def raw(self) -> bytes:
        """The body as bytes; a body that was given as text is encoded as UTF-8."""
        if isinstance(self.body, bytes):
            return self.body
        return self.body.encode("utf-8", "surrogatepass")
