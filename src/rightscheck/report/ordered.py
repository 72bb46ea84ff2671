# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Rows in list order, although pages answer in any: each is written as soon as all before it are.

What waits is kept as finished bytes, so an interrupted run can still write every row that was finished.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(slots=True)
class Ordered:
    """Puts rows back into the order of the list. ``write`` gets each row once."""

    write: Callable[[bytes], object]
    _waiting: dict[int, bytes] = field(default_factory=dict, init=False)
    _next: int = field(default=0, init=False)

    def add(self, index: int, row: bytes) -> None:
        """Take the row of this index (from 0), and write whatever is now in order."""
        self._waiting[index] = row
        while self._next in self._waiting:
            self.write(self._waiting.pop(self._next))
            self._next += 1

    def close(self) -> None:
        """Write the rows that still wait for others; after an interruption there are gaps between them."""
        for index in sorted(self._waiting):
            self.write(self._waiting.pop(index))
