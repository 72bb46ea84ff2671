# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What every test may ask for: the shipped rule set, and the corpora that developers keep beside the checkout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rightscheck.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from rightscheck.resources import RuleData

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def rules() -> RuleData:
    """The rule set that ships with the package."""
    return shipped()


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """A file of the developers' corpora; the test is skipped where they are not there, as on a user's machine."""

    def find(name: str) -> Path:
        path = SHARED / name
        if not path.exists():
            pytest.skip(f"the developers' corpus {name} is not beside this checkout")
        return path

    return find
