# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Content Signals: ``Content-Signal`` in robots.txt groups and as a response header (reference signals §6).

Which of several lines holds for a page the policy leaves open. Here, key by key, the line with the longest matching
path; between equals the more restrictive, with a diagnostic. A key or value nobody defined says nothing and makes the
part malformed; a line outside of any group denies and never grants (design.md §2, Faults).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from rightscheck.model import Diagnostic, Evidence, Finding, Reading, Scope, Signal
from rightscheck.signals.given import SelfContained, field_lines, speaks_for_page
from rightscheck.signals.robots_file import PART
from rightscheck.signals.robots_grammar import LIMIT
from rightscheck.signals.robots_lines import note, robots_of
from rightscheck.signals.robots_match import scoped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.model import Observation
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen
    from rightscheck.signals.robots_file import OtherLine
    from rightscheck.signals.robots_lines import Robots

ID = "CSIG"
_KEY = "content-signal"
_DENIAL = "no"
_LAYOUT = re.compile(r"[#\s]+")
_MOST_LETTERS, _MOST_NOTES, _MOST_FOREIGN = 200, 20, 50

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vocabulary:
    """Keys with their defined values, those pairs that mean something, and the marks of the policy's own comment."""

    values: Mapping[str, frozenset[str]]
    meant: frozenset[tuple[str, str]]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """One line that speaks of the page, and those of its pairs that hold there, in lower case, defined or not."""

    line: OtherLine
    pairs: Pairs


class ContentSignals(SelfContained):
    """The reader of Content-Signal lines."""

    standards = (ID,)
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """A signal for each line that speaks of the page or to other agents; empty where there is none."""
        known = _vocabulary(rules)
        header = _header(seen.observation, known)
        robots = robots_of(seen.observation, rules)
        file = _robots(robots, known) if robots else Reading()
        return Reading(
            signals=file.signals + header.signals,
            unread=file.unread + header.unread,
            diagnostics=file.diagnostics + header.diagnostics,
        )


READER = ContentSignals()


@cache
def _vocabulary(rules: RuleData) -> _Vocabulary:
    content = rules.file(f"standards/{ID}")
    return _Vocabulary(
        values={key: frozenset(values) for key, values in content["meaning"].items()},
        meant=frozenset((k, v) for k, values in content["meaning"].items() for v, says in values.items() if says),
        marks=tuple(content["boilerplate"]["marks"]),
    )


def pairs_of(value: str) -> Pairs:
    """The ``key=value`` pairs of a Content-Signal value in lower case, each once; a part without ``=`` has none."""
    parts = (part.strip().lower() for part in value.split(","))
    split = ((key.strip(), word.strip()) for key, _, word in (part.partition("=") for part in parts if part))
    return tuple(dict.fromkeys(split))


def _robots(robots: Robots, known: _Vocabulary) -> Reading:
    said = list(_speaking(robots))
    reserved = _carries_policy(robots.body, known.marks)
    signals = [_signal(robots, entry, known, reserved=reserved) for entry in said]
    foreign = islice(robots.foreign(_KEY), _MOST_FOREIGN)
    signals += [Signal(evidence=robots.evidence(ID, line, agents=line.agents), channel="robots") for line in foreign]
    faulty = [entry for entry in said if _undefined(entry.pairs, known)]
    outside = [entry for entry in said if not entry.line.grouped]
    return Reading(
        signals=tuple(signals),
        unread=((PART, "malformed"),) if faulty else (),
        diagnostics=(
            *(note("csig-undefined", _fault_text(entry.pairs, known), entry.line) for entry in faulty[:_MOST_NOTES]),
            *(note("csig-outside-group", _OUTSIDE, entry.line) for entry in outside[:_MOST_NOTES]),
            *islice(_contradictions(said, known), _MOST_NOTES),
            *([note("csig-policy-text-only", _TEXT_ONLY)] if reserved and not signals else []),
        ),
    )


_OUTSIDE = "above the first User-agent line: what it denies counts, what it grants does not"
_TEXT_ONLY = "the comment of the Content Signals policy without a signal expresses no preference"


def _speaking(robots: Robots) -> Iterator[_Said]:
    """The lines that speak of the page to our agent, each with the pairs that no line with a longer path replaces."""
    lines = [(line, scoped(line.line.octets)) for line in robots.own(_KEY)]
    said = [
        (line, value.length, pairs_of(value.rest.decode("utf-8", "replace")))
        for line, value in lines
        if value.covers(robots.path)
    ]
    longest: dict[tuple[bool, str], int] = {}
    for line, length, pairs in said:
        for key, _ in pairs:
            longest[line.grouped, key] = max(length, longest.get((line.grouped, key), 0))
    for line, length, pairs in said:
        yield _Said(line=line, pairs=tuple(pair for pair in pairs if longest[line.grouped, pair[0]] == length))


def _signal(robots: Robots, entry: _Said, known: _Vocabulary, *, reserved: bool) -> Signal:
    # Where the page's URL is not known, a longer path might replace what this line grants.
    careful = not entry.line.grouped or robots.path is None
    evidence = robots.evidence(ID, entry.line)
    denies = reserved and any(value == _DENIAL for _, value in entry.pairs)
    return Signal(
        evidence=replace(evidence, kinds=("tdm-reservation",)) if denies else evidence,
        findings=_findings(entry.pairs, known, denies_only=careful),
        channel="robots",
    )


def _findings(pairs: Pairs, known: _Vocabulary, *, denies_only: bool = False) -> tuple[Finding, ...]:
    return tuple(
        Finding(token=key, value=value, denies_only=denies_only)
        for key, value in pairs
        if (key, value) in known.meant
    )


def _undefined(pairs: Pairs, known: _Vocabulary) -> Pairs:
    return tuple(pair for pair in pairs if pair[1] not in known.values.get(pair[0], ()))


def _fault_text(pairs: Pairs, known: _Vocabulary) -> str:
    words = ", ".join("=".join(pair) for pair in _undefined(pairs, known)[:3])
    return f"no Content Signal has this key or value: {words}"


def _contradictions(said: list[_Said], known: _Vocabulary) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    for entry in said:
        for key, value in entry.pairs:
            if value in known.values.get(key, ()) and first.setdefault(key, value) != value:
                yield note("csig-conflict", f"{key} has different values here; the stricter counts", entry.line)


@lru_cache(maxsize=16)
def _carries_policy(body: bytes, marks: tuple[str, ...]) -> bool:
    """Whether the file carries the policy's comment, which makes a ``no`` an express reservation of rights."""
    text = _LAYOUT.sub(" ", body[:LIMIT].decode("utf-8", "replace").lower())
    return any(mark in text for mark in marks)


def _header(observation: Observation, known: _Vocabulary) -> Reading:
    """The header form, which Cloudflare's own services send and read; it speaks of this answer."""
    signals: list[Signal] = []
    faults: list[Diagnostic] = []
    counts = speaks_for_page(observation)
    for name, value in field_lines(observation, _KEY):
        pairs = pairs_of(value)
        evidence = Evidence(standard=ID, place=f"header:{_KEY}", quote=f"{name}: {value}", scope=Scope.PAGE)
        signals.append(
            Signal(evidence=evidence, findings=_findings(pairs, known) if counts else (), channel="header")
        )
        if counts and _undefined(pairs, known):
            faults.append(
                Diagnostic(part="headers", code="csig-undefined", text=_fault_text(pairs, known)[:_MOST_LETTERS])
            )
    return Reading(
        signals=tuple(signals),
        unread=(("headers", "malformed"),) if faults else (),
        diagnostics=tuple(faults),
    )
