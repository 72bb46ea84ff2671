# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Which object a licensing sentence is about: content, site, image, software, what users bring, a feed.

The head of the clause before the licence's name tells: "the photos of this blog" are photos, "text and images" are
content, "the text of this page is under X, and code samples under Y" is content for X and code for Y.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rightscheck.signals.cues import cues
from rightscheck.signals.phrases import fold
from rightscheck.signals.sentences import last_clause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rightscheck.resources import RuleData
    from rightscheck.signals.phrases import Hit

_JOINED = re.compile(
    r"[\s,/&+]*(?:and|und|et|y|e|i|oraz|og|och|en|&|\+|/|,|和|及|与|と|や|и|та|και|ve|و)[\s,/&+]*(?:\S+\s){0,2}"
)
_COMPOUND = 1
_SHORT = 140


def object_of(words: str, at: int, rules: RuleData) -> str | None:
    """The kind of object named for the licence that stands at ``at``; None when the sentence names none."""
    before = _without_exceptions(words[:at], rules)
    for part in (last_clause(before), before):
        hits = cues(rules).objects_in(part)
        if hits:
            return _head(part, hits)
    return after_of(words[at:], rules)


def after_of(words: str, rules: RuleData) -> str | None:
    """The kind of another's object named right after a licence (``CC BY 2.0 photo by Jo``); None if there is none."""
    hits = cues(rules).objects_in(words[:_SHORT])
    return hits[0].kind if hits and hits[0].kind in ("image", "software", "user", "media", "data") else None


def _without_exceptions(words: str, rules: RuleData) -> str:
    """The words without what they except: up to the comma when they begin with it, else from there on."""
    folded = fold(words)
    first = next(iter(cues(rules).cuts.find(folded.text)), None)
    if first is None:
        return words
    start, _ = folded.source(first.start, first.end)
    comma = words.find(",", start)
    if comma < 0:
        return words[:start] if words[:start].strip() else words
    return words[:start] + " " + words[comma + 1 :]


def _head(part: str, hits: Sequence[Hit]) -> str:
    kinds = [hit.kind for hit in hits]
    if "user" in kinds:
        return "user"
    folded = fold(part).text
    head = hits[0]
    if head.kind == "site":
        inner = [hit.kind for hit in hits if hit.kind != "site"]
        return inner[-1] if inner else "site"
    for hit in hits[1:]:
        between = folded[head.end : hit.start]
        if len(between) <= _COMPOUND and (head.kind, hit.kind) != ("content", "site"):
            head = hit  # "article image", "photo blog", not "the content of the site"
        elif head.kind != "content" and hit.kind == "content" and _JOINED.fullmatch(between):
            return "content"
    return head.kind
