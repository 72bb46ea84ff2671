# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The data travel with the code: found in the checkout, in an unpacked wheel, and in a wheel that stays zipped."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from rightscheck.resources import folder, shipped

ROOT = Path(__file__).parents[2]
ASK = """
import rightscheck
from rightscheck.resources import folder, shipped
report = rightscheck.check(html="<footer>No AI training without our consent.</footer>")
print(report.reuses["ai-train"].stated, shipped().digest)
print(folder("fixtures").joinpath("sites").is_dir(), rightscheck.__file__)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as it is built for a release, without the network."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(out.glob("*.whl"))


def ask(place: Path, at: Path) -> list[str]:
    """What the package found at ``place`` answers in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(place)}
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=at, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_in_the_checkout() -> None:
    """An editable install finds rules and fixtures beside the source."""
    assert shipped().texts
    assert folder("fixtures").joinpath("sites").is_dir()


def test_unpacked(wheel: Path, tmp_path: Path) -> None:
    """An installed package finds them inside itself, with the digest of the checkout."""
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    stated, digest, fixtures, where = ask(tmp_path / "site", tmp_path)
    assert (stated, digest, fixtures) == ("denied", shipped().digest, "True")
    assert where.startswith(str(tmp_path))


def test_zipped(wheel: Path, tmp_path: Path) -> None:
    """A package imported out of its zip finds them there, readers of every standard included."""
    stated, digest, fixtures, where = ask(wheel, tmp_path)
    assert (stated, digest, fixtures) == ("denied", shipped().digest, "True")
    assert ".whl" in where


def test_the_wheel_holds_no_tests(wheel: Path) -> None:
    """What ships is code, rules and fixtures: no tests, no tools, no corpora."""
    with zipfile.ZipFile(wheel) as packed:
        tops = {name.split("/")[0] for name in packed.namelist()}
        data = {name.split("/")[2] for name in packed.namelist() if name.startswith("rightscheck/_data/")}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"rightscheck"}
    assert data == {"rules", "fixtures"}
