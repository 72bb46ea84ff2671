# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Nothing a stranger writes acts on a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightscheck.report.clean import clean


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain zażółć 漢字 🙂", "plain zażółć 漢字 🙂"),
        ("\x1b[2Jgone", "\ufffd[2Jgone"),
        ("a\x9b31mb", "a\ufffd31mb"),
        ("two\r\nlines\tand  more\u2028x", "two lines and more x"),
        ("evil\u202egpj.exe", "evilgpj.exe"),
        ("a\u200b\ufeff\u2066b\U000e0041c", "abc"),
        ("nul\x00del\x7f", "nul\ufffddel\ufffd"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("", ""),
    ],
)
def test_known_tricks(text: str, shown: str) -> None:
    """Controls show as a replacement character, invisible ones go, white space becomes one space."""
    assert clean(text) == shown


@given(st.text(st.characters(), max_size=60))
def test_no_control_or_direction_is_left(text: str) -> None:
    """Whatever goes in, the result is one line that can be encoded and holds no control and no bidi character."""
    shown = clean(text)
    shown.encode()
    assert len(shown.splitlines()) <= 1
    for char in shown:
        assert unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(char) not in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """What is clean stays as it is."""
    assert clean(clean(text)) == clean(text)
