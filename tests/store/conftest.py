# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Snapshots that several tests of the store need."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from rightscheck.model import Absent, Found, Unread
from rightscheck.store.collecting import collect_in
from rightscheck.store.policies import SitePolicies

if TYPE_CHECKING:
    from pathlib import Path

    from rightscheck.model import Part


def robots(words: str) -> Part:
    """A robots.txt of these words."""
    return Found(body=words.encode(), status=200, content_type="text/plain")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A finished snapshot, in both forms: one site seen twice, one whose file could not be read, one without."""
    with collect_in(tmp_path / "policies") as collection:
        collection.add("a.example", "2026-01-01T10:00:00Z", SitePolicies(parts={"robots.txt": robots("old")}))
        collection.add("a.example", "2026-06-01T10:00:00Z", SitePolicies(parts={"robots.txt": robots("new")}))
        collection.add("b.example", "2026-06-01T10:00:00Z", SitePolicies(parts={"robots.txt": Unread(reason="503")}))
        collection.add("c.example", "2026-06-01T10:00:00Z", SitePolicies(parts={"robots.txt": Absent(reason="404")}))
        collection.finish(table=find_spec("pyarrow") is not None)
    return tmp_path / "policies"
