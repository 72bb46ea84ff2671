# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Site files out of WARC, as Common Crawl ships the robots.txt of each of its crawls.

What a server answered is kept in the state it stands for, as when it is asked live; its date is that of the archive.
A redirect is followed inside the archive: the robots.txt it leads to counts for the site that was asked (RFC 9309
§2.3.1.2). One that leads out of it leaves the file not given, for nobody knows what stands there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rightscheck.gate.captured import address, message_of
from rightscheck.gate.malformed import BadRecord
from rightscheck.model import Unread
from rightscheck.observe.access import HOPS, PATH
from rightscheck.observe.answers import Answer
from rightscheck.observe.parts import part_of
from rightscheck.sources.captures import captures
from rightscheck.statements.readers import site_files
from rightscheck.store.policies import ROBOTS, SitePolicies, site_of
from rightscheck.urls import Address, parse, path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from rightscheck.model import Part
    from rightscheck.sources.captures import Capture
    from rightscheck.store.collecting import Collection

_SECONDS = len("2026-11-25T12:00:00")
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_CUT = "truncated"
#: A redirect is followed within the hour; what its target held later is no answer to it.
_LATER = timedelta(hours=1)


@dataclass(slots=True)
class Imported:
    """How many files of sites an archive gave, and how many redirects in it led nowhere."""

    files: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    """A redirect in the archive: whose file it was, which, when, and where it leads."""

    site: str
    name: str
    fetched: str
    target: str


def import_archive(paths: Sequence[Path], collection: Collection, advance: Callable[[int], None]) -> Imported:
    """Add every robots.txt and other site file of these WARC files; ``advance`` is told the bytes that are done.

    Raises:
        InputError: a file is no WARC, or damaged.
        MissingExtraError: fastwarc is not installed.
    """
    moved: dict[str, _Moved] = {}
    found = Imported()
    found.files = collection.add_all(_filed(paths, moved, advance))
    followed = [(move, _target(move, moved, collection)) for move in moved.values()]
    known = [(move, part) for move, part in followed if part is not None]
    found.lost = len(followed) - len(known)
    found.files += collection.add_all(_visit(move.site, move.fetched, move.name, part) for move, part in known)
    return found


def _names() -> dict[str, str]:
    """The part that each path of a site's own files is."""
    return {PATH: ROBOTS, **{path: path for path in site_files()}}


def _filed(
    paths: Sequence[Path], moved: dict[str, _Moved], advance: Callable[[int], None]
) -> Iterator[tuple[str, str, SitePolicies]]:
    names = _names()
    for path in paths:
        for capture in captures(path):
            parsed = parse(address(capture) or "") if capture.type == "response" else None
            if isinstance(parsed, Address) and parsed.target in names:
                yield from _read(capture, parsed, names[parsed.target], moved)
            advance(capture.end - capture.start)


def _read(
    capture: Capture, address_of: Address, name: str, moved: dict[str, _Moved]
) -> Iterator[tuple[str, str, SitePolicies]]:
    site, fetched = site_of(address_of.href), _moment(capture)
    if site is None or fetched is None:
        return
    answer = _answer(capture)
    target = answer.target(address_of.href) if answer else None
    if answer is None or answer.status is None or "warc-truncated" in capture.headers:
        yield _visit(site, fetched, name, Unread(reason=_CUT))
    elif isinstance(target, Address):
        moved[address_of.href] = _Moved(site=site, name=name, fetched=fetched, target=target.href)
    else:
        yield _visit(site, fetched, name, part_of(answer.status, answer.headers, answer.raw, file=address_of.path))


def _answer(capture: Capture) -> Answer | None:
    """What the server answered; None for a record that does not tell."""
    try:
        message = message_of(capture)
    except BadRecord:
        return None
    whole = message.status is not None and not capture.cut
    return Answer(status=message.status, headers=message.headers or (), body=message.body) if whole else None


def _visit(site: str, fetched: str, name: str, part: Part) -> tuple[str, str, SitePolicies]:
    return site, fetched, SitePolicies(parts={name: part}, whole=False)


def _moment(capture: Capture) -> str | None:
    """The moment of the capture to the second; None where the record has none that can be sorted."""
    date = capture.headers.get("warc-date", "")
    return f"{date[:_SECONDS]}Z" if _DATE.match(date) else None


def _target(move: _Moved, moved: Mapping[str, _Moved], collection: Collection) -> Part | None:
    """What the file that a redirect leads to was, None where the archive does not hold it."""
    at, hops = move.target, 0
    while at in moved and hops < HOPS:
        at, hops = moved[at].target, hops + 1
    site = site_of(at)
    if at in moved or site is None or _names().get(path_of(at)) != move.name:
        return None
    known = collection.latest(site, upto=_within(move.fetched))
    return known.parts.get(move.name) if known else None


def _within(fetched: str) -> str:
    """The last moment at which the target of a redirect of this moment was followed."""
    try:
        return (datetime.fromisoformat(fetched) + _LATER).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):  # a date that only looks like one
        return fetched
