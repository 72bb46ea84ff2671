# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""ai.txt: the vectors AITXT-01 … -05 as design.md settles them, file types against the page, other formats."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.model import Absent, Form, Found, Observation, Reading, Reuse, Scope, Stated
from rightscheck.resources import shipped
from rightscheck.signals.aitxt import PATH, READER
from rightscheck.signals.interface import Seen
from rightscheck.statements.precedence import statements

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rightscheck.model import Part

PAGE = "https://gallery.example/albums/1"


def read(file: str | Part, url: str | None = PAGE, agent: str = "rightscheck", form: Form = Form.HTML) -> Reading:
    """The reading of this file for a page."""
    part = Found(body=file.encode("utf-8", "surrogatepass")) if isinstance(file, str) else file
    observation = Observation(url=url, agent=agent, form=form, site_files={PATH: part})
    return READER.read(Seen(observation=observation, page=None), shipped())


def is_denied(reading: Reading) -> bool:
    """Whether training is denied; nothing else may be said."""
    said = statements(reading.signals, shipped())
    assert {(s.reuse, s.stated) for s in said} <= {(Reuse.AI_TRAIN, Stated.DENIED)}
    return bool(said)


ALL = "User-Agent: *\n"


@pytest.mark.parametrize(
    ("rules", "path", "expected"),
    [
        ("Disallow: /\nDisallow: *", "/albums/1", True),
        ("Disallow: /", "/a.jpg", True),
        ("Disallow: *", "/", True),
        ("Disallow: *.jpg\nAllow: *.txt", "/a.jpg", True),
        ("Disallow: *.jpg\nAllow: *.txt", "/b.txt", False),
        ("Disallow: *.jpg\nAllow: *.txt", "/c.png", False),
        ("Disallow: *.jpg", "/albums/1", False),
        ("Disallow: *.html", "/albums/1", True),
        ("Disallow: *.HTM", "/albums/1.php", True),
        ("Disallow: *.php", "/albums/1.php?x=y.jpg", True),
        ("Disallow: *.jpg", "/albums/1.php?x=y.jpg", False),
        ("Disallow: .pdf", "/a.pdf", True),
        ("Disallow: *.pdf$", "/a.pdf", True),
        ("Disallow: /albums/", "/albums/1", True),
        ("Disallow: /albums/", "/about", False),
        ("Disallow: /\nAllow: /albums/", "/albums/1", False),
        ("Allow: /\nDisallow: /", "/albums/1", True),
        ("Disallow: *.html\nAllow: *.html", "/albums/1", True),
        ("Disallow: /\nAllow: *.html", "/albums/1", False),
        ("Disallow:", "/albums/1", False),
        ("Allow: /", "/albums/1", False),
    ],
)
def test_the_longest_pattern_that_reaches_the_page_decides(rules: str, path: str, *, expected: bool) -> None:
    """AITXT-01, -02: paths from the start, file types from the end; a tie forbids; Allow grants nothing."""
    form = Form.TEXT if path.rpartition(".")[2] in {"jpg", "txt", "png", "pdf"} else Form.HTML
    assert is_denied(read(ALL + rules, f"https://gallery.example{path}", form=form)) is expected


@pytest.mark.parametrize("file", [Absent(reason="404"), Absent(reason="html")])
def test_a_file_that_is_not_there_says_nothing(file: Part) -> None:
    """AITXT-03, -05: absent is silent, without a word."""
    assert read(file) == Reading()


@pytest.mark.parametrize(("agent", "expected"), [("GPTBot", True), ("GPTBot/1.2", True), ("rightscheck", False)])
def test_a_group_for_another_agent_is_evidence(agent: str, *, expected: bool) -> None:
    """AITXT-04: the group of one agent binds it alone."""
    reading = read("User-Agent: GPTBot\nDisallow: /", agent=agent)
    assert is_denied(reading) is expected
    assert reading.signals[0].evidence.agents == (() if expected else ("gptbot",))


