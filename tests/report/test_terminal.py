# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The audit's report at every width, with and without a question."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from rightscheck.missing import Missing
from rightscheck.model import NOT_GIVEN, Absent, Found, Reuse, Stated, Unread
from rightscheck.report.entry import entry_of
from rightscheck.report.purposes import NOTHING_ASKED, purposes, question_of
from rightscheck.report.terminal import Asked, print_report
from rightscheck.report.terminal_style import console_for, fitted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rightscheck.report.entry import Row
    from rightscheck.report.purposes import Question
    from rightscheck.resources import RuleData

WIDTHS = (60, 72, 80, 100, 109, 110, 132, 160, 200)
PROMISES = re.compile(r"\b(legal|legally|safe|safely|compliant|compliance|free to use)\b", re.IGNORECASE)


class Tty(io.StringIO):
    """A stream that claims a person looks on."""

    def isatty(self) -> bool:
        """Always so."""
        return True


def shown(
    rows: Sequence[Row],
    rules: RuleData,
    question: Question = NOTHING_ASKED,
    *,
    width: int = 100,
    quotes: bool = False,
) -> list[str]:
    """The lines of the report."""
    stream = io.StringIO()
    entries = [entry_of(row) for row in rows]
    print_report(console_for(stream, width), entries, Asked(question=question, quotes=quotes), rules)
    return stream.getvalue().splitlines()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("uses", [(), (Reuse.AI_TRAIN,), (Reuse.TDM, Reuse.AI_TRAIN, Reuse.REDISTRIBUTE)])
def test_no_line_is_wider_than_the_screen(
    width: int, uses: tuple[Reuse, ...], pages: Sequence[Row], rules: RuleData
) -> None:
    """At any width every line fits, long and wide characters included."""
    for line in shown(pages, rules, question_of(uses), width=width, quotes=True):
        assert cell_len(line) <= width, line


@pytest.mark.parametrize("width", WIDTHS)
def test_one_line_per_url(width: int, pages: Sequence[Row], rules: RuleData) -> None:
    """Each URL has exactly one line, with a letter for each of the ten uses."""
    cells = re.compile(r"(?: +[AC?D][!~]*){10}$")
    assert len([line for line in shown(pages, rules, width=width) if cells.search(line)]) == len(pages)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_file_stands_below_its_page(width: int, page: type[Any], rules: RuleData) -> None:
    """Files follow their page, further in and wherever they come from, are counted as files and explained."""
    rows = [
        page(url="https://b.example/x", index=0),
        page(url="https://a.example/y", index=1),
        page(url="https://cdn.example/p.jpg", index=2, asset_of="https://b.example/x"),
        page(url="https://b.example/q.pdf", index=3, asset_of="https://b.example/x"),
    ]
    lines = shown(rows, rules, width=width)
    site = lines.index("b.example  1 page and 2 files")
    assert [line.split()[0][-2:] for line in lines[site + 1 : site + 4]] == ["/x", "pg", "df"]
    assert [len(line) - len(line.lstrip()) for line in lines[site + 1 : site + 4]] == [2, 4, 4]
    assert any(line.startswith("Totals  2 pages and 2 files") for line in lines)
    assert "  an address further in is a file of the page above it" in lines
    assert all(cell_len(line) <= width for line in lines)


def test_counts_of_pages_and_files_say_so(page: type[Any], rules: RuleData) -> None:
    """Conditions and contacts are counted over both, and no file is called a page."""
    stated = {Reuse.AI_TRAIN: Stated.CONDITIONAL}
    rows = [
        page(url="https://b.example/x", index=0, stated=stated),
        page(url="https://b.example/p.jpg", index=1, stated=stated, asset_of="https://b.example/x"),
    ]
    asked = " ".join(shown(rows, rules, question_of([Reuse.AI_TRAIN])))
    assert "(attribution; 2 pages or files)" in asked
    assert "(attribution; 1 page)" in " ".join(shown(rows[:1], rules, question_of([Reuse.AI_TRAIN])))


