# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""ai.txt: the download-time opt-out of Spawning (30 May 2023), and the presence of ``/.well-known/ai.txt``.

Reference signals §10.1 and §10.2, settled by design.md §2: a Disallow that reaches the page denies training, an Allow
grants nothing, a pattern for pictures alone is evidence about pictures. The longest pattern that reaches the page
decides, on a tie the one that forbids. The file is no access rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rightscheck.model import NOT_GIVEN, Diagnostic, Evidence, Finding, Form, Found, Reading, Scope, Signal
from rightscheck.signals.agents import spoken_as
from rightscheck.signals.aitxt_file import Group, binding, groups
from rightscheck.signals.given import SelfContained, address_of, text_of
from rightscheck.signals.robots_grammar import DISALLOW
from rightscheck.signals.robots_match import compiled, target

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rightscheck.model import Observation
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen
    from rightscheck.signals.robots_grammar import RobotsLine

PATH = "/ai.txt"
_EVERYTHING = frozenset({b"/", b"/*", b"*"})
_MOST_LINES = 20
_MOST_QUOTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What a pattern is held against: the path (None where it is not known), its suffix, whether it is a web page."""

    target: bytes | None
    suffix: str
    is_page: bool


class AiTxt(SelfContained):
    """The reader of ai.txt."""

    standards = ("AITXT", "AITXT-WK")
    site_files = (PATH,)

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """A signal for each line that reaches the page, each kind of file closed, and each other agent's group."""
        observation = seen.observation
        there = list(_presence(observation, rules))
        part = observation.site_files.get(PATH, NOT_GIVEN)
        if not isinstance(part, Found):
            return Reading(signals=tuple(there))
        found = _groups(part.body.encode("utf-8", "surrogatepass") if isinstance(part.body, str) else part.body)
        if not found:
            text = "no robots-style file: another format of the same name, or a page"
            return Reading(
                signals=tuple(there), diagnostics=(Diagnostic(part=PATH, code="aitxt-other-format", text=text),)
            )
        bound = binding(found, spoken_as(observation.agent, rules).lower())
        own = _own(observation, [rule for group in bound for rule in group.rules], rules)
        ours = {group.rules[0].number for group in bound}
        foreign = _foreign(observation, [group for group in found if group.rules[0].number not in ours])
        return Reading(signals=(*own, *foreign, *there))


READER = AiTxt()


@lru_cache(maxsize=16)
def _groups(raw: bytes) -> tuple[Group, ...]:
    """The groups of a file; the last few are kept for the site's next page."""
    return groups(raw)


def _own(observation: Observation, lines: Sequence[RobotsLine], rules: RuleData) -> Iterator[Signal]:
    page = _page(observation, rules)
    reaching = [line for line in lines if _reaches(line.octets, page, rules)]
    denied = _denied(reaching)
    for line in reaching[:_MOST_LINES]:
        findings = (Finding(token=DISALLOW, value=line.value),) if denied and line.key == DISALLOW else ()
        yield _signal(observation, line, Scope.SITE if line.octets in _EVERYTHING else Scope.PAGE, findings)
    if not denied:
        numbers = {line.number for line in reaching}
        yield from _kinds(observation, [line for line in lines if line.number not in numbers], rules)


def _denied(reaching: Sequence[RobotsLine]) -> bool:
    """Whether the longest of these lines forbids; on a tie the one that forbids wins."""
    decides = max(reaching, key=lambda line: (len(line.octets), line.key == DISALLOW), default=None)
    return decides is not None and decides.key == DISALLOW


def _kinds(observation: Observation, lines: Sequence[RobotsLine], rules: RuleData) -> Iterator[Signal]:
    """The first line that closes each kind of file: evidence with the scope of that kind."""
    first: dict[Scope, RobotsLine] = {}
    for line in lines:
        scope = _suffixes(rules).get(_suffix(line.value))
        if line.key == DISALLOW and scope is not None:
            first.setdefault(scope, line)
    for scope, line in first.items():
        yield _signal(observation, line, scope)


def _foreign(observation: Observation, others: Sequence[Group]) -> Iterator[Signal]:
    for group in others[:_MOST_LINES]:
        line = next((rule for rule in group.rules if rule.key == DISALLOW), None)
        if line is not None:
            yield _signal(observation, line, Scope.SITE, agents=group.agents)


def _signal(
    observation: Observation,
    line: RobotsLine,
    scope: Scope,
    findings: tuple[Finding, ...] = (),
    agents: tuple[str, ...] = (),
) -> Signal:
    return Signal(
        evidence=Evidence(
            standard="AITXT",
            place=f"{PATH}:{line.number}",
            quote=line.raw,
            scope=scope,
            url=address_of(observation, PATH),
            agents=agents,
        ),
        findings=findings,
        channel="file",
    )


def _page(observation: Observation, rules: RuleData) -> _Page:
    address = observation.address
    path = target(address).partition(b"?")[0] if address else None
    suffix = _suffix(path.decode("ascii", "replace")) if path else ""
    other = suffix in _suffixes(rules)
    return _Page(target=path, suffix=suffix, is_page=not other or observation.form is Form.HTML)


def _reaches(pattern: bytes, page: _Page, rules: RuleData) -> bool:
    """Whether a pattern reaches the page: a path from its start, anything else (``*.html``) from its end."""
    if pattern in _EVERYTHING:
        return True
    if page.is_page and not pattern.startswith(b"/") and _is_suffix(pattern, _page_suffixes(rules)):
        return True
    if page.target is None:
        return False
    if pattern.startswith(b"/"):
        return compiled(pattern).covers(page.target)
    ending = pattern.rstrip(b"$") + b"$"
    return compiled(ending if ending.startswith(b"*") else b"*" + ending).covers(page.target)


def _is_suffix(pattern: bytes, suffixes: frozenset[str]) -> bool:
    """Whether a pattern is nothing but one of these suffixes: ``*.html``, ``.html``, ``*.html$``."""
    bare = pattern.lstrip(b"*").rstrip(b"$")
    return bare.startswith(b".") and bare[1:].decode("utf-8", "replace").lower() in suffixes


def _suffix(path: str) -> str:
    """The suffix of the last segment in lower case, without the dot; empty where there is none."""
    name = path.rpartition("/")[2].rstrip("$")
    return name.rpartition(".")[2].lower() if "." in name else ""


@cache
def _suffixes(rules: RuleData) -> Mapping[str, Scope]:
    """The scope of every file suffix that is no web page."""
    table = rules.file("standards/AITXT")["suffixes"]
    scopes = {"image": Scope.IMAGE, "media": Scope.MEDIA, "file": Scope.FILE}
    return {suffix: scope for name, scope in scopes.items() for suffix in table[name]}


@cache
def _page_suffixes(rules: RuleData) -> frozenset[str]:
    return frozenset(rules.file("standards/AITXT")["suffixes"]["page"])


def _presence(observation: Observation, rules: RuleData) -> Iterator[Signal]:
    """That a file of draft-car-ai-txt-wellknown-00 is there; it is not interpreted."""
    for path in rules.file("standards/AITXT-WK")["paths"]:
        text = text_of(observation.site_files.get(path, NOT_GIVEN)) or ""
        quote = next((line.strip() for line in text[:10_000].splitlines() if line.strip()), "")
        if quote and not quote.startswith("<"):
            evidence = Evidence(
                standard="AITXT-WK",
                place=path,
                quote=quote[:_MOST_QUOTED],
                scope=Scope.SITE,
                url=address_of(observation, path),
            )
            yield Signal(evidence=evidence, channel="file")
