# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``rightscheck notices``: what was read of the prose, sentence by sentence."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from rightscheck.cli import main
from rightscheck.cli.app import rightscheck

if TYPE_CHECKING:
    from pathlib import Path

NOTICE = "You may not copy our articles without our prior written consent, except for search engines."
NEWS = "The newspaper reported on Monday that the court had prohibited copying of articles without consent."
TIDES = "<p>High water is at noon.</p>" * 4
PAGE = f"<html lang=en><body>\n<p>{NEWS}</p>{TIDES}\n<footer>{NOTICE}</footer></body></html>"
ODD = "\u00a9 2024 <p> </ &# \x1b[2J \x9b31m \u202e \ufffd \x00 \U000e0041"
#: What a terminal acts on: escape and other C0 and C1 controls, bidi overrides.
ACTED_ON = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def run(*arguments: str, stdin: str | bytes | None = None) -> tuple[int, str, str]:
    """The exit code, stdout and stderr of one call in this process."""
    done = CliRunner().invoke(rightscheck, ["notices", *arguments], input=stdin, standalone_mode=False)
    code = done.return_value if done.exception is None else 2
    return int(code or 0), done.stdout, done.stderr


def clauses(*arguments: str, stdin: str | bytes | None = None) -> list[dict[str, Any]]:
    """The clauses of the first subject, from the JSON."""
    code, out, _ = run(*arguments, "--format", "json", stdin=stdin)
    assert code == 0
    found: list[dict[str, Any]] = json.loads(out)[0]["clauses"]
    return found


def test_a_text_from_stdin() -> None:
    """The sentence, its offsets and language, what it says, the exception, and the cues with their sum."""
    code, out, err = run("-", stdin=f"High water is at noon.\n\n{NOTICE}\n")
    assert (code, err) == (0, "")
    lines = [line.strip() for line in out.splitlines()]
    assert lines[0] == "stdin: text, 1 notice"
    assert f"[0] notice, en, text, characters 24 to {24 + len(NOTICE)}" in lines
    assert "modality: asks for consent by \u201cwithout\u201d + \u201cconsent\u201d" in lines
    assert "says: denied redistribute (named); adapt, archive (general)" in lines
    assert "says: granted search (named)" in lines
    assert any(line.startswith("not reached: \u201cexcept for search engines") for line in lines)
    assert any(line.startswith("for it: ") for line in lines)
    assert any(re.match(r"sum \+\d+\.\d\d from a bias of [+-]\d+\.\d\d; a notice from 0 on", line) for line in lines)


def test_a_page_is_known_by_its_content(tmp_path: Path) -> None:
    """Markup in a file of any name is read as a page, with line and column; the article is considered and is none."""
    path = tmp_path / "saved"
    path.write_text(PAGE, encoding="utf-8")
    code, out, _ = run(str(path))
    assert code == 0
    assert "html, 1 notice, 1 considered and found to be none" in " ".join(out.split())
    assert "notice, en, html:footer line 3 column 1" in out
    assert "no notice, en, html:p line 2 column 1" in out
    assert "against it: " in out
    assert "it does not count" in " ".join(out.split())


def test_a_page_that_begins_with_words_is_known_by_its_name(tmp_path: Path) -> None:
    """The suffix of a page holds where the content leaves it open."""
    path = tmp_path / "page.html"
    path.write_text(f"Tides<p>{NOTICE}</p>", encoding="utf-8")
    assert clauses(str(path))[0]["place"] == "html:p"


def test_a_record_brings_what_it_holds(tmp_path: Path) -> None:
    """A record of a dataset is read as the gate reads it, comments of its robots.txt among the rest."""
    path = tmp_path / "record.json"
    path.write_text(json.dumps({"url": "https://a.example/", "text": NOTICE, "robots_txt": f"# {NOTICE}\n"}))
    assert [one["place"] for one in clauses(str(path))] == ["text", "/robots.txt:1"]


