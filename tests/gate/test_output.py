# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""An output is whole or not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rightscheck.errors import UsageError
from rightscheck.gate.output import atomic_output


def test_the_name_appears_when_all_is_written(tmp_path: Path) -> None:
    """Until the block ends nothing stands under the name, then all of it does, and nothing beside it."""
    out = tmp_path / "out"
    with atomic_output(out) as stream:
        stream.write(b"all")
        assert not out.exists()
    assert out.read_bytes() == b"all"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    """A run that fails leaves neither the name nor its temporary file."""
    with pytest.raises(ValueError, match="broken"), atomic_output(tmp_path / "out") as stream:  # noqa: PT012  # the write is part of the case
        stream.write(b"half")
        raise ValueError("broken")
    assert not list(tmp_path.iterdir())


def test_an_interruption_keeps_whole_lines_aside(tmp_path: Path) -> None:
    """What was finished stays under a name that says so, without the line that was cut."""
    long = b"x" * 200_000
    with pytest.raises(KeyboardInterrupt), atomic_output(tmp_path / "out") as stream:  # noqa: PT012  # the write is part of the case
        stream.write(b"one\ntwo\n" + long)
        raise KeyboardInterrupt
    assert [path.name for path in tmp_path.iterdir()] == ["out.partial"]
    assert (tmp_path / "out.partial").read_bytes() == b"one\ntwo\n"


@pytest.mark.parametrize("written", [b"", b"no line end"])
def test_an_interruption_in_the_first_line_keeps_nothing_of_it(tmp_path: Path, written: bytes) -> None:
    """Half a line is no line."""
    with pytest.raises(KeyboardInterrupt), atomic_output(tmp_path / "out") as stream:  # noqa: PT012  # the write is part of the case
        stream.write(written)
        raise KeyboardInterrupt
    assert (tmp_path / "out.partial").read_bytes() == b""


def test_a_taken_name_is_refused(tmp_path: Path) -> None:
    """What exists is somebody's work; only a clear word replaces it."""
    out = tmp_path / "out"
    out.write_bytes(b"old")
    with pytest.raises(UsageError, match="--overwrite"), atomic_output(out):
        pass
    assert out.read_bytes() == b"old"
    with atomic_output(out, overwrite=True) as stream:
        stream.write(b"new")
    assert out.read_bytes() == b"new"


def test_a_folder_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    """Neither can take a file, and the message says which name."""
    for out in (tmp_path, tmp_path / "no" / "out"):
        with pytest.raises(UsageError, match=str(out)), atomic_output(out, overwrite=True):
            pass


def test_a_link_keeps_pointing(tmp_path: Path) -> None:
    """Writing through a link replaces what it points to, not the link."""
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with atomic_output(tmp_path / "link", overwrite=True) as stream:
        stream.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.skipif(not Path(os.devnull).exists(), reason="no such device on this system")
def test_a_device_is_written_to_directly() -> None:
    """A device cannot be replaced, so it is simply written to."""
    with atomic_output(Path(os.devnull)) as stream:
        stream.write(b"x")
    assert not Path(os.devnull).is_file()
