# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Meta robots, X-Robots-Tag, noai and data-nosnippet (reference signals §9, settled by design.md §2, Tokens).

A tag that addresses our own agent counts beside those for everybody; one that addresses another is evidence with its
``agents``. Every tag and every header line is a signal of its own: the union of their rules, where the more
restrictive wins, is made by settling. Rules nobody knows say nothing and give a diagnostic.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from rightscheck.model import Diagnostic, Evidence, Finding, Reading, Scope, Signal
from rightscheck.signals.agents import spoken_as
from rightscheck.signals.given import SelfContained, field_lines, speaks_for_page
from rightscheck.signals.rob_rules import header_rules, meta_rules, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rightscheck.markup.facts import NoSnippet
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen
    from rightscheck.signals.rob_rules import Addressed, Rule

HEADER = "x-robots-tag"
#: tags, and header lines, that are read; no page sends so many
_MOST_LINES = 1000
_MOST_WORDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standard:
    """Which rules have a meaning, and which of them concern the pictures alone."""

    meaning: frozenset[str]
    images: frozenset[str]
    no_limit: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where rules stand, in the words of evidence."""

    standard: str
    channel: str
    place: str
    part: str
    quote: str
    line: int | None = None
    column: int | None = None
    counts: bool = True


class RobotsTags(SelfContained):
    """The reader of robots meta tags, X-Robots-Tag lines and data-nosnippet regions."""

    standards = ("ROB-M", "ROB-H", "NOAI", "NOSNIP")
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """A signal for each tag and header line, by agent; empty where none is there."""
        agent = spoken_as(seen.observation.agent, rules).lower()
        found = [*_metas(seen, rules, agent), *_headers(seen, rules, agent)]
        signals = [s for place, said in found for s in _signals(place, said, rules, agent)]
        signals += [_region(region) for region in (seen.page.nosnippets if seen.page else ()) if region.honoured]
        return Reading(
            signals=tuple(signals),
            diagnostics=(
                *(note for place, said in found for note in _unknown(place, said)),
                *_folded([place for place, _ in found]),
                *_misplaced(seen),
            ),
        )


READER = RobotsTags()


def _metas(seen: Seen, rules: RuleData, agent: str) -> Iterator[tuple[_Place, Addressed]]:
    known = words(rules)
    read = 0
    for meta in seen.page.metas if seen.page else ():
        if read < _MOST_LINES and (meta.name in known.everyone or meta.name == agent or known.names_agent(meta.name)):
            read += 1
            place = _Place(
                standard="ROB-M",
                channel="meta",
                place=f"html:meta[name={meta.name}]",
                part="html",
                quote=meta.content,
                line=meta.line,
                column=meta.column,
            )
            yield place, meta_rules(meta.name, meta.content, known)


def _headers(seen: Seen, rules: RuleData, agent: str) -> Iterator[tuple[_Place, Addressed]]:
    counts = speaks_for_page(seen.observation)
    for name, value in islice(dict.fromkeys(field_lines(seen.observation, HEADER)), _MOST_LINES):
        place = _Place(
            standard="ROB-H",
            channel="header",
            place=f"header:{HEADER}",
            part="headers",
            quote=f"{name}: {value}",
            counts=counts,
        )
        for said in header_rules(value, words(rules), agent):
            yield place, said


def _signals(place: _Place, said: Addressed, rules: RuleData, agent: str) -> Iterator[Signal]:
    """One signal for the rules of a tag, and one for its AI rules, which are a standard of their own."""
    table = _standards(rules)
    ours = place.counts and said.agent in (None, agent)
    noai = table["NOAI"].meaning | table["NOAI"].images
    for standard in (place.standard, "NOAI"):
        kept = tuple(rule for rule in said.rules if (rule.name in noai) == (standard == "NOAI"))
        if kept:
            known = table[standard]
            yield Signal(
                evidence=_evidence(place, standard, said, _scope(kept, known)),
                findings=tuple(_findings(kept, known)) if ours else (),
                channel=place.channel,
            )


def _scope(kept: tuple[Rule, ...], known: _Standard) -> Scope:
    return Scope.IMAGE if all(rule.name in known.images for rule in kept) else Scope.PAGE


def _findings(kept: tuple[Rule, ...], known: _Standard) -> Iterator[Finding]:
    for rule in kept:
        if rule.name in known.meaning and rule.value not in known.no_limit:
            yield Finding(token=rule.name, value=rule.value, conditions=_limits(rule, known))


def _limits(rule: Rule, known: _Standard) -> tuple[str, ...]:
    """The limit a rule's value sets, as a condition: a number of characters or a date."""
    if not rule.value or rule.value in known.no_limit:
        return ()
    return (f"excerpt:{rule.value}",) if rule.value.isdigit() else (f"until:{rule.value}",)


def _evidence(place: _Place, standard: str, said: Addressed, scope: Scope) -> Evidence:
    return Evidence(
        standard=standard,
        place=place.place,
        quote=place.quote,
        scope=scope,
        line=place.line,
        column=place.column,
        agents=(said.agent,) if said.agent else (),
    )


def _unknown(place: _Place, said: Addressed) -> Iterator[Diagnostic]:
    if said.unknown:
        text = f"no rule of {place.place}: {', '.join(said.unknown)}"
        yield Diagnostic(part=place.part, code="robots-tag-unknown", text=text[:_MOST_WORDS], line=place.line)


def _folded(places: Sequence[_Place]) -> Iterator[Diagnostic]:
    """Header lines that speak to several agents: maybe several lines that a proxy folded into one."""
    for place, agents in Counter(places).items():
        if agents > 1 and place.channel == "header":
            yield Diagnostic(
                part=place.part,
                code="robots-tag-several-agents",
                text=f"one line for several agents, each holds until the next one: {place.quote}"[:_MOST_WORDS],
            )


def _region(region: NoSnippet) -> Signal:
    return Signal(
        evidence=Evidence(
            standard="NOSNIP",
            place=f"html:{region.tag}[data-nosnippet]",
            quote="data-nosnippet",
            scope=Scope.SECTION,
            line=region.line,
            column=region.column,
        ),
        channel="html",
    )


def _misplaced(seen: Seen) -> Iterator[Diagnostic]:
    for region in seen.page.nosnippets if seen.page else ():
        if not region.honoured:
            yield Diagnostic(
                part="html",
                code="nosnippet-misplaced",
                text=f"data-nosnippet has no effect on <{region.tag}>, only on span, div and section",
                line=region.line,
            )


@cache
def _standards(rules: RuleData) -> Mapping[str, _Standard]:
    table = rules.file("standards/ROB-M")["words"]
    noai = rules.file("standards/NOAI")
    images, no_limit = frozenset(table["images"]), frozenset(table["no_limit"])
    return {
        "NOAI": _Standard(
            meaning=frozenset(noai["meaning"]), images=images & frozenset(noai["words"]["tokens"]), no_limit=no_limit
        )
    } | {
        name: _Standard(
            meaning=frozenset(rules.file(f"standards/{name}")["meaning"]), images=images, no_limit=no_limit
        )
        for name in ("ROB-M", "ROB-H")
    }
