# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The prose of a site read once for all its pages (design.md §6: a dataset has many pages of few sites).

Comments in robots.txt and the terms that a site links say the same to every page of it, and to read them costs more
than to read a page. So a subject is read in two: what is its own, and what is its site's; the latter is remembered by
the words themselves, and the two together are what reading at once would give.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from rightscheck.model import NOT_GIVEN, Found, Observation, Part, Reading
from rightscheck.notices import READER
from rightscheck.signals.interface import Seen
from rightscheck.signals.once import SamePage
from rightscheck.urls import origin

if TYPE_CHECKING:
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Want

_SITES = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """What prose may stand in beside a page, as a key: equal for all pages of one origin."""

    origin: str | None
    robots: Part
    files: tuple[tuple[str, Part], ...]
    documents: tuple[tuple[str, SamePage], ...]


class SiteApart:
    """The reader of prose, which reads a site once."""

    standards: tuple[str, ...] = READER.standards
    site_files: tuple[str, ...] = READER.site_files

    def wants(self, seen: Seen, rules: RuleData) -> tuple[Want, ...]:
        """What the reader of prose wants."""
        return READER.wants(seen, rules)

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """Every signal of the subject, then those of its site, as the reader of prose has them."""
        site = _site(seen)
        if site is None:
            return READER.read(seen, rules)
        bare = replace(seen.observation, robots=NOT_GIVEN, site_files={}, documents={})
        own = READER.read(replace(seen, observation=bare, documents=()), rules)
        beside = _read(site, rules)
        return Reading(
            signals=own.signals + beside.signals,
            unread=own.unread + beside.unread,
            diagnostics=own.diagnostics + beside.diagnostics,
        )


def _site(seen: Seen) -> _Site | None:
    """The site's part of what was seen, None where nothing came of it."""
    observation = seen.observation
    robots = observation.robots if isinstance(observation.robots, Found) else NOT_GIVEN
    files = tuple(pair for pair in sorted(observation.site_files.items()) if isinstance(pair[1], Found))
    documents = tuple((url, SamePage(page)) for url, page in seen.documents)
    if robots == NOT_GIVEN and not files and not documents:
        return None
    own = origin(observation.address) if observation.address else None
    return _Site(origin=own, robots=robots, files=files, documents=documents)


@lru_cache(_SITES)
def _read(site: _Site, rules: RuleData) -> Reading:
    observation = Observation(
        url=f"{site.origin}/" if site.origin else None, robots=site.robots, site_files=dict(site.files)
    )
    documents = tuple((url, same.page) for url, same in site.documents)
    return READER.read(Seen(observation=observation, page=None, documents=documents), rules)
