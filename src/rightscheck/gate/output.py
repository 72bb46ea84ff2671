# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""An output that is whole or not there: written beside its name, flushed to disk, then renamed into place.

A name that exists holds somebody's work and is refused without ``overwrite``. An interrupted run keeps what it had
finished as ``NAME.partial``, never under the name that says complete; a run that fails leaves nothing.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from rightscheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 1 << 16
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)


def partial_name(path: Path) -> Path:
    """Where an interrupted run leaves what it had finished."""
    return path.with_name(f"{path.name}.partial")


@contextmanager
def atomic_output(path: Path, *, overwrite: bool = False, partial: bool = True) -> Iterator[BinaryIO]:
    """A file to write to that takes the name ``path`` when the block ends well.

    A device or pipe is written to directly, since nothing can be renamed onto it. Without ``partial`` an interrupted
    run leaves nothing here either.

    Raises:
        UsageError: the output exists and may not be overwritten, is a folder, or cannot be written.
    """
    target = Path(os.path.realpath(path))  # a link keeps pointing where it points
    if target.exists() and not target.is_file() and not target.is_dir():
        with target.open("wb") as device:
            yield device
        return
    with _beside(target, overwrite=overwrite, partial=partial) as stream:
        yield stream


@contextmanager
def _beside(target: Path, *, overwrite: bool, partial: bool) -> Iterator[BinaryIO]:
    temporary = target.with_name(f"{target.name}.tmp-{os.getpid()}")
    stream = _open(temporary, target, overwrite=overwrite)
    finished = False
    try:
        with stream:
            yield stream
            _flush(stream)
        temporary.replace(target)
        finished = True
        flush_folder(target.parent)
    except OSError as error:
        if error.errno in _FULL and error.filename is None:  # writing tells no name
            error.filename = str(target)
        raise
    except KeyboardInterrupt:
        if partial:
            _cut_to_line(temporary)
            temporary.replace(partial_name(target))
        raise
    finally:
        if not finished:
            temporary.unlink(missing_ok=True)


def _open(temporary: Path, target: Path, *, overwrite: bool) -> BinaryIO:
    if target.is_dir():
        raise UsageError(f"{target}: is a folder; name a file")
    if target.exists() and not overwrite:
        raise UsageError(f"{target}: exists already; name another file or pass --overwrite")
    try:
        return temporary.open("wb")
    except OSError as error:
        raise UsageError(f"{target}: cannot be written: {error.strerror}") from error


def _cut_to_line(path: Path) -> None:
    """Drop a last line that the interruption cut short."""
    with path.open("r+b") as stream:
        end = stream.seek(0, os.SEEK_END)
        while end > 0:
            start = max(end - _BLOCK, 0)
            stream.seek(start)
            found = stream.read(end - start).rfind(b"\n")
            if found >= 0:
                break
            end = start
        stream.truncate(start + found + 1 if end > 0 else 0)


def _flush(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut; systems that cannot open a folder have no need to."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
