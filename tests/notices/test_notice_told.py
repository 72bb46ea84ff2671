# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What is told of a text agrees with what is read of it: the same verdicts, the same sums, the same words."""

from __future__ import annotations

import gzip
import json
from math import fsum
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.gate.records import observation_of
from rightscheck.markup.read import Engine, read_page
from rightscheck.model import Form, Found, Observation
from rightscheck.notices import READER
from rightscheck.notices.passages import page_passages, text_passages
from rightscheck.notices.reader import sources
from rightscheck.notices.signals_of import Source, Verdict
from rightscheck.notices.told import read_outs
from rightscheck.observe.seeing import see
from rightscheck.resources import shipped
from rightscheck.signals.interface import Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rightscheck.notices.told import ReadOut
    from rightscheck.resources import RuleData

RULES = shipped()
SPEAKS = (Verdict.NOTICE, Verdict.LICENCE)
SPOKEN = """you may not copy use the content of this site without our prior consent permission except for
    search engines all rights reserved \u00a9 2024 text and data mining AI train models , ; : . ( ) \u201c \u201d
    CC BY 4.0 the study says nie wolno kopiowa\u0107 tre\u015bci serwisu bez zgody"""
WORDS = st.sampled_from(SPOKEN.split())


def seen_text(text: str) -> Seen:
    """A text subject."""
    return Seen(observation=Observation(form=Form.TEXT, body=Found(body=text)), page=None)


def agree(seen: Seen, rules: RuleData) -> list[ReadOut]:
    """The read-outs of a subject, once it is checked that they and the reader say the same."""
    linked = {url for url, _ in seen.documents}  # their own \u00a9 lines and credits are no signals
    pairs = [(source, out) for source in sources(seen, rules) for out in read_outs(source, rules)]
    told = [out.signal for source, out in pairs if out.signal and (out.signal.findings or source.url not in linked)]
    assert tuple(told) == READER.read(seen, rules).signals
    outs = [out for _, out in pairs]
    for out in outs:
        assert (out.verdict in SPEAKS) == bool(out.signal and (out.signal.findings or out.signal.evidence.cues))
        if out.weighing is not None:
            assert (out.weighing.sum >= 0) == (out.verdict in SPEAKS)
            parts = [out.weighing.bias, *(cue.adds for cue in out.weighing.cues)]
            assert fsum(parts) == pytest.approx(out.weighing.sum, abs=1e-9)
        elif out.verdict in SPEAKS or out.considered:
            assert out.whole_exception
        words = out.sentence.quote
        assert all(words[span.start : span.end] == span.text for span in out.sentence.spans)
        assert all(0 <= part.start < part.end <= len(words) for part in out.exceptions)
        assert all(done.entry is None or done.entry.words in words for done in out.deeds)
        assert all(entry.words in words for mode in out.modes for entry in mode.entries)
    return outs


def cases() -> Iterator[tuple[str, list[str]]]:
    """The texts of the shipped cases by language."""
    for name, data in shipped().files("cases/notices"):
        yield name, [case["text"] for case in data["case"]]


@pytest.mark.parametrize(("language", "texts"), list(cases()), ids=[name for name, _ in cases()])
def test_what_is_told_of_the_cases_is_what_is_read(language: str, texts: list[str], rules: RuleData) -> None:
    """For each case the signals are those of the read-outs, and each sum stands on the side of its verdict."""
    outs = [out for text in texts for out in agree(seen_text(text), rules)]
    assert {out.verdict for out in outs} & set(SPEAKS), language


def test_what_is_told_of_the_open_notices_is_what_is_read(shared: Callable[[str], Path], rules: RuleData) -> None:
    """The same over the developers' open notices."""
    found = 0
    for name in ("dev", "composed"):
        lines = shared(f"corpus/notices/{name}.jsonl").read_text(encoding="utf-8").splitlines()
        found += sum(len(agree(seen_text(json.loads(line)["text"]), rules)) for line in lines)
    assert found


