# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What is told of prose: statements, passages that were considered, and nothing that a terminal acts on."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from rightscheck.model import Form, Found, Observation, Reuse, Stated
from rightscheck.notices import READER
from rightscheck.observe.seeing import see
from rightscheck.report.considered import MOST, considered
from rightscheck.report.prose import json_of, prose_of, says
from rightscheck.report.terminal_prose import print_prose
from rightscheck.report.terminal_style import console_for
from rightscheck.resources import shipped
from rightscheck.statements.settle import settle

if TYPE_CHECKING:
    from rightscheck.report.prose import Prose
    from rightscheck.resources import RuleData

RULES = shipped()
NEWS = "The newspaper reported on Monday that the court had prohibited copying of articles without consent."
APART = "\n\nHigh water is at noon." * 4 + "\n\n"
SPOKEN = (
    "you may not copy our articles images without prior written consent except for search engines all rights "
    "reserved \u00a9 2024 A train AI \x1b[31m \u202e \x9b , . : ( \u4e00\u4e01 nie wolno kopiowa\u0107"
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(SPOKEN.split(" ")), max_size=50).map(" ".join))


def prose(text: str, *, everything: bool = False, form: Form = Form.TEXT) -> Prose:
    """What was read of a text or page."""
    return prose_of(
        "a", see(Observation(form=form, body=Found(body=text)), RULES), None, RULES, everything=everything
    )


def shown(found: Prose, width: int = 100) -> str:
    """The report of this prose."""
    stream = io.StringIO()
    print_prose(console_for(stream, width), found, RULES, entries=True)
    return stream.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "All rights reserved. No AI training.",
        "Copying our articles without our prior written consent is prohibited. You may quote up to 50 words.",
        "Wszelkie prawa zastrze\u017cone. Nie wolno kopiowa\u0107 tre\u015bci serwisu bez zgody wydawcy.",
        "All content of this site is licensed under CC BY-NC 4.0.",
    ],
)
def test_statements_are_those_that_are_settled(text: str) -> None:
    """The strictest statement told of each use is what the source is settled to say."""
    told: dict[Reuse, set[Stated]] = {}
    for out in prose(text).outs:
        for one in says(out, RULES):
            told.setdefault(one.reuse, set()).add(one.stated)
    seen = see(Observation(form=Form.TEXT, body=Found(body=text)), RULES)
    settled = settle(READER.read(seen, RULES), RULES, Form.TEXT).reuses
    assert {reuse for reuse, one in settled.items() if one.stated is not Stated.SILENT} == set(told)
    assert all(one.stated in told[reuse] for reuse, one in settled.items() if reuse in told)


def test_a_ban_on_pictures_is_told_as_theirs() -> None:
    """What it says is told, and that nothing follows for the page."""
    lines = " ".join(shown(prose("Copying the photos on this page without our permission is prohibited.")).split())
    assert "says: denied redistribute" in lines
    assert "concerns the image, so nothing follows for the page" in lines


def test_a_mention_says_nothing() -> None:
    """A \u00a9 line is listed, with its kind, and gives no statement."""
    found = prose("\u00a9 2024 Nadbrze\u017ce Press")
    assert says(found.outs[0], RULES) == ()
    assert "listed as copyright-line" in shown(found)


@settings(deadline=None, max_examples=100)
@given(TEXTS, st.sampled_from([Form.TEXT, Form.HTML]), st.integers(min_value=40, max_value=120))
def test_any_prose_is_told(text: str, form: Form, width: int) -> None:
    """Whatever strangers write: no fault, no line wider than the screen, no control, and JSON that is JSON."""
    found = prose(text, everything=True, form=form)
    report = shown(found, width)
    assert all(cell_len(line) <= width for line in report.splitlines())
    assert not [char for char in report if char != "\n" and (ord(char) < 32 or 127 <= ord(char) < 160)]
    row = json.loads(json_of(found, RULES))
    assert [one["text"] for one in row["clauses"]] == [out.sentence.quote for out in found.outs]


def test_passages_that_were_considered(rules: RuleData) -> None:
    """Each with its words, its place and the cues against and for; nothing of those that speak."""
    seen = Observation(form=Form.TEXT, body=Found(body=f"{NEWS}{APART}Copying is prohibited without our consent."))
    section = considered(seen, rules)
    assert len(section.lines) == 2
    assert section.lines[0].startswith("\u201cThe newspaper reported")
    assert section.lines[0].endswith("text, characters 0 to 99")
    assert section.lines[1].startswith("  against: ")
    assert "a notice from 0 on" in section.lines[1]


def test_of_many_passages_the_first_are_told(rules: RuleData) -> None:
    """A page about nothing else does not fill the report; where there is none, that is said."""
    seen = Observation(form=Form.TEXT, body=Found(body="\n\n".join([NEWS] * (MOST + 5))))
    assert len(considered(seen, rules).lines) == 2 * MOST + 1
    assert considered(Observation(form=Form.TEXT, body=Found(body="High water.")), rules).lines == ("none",)


def test_remarks_and_terms_pages_are_considered_too(rules: RuleData) -> None:
    """Comments of robots.txt and linked terms pages are read as prose, and told with their address and line."""
    page = Found(body=f"<html><body><p>{NEWS}</p></body></html>", content_type="text/html")
    seen = Observation(
        url="https://a.example/",
        form=Form.TEXT,
        body=Found(body="Tides."),
        robots=Found(body=f"User-agent: *\n# {NEWS}\n".encode()),
        documents={"https://a.example/terms": page},
    )
    places = [line.rpartition("\u201d, ")[2] for line in considered(seen, rules).lines[::2]]
    assert places == [
        "/robots.txt line 2, https://a.example/robots.txt",
        "html:p line 1 column 13, https://a.example/terms",
    ]


def test_a_file_has_no_passages(rules: RuleData) -> None:
    """The words of a picture stand in fields, which are evidence or nothing."""
    assert considered(Observation(form=Form.FILE, body=Found(body=b"GIF89a")), rules).lines == ("none",)
