# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What is found inside longer words is dropped, and nothing that could be a word."""

from __future__ import annotations

import pytest

from rightscheck.notices.edges import closed, glued_in, standing

WHOLE = bytes([closed("use", begins=True, ends=True)])


@pytest.mark.parametrize(
    ("text", "kept"),
    [("we use it", 1), ("use", 1), ("houses", 0), ("reuse", 0), ("users", 0), ("\u672cuse\u6587", 1)],
)
def test_a_piece_of_a_longer_word_is_dropped(text: str, kept: int) -> None:
    """At the ends of a text, between blanks and among ideographs a word stands alone; inside a word it does not."""
    at = text.index("use")
    assert len(list(standing(text, [(0, at, at + 3)], WHOLE, frozenset()))) == kept


def test_an_anchor_that_may_stand_inside_a_word_is_kept() -> None:
    """Where an entry may begin or end inside a word nothing is dropped."""
    assert list(standing("houses", [(0, 2, 5)], bytes([closed("use", begins=False, ends=False)]), frozenset()))


def test_words_an_extractor_glued_stand_apart() -> None:
    """Lower case before upper case is where two words were glued, in any script; digits and signs are not."""
    assert glued_in("termsUse \u0440\u0443\u0421\u041f 4U", range(17)) == {5, 11}
    assert list(standing("termsuse", [(0, 5, 8)], WHOLE, glued_in("termsUse", range(8))))
    assert not glued_in("Terms USE", range(9))
