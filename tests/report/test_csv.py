# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""CSV rows: the same columns always, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightscheck.model import Reuse, Stated
from rightscheck.report.csv import COLUMNS, csv_head, csv_row, guarded
from rightscheck.report.entry import entry_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rightscheck.report.entry import Row


def read(*lines: bytes) -> list[dict[str, str]]:
    """The rows as a reader of CSV sees them."""
    return list(csv.DictReader(io.StringIO(b"".join([csv_head(), *lines]).decode(), newline="")))


def test_columns_are_stable() -> None:
    """Ten uses with seven columns each stand between what the page is and what was found."""
    assert len(COLUMNS) == len(set(COLUMNS)) == 7 + 10 * 7 + 6
    assert COLUMNS[:3] == ("url", "final_url", "status")
    assert "ai-train.outcome" in COLUMNS


def test_the_row_of_a_file_names_its_page(page: type[Any]) -> None:
    """The last column says whose image, PDF or EPUB it is; it is empty for a page."""
    rows = read(*(csv_row(entry_of(page(asset_of=whose))) for whose in ("https://a.example/x", None)))
    assert [row["asset_of"] for row in rows] == ["https://a.example/x", ""]


def test_every_row_fills_every_column(pages: Sequence[Row]) -> None:
    """Each URL gives one row with as many cells as there are columns."""
    rows = read(*(csv_row(entry_of(page)) for page in pages))
    assert len(rows) == len(pages)
    assert all(None not in row and None not in row.values() for row in rows)
    assert rows[0]["ai-train.outcome"] == rows[0]["ai-train.stated"] == "denied"
    assert rows[0]["contacts"] == "licencje@gazeta.example"
    assert rows[2]["licence"] == "CC-BY-SA-4.0"
    assert rows[2]["quote.conditions"] == "attribution; share-alike"
    assert rows[5]["unread"] == "html: challenge"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "  =1", "\uff1d1", "\u200b=1", "\n@x"])
def test_formulas_become_text(cell: str) -> None:
    """Whatever a spreadsheet would run starts with an apostrophe, also behind white or invisible characters."""
    assert guarded(cell).startswith("'")


@given(st.text(max_size=30))
def test_no_cell_runs(cell: str) -> None:
    """No text whatever comes out as something that runs, and none breaks its line."""
    shown = guarded(cell)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert "\n" not in shown


def test_commas_quotes_and_lines_stay_in_their_cell(page: type[Any], words: Callable[..., Any]) -> None:
    """A quote with everything CSV trips over is one cell."""
    row = page(stated={Reuse.TDM: Stated.DENIED}, evidence=(words('a "b", c\nd'),))
    (read_back,) = read(csv_row(entry_of(row)))
    assert read_back["quotes"] == 'html:footer: a "b", c d'
