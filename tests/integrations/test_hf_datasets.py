# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Hugging Face datasets, the real library: tables, splits and streams get the command line's answers."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from rightscheck import Gate
from rightscheck.errors import InputError
from rightscheck.model import Found
from rightscheck.store.collecting import collect_in
from rightscheck.store.policies import SitePolicies

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

datasets = pytest.importorskip("datasets", reason="the extra 'datasets' is not installed")
engine = pytest.importorskip("rightscheck.integrations.hf_datasets", reason="the extra 'datasets' is not installed")


@pytest.fixture(autouse=True)
def _quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Caches in a folder of the test, and no progress bars."""
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", str(tmp_path / "cache"))
    datasets.disable_progress_bars()


@pytest.fixture
def pages(folder: Path, tmp_path: Path) -> Any:  # noqa: ANN401  # datasets ships no types
    """The two thousand records."""
    return datasets.Dataset.from_parquet(str(folder / "pages.parquet"), cache_dir=str(tmp_path / "cache"))


def test_both_forms_answer_as_the_command_line(pages: Any, gate: Gate, agrees: Callable[..., None]) -> None:  # noqa: ANN401  # as above
    """All two thousand, in order, with the declared types, in two processes too."""
    split = engine.gated(pages, gate)
    assert split["id"] == pages["id"]
    agrees(split)
    marked = engine.annotated(split.select(range(300)), gate, num_proc=2)
    assert marked["id"] == pages["id"][:300]
    assert marked.features["rights_outcome"]["ai-train"].dtype == "string"
    assert marked.format["type"] == pages.format["type"]
    agrees(marked, 300)


def test_a_stream_answers_the_same(folder: Path, gate: Gate, agrees: Callable[..., None]) -> None:
    """A stream is judged as it is read."""
    stream = datasets.load_dataset("parquet", data_files=str(folder / "pages.parquet"), split="train", streaming=True)
    agrees(engine.gated(stream.take(300), gate), 300)


def test_splits_keep_their_names_and_other_columns_their_types(gate: Gate) -> None:
    """A dictionary of splits comes out as one; labels stay labels; an empty split has the same columns."""
    features = datasets.Features(
        {"text": datasets.Value("large_string"), "kind": datasets.ClassLabel(names=["news", "blog"])}
    )
    full = datasets.Dataset.from_dict({"text": ["A walk.", None], "kind": [1, 0]}, features=features)
    splits = datasets.DatasetDict({"train": full, "test": full.select([])}).with_format("numpy")
    found = engine.gated(splits, gate)
    assert found["train"].features == found["test"].features
    assert found["train"].features["kind"] == features["kind"]
    assert list(found["train"].features) == ["text", "kind", "kept", "held"]
    assert found["train"].format["type"] == "numpy"
    assert [len(found["train"]), len(found["test"])] == [2, 0]


def test_the_same_question_is_answered_from_the_cache(pages: Any, gate: Gate) -> None:  # noqa: ANN401  # as above
    """The cache of map knows the same gate again, and another one for another."""
    some = pages.select(range(5))
    first, again = engine.gated(some, gate)._fingerprint, engine.gated(some, gate)._fingerprint  # noqa: SLF001  # what the cache goes by
    assert first == again
    assert first != engine.annotated(some, gate)._fingerprint  # noqa: SLF001  # as above


def test_a_newer_snapshot_of_policies_is_another_question(tmp_path: Path) -> None:
    """Site policies are joined, and what the cache holds of an older snapshot at the same place is not taken."""
    page = {"url": ["https://a.example/1"], "html": ["<p>Weather.</p>"]}
    dataset = datasets.Dataset.from_dict(page)
    found = []
    at = tmp_path / "policies"
    for robots in (b"", b"User-agent: *\nDisallow: /\n"):
        shutil.rmtree(at, ignore_errors=True)
        with collect_in(at) as collection:
            part = Found(body=robots, status=200, content_type="text/plain")
            collection.add("a.example", "2026-06-01T10:00:00Z", SitePolicies(parts={"robots.txt": part}))
            collection.finish(table=False)
        found.append(engine.gated(dataset, Gate(uses=["crawl"], profile="us", on_uncertain="keep", policies=at)))
    old, new = found
    assert orjson.loads(new["held"][0])["reason"] == "stated-denied"
    assert old["held"] != new["held"]
    assert old._fingerprint != new._fingerprint  # noqa: SLF001  # what the cache goes by


def test_a_column_that_is_taken_is_refused(gate: Gate) -> None:
    """Nothing is written over, and a bad name is told before any work."""
    with pytest.raises(InputError, match="held"):
        engine.gated(datasets.Dataset.from_dict({"text": ["x"], "held": ["mine"]}), gate)


def test_the_example_of_the_handbook_runs(example: Callable[..., dict[str, Any]]) -> None:
    """The page's example, as it stands, splits the records in two and loses none."""
    names = example("datasets.md")
    assert len(names["kept"]) + len(names["held"]) == len(names["rights"]) == 200
    assert 30 <= len(names["kept"]) <= 170
