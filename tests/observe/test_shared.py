# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from rightscheck.observe import shared
from rightscheck.observe.answers import Answer, Purpose, Request
from rightscheck.observe.shared import Shared

if TYPE_CHECKING:
    from collections.abc import Coroutine


@dataclass
class Fetcher:
    """Counts what it is asked."""

    size: int = 1
    asked: list[str] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)

    async def fetch(self, request: Request) -> Answer:
        """An answer, once the gate is open."""
        self.asked.append(request.url)
        await self.open.wait()
        return Answer(status=200, body=bytes(self.size))


def want(name: str, purpose: Purpose = Purpose.ROBOTS) -> Request:
    """A request for a file of this name."""
    return Request(f"https://a.example/{name}", purpose, "test")


def run(work: Coroutine[None, None, None]) -> None:
    """Run a test's coroutine."""
    asyncio.run(work)


def test_what_belongs_to_a_site_is_fetched_once() -> None:
    """Also for those who ask while it is being fetched."""

    async def work() -> None:
        fetcher = Fetcher()
        together = Shared(fetcher.fetch)
        waiting = [asyncio.create_task(together.answer(want("robots.txt"))) for _ in range(5)]
        await asyncio.sleep(0)
        fetcher.open.set()
        assert {id(await task) for task in waiting} == {id(await together.answer(want("robots.txt")))}
        assert len(fetcher.asked) == 1

    run(work())


def test_pages_are_passed_through() -> None:
    """They are judged one by one and kept by nobody."""

    async def work() -> None:
        fetcher = Fetcher()
        fetcher.open.set()
        together = Shared(fetcher.fetch)
        for _ in range(3):
            await together.answer(want("page", Purpose.PAGE))
        assert len(fetcher.asked) == 3

    run(work())


def test_who_stops_waiting_stops_nobody_else() -> None:
    """The fetch goes on for the others."""

    async def work() -> None:
        fetcher = Fetcher()
        together = Shared(fetcher.fetch)
        first = asyncio.create_task(together.answer(want("x")))
        second = asyncio.create_task(together.answer(want("x")))
        await asyncio.sleep(0)
        first.cancel()
        fetcher.open.set()
        assert (await second).status == 200

    run(work())


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """By number and by size; the longest unused goes first."""
    monkeypatch.setattr(shared, "MOST", 3)
    monkeypatch.setattr(shared, "MOST_BYTES", 250)

    async def work() -> None:
        fetcher = Fetcher(size=100)
        fetcher.open.set()
        together = Shared(fetcher.fetch)
        for name in ("1", "2", "1", "3", "1", "2"):
            await together.answer(want(name))
        assert [url[-1] for url in fetcher.asked] == ["1", "2", "3", "2"]

    run(work())


def test_closing_ends_what_is_under_way() -> None:
    """Nothing is left running."""

    async def work() -> None:
        fetcher = Fetcher()
        together = Shared(fetcher.fetch)
        waiting = asyncio.create_task(together.answer(want("x")))
        await asyncio.sleep(0)
        await together.aclose()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert asyncio.all_tasks() == {asyncio.current_task()}

    run(work())
