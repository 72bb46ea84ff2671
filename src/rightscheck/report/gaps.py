# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Why a report may know less than the page says: barred by robots.txt, not there, or a part that failed.

A page that was never fetched says nothing, and that is not the silence of a page that was read (design.md §2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.model import Absent, Found, NotGiven, Unread
from rightscheck.report.clean import clean
from rightscheck.report.words import shortened
from rightscheck.signals.robots_file import RobotsFile

if TYPE_CHECKING:
    from rightscheck.missing import Missing
    from rightscheck.model import Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Why there is no page: ``cause`` in a word or two for counts, ``words`` in full."""

    cause: str
    words: str


def barred(seen: Observation) -> Gap | None:
    """Why robots.txt kept the page from being fetched; None for a page that was fetched, or not to be fetched."""
    if not isinstance(seen.body, NotGiven) or not seen.address:
        return None
    if isinstance(seen.robots, Unread):
        return Gap(
            cause="robots.txt", words=f"not fetched, since robots.txt could not be read ({seen.robots.reason})"
        )
    return _ruled_out(seen, seen.robots, seen.address) if isinstance(seen.robots, Found) else None


def _ruled_out(seen: Observation, robots: Found, address: str) -> Gap | None:
    """What the rules of a robots.txt that was read say against the page."""
    body = robots.body if isinstance(robots.body, bytes) else robots.body.encode("utf-8", "surrogatepass")
    verdict = RobotsFile.parse(body).verdict(seen.agent, address)
    if verdict.allowed:
        return None
    line = f"line {verdict.line} {shortened(clean(verdict.rule or ''))} of robots.txt"
    return Gap(cause="closed by robots.txt", words=f"not fetched, since {line} keeps {clean(seen.agent)} out")


def gone(seen: Observation) -> str | None:
    """The status by which the server says that there is no such page; None where it says nothing of the kind."""
    return seen.body.reason if isinstance(seen.body, Absent) else None


def told(missing: Missing) -> str:
    """One part that could not be read: its name, the reason, the words that told and where they stand."""
    words = f" {shortened(clean(missing.words))}" if missing.words else ""
    where = f" ({clean(missing.at)})" if missing.at else ""
    return f"{clean(missing.part)}: {clean(missing.reason)}{words}{where}"