def test_what_is_told_of_the_open_pages_is_what_is_read(shared: Callable[[str], Path], rules: RuleData) -> None:
    """The same over the developers' open pages."""
    found = 0
    with gzip.open(shared("corpus/pages/dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for line in lines:
            html = json.loads(line)["html"]
            page = read_page(html, engine=Engine.BULK)
            found += len(agree(Seen(observation=Observation(body=Found(body=html)), page=page), rules))
    assert found


def test_what_is_told_of_the_open_field_records_is_what_is_read(
    shared: Callable[[str], Path], rules: RuleData
) -> None:
    """The same over the developers' records from the field, with their robots.txt and linked pages."""
    lines = shared("corpus/field/dev.jsonl").read_text(encoding="utf-8").splitlines()
    records = (json.loads(line)["record"] for line in lines)
    assert sum(len(agree(see(observation_of(record), rules), rules)) for record in records)


@settings(deadline=None, max_examples=100)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_any_text_is_told_as_it_is_read(text: str) -> None:
    """Whatever the words, read-outs and reader agree, and what is told are slices of the text."""
    for out in agree(seen_text(text), RULES):
        assert text[out.sentence.start : out.sentence.end] == out.sentence.quote


def told(text: str, rules: RuleData) -> list[ReadOut]:
    """The read-outs of a text."""
    return list(read_outs(Source(text_passages(text)), rules))


def test_a_notice_names_its_entries_and_its_cues(rules: RuleData) -> None:
    """Modality with its entries, deeds with theirs, the exception as a stretch, and cues with their weight."""
    text = "You may not copy our articles without our prior written consent, except for search engines."
    (out,) = told(text, rules)
    assert out.verdict is Verdict.NOTICE
    assert ("consent", True) in {(mode.mood, mode.governs) for mode in out.modes}
    assert {(done.token, done.value) for done in out.deeds} >= {("reproduce", "denied"), ("search", "granted")}
    (part,) = out.exceptions
    assert text[part.start : part.end].startswith("except for search engines")
    assert out.weighing
    assert out.weighing.cues[0].adds > 0


def test_somebody_elses_words_are_told_as_considered(rules: RuleData) -> None:
    """A sentence of news that speaks of bans is told with the cues against it, and gives no signal."""
    text = "The newspaper reported on Monday that the court had prohibited copying of articles without consent."
    (out,) = [one for one in told(text, rules) if one.considered]
    assert (out.verdict, out.signal) == (Verdict.NO_NOTICE, None)
    assert out.weighing
    assert out.weighing.sum < 0
    assert min(cue.adds for cue in out.weighing.cues) < 0


def test_an_item_of_a_list_names_its_heading(rules: RuleData) -> None:
    """An item without a modality of its own is read under the sentence above, and says which that is."""
    page = read_page(
        "<p>Without our prior written consent you may not:</p><ul><li>copy our articles,</li>"
        "<li>use our content to train AI models.</li></ul>"
    )
    outs = list(read_outs(Source(page_passages(page)), rules))
    items = [out for out in outs if out.heading]
    assert [out.heading for out in items] == ["Without our prior written consent you may not:"] * 2
    assert all(out.sentence.line == 1 for out in items)


def test_an_exception_stands_and_falls_with_its_notice(rules: RuleData) -> None:
    """Nothing is weighed for it; alone it is considered and found to be none."""
    exception = "This does not apply to search engines."
    notice = "Copying our articles without our prior written consent is prohibited."
    assert [out.verdict for out in told(f"{notice} {exception}", rules)] == [Verdict.NOTICE] * 2
    (alone,) = told(exception, rules)
    assert (alone.whole_exception, alone.weighing, alone.considered) == (True, None, True)


def test_a_credit_is_a_mention(rules: RuleData) -> None:
    """A bare \u00a9 line gives evidence without a stance, and was not weighed."""
    (out,) = told("\u00a9 2024 Nadbrze\u017ce Press", rules)
    assert (out.verdict, out.weighing, out.considered) == (Verdict.MENTION, None, False)
    assert out.signal
    assert not out.signal.findings
