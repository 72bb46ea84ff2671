# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""How fast the gate is, beside what no gate can beat: unpacking, a bare parse, and writing the record back.

One command measures all stages on the same records, each in a process of its own pinned to one core, with the cost of
a one-record run taken off. Ratios are to be read, not rates: ``python benchmarks/gate.py PAGES.jsonl.gz``.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from inputs import FORMS, dataset
from measuring import load, measured, pin, tell
from stages import FLOOR, GATE, STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAIN = next(iter(FORMS))


def table(given: argparse.Namespace) -> Iterator[str]:
    """The table as Markdown, line by line, as the stages end."""
    yield f"{given.records} records, {load()}\n"
    yield "| form | stage | docs/s/core | MB/s | of its floor | peak MB | start-up s |"
    yield "|---|---|---|---|---|---|---|"
    for form in given.forms.split(","):
        wanted = given.stages.split(",")
        yield from _form(given, form, [stage for stage in wanted if form == _MAIN or stage in (FLOOR, GATE)])
    yield f"\nat the end: {load()}"


def _form(given: argparse.Namespace, form: str, stages: list[str]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name:
        full, one, out = (Path(name) / file for file in (f"full.{form}", f"one.{form}", f"out.{FORMS[form]}"))
        size = dataset(given.pages, full, given.records, form)
        dataset(given.pages, one, 1, form)
        least = 0.0
        for stage in stages:
            options = ("--stage", stage, "--out", str(out))
            begun = measured(__file__, str(one), *options, repeat=given.repeat)
            taken = measured(__file__, str(full), *options, repeat=given.repeat)
            spent = max(taken.cpu - begun.cpu, 1e-9)
            least = spent if stage == FLOOR else least
            share = f"{least / spent:.3f}" if least else ""
            rates = f"{given.records / spent:.0f} | {size / spent / 1e6:.1f}"
            yield f"| {form} | {stage} | {rates} | {share} | {taken.peak:.0f} | {begun.cpu:.2f} |"


def main() -> None:
    """Measure all stages, or do one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path, help="packed JSON Lines with url and html")
    parser.add_argument("--records", type=int, default=5000)
    parser.add_argument("--stages", default=",".join(STAGES))
    parser.add_argument(
        "--forms", default=",".join(FORMS), help="all stages for the first, floor and gate for others"
    )
    parser.add_argument("--repeat", type=int, default=1, help="measure so often and take the quickest")
    parser.add_argument("--stage", help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.stage:
        pin()
        begun = time.perf_counter()
        STAGES[given.stage](given.pages, given.out)
        tell(time.perf_counter() - begun)
        return
    for line in table(given):
        print(line, flush=True)  # noqa: T201  # the table is the result


if __name__ == "__main__":
    main()