def test_our_own_group_replaces_the_general_one() -> None:
    """An agent with a group of its own inherits nothing from the general one, as in robots.txt."""
    assert not is_denied(read("User-Agent: *\nDisallow: /\nUser-Agent: rightscheck\nAllow: /"))


def test_a_file_for_pictures_is_evidence_about_pictures() -> None:
    """Types that are no page: one signal for each kind of file, with its scope and line."""
    reading = read(ALL + "Disallow: *.jpg\nDisallow: *.png\nDisallow: *.mp3\nDisallow: *.pdf")
    assert not is_denied(reading)
    assert [(s.evidence.scope, s.evidence.place) for s in reading.signals] == [
        (Scope.IMAGE, "/ai.txt:2"),
        (Scope.MEDIA, "/ai.txt:4"),
        (Scope.FILE, "/ai.txt:5"),
    ]


def test_every_line_that_reaches_the_page_is_evidence() -> None:
    """Quotes are the lines as written, with number and the file's address."""
    reading = read("# ours\nUser-Agent: *\nDisallow: *.html # pages\nDisallow: *.mp3\nDisallow: /\n")
    assert [(s.evidence.place, s.evidence.quote, s.evidence.scope) for s in reading.signals] == [
        ("/ai.txt:3", "Disallow: *.html # pages", Scope.PAGE),
        ("/ai.txt:5", "Disallow: /", Scope.SITE),
    ]
    assert reading.signals[0].evidence.url == "https://gallery.example/ai.txt"


@pytest.mark.parametrize(
    "file",
    [
        "# AI of the gallery\n/api/photos - list\nContact: mail@gallery.example\n",
        "<!doctype html><p>User-agent: *\nDisallow: /",
        "Disallow: /",
        "User-Agent: *",
        "",
        "Name: Quay\nRole: guide\nTone: calm\nUser-Agent: *\nDisallow: /",
    ],
)
def test_another_format_of_the_name_says_nothing(file: str) -> None:
    """A file counts only if it parses as robots-style lines."""
    reading = read(file)
    assert reading.signals == ()
    assert [d.code for d in reading.diagnostics] == ["aitxt-other-format"]


@pytest.mark.parametrize(("rules", "expected"), [("Disallow: /", True), ("Disallow: /albums/", False)])
def test_without_an_address_only_the_whole_site_is_reached(rules: str, *, expected: bool) -> None:
    """A page without URL is reached by what closes everything."""
    assert is_denied(read(ALL + rules, None)) is expected


def test_the_well_known_file_is_told_and_not_read() -> None:
    """§10.2: presence is evidence; nobody asks for it."""
    files: dict[str, Part] = {"/.well-known/ai.txt": Found(body=b"\nTraining: deny\n")}
    reading = READER.read(Seen(observation=Observation(url=PAGE, site_files=files), page=None), shipped())
    (signal,) = reading.signals
    assert (signal.evidence.standard, signal.evidence.quote, signal.findings) == ("AITXT-WK", "Training: deny", ())
    assert READER.site_files == (PATH,)


def test_the_field_cases_come_out(shared: Callable[[str], Path]) -> None:
    """The developers' field corpus: training is denied where it must be, and by no other format."""
    for line in shared("corpus/field/dev.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case["topic"] == "ai.txt":
            reading = read(case["record"]["site_files"][PATH], case["record"]["url"])
            assert is_denied(reading) is (case["expect"]["ai-train"] == "denied")


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("User-Agnt: *\nDisalow/.jpghtml$#\r\x00é\ud800"), max_size=120))
def test_no_file_breaks_the_reader(text: str) -> None:
    """Any text gets an answer."""
    read(text)
    read(ALL + "Disallow: " + text, None)


@pytest.mark.parametrize(
    "line",
    [
        "Disallow: /*a*a*b\n",
        "Disallow: *.jpg\n",
        "User-Agent: x\nDisallow: /\n",
        "\nUser-Agent: *\nAllow: /\n",
        "\n",
        ":",
    ],
)
def test_a_megabyte_is_read(line: str) -> None:
    """Hostile sizes end in an answer."""
    read(ALL + line * (1_000_000 // len(line)), PAGE + "a" * 5_000)
