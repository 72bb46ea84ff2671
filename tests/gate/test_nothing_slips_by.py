# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Ways in which a record could pass by mistake, or get lost: what was known and not asked, what was left behind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.cli import main
from rightscheck.errors import UsageError
from rightscheck.gate.gating import Gate
from rightscheck.model import Absent, Found, Part, Unread
from rightscheck.store.collecting import collect_in
from rightscheck.store.policies import SitePolicies

if TYPE_CHECKING:
    from pathlib import Path

RESERVED = Found(body=b'[{"location": "/", "tdm-reservation": 1}]', status=200)
TDMREP = "/.well-known/tdmrep.json"
SILENT: dict[str, Part] = {"robots.txt": Absent(reason="404"), TDMREP: Absent(reason="404")}


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    """A site that was silent in May and reserves since June."""
    with collect_in(tmp_path / "policies") as collection:
        collection.add("a.example", "2026-05-01T10:00:00Z", SitePolicies(parts=SILENT))
        collection.add("a.example", "2026-06-01T10:00:00Z", SitePolicies(parts={**SILENT, TDMREP: RESERVED}))
        collection.finish(table=False)
    return tmp_path / "policies"


def test_the_address_that_answered_is_read_in_tables_too(snapshot: Path) -> None:
    """A row is of the site that answered, as a line is; else a reservation of that site would be passed over."""
    arrow = pytest.importorskip("pyarrow")
    row = {"url": "https://b.example/x", "final_url": "https://a.example/x", "html": "<p>Weather.</p>"}
    gate = Gate(uses=["ai-train"], profile="us", on_uncertain="keep", accept=["standing"], policies=snapshot)
    (told,) = gate.batch(arrow.Table.from_pylist([row])).to_pylist()
    assert json.loads(told["held"])["reason"] == gate(row).reason == "stated-denied"


@pytest.mark.parametrize("day", ["2026-5-20", "2026-05-20T12:00", "tomorrow", ""])
def test_what_is_no_day_is_refused(day: str, snapshot: Path) -> None:
    """Days are compared as text, and another form would sort behind newer policies."""
    with pytest.raises(UsageError, match="is no day"):
        Gate(uses=["ai-train"], policies=snapshot, as_of=day)


def test_a_day_in_another_form_is_the_same_day(snapshot: Path) -> None:
    """The basic form of ISO 8601 picks the policies of that day, not the newest."""
    gate = Gate(uses=["ai-train"], policies=snapshot, as_of="20260520")
    assert gate({"url": "https://a.example/x", "text": "Weather."}).reason == "uncertain"


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"robots.txt": Unread(reason="503")},
        {"robots.txt": Found(body=b"User-agent: *\nDisallow: /\n", status=200)},
    ],
)
def test_a_no_outlives_a_visit_that_was_kept_from_asking(parts: dict[str, Part], tmp_path: Path) -> None:
    """A site that is gone, down or closed to us has not taken back what it said; what it says anew counts."""
    with collect_in(tmp_path / "policies") as collection:
        collection.add("a.example", "2026-05-01T10:00:00Z", SitePolicies(parts={**SILENT, TDMREP: RESERVED}))
        collection.add("a.example", "2026-06-01T10:00:00Z", SitePolicies(parts=parts, complete=False))
        assert [site for site, _ in collection.pending()] == []
        collection.finish(table=False)
    record = {"url": "https://a.example/x", "html": "<p>Weather.</p>"}
    verdict = Gate(uses=["ai-train"], profile="us", accept=["standing"], policies=tmp_path / "policies")(record)
    assert verdict.reason == "stated-denied"
    robots = parts.get("robots.txt", SILENT["robots.txt"])
    assert verdict.report.observation.robots == robots


def dataset(folder: Path, name: str) -> Path:
    """Twenty silent records."""
    rows: list[dict[str, Any]] = [
        {"id": f"{name}{n}", "url": f"https://s{n}.example/", "text": "x"} for n in range(20)
    ]
    (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder / f"{name}.jsonl"


def gate(source: Path, kept: Path, held: Path, *more: str) -> int:
    """The exit code of a gate over it."""
    return main(["gate", str(source), "--use", "ai-train", "--kept", str(kept), "--held", str(held), "-q", *more])


def test_an_output_that_is_gone_is_made_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A finished run that is resumed vouches for its outputs: a missing one is written, a changed one is told."""
    source, kept, held = dataset(tmp_path, "a"), tmp_path / "kept.jsonl", tmp_path / "held.jsonl"
    assert gate(source, kept, held) == 0
    whole = held.read_bytes()
    held.unlink()
    assert gate(source, kept, held, "--resume") == 0
    assert held.read_bytes() == whole
    held.write_bytes(whole + b"{}\n")
    assert gate(source, kept, held, "--resume") == 2
    assert "has changed since that run ended" in capsys.readouterr().err


def test_beginning_anew_leaves_nothing_of_other_inputs(tmp_path: Path) -> None:
    """Folders that are overwritten hold the records of this run alone, and files that are none of ours."""
    kept, held = tmp_path / "kept", tmp_path / "held"
    (tmp_path / "in" / "sub").mkdir(parents=True)
    dataset(tmp_path / "in" / "sub", "a")
    assert gate(tmp_path / "in", kept, held) == 0
    (held / "notes.txt").write_text("mine")
    assert any(path.name == "a.jsonl" for path in held.rglob("*"))
    assert gate(dataset(tmp_path, "b"), kept, held, "--overwrite") == 0
    assert sorted(path.name for path in held.rglob("*") if path.is_file()) == ["b.jsonl", "notes.txt"]


def test_a_place_that_cannot_be_written_is_wrong_usage(
    tmp_path: Path, snapshot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command says which folder it cannot make, and ends with 2."""
    source = dataset(tmp_path, "a")
    nowhere = f"/proc/{'x' * 9}"
    assert gate(source, tmp_path.__class__(f"{nowhere}k"), tmp_path.__class__(f"{nowhere}h")) == 2
    assert main(["sites", str(source), "--output", nowhere, "--quiet"]) == 2
    assert main(["gate", str(source), "--sidecar", str(tmp_path / "m.jsonl"), "--use", "ai-train", "-q"]) == 0
    assert main(["recheck", str(tmp_path / "m.jsonl"), "--policies", str(snapshot), "-o", nowhere, "-q"]) == 2
    assert capsys.readouterr().err.count("cannot be written") == 3


@pytest.mark.parametrize("row", [{"robots_txt": None}, {"site_files": {TDMREP: None}}])
def test_a_cell_that_nobody_filled_hides_no_policy(row: dict[str, Any], snapshot: Path) -> None:
    """``null`` is a file looked for and absent by the contract; on demand it is a gap, which policies fill."""
    record = {"url": "https://a.example/x", "html": "<p>Weather.</p>", **row}
    name = next(iter(row.get("site_files") or ["robots.txt"]))
    absent, gap = (
        Gate(uses=["ai-train"], policies=snapshot, nulls=nulls)(record) for nulls in ("absent", "not-given")
    )
    assert name not in (absent.joined or ())
    assert name in (gap.joined or ())
    assert gap.reason == "stated-denied"
