# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``/.well-known/tdmrep.json``: which of its rules speaks for a URL (TDMRep, Final Report of 10 May 2024).

Reference signals §8.2 and §8.3. The file is an array of ``{location, tdm-reservation, tdm-policy?}``; the first rule
in sequence whose location covers the URL path speaks. Each rule keeps its verbatim source and line. A rule that lacks
a property is passed over; one whose reservation is no 0 or 1 speaks for its location and says nothing there (protocol
error = unset), so that no later rule opens what it meant to close.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from rightscheck.model import Diagnostic
from rightscheck.signals.robots_match import compiled, target

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH = "/.well-known/tdmrep.json"
LOCATION, RESERVATION, POLICY = "location", "tdm-reservation", "tdm-policy"
#: Locations that cover every path of the origin.
EVERYTHING = frozenset({"/", "/*", "*"})
_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
_MOST_FAULTS = 20
_MOST_RULES = 50_000
_MOST_WORDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRule:
    """One rule: its location, value, policy as written, source text and 1-based line.

    ``reservation`` is 0 or 1, None where it is anything else; ``given`` tells whether it stands there at all.
    """

    location: str
    reservation: int | None
    given: bool
    policy: str | None
    quote: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAnswer:
    """What the file says about one URL; ``malformed`` when a fault stood before the answer, or in its place."""

    rule: FileRule | None = None
    malformed: bool = False
    faults: tuple[Diagnostic, ...] = ()


class _BadFileError(Exception):
    """The file is no array of JSON values."""


def answer(text: str, url: str | None) -> FileAnswer:
    """What the file in ``text`` says about ``url``; without a URL only a first rule for the whole site speaks."""
    path = target(url) if url else None
    faults: list[Diagnostic] = []
    spoken = None
    try:
        spoken = _first(text, path, faults)
    except _BadFileError as error:
        faults.append(_fault(str(error), None))
    if spoken is not None and spoken.reservation is None:
        spoken = None
    return FileAnswer(rule=spoken, malformed=bool(faults), faults=tuple(faults[:_MOST_FAULTS]))


def _first(text: str, path: bytes | None, faults: list[Diagnostic]) -> FileRule | None:
    """The first rule that covers the path and has a reservation of any value; faults on the way are added."""
    for value, quote, line in islice(_elements(text), _MOST_RULES):
        rule = _rule(value, quote, line)
        if rule is None:
            faults.append(_fault("a rule is no object with a location that is a path", line))
        elif not _covers(rule.location, path):
            if path is None:
                return None
        elif not rule.given:
            faults.append(_fault("a rule has no tdm-reservation", line))
        else:
            if rule.reservation is None:
                faults.append(_fault(f"tdm-reservation is neither 0 nor 1: {quote}", line))
            return rule
    return None


def _fault(text: str, line: int | None) -> Diagnostic:
    return Diagnostic(part=PATH, code="tdmrep-malformed", text=text[:_MOST_WORDS], line=line)


def _elements(text: str) -> Iterator[tuple[object, str, int]]:
    """Each element of the array with its source and line.

    The whole file is parsed first: what is no JSON says nothing, not even up to its fault (design.md §2, Faults).

    Raises:
        _BadFileError: the text is no JSON array.
    """
    at = _blank(text, 0)
    if not text.startswith("[", at):
        raise _BadFileError("the file is no array of rules")
    if _blank(text, _decoded(text, at)[1]) != len(text):
        raise _BadFileError("the file is no JSON: something stands behind the array")
    at, line, counted = _blank(text, at + 1), 1, 0
    while not text.startswith("]", at):
        value, end = _decoded(text, at)
        line, counted = line + text.count("\n", counted, at), at
        yield value, text[at:end], line
        at = _blank(text, end)
        if text.startswith(",", at):
            at = _blank(text, at + 1)


def _blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _decoded(text: str, at: int) -> tuple[object, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError) as error:
        raise _BadFileError(f"the file is no JSON: {error}") from error


def _rule(value: object, quote: str, line: int) -> FileRule | None:
    """The rule of one element, None where it is no object with a path as its location."""
    if not isinstance(value, dict):
        return None
    location, reservation, policy = value.get(LOCATION), value.get(RESERVATION), value.get(POLICY)
    if not isinstance(location, str) or not location.startswith(("/", "*")):
        return None
    return FileRule(
        location=location,
        reservation=_zero_or_one(reservation),
        given=RESERVATION in value,
        policy=policy if isinstance(policy, str) else None,
        quote=quote,
        line=line,
    )


def _zero_or_one(value: object) -> int | None:
    """0 or 1 (JSON has one kind of number, 1.0 is 1); None for anything else, ``true`` and ``"1"`` too."""
    if isinstance(value, int | float) and not isinstance(value, bool) and value in (0, 1):
        return int(value)
    return None


def _covers(location: str, path: bytes | None) -> bool:
    """Whether a location covers a path; the query counts only where the location speaks of one."""
    if path is None:
        return location in EVERYTHING
    if "?" not in location:
        path = path.partition(b"?")[0]
    return compiled(location.encode("utf-8", "surrogatepass")).covers(path)
