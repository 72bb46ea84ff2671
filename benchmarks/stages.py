# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The pieces of work that are measured side by side: what no gate can beat, the gate, and BeautifulSoup on lxml."""

from __future__ import annotations

import gzip
import io
import re
from typing import TYPE_CHECKING, Any

import orjson
from inputs import ROWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

USE = ("--use", "ai-train", "--profile", "eu-gpai", "--accept", "standing", "--quiet")
#: A handful of words, where the gate reads fifty languages: the other side's work is made light on purpose.
NOTICE = re.compile(
    r"all rights reserved|copyright|©|alle rechte vorbehalten|tous droits réservés|todos los derechos|"
    r"riproduzione riservata|wszelkie prawa|text and data mining|may not be (?:reproduced|copied)",
    re.IGNORECASE,
)
_LICENCE = re.compile(r"creativecommons\.org/(?:licenses|publicdomain)/", re.IGNORECASE)


def records_of(path: Path) -> Iterator[dict[str, Any]]:
    """The records of any form but WARC and Parquet, of which an item is a capture and a batch."""
    if path.name.endswith(".gz"):
        with gzip.open(path) as stream:
            yield from map(orjson.loads, stream)
    else:
        import zstandard  # noqa: PLC0415  # only where it is measured

        with zstandard.open(path, "rb") as stream:
            yield from map(orjson.loads, io.BufferedReader(stream, 1 << 20))


def unpack(path: Path, out: Path) -> None:
    """Unpack, and read the JSON."""
    del out
    for _ in records_of(path):
        pass


def parse(path: Path, out: Path) -> None:
    """Unpack and build a native tree."""
    import turbohtml  # noqa: PLC0415  # only where it is measured

    del out
    for record in records_of(path):
        turbohtml.parse(record["html"])


def floor(path: Path, out: Path) -> None:
    """Unpack, build a native tree of what is HTML, and write the record in the format it came in (WARC unpacked)."""
    {".parquet": _floor_table, ".jsonl": _floor_lines, ".gz": _floor_archive}[out.suffix](path, out)


def _floor_lines(path: Path, out: Path) -> None:
    import turbohtml  # noqa: PLC0415  # only where it is measured

    with out.open("wb") as stream:
        for record in records_of(path):
            if "html" in record:
                turbohtml.parse(record["html"])
            stream.write(orjson.dumps(record) + b"\n")


def _floor_table(path: Path, out: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415  # only where it is measured
    import turbohtml  # noqa: PLC0415  # only where it is measured

    with pq.ParquetFile(path) as table, pq.ParquetWriter(out, table.schema_arrow, compression="zstd") as writer:
        for batch in table.iter_batches(batch_size=ROWS):
            for record in batch.to_pylist():
                if "html" in record:
                    turbohtml.parse(record["html"])
            writer.write_batch(batch)


def _floor_archive(path: Path, out: Path) -> None:
    import turbohtml  # noqa: PLC0415  # only where it is measured
    from fastwarc.warc import ArchiveIterator  # noqa: PLC0415  # only where it is measured

    with path.open("rb") as source, out.open("wb") as stream:
        for capture in ArchiveIterator(source, parse_http=True):
            body = capture.reader.read()
            turbohtml.parse(body.decode("utf-8", "replace"))
            stream.write(body)


def gate(path: Path, out: Path) -> None:
    """The gate in full."""
    gated(path, out)


def soup(path: Path, out: Path) -> None:
    """The gate in full, with the single-page reader on BeautifulSoup."""
    gated(path, out, "--reader", "soup")


def plain_soup(path: Path, out: Path) -> None:
    """BeautifulSoup on lxml in the plainest way: metas, links, licence anchors, text, a handful of notice words."""
    from bs4 import BeautifulSoup  # noqa: PLC0415  # only where it is measured

    with out.open("wb") as stream:
        for record in records_of(path):
            page = BeautifulSoup(record["html"], "lxml")
            metas = [(tag.get("name"), tag.get("content")) for tag in page.find_all("meta")]
            links = [(tag.get("rel"), tag.get("href")) for tag in page.find_all("link")]
            licences = [tag["href"] for tag in page.find_all("a", href=_LICENCE)]
            notices = [found.group() for found in NOTICE.finditer(page.get_text(" "))]
            record["rights"] = [len(metas), len(links), licences, notices]
            stream.write(orjson.dumps(record) + b"\n")


def gated(path: Path, out: Path, *more: str) -> None:
    """The gate with these options.

    Raises:
        SystemExit: it failed.
    """
    from rightscheck.cli import main  # noqa: PLC0415  # only where it is measured

    places = ("--kept", str(out), "--held", str(out.with_name(f"held-{out.name}")), "--overwrite")
    if main(["gate", str(path), *USE, *places, *more]):
        raise SystemExit("the gate failed")


FLOOR, GATE = "unpack + parse + write", "gate"
STAGES: dict[str, Callable[[Path, Path], None]] = {
    "unpack": unpack,
    "unpack + parse": parse,
    FLOOR: floor,
    GATE: gate,
    "gate on BeautifulSoup": soup,
    "plain BeautifulSoup + lxml": plain_soup,
}
