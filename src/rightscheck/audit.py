# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A list of live URLs, one report each: an Inquiry per URL, driven over HTTP, judged, handed out as it is finished.

URLs are grouped by host, for a host is asked one thing at a time anyway; hosts go side by side. What belongs to a
site rather than to a page (robots.txt, site files, terms and policies) is fetched once per run.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from rightscheck.judge import judge
from rightscheck.model import DEFAULT_AGENT
from rightscheck.observe.courtesy import DELAY, Courtesy
from rightscheck.observe.finished import Finished
from rightscheck.observe.inquiry import Inquiry
from rightscheck.observe.live import Limits, Live, Network
from rightscheck.observe.network import Resolver, system_resolver
from rightscheck.observe.shared import Shared
from rightscheck.urls import host, normal

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Sequence

    from rightscheck.judge import Report
    from rightscheck.resources import RuleData

_T = TypeVar("_T")
_Group: TypeAlias = dict[str, list[int]]
_READERS = 2  # pages read side by side; more only take turns
_AHEAD = 64  # finished rows that may wait for whoever reads them


def _now() -> datetime:
    """The moment, for the date of an observation."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How an audit asks and judges.

    ``concurrency`` is the number of hosts side by side, ``delay`` the least rest in seconds between two requests to
    one host, ``total_timeout`` the seconds and ``max_bytes`` the size that one fetch may cost. ``resolve`` says where
    a host is, ``tls`` who is trusted (None: the public authorities), ``now`` what time it is.
    """

    agent: str = DEFAULT_AGENT
    profiles: tuple[str, ...] = ("as-stated",)
    as_of: str | None = None
    allow_private: bool = False
    follow_terms: bool = True
    concurrency: int = 16
    delay: float = DELAY
    total_timeout: float = 30.0
    max_bytes: int = 10_000_000
    resolve: Resolver = system_resolver
    tls: ssl.SSLContext | None = None
    now: Callable[[], datetime] = _now


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What came of the URL at place ``index`` of the list, as written there; ``status`` None: nothing answered.

    ``asset_of`` is the page that embeds or links it, for a file that was asked for as part of a page.
    """

    index: int
    url: str
    final_url: str | None
    status: int | None
    report: Report
    asset_of: str | None = None


async def audit(
    urls: Sequence[str], options: Options, rules: RuleData, *, stop: asyncio.Event | None = None
) -> AsyncGenerator[Row, None]:
    """One row for every URL of the list, in the order in which they are finished.

    Lines that mean the same address are asked for once and get a row each. When ``stop`` is set, the requests under
    way end, the rows that are finished still come, and no others do. Closing or cancelling ends all at once; the rows
    handed out so far stand.

    Raises:
        ProfileError: a profile does not exist.
        RuleError: the rule set is wrong.
    """
    rows: Finished[Row] = Finished(_AHEAD)
    async with _client(options) as live, _workers(urls, _Desk(live, options, rules), rows) as crew:
        for _ in urls:
            row = await rows.next(crew, stop or asyncio.Event())
            if row is None:
                break
            yield row
    for row in rows.left():
        yield row


class _Desk:
    """Where one URL at a time is asked for and judged."""

    def __init__(self, live: Live, options: Options, rules: RuleData) -> None:
        self.options = options
        self._live = live
        self._rules = rules
        self._shared = Shared(live.fetch)
        # Threads of its own: the common ones resolve names, and a fetch must not time out behind a long page.
        self._readers = ThreadPoolExecutor(_READERS, "rightscheck")

    async def report(self, url: str) -> Report:
        """Everything about one URL; reading and judging go to a thread, so that no fetch waits for them."""
        options = self.options
        inquiry = Inquiry(url, agent=options.agent, rules=self._rules, follow_terms=options.follow_terms)
        inquiry.fetched_at = options.now().isoformat(timespec="seconds").replace("+00:00", "Z")
        while wanted := await self._apart(inquiry.wants):
            for request in wanted:
                self._live.slow(request.url, inquiry.pause(request.url))
                answer = await self._shared.answer(request)
                inquiry.give(
                    request,
                    status=answer.status,
                    headers=answer.headers,
                    body=answer.body,
                    failure=answer.failure,
                )
        return await self._apart(partial(self._judged, inquiry))

    def _judged(self, inquiry: Inquiry) -> Report:
        """The report on what was seen; decoding a page takes time, so this is work for a thread as well."""
        return judge(inquiry.observation(), self._rules, profiles=self.options.profiles, as_of=self.options.as_of)

    async def aclose(self) -> None:
        """End what is under way; a page that is being read is read to its end, and nobody waits for it."""
        await self._shared.aclose()
        self._readers.shutdown(wait=False, cancel_futures=True)

    async def _apart(self, work: Callable[[], _T]) -> _T:
        """What a piece of work comes to, done in another thread."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, work)


@asynccontextmanager
async def _client(options: Options) -> AsyncIterator[Live]:
    """The client that these options ask for."""
    live = Live(
        agent=options.agent,
        limits=Limits(max_bytes=options.max_bytes, total=options.total_timeout, step=options.total_timeout / 2),
        network=Network(resolve=options.resolve, allow_private=options.allow_private, tls=options.tls),
        courtesy=Courtesy(delay=options.delay),
    )
    async with live:
        yield live


@asynccontextmanager
async def _workers(
    urls: Sequence[str], desk: _Desk, rows: Finished[Row]
) -> AsyncIterator[tuple[asyncio.Task[None], ...]]:
    """Tasks that work through the hosts of the list; ended, with all they began, when the block is left."""
    groups = iter(_by_host(urls))
    count = max(1, min(desk.options.concurrency, len(urls)))
    crew = tuple(asyncio.create_task(_work(urls, groups, desk, rows)) for _ in range(count))
    try:
        yield crew
    finally:
        for task in crew:
            task.cancel()
        await asyncio.gather(*crew, return_exceptions=True)
        await desk.aclose()


async def _work(urls: Sequence[str], groups: Iterable[_Group], desk: _Desk, rows: Finished[Row]) -> None:
    """Take host after host, and address after address of each."""
    for group in groups:
        for places in group.values():
            report = await desk.report(urls[places[0]])
            await rows.add([_row(index, urls[index], report) for index in places])


def _row(index: int, url: str, report: Report) -> Row:
    """The row of one line of the list."""
    seen = report.observation
    return Row(index=index, url=url, final_url=seen.final_url, status=seen.status, report=report)


def _by_host(urls: Sequence[str]) -> list[_Group]:
    """For each host, in order of its first URL, its addresses in normal form with their places in the list."""
    groups: dict[str | None, _Group] = {}
    for index, url in enumerate(urls):
        groups.setdefault(host(url), {}).setdefault(normal(url) or url, []).append(index)
    return list(groups.values())
