# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Whatever strangers write: no fault, quotes are slices, and the number of clauses read is bounded."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.model import Form, Found, Observation
from rightscheck.notices import READER
from rightscheck.notices.comments import MAX_REMARKS, remarks
from rightscheck.notices.fold import fold
from rightscheck.notices.passages import text_passages
from rightscheck.notices.reading import MAX_READ, TextReading
from rightscheck.notices.segment import Breaks, sentences
from rightscheck.notices.wake import MAX_WOKEN, awake
from rightscheck.resources import shipped
from rightscheck.signals.interface import Seen

if TYPE_CHECKING:
    from rightscheck.resources import RuleData

RULES = shipped()
SPOKEN = """you may not copy use the content of this site without our prior consent permission except for search
engines all rights reserved © 2024 text and data mining AI train models robots , ; : . ( ) " “ ” - | • CC BY 4.0
zgody bez kopiowanie zabronione nie wolno treści serwisu z wyjątkiem wyszukiwarek ß İ ﬁ é"""
WORDS = st.sampled_from([*SPOKEN.split(), "\n", "\n\n", "\u00ad", "\u200b", "e\u0301"])
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_any_text_gives_quotes_that_are_slices(text: str) -> None:
    """The slice at a signal's offsets is its quote, and each span is a slice of the quote."""
    seen = Seen(observation=Observation(form=Form.TEXT, body=Found(body=text)), page=None)
    for signal in READER.read(seen, RULES).signals:
        evidence = signal.evidence
        assert evidence.quote
        assert text[evidence.start : evidence.end] == evidence.quote
        assert all(evidence.quote[s.start : s.end] == s.text for s in evidence.spans)


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_folded_characters_know_where_they_came_from(text: str) -> None:
    """There is a code point for each folded character, in order and inside the text."""
    folded = fold(text, RULES)
    assert len(folded.at) == len(folded.text)
    assert list(folded.at) == sorted(folded.at)
    assert all(0 <= at < len(text) for at in folded.at)


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_sentences_do_not_overlap_and_hold_no_blank_ends(text: str) -> None:
    """Sentences come in order, apart, trimmed."""
    found = sentences(text, Breaks(abbreviations=frozenset({"inc"}), openers=frozenset({"all"})))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in found)


def test_a_text_without_waking_words_is_not_cut(rules: RuleData) -> None:
    """Prose without any word of rights wakes nothing, so nothing of it is read."""
    prose = "The river was cold when winter came over the hills. " * 2000
    assert awake(prose, rules) == []
    assert TextReading(text_passages(prose), rules).sentences == []


def test_a_text_that_is_all_notice_is_read_at_its_ends(rules: RuleData) -> None:
    """However many clauses a stranger writes, a bounded number is read, the last ones among them."""
    reading = TextReading(text_passages("You may not copy this content. " * (MAX_READ + 500)), rules)
    assert len(reading.hot) == MAX_READ
    assert reading.hot[-1] == len(reading.sentences) - 1


def test_a_text_of_signs_wakes_at_its_ends(rules: RuleData) -> None:
    """However many waking words a stranger writes, a bounded number is taken, in order, from both ends."""
    offsets = [w.offset for w in awake("© " * (MAX_WOKEN + 500), rules)]
    assert len(offsets) == MAX_WOKEN
    assert offsets == sorted(offsets)
    assert offsets[-1] == 2 * (MAX_WOKEN + 499)


def test_of_thousands_of_comments_the_ends_are_read(rules: RuleData) -> None:
    """However many runs of comments a file has, a bounded number is read, the first and the last among them."""
    found = list(remarks("# no scraping\nAllow: /\n" * (MAX_REMARKS + 500), rules))
    assert len(found) == MAX_REMARKS
    assert (found[0].line, found[-1].line) == (1, 2 * (MAX_REMARKS + 499) + 1)
