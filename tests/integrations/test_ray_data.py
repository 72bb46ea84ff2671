# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Ray Data, the real engine on two CPUs: the pool of actors gives the command line's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rightscheck import Gate

ray = pytest.importorskip("ray", reason="the extra 'ray' is not installed")
pytest.importorskip("ray.data", reason="the extra 'ray' is not installed")
engine = pytest.importorskip("rightscheck.integrations.ray_data", reason="the extra 'ray' is not installed")

pytestmark = [
    # Ray reads settings of its own that it has given up, when it makes its first context.
    pytest.mark.filterwarnings(
        "ignore:.use_(push_based_shuffle|polars|arrow_tensor_v2). is deprecated:DeprecationWarning:ray.data"
    ),
    # A few hundred records are one block, which keeps one actor of the pool idle.
    pytest.mark.filterwarnings("ignore:The minimum number of concurrent actors:UserWarning:ray.data"),
]


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One cluster of two CPUs for the module, and the folder where its relative paths begin."""
    at = tmp_path_factory.mktemp("ray")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.chdir(at)
        ray.init(num_cpus=2, include_dashboard=False, object_store_memory=200 << 20, logging_level="ERROR")
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.execution_options.preserve_order = True
        yield at
        ray.shutdown()


def test_the_gate_answers_as_the_command_line(folder: Path, gate: Gate, agrees: Callable[..., None]) -> None:
    """All two thousand rows through two actors, in order."""
    pages = ray.data.read_parquet(str(folder / "pages.parquet"), override_num_blocks=4)
    found = engine.gated(pages, gate).take_all()
    assert [row["id"] for row in found] == [f"r{number:04}" for number in range(2000)]
    agrees(found)


def test_annotating_answers_as_the_command_line(folder: Path, gate: Gate, agrees: Callable[..., None]) -> None:
    """Rights and outcomes are the same too, under the declared columns."""
    pages = ray.data.read_parquet(str(folder / "pages.parquet")).limit(300)
    found = engine.annotated(pages, gate).take_all()
    assert list(found[0]) == [*pages.columns(), "rights", "rights_outcome"]
    agrees(found, 300)


def test_dropping_blocks_is_refused(gate: Gate) -> None:
    """A job that may lose rows without a word does not begin."""
    context = ray.data.DataContext.get_current()
    context.max_errored_blocks = 5
    try:
        with pytest.raises(UsageError, match="max_errored_blocks"):
            engine.gated(ray.data.from_items([{"text": "x"}]), gate)
    finally:
        context.max_errored_blocks = 0


def test_the_example_of_the_handbook_runs(example: Callable[..., dict[str, Any]], home: Path) -> None:
    """The page's example, as it stands, splits the records in two and loses none."""
    example("ray.md", home)
    kept = ray.data.read_parquet(str(home / "gated" / "kept=true")).count()
    assert kept + ray.data.read_parquet(str(home / "gated" / "kept=false")).count() == 200
    assert 30 <= kept <= 170
