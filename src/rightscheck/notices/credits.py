# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Evidence without a stance: © lines, credits of pictures, reprint credits, a word that content is protected.

Design.md §2, Prose: a bare © line, a credit or a link to terms says nothing; it is listed, bound to what it is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.model import Scope
from rightscheck.notices.holders import copyright_line

if TYPE_CHECKING:
    from rightscheck.notices.clause import Clause

_MAX_CREDIT = 240
_OPENS = 2
_MOSTLY, _SUBJECT = 0.7, 2
_TOLD = ("report", "law", "course", "conduct", "code")  # then somebody talks of protection
_NAME = r"[^\W\d_a-zß-ÿ][\w.'’&-]*"  # noqa: RUF001  # the apostrophe of names
_AFTER_CREDIT = re.compile(rf"\s*[:.]?\s*(?:©|\(c\))?\s*(?:by\s+)?(?:{_NAME})(?:\s|/|,|\)|$|\.)")
_PARENTHESIS = re.compile(r"\([^()]{4,200}\)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the sentence that names a holder or a source: offsets in the sentence, kind, scope, holder."""

    start: int
    end: int
    kind: str
    scope: Scope | None
    holder: str | None = None


def mention_of(clause: Clause) -> Mention | None:
    """The credit, reprint credit, © line or word of protection in this sentence; None if there is none."""
    return _credit(clause) or _reprint(clause) or _line(clause)


def _credit(clause: Clause) -> Mention | None:
    """*Photo by A / B via C*, *Fot. X*: in parentheses, or at the start of a short line, followed by a name."""
    original, words = clause.original, clause.words
    for hit in words.of("credit"):
        start, end = words.at[hit.start], words.at[hit.end - 1] + 1
        if not _AFTER_CREDIT.match(original, end):
            continue
        around = next((p for p in _PARENTHESIS.finditer(original) if p.start() < start < p.end()), None)
        if around is not None:
            return Mention(around.start(), around.end(), "image-credit", Scope.IMAGE)
        if hit.first <= _OPENS and len(original) <= _MAX_CREDIT:
            line = copyright_line(original)
            return Mention(0, len(original), "image-credit", Scope.IMAGE, line[2] if line else None)
    return None


def _reprint(clause: Clause) -> Mention | None:
    if clause.words.has("reprint"):
        return Mention(0, len(clause.original), "reprint-credit", None)
    return None


def _line(clause: Clause) -> Mention | None:
    line = copyright_line(clause.original)
    if line is not None:
        whole = len(clause.original) <= _MAX_CREDIT
        start, end = (0, len(clause.original)) if whole else line[:2]
        return Mention(start, end, "copyright-line", None, line[2])
    words = clause.words
    if words.has("protected") and _own(clause) and len(clause.original) <= 2 * _MAX_CREDIT:
        return Mention(0, len(clause.original), "copyright-line", None)
    return None


def _own(clause: Clause) -> bool:
    """Whether what is protected is the speaker's: named as such, or the sentence says little else."""
    words = clause.words
    if words.has(*_TOLD):
        return False
    things = words.of("content", "image")
    if not things:
        return words.has("self", "our")
    subject = things[0].first <= _SUBJECT  # "All material on … is copyrighted"
    short = words.covered >= _MOSTLY * len(words.text)
    return subject or short or words.has("self", "our", "holder")
