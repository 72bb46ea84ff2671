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
from rightscheck.notices.moods import Mood
from rightscheck.signals.licence_data import by_id
from rightscheck.signals.licence_mentions import mentions
from rightscheck.signals.objects import object_of
from rightscheck.signals.whose import whose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rightscheck.markup.facts import Anchor, Block, PageFacts
    from rightscheck.notices.clause import Clause
    from rightscheck.resources import RuleData
    from rightscheck.signals.licence_mentions import Mention

_WAKING = ("licencename", "licensed", "publicdomain")
_OTHERS = {
    "image": Scope.IMAGE,
    "media": Scope.MEDIA,
    "software": Scope.EMBEDDED,
    "user": Scope.EMBEDDED,
    "other": Scope.EMBEDDED,
    "feed": Scope.FILE,
}


def named_licence(clause: Clause, anchors: Sequence[Anchor], rules: RuleData) -> Mention | None:
    """The licence this sentence puts its object under; None where it names none or forbids.

    ``anchors`` are the links of the sentence, with offsets in it. Of several the first is meant; the rest of a choice
    ("X or Y") is read by the links' own reader.
    """
    words = clause.words
    linked = any("licen" in a.href or "publicdomain" in a.href for a in anchors)
    if not (linked or words.has(*_WAKING)) or not (
        linked or words.has("licensed", "publicdomain", "permit", "lets", "grant")
    ):
        return None
    if any(m.mood is Mood.WAIVE for m in clause.moods) or words.has("lease"):
        return None
    found = mentions(clause.original, anchors, rules)
    return found[0] if found else None


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
        return whose(block, clause.original[: mention.end], page, rules).scope
    kind = object_of(clause.original, mention.start, rules)
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
