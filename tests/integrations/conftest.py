# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Two thousand records in one schema, and what the command line answers on them: every engine must say the same."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck import Gate
from rightscheck.demo.sites import read_sites

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from rightscheck.demo.sites import Site

_DOCS = Path(__file__).parents[2] / "docs"
_PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RECORDS = 2000
#: How many of them the examples of the handbook are run on.
SOME = 200
_STRIDE = 2621  # a prime, so that the mixtures are met in no order
#: One question for all of them; ``gate`` and the command line are told the same.
_DUTIES = ["standing", "credit", "licence-link", "link-to-source", "non-substitutive-extract", "mark-changes"]
KNOBS: Mapping[str, Any] = {
    "uses": ["search", "ai-train"],
    "profile": "us",
    "accept": _DUTIES,
    "on_uncertain": "keep",
}
FLAGS = ["--profile", "us", "--accept", ",".join(_DUTIES), "--on-uncertain", "keep"]

_OPENINGS = (
    "The ferry to the far bank runs every quarter of an hour from April on.",
    "Zimą schronisko jest czynne tylko w soboty i niedziele.",
    "Die Orgel der Dorfkirche wurde zuletzt vor vierzig Jahren gestimmt.",
    "Le marché couvert ouvre à sept heures, sauf le lundi.",
)
_FEET = (
    "",
    "Reading our articles is free for everyone.",
    "No part of this site may be used to train artificial intelligence systems.",
    "Wykorzystywanie treści serwisu do uczenia maszynowego jest zabronione.",
    "Text and data mining within the meaning of Article 4 of Directive (EU) 2019/790 is reserved.",
    "This text is available under the Creative Commons Attribution 4.0 licence.",
    "© Two Rivers Press. All rights reserved.",
    "Das Training von KI-Modellen mit unseren Inhalten ist untersagt.",
)
_ROBOTS = (None, "User-agent: *\nAllow: /\n", "User-agent: GPTBot\nDisallow: /\n", "User-agent: *\nDisallow: /\n")
_HEADERS = (None, [["Content-Type", "text/html"]], [["X-Robots-Tag", "noai"], ["x-robots-tag", "bot: noindex"]])
_STATUSES = (200, 200, 200, None, 403, 12)
_FILES = (
    None,
    {"/.well-known/tdmrep.json": None},
    {"/.well-known/tdmrep.json": '[{"location": "/", "tdm-reservation": 1}]'},
)
_PAGE = "<html><body><p>{opening}</p><footer>{foot}</footer></body></html>"
_TEXT = "{opening}\n\n{foot}"
_FORMS: tuple[Mapping[str, str], ...] = ({"text": _TEXT}, {"html": _PAGE}, {"html": _PAGE, "text": "{opening}"}, {})
_FIELDS = ("id", "url", "html", "text", "headers", "status", "robots_txt", "site_files", "fetched_at")


@dataclass(frozen=True, slots=True)
class Answers:
    """What an engine answered, by id: JSON as it stands in the output."""

    held: Mapping[str, str | None]
    rights: Mapping[str, str]
    outcomes: Mapping[str, Mapping[str, str]]


def _pages() -> Iterator[dict[str, Any]]:
    """The main page of each fixture site as a record."""
    for site in read_sites():
        host, path = site.url.removeprefix("http://").split("/", 1)
        answer = site.routes[host, f"/{path}"]
        yield {
            "url": site.url,
            "html": answer.body.decode("utf-8", "replace"),
            "headers": [list(pair) for pair in answer.headers],
            "status": answer.status,
            "robots_txt": _robots(site, host),
        }


def _robots(site: Site, host: str) -> str | None:
    found = site.routes.get((host, "/robots.txt"))
    return found.body.decode("utf-8", "replace") if found else None


def _mixtures() -> list[dict[str, Any]]:
    """Pages and plain texts with every foot, file, header and status, some of which cannot be read."""
    mixtures = product(_FORMS, _FEET, _ROBOTS, _HEADERS, _FILES, _OPENINGS, _STATUSES)
    return [
        {
            "url": f"http://host{number % 97}.example/{number}",
            **{field: form.format(opening=opening, foot=foot) for field, form in forms.items()},
            "headers": headers,
            "status": status,
            "robots_txt": robots,
            "site_files": files,
        }
        for number, (forms, foot, robots, headers, files, opening, status) in enumerate(mixtures)
    ]


