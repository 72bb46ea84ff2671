# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What grows and what does not: memory over input size, two workers against one, start-up against an empty Python.

``python benchmarks/running.py PAGES.jsonl.gz [--memory 60] [--records 600] [--starts 7]``
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from inputs import FORMS, dataset
from measuring import load, measured, tell
from stages import USE, gated

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMAND = (sys.executable, "-m", "rightscheck")


def memory(pages: Path, folder: Path, number: int) -> Iterator[str]:
    """Peak memory of the gate on so many records, and on the same ten times over, in two forms."""
    for form in ("html.jsonl.gz", "html.parquet"):
        few, many, out = folder / f"few.{form}", folder / f"many.{form}", folder / f"out.{FORMS[form]}"
        few_pages = folder / "pages.jsonl.gz"
        dataset(pages, few_pages, number, "html.jsonl.gz")
        dataset(few_pages, few, number, form)
        dataset(few_pages, many, number * 10, form)
        least, most = (measured(__file__, str(path), "--out", str(out)).peak for path in (few, many))
        yield f"| peak memory, {form}, {number} and {number * 10} records | {least:.0f}, {most:.0f} MB |"
        yield f"| … ten times the input | {most / least:.2f} |"


def workers(pages: Path, folder: Path, number: int) -> Iterator[str]:
    """Seconds of one worker and of two, over eight files; then less those of a one-record run of each."""
    source, one = folder / "shards", folder / "one"
    for place in (source, one):
        place.mkdir()
    dataset(pages, one / "0.jsonl.gz", 1, "html.jsonl.gz")
    dataset(pages, source / "0.jsonl.gz", number // 8, "html.jsonl.gz")
    for place in range(1, 8):
        (source / f"{place}.jsonl.gz").write_bytes((source / "0.jsonl.gz").read_bytes())
    spent = {}
    for count in (1, 2):
        options = ("--out", str(folder / "kept"), "--workers", str(count))
        begun, taken = measured(__file__, str(one), *options), measured(__file__, str(source), *options)
        spent[count] = (taken.clock - begun.clock, taken.cpu - begun.cpu)
        rest, cpu = spent[count]
        yield f"| workers: {count}, {number} records, less start-up | {rest:.1f} s; {cpu:.1f} s of CPU |"
    yield f"| … two against one, by the clock | {spent[1][0] / spent[2][0]:.2f} |"
    yield f"| … the most that free cores would give, by CPU time | {2 * spent[1][1] / spent[2][1]:.2f} |"


def starts(pages: Path, folder: Path, times: int) -> Iterator[str]:
    """Median seconds of a command, and how often an empty Python fits in; all commands in turn."""
    places = ("--kept", str(folder / "a.jsonl"), "--held", str(folder / "b.jsonl"), "--overwrite", *USE)
    commands = {"python -c pass": (sys.executable, "-c", "pass"), "rightscheck --help": (*_COMMAND, "--help")}
    for body in ("html", "text"):
        path = folder / f"{body}.jsonl"
        dataset(pages, packed := folder / f"{body}.jsonl.zst", 1, f"{body}.jsonl.zst")
        _unpacked(packed, path)
        commands[f"gate, one record of {body}"] = (*_COMMAND, "gate", str(path), *places)
    taken = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            taken[name].append(_clock(command))
    least = statistics.median(taken["python -c pass"])
    for name, clocks in taken.items():
        middle = statistics.median(clocks)
        yield f"| {name} | {middle:.3f} s of CPU, {middle / least:.1f} times python -c pass |"


def _unpacked(packed: Path, path: Path) -> None:
    import zstandard  # noqa: PLC0415  # only where it is measured

    with zstandard.open(packed, "rb") as stream:
        path.write_bytes(stream.read())


def _clock(command: tuple[str, ...]) -> float:
    """CPU seconds of one run: other work on the machine lengthens those by the clock."""
    import resource  # noqa: PLC0415  # only where it is measured

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # commands of this file
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure all, or run the gate once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path, help="packed JSON Lines with url and html")
    parser.add_argument("--memory", type=int, default=60)
    parser.add_argument("--records", type=int, default=600)
    parser.add_argument("--starts", type=int, default=7)
    parser.add_argument("--parts", default="memory,workers,starts")
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--workers", type=int, default=1, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.out:
        begun = time.perf_counter()
        gated(given.pages, given.out, "--workers", str(given.workers))
        tell(time.perf_counter() - begun)
        return
    parts = {"memory": (memory, given.memory), "workers": (workers, given.records), "starts": (starts, given.starts)}
    print(f"{load()}\n\n| what | measured |\n|---|---|")  # noqa: T201  # the table is the result
    with tempfile.TemporaryDirectory() as name:
        for part in given.parts.split(","):
            measure, number = parts[part]
            for line in measure(given.pages, Path(name), number):
                print(line, flush=True)  # noqa: T201  # the table is the result
    print(f"\nat the end: {load()}")  # noqa: T201  # the table is the result


if __name__ == "__main__":
    main()
