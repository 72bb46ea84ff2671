# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``rightscheck explain`` on saved subjects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from rightscheck.cli import main

if TYPE_CHECKING:
    from pathlib import Path

PAGE = '<html lang="en"><head>\n<meta name="robots" content="noindex"></head>\n<body><p>Tides.</p></body></html>'


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A saved page that asks not to be indexed."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_a_saved_page(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report names the use, the words and their place, and what was not given; it judges nothing unasked."""
    assert main(["explain", str(saved)]) == 0
    shown = capsys.readouterr().out
    assert "search: D denied" in shown
    assert "noindex" in shown
    assert "line 2 column 1" in shown
    assert "Not given" in shown


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (["--use", "search"], 11),
        (["--use", "tdm"], 10),
        (["--use", "search,tdm"], 11),
        (["--use", "search", "--use", "tdm", "--fail-on", "uncertain"], 10),
        (["--for", "search"], 11),
        (["--fail-on", "unread"], 0),
        (["--fail-on", "denied"], 11),
        (["--use", "search", "--exit-zero"], 0),
    ],
)
def test_exit_codes_answer_the_question(flags: list[str], code: int, saved: Path) -> None:
    """The worst answer among the uses asked decides, within what is to fail on."""
    assert main(["explain", str(saved), *flags]) == code


