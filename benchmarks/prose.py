# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""How fast the reader of prose is on text alone: ``python benchmarks/prose.py PAGES.jsonl.gz``.

The text of each page is taken out before the clock starts; rates are CPU time, lexicons compiled, the better of three
runs. Start-up, the words that wake the reader in all languages, is told apart.
"""

from __future__ import annotations

import argparse
import gzip
import time
from itertools import islice
from pathlib import Path

import orjson

from rightscheck.markup.read import Engine, read_page
from rightscheck.notices.passages import page_passages, text_passages
from rightscheck.notices.shelf import shelf
from rightscheck.notices.signals_of import Source, signals_of
from rightscheck.resources import shipped


def texts_of(path: Path, number: int) -> list[str]:
    """The visible text of so many pages, as a dataset of text would hold it."""
    with gzip.open(path) as stream:
        rows = [orjson.loads(line) for line in islice(stream, number)]
    return [row.get("text") or page_passages(read_page(row["html"], engine=Engine.BULK)).text for row in rows]


def main() -> None:
    """Print what start-up took, and documents and characters a second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path, help="packed JSON Lines with text or html")
    parser.add_argument("--records", type=int, default=300)
    given = parser.parse_args()
    texts, rules = texts_of(given.pages, given.records), shipped()
    begun = time.process_time()
    shelf(rules)
    start = time.process_time() - begun
    spent = []
    for _ in range(4):  # the first compiles lexicons
        begun = time.process_time()
        for text in texts:
            list(signals_of(Source(text_passages(text)), rules))
        spent.append(time.process_time() - begun)
    best, size = min(spent[1:]), sum(map(len, texts))
    print(  # noqa: T201  # the figures are the result
        f"{len(texts)} texts, {size / len(texts):.0f} characters each: {len(texts) / best:.0f} docs/s/core, "
        f"{best / len(texts) * 1e3:.2f} ms each, {size / best / 1e6:.1f} M characters/s; start-up {start:.2f} s"
    )


if __name__ == "__main__":
    main()
