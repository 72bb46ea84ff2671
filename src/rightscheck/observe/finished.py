# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What several workers have finished, on its way to one reader who may be slower, and who may stop early.

A queue would lose what its makers still hold in their hands when they are told to stop; here a piece is in safe
keeping the moment it exists, and only its maker waits for room.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

T = TypeVar("T")


class Finished(Generic[T]):
    """Pieces in the order in which they were finished; makers rest while ``most`` of them wait."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._pieces: deque[T] = deque()
        self._came = asyncio.Event()
        self._room = asyncio.Event()

    async def add(self, pieces: Iterable[T]) -> None:
        """Take pieces at once, then wait until few enough are left."""
        self._pieces.extend(pieces)
        self._came.set()
        while len(self._pieces) >= self._most:
            self._room.clear()
            await self._room.wait()

    async def next(self, makers: Sequence[asyncio.Task[None]], stop: asyncio.Event) -> T | None:
        """The piece that waited longest, or the first to come; None when told to stop.

        A fault of a maker is raised here once nothing is left, never waited for in vain.
        """
        stopped = asyncio.create_task(stop.wait())
        try:
            while not (self._pieces or stop.is_set()):
                _raise_faults(makers)
                await self._news(makers, stopped)
        finally:
            stopped.cancel()
        return None if stop.is_set() else self._take()

    def left(self) -> Iterator[T]:
        """What nobody took."""
        while self._pieces:
            yield self._take()

    def _take(self) -> T:
        piece = self._pieces.popleft()
        self._room.set()
        return piece

    async def _news(self, makers: Sequence[asyncio.Task[None]], stopped: asyncio.Task[Literal[True]]) -> None:
        """Wait until a piece comes, a maker ends, or it is time to stop."""
        self._came.clear()
        came = asyncio.create_task(self._came.wait())
        try:
            busy: list[asyncio.Task[Any]] = [task for task in makers if not task.done()]
            await asyncio.wait([came, stopped, *busy], return_when=asyncio.FIRST_COMPLETED)
        finally:
            came.cancel()


def _raise_faults(makers: Iterable[asyncio.Task[None]]) -> None:
    """Raise what a maker that has ended died of, if it did."""
    for task in makers:
        if task.done() and not task.cancelled():
            task.result()
