# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Asking sites for their policies, each once: robots.txt first and obeyed, then its files, then what they lead to.

The start page is asked for because a site links its terms and licences there; it is not kept. Sites go side by side,
one polite request at a time to each. What answers for another registrable domain than was asked is not this site's:
then its robots.txt alone is kept, whose redirects count for the site that was asked (RFC 9309 §2.3.1.2).
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from rightscheck.markup.read import Engine
from rightscheck.model import NOT_GIVEN, Found
from rightscheck.observe.access import HOPS, PATH, access_of
from rightscheck.observe.answers import Answer, Purpose, Request
from rightscheck.observe.courtesy import Courtesy
from rightscheck.observe.finished import Finished
from rightscheck.observe.inquiry import Inquiry
from rightscheck.observe.live import Limits, Live, Network
from rightscheck.observe.shared import Shared
from rightscheck.observe.trail import walk
from rightscheck.statements.readers import site_files
from rightscheck.store.policies import ROBOTS, SitePolicies
from rightscheck.urls import host, registrable_domain

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Mapping

    from rightscheck.audit import Options
    from rightscheck.model import Observation, Part
    from rightscheck.resources import RuleData

_T = TypeVar("_T")
_READERS = 2  # start pages read side by side; more only take turns
_AHEAD = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of one site, and when it was asked."""

    site: str
    fetched: str
    policies: SitePolicies


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The sites to be asked, (site, scheme) each once, and how many there are."""

    sites: Iterator[tuple[str, str]]
    total: int


async def ask_sites(
    asked: Round, options: Options, rules: RuleData, *, stop: asyncio.Event
) -> AsyncGenerator[Asked, None]:
    """One answer for each site, in the order in which they are finished.

    When ``stop`` is set, what is finished still comes, and no other does.
    """
    done: Finished[Asked] = Finished(_AHEAD)
    async with _client(options) as live, _crew(asked, _Desk(live, options, rules), done) as crew:
        for _ in range(asked.total):
            one = await done.next(crew, stop)
            if one is None:
                break
            yield one
    for one in done.left():
        yield one


class _Desk:
    """Where one site at a time is asked."""

    def __init__(self, live: Live, options: Options, rules: RuleData) -> None:
        self.options = options
        self._live = live
        self._rules = rules
        self._shared = Shared(live.fetch)
        self._readers = ThreadPoolExecutor(_READERS, "rightscheck-sites")

    async def ask(self, site: str, scheme: str) -> Asked:
        """Everything about one site."""
        fetched = self.options.now().isoformat(timespec="seconds").replace("+00:00", "Z")
        inquiry = Inquiry(
            f"{scheme}://{site}/",
            agent=self.options.agent,
            rules=self._rules,
            follow_terms=self.options.follow_terms,
        )
        inquiry.engine = Engine.BULK
        answers: dict[str, Answer] = {}
        while wanted := await self._apart(inquiry.wants):
            for request in wanted:
                self._live.slow(request.url, inquiry.pause(request.url))
                answer = answers[request.url] = await self._shared.answer(request)
                inquiry.give(
                    request,
                    status=answer.status,
                    headers=answer.headers,
                    body=answer.body,
                    failure=answer.failure,
                )
        seen = inquiry.observation()
        parts = _parts(f"{scheme}://{site}", answers, seen)
        complete = isinstance(seen.body, Found) and parts.keys() >= {ROBOTS, *site_files()}
        return Asked(site=site, fetched=fetched, policies=SitePolicies(parts=parts, complete=complete))

    async def aclose(self) -> None:
        """End what is under way."""
        await self._shared.aclose()
        self._readers.shutdown(wait=False, cancel_futures=True)

    async def _apart(self, work: Callable[[], _T]) -> _T:
        """What a piece of work comes to, done in another thread, so that no fetch waits for a long page."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, work)


def _parts(origin: str, answers: Mapping[str, Answer], seen: Observation) -> dict[str, Part]:
    """The parts that are the site's own; what robots.txt kept us from asking is no part."""
    robots = walk(Request(origin + PATH, Purpose.ROBOTS, ROBOTS), answers, lambda _: True, hops=HOPS)
    parts: dict[str, Part] = {} if robots.need else {ROBOTS: access_of(robots).part}
    if _is_same_owner(origin, seen.address or origin):
        parts |= {**seen.site_files, **seen.documents}
    return {name: part for name, part in parts.items() if part != NOT_GIVEN}


def _is_same_owner(one: str, other: str) -> bool:
    """Whether two addresses are of one host, or of one registered domain."""
    mine, theirs = host(one) or "", host(other) or ""
    domain = registrable_domain(mine)
    return mine == theirs or (domain is not None and domain == registrable_domain(theirs))


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
async def _crew(asked: Round, desk: _Desk, done: Finished[Asked]) -> AsyncIterator[tuple[asyncio.Task[None], ...]]:
    """Tasks that work through the sites; ended, with all they began, when the block is left."""
    count = max(1, min(desk.options.concurrency, asked.total))
    crew = tuple(asyncio.create_task(_work(asked.sites, desk, done)) for _ in range(count))
    try:
        yield crew
    finally:
        for task in crew:
            task.cancel()
        await asyncio.gather(*crew, return_exceptions=True)
        await desk.aclose()


async def _work(sites: Iterator[tuple[str, str]], desk: _Desk, done: Finished[Asked]) -> None:
    for site, scheme in sites:
        await done.add([await desk.ask(site, scheme)])