def test_a_lexicon_of_ones_own_is_tried(tmp_path: Path) -> None:
    """With --rules the user's own files are read over those that ship."""
    folder = tmp_path / "mine" / "lexicons"
    folder.mkdir(parents=True)
    (folder / "_weights.toml").write_text("hand_bias = -9.0\n[hand]\n[bias]\nvalue = -9.0\n[weights]\nact = 0.5\n")
    (one,) = clauses("-", "--rules", str(tmp_path / "mine"), stdin=NOTICE)
    assert (one["verdict"], one["weighed"]["bias"]) == ("no-notice", -9.0)
    assert [cue["cue"] for cue in one["weighed"]["cues"]] == ["act"]


@pytest.mark.parametrize(("flag", "place"), [("--html", "html:body"), ("--text", "text")])
def test_the_form_can_be_named(flag: str, place: str) -> None:
    """A form that is named wins over what the content looks like."""
    stdin = NOTICE if flag == "--html" else f"<p>\n{NOTICE}\n</p>"
    assert clauses("-", flag, stdin=stdin)[0]["place"] == place


def test_json_tells_everything() -> None:
    """Spans, modalities and deeds are slices with their entry; statements name what gave them; the sum adds up."""
    (one,) = clauses("-", stdin=NOTICE)
    assert (one["verdict"], one["language"], one["start"], one["end"]) == ("notice", "en", 0, len(NOTICE))
    assert all(NOTICE[span["start"] : span["end"]] == span["text"] for span in one["spans"])
    entries = [entry for mode in one["modalities"] for entry in mode["entries"]]
    assert {"entry": "without:without", "text": "without"} in entries
    assert {"token": "reproduce", "value": "denied"}.items() <= one["deeds"][0].items()
    said = {(s["reuse"], s["stated"], s["basis"]): s["by"] for s in one["statements"]}
    assert said["redistribute", "denied", "named"] == "reproduce"
    assert said["search", "granted", "named"] == "search"
    weighed = one["weighed"]
    parts = [weighed["bias"], *(cue["adds"] for cue in weighed["cues"])]
    assert sum(parts) == pytest.approx(weighed["sum"], abs=0.01)
    assert one["consent_route"]


def test_jsonl_is_a_line_for_each_file(tmp_path: Path) -> None:
    """Several files, in order, with the forms found; JSON is one array of the same."""
    paths = [tmp_path / "a.txt", tmp_path / "b.html"]
    paths[0].write_text(NOTICE, encoding="utf-8")
    paths[1].write_text(PAGE, encoding="utf-8")
    names = [str(path) for path in paths]
    _, lines, _ = run(*names, "--format", "jsonl")
    rows = [json.loads(line) for line in lines.splitlines()]
    assert [(row["file"], row["form"]) for row in rows] == [(names[0], "text"), (names[1], "html")]
    _, array, _ = run(*names, "--format", "json")
    assert json.loads(array) == rows
    assert rows[0]["rules"].startswith("sha256:")


def test_all_shows_what_says_nothing_too() -> None:
    """A sentence that woke the reader and says nothing of a use is shown when asked for."""
    text = "Our robots measure the tide without consent."
    assert clauses("-", stdin=text) == []
    assert [one["verdict"] for one in clauses("-", "--all", stdin=text)] == ["silent"]


def test_a_licence_says_what_its_terms_say() -> None:
    """The uses a licence reaches are told with its conditions, by the licence."""
    (one,) = clauses("-", stdin="All content of this site is licensed under CC BY 4.0.")
    assert (one["verdict"], one["licence"]) == ("licence", "CC-BY-4.0")
    assert {"redistribute"} <= {s["reuse"] for s in one["statements"] if "attribution" in s["conditions"]}


def test_verbose_names_the_entries() -> None:
    """Each deed with the lexicon entry that named it."""
    _, out, _ = run("-", "--verbose", stdin=NOTICE)
    assert "reproduce denied by copy:" in out
    assert "entries of consent: without:without + consent:" in out


def test_output_goes_to_a_file(tmp_path: Path) -> None:
    """The suffix tells the form, a taken name is refused."""
    out = tmp_path / "read.json"
    assert run("-", "--output", str(out), stdin=NOTICE)[:2] == (0, "")
    assert json.loads(out.read_bytes())[0]["clauses"][0]["verdict"] == "notice"
    assert run("-", "--output", str(out), stdin=NOTICE)[0] == 2


