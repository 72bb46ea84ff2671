# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The same records in each form that the gate reads: packed JSON Lines, Parquet and WARC, of HTML or of its text."""

from __future__ import annotations

import gzip
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

#: Suffix of the input, and that of an output in the same format.
FORMS = {
    "html.jsonl.gz": "jsonl",
    "html.jsonl.zst": "jsonl",
    "html.parquet": "parquet",
    "html.warc.gz": "warc.gz",  # the gate copies records as they are packed
    "text.jsonl.zst": "jsonl",
    "text.parquet": "parquet",
}
ROWS = 64


def pages_of(path: Path) -> Iterator[dict[str, Any]]:
    """The records of packed JSON Lines, read as any pipeline would."""
    with gzip.open(path) as stream:
        yield from map(orjson.loads, stream)


def dataset(pages: Path, path: Path, number: int, form: str) -> int:
    """So many records of the pages, over and over, in this form; their bytes as JSON Lines before packing."""
    rows = list(_rows(islice(pages_of(pages), number), form.partition(".")[0]))
    lines = [orjson.dumps(row) + b"\n" for row in rows]
    writer = {"gz": _packed, "zst": _zstandard, "parquet": _table}[form.rpartition(".")[2]]
    (_archive if form.endswith(".warc.gz") else writer)(path, rows, lines, number)
    return sum(len(line) for line in islice(cycle(lines), number))


def _rows(records: Iterable[dict[str, Any]], body: str) -> Iterator[dict[str, Any]]:
    from rightscheck.markup.read import Engine, read_page  # noqa: PLC0415  # only where text is wanted

    for place, record in enumerate(records):
        shown = record["html"]
        if body == "text":
            shown = "\n".join(block.text for block in read_page(shown, engine=Engine.BULK).blocks)
        yield {"id": str(place), "url": record.get("url"), body: shown}


def _packed(path: Path, _rows: list[dict[str, Any]], lines: list[bytes], number: int) -> None:
    with gzip.open(path, "wb", compresslevel=6) as stream:
        stream.writelines(islice(cycle(lines), number))


def _zstandard(path: Path, _rows: list[dict[str, Any]], lines: list[bytes], number: int) -> None:
    import zstandard  # noqa: PLC0415  # only where it is measured

    with zstandard.open(path, "wb") as stream:
        for line in islice(cycle(lines), number):
            stream.write(line)


def _table(path: Path, rows: list[dict[str, Any]], _lines: list[bytes], number: int) -> None:
    import pyarrow as pa  # noqa: PLC0415  # only where it is measured
    import pyarrow.parquet as pq  # noqa: PLC0415  # only where it is measured

    rest = islice(cycle(rows), number)
    with pq.ParquetWriter(path, pa.Table.from_pylist(rows[:1]).schema, compression="zstd") as writer:
        while batch := list(islice(rest, ROWS)):
            writer.write_table(pa.Table.from_pylist(batch))


def _archive(path: Path, rows: list[dict[str, Any]], _lines: list[bytes], number: int) -> None:
    """One gzip member a record, as crawls ship them (WARC 1.1 Annex D)."""
    packed = [gzip.compress(_response(row), 6) for row in rows]
    with path.open("wb") as stream:
        stream.writelines(islice(cycle(packed), number))


def _response(row: dict[str, Any]) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + row["html"].encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-06-01T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{int(row['id']):012d}>\r\n"
        f"WARC-Target-URI: {row['url']}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"
