# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A gallery names the licence of each of its pictures in one block: the work must not grow with their square."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

import rightscheck
from rightscheck.signals import sentences, whose

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

LINK = '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY</a> '


def looked_at(number: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many addresses are taken apart for a block of so many licence links."""
    asked: list[str] = []
    source: Callable[..., tuple[str | None, str]] = whose._source  # noqa: SLF001  # the costly step is counted

    def counted(href: str, *more: object) -> tuple[str | None, str]:
        asked.append(href)
        return source(href, *more)

    with monkeypatch.context() as patch:
        patch.setattr(whose, "_source", counted)
        report = rightscheck.check(html=f"<p>{LINK * number}</p>", url="https://a.example/")
    assert len(report.evidence) >= number
    return len(asked)


def test_addresses_are_taken_apart_once_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times the links are about four times the work."""
    assert looked_at(400, monkeypatch) <= 6 * looked_at(100, monkeypatch)


@given(st.text(alphabet='ab .!?|\u2022\u00a0v1"\u3002', max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_the_sentence_of_some_words_holds_them(text: str, first: int, length: int) -> None:
    """Its span lies in the text and reaches from before the words to behind them, blanks at its front aside."""
    start = min(first, len(text))
    end = min(start + length, len(text))
    left, right = sentences.sentence_of(text, start, end)
    assert 0 <= left <= right <= len(text)
    assert not text[min(start, left) : left].strip()
    assert right >= end


def test_an_endless_sentence_is_read_around_its_place() -> None:
    """Words without any end cost what stands around the place, not their length; a short sentence is whole."""
    text = "word " * 20_000
    left, right = sentences.sentence_of(text, 50_000, 50_004)
    assert left <= 50_000
    assert right >= 50_004
    assert right - left < 2_000
    assert sentences.sentence_of("One. Two words. Three.", 5, 8) == (5, 15)