def test_files_alone_are_files(page: type[Any], rules: RuleData) -> None:
    """A file whose page has no row stands for itself, and nothing is called a page that is none."""
    lines = shown([page(url="https://b.example/q.pdf", asset_of="https://b.example/x")], rules)
    assert any(line.startswith("b.example/q.pdf") for line in lines)
    assert any(line.startswith("Totals  1 file of 1 site") for line in lines)
    assert not any("further in" in line for line in shown([page()], rules))


def test_pages_are_grouped_by_site(pages: Sequence[Row], rules: RuleData) -> None:
    """The pages of one registrable domain stand together under its name, whatever their host and order."""
    lines = shown(pages, rules)
    site = lines.index(next(line for line in lines if line.startswith("gazeta.example")))
    assert "2 pages" in lines[site]
    assert "www.gazeta.example" in lines[site + 1]
    assert "gazeta.example/b" in lines[site + 2]
    assert all(line.startswith("  ") for line in lines[site + 1 : site + 3])
    assert not any(line.startswith("open.example  1") for line in lines)


def test_the_only_page_of_a_site_does_not_stand_under_another_site(pages: Sequence[Row], rules: RuleData) -> None:
    """What is indented belongs to the site above, so nothing else is."""
    lines = shown(pages, rules)
    assert any(line.startswith("open.example/") for line in lines)


def test_a_long_address_leaves_out_only_what_its_group_says(page: type[Any], rules: RuleData) -> None:
    """Below the line of its site the host can go, with or without a port; a page that stands alone keeps it."""
    long = "/" + "x" * 90
    rows = [
        page(url="http://a.example" + long),
        page(url="http://a.example:8080" + long, index=1),
        page(url="http://b.example" + long, index=2),
    ]
    lines = shown(rows, rules, width=80)
    assert [line[:6] for line in lines[2:5]] == ["  /xxx", "  :808", "b.exam"]


def test_a_wide_screen_names_the_uses_and_a_narrow_one_explains_them(pages: Sequence[Row], rules: RuleData) -> None:
    """Heads are words where there is room, else three letters that the legend spells out."""
    wide, narrow = shown(pages, rules, width=160), shown(pages, rules, width=70)
    assert "redistribute" in wide[0]
    assert narrow[0].split() == ["crw", "sea", "sni", "quo", "tdm", "trn", "inp", "arc", "ada", "red"]
    assert "trn ai-train" in " ".join(" ".join(narrow[-4:]).split())


def test_the_sources_own_no_is_marked(pages: Sequence[Row], rules: RuleData) -> None:
    """A no that a profile softened stays visible in the cell and is explained."""
    lines = shown(pages, rules, question_of([Reuse.AI_TRAIN]))
    assert any("gazeta.example/b" in line and line.endswith("?!") for line in lines)
    assert any("the source itself says no" in line for line in lines)
    assert any("quiet.example" in line and line.endswith("?~") for line in lines)


def test_marks_that_do_not_occur_are_not_explained(pages: Sequence[Row], rules: RuleData) -> None:
    """The legend is as short as the report allows."""
    assert "contested" not in "\n".join(shown(pages[:1], rules))


def test_the_question_is_answered_first(pages: Sequence[Row], rules: RuleData) -> None:
    """With a question the first lines are its words, the count of each class, the conditions and whom to ask."""
    lines = shown(pages, rules, purposes(rules)["train"])
    assert lines[0] == "May these pages be used to train a model?"
    found = {match[2]: int(match[1]) for line in lines[:10] if (match := re.match(r" {4,}(\d+) ([a-z ]+)", line))}
    assert found == {
        "may": 1,
        "may under conditions": 1,
        "may not": 1,
        "not settled": 4,
        "could not be read": 2,
    }
    text = "\n".join(lines)
    assert "name the author and the source (attribution; 1 page)" in text
    assert "licencje@gazeta.example (1 page)" in text