def _varied(record: dict[str, Any], number: int) -> dict[str, Any]:
    found = {field: record.get(field) for field in _FIELDS}
    found["id"], found["fetched_at"] = f"r{number:04}", f"2026-11-{number % 24 + 1:02}T12:00:00Z"
    if found["html"] is not None:
        found["html"] = found["html"].replace("</p>", f" ({number})</p>", 1)
    return found


@pytest.fixture(scope="session")
def records() -> list[dict[str, Any]]:
    """Two thousand records, each with every field; the same on every machine."""
    pages, mixed = list(_pages()), _mixtures()
    chosen = [pages[n % len(pages)] if n % 7 == 0 else mixed[n * _STRIDE % len(mixed)] for n in range(RECORDS)]
    return [_varied(record, number) for number, record in enumerate(chosen)]


@pytest.fixture(scope="session")
def gate() -> Gate:
    """The gate that every engine is given."""
    return Gate(**KNOBS)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, Any]]) -> Path:
    """A folder with the records as ``pages.parquet`` and ``pages.jsonl``."""
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    schema = arrow.schema(
        [
            *((name, arrow.string()) for name in ("id", "url", "html", "text")),
            ("headers", arrow.list_(arrow.list_(arrow.string()))),
            ("status", arrow.int64()),
            ("robots_txt", arrow.string()),
            ("site_files", arrow.struct([("/.well-known/tdmrep.json", arrow.string())])),
            ("fetched_at", arrow.string()),
        ]
    )
    at = tmp_path_factory.mktemp("engines")
    parquet.write_table(arrow.Table.from_pylist(records, schema=schema), at / "pages.parquet", row_group_size=500)
    (at / "pages.jsonl").write_bytes(b"".join(json.dumps(record).encode() + b"\n" for record in records))
    return at


@pytest.fixture(scope="session")
def expected(folder: Path, command: Callable[..., None]) -> Answers:
    """What the command line makes of the Parquet file."""
    parquet = pytest.importorskip("pyarrow.parquet")
    command(folder, "pages.parquet", "--kept", "kept.parquet", "--held", "held.parquet")
    command(folder, "pages.parquet", "--annotate", "--output", "annotated.parquet")
    kept, held = (parquet.read_table(folder / f"{name}.parquet").to_pylist() for name in ("kept", "held"))
    marked = parquet.read_table(folder / "annotated.parquet").to_pylist()
    return Answers(
        held={**{row["id"]: None for row in kept}, **{row["id"]: row["held"] for row in held}},
        rights={row["id"]: row["rights"] for row in marked},
        outcomes={row["id"]: row["rights_outcome"] for row in marked},
    )


@pytest.fixture(scope="session")
def agrees(expected: Answers) -> Callable[..., None]:
    """Asserts that rows of an engine are all records, each with the answer of the command line, to the byte."""

    def compare(rows: Iterable[Mapping[str, Any]], count: int = RECORDS) -> None:
        found = {row["id"]: row for row in rows}
        assert len(found) == count
        for name, row in found.items():
            if "held" in row:
                assert row["held"] == expected.held[name], name
            if "kept" in row:
                assert row["kept"] is (expected.held[name] is None), name
            if "rights" in row:
                assert row["rights"] == expected.rights[name], name
            if "rights_outcome" in row:
                assert row["rights_outcome"] == expected.outcomes[name], name

    return compare


@pytest.fixture(scope="session")
def command() -> Callable[..., None]:
    """Runs ``rightscheck gate`` on a file of the folder."""

    def run(folder: Path, source: str, *flags: str) -> None:
        knobs = FLAGS[:2] if "--annotate" in flags else [*FLAGS, "--use", ",".join(KNOBS["uses"])]
        arguments = [sys.executable, "-m", "rightscheck", "gate", source, *flags, *knobs, "--no-progress"]
        done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    return run


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch, folder: Path, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Runs the Python example of a page of the handbook beside the first records, and returns its names."""
    parquet = pytest.importorskip("pyarrow.parquet")

    def run(page: str, at: Path = tmp_path) -> dict[str, Any]:
        parquet.write_table(parquet.read_table(folder / "pages.parquet").slice(0, SOME), at / "pages.parquet")
        lines = (folder / "pages.jsonl").read_bytes().splitlines(keepends=True)[:SOME]
        (at / "pages.jsonl").write_bytes(b"".join(lines))
        monkeypatch.chdir(at)
        (code,) = _PYTHON.findall((_DOCS / page).read_text(encoding="utf-8"))
        names: dict[str, Any] = {"__name__": "__main__"}
        exec(compile(code, page, "exec"), names)  # noqa: S102  # our own page
        return names

    return run
