# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""How a crawler of before RFC 9309 reads the same robots.txt: a second opinion, never evidence.

Older crawlers take the first match instead of the longest, end a group at a blank line and compare agents by
substring. robotexclusionrulesparser is such a reader. It is asked through its public API only, and behind guards: its
patterns become backtracking regular expressions, so a stranger's file could make it run for hours.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import comb
from typing import TYPE_CHECKING

from robotexclusionrulesparser import RobotExclusionRulesParser

from rightscheck.signals.robots_grammar import LIMIT
from rightscheck.signals.robots_lines import note, parsed

if TYPE_CHECKING:
    from rightscheck.model import Diagnostic

#: Ways in which one pattern's wildcards may split one URL (measured: the slowest of 300,000 verdicts took 13 ms).
_SPLITS = 200_000
#: The same for all patterns of a file together, under a tenth of a second.
_WORK = 50_000_000
_LONGEST = 65_536  # octets of one line that become one regular expression
_LINE_END = re.compile(r"[\r\n]+")
_STAR = re.compile(r"\*|%2a", re.IGNORECASE)  # it decodes patterns, so an encoded star becomes a wildcard


def second_opinion(raw: bytes, agent: str, url: str) -> tuple[Diagnostic, ...]:
    """One diagnostic where an older crawler decides otherwise or could not be asked; none where both agree."""
    older = _older(raw, agent, url)
    if older is None:
        return (note("older-crawler-not-evaluated", "too costly to ask how an older crawler reads this file"),)
    verdict = parsed(raw).verdict(agent, url)
    if older is verdict.allowed:
        return ()
    text = "an older crawler reads this otherwise: by it the page is {} to {}, by RFC 9309 it is {}"
    words = {True: "open", False: "closed"}
    return (note("older-crawler-differs", text.format(words[older], agent[:60], words[verdict.allowed])),)


def _older(raw: bytes, agent: str, url: str) -> bool | None:
    """The older reading; None where it cannot be had."""
    if len(raw) > LIMIT or not _bearable(raw, len(url)):
        return None
    try:
        return bool(_parser(raw).is_allowed(agent, url))
    except ValueError:  # a URL that urllib cannot take apart
        return None


def _bearable(raw: bytes, length: int) -> bool:
    stars, longest = _wildcards(raw)
    if longest > _LONGEST or _splits(length, stars[-1][0]) > _SPLITS:
        return False
    return sum(_splits(length, count) * lines for count, lines in stars) <= _WORK


def _splits(length: int, wildcards: int) -> int:
    """The worst number of ways to try; a pattern with more wildcards than fit fails late, not early."""
    return comb(length, min(wildcards, length // 2))


@lru_cache(maxsize=256)
def _wildcards(raw: bytes) -> tuple[tuple[tuple[int, int], ...], int]:
    """How many lines have how many wildcards, fewest first, and the length of the longest line."""
    counts: dict[int, int] = {}
    longest = 0
    for line in _LINE_END.split(raw.decode("utf-8", "replace")):
        found = len(_STAR.findall(line))
        counts[found] = counts.get(found, 0) + 1
        longest = max(longest, len(line))
    return tuple(sorted(counts.items())), longest


@lru_cache(maxsize=256)
def _parser(raw: bytes) -> RobotExclusionRulesParser:
    parser = RobotExclusionRulesParser()
    parser.parse(raw.decode("utf-8", "replace"))  # given bytes it would read Latin-1
    return parser