def test_jsonl_is_the_row_of_the_contract(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The machine form is that of the audit."""
    assert main(["explain", str(saved), "--format", "jsonl", "--url", "https://a.example/x"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["url"], row["status"]) == ("https://a.example/x", None)
    assert row["rights"]["reuses"]["search"]["stated"] == "denied"


def test_a_law_is_told_as_a_story(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Under a law profile the report says what decided, on what, and what it cannot see; without one it does not."""
    assert main(["explain", str(saved), "--profile", "eu-gpai,sg"]) == 0
    law = " ".join(capsys.readouterr().out.split())
    for words in ("what decided: ", "law is taken to be: ", "experimental, since", "What cannot be seen from here"):
        assert words in law
    assert main(["explain", str(saved)]) == 0
    assert "What cannot be seen from here" not in capsys.readouterr().out


def test_verbose_shows_what_was_considered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A passage found to be no notice is shown with its place and cues when asked for, and never in the JSON."""
    path = tmp_path / "news.html"
    words = "The paper reported on Monday that the court had prohibited copying of articles without consent."
    path.write_text(f"<html lang=en><body><p>{words}</p></body></html>", encoding="utf-8")
    assert main(["explain", str(path), "--verbose"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Considered, and found to be no notice" in told
    assert f"\u201c{words}\u201d, html:p line 1 column 21 against: " in told
    assert main(["explain", str(path)]) == 0
    assert "onsidered" not in capsys.readouterr().out
    assert main(["explain", str(path), "--verbose", "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["rights"]["evidence"] == []


def test_jsonl_brings_the_attribution(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row whose answer hangs on credit has the text to paste beside its rights; no other row has the key."""
    path = tmp_path / "page.html"
    licence = '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>'
    path.write_text(f"<title>Tides</title><p>High water at noon.</p>{licence}", encoding="utf-8")
    assert main(["explain", str(path), "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["attribution"]["title"] == "Tides"
    path.write_text(PAGE, encoding="utf-8")
    assert main(["explain", str(path), "--format", "jsonl"]) == 0
    assert "attribution" not in json.loads(capsys.readouterr().out)


def test_a_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text is read as text."""
    path = tmp_path / "note.txt"
    path.write_text("High water is at noon.", encoding="utf-8")
    assert main(["explain", str(path), "--format", "jsonl"]) == 0
    assert "html" in json.loads(capsys.readouterr().out)["rights"]["not_given"]


def test_a_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A record brings headers and robots.txt with it, as in the gate."""
    path = tmp_path / "record.json"
    record = {
        "url": "https://a.example/x",
        "html": PAGE,
        "headers": {"Server": "x"},
        "robots_txt": None,
        "status": 200,
    }
    path.write_text(json.dumps(record, indent=1), encoding="utf-8")
    assert main(["explain", str(path), "--format", "jsonl"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["status"] == 200
    assert not {"html", "headers", "robots.txt"} & set(row["rights"]["not_given"])


def test_several_profiles_and_a_date(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The date of the use is the one asked for."""
    assert main(["explain", str(saved), "--as-of", "2030-01-02", "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["rights"]["as_of"] == "2030-01-02"


def test_output_by_suffix(saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The suffix of the output tells its form; stdout stays empty."""
    out = tmp_path / "row.jsonl"
    assert main(["explain", str(saved), "--output", str(out)]) == 0
    assert json.loads(out.read_bytes())["rights"]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("name", "body", "message"),
    [
        ("none.html", None, "cannot be read"),
        ("a.pdf", b"%PDF", "the suffix tells no format"),
        ("a.txt", b"caf\xe9", "line 1, byte 4 (0xe9): not UTF-8"),
        ("a.json", b"{oops", "not JSON"),
        ("a.json", b'{"status":"x"}', "status: a whole number is needed"),
    ],
)
def test_what_cannot_be_used_ends_with_2(
    name: str, body: bytes | None, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message names the file and what is wrong with it."""
    path = tmp_path / name
    if body is not None:
        path.write_bytes(body)
    assert main(["explain", str(path)]) == 2
    shown = capsys.readouterr()
    assert name in shown.err
    assert message in shown.err
    assert shown.out == ""


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (["--use", "ai-trian"], "did you mean 'ai-train'"),
        (["--use", ""], "an empty use"),
        (["--for", "trane"], "did you mean 'train'"),
        (["--for", "train", "--use", "tdm"], "either --use or --for"),
        (["--accept", "all"], "there is no 'all'"),
        (["--fail-on", "deny"], "did you mean 'denied'"),
        (["--agent", "mybot/1.0 (x)"], "write the name alone"),
        (["--profile", "as-stated,moon"], "no profile is called 'moon'"),
    ],
)
def test_wrong_flags_end_with_2(
    flags: list[str], message: str, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A misspelt word is refused before any work, with the nearest right one."""
    assert main(["explain", str(saved), *flags]) == 2
    assert message in capsys.readouterr().err


FEED = "<rss version='2.0'><channel><copyright>2020 Quay. All rights reserved.</copyright></channel></rss>"


def test_a_file_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A feed, a picture or a book is read for what it says of itself; the question decides the exit code."""
    path = tmp_path / "feed.xml"
    path.write_text(FEED, encoding="utf-8")
    assert (
        main(["explain", str(path), "--use", "redistribute", "--format", "jsonl", "--url", "https://a.example/f"])
        == 11
    )
    row = json.loads(capsys.readouterr().out)
    assert row["url"] == "https://a.example/f"
    assert row["rights"]["evidence"][0]["place"] == "feed:feed/copyright"
    assert row["rights"]["evidence"][0]["scope"] == "file"
    assert main(["explain", str(path)]) == 0
    assert "All rights reserved" in capsys.readouterr().out


def test_a_file_that_is_broken_is_unread(tmp_path: Path) -> None:
    """What cannot be read of a file is no silence."""
    path = tmp_path / "feed.xml"
    path.write_text(FEED[:-6], encoding="utf-8")
    assert main(["explain", str(path), "--use", "redistribute", "--fail-on", "unread"]) == 12


def test_a_missing_extra_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PDF needs an extra; the message says how to get it."""
    monkeypatch.setattr("rightscheck.media.read.find_spec", lambda _name: None)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    assert main(["explain", str(path)]) == 2
    assert "rightscheck[assets]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ftp://a.example/x"], "those begin with http:// or https://"),
        (["www.a.example"], "those begin with http:// or https://"),
        (["http://a.example/", "--url", "http://b.example/"], "has its own"),
    ],
)
def test_an_address_that_cannot_be_meant_is_refused(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before any work, and in words that say what would do."""
    assert main(["explain", *arguments]) == 2
    assert message in capsys.readouterr().err
