# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Everything about one subject, with each word's place."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from rightscheck.missing import Missing
from rightscheck.model import NOT_GIVEN, Absent, Conflict, Diagnostic, Found, Reuse, Scope, Stated, Unread
from rightscheck.report.explain import diagnostics, diagnostics_hint, explain
from rightscheck.report.places import place_of
from rightscheck.report.purposes import NOTHING_ASKED, question_of
from rightscheck.report.terminal_explain import print_sections
from rightscheck.report.terminal_style import console_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rightscheck.report.explain import Section
    from rightscheck.resources import RuleData


def text_of(sections: Iterable[Section], width: int = 100) -> str:
    """The sections as a terminal of this width shows them."""
    stream = io.StringIO()
    print_sections(console_for(stream, width), sections)
    return stream.getvalue()


@pytest.fixture
def rich_page(page: type[Any], words: Callable[..., Any]) -> Any:  # noqa: ANN401  # the page type is conftest's
    """A page with everything a subject can have."""
    return page(
        stated={Reuse.TDM: Stated.DENIED, Reuse.QUOTE: Stated.CONDITIONAL, Reuse.AI_TRAIN: Stated.DENIED},
        milder=frozenset({Reuse.AI_TRAIN}),
        evidence=(
            words(
                "Zabrania się.", line=40, column=5, language="pl", rights_holder="Gazeta", consent_route="a@b.example"
            ),
            words("tdm-reservation: 1", place="header:tdm-reservation", standard="TDMREP", scope=Scope.PAGE),
        ),
        unread=(Missing(part="robots.txt", reason="503"),),
        licence="CC-BY-4.0",
    )


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"place": "header:x-robots-tag"}, "header x-robots-tag"),
        (
            {"place": "/robots.txt:12", "url": "https://a.example/robots.txt"},
            "/robots.txt line 12, https://a.example/robots.txt",
        ),
        ({"place": "/.well-known/tdmrep.json"}, "/.well-known/tdmrep.json"),
        ({"place": "html:footer", "line": 3, "column": 9}, "html:footer line 3 column 9"),
        ({"place": "html:footer"}, "html:footer"),
        ({"place": "text", "start": 12, "end": 30}, "text, characters 12 to 30"),
    ],
)
def test_places_are_told_so_that_they_can_be_found(
    more: dict[str, Any], place: str, words: Callable[..., Any]
) -> None:
    """A header by name, a file by its line, HTML by line and column, text by offsets."""
    assert place_of(words("x", **more)) == place


def test_all_ten_uses_are_explained(rich_page: Any, rules: RuleData) -> None:  # noqa: ANN401  # as the fixture
    """Without a question each use has a section; with one, only those asked about."""
    all_ten = explain(rich_page.report, NOTHING_ASKED, rules)
    assert [s.title.split(":")[0] for s in all_ten if s.outcome is not None] == [reuse.value for reuse in Reuse]
    one = explain(rich_page.report, question_of([Reuse.TDM]), rules)
    assert [s.title.split(":")[0] for s in one if s.outcome is not None] == ["tdm"]


def test_an_answer_names_what_it_rests_on(rich_page: Any, rules: RuleData) -> None:  # noqa: ANN401  # as the fixture
    """What is stated, the rule, conditions, duties accepted or open, and the evidence by number."""
    text = text_of(explain(rich_page.report, NOTHING_ASKED, rules, accepted=frozenset({"credit"})))
    assert "tdm: D denied" in text
    assert "the source says: denied (named)" in text
    assert "rule: as-stated (stated), confidence high, checked: source" in text
    assert "condition: name the author and the source (attribution, accepted)" in text
    assert "condition: share adaptations under the same licence (share-alike)" in text
    assert "evidence [0]: \u201cZabrania się.\u201d, notice, html:footer line 40 column 5" in text
    assert "evidence [1]: \u201ctdm-reservation: 1\u201d, TDMREP, header tdm-reservation" in text
    tdm = text[text.index("tdm: D denied") :]
    assert tdm.index("the source says: denied (named)") < tdm.index("evidence [0]") < tdm.index("rule: as-stated")
    assert "the source itself says no; the profile makes something milder of it" in text


def test_evidence_is_quoted_with_its_place(rich_page: Any, rules: RuleData) -> None:  # noqa: ANN401  # as the fixture
    """Each piece has its number, standard, place, exact words and whom to ask."""
    text = text_of(explain(rich_page.report, NOTHING_ASKED, rules))
    assert "[0] notice, html:footer line 40 column 5" in text
    assert "\u201cZabrania się.\u201d" in text
    assert "whom to ask: a@b.example" in text
    assert "[1] TDMREP, header tdm-reservation" in text
    assert "counts for quote, tdm, ai-train" in text


