# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""JSON rows, and the order rows are written in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.model import Reuse
from rightscheck.report.jsonl import json_row
from rightscheck.report.ordered import IN_MEMORY, Ordered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rightscheck.report.entry import Row
    from rightscheck.resources import RuleData


def test_each_row_is_one_line_of_the_contract(pages: Sequence[Row], rules: RuleData) -> None:
    """A row holds url, final_url, status and rights with all ten uses, on one line; attribution where it is asked."""
    for page in pages:
        line = json_row(page, rules)
        assert line.endswith(b"\n")
        assert line.count(b"\n") == 1
        row = json.loads(line)
        asked = any("attribution" in decision["duties"] for decision in row["rights"]["reuses"].values())
        assert list(row) == ["url", "final_url", "status", "rights", *["attribution"] * asked]
        assert list(row["rights"]["reuses"]) == [reuse.value for reuse in Reuse]


@given(st.permutations(range(8)))
def test_rows_come_out_in_list_order(order: list[int]) -> None:
    """Whatever the order of answers, rows are written in that of the list, each as soon as it can be."""
    out: list[bytes] = []
    rows = Ordered(out.append)
    for done, index in enumerate(order):
        rows.add(index, b"%d" % index)
        finished = set(order[: done + 1])
        assert len(out) == next(n for n in range(9) if n not in finished)
    rows.close()
    assert out == [b"%d" % n for n in range(8)]


def test_an_interruption_writes_what_waited() -> None:
    """Rows behind a gap are not lost when the run ends early."""
    out: list[bytes] = []
    rows = Ordered(out.append)
    for index in (5, 0, 3):
        rows.add(index, b"%d" % index)
    rows.close()
    assert out == [b"0", b"3", b"5"]


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(12)), st.integers(0, 12))
def test_rows_that_wait_on_disk_are_the_same(order: list[int], cut: int) -> None:
    """However many wait, and wherever the run ends, each row that came is written once, whole and in order."""
    out: list[bytes] = []
    rows = Ordered(out.append)
    size = IN_MEMORY // 4
    for index in order[:cut]:
        rows.add(index, bytes([65 + index]) * (size + index))
    rows.close()
    assert [(row[:1], len(row)) for row in out] == [(bytes([65 + n]), size + n) for n in sorted(order[:cut])]
