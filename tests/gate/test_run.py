# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A run over files: each record in exactly one output, in order, in every format, and the same after any stop."""

from __future__ import annotations

import gzip
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.errors import InputError, UsageError
from rightscheck.gate import pool
from rightscheck.gate.run import perform
from rightscheck.gate.work import do_shard
from rightscheck.sources.kinds import sniff
from rightscheck.sources.packed import open_packed

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rightscheck.gate.run import Run
    from rightscheck.gate.work import Order, Progress, Work

KEPT = [f"r{number}" for number in range(1, 30, 3)]
HELD = [f"r{number}" for number in range(30) if number % 3 != 1]


def ids(path: Path) -> list[str]:
    """The ids in this file of JSON lines, packed or not."""
    with open_packed(path, sniff(path).packing) as stream:
        return [str(json.loads(line)["id"]).removeprefix("<urn:id:").removesuffix(">") for line in stream]


def test_each_record_goes_to_exactly_one_output(lines: Path, tmp_path: Path, split: Callable[..., Any]) -> None:
    """Order is kept, kept records are the same bytes, held ones say why, and the manifest counts them all."""
    manifest = split([lines], tmp_path / "kept.jsonl", tmp_path / "held.jsonl")
    assert ids(tmp_path / "kept.jsonl") == KEPT
    assert ids(tmp_path / "held.jsonl") == [*HELD, "31"]
    source = lines.read_bytes().splitlines()
    assert (tmp_path / "kept.jsonl").read_bytes().splitlines() == source[1:30:3]
    held = [json.loads(line) for line in (tmp_path / "held.jsonl").read_bytes().splitlines()]
    assert {record["held"]["reason"] for record in held} == {"stated-denied", "uncertain", "unread"}
    assert held[-1]["raw"] == "oops"
    counts = manifest["counts"]
    assert (counts["records"], counts["kept"], counts["held"], counts["unreadable"]) == (31, 10, 21, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "held.jsonl",
        "in.jsonl",
        "kept.jsonl",
        "kept.jsonl.manifest.json",
    ]


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".jsonl.zst"])
def test_lines_packed_and_not(suffix: str, lines: Path, tmp_path: Path, split: Callable[..., Any]) -> None:
    """Packed lines are known by their content, of several members and frames too; outputs are packed as named."""
    body = lines.read_bytes()
    half = len(body) // 2
    source = tmp_path / "data.bin"
    if suffix.endswith(".gz"):
        source.write_bytes(gzip.compress(body[:half]) + gzip.compress(body[half:]))
    elif suffix.endswith(".zst"):
        source.write_bytes(zstd.compress(body[:half]) + zstd.compress(body[half:]))
    else:
        source.write_bytes(body)
    split([source], tmp_path / f"kept{suffix}", tmp_path / f"held{suffix}")
    assert sniff(tmp_path / f"kept{suffix}").suffix == suffix
    assert ids(tmp_path / f"kept{suffix}") == KEPT
    assert ids(tmp_path / f"held{suffix}") == [*HELD, "31"]


def test_warc_is_copied_byte_for_byte(warc: Path, tmp_path: Path, split: Callable[..., Any]) -> None:
    """Records of a WARC keep their bytes; a held one is followed by a metadata record; requests are passed over."""
    archive = pytest.importorskip("fastwarc.warc")
    kept, held = tmp_path / "kept.warc.gz", tmp_path / "held.warc.gz"
    manifest = split([warc], kept, held)
    assert (manifest["counts"]["records"], manifest["counts"]["passed_over"]) == (30, 30)
    found = [record.record_id for record in archive.ArchiveIterator(str(kept))]
    assert found == [f"<urn:id:{name}>" for name in KEPT]
    records = list(archive.ArchiveIterator(str(held), parse_http=False))
    assert len(records) == 2 * len(HELD)
    notes = [
        (record.headers["WARC-Refers-To"], json.loads(record.reader.read()))
        for record in archive.ArchiveIterator(str(held), record_types=archive.WarcRecordType.metadata)
    ]
    assert [name for name, _ in notes] == [f"<urn:id:{name}>" for name in HELD]
    assert notes[0][1]["held"]["reason"] == "stated-denied"
    members = b"".join(gzip.decompress(warc.read_bytes()).split(b"WARC/1.0\r\n")[4:5])
    assert members in gzip.decompress(kept.read_bytes())


def test_warc_as_lines(warc: Path, tmp_path: Path, split: Callable[..., Any]) -> None:
    """As JSON Lines a capture has id, url, headers as lists, status, html and its date."""
    pytest.importorskip("fastwarc")
    split([warc], tmp_path / "kept.jsonl", tmp_path / "held.jsonl")
    record = json.loads((tmp_path / "kept.jsonl").read_bytes().splitlines()[0])
    assert list(record) == ["id", "url", "headers", "status", "html", "fetched_at"]
    assert record["headers"] == {"Content-Type": ["text/html; charset=utf-8"]}
    assert ids(tmp_path / "kept.jsonl") == KEPT


