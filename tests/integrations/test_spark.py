# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Spark, the real engine on two threads: rows and structs get the command line's answers."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rightscheck import Gate

pyspark = pytest.importorskip("pyspark.sql", reason="the extra 'spark' is not installed")
pytest.importorskip("pandas", reason="the extra 'spark' is not installed")
if shutil.which("java") is None:
    pytest.skip("Spark needs a Java 17 runtime", allow_module_level=True)
engine = pytest.importorskip("rightscheck.integrations.spark", reason="the extra 'spark' is not installed")


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One session for the module, whose relative paths begin in a folder of its own."""
    at = tmp_path_factory.mktemp("spark")
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "768m",
        "spark.local.dir": str(at),
        "spark.sql.execution.arrow.maxRecordsPerBatch": "300",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(at / "warehouse"),
        "spark.ui.enabled": "false",
    }
    builder = pyspark.SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(at)
        patch.setenv("PYSPARK_PYTHON", sys.executable)  # read once, by the session
        session = builder.getOrCreate()
    yield session
    session.stop()


def test_the_gate_answers_as_the_command_line(
    spark: Any,  # noqa: ANN401  # engines are Any to the type checker
    folder: Path,
    gate: Gate,
    agrees: Callable[..., None],
) -> None:
    """All two thousand rows, told apart by one partitioned write, nothing lost."""
    out = folder / "spark"
    engine.gated(spark.read.parquet(str(folder / "pages.parquet")), gate).write.partitionBy("kept").parquet(str(out))
    rows = spark.read.parquet(str(out)).select("id", "kept", "held").collect()
    agrees({**row.asDict(), "kept": row["kept"] == "true"} for row in rows)  # names of folders are strings


def test_structs_keep_their_order(
    spark: Any,  # noqa: ANN401  # engines are Any to the type checker
    folder: Path,
    gate: Gate,
    agrees: Callable[..., None],
) -> None:
    """Outcomes are matched by position in Spark, and every one still stands under its own name."""
    pages = spark.read.parquet(str(folder / "pages.parquet")).limit(300)
    marked = engine.annotated(pages, gate)
    assert marked.columns == [*pages.columns, "rights", "rights_outcome"]
    agrees((row.asDict(recursive=True) for row in marked.select("id", "rights", "rights_outcome").collect()), 300)


def test_rows_in_sparks_own_types(spark: Any, gate: Gate) -> None:  # noqa: ANN401  # engines are Any to the type checker
    """A map of headers, bytes of HTML, an empty partition and a row of nulls go through."""
    rows = [(b"<p>Ferry.</p>", {"TDM-Reservation": ["1"]}), (None, None), (b"\xff\xfe", {})]
    frame = spark.createDataFrame(rows, "html binary, headers map<string,array<string>>").repartition(8)
    found = engine.gated(frame, gate, field="mine").collect()
    assert len(found) == 3
    assert all(row.mine_kept is (row.mine is None) for row in found)
    assert next(row for row in found if row.html is None).mine_kept is False


def test_a_column_that_is_taken_is_refused(spark: Any, gate: Gate) -> None:  # noqa: ANN401  # engines are Any to the type checker
    """Names have no case in Spark, so Held is held; it is told before any work."""
    with pytest.raises(InputError, match="held"):
        engine.gated(spark.createDataFrame([("x", "y")], "text string, Held string"), gate)


def test_the_example_of_the_handbook_runs(
    spark: Any,  # noqa: ANN401  # engines are Any to the type checker
    example: Callable[..., dict[str, Any]],
) -> None:
    """The page's example, as it stands, splits the records in two and loses none."""
    names = example("spark.md", Path(spark.conf.get("spark.local.dir")))
    found = names["spark"].read.parquet("gated").groupBy("kept").count().collect()
    counts = {row["kept"]: row["count"] for row in found}
    assert sum(counts.values()) == names["rights"].count() == 200
    assert 30 <= counts["true"] <= 170
