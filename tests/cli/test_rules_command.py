# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``rightscheck rules``: list, show, test, check, matrix, docs, and a user's own rules."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

from rightscheck.cli import main
from rightscheck.rules.cases import cases
from rightscheck.rules.rulebook import rulebook

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from rightscheck.resources import RuleData

PROFILE = 'title = "Mine"\nfits = "You are us."\nextends = "us"\n'


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr."""
    code = main(["rules", *arguments])
    out = capsys.readouterr()
    return code, out.out, out.err


def test_the_list_names_profiles_and_rules(capsys: pytest.CaptureFixture[str], rules: RuleData) -> None:
    """Every rule stands in it, and each profile with whom it fits; experimental ones say so."""
    code, out, _ = shown(capsys, "list")
    assert code == 0
    assert all(f"  {rule} " in out for rule in rulebook(rules))
    assert "experimental: You are in Singapore" in out


def test_the_list_as_json_lines_has_id_rung_and_cases(capsys: pytest.CaptureFixture[str], rules: RuleData) -> None:
    """One object a rule; the numbers of cases add up."""
    _, out, _ = shown(capsys, "list", "--format", "jsonl")
    found = [json.loads(line) for line in out.splitlines()]
    assert [row["id"] for row in found] == list(rulebook(rules))
    assert sum(row["cases"] for row in found) == len(cases(rules))
    assert all(row["rung"] and row["cases"] for row in found)


def test_a_rule_is_shown_with_its_basis(capsys: pytest.CaptureFixture[str]) -> None:
    """The page of a rule; a misspelt id is offered the nearest and ends with 2."""
    code, out, _ = shown(capsys, "show", "tdm-eu-reserved")
    assert (code, "## Basis" in out, "Article 4(3)" in out) == (0, True, True)
    code, _, err = shown(capsys, "show", "tdm-eu-reservd")
    assert (code, "did you mean 'tdm-eu-reserved'" in err) == (2, True)


def test_every_case_holds(capsys: pytest.CaptureFixture[str], rules: RuleData) -> None:
    """The last line counts cases and rules, and nothing is undecided."""
    code, out, _ = shown(capsys, "test")
    assert code == 0
    assert out.splitlines()[-1] == f"{len(cases(rules))} cases, {len(rulebook(rules))} rules, 0 undecided"


def test_a_failing_case_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A case that does not hold is told with file, profile, reuse and what came out."""
    folder = tmp_path / "cases" / "ladder"
    folder.mkdir(parents=True)
    text = '[[case]]\nprofile = ["us"]\nreuse = ["quote"]\noutcome = "denied"\nrule = "quote"\n'
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    code, out, _ = shown(capsys, "test", "--rules", str(tmp_path))
    assert code == 1
    assert "mine.toml: us, quote, nothing: conditional by quote, not denied by quote" in out


def test_one_language_is_tested_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """With --language only its notices run; a language without cases is named with what is near."""
    code, out, _ = shown(capsys, "test", "--language", "pl")
    assert (code, out.splitlines()[-1].endswith("in 1 languages")) == (0, True)
    code, _, err = shown(capsys, "test", "--language", "pll")
    assert (code, "no case is in 'pll'" in err) == (2, True)


def test_a_failing_notice_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A notice that is read otherwise is told with its file, its name and what was read."""
    folder = tmp_path / "cases" / "notices"
    folder.mkdir(parents=True)
    text = 'language = "en"\n[[case]]\nid = "mine"\ntext = "All rights reserved."\nstated = { tdm = "denied" }\n'
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    code, out, _ = shown(capsys, "test", "--language", "en", "--rules", str(tmp_path))
    assert code == 1
    assert "mine.toml: mine: states {" in out


def test_check_warns_of_reviews(capsys: pytest.CaptureFixture[str]) -> None:
    """A passed review date is a warning, and with --strict an exit code."""
    code, out, err = shown(capsys, "check", "--as-of", "2026-12-17")
    assert (code, "every cell answered once" in out) == (0, True)
    assert "tdm-eu-natural-language was to be reviewed by 2026-12-17" in err
    assert shown(capsys, "check", "--as-of", "2026-12-17", "--strict")[0] == 1
    assert shown(capsys, "check", "--as-of", "2026-11-25", "--strict")[0] == 0


def test_the_matrix_is_csv(capsys: pytest.CaptureFixture[str]) -> None:
    """2,400 cells under the seven headings, contested or empty."""
    _, out, _ = shown(capsys, "matrix", "--format", "csv")
    table = list(csv.DictReader(out.splitlines()))
    assert list(table[0]) == ["profile", "reuse", "evidence", "outcome", "confidence", "rule", "contested"]
    assert len(table) == 2400
    assert {row["contested"] for row in table} == {"contested", ""}


def test_docs_are_one_page_a_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str], rules: RuleData) -> None:
    """As many pages as rules, each with the same headings."""
    shown(capsys, "docs", "--output", str(tmp_path / "pages"))
    written = list((tmp_path / "pages").glob("*.md"))
    assert {page.stem for page in written} == set(rulebook(rules))
    for text in (page.read_text(encoding="utf-8") for page in written):
        assert all(f"\n## {heading}\n" in text for heading in ("When", "Basis", "Why", "What to do", "Cases"))


def test_a_profile_of_ones_own_can_be_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--rules is read before --profile wherever it stands, and the digest in the report changes."""
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "mine.toml").write_text(PROFILE, encoding="utf-8")
    text = tmp_path / "note.txt"
    text.write_text("A note on ferries.", encoding="utf-8")
    digests = set()
    for extra in (("--profile", "mine", "--rules", str(tmp_path)), ("--profile", "us")):
        assert main(["explain", str(text), "--format", "jsonl", *extra]) == 0
        digests.add(json.loads(capsys.readouterr().out)["rights"]["rules"])
    assert len(digests) == 2
    assert main(["explain", str(text), "--profile", "mine"]) == 2


def test_agreements_are_a_flag(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of agreements answers under a profile; a wrong one is refused with 2 before any work."""
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><title>A</title><p>A note on ferries and their hours.</p>", encoding="utf-8")
    mine = tmp_path / "mine.toml"
    text = '[[agreement]]\nreference = "7"\nwith = "X"\ndomains = ["x.example"]\nreuses = ["adapt"]\n'
    mine.write_text(text, encoding="utf-8")
    asked = ("explain", str(page), "--url", "https://x.example/", "--profile", "strict", "--format", "jsonl")
    assert main([*asked, "--agreements", str(mine)]) == 0
    rights = json.loads(capsys.readouterr().out)["rights"]
    assert rights["reuses"]["adapt"]["rule"] == "agreement-on-file"
    mine.write_text(text.replace("adapt", "adopt"), encoding="utf-8")
    assert main([*asked, "--agreements", str(mine)]) == 2
    assert "did you mean 'adapt'" in capsys.readouterr().err
