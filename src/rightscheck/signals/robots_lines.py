# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""One observation's robots.txt, parsed once for all the standards that live in its lines, and how they quote it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rightscheck import urls
from rightscheck.model import Diagnostic, Evidence, Found, Scope
from rightscheck.signals.agents import spoken_as
from rightscheck.signals.robots_file import PART, RobotsFile
from rightscheck.signals.robots_match import target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.model import Observation
    from rightscheck.resources import RuleData
    from rightscheck.signals.robots_file import OtherLine, RobotsVerdict
    from rightscheck.signals.robots_grammar import RobotsLine

_PATH = "/robots.txt"
_HTML = (b"<!doctype", b"<html")
_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The file and the question asked of it: our agent's token, and the path of the page.

    ``path`` and ``verdict`` are None where the page's URL is not known; ``url`` is the file's own.
    """

    file: RobotsFile
    body: bytes
    agent: str
    address: str | None
    url: str | None
    path: bytes | None
    verdict: RobotsVerdict | None

    def own(self, *keys: str) -> Iterator[OtherLine]:
        """The lines with one of these keys that speak to our agent: of its groups, then those outside of any."""
        verdict = self.verdict or self.file.verdict_at(self.agent, b"/")  # of any path: the lines are the same
        for line in verdict.other_lines:
            if line.key in keys:
                yield line

    def foreign(self, *keys: str) -> Iterator[OtherLine]:
        """The lines with one of these keys that stand in groups of other agents."""
        others = [line for line in self.file.other_lines if line.key in keys and line.agents]
        ours = {line.number for line in self.own(*keys)} if others else set()
        yield from (line for line in others if line.number not in ours)

    def evidence(self, standard: str, line: OtherLine | RobotsLine, agents: tuple[str, ...] = ()) -> Evidence:
        """The line as proof: its number as place, its words as written."""
        return Evidence(
            standard=standard,
            place=f"{_PATH}:{line.number}",
            quote=line.raw,
            scope=Scope.SITE,
            url=self.url,
            agents=agents,
        )


def robots_of(observation: Observation, rules: RuleData) -> Robots | None:
    """The observation's robots.txt, None where it did not come or a page stands in its place (signals.md §2, 4)."""
    part = observation.robots
    if not isinstance(part, Found):
        return None
    body = part.body.encode("utf-8", "surrogatepass") if isinstance(part.body, str) else part.body
    if body[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML):
        return None
    return _asked(body, spoken_as(observation.agent, rules), observation.address)


@lru_cache(maxsize=16)
def _asked(body: bytes, agent: str, address: str | None) -> Robots:
    file = parsed(body)
    path = target(address) if address else None
    return Robots(
        file=file,
        body=body,
        agent=agent,
        address=address,
        url=urls.normal(_PATH, address) if address else None,
        path=path,
        verdict=file.verdict_at(agent, path) if path else None,
    )


@lru_cache(maxsize=256)
def parsed(body: bytes) -> RobotsFile:
    """The parsed file; the last few are kept, because every reader asks, and so does the site's next page."""
    return RobotsFile.parse(body)


def note(code: str, text: str, line: OtherLine | RobotsLine | None = None) -> Diagnostic:
    """A diagnostic on the file or one line of it; strangers' words in it are cut short."""
    return Diagnostic(part=PART, code=code, text=text[:_MOST], line=line.number if line else None)
