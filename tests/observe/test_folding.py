# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightscheck.observe.folding import bare, fold, pieces, used_at


@pytest.mark.parametrize(
    ("text", "phrase", "is_used"),
    [
        ("Accept all", "accept all", True),
        ("Please ACCEPT  ALL, then go on", "accept all", True),
        ("You can\u2019t", "can't", True),
        ("API acceptable use", "i accept", False),
        ("accept allspice", "accept all", False),
        ("press \u201caccept all\u201d there", "accept all", False),
        ("\u201caccept all\u201d or accept all", "accept all", True),
        (
            "\u70b9\u51fb\u5b8c\u6210\u5b89\u5168\u9a8c\u8bc1\u7ee7\u7eed",
            "\u5b8c\u6210\u5b89\u5168\u9a8c\u8bc1",
            True,
        ),
        ("", "x", False),
    ],
)
def test_a_phrase_is_used_as_whole_words_and_not_in_quotation(text: str, phrase: str, *, is_used: bool) -> None:
    """Scripts without spaces have no word edges; one use among quotations is enough."""
    assert (used_at(fold(text), phrase) is not None) is is_used


@pytest.mark.parametrize(
    ("title", "piece"),
    [
        ("404 - Page not found | River Post", "page not found"),
        ("River Post: Page not found!", "page not found"),
        ("Just a moment\u2026", "just a moment"),
        ("\u00a1P\u00e1gina no encontrada! \u00b7 El Muelle", "p\u00e1gina no encontrada"),
        ("Hello", "hello"),
    ],
)
def test_a_title_has_pieces(title: str, piece: str) -> None:
    """Between separators, without marks at the ends."""
    assert piece in set(pieces(title))


@given(st.text(max_size=80), st.text(min_size=1, max_size=5))
def test_folding_is_stable_and_searching_never_raises(text: str, phrase: str) -> None:
    """What is folded stays so, and a phrase is found where it stands or nowhere."""
    folded = fold(text)
    at = used_at(folded, phrase)
    assert at is None or folded[at : at + len(phrase)] == phrase
    assert bare(bare(folded)) == bare(folded)
