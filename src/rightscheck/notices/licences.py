# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Licence sentences: "content is licensed under CC BY 4.0" names a licence for its object (design.md §2, Licences).

Which licence the words or the link name is for ``signals.licence_mentions``; whose it is for ``signals.whose`` on a
page, and for the object in the sentence in a text. What a licence says is data of the statements room.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rightscheck.model import Scope
from rightscheck.notices.moods import Mood, nearest
from rightscheck.signals.licence_data import by_id
from rightscheck.signals.licence_mentions import mentions
from rightscheck.signals.objects import object_of
from rightscheck.signals.whose import whose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rightscheck.markup.facts import Anchor, Block, PageFacts
    from rightscheck.notices.clause import Clause
    from rightscheck.notices.match import Words
    from rightscheck.resources import RuleData
    from rightscheck.signals.licence_mentions import Mention

_WAKING = ("licencename", "licensed", "publicdomain")
_LABEL = 3  # words
_CLOSING = " .)]"
_OTHERS = {
    "image": Scope.IMAGE,
    "media": Scope.MEDIA,
    "software": Scope.EMBEDDED,
    "user": Scope.EMBEDDED,
    "other": Scope.EMBEDDED,
    "feed": Scope.FILE,
}


def named_licence(
    clause: Clause, anchors: Sequence[Anchor], rules: RuleData, *, last: bool = False
) -> Mention | None:
    """The licence this sentence puts its object under; None where it names none or forbids.

    ``anchors`` are the links of the sentence, with offsets in it; ``last`` is true for the line that closes a text or
    stands in its footer, which a licence's bare name may be. Of several the first that is no software's is meant; the
    rest of a choice ("X or Y") is read by the links' own reader.
    """
    words = clause.words
    linked = any("licen" in a.href or "publicdomain" in a.href for a in anchors)
    if not (linked or words.has(*_WAKING)):
        return None
    if any(m.mood is Mood.WAIVE for m in clause.moods) or words.has("lease") or _explained(words):
        return None
    found = mentions(clause.original, anchors, rules)
    said = linked or words.has("licensed", "publicdomain", "permit", "lets", "grant")
    if not found or not (said or _is_label(clause.original, found[0], bare=last)):
        return None
    return next((m for m in found if _object(clause.original, m, rules) != "software"), found[0])


def _explained(words: Words) -> bool:
    """Whether the licence itself is what permits ("the MIT License lets anybody copy"): that explains it."""
    if words.has("self", "our", "site", "image"):
        return False
    names, verbs = words.of("licencename"), words.of("permit", "lets")
    return any(nearest(name, verbs, before=1, after=2) for name in names)


def _object(original: str, mention: Mention, rules: RuleData) -> str | None:
    """What this licence is for; with several in a sentence the words since the one before tell, where they do."""
    first = _first(original, mention, rules)
    return object_of(original[first:], mention.start - first, rules)


def _first(original: str, mention: Mention, rules: RuleData) -> int:
    """Where the words of this licence begin: "the code is under X, | the text under Y"."""
    earlier = mentions(original[: mention.start], (), rules)
    if not earlier:
        return 0
    first = earlier[-1].end
    return first if object_of(original[first : mention.end], mention.start - first, rules) else 0


def _is_label(original: str, mention: Mention, *, bare: bool) -> bool:
    """Whether the line is the licence's name alone, after a label ("Text: CC BY 4.0") or ``bare``."""
    if original[mention.end :].strip(_CLOSING):
        return False
    before = original[: mention.start].strip()
    return bare if not before else before.endswith(":") and len(before.split()) <= _LABEL


def is_ground_of_ban(clause: Clause) -> bool:
    """Whether a ban only leads to the licence: "you may not use this file except in compliance with the License"."""
    licences = clause.words.of("licence", "licensed", "licencename", "licterms")
    return any(region.covers(hit) for region in clause.clauses.exceptions for hit in licences)


def anchors_within(block: Block | None, start: int, end: int) -> list[Anchor]:
    """The links of a block between two offsets of its text, counted from ``start``; none for a text subject."""
    if block is None:
        return []
    return [
        replace(a, start=max(a.start, start) - start, end=min(a.end, end) - start)
        for a in block.anchors
        if start <= a.start <= end
    ]


def licence_scope(
    clause: Clause, mention: Mention, block: Block | None, page: PageFacts | None, rules: RuleData
) -> Scope:
    """What the licence is for: the page unless the place or the sentence says an image, a theme, a reader's words."""
    if block is not None and page is not None:
        first = _first(clause.original, mention, rules)
        return whose(block, clause.original[first : mention.end], page, rules).scope
    kind = _object(clause.original, mention, rules)
    return _OTHERS.get(kind or "", Scope.PAGE)


def licence_kind(licence: str, rules: RuleData) -> str:
    """The kind of notice a sentence with this licence is (labelling guide §4)."""
    if licence.startswith("CC0") or licence in ("public-domain", "PDDL-1.0", "Unlicense"):
        return "public-domain"
    if licence.startswith("CC"):
        return "cc-licence"
    known = by_id(rules).get(licence)
    if known is not None and known.software:
        return "software-docs-licence"
    return "open-data-licence" if licence.startswith(("ODbL", "ODC", "PDDL", "DL-DE")) else "open-government-licence"
