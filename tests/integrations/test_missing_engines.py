# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""An engine that is not there is told in words that name the extra."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("module", "extra", "engine"),
    [
        ("datatrove_steps", "datatrove", "datatrove"),
        ("ray_data", "ray", "ray"),
        ("spark", "spark", "pyspark"),
        ("hf_datasets", "datasets", "datasets"),
        ("hf_datasets", "datasets", "pyarrow"),
    ],
)
def test_a_missing_engine_names_its_extra(module: str, extra: str, engine: str) -> None:
    """Importing an adapter without its engine, or without pyarrow, says what to install."""
    code = f"import sys; sys.modules[{engine!r}] = None; import rightscheck.integrations.{module}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "MissingExtraError: the adapter for" in done.stderr
    assert f"pip install 'rightscheck[{extra}]'" in done.stderr
