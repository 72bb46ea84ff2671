# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Hugging Face ``datasets``: the kernel through ``map`` over Arrow tables (design.md §5, Arrow and Parquet).

The features that come out are told, not guessed from the first rows. The cache of ``map`` goes by the pickled bytes
of what it runs, so these hold all that the answers hang on: settings, rules, the version of the code, and the content
of the snapshot of site policies.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, TypeVar

from rightscheck.errors import MissingExtraError

try:
    import pyarrow as pa
    from datasets import Dataset, DatasetDict, Features, IterableDataset, IterableDatasetDict

    from rightscheck.gate.kernel import Form, Kernel
except ImportError as error:
    raise MissingExtraError("the adapter for datasets", "datasets") from error

if TYPE_CHECKING:
    from rightscheck.gate.gating import Gate

T = TypeVar("T", Dataset, DatasetDict, IterableDataset, IterableDatasetDict)

BATCH_ROWS = 256


def annotated(dataset: T, gate: Gate, *, field: str | None = None, **options: Any) -> T:  # noqa: ANN401  # those of map
    """The rows with ``rights`` (JSON) and ``rights_outcome`` behind their own; ``field`` names the first otherwise.

    ``options`` are those of ``map``, such as ``num_proc``. A dictionary of splits is done split by split.

    Raises:
        InputError: a column of such a name is there already.
    """
    return _mapped(dataset, Kernel(gate=gate, form=Form.ANNOTATE, field=field), options)


def gated(dataset: T, gate: Gate, *, field: str | None = None, **options: Any) -> T:  # noqa: ANN401  # those of map
    """The rows with ``kept`` (true or false) and ``held`` (JSON, null for a row that passes) behind their own.

    ``options`` are those of ``map``, such as ``num_proc``. A dictionary of splits is done split by split.

    Raises:
        InputError: a column of such a name is there already.
    """
    return _mapped(dataset, Kernel(gate=gate, form=Form.GATE, field=field), options)


@dataclass(frozen=True, slots=True)
class _Step:
    """The kernel with what its pickled bytes do not tell."""

    kernel: Kernel
    version: str
    policies: str | None

    def __call__(self, table: pa.Table) -> pa.Table:
        return self.kernel(table)


def _step(kernel: Kernel) -> _Step:
    policies = kernel.gate.judging.policies
    return _Step(kernel, version("rightscheck"), policies.digest if policies else None)


def _mapped(dataset: T, kernel: Kernel, options: dict[str, Any]) -> T:
    if isinstance(dataset, dict):
        return type(dataset)({name: _mapped(split, kernel, options) for name, split in dataset.items()})
    features = _features(dataset, kernel)
    told = {"batch_size": BATCH_ROWS, **options, "batched": True, "features": features}
    shown = getattr(dataset, "format", None) or {"type": None, "format_kwargs": {}}
    if features is not None and isinstance(dataset, Dataset) and not len(dataset):  # map hands it back as it is
        found = Dataset.from_dict({name: [] for name in features}, features=features, split=dataset.split)
    else:
        found = dataset.with_format("arrow").map(_step(kernel), **told)
    return found.with_format(shown["type"], **shown["format_kwargs"])


def _features(dataset: Dataset | IterableDataset, kernel: Kernel) -> Features | None:
    """What comes out; None for a stream whose own features are not known before it is read."""
    if dataset.features is None:
        return None
    kernel.schema(pa.schema([(name, pa.null()) for name in dataset.features]))  # refuses a name that is taken
    return Features({**dataset.features, **Features.from_arrow_schema(pa.schema(kernel.added()))})
