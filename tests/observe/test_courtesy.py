# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from rightscheck.observe.courtesy import LANES, Courtesy


@dataclass
class Time:
    """A clock that only sleeping moves."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def read(self) -> float:
        """The moment."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Move on."""
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


def courtesy(time: Time, delay: float = 2.0) -> Courtesy:
    """One that lives in this time."""
    return Courtesy(delay=delay, cap=30.0, clock=time.read, sleep=time.sleep)


async def visit(polite: Courtesy, host: str, times: int = 1) -> None:
    """Some turns at a host."""
    for _ in range(times):
        async with polite.turn(host):
            pass


def test_requests_to_one_host_keep_apart() -> None:
    """The first goes at once, each other after the rest."""
    time = Time()
    asyncio.run(visit(courtesy(time), "a.example", 3))
    assert time.slept == [2.0, 2.0]


def test_hosts_do_not_wait_for_each_other() -> None:
    """Every host has a lane of its own."""

    async def run() -> None:
        polite = courtesy(time)
        await visit(polite, "a.example")
        await visit(polite, "b.example")

    time = Time()
    asyncio.run(run())
    assert time.slept == []


def test_one_at_a_time() -> None:
    """Two tasks never hold the same host's turn together."""
    inside = 0

    async def hold(polite: Courtesy) -> None:
        nonlocal inside
        async with polite.turn("a.example"):
            inside += 1
            assert inside == 1
            await asyncio.sleep(0)
            inside -= 1

    async def run() -> None:
        polite = courtesy(time, delay=0)
        await asyncio.gather(*(hold(polite) for _ in range(9)))

    time = Time()
    asyncio.run(run())


def test_a_sites_wish_lengthens_the_rest_up_to_the_cap() -> None:
    """Shorter wishes and none change nothing."""

    async def run() -> None:
        polite = courtesy(time)
        for wish in (5.0, 3.0, None):
            polite.slow("a.example", wish)
        await visit(polite, "a.example", 2)
        polite.slow("a.example", 86_400.0)
        await visit(polite, "a.example", 2)

    time = Time()
    asyncio.run(run())
    assert time.slept == [5.0, 5.0, 30.0]


def test_a_wish_for_once_holds_once() -> None:
    """Retry-After names one moment, and bounds no rest after it; the cap holds for it too."""

    async def run() -> None:
        polite = courtesy(time)
        await visit(polite, "a.example")
        polite.later("a.example", 7.0)
        polite.later("a.example", None)
        await visit(polite, "a.example", 2)
        polite.later("a.example", 86_400.0)
        await visit(polite, "a.example", 2)

    time = Time()
    asyncio.run(run())
    assert time.slept == [7.0, 2.0, 30.0, 2.0]


def test_a_turn_that_fails_frees_the_host() -> None:
    """And its rest counts all the same."""

    async def run() -> None:
        polite = courtesy(time)
        with suppress(ValueError):
            async with polite.turn("a.example"):
                int("no number")
        await visit(polite, "a.example")

    time = Time()
    asyncio.run(run())
    assert time.slept == [2.0]


def test_hosts_of_long_ago_are_forgotten() -> None:
    """A list of a million sites fills no memory."""

    async def run() -> None:
        polite = courtesy(time)
        for number in range(LANES + 50):
            await visit(polite, f"h{number}.example")
        await visit(polite, "h0.example")

    time = Time()
    asyncio.run(run())
    assert time.slept == []