def test_the_profiles_that_fit_are_named_where_no_law_is_applied(pages: Sequence[Row], rules: RuleData) -> None:
    """One line below the question names them; it is gone once a law is asked for, or where no purpose is named."""
    train = purposes(rules)["train"]
    assert sum("--profile applies it: commercial eu-gpai" in line for line in shown(pages, rules, train)) == 1
    assert "--profile" not in "\n".join(shown(pages, rules, question_of([Reuse.AI_TRAIN])))
    entries = [replace(entry_of(row), profiles=("us",)) for row in pages]
    stream = io.StringIO()
    print_report(console_for(stream, 120), entries, Asked(question=train), rules)
    assert "--profile" not in stream.getvalue()


def test_doubts_and_waivers_are_told(pages: Sequence[Row], rules: RuleData) -> None:
    """An experimental profile is marked wherever it is named, and every waiver used is listed with its pages."""
    more = {"profiles": ("sg",), "experimental": ("sg",), "own": ("waived by Ada: a test",)}
    entries = [replace(entry_of(row), **more) for row in pages[:2]]  # type: ignore[arg-type]  # names of its fields
    stream = io.StringIO()
    print_report(console_for(stream, 120), entries, Asked(question=question_of([])), rules)
    assert "profile sg (experimental), as of" in stream.getvalue()
    assert "Waived, or ended\n  waived by Ada: a test (2 pages)" in stream.getvalue()


def test_an_accepted_duty_says_so(pages: Sequence[Row], rules: RuleData) -> None:
    """What the user promised is listed as accepted."""
    stream = io.StringIO()
    asked = Asked(question=question_of([Reuse.AI_TRAIN]), accepted=frozenset({"credit"}))
    print_report(console_for(stream, 120), [entry_of(row) for row in pages], asked, rules)
    assert "(attribution; 1 page, accepted)" in stream.getvalue()
    assert "(share-alike; 1 page)" in stream.getvalue()


def test_unread_parts_are_listed_with_their_words(pages: Sequence[Row], rules: RuleData) -> None:
    """The list names the page, the part, the reason and what told."""
    text = "\n".join(shown(pages, rules))
    assert "Could not be read: 2 parts of 2 pages" in text
    assert "html: challenge \u201cJust a moment...\u201d (title)" in text
    assert "html: no-host" in text


def test_a_page_that_was_not_fetched_says_why(page: type[Any], rules: RuleData) -> None:
    """It is listed with the line that keeps us out, or what came of robots.txt, and is no silence of the page."""
    closed = Found(body=b"User-agent: *\nDisallow: /private")
    failed = Missing(part="robots.txt", reason="503")
    rows = [
        page(url="https://a.example/private/1", status=None, body=NOT_GIVEN, robots=closed),
        page(url="https://b.example/", status=None, body=NOT_GIVEN, robots=Unread(reason="503"), unread=(failed,)),
        page(url="https://c.example/", body=Absent(reason="404"), status=404),
    ]
    lines = shown(rows, rules, question_of([Reuse.AI_TRAIN]), width=120)
    text = "\n".join(lines)
    assert "    2 could not be read: closed by robots.txt 1, robots.txt 1" in text
    assert "    1 not there: the server has no such page" in text
    assert "    0 not settled\n" in text
    assert "Could not be read: 3 parts of 2 pages" in text
    assert (
        "html: not fetched, since line 2 \u201cDisallow: /private\u201d of robots.txt keeps rightscheck out" in text
    )
    assert "html: not fetched, since robots.txt could not be read (503)" in text
    assert sum("  -* ?" in line for line in lines) == 2


def test_what_is_uncertain_for_want_of_reading_is_one_line(pages: Sequence[Row], rules: RuleData) -> None:
    """Also where nothing was asked, beside the totals."""
    (line,) = (line for line in shown(pages, rules, width=80) if "uncertain, something unread" in line)
    assert line == "  uncertain, something unread: 2 pages (page 2)"


