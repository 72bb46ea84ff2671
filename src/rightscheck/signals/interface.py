# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The door every standard comes through.

A standard is one module in this package with a module-level ``READER``. It names the site files its standard lives in
(``/.well-known/tdmrep.json``), the linked documents it wants from an observation, and turns an observation into
signals. It never fetches, never merges, never decides. Modules are discovered, so nothing is listed twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rightscheck.markup.facts import PageFacts
    from rightscheck.media.facts import MediaFacts
    from rightscheck.model import Observation, Reading
    from rightscheck.resources import RuleData


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An observation with what was read of its page; ``page`` is None for text, and for a body that was not read.

    ``documents`` holds the facts of those linked HTML documents that were found (terms pages), by URL. ``media`` are
    the facts of a subject that is itself a file, ``as_of`` the date of the use judged, for terms that begin on a day.
    """

    observation: Observation
    page: PageFacts | None
    documents: tuple[tuple[str, PageFacts], ...] = ()
    media: MediaFacts | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """A linked document a reader asks for, and why (``terms``, ``rsl``, ``tdm-policy``)."""

    url: str
    why: str


class Reader(Protocol):
    """One standard's reader."""

    #: ids of reference signals this module speaks for (``TDMREP``); the names of its files in ``rules/standards/``.
    standards: tuple[str, ...]
    #: paths on the page's origin to fetch before reading, such as ``/.well-known/tdmrep.json``.
    site_files: tuple[str, ...]

    def wants(self, seen: Seen, rules: RuleData) -> tuple[Want, ...]:
        """Linked documents this reader still needs, in order; none when there is nothing to follow."""

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """Every signal of the standard in this observation; an empty Reading when there is none. Never raises."""
