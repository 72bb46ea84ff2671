# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Shards over the cores: orders go out, counts come back, records never cross (reference: measured worker pools).

A worker that is killed costs the record it was at its turn, never the run: what was in flight is tried again one at a
time, and a record at which three processes ended is held unread. No worker outlives the parent, however that ends.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter, deque
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing import active_children, get_context, parent_process
from typing import TYPE_CHECKING, Any

from rightscheck.errors import RightsCheckError
from rightscheck.gate.work import Progress, do_shard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from rightscheck.gate.work import Order, Work

_DEATHS = 3
_LOOK = 0.2  # seconds between two looks at how far the workers are
_NOWHERE = -1


class WorkerError(RightsCheckError):
    """Worker processes cannot be kept alive: too little memory, or a system that forbids them."""


def do_all(orders: Iterable[Order], work: Work, workers: int, advance: Callable[[int], None]) -> None:
    """Do every order; each leaves its manifest. ``advance`` is told the bytes of records as they are done.

    Raises:
        InputError: an input is damaged, or a record has the field already; the rest is not begun.
    """
    if workers == 1:
        for order in orders:
            do_shard(order, work, Progress(advance=advance))
        return
    _Pool(work=work, workers=workers, advance=advance).run(deque(orders))


@dataclass(slots=True, kw_only=True)
class _Pool:
    """Workers and what they are at; built anew whenever one of them has died."""

    work: Work
    workers: int
    advance: Callable[[int], None]
    deaths: Counter[tuple[int, int]] = field(default_factory=Counter)

    def run(self, waiting: deque[Order]) -> None:
        while waiting:
            suspects = self._round(waiting, self.workers)
            for suspect in suspects:
                self._alone(suspect)

    def _alone(self, order: Order) -> None:
        """Do an order by itself, so that what kills the process is known; three times, then without its record."""
        while True:
            left = deque([order])
            at: list[int] = []
            if not self._round(left, 1, at):
                return
            self.deaths[order.shard.index, at[0]] += 1
            if self.deaths[order.shard.index, at[0]] >= _DEATHS:
                order = _without(order, at[0])

    def _round(self, waiting: deque[Order], workers: int, at: list[int] | None = None) -> list[Order]:
        """Do what is waiting until all is done or a worker dies; the orders that were in flight then."""
        with _pool(self.work, workers) as pool:
            running: dict[Future[None], tuple[Order, int]] = {}
            free = deque(range(workers))
            told = 0
            while waiting or running:
                try:
                    while waiting and free:
                        future = pool.executor.submit(_do, waiting[0], free[0])
                        running[future] = (waiting.popleft(), free.popleft())
                    done, _ = wait(running, timeout=_LOOK, return_when=FIRST_COMPLETED)
                    for future in done:
                        future.result()
                        free.append(running.pop(future)[1])
                except BrokenProcessPool:
                    (at if at is not None else []).append(pool.places[0])
                    return [order for order, _ in running.values()]
                told = self._tell(pool, told)
        return []

    def _tell(self, pool: _Running, told: int) -> int:
        total = int(sum(pool.bytes))
        self.advance(total - told)
        return total


def _without(order: Order, place: int) -> Order:
    """The order without reading this record.

    Raises:
        WorkerError: it is not a record that ends the processes.
    """
    if place == _NOWHERE or place in order.deadly:
        raise WorkerError("the worker processes end by themselves, not at a record; try --workers 1")
    return replace(order, deadly=order.deadly | {place})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Running:
    """A pool, and by worker slot the bytes it has done and the record it is at."""

    executor: ProcessPoolExecutor
    bytes: Any
    places: Any


@contextmanager
def _pool(work: Work, workers: int) -> Iterator[_Running]:
    context = get_context("spawn")
    done, places = context.RawArray("q", workers), context.RawArray("q", [_NOWHERE] * workers)
    executor = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(work, done, places))
    try:
        yield _Running(executor=executor, bytes=done, places=places)
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        for process in active_children():
            process.terminate()
        raise
    executor.shutdown(wait=True)


class _Worker:
    """What a worker process was told when it began."""

    work: Work
    done: Any
    places: Any


def _begin(work: Work, done: Any, places: Any) -> None:  # noqa: ANN401  # shared arrays of ctypes
    """Set up a worker: deaf to Ctrl-C, which is the parent's to hear, and gone when the parent is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Worker.work, _Worker.done, _Worker.places = work, done, places


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _do(order: Order, slot: int) -> None:
    def advance(size: int) -> None:
        _Worker.done[slot] += size

    def at(place: int) -> None:
        _Worker.places[slot] = place

    do_shard(order, _Worker.work, Progress(advance=advance, at=at))
