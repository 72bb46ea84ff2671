# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""From what a user names to files: files as they are, folders and patterns in the order of their names.

The order is that of the names, since the answers of a run must not hang on how a disk lists its files.
"""

from __future__ import annotations

import glob
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rightscheck.errors import InputError
from rightscheck.sources.kinds import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MAGIC = "*?["


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file to read, and the name it goes by below the folder it was found in."""

    path: Path
    name: str


def expand(named: Iterable[Path]) -> tuple[InputFile, ...]:
    """Every file that is meant; of a folder those whose suffix is one of a dataset, hidden ones and ``_…`` left out.

    Raises:
        InputError: a pattern matches nothing, or a folder holds no dataset.
    """
    return tuple(file for path in named for file in _files(path))


def _files(path: Path) -> Iterator[InputFile]:
    if path.is_dir():
        yield from _of_folder(path)
    elif not path.exists() and any(char in str(path) for char in _MAGIC):
        yield from _of_pattern(str(path))
    else:
        yield InputFile(path=path, name=path.name)


def _of_folder(folder: Path) -> Iterator[InputFile]:
    found = sorted(path for path in folder.rglob("*") if path.is_file() and _is_dataset(path.relative_to(folder)))
    if not found:
        raise InputError(f"{folder}: the folder holds no .jsonl, .parquet, .warc or .wet file")
    for path in found:
        yield InputFile(path=path, name=path.relative_to(folder).as_posix())


def _of_pattern(pattern: str) -> Iterator[InputFile]:
    found = sorted(path for name in glob.glob(pattern, recursive=True) if (path := Path(name)).is_file())  # noqa: PTH207  # Path.glob takes no absolute pattern
    if not found:
        raise InputError(f"{pattern}: no file matches")
    for path in found:
        yield InputFile(path=path, name=path.name)


def _is_dataset(name: Path) -> bool:
    hidden = any(part.startswith((".", "_")) for part in name.parts)
    return not hidden and name.name.lower().endswith(SUFFIXES)
