# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``rightscheck recheck`` from files to files: sidecars of WARC, JSON Lines and Parquet, and what changed."""

from __future__ import annotations

import json
import uuid
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.cli import main
from rightscheck.model import Absent, Found, Unread
from rightscheck.sources.packed import Packing, packing_writer
from rightscheck.store.collecting import collect_in
from rightscheck.store.policies import SitePolicies

if TYPE_CHECKING:
    from pathlib import Path

    from rightscheck.model import Part

pa = pytest.importorskip("pyarrow", reason="the extra 'gate' is not installed")
pq = pytest.importorskip("pyarrow.parquet", reason="the extra 'gate' is not installed")
pytest.importorskip("fastwarc", reason="the extra 'gate' is not installed")

QUESTION = ("--use", "ai-train", "--profile", "us", "--accept", "standing", "--on-uncertain", "keep")
SILENT: dict[str, Part] = {
    name: Absent(reason="404") for name in ("robots.txt", "/ai.txt", "/.well-known/tdmrep.json")
}
RESERVED = Found(body=b'[{"location": "/", "tdm-reservation": 1}]', status=200)


def snapshot(folder: Path, **sites: dict[str, Part]) -> Path:
    """A finished snapshot; ``site1`` is site1.example."""
    with collect_in(folder) as collection:
        for name, parts in sites.items():
            collection.add(f"{name}.example", "2026-10-01T00:00:00Z", SitePolicies(parts=parts))
        collection.finish(table=False)
    return folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Site 1 reserves, the others say nothing."""
    silent = {f"site{n}": SILENT for n in range(5)}
    return snapshot(tmp_path / "old", **{**silent, "site1": {**SILENT, "/.well-known/tdmrep.json": RESERVED}})


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Site 1 reserves no more, site 2 does, site 3 cannot be asked any more."""
    return snapshot(
        tmp_path / "new", site1=SILENT, site2={**SILENT, "/.well-known/tdmrep.json": RESERVED}, site4=SILENT
    )