def test_gaps_are_listed(rich_page: Any, rules: RuleData) -> None:  # noqa: ANN401  # as the fixture
    """What could not be read and what was not given stand apart."""
    text = text_of(explain(rich_page.report, NOTHING_ASKED, rules))
    assert "Could not be read\n  robots.txt: 503" in text
    assert "Not given, so not looked at\n  headers" in text


def test_conflicts_name_both_sides(rich_page: Any, rules: RuleData) -> None:  # noqa: ANN401  # as the fixture
    """A conflict tells its use, its evidence and the principle that settled it."""
    report = rich_page.report
    both = Conflict(reuse=Reuse.TDM, evidence=(0, 1), principle="G")
    torn = replace(report, settlement=replace(report.settlement, conflicts=(both,)))
    text = " ".join(text_of(explain(torn, NOTHING_ASKED, rules)).split())
    assert "tdm: [0] against [1]; a denial that names the use stands" in text
    assert "gives way (G)" in text


def test_diagnostics_wait_to_be_asked_for(rich_page: Any) -> None:  # noqa: ANN401  # as the fixture
    """They change no answer, so one line says that there are some, and --verbose shows them."""
    note = Diagnostic(part="robots.txt", code="second-opinion", text="an older crawler reads this otherwise", line=3)
    report = replace(rich_page.report, diagnostics=(note,))
    assert text_of(diagnostics_hint(report)) == "Diagnostics: 1, shown by --verbose\n"
    assert "robots.txt line 3: an older crawler reads this otherwise (second-opinion)" in text_of(
        [diagnostics(report)]
    )
    assert diagnostics_hint(rich_page.report) == ()


def test_a_page_that_says_nothing_is_told_so(page: type[Any], rules: RuleData) -> None:
    """No evidence is a finding too."""
    text = text_of(explain(page().report, NOTHING_ASKED, rules))
    assert "nothing was found that speaks of rights" in text
    assert "licence: none found for the main content" in text


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_screen(
    width: int, page: type[Any], words: Callable[..., Any], rules: RuleData
) -> None:
    """Long quotes wrap, however they are written."""
    row = page(
        stated={Reuse.TDM: Stated.DENIED}, evidence=(words("ale " * 200), words("漢字" * 200), words("x" * 900))
    )
    for line in text_of(explain(row.report, NOTHING_ASKED, rules), width).splitlines():
        assert cell_len(line) <= width


def test_a_wrapped_quote_keeps_all_its_words(page: type[Any], words: Callable[..., Any], rules: RuleData) -> None:
    """Wrapping loses no character of a quote."""
    quote = " ".join(f"słowo{number}" for number in range(200))
    row = page(stated={Reuse.TDM: Stated.DENIED}, evidence=(words(quote),))
    assert quote in " ".join(text_of(explain(row.report, NOTHING_ASKED, rules), 60).split())


def test_evidence_that_decided_nothing_says_so(page: type[Any], words: Callable[..., Any], rules: RuleData) -> None:
    """A reader need not guess which pieces counted."""
    text = text_of(explain(page(evidence=(words("© Gazeta"),)).report, NOTHING_ASKED, rules))
    assert "decided nothing by itself" in text
    assert "counts for" not in text


@pytest.mark.parametrize(
    ("more", "words_of_it"),
    [
        (
            {"body": NOT_GIVEN, "robots": Found(body=b"User-agent: *\nDisallow: /")},
            "the page was not fetched, since line 2 \u201cDisallow: /\u201d of robots.txt keeps rightscheck out",
        ),
        (
            {"body": NOT_GIVEN, "robots": Unread(reason="timeout")},
            "the page was not fetched, since robots.txt could not be read (timeout)",
        ),
        ({"body": Absent(reason="404")}, "the page is not there (404)"),
        ({"page_unread": True}, "the page could not be read (challenge)"),
    ],
)
def test_a_page_that_is_not_known_says_so_at_the_top(
    more: dict[str, Any], words_of_it: str, page: type[Any], rules: RuleData
) -> None:
    """Before any answer, so that nobody takes what follows for the word of the page."""
    sections = explain(page(**more).report, NOTHING_ASKED, rules)
    assert words_of_it in sections[0].lines


def test_many_parts_not_given_are_a_list(page: type[Any], rules: RuleData) -> None:
    """Names share a line, each address has its own."""
    report = replace(page().report, not_given=("headers", "robots.txt", "https://a.example/t", "https://a.example/u"))
    assert explain(report, NOTHING_ASKED, rules)[-1].lines == (
        "headers, robots.txt",
        "https://a.example/t",
        "https://a.example/u",
    )
