# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""One polite request at a time per host: who comes next waits until the host had its rest.

A site's own wish lengthens the rest up to a cap, for a line that asks for a day must not stop an audit of a thousand
sites; the page it delays too long is still fetched, only later than ours would be. Crawl-delay is a wish for every
rest from then on, Retry-After (RFC 9110 §10.2.3) for one.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

DELAY = 1.0  # seconds between two requests to a host, where nobody asks for more
CAP = 30.0  # the longest rest that a site's wish can make
Clock: TypeAlias = "Callable[[], float]"
Sleep: TypeAlias = "Callable[[float], Awaitable[None]]"
LANES = 4096  # hosts whose last visit is remembered


@dataclass(slots=True)
class _Lane:
    """One host's queue: who holds the lock may fetch; ``free_at`` is when the next one may."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    asked: float = 0.0
    users: int = 0


class Courtesy:
    """Keeps requests to one host apart.

    ``delay`` is the least rest in seconds between two requests, ``cap`` the longest that a site's wish can make it.
    """

    def __init__(
        self, *, delay: float = DELAY, cap: float = CAP, clock: Clock = time.monotonic, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._delay = delay
        self._cap = cap
        self._clock = clock
        self._sleep = sleep
        self._lanes: OrderedDict[str, _Lane] = OrderedDict()

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for this host's turn and hold it for one request."""
        lane = self._lane(host)
        lane.users += 1
        try:
            async with lane.lock:
                rest = lane.free_at - self._clock()
                if rest > 0:
                    await self._sleep(rest)
                try:
                    yield
                finally:
                    lane.free_at = self._clock() + max(self._delay, lane.asked)
        finally:
            lane.users -= 1

    def slow(self, host: str, seconds: float | None) -> None:
        """Take a site's wish for a longer rest between requests from now on; None and shorter ones change nothing."""
        lane = self._lane(host)
        lane.asked = max(lane.asked, min(seconds or 0.0, self._cap))

    def later(self, host: str, seconds: float | None) -> None:
        """Take a site's wish that the next request waits this long from now; None changes nothing."""
        lane = self._lane(host)
        lane.free_at = max(lane.free_at, self._clock() + min(seconds or 0.0, self._cap))

    def _lane(self, host: str) -> _Lane:
        """The host's lane; those of long ago are forgotten, unless somebody stands in them."""
        lane = self._lanes.setdefault(host, _Lane())
        self._lanes.move_to_end(host)
        if len(self._lanes) > LANES:
            oldest = next((name for name, old in self._lanes.items() if old.users == 0 and name != host), None)
            if oldest is not None:
                del self._lanes[oldest]
        return lane
