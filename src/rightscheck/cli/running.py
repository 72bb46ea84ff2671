# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""An audit run to its end, or to the point where the user or the system stops it, without losing a finished row."""

from __future__ import annotations

import asyncio
import signal
from contextlib import aclosing, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from rightscheck.audit import audit

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
    from typing import TypeAlias

    from rightscheck.audit import Options, Row
    from rightscheck.resources import RuleData

    Rows: TypeAlias = Callable[..., AsyncGenerator[Row, None]]

_T = TypeVar("_T")
_STOPPING = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """How a run ended: on its own, ``stopped`` from outside, or by a ``fault`` that is to be raised."""

    stopped: bool
    fault: BaseException | None


def each_row(
    urls: Sequence[str], options: Options, rules: RuleData, take: Callable[[Row], None], *, rows_of: Rows = audit
) -> End:
    """Hand over each row of ``rows_of`` (the audit, or one that takes the files of pages along) as it is finished."""
    return each_of(lambda stop: rows_of(urls, options, rules, stop=stop), take)


def each_of(begin: Callable[[asyncio.Event], AsyncGenerator[_T, None]], take: Callable[[_T], None]) -> End:
    """Hand over each piece of what ``begin`` starts as it is finished; it is told to stop by the event it is given.

    The first SIGINT or SIGTERM ends the requests under way and lets the finished rows come; a second one is not
    waited with. Where the system knows no such handlers (Windows), an interruption keeps the rows handed over so far.
    """

    async def run() -> End:
        stop = asyncio.Event()
        with _stopped_by_signals(stop):
            rows = asyncio.create_task(_all(begin(stop), take))
            await asyncio.wait([rows])  # a fault is looked at later: what was finished before it is to be written
            return End(stopped=stop.is_set(), fault=rows.exception())

    try:
        return asyncio.run(run())
    except KeyboardInterrupt:
        return End(stopped=True, fault=None)


async def _all(rows: AsyncGenerator[_T, None], take: Callable[[_T], None]) -> None:
    async with aclosing(rows):
        async for row in rows:
            take(row)


@contextmanager
def _stopped_by_signals(stop: asyncio.Event) -> Iterator[None]:
    """Within the block the first of these signals sets the event, and gives the signals back to who had them."""
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in _STOPPING}

    def restore() -> None:
        for number, handler in before.items():
            if loop.remove_signal_handler(number):
                signal.signal(number, handler)

    def told() -> None:
        restore()
        stop.set()

    with suppress(NotImplementedError):
        for number in _STOPPING:
            loop.add_signal_handler(number, told)
    try:
        yield
    finally:
        with suppress(NotImplementedError):
            restore()
