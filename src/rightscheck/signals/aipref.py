# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""AI Preferences: ``Content-Usage`` as a header and as a rule in robots.txt (draft-ietf-aipref-attach-05).

The lines of the header are one dictionary, in which the last value of a label holds; header and robots.txt are two
statements of which the more restrictive counts, hence two standards. In robots.txt access comes first: a path that is
disallowed has no preference. Then the rule with the longest matching path replaces all others, also when its value
says nothing; rules with an equal one each apply (reference signals §5.3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from rightscheck.model import Diagnostic, Evidence, Reading, Scope, Signal
from rightscheck.signals.aipref_labels import Preferences, labels, preferences
from rightscheck.signals.given import SelfContained, field_lines, speaks_for_page
from rightscheck.signals.robots_file import PART
from rightscheck.signals.robots_lines import note, robots_of
from rightscheck.signals.robots_match import scoped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.model import Finding, Observation
    from rightscheck.resources import RuleData
    from rightscheck.signals.aipref_labels import Labels
    from rightscheck.signals.interface import Seen
    from rightscheck.signals.robots_file import OtherLine
    from rightscheck.signals.robots_lines import Robots

_HEADER, _RULE = "AIPREF-H", "AIPREF-R"
_KEY = "content-usage"
_MOST_LETTERS, _MOST_NOTES, _MOST_FOREIGN = 200, 20, 50


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A rule whose path covers the page."""

    line: OtherLine
    length: int
    octets: bytes


class AiPreferences(SelfContained):
    """The reader of Content-Usage."""

    standards = (_HEADER, _RULE)
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """One signal for the header, one for each rule that covers the page; empty where there is neither."""
        known = labels(rules)
        robots = robots_of(seen.observation, rules)
        readings = (_rules(robots, known) if robots else Reading(), _header(seen.observation, known))
        return Reading(
            signals=tuple(signal for reading in readings for signal in reading.signals),
            unread=tuple(part for reading in readings for part in reading.unread),
            diagnostics=tuple(text for reading in readings for text in reading.diagnostics),
        )


READER = AiPreferences()


def _header(observation: Observation, known: Labels) -> Reading:
    lines = tuple(field_lines(observation, _KEY))
    if not lines:
        return Reading()
    value = ", ".join(value for _, value in lines if value)
    counts = speaks_for_page(observation)
    said = preferences(value.encode("utf-8", "surrogatepass"), known) if counts else Preferences()
    evidence = Evidence(
        standard=_HEADER,
        place=f"header:{_KEY}",
        quote="\n".join(f"{name}: {value}" for name, value in lines),
        scope=Scope.PAGE,
    )
    texts = (*said.notes, *(("aipref-malformed", fault) for fault in said.faults))
    return Reading(
        signals=(Signal(evidence=evidence, findings=said.findings, channel="header"),),
        unread=(("headers", "malformed"),) if said.faults else (),
        diagnostics=tuple(
            Diagnostic(part="headers", code=code, text=text[:_MOST_LETTERS]) for code, text in texts[:_MOST_NOTES]
        ),
    )


def _rules(robots: Robots, known: Labels) -> Reading:
    covering = [
        _Rule(line=line, length=value.length, octets=value.rest)
        for line in robots.own(_KEY)
        if (value := scoped(line.line.octets)).covers(robots.path)
    ]
    deciding, others = _specific(covering)
    open_to_us = robots.verdict is None or robots.verdict.allowed
    said = [(rule, preferences(rule.octets, known) if open_to_us else Preferences()) for rule in deciding]
    outside = [rule for rule in covering if not rule.line.grouped]
    faulty = bool(outside) or any(one.faults for _, one in said)
    return Reading(
        signals=(
            *(_signal(robots, rule.line, one.findings) for rule, one in said),
            *(_signal(robots, rule.line) for rule in others),
            *(_foreign(robots, line) for line in islice(robots.foreign(_KEY), _MOST_FOREIGN)),
        ),
        unread=((PART, "malformed"),) if faulty else (),
        diagnostics=tuple(islice(_notes(said, outside, open_to_us=open_to_us), _MOST_NOTES)),
    )


def _specific(covering: list[_Rule]) -> tuple[list[_Rule], list[_Rule]]:
    """The rules of the agent's groups with the longest path, and all that do not count."""
    longest = max((rule.length for rule in covering if rule.line.grouped), default=0)
    deciding = [rule for rule in covering if rule.line.grouped and rule.length == longest]
    return deciding, [rule for rule in covering if not (rule.line.grouped and rule.length == longest)]


def _signal(robots: Robots, line: OtherLine, findings: tuple[Finding, ...] = ()) -> Signal:
    if robots.path is None:  # a longer path might replace what this rule grants
        findings = tuple(replace(finding, denies_only=True) for finding in findings)
    return Signal(evidence=robots.evidence(_RULE, line), findings=findings, channel="robots")


def _foreign(robots: Robots, line: OtherLine) -> Signal:
    return Signal(evidence=robots.evidence(_RULE, line, agents=line.agents), channel="robots")


def _notes(said: list[tuple[_Rule, Preferences]], outside: list[_Rule], *, open_to_us: bool) -> Iterator[Diagnostic]:
    for rule in outside:
        yield note("aipref-outside-group", "a Content-Usage rule above the first User-agent line", rule.line)
    for rule, one in said:
        if not open_to_us:
            yield note("aipref-not-applicable", "the path is disallowed, so no preference applies to it", rule.line)
        if rule.line.interrupts:
            yield note("aipref-among-agents", _AMONG, rule.line)
        for code, text in one.notes:
            yield note(code, text, rule.line)
        for fault in one.faults:
            yield note("aipref-malformed", fault, rule.line)


_AMONG = "by the draft this rule ends the run of User-agent lines, by RFC 9309 it does not; read by RFC 9309"
