# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Real pages, where the developers' corpus is there: the kernel, datasets and datatrove say the same of them."""

from __future__ import annotations

import gzip
from itertools import islice
from typing import TYPE_CHECKING, Any

import orjson
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rightscheck import Gate

PAGES = 60
arrow = pytest.importorskip("pyarrow", reason="the extra 'gate' is not installed")


def lines(path: Path) -> list[dict[str, Any]]:
    """The records of a file."""
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]


@pytest.fixture(scope="module")
def said(
    shared: Callable[[str], Path], command: Callable[..., None], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, dict[str, Any] | None]]:
    """A folder with some real pages as JSON Lines, and what the command line says of each."""
    at = tmp_path_factory.mktemp("real")
    with gzip.open(shared("corpus/pages/bulk.jsonl.gz")) as stream:
        (at / "pages.jsonl").write_bytes(b"".join(islice(stream, PAGES)))
    command(at, "pages.jsonl", "--kept", "kept.jsonl", "--held", "held.jsonl")
    kept, held = lines(at / "kept.jsonl"), lines(at / "held.jsonl")
    return at, {**{row["id"]: None for row in kept}, **{row["id"]: row["held"] for row in held}}


def test_a_batch_of_real_pages(said: tuple[Path, dict[str, Any]], gate: Gate) -> None:
    """The Arrow form, with a column the contract does not know beside the others."""
    at, expected = said
    found = gate.batch(arrow.Table.from_pylist(lines(at / "pages.jsonl"))).to_pylist()
    assert {row["id"]: row["held"] and orjson.loads(row["held"]) for row in found} == expected


def test_datasets_over_real_pages(said: tuple[Path, dict[str, Any]], gate: Gate, tmp_path: Path) -> None:
    """Hugging Face datasets reads the lines itself."""
    datasets = pytest.importorskip("datasets", reason="the extra 'datasets' is not installed")
    engine = pytest.importorskip("rightscheck.integrations.hf_datasets")
    at, expected = said
    pages = datasets.Dataset.from_json(str(at / "pages.jsonl"), cache_dir=str(tmp_path))
    found = engine.gated(pages, gate)
    assert {row["id"]: row["held"] and orjson.loads(row["held"]) for row in found} == expected


def test_datatrove_over_real_pages(said: tuple[Path, dict[str, Any]], gate: Gate) -> None:
    """Our reader for datatrove reads the same lines."""
    pytest.importorskip("datatrove", reason="the extra 'datatrove' is not installed")
    steps = pytest.importorskip("rightscheck.integrations.datatrove_steps")
    at, expected = said
    documents = steps.LineReader(str(at), glob_pattern="pages.jsonl").run()
    assert {document.id: steps.verdict_on(document, gate).held() for document in documents} == expected
