# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Sentences of extracted text."""

from __future__ import annotations

import pytest

from rightscheck.notices.segment import sentences
from rightscheck.notices.shelf import shelf
from rightscheck.resources import shipped

BREAKS = shelf(shipped()).breaks


def cut(text: str) -> list[str]:
    """The sentences as text."""
    return [text[s.start : s.end] for s in sentences(text, BREAKS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("All rights reserved. No copying.", ["All rights reserved.", "No copying."]),
        ("Harbour Lane Inc. owns it. Ask.", ["Harbour Lane Inc. owns it.", "Ask."]),
        ("© 2024 Harbour Lane Inc. All rights reserved.", ["© 2024 Harbour Lane Inc.", "All rights reserved."]),
        ("See art. 4 ust. 3 ustawy. Koniec.", ["See art. 4 ust. 3 ustawy.", "Koniec."]),
        ("written by J. Brown. Thanks!", ["written by J. Brown.", "Thanks!"]),
        ("as specified by law.Detailed terms follow", ["as specified by law.", "Detailed terms follow"]),
        ("ask harbour.example or us", ["ask harbour.example or us"]),
        ("Home | Contact | © 2024 Lane", ["Home", "Contact", "© 2024 Lane"]),
        ("Zakaz.\n\nDrugi akapit", ["Zakaz.", "Drugi akapit"]),
        ("You may not: (a) copy; (b) sell.", ["You may not: (a) copy; (b) sell."]),
        ("禁止转载。保留所有权利。", ["禁止转载。", "保留所有权利。"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    """Abbreviations, initials, hosts and lists do not cut; stops, glued words, bars and blank lines do."""
    assert cut(text) == expected


def test_a_line_cut_at_some_width_is_no_boundary() -> None:
    """The next word would not have fitted on the line, so the sentence goes on."""
    text = "No part of this book may be copied or kept in any\nDatabase without the consent of its publisher\nat all."
    assert len(cut(text)) == 1


def test_a_short_line_of_a_menu_is_a_boundary() -> None:
    """The next word would have fitted, so the line ended on purpose."""
    assert cut("Home\nAbout the newspaper and its people\nContact\nAll rights reserved") == [
        "Home",
        "About the newspaper and its people",
        "Contact",
        "All rights reserved",
    ]