def test_no_password_of_an_address_is_shown(page: type[Any], rules: RuleData) -> None:
    """Neither in the table nor in the list of what could not be read."""
    rows = [page(url="HTTPS://me:s3cret@a.example/x@y", page_unread=True, unread=(Missing(part="html", reason="x"),))]
    text = "\n".join(shown(rows, rules))
    assert "s3cret" not in text
    assert "\na.example/x@y" in text
    assert "HTTPS://a.example/x@y" in text


def test_lines_without_a_host_are_no_site(page: type[Any], rules: RuleData) -> None:
    """The totals count pages of sites."""
    rows = [page(url="no url"), page(url="https://a.example/", index=1)]
    assert any("2 pages of 1 site;" in line for line in shown(rows, rules))


def test_a_page_with_a_gap_is_marked(pages: Sequence[Row], rules: RuleData) -> None:
    """A star beside the status tells that a part could not be read, and the legend says so."""
    lines = shown(pages, rules)
    assert any("wall.example/" in line and " 503* " in line for line in lines)
    assert any("open.example/" in line and " 200  " in line for line in lines)
    assert any("* a part could not be read" in line for line in lines)


def test_quotes_stand_below_their_page(pages: Sequence[Row], rules: RuleData) -> None:
    """With quotes, the words behind an answer follow its line, with their place."""
    text = "\n".join(shown(pages, rules, quotes=True, width=160))
    assert "\u201cZabrania się uczenia maszynowego bez zgody wydawcy.\u201d  (html:footer line 40 column 5)" in text


def test_strangers_words_cannot_act(pages: Sequence[Row], rules: RuleData) -> None:
    """No escape sequence and no bidi override of a URL reaches the screen."""
    text = "\n".join(shown(pages, rules, quotes=True))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_markup_in_a_page_stays_text(page: type[Any], words: Callable[..., Any], rules: RuleData) -> None:
    """Brackets and emoji codes in a page's words are printed as they are."""
    row = page(stated={Reuse.TDM: Stated.DENIED}, evidence=(words("[/bold] [link=x]y[/link] :smile:"),))
    assert "[/bold] [link=x]y[/link] :smile:" in "\n".join(shown([row], rules, quotes=True))


def test_it_promises_nothing(pages: Sequence[Row], rules: RuleData) -> None:
    """A report never says that something is lawful or without risk."""
    for name in ("train", "rag", "search", "research", "archive", "republish"):
        assert not PROMISES.search("\n".join(shown(pages, rules, purposes(rules)[name])))


def test_an_empty_list_is_said_aloud(rules: RuleData) -> None:
    """Silence is never mistaken for an answer."""
    assert shown([], rules) == ["Nothing was checked."]


def test_colour_only_where_a_person_looks_on(
    pages: Sequence[Row], rules: RuleData, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal gets colour, a pipe and NO_COLOR none, and FORCE_COLOR=0 does not force any."""
    entries = [entry_of(row) for row in pages]
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    seen = []
    for stream, variable in (
        (Tty(), ""),
        (io.StringIO(), ""),
        (io.StringIO(), "FORCE_COLOR=0"),
        (Tty(), "NO_COLOR=1"),
    ):
        with monkeypatch.context() as patch:
            if variable:
                patch.setenv(*variable.split("="))
            print_report(console_for(stream, 100), entries, Asked(question=NOTHING_ASKED), rules)
        seen.append("\x1b" in stream.getvalue())
    assert seen == [True, False, False, False]


@pytest.mark.parametrize("text", ["short", "a" * 50, "漢字" * 20, "e\u0301" * 30, ""])
@pytest.mark.parametrize("width", [0, 1, 2, 7, 20])
def test_fitted_text_has_exactly_its_width(text: str, width: int) -> None:
    """Cells line up whatever the characters."""
    assert cell_len(fitted(text, width)) == width
