# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Pieces between makers and a reader who may be slow, stop early, or be told of a fault."""

from __future__ import annotations

import asyncio

import pytest

from rightscheck.observe.finished import Finished


async def make(finished: Finished[int], *numbers: int) -> None:
    """A maker of these pieces, one after the other."""
    for number in numbers:
        await finished.add([number])


async def take(finished: Finished[int], makers: list[asyncio.Task[None]], number: int) -> list[int | None]:
    """So many pieces."""
    return [await finished.next(makers, asyncio.Event()) for _ in range(number)]


def test_a_slow_reader_gets_all_in_order() -> None:
    """A maker waits for room, and nothing overtakes."""

    async def run() -> list[int | None]:
        finished: Finished[int] = Finished(2)
        maker = asyncio.create_task(make(finished, *range(9)))
        await asyncio.sleep(0.01)
        assert not maker.done()
        return await take(finished, [maker], 9)

    assert asyncio.run(run()) == list(range(9))


def test_a_fault_is_raised_after_what_came_before_it() -> None:
    """Also when another maker goes on without end."""

    async def fail(finished: Finished[int]) -> None:
        await finished.add([1])
        raise LookupError

    async def run() -> None:
        finished: Finished[int] = Finished(9)
        makers = [asyncio.create_task(fail(finished)), asyncio.create_task(asyncio.sleep(99))]
        await asyncio.sleep(0.01)
        assert await take(finished, makers, 1) == [1]
        with pytest.raises(LookupError):
            await asyncio.wait_for(take(finished, makers, 1), 5)
        makers[1].cancel()

    asyncio.run(run())


def test_who_is_told_to_stop_still_finds_what_is_left() -> None:
    """Waiting ends at once, and no piece is lost, not even of a maker that was cancelled as it waited for room."""

    async def run() -> list[int]:
        finished: Finished[int] = Finished(2)
        maker = asyncio.create_task(make(finished, *range(9)))
        stop = asyncio.Event()
        await asyncio.sleep(0.01)
        stop.set()
        assert await finished.next([maker], stop) is None
        maker.cancel()
        return list(finished.left())

    assert asyncio.run(run()) == [0, 1]


def test_stop_ends_a_wait() -> None:
    """Where nothing comes and nothing ends."""

    async def run() -> int | None:
        finished: Finished[int] = Finished(2)
        stop = asyncio.Event()
        asyncio.get_running_loop().call_later(0.01, stop.set)
        return await asyncio.wait_for(finished.next([], stop), 5)

    assert asyncio.run(run()) is None
