# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Rows in list order, although pages answer in any: each is written as soon as all before it are.

What waits is kept as finished bytes, so an interrupted run can still write every row that was finished; beyond a few
megabytes it waits on disk, since behind one slow site a whole list may be finished.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

IN_MEMORY = 4_000_000


def _spool() -> SpooledTemporaryFile[bytes]:
    """Where rows wait: in memory as far as they fit, else in a file without a name."""
    return SpooledTemporaryFile(IN_MEMORY)


@dataclass(slots=True)
class Ordered:
    """Puts rows back into the order of the list. ``write`` gets each row once; ``close`` it in the end."""

    write: Callable[[bytes], object]
    _rows: SpooledTemporaryFile[bytes] = field(default_factory=_spool, init=False)
    _waiting: dict[int, tuple[int, int]] = field(default_factory=dict, init=False)
    _next: int = field(default=0, init=False)

    def add(self, index: int, row: bytes) -> None:
        """Take the row of this index (from 0), and write whatever is now in order."""
        if index != self._next:
            self._keep(index, row)
            return
        self.write(row)
        self._next += 1
        while self._next in self._waiting:
            self.write(self._fetch(self._next))
            self._next += 1

    def close(self) -> None:
        """Write the rows that still wait for others; after an interruption there are gaps between them."""
        for index in sorted(self._waiting):
            self.write(self._fetch(index))
        self._rows.close()

    def _keep(self, index: int, row: bytes) -> None:
        """Put a row behind those that wait; where none does, the room is used anew."""
        if not self._waiting:
            self._rows.seek(0)
            self._rows.truncate()
        self._waiting[index] = (self._rows.seek(0, 2), len(row))
        self._rows.write(row)

    def _fetch(self, index: int) -> bytes:
        start, size = self._waiting.pop(index)
        self._rows.seek(start)
        return self._rows.read(size)
