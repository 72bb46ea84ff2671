# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Response headers with and without a reservation, read by rightscheck or by datadiligence; runs alone.

datadiligence wants an environment of its own, so this file needs nothing but the package it measures:
``python benchmarks/headers.py datadiligence`` prints microseconds a record, the missed and the wrong.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Read = Callable[[list[tuple[str, str]]], bool]

_PLAIN = [("Content-Type", "text/html"), ("Server", "x"), ("Cache-Control", "max-age=60"), ("Vary", "Accept")]
#: Headers beside those of every page, and whether they keep AI training out.
CASES: tuple[tuple[list[tuple[str, str]], bool], ...] = (
    ([("tdm-reservation", "1")], True),
    ([("TDM-Reservation", "1"), ("TDM-Policy", "https://example.org/policy.json")], True),
    ([("X-Robots-Tag", "noai")], True),
    ([("X-Robots-Tag", "noarchive, noai, noimageai")], True),
    ([("x-robots-tag", "noai")], True),
    ([("X-Robots-Tag", "NoAI")], True),
    ([("X-Robots-Tag", "noai"), ("X-Robots-Tag", "noarchive")], True),
    ([("Content-Usage", "train-ai=n")], True),
    ([], False),
    ([("X-Robots-Tag", "noarchive")], False),
    ([("tdm-reservation", "0")], False),
    ([("X-Robots-Tag", "max-snippet:50")], False),
)
ROUNDS = 100


def rightscheck() -> Read:
    """Whether the gate's record form, with nothing but an address and headers, finds AI training denied."""
    from rightscheck import Gate  # noqa: PLC0415  # one of two readers, each in an environment of its own

    gate = Gate(uses=["ai-train"], profile="as-stated")

    def read(headers: list[tuple[str, str]]) -> bool:
        record = {"url": "https://example.org/", "headers": [list(pair) for pair in headers]}
        return gate(record).reason == "stated-denied"

    return read


def datadiligence() -> Read:
    """Whether its evaluator of headers refuses, given the form that a response of requests has."""
    from datadiligence import HttpEvaluator  # noqa: PLC0415  # one of two readers, each in an environment of its own
    from requests.structures import CaseInsensitiveDict  # noqa: PLC0415  # comes with it

    evaluator = HttpEvaluator()

    def read(headers: list[tuple[str, str]]) -> bool:
        merged: CaseInsensitiveDict[str] = CaseInsensitiveDict()
        for name, value in headers:
            merged[name] = f"{merged[name]}, {value}" if name in merged else value
        return not evaluator.is_allowed(headers=merged)

    return read


def main() -> None:
    """Read all cases so many times; print what it took and what was missed."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    read = {"rightscheck": rightscheck, "datadiligence": datadiligence}[sys.argv[1]]()
    cases = [(_PLAIN + more, denied) for more, denied in CASES]
    answers = [(read(headers), denied) for headers, denied in cases]
    begun = time.process_time()
    for _ in range(ROUNDS):
        for headers, _denied in cases:
            read(headers)
    spent = (time.process_time() - begun) / ROUNDS / len(cases) * 1e6
    missed = sum(denied and not found for found, denied in answers)
    wrong = sum(found and not denied for found, denied in answers)
    print(json.dumps([spent, missed, wrong, sum(denied for _, denied in cases)]))  # noqa: T201  # the result of a process


if __name__ == "__main__":
    main()
