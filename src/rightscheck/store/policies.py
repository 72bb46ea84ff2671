# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What one site says for all its pages, as it is kept: robots.txt, its other files, and the documents they lead to.

A site is a host with the port where that is not the scheme's own: http and https of one host are one site, since
datasets mix them and the files are the same. Each part keeps the state it was seen in (design.md §2): what was looked
for and absent stays absent, what could not be read stays unread, and what nobody asked for is not there.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from rightscheck.errors import InputError
from rightscheck.model import Absent, Found, NotGiven, Unread
from rightscheck.urls import origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rightscheck.model import Part

#: The name of the part that every report uses; other files go by their path, documents by their address.
ROBOTS = "robots.txt"
_LEVEL = 6
_FOUND, _BYTES, _ABSENT, _UNREAD = "found", "bytes", "absent", "unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePolicies:
    """The parts of a site by name: ``robots.txt``, a path such as ``/ai.txt``, the address of a document.

    ``whole`` says that all was asked for, so that what an earlier visit saw holds no longer. Not ``complete`` is a
    visit that was kept from asking: what it brought nothing of holds as it was seen before, a no above all.
    """

    parts: Mapping[str, Part] = field(default_factory=dict)
    whole: bool = True
    complete: bool = True

    @property
    def is_read(self) -> bool:
        """Whether every part that was asked for could be read."""
        return not any(isinstance(part, Unread) for part in self.parts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What was seen of a site at one moment, in ISO 8601 with seconds and ``Z``, packed as it is kept."""

    site: str
    fetched: str
    whole: bool
    packed: bytes


def site_of(url: str) -> str | None:
    """The site of a page: ``example.org``, ``example.org:8080``; None for what is no web address."""
    found = origin(url)
    return found.partition("://")[2] if found else None


def pack(policies: SitePolicies) -> bytes:
    """The parts as bytes; the same parts give the same bytes. A part that nobody asked for is left out."""
    rows = {name: _row(part) for name, part in policies.parts.items() if not isinstance(part, NotGiven)}
    return zlib.compress(orjson.dumps(rows, option=orjson.OPT_SORT_KEYS), _LEVEL)


def unpack(packed: bytes) -> dict[str, Part]:
    """The parts that ``pack`` wrote.

    Raises:
        InputError: these are no such bytes.
    """
    try:
        return {name: _part(row) for name, row in orjson.loads(zlib.decompress(packed)).items()}
    except (zlib.error, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise InputError(f"the snapshot of site policies is damaged: {error}") from error


def merged(visits: Iterable[Visit]) -> SitePolicies:
    """What several visits to one site come to, the earliest first: each part as it was seen last.

    Raises:
        InputError: a visit is damaged.
    """
    kept: list[Visit] = []
    for visit in visits:
        kept = [visit] if visit.whole else [*kept, visit]
    parts = {name: part for visit in kept for name, part in unpack(visit.packed).items()}
    return SitePolicies(parts=parts, whole=any(visit.whole for visit in kept))


def digest_of(visits: Iterable[Visit]) -> str:
    """The name of exactly these visits, which come sorted by site and moment: ``sha256:`` and the digest."""
    found = hashlib.sha256()
    for visit in visits:
        found.update(f"{visit.site}\n{visit.fetched}\n{int(visit.whole)} {len(visit.packed)}\n".encode())
        found.update(visit.packed)
    return f"sha256:{found.hexdigest()}"


def _row(part: Part) -> list[Any]:
    match part:
        case Found(body=str() as text, status=status, content_type=kind):
            return [_FOUND, status, kind, text.encode("utf-8", "replace").decode()]
        case Found(body=bytes() as body, status=status, content_type=kind):
            try:
                return [_FOUND, status, kind, body.decode("utf-8")]
            except UnicodeDecodeError:
                return [_BYTES, status, kind, base64.b64encode(body).decode("ascii")]
        case Unread(reason=reason, words=words, words_at=at):
            return [_UNREAD, reason, words, at]
        case Absent(reason=reason):
            return [_ABSENT, reason]
    raise TypeError(part)  # NotGiven: the caller leaves it out


def _part(row: list[Any]) -> Part:
    kind, *rest = row
    if kind == _FOUND:
        return Found(status=rest[0], content_type=rest[1], body=rest[2].encode())
    if kind == _BYTES:
        return Found(status=rest[0], content_type=rest[1], body=base64.b64decode(rest[2]))
    if kind == _ABSENT:
        return Absent(reason=rest[0])
    if kind == _UNREAD:
        return Unread(reason=rest[0], words=rest[1], words_at=rest[2])
    raise ValueError(kind)
