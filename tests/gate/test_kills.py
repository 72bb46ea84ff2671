# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The gate killed at random moments: a resumed run ends with the same bytes, and no process outlives its parent."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.gate import pool
from rightscheck.gate.gating import Gate
from rightscheck.model import Found
from rightscheck.store.collecting import collect_in
from rightscheck.store.policies import SitePolicies

if TYPE_CHECKING:
    from collections.abc import Callable

    from rightscheck.gate.run import Run


MANIFEST = "kept.jsonl.manifest.json"


def command(folder: Path, source: Path, *more: str) -> list[str]:
    """The gate as a process with many small shards."""
    # The default of shards_of is bound at definition, so it is the one that must be changed.
    code = (
        "import rightscheck.gate.plan as plan; plan.shards_of.__defaults__ = (3000,); "
        "from rightscheck.cli import main; raise SystemExit(main())"
    )
    outputs = ("--kept", str(folder / "kept.jsonl"), "--held", str(folder / "held.jsonl"))
    return [sys.executable, "-c", code, "gate", str(source), "--use", "ai-train", *outputs, "--quiet", *more]


@pytest.fixture
def many(tmp_path: Path, pages: list[dict[str, Any]]) -> Path:
    """A hundred and eighty records."""
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"".join(json.dumps(record).encode() + b"\n" for record in pages * 6))
    return path


@pytest.mark.parametrize("workers", ["1", "2"])
def test_kills_lose_and_double_nothing(workers: str, many: Path, tmp_path: Path) -> None:
    """SIGKILL at random moments, each time resumed: outputs and counts are those of an undisturbed run."""
    (tmp_path / "whole").mkdir()
    (tmp_path / "killed").mkdir()
    began = time.monotonic()
    subprocess.run(command(tmp_path / "whole", many), check=True)
    took = time.monotonic() - began
    chance = random.Random(int(workers))  # noqa: S311  # moments, no secrets
    resumed = command(tmp_path / "killed", many, "--resume", "--workers", workers)
    for _ in range(2):
        with subprocess.Popen(resumed, start_new_session=True, stderr=subprocess.DEVNULL) as run:
            time.sleep(took * chance.uniform(0.3, 1.0))
            run.send_signal(signal.SIGKILL)
    subprocess.run(resumed, check=True)
    for name in ("kept.jsonl", "held.jsonl"):
        assert (tmp_path / "killed" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes(), name
    killed, whole = (json.loads((tmp_path / name / MANIFEST).read_bytes()) for name in ("killed", "whole"))
    assert (killed["counts"], killed["outputs"]) == (whole["counts"], whole["outputs"])
    assert sorted(path.name for path in (tmp_path / "killed").iterdir()) == [
        "held.jsonl",
        "kept.jsonl",
        "kept.jsonl.manifest.json",
    ]


def test_ten_kills_with_site_policies(many: Path, tmp_path: Path) -> None:
    """Ten SIGKILLs at random moments of a run with two workers and a snapshot: the same bytes as undisturbed."""
    no = Found(body=b"User-agent: *\nContent-Signal: ai-train=no\n", status=200, content_type="text/plain")
    with collect_in(tmp_path / "policies") as collection:
        collection.add("site1.example", "2026-06-01T10:00:00Z", SitePolicies(parts={"robots.txt": no}))
        collection.finish(table=False)
    joined = ("--policies", str(tmp_path / "policies"), "--on-uncertain", "keep", "--workers", "2")
    for name in ("whole", "killed"):
        (tmp_path / name).mkdir()
    began = time.monotonic()
    subprocess.run(command(tmp_path / "whole", many, *joined), check=True)
    took = time.monotonic() - began
    chance = random.Random(10)  # noqa: S311  # moments, no secrets
    resumed = command(tmp_path / "killed", many, "--resume", *joined)
    killed = 0
    for _ in range(10):
        with subprocess.Popen(resumed, start_new_session=True, stderr=subprocess.DEVNULL) as run:
            time.sleep(took * chance.uniform(0.2, 0.9))
            run.send_signal(signal.SIGKILL)
        killed += run.returncode == -signal.SIGKILL
    assert killed, "no run was still at work when its time had come"
    subprocess.run(resumed, check=True)
    found = {name: _files(tmp_path / name) for name in ("whole", "killed")}
    assert found["killed"] == found["whole"]
    assert set(found["whole"]) == {"kept.jsonl", "held.jsonl", MANIFEST}
    assert b"site1.example" not in found["whole"]["kept.jsonl"]
    assert len(b"".join(found["whole"][name] for name in ("kept.jsonl", "held.jsonl")).splitlines()) == len(
        many.read_bytes().splitlines()
    )


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_no_worker_outlives_its_parent(many: Path, tmp_path: Path) -> None:
    """When the parent is killed its workers end by themselves within seconds."""
    with subprocess.Popen(
        command(tmp_path, many, "--workers", "2"), start_new_session=True, stderr=subprocess.DEVNULL
    ) as run:
        children = _until(lambda: [child for child in _children(run.pid) if _is_worker(child)])
        run.send_signal(signal.SIGKILL)
    assert _until(lambda: not [child for child in children if _is_worker(child)])


def _until(found: Callable[[], Any]) -> Any:  # noqa: ANN401  # whatever is waited for
    for _ in range(200):
        if answer := found():
            return answer
        time.sleep(0.05)
    pytest.fail("it never came to be")


def _children(parent: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    except OSError:
        return []


def _is_worker(process: int) -> bool:
    """Whether a process lives and is one of a pool, not the tracker of shared memory, which ends in its own time."""
    try:
        return b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


class DeadlyGate(Gate):
    """A gate whose process ends at one record, as a crash in a parser would end it."""

    __slots__ = ()

    def __call__(self, record: Any) -> Any:  # noqa: ANN401  # that of Gate
        """End the process at the record r7."""
        if record.get("id") == "r7":
            os._exit(9)
        return super().__call__(record)


def test_a_deadly_record_is_held_and_the_run_goes_on(
    lines: Path, tmp_path: Path, plan: Callable[..., Run], split: Callable[..., Any]
) -> None:
    """The record at which processes end is held unread; all others come out as they would without it."""
    from dataclasses import replace  # noqa: PLC0415  # one use

    from rightscheck.gate.run import perform  # noqa: PLC0415  # one use

    del split
    run = plan([lines], tmp_path / "kept.jsonl", tmp_path / "held.jsonl", most=800, workers=2)
    gate = DeadlyGate.of(run.work.gate.judging, run.work.gate.terms)
    manifest = perform(replace(run, work=replace(run.work, gate=gate)), lambda _: None)
    counts = manifest["counts"]
    assert (counts["records"], counts["kept"], counts["held"]) == (31, 9, 22)
    held = [json.loads(line) for line in (tmp_path / "held.jsonl").read_bytes().splitlines()]
    (deadly,) = [record for record in held if record["id"] == "r7"]
    assert deadly["held"]["reason"] == "unread"
    assert "ended the process" in deadly["error"]


def test_workers_that_cannot_live_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processes end before any record, the run says so instead of trying for ever."""
    order = type("Order", (), {"deadly": frozenset()})()
    with pytest.raises(pool.WorkerError, match="--workers 1"):
        pool._without(order, -1)  # noqa: SLF001  # the rule itself; no system can be made so poor in a test
    monkeypatch.undo()
