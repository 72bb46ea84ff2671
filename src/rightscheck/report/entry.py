# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""One line of a report: what is left of a row once its page is let go.

A list may hold a hundred thousand URLs; the report needs what was decided about each, not what was downloaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from rightscheck.model import Outcome, Unread
from rightscheck.report.gaps import barred, gone
from rightscheck.urls import Address, parse, registrable_domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rightscheck.judge import Report
    from rightscheck.missing import Missing
    from rightscheck.model import Decision, Diagnostic, Evidence, Reuse
    from rightscheck.report.gaps import Gap

NO_SITE = "(no host)"
#: Codes of diagnostics that every report lists (rules.holdings).
WAIVED, ENDED = "waived", "-ended"


class Row(Protocol):
    """One URL of the list, fetched or not, with its report; what the audit hands out."""

    @property
    def index(self) -> int:
        """Its place in the list, from 0."""

    @property
    def url(self) -> str | None:
        """As the list has it; None for a saved subject without an address."""

    @property
    def final_url(self) -> str | None:
        """The URL that answered, None when none did."""

    @property
    def status(self) -> int | None:
        """The status it answered with, None when none did."""

    @property
    def report(self) -> Report:
        """What was seen and decided."""

    @property
    def asset_of(self) -> str | None:
        """The page whose image, PDF or EPUB this is; None for a URL of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One URL as reports show it.

    ``page_unread`` says that the page itself could not be read, ``barred`` why robots.txt kept us from asking for it,
    ``gone`` by which status the server says that it is not there. ``experimental`` are the profiles nobody
    has checked, ``own`` the waivers that were used and the holdings that have ended, ``asset_of`` is the page whose
    image, PDF or EPUB this is.
    """

    index: int
    url: str
    final_url: str | None
    status: int | None
    site: str
    profiles: tuple[str, ...]
    as_of: str
    decisions: Mapping[Reuse, Decision]
    evidence: tuple[Evidence, ...]
    licence: str | None
    unread: tuple[Missing, ...]
    page_unread: bool
    barred: Gap | None = None
    gone: str | None = None
    experimental: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    asset_of: str | None = None


def is_own(note: Diagnostic) -> bool:
    """Whether this is about the user's own files: a waiver that was used, an agreement or a waiver that has ended."""
    return note.code == WAIVED or note.code.endswith(ENDED)


def entry_of(row: Row) -> Entry:
    """The line of this row."""
    report = row.report
    return Entry(
        index=row.index,
        url=row.url or "",
        final_url=row.final_url,
        status=row.status,
        site=site_of(row.url or ""),
        profiles=tuple(report.profiles),
        as_of=report.as_of,
        decisions=report.decisions,
        evidence=report.evidence,
        licence=report.licence.id if report.licence else None,
        unread=report.unread,
        page_unread=isinstance(report.observation.body, Unread),
        barred=barred(report.observation),
        gone=gone(report.observation),
        experimental=report.experimental,
        own=tuple(note.text for note in report.diagnostics if is_own(note)),
        asset_of=row.asset_of,
    )


def site_of(url: str) -> str:
    """The domain somebody registered, the host where there is none (an IP address), else ``(no host)``."""
    address = parse(url)
    if not isinstance(address, Address):
        return NO_SITE
    return registrable_domain(address.host) or address.host


def worst(entry: Entry, uses: Iterable[Reuse]) -> Outcome:
    """The most restrictive outcome among these uses: doing several things needs each of them."""
    return max((entry.decisions[use].outcome for use in uses), default=Outcome.ALLOWED)
