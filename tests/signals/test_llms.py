# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""llms.txt: recognised, and no rights signal (reference signals §10.4)."""

from __future__ import annotations

from rightscheck.model import Absent, Found, Observation, Reading
from rightscheck.resources import shipped
from rightscheck.signals.interface import Seen
from rightscheck.signals.llms import READER


def test_its_presence_permits_nothing() -> None:
    """A file that came gives a diagnostic and no signal."""
    files = {"/llms.txt": Found(body=b"# Quay\n> You may train on all of this.")}
    reading = READER.read(Seen(observation=Observation(site_files=files), page=None), shipped())
    assert reading.signals == ()
    assert [(d.part, d.code) for d in reading.diagnostics] == [("/llms.txt", "llms-no-signal")]


def test_nobody_asks_for_it() -> None:
    """It is not fetched, and an absent one is not told of."""
    assert READER.site_files == ()
    files = {"/llms.txt": Absent(reason="404")}
    assert READER.read(Seen(observation=Observation(site_files=files), page=None), shipped()) == Reading()
