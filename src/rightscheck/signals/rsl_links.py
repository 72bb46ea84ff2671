# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Where RSL terms are announced: robots.txt, Link header, HTML link, inline script (reference signals §7.1).

Nothing is guessed: a licence file nobody announces is none. An association out of the grammar (a relative address,
a License line that stands in the last group by its place) is faulty: what its document denies counts, what it grants
does not (design.md §2, Faults).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from itertools import islice
from typing import TYPE_CHECKING

from rightscheck import urls
from rightscheck.model import Evidence, Scope
from rightscheck.signals.given import speaks_for_page
from rightscheck.signals.licence_urls import licence_of
from rightscheck.signals.link_header import header_links
from rightscheck.signals.robots_grammar import ALLOW, DISALLOW, USER_AGENT, lines, readable
from rightscheck.signals.robots_lines import robots_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.model import Observation
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen
    from rightscheck.signals.robots_lines import Robots

_KEY = "license"
_REFERENCE = ("http://", "https://", "/", "./", "../")
#: Answers that may carry RSL terms although they are no page (RSL §4.10).
_ASKING = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED})
_MOST_FOREIGN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """One announcement: its evidence, the document's URL or its inline source, the page's or the site's.

    ``url`` and ``inline`` are None for an announcement that leads nowhere: to another agent, or of another page.
    ``fault`` says why what it leads to cannot grant.
    """

    evidence: Evidence
    channel: str
    url: str | None = None
    inline: str | None = None
    of_page: bool = False
    fault: str | None = None
    line: int | None = None


def associations(seen: Seen, rules: RuleData) -> tuple[Association, ...]:
    """Every announcement, in the order robots.txt, header, page; none where nothing is announced."""
    return (*_robots(seen.observation, rules), *_header(seen.observation, rules), *_page(seen, rules))


def _robots(observation: Observation, rules: RuleData) -> Iterator[Association]:
    """License lines: those of our groups, else those above all groups; the last group's may be meant for all."""
    robots = robots_of(observation, rules)
    if robots is None:
        return
    own = list(robots.own(_KEY))
    grouped = any(line.grouped for line in own)
    for line in own:
        one = Association(evidence=robots.evidence("RSL", line), channel="robots", line=line.number)
        yield _followed(one, line.value, robots.url, rules) if line.grouped == grouped else one
    foreign = list(islice(robots.foreign(_KEY), _MOST_FOREIGN))
    end = _end_of_rules(robots) if foreign and not grouped else None
    for line in foreign:
        evidence = robots.evidence("RSL", line, line.agents)
        one = Association(evidence=evidence, channel="robots", line=line.number)
        if end is not None and line.number > end:
            fault = "stands in the last group, which speaks to other agents"
            yield replace(_followed(one, line.value, robots.url, rules), fault=fault)
        else:
            yield one


def _end_of_rules(robots: Robots) -> int:
    """The number of the last line that is a rule or names an agent."""
    keys = (ALLOW, DISALLOW, USER_AGENT)
    return max((line.number for line in lines(readable(robots.body).octets) if line.key in keys), default=0)


def _followed(one: Association, value: str, base: str | None, rules: RuleData) -> Association:
    """The announcement with its document's address, where it has one and that is no open licence's."""
    if not value.lower().startswith(_REFERENCE) or licence_of(value, rules) is not None:
        return one
    absolute = value.lower().startswith(("http://", "https://"))
    return replace(one, url=urls.normal(value, base), fault=None if absolute else "the address is relative")


def _header(observation: Observation, rules: RuleData) -> Iterator[Association]:
    media_type = rules.file("standards/RSL")["grammar"]["media_type"]
    own = speaks_for_page(observation) or observation.status in _ASKING
    for link in header_links(observation):
        if "license" not in link.rel or _bare(link.parameters.get("type")) != media_type:
            continue
        evidence = Evidence(standard="RSL", place="header:link", quote=link.quote, scope=Scope.PAGE)
        one = Association(evidence=evidence, channel="header", of_page=True)
        anchor = link.parameters.get("anchor")
        about_us = anchor is None or urls.normal(anchor, observation.address) == _normal(observation.address)
        yield _followed(one, link.target, observation.address, rules) if own and about_us else one


def _page(seen: Seen, rules: RuleData) -> Iterator[Association]:
    if seen.page is None:
        return
    media_type = rules.file("standards/RSL")["grammar"]["media_type"]
    base = urls.normal(seen.page.base or "", seen.observation.address) or seen.page.base
    for link in seen.page.links:
        if link.tag == "link" and "license" in link.rel and _bare(link.type) == media_type and link.about is None:
            evidence = Evidence(
                standard="RSL",
                place="html:link[rel=license]",
                quote=link.href,
                scope=Scope.PAGE,
                line=link.line,
                column=link.column,
            )
            one = Association(evidence=evidence, channel="link", of_page=True, line=link.line)
            yield _followed(one, link.href, base, rules)
    for script in seen.page.scripts:
        if _bare(script.type) == media_type:
            evidence = Evidence(
                standard="RSL",
                place=f"html:script[type={media_type}]",
                quote="",
                scope=Scope.PAGE,
                line=script.line,
                column=script.column,
            )
            yield Association(evidence=evidence, channel="html", inline=script.content, of_page=True)


def _bare(media_type: str | None) -> str:
    return (media_type or "").partition(";")[0].strip().lower()


def _normal(url: str | None) -> str | None:
    return urls.normal(url) if url else None