def test_parquet_keeps_its_columns(pages: list[dict[str, Any]], tmp_path: Path, split: Callable[..., Any]) -> None:
    """Rows go out in the schema they came in, nested columns too; held ones have a column with the reason."""
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    rows = [{**record, "extra": {"n": number, "tags": ["a"] * (number % 3)}} for number, record in enumerate(pages)]
    table = arrow.Table.from_pylist(rows)
    parquet.write_table(table, tmp_path / "in.parquet", row_group_size=7)
    split([tmp_path / "in.parquet"], tmp_path / "kept.parquet", tmp_path / "held.parquet")
    kept, held = (parquet.read_table(tmp_path / name) for name in ("kept.parquet", "held.parquet"))
    assert kept.schema.equals(table.schema)
    assert kept.to_pylist() == rows[1::3]
    assert held.column("id").to_pylist() == HELD
    assert json.loads(held.column("held").to_pylist()[0])["reason"] == "stated-denied"


def test_folders_keep_names_and_formats(lines: Path, warc: Path, tmp_path: Path, split: Callable[..., Any]) -> None:
    """A folder of files becomes two folders of files, each in its own format, with the run's books beside them."""
    pytest.importorskip("fastwarc")
    folder = tmp_path / "data"
    (folder / "sub").mkdir(parents=True)
    lines.rename(folder / "a.jsonl")
    warc.rename(folder / "sub" / "b.warc.gz")
    (folder / "_SUCCESS").touch()
    split([folder], tmp_path / "kept", tmp_path / "held")
    assert ids(tmp_path / "kept" / "a.jsonl") == KEPT
    assert (tmp_path / "held" / "sub" / "b.warc.gz").is_file()
    assert (tmp_path / "kept" / "_rightscheck" / "run.json").is_file()


def outputs(folder: Path) -> dict[str, bytes]:
    """What a run left, without its manifest."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("most", [200, 1000, 1 << 20])
def test_shards_change_nothing(most: int, lines: Path, tmp_path: Path, split: Callable[..., Any]) -> None:
    """However finely the input is cut, the outputs are the same bytes, numbers of lines without an id included."""
    lines.write_bytes(lines.read_bytes() * 2 + b'{"text":"last, without an end"}')
    for name, size in (("whole", 1 << 26), ("cut", most)):
        (tmp_path / name).mkdir()
        split([lines, lines], tmp_path / name / "kept.jsonl", tmp_path / name / "held.jsonl", most=size)
    whole, cut = outputs(tmp_path / "whole"), outputs(tmp_path / "cut")
    for name in ("kept.jsonl", "held.jsonl"):
        assert whole[name] == cut[name]
    held = ids(tmp_path / "cut" / "held.jsonl")
    assert held[-1] == "126"
    assert held.count("31") == 1


def test_packed_warc_is_cut_between_members(warc: Path, tmp_path: Path, split: Callable[..., Any]) -> None:
    """A packed WARC cut into many parts gives the same records as in one."""
    pytest.importorskip("fastwarc")
    for name, size in (("whole", 1 << 26), ("cut", 700)):
        (tmp_path / name).mkdir()
        made = split([warc], tmp_path / name / "kept.warc.gz", tmp_path / name / "held.warc.gz", most=size)
    assert made["shards"] > 5
    whole, cut = outputs(tmp_path / "whole"), outputs(tmp_path / "cut")
    assert whole["kept.warc.gz"] == cut["kept.warc.gz"]
    assert whole["held.warc.gz"] == cut["held.warc.gz"]


def test_parquet_is_cut_between_row_groups(
    pages: list[dict[str, Any]], tmp_path: Path, split: Callable[..., Any]
) -> None:
    """A Parquet file cut into many parts gives the same rows as in one."""
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.Table.from_pylist(pages), tmp_path / "in.parquet", row_group_size=4)
    made = split([tmp_path / "in.parquet"], tmp_path / "kept.parquet", tmp_path / "held.parquet", most=100)
    assert made["shards"] > 3
    assert parquet.read_table(tmp_path / "kept.parquet").column("id").to_pylist() == KEPT
    assert parquet.read_table(tmp_path / "held.parquet").column("id").to_pylist() == HELD


def test_workers_change_nothing(lines: Path, tmp_path: Path, split: Callable[..., Any]) -> None:
    """Two processes write what one writes, byte for byte."""
    for name, workers in (("one", 1), ("two", 2)):
        (tmp_path / name).mkdir()
        kept, held = tmp_path / name / "kept.jsonl.gz", tmp_path / name / "held.jsonl.gz"
        split([lines], kept, held, most=2000, workers=workers)
    assert outputs(tmp_path / "one") == outputs(tmp_path / "two")


def test_a_stopped_run_goes_on(
    lines: Path, tmp_path: Path, plan: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was finished before a stop is not done again, and the end is the same as without one."""
    (tmp_path / "whole").mkdir()
    perform(plan([lines], tmp_path / "whole" / "kept.jsonl", tmp_path / "whole" / "held.jsonl", most=500), _nothing)
    (tmp_path / "run").mkdir()
    run = {"kept": tmp_path / "run" / "kept.jsonl", "held": tmp_path / "run" / "held.jsonl", "most": 500}
    done: list[int] = []
    most = 3

    def stopping(order: Order, work: Work, progress: Progress) -> dict[str, Any]:
        if len(done) == most:
            raise KeyboardInterrupt
        done.append(order.shard.index)
        return do_shard(order, work, progress)

    monkeypatch.setattr(pool, "do_shard", stopping)
    with pytest.raises(KeyboardInterrupt):
        perform(plan([lines], **run), _nothing)
    assert not (tmp_path / "run" / "kept.jsonl").exists()
    with pytest.raises(UsageError, match="--resume"):
        perform(plan([lines], **run), _nothing)
    most = 1000
    perform(plan([lines], **run, resume=True), _nothing)
    assert len(done) == len(set(done))
    assert outputs(tmp_path / "run") == outputs(tmp_path / "whole")
    before = outputs(tmp_path / "run")
    perform(plan([lines], **run, resume=True), _nothing)
    assert outputs(tmp_path / "run") == before