def rows(path: Path) -> dict[str, Any]:
    """The lines of a file by id."""
    return {row["id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def kept(data: Path, policies: Path, folder: Path) -> set[str]:
    """The ids that pass with these policies."""
    out = (folder / "kept.jsonl", folder / "held.jsonl")
    line = ["gate", str(data), *QUESTION, "--policies", str(policies), "--kept", str(out[0]), "--held", str(out[1])]
    assert main([*line, "--quiet", "--overwrite"]) == 0
    return set(rows(out[0]))


@pytest.fixture(params=["warc", "jsonl.zst", "parquet"])
def data(request: pytest.FixtureRequest, tmp_path: Path, pages: list[dict[str, Any]], warc: Path) -> Path:
    """The thirty pages of five sites in one of the formats."""
    if request.param == "warc":
        return warc
    path = tmp_path / f"in.{request.param}"
    if request.param == "parquet":
        pq.write_table(pa.Table.from_pylist(pages), path)
        return path
    with path.open("wb") as stream:
        writer = packing_writer(stream, Packing.ZSTD)
        writer.write(b"".join(json.dumps(page).encode() + b"\n" for page in pages))
        writer.close()
    return path


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_what_changed_is_what_two_runs_of_the_gate_tell(
    data: Path, form: str, old: Path, new: Path, tmp_path: Path
) -> None:
    """Without the content it finds the very records that the gate would hold or let pass differently now."""
    marks, out = tmp_path / f"marks.{form}", tmp_path / "changes"
    assert main(["gate", str(data), "--sidecar", str(marks), *QUESTION, "--policies", str(old), "--quiet"]) == 0
    before, after = kept(data, old, tmp_path), kept(data, new, tmp_path)
    data.unlink()
    assert main(["recheck", str(marks), "--policies", str(new), "--output", str(out), "--quiet"]) == 0
    removed, restored = rows(out / "remove.jsonl"), rows(out / "restore.jsonl")
    assert set(removed) == before - after
    assert set(restored) == after - before
    assert removed
    assert restored
    one = next(iter(removed.values()))
    assert (one["before"]["held"], one["after"]["held"]["reason"]) == (None, "stated-denied")
    assert one["before"]["uses"]["ai-train"]["stated"] != "denied"
    assert one["after"]["uses"]["ai-train"]["stated"] == "denied"
    assert one["evidence"][0]["url"] == "http://site2.example/.well-known/tdmrep.json"
    manifest = json.loads((out / "recheck.json").read_text())
    assert manifest["changes"]["remove"] == len(removed)
    assert manifest["changes"]["site-not-in-policies"] == 12
    assert manifest["records"] == 30


def test_several_inputs_keep_their_order(lines: Path, warc: Path, old: Path, new: Path, tmp_path: Path) -> None:
    """Marks and addresses of many shards are joined alike, so that each mark finds its own address."""
    marks = tmp_path / "marks.parquet"
    line = ["gate", str(lines), str(warc), "--sidecar", str(marks), *QUESTION, "--policies", str(old), "--quiet"]
    assert main([*line, "--workers", "2"]) == 0
    assert main(["recheck", str(marks), "--policies", str(new), "--output", str(tmp_path), "--quiet"]) == 0
    removed = rows(tmp_path / "remove.jsonl")
    assert {row["url"].split("/")[2] for row in removed.values()} == {"site2.example"}
    ids = {name.removeprefix("<urn:id:").removesuffix(">") for name in removed}
    assert len(removed) == 2 * len(ids), "both inputs hold the same records"


def test_sites_that_could_not_be_read_are_counted_apart(
    lines: Path, old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A site that is down today is held, and whoever acts on the list is told that it may be so for an hour."""
    marks = tmp_path / "marks.jsonl"
    assert main(["gate", str(lines), "--sidecar", str(marks), *QUESTION, "--policies", str(old), "--quiet"]) == 0
    down = snapshot(tmp_path / "down", site2={"robots.txt": Unread(reason="503")})
    assert main(["recheck", str(marks), "--policies", str(down), "--output", str(tmp_path)]) == 0
    removed = rows(tmp_path / "remove.jsonl")
    assert {row["after"]["held"]["reason"] for row in removed.values()} == {"unread"}
    said = capsys.readouterr().err
    assert f"held now because: {len(removed)} unread" in said
    assert "--resume --unread" in said


def test_a_day_picks_the_policies(lines: Path, old: Path, new: Path, tmp_path: Path) -> None:
    """Before the newer snapshot was made nothing newer was known."""
    marks = tmp_path / "marks.jsonl"
    assert main(["gate", str(lines), "--sidecar", str(marks), *QUESTION, "--policies", str(old), "--quiet"]) == 0
    line = ["recheck", str(marks), "--policies", str(new), "--output", str(tmp_path), "--as-of", "2026-09-30", "-q"]
    assert main(line) == 0
    assert rows(tmp_path / "remove.jsonl") == rows(tmp_path / "restore.jsonl") == {}


def test_outputs_are_not_overwritten_unasked(lines: Path, new: Path, tmp_path: Path) -> None:
    """An earlier list of records to remove may not have been acted on yet."""
    marks = tmp_path / "marks.jsonl"
    assert main(["gate", str(lines), "--sidecar", str(marks), *QUESTION, "--quiet"]) == 0
    line = ["recheck", str(marks), "--policies", str(new), "--output", str(tmp_path), "--quiet"]
    assert [main(line), main(line), main([*line, "--overwrite"])] == [0, 2, 0]


@pytest.mark.parametrize("lost", ["manifest.json", "addresses.jsonl.zst", "evidence.jsonl.zst"])
def test_a_sidecar_that_is_not_whole_is_refused(lost: str, lines: Path, new: Path, tmp_path: Path) -> None:
    """Without one of its files nothing sound can be told, and so no list is written."""
    marks = tmp_path / "marks.jsonl"
    assert main(["gate", str(lines), "--sidecar", str(marks), *QUESTION, "--quiet"]) == 0
    next(path for path in tmp_path.iterdir() if path.name.endswith(lost)).unlink()
    assert main(["recheck", str(marks), "--policies", str(new), "--output", str(tmp_path), "--quiet"]) == 2
    assert not (tmp_path / "remove.jsonl").exists()


def test_files_that_do_not_belong_together_are_refused(lines: Path, new: Path, tmp_path: Path) -> None:
    """A mark more than there are addresses, or one less, would put every record to another's site."""
    marks = tmp_path / "marks.jsonl"
    assert main(["gate", str(lines), "--sidecar", str(marks), *QUESTION, "--quiet"]) == 0
    whole = marks.read_bytes().splitlines(keepends=True)
    for damaged in (whole[:-1], [*whole, whole[0]], [*whole[:-1], b"{}\n"], [*whole[:-1], b"oops\n"]):
        marks.write_bytes(b"".join(damaged))
        assert main(["recheck", str(marks), "--policies", str(new), "--output", str(tmp_path), "--quiet"]) == 2


def test_another_runs_manifest_is_refused(lines: Path, new: Path, tmp_path: Path) -> None:
    """Marks are judged by the question they were made for, and a split dataset is none."""
    marks = tmp_path / "marks.jsonl"
    out = tmp_path / "kept.jsonl"
    line = ["gate", str(lines), *QUESTION, "--kept", str(out), "--held", str(tmp_path / "held.jsonl"), "--quiet"]
    assert main(line) == 0
    marks.write_bytes(b"")
    (tmp_path / "marks.jsonl.manifest.json").write_bytes((tmp_path / "kept.jsonl.manifest.json").read_bytes())
    assert main(["recheck", str(marks), "--policies", str(new), "--output", str(tmp_path), "--quiet"]) == 2


def test_a_sidecar_takes_less_than_40_bytes_a_record(tmp_path: Path) -> None:
    """Random ids as crawls have them, addresses of many pages of some sites: marks and evidence stay small."""
    random = Random(7)  # noqa: S311  # no secret
    words = ("weather", "harbour", "council", "bridge", "market", "winter", "school", "orchard")
    lines = []
    for _ in range(2000):
        path = "-".join(random.choice(words) for _ in range(4))
        name = f"<urn:uuid:{uuid.UUID(int=random.getrandbits(128))}>"
        text = random.choice(("Weather.", "Any use of this text for AI training is prohibited."))
        lines.append({"id": name, "url": f"https://site{random.randrange(40)}.example/{path}", "text": text})
    data, marks = tmp_path / "in.jsonl", tmp_path / "marks.parquet"
    data.write_bytes(b"".join(json.dumps(line).encode() + b"\n" for line in lines))
    assert main(["gate", str(data), "--sidecar", str(marks), *QUESTION, "--quiet"]) == 0
    sizes = {path.name: path.stat().st_size / len(lines) for path in tmp_path.glob("marks.*")}
    assert sizes["marks.parquet"] + sizes["marks.evidence.jsonl.zst"] < 40, sizes
    assert sizes["marks.addresses.jsonl.zst"] < 40, sizes
