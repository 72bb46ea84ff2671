# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What one origin's robots.txt lets an agent fetch (RFC 9309 §2.3.1).

A file that could not be read is not the same as one that is missing: 404 means no rules, 5xx, 429 and failures mean
that nothing may be fetched. Other 4xx are "unavailable" to the RFC, so fetching goes on, and yet Unread in a report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.model import Found, Part, Unread
from rightscheck.observe.parts import part_of
from rightscheck.signals.robots_file import RobotsFile
from rightscheck.urls import path_of

if TYPE_CHECKING:
    from rightscheck.observe.trail import Trail

PATH = "/robots.txt"
CRAWL_DELAY = "crawl-delay"
_SECONDS = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")
HOPS = 5  # RFC 9309 §2.3.1.2: at least five; more is a file that was not read, stricter than the RFC asks


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One origin's robots.txt: the part as observed, its rules if it has any, and whether any fetching is open."""

    part: Part
    rules: RobotsFile | None
    reachable: bool

    def allows(self, agent: str, url: str) -> bool:
        """Whether ``agent`` may fetch ``url``; the file itself always (RFC 9309 §2.2.2)."""
        if path_of(url) == PATH:
            return True
        return self.reachable and (self.rules is None or self.rules.verdict(agent, url).allowed)

    def pause(self, agent: str, url: str) -> float | None:
        """The seconds the file asks ``agent`` to leave between two fetches (Crawl-delay); None if it asks nothing.

        No standard defines the line; a number that is not plain decimal is passed over.
        """
        lines = self.rules.verdict(agent, url).other_lines if self.rules else ()
        asked = (line.value for line in lines if line.key == CRAWL_DELAY and line.grouped)
        return max((float(value) for value in asked if _SECONDS.fullmatch(value)), default=None)


def access_of(trail: Trail) -> Access:
    """What a finished walk to a robots.txt means."""
    part = _part(trail)
    if isinstance(part, Found):
        body = part.body if isinstance(part.body, bytes) else part.body.encode()
        return Access(part=part, rules=RobotsFile.parse(body), reachable=True)
    return Access(part=part, rules=None, reachable=not isinstance(part, Unread) or _is_open(part.reason))


def _part(trail: Trail) -> Part:
    """The part that a finished walk found."""
    answer = trail.answer
    if answer is None:
        return trail.lost or Unread(reason="redirects")
    if answer.failure is not None or answer.status is None:
        return Unread(reason=answer.failure or "no-answer")
    return part_of(answer.status, answer.headers, answer.raw, file=PATH)


def _is_open(reason: str) -> bool:
    """Whether a robots.txt that was refused for this reason leaves the site open: 4xx but not 429 (design.md §2)."""
    return len(reason) == 3 and reason.startswith("4") and reason != "429"  # noqa: PLR2004  # a status has three digits
