# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""How fast the gate is, beside what no gate can beat: unpacking, a bare parse, and writing the record back.

One command measures all stages on the same records, each in a process of its own pinned to one core, with the cost of
a one-record run taken off. Ratios are to be read, not rates: ``python benchmarks/gate.py PAGES.jsonl.gz``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

USE = ("--use", "ai-train", "--profile", "eu-gpai", "--accept", "standing", "--quiet")


def pages_of(path: Path) -> Iterator[dict[str, Any]]:
    """The records of packed JSON Lines, read as any pipeline would."""
    with gzip.open(path) as stream:
        yield from map(orjson.loads, stream)


def unpack(path: Path, out: Path) -> None:
    """Unpack, and read the JSON."""
    del out
    for _ in pages_of(path):
        pass


def parse(path: Path, out: Path) -> None:
    """Unpack and build a native tree."""
    import turbohtml  # noqa: PLC0415  # only where it is measured

    del out
    for record in pages_of(path):
        turbohtml.parse(record["html"])


def write(path: Path, out: Path) -> None:
    """Unpack, build a native tree, and write the record."""
    import turbohtml  # noqa: PLC0415  # only where it is measured

    with out.open("wb") as stream:
        for record in pages_of(path):
            turbohtml.parse(record["html"])
            stream.write(orjson.dumps(record) + b"\n")


def gate(path: Path, out: Path) -> None:
    """The gate in full."""
    _gate(path, out)


def soup(path: Path, out: Path) -> None:
    """The gate in full, with the single-page reader on BeautifulSoup."""
    _gate(path, out, "--reader", "soup")


def lxml_soup(path: Path, out: Path) -> None:
    """BeautifulSoup on lxml: parse and take the text, with no rights read at all."""
    from bs4 import BeautifulSoup  # noqa: PLC0415  # only where it is measured

    with out.open("wb") as stream:
        for record in pages_of(path):
            BeautifulSoup(record["html"], "lxml").get_text(" ")
            stream.write(orjson.dumps(record) + b"\n")


def _gate(path: Path, out: Path, *more: str) -> None:
    from rightscheck.cli import main  # noqa: PLC0415  # only where it is measured

    places = ("--kept", str(out), "--held", str(out.with_name(f"held-{out.name}")), "--overwrite")
    if main(["gate", str(path), *USE, *places, *more]):
        raise SystemExit("the gate failed")


STAGES: dict[str, Callable[[Path, Path], None]] = {
    "unpack": unpack,
    "unpack + parse": parse,
    "unpack + parse + write": write,
    "gate": gate,
    "gate on BeautifulSoup": soup,
    "BeautifulSoup + lxml: text alone": lxml_soup,
}


def measured(stage: str, path: Path, out: Path) -> tuple[float, float]:
    """CPU seconds and peak memory in MB of one stage in a process of its own."""
    command = [sys.executable, __file__, str(path), "--stage", stage, "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # this very file
    cpu, peak = json.loads(done.stdout.splitlines()[-1])
    return cpu, peak


def run_stage(stage: str, path: Path, out: Path) -> None:
    """Do one stage here, on one core, and print what it took."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    STAGES[stage](path, out)
    print(json.dumps([time.process_time(), peak_memory()]))  # noqa: T201  # the result of a process


def peak_memory() -> float:
    """The peak of this process in MB; that of getrusage counts the parent's memory before the call."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024


def dataset(pages: Path, path: Path, number: int) -> int:
    """So many records of the pages, over and over; their bytes before packing."""
    size = 0
    with gzip.open(path, "wb", compresslevel=6) as stream:
        for place, record in enumerate(islice(cycle(list(pages_of(pages))), number)):
            row = {"id": str(place), "url": record.get("url"), "html": record["html"]}
            line = orjson.dumps(row) + b"\n"
            size += len(line)
            stream.write(line)
    return size


def table(pages: Path, number: int, stages: list[str]) -> Iterator[str]:
    """The table as Markdown, line by line, as the stages end."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        full, one = folder / "full.jsonl.gz", folder / "one.jsonl.gz"
        size = dataset(pages, full, number)
        dataset(pages, one, 1)
        yield f"{number} records, {size / 1e6:.0f} MB as JSON Lines\n"
        yield "| stage | docs/s/core | MB/s | of unpack + parse + write | peak MB | start-up s |"
        yield "|---|---|---|---|---|---|"
        floor = 0.0
        for stage in stages:
            begun, _ = measured(stage, one, folder / "out.jsonl")
            cpu, peak = measured(stage, full, folder / "out.jsonl")
            spent = max(cpu - begun, 1e-9)
            floor = spent if stage == "unpack + parse + write" else floor
            share = f"{floor / spent:.2f}" if floor else ""
            rates = f"{number / spent:.0f} | {size / spent / 1e6:.0f}"
            yield f"| {stage} | {rates} | {share} | {peak:.0f} | {begun:.2f} |"


def main() -> None:
    """Measure all stages, or do one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path, help="packed JSON Lines with url and html")
    parser.add_argument("--records", type=int, default=5000)
    parser.add_argument("--stages", default=",".join(STAGES))
    parser.add_argument("--stage", help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.stage:
        run_stage(given.stage, given.pages, given.out)
        return
    for line in table(given.pages, given.records, given.stages.split(",")):
        print(line, flush=True)  # noqa: T201  # the table is the result


if __name__ == "__main__":
    main()
