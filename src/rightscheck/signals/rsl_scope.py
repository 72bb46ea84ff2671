# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Does the ``url`` of an RSL content cover a page, and how narrowly?

Reference signals §7.2: a full URL, or a path with the wildcards of RFC 9309; empty means the place where the document
is linked.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rightscheck import urls
from rightscheck.signals.robots_match import compiled, target

_FULL = re.compile(r"(?P<site>https?://[^/?#]*)(?P<path>[^#]*)", re.IGNORECASE)
_EVERYTHING = frozenset({"", "/", "/*", "*"})
_PORTS = frozenset({80, 443})
#: Narrower than any path: the place where a document is linked.
HERE = 1_000_000


def narrowness(url: str, page: str | None) -> int | None:
    """How narrowly a content covers the page, None where it does not; 0 for a whole site.

    Where the page's URL is not known only what covers everything does.
    """
    if url == "":
        return HERE
    full = _FULL.fullmatch(url)
    if full and (page is None or not _same_site(full["site"], page)):
        return None
    path = full["path"] if full else url
    if path in _EVERYTHING:
        return 0
    if page is None:
        return None
    if not path.startswith(("/", "*")):
        path = f"/{path}"
    pattern = compiled(path.encode("utf-8", "surrogatepass"))
    return pattern.length if pattern.covers(_target(page)) else None


@lru_cache(maxsize=16)
def _target(page: str) -> bytes:
    """The page's path, kept for the many contents of a document."""
    return target(page)


def covers_site(url: str | None) -> bool:
    """Whether a content is about a whole site."""
    full = _FULL.fullmatch(url or "")
    return (full["path"] if full else url or "") in _EVERYTHING


def _same_site(site: str, page: str) -> bool:
    """Whether two addresses have one host; http and https at their own ports are one site."""
    one, other = urls.parse(f"{site}/"), urls.parse(page)
    if isinstance(one, urls.BadAddress) or isinstance(other, urls.BadAddress) or one.host != other.host:
        return False
    return one.port == other.port or {one.port, other.port} == _PORTS
