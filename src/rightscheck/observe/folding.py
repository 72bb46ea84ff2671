# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Comparing words of a page with phrases of a data file: one form for both, whole words, and no quotations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDS = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2026": "...", "\u00a0": " ", "\u00ad": None, "\u200b": None}
)
_OPENING = "\"'`\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u201a\u300c\u300e\u300a"
_PIECES = re.compile(r"\s+[-\u2013\u2014:/]+\s+|\s*[|\u00bb\u00ab\u00b7\u2022]+\s*|:\s+")
_TRIM = " .!?\u00a1\u00bf-\u2013\u2014|:\"'\u201c\u201d\u201e"
_TITLE = 300  # more of it than this names nothing
_UNSPACED = "\u2e80"  # from here on the scripts of Chinese, Japanese and Korean, whose words have no edges


def fold(text: str) -> str:
    """The form in which words are compared: lower case, one kind of apostrophe, single spaces."""
    return " ".join(text.translate(_FOLDS).lower().split())


def pieces(title: str) -> Iterator[str]:
    """A title and its parts between separators, folded, without outer marks: the site's name is one of them."""
    whole = fold(title[:_TITLE])
    for piece in (whole, *_PIECES.split(whole)):
        yield piece.strip(_TRIM)


def bare(phrase: str) -> str:
    """A folded phrase without the marks that ``pieces`` takes off."""
    return phrase.strip(_TRIM)


def used_at(folded: str, phrase: str) -> int | None:
    """Where a folded phrase stands as whole words and not as the opening of a quotation; None if nowhere."""
    at = folded.find(phrase)
    while at >= 0:
        before = folded[at - 1] if at else " "
        after = folded[at + len(phrase) : at + len(phrase) + 1] or " "
        if before not in _OPENING and not _runs_on(before, phrase[0]) and not _runs_on(after, phrase[-1]):
            return at
        at = folded.find(phrase, at + 1)
    return None


def _runs_on(neighbour: str, edge: str) -> bool:
    """Whether a character beside a phrase belongs to the same word as its edge."""
    return neighbour.isalnum() and edge.isalnum() and edge < _UNSPACED