@pytest.mark.parametrize(
    ("name", "body", "message"),
    [
        ("none.txt", None, "cannot be read"),
        ("a.txt", b"caf\xe9", "not UTF-8"),
        ("a.gif", b"GIF89a\x01\0\x01\0\0\0\0;", "explain"),
        ("a.pdf", b"%PDF-1.7\n", "explain"),
    ],
)
def test_one_file_that_cannot_be_read_keeps_no_other_from_it(
    name: str, body: bytes | None, message: str, tmp_path: Path
) -> None:
    """It is told on stderr and by the exit code; the others are read."""
    good = tmp_path / "good.txt"
    good.write_text(NOTICE, encoding="utf-8")
    bad = tmp_path / name
    if body is not None:
        bad.write_bytes(body)
    code, out, err = run(str(bad), str(good), "--format", "jsonl")
    assert code == 2
    assert name in err
    assert message in err
    assert [json.loads(line)["file"] for line in out.splitlines()] == [str(good)]


def test_both_forms_are_one_too_many(capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage is told before anything is read."""
    assert main(["notices", "-", "--html", "--text"]) == 2
    assert "either --html or --text" in capsys.readouterr().err


def test_a_page_in_the_pages_place_is_not_read(tmp_path: Path) -> None:
    """A log-in form, a challenge and the like hold no notice of the page: that is told, with the word for it."""
    path = tmp_path / "page.html"
    head = "<title>Just a moment...</title>"
    path.write_text(f"<html><head>{head}</head><body><script>window._cf_chl_opt={{}}</script></body></html>")
    code, out, _ = run(str(path))
    assert code == 0
    assert "html, not read (challenge)" in out


def test_nothing_to_tell() -> None:
    """An empty text is a text without a notice."""
    assert run("-", stdin="")[:2] == (0, "stdin: text, 0 notices\n")


def test_colours_mark_the_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    """With colour each span has that of its role, and the key says which is which; without there is none."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    _, out, _ = run("-", stdin=NOTICE)
    assert "\x1b[1;31mwithout\x1b[0m" in out
    assert "\x1b[1mColours\x1b[0m" in out
    monkeypatch.setenv("NO_COLOR", "1")
    _, out, _ = run("-", stdin=NOTICE)
    assert "\x1b" not in out
    assert "Colours" not in out


@pytest.mark.parametrize("flag", ["--html", "--text"])
def test_nothing_a_terminal_acts_on_gets_through(flag: str, tmp_path: Path) -> None:
    """Escapes, controls and overrides in text and file name are shown as something that stood there, or dropped."""
    words = (
        "You may not \x1b[2Jcopy our \x1b]0;owned\x07articles\u202e without our \x9b31mconsent\x08\x08, Sir\x1b[1A."
    )
    path = tmp_path / "a\x1b[31m.txt"
    path.write_text(words, encoding="utf-8")
    code, out, err = run(str(path), flag, "--all", "--verbose")
    assert code == 0
    assert "articles" in out
    assert not ACTED_ON.search(out + err)
    _, _, err = run(str(tmp_path / "gone\x1b[31m"))
    assert "cannot be read" in err
    assert not ACTED_ON.search(err)


@pytest.mark.parametrize(("flag", "form"), [("--html", "json"), ("--text", "terminal")])
def test_a_megabyte_of_garbage(flag: str, form: str) -> None:
    """Any characters, waking words among them, are read to the end without a fault, and JSON stays JSON."""
    dice = random.Random(7)  # noqa: S311  # garbage that is the same each time
    words = [*NOTICE.split(), *ODD.split(" ")]
    some = [*words, *(chr(dice.randrange(1, 0xD7FF)) for _ in range(300))]
    garbage = " ".join(dice.choice(some) for _ in range(250_000))[:1_000_000]
    code, out, _ = run("-", flag, "--format", form, stdin=garbage)
    assert code == 0
    assert not ACTED_ON.search(out)
    if form == "json":
        assert json.loads(out)[0]["file"] == "stdin"


def test_as_a_process() -> None:
    """A pipe in, a pipe out, and the code of a good end."""
    done = subprocess.run(
        [sys.executable, "-m", "rightscheck", "notices", "-", "--format", "jsonl"],
        input=NOTICE.encode(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["clauses"][0]["text"] == NOTICE
