# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Ray Data: the kernel in a pool of actors, each of which builds its lexicons once (design.md §5, Arrow and Parquet).

Two actors that each ask for a whole CPU of two leave none for the tasks that read, and such a job waits for ever; so
an actor asks for half a one. Ray can be told to swallow failing blocks, and then loses rows without a word: refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.errors import MissingExtraError, UsageError

try:
    from ray.data import ActorPoolStrategy, DataContext

    from rightscheck.gate.kernel import Form, Kernel
except ImportError as error:
    raise MissingExtraError("the adapter for Ray Data", "ray") from error

if TYPE_CHECKING:
    import pyarrow as pa
    from ray.data import Dataset

    from rightscheck.gate.gating import Gate

BATCH_ROWS = 256
CPUS = 0.5


def annotated(dataset: Dataset, gate: Gate, *, field: str | None = None, actors: int = 2) -> Dataset:
    """The rows with ``rights`` (JSON) and ``rights_outcome`` behind their own; ``field`` names the first otherwise.

    Raises:
        UsageError: Ray is told to drop blocks that fail.
    """
    return _mapped(dataset, Kernel(gate=gate, form=Form.ANNOTATE, field=field), actors)


def gated(dataset: Dataset, gate: Gate, *, field: str | None = None, actors: int = 2) -> Dataset:
    """The rows with ``kept`` (true or false) and ``held`` (JSON, null for a row that passes) behind their own.

    Raises:
        UsageError: Ray is told to drop blocks that fail.
    """
    return _mapped(dataset, Kernel(gate=gate, form=Form.GATE, field=field), actors)


class _Actor:
    """The kernel in a process of its own."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel

    def __call__(self, table: pa.Table) -> pa.Table:
        return self._kernel(table)


def _mapped(dataset: Dataset, kernel: Kernel, actors: int) -> Dataset:
    for context in (DataContext.get_current(), dataset.context):
        if context.max_errored_blocks:
            raise UsageError("max_errored_blocks drops rows without a word, so nothing would be held; set it to 0")
    return dataset.map_batches(
        _Actor,
        fn_constructor_args=(kernel,),
        batch_format="pyarrow",
        batch_size=BATCH_ROWS,
        num_cpus=CPUS,
        compute=ActorPoolStrategy(size=actors),
        udf_modifying_row_count=False,
    )