def test_a_changed_input_is_not_taken_up(lines: Path, tmp_path: Path, plan: Callable[..., Run]) -> None:
    """A finished run with other inputs or settings is neither resumed nor written over."""
    kept, held = tmp_path / "kept.jsonl", tmp_path / "held.jsonl"
    perform(plan([lines], kept, held), _nothing)
    before = outputs(tmp_path)
    with pytest.raises(UsageError, match="exists already"):
        perform(plan([lines], kept, held), _nothing)
    lines.write_bytes(b'{"id":"new"}\n')
    with pytest.raises(UsageError, match="other inputs"):
        perform(plan([lines], kept, held, resume=True), _nothing)
    assert outputs(tmp_path)["kept.jsonl"] == before["kept.jsonl"]
    perform(plan([lines], kept, held, overwrite=True), _nothing)
    assert ids(held) == ["new"]


def test_resume_never_writes_over_a_strangers_file(lines: Path, tmp_path: Path, plan: Callable[..., Run]) -> None:
    """--resume without an earlier run begins one, but not over files that no run wrote."""
    (tmp_path / "held.jsonl").write_bytes(b"mine")
    with pytest.raises(UsageError, match="exists already"):
        perform(plan([lines], tmp_path / "kept.jsonl", tmp_path / "held.jsonl", resume=True), _nothing)
    assert (tmp_path / "held.jsonl").read_bytes() == b"mine"


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_a_cut_file_ends_the_run(packing: str, lines: Path, tmp_path: Path, split: Callable[..., Any]) -> None:
    """A packed file that was cut short is an error that names it; no output pretends to be whole."""
    body = lines.read_bytes()
    packed = gzip.compress(body) if packing == "gz" else zstd.compress(body)
    source = tmp_path / "cut.jsonl"
    source.write_bytes(packed[:-20])
    with pytest.raises(InputError, match=r"cut\.jsonl: is (damaged|packed)"):
        split([source], tmp_path / "kept.jsonl", tmp_path / "held.jsonl")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cut.jsonl", "in.jsonl"]


@pytest.mark.parametrize(
    ("kept", "held", "message"),
    [
        ("kept.jsonl", "held", "both files or both folders"),
        ("x.jsonl", "x.jsonl", "the same"),
        ("kept.parqet", "held.parqet", "the suffix tells the format"),
        ("kept.parquet", "held.parquet", "cannot be written as parquet"),
        ("kept.warc", "held.warc", "cannot be written as warc"),
        ("no/kept.jsonl", "no/held.jsonl", "there is no folder"),
        ("in.jsonl", "held.jsonl", "input and output at once"),
    ],
)
def test_impossible_outputs_are_refused(
    kept: str, held: str, message: str, lines: Path, *, split: Callable[..., Any]
) -> None:
    """What could not end well is refused before a record is read, and nothing is left behind."""
    folder = lines.parent
    with pytest.raises(UsageError, match=message):
        split([lines], folder / kept, folder / held)
    assert [path.name for path in folder.iterdir()] == ["in.jsonl"]


def _nothing(_: int) -> None:
    """Nobody looks on."""
