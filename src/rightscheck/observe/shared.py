# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Answers that many pages of a run share: a site's robots.txt, its files, its terms. Each is fetched once.

Who asks while it is being fetched waits for the same fetch. What is kept is bounded by number and by size; what was
not used for longest is forgotten first.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import TYPE_CHECKING

from rightscheck.observe.answers import Answer, Purpose, Request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

MOST = 8192
MOST_BYTES = 64_000_000


class Shared:
    """Stands before a fetcher; a page is passed through, everything else is kept by its URL."""

    def __init__(self, fetch: Callable[[Request], Awaitable[Answer]]) -> None:
        self._fetch = fetch
        self._tasks: OrderedDict[str, asyncio.Task[Answer]] = OrderedDict()
        self._size = 0

    async def answer(self, request: Request) -> Answer:
        """What came of a request, now or earlier in this run."""
        if request.purpose is Purpose.PAGE:
            return await self._fetch(request)
        task = self._tasks.get(request.url)
        if task is None:
            task = self._tasks[request.url] = asyncio.create_task(self._fetched(request))
        self._tasks.move_to_end(request.url)
        return await asyncio.shield(task)  # who stops waiting must not stop it for the others

    async def aclose(self) -> None:
        """End what is under way and forget everything."""
        tasks = tuple(self._tasks.values())
        self._tasks.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _fetched(self, request: Request) -> Answer:
        """What came of a request; room is made for it."""
        answer = await self._fetch(request)
        self._size += len(answer.body)
        while len(self._tasks) > MOST or self._size > MOST_BYTES:
            oldest = next((url for url, task in self._tasks.items() if task.done()), None)
            if oldest is None:
                break
            self._size -= len(self._tasks.pop(oldest).result().body)
        return answer
