# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Connections that go where the check of the address said, and nowhere else.

A name is resolved once, every address it has is checked, and the connection is made to one of exactly these: a second
answer of the name server comes too late (DNS rebinding). Host header, SNI and the certificate's name stay the URL's.
One pool an origin, because httpcore looks at every connection of a pool for every request.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, TypeAlias

import httpcore
import httpx

from rightscheck.observe.addresses import is_public
from rightscheck.observe.ended import FetchError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence

Resolver: TypeAlias = "Callable[[str, int], Awaitable[Sequence[tuple[str, int]]]]"
MOST_POOLS = 64
KEEP_ALIVE = 15.0


async def system_resolver(host: str, port: int) -> list[tuple[str, int]]:
    """What the system knows of a name: (address, port) pairs, each once, in its order.

    Each question has a thread of its own that nobody waits for: the common threads of the loop are few, so dead names
    would hold up sound ones, and they are joined, so an interrupted run would wait for the last name server.

    Raises:
        OSError: the name is not known.
        UnicodeError: it can be no name, such as one with a label of more than 63 octets.
    """
    answer: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()
    Thread(target=_look_up, args=(host, port, answer), name=f"look up {host}", daemon=True).start()
    return [(address, port) for address in await answer]


def _look_up(host: str, port: int, answer: asyncio.Future[list[str]]) -> None:
    """Ask the system, and hand what it says over to the loop, if that still runs."""
    tell: Callable[[], None]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        tell = partial(_settle, answer, list(dict.fromkeys(str(address[0]) for *_, address in found)))
    except (OSError, UnicodeError) as error:
        tell = partial(_fail, answer, error)
    with suppress(RuntimeError):  # the loop is closed: the run has ended
        answer.get_loop().call_soon_threadsafe(tell)


def _settle(answer: asyncio.Future[list[str]], found: list[str]) -> None:
    """Give the addresses to whoever waits; a fetch that ran out of time waits no more."""
    if not answer.done():
        answer.set_result(found)


def _fail(answer: asyncio.Future[list[str]], error: OSError | UnicodeError) -> None:
    """Give the error to whoever waits."""
    if not answer.done():
        answer.set_exception(error)


class PinnedBackend(httpcore.AsyncNetworkBackend):
    """Resolves, checks, connects, in this order and only once."""

    def __init__(self, resolve: Resolver, *, allow_private: bool) -> None:
        self._resolve = resolve
        self._allow_private = allow_private
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # the interface of httpcore
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address that answers.

        Raises:
            FetchError: ``dns``, no address; ``private-address``, one of them is not of the public internet: a name
                with mixed addresses is an attack or a mistake, and no case to pick from.
        """
        async with asyncio.timeout(timeout):
            found = await self._resolve(host, port)
        if not found:
            raise FetchError("dns")
        if not self._allow_private and not all(is_public(address) for address, _ in found):
            raise FetchError("private-address")
        return await self._first(found, timeout, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._inner.sleep(seconds)

    async def _first(
        self,
        found: Sequence[tuple[str, int]],
        timeout: float | None,  # noqa: ASYNC109  # the interface of httpcore
        local_address: str | None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None,
    ) -> httpcore.AsyncNetworkStream:
        """The first of the addresses that takes a connection; the last one's error if none does."""
        *others, last = found
        for address, port in others:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._inner.connect_tcp(last[0], last[1], timeout, local_address, socket_options)


@dataclass(slots=True)
class _Pool:
    """One origin's connections, and how many requests are using them."""

    inner: httpcore.AsyncConnectionPool
    users: int = 0


class OriginPools(httpx.AsyncBaseTransport):
    """A transport for httpx with a pool for each origin; pools that rest are closed when there are too many."""

    def __init__(self, backend: httpcore.AsyncNetworkBackend, tls: ssl.SSLContext) -> None:
        self._backend = backend
        # Some builds of Python take a connection cut without close_notify for a sound end; half a page is none.
        tls.options &= ~getattr(ssl, "OP_IGNORE_UNEXPECTED_EOF", 0)  # OpenSSL 1.1.1 knows no such option
        self._tls = tls
        self._pools: OrderedDict[tuple[str, str, int | None], _Pool] = OrderedDict()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """See httpx. Raises what httpcore raises, and the backend's FetchError."""
        pool = self._pool(request.url)
        pool.users += 1
        try:
            await self._retire()
            answer = await pool.inner.handle_async_request(_plain(request))
        except BaseException:
            pool.users -= 1
            raise
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer, pool), extensions=answer.extensions
        )

    async def aclose(self) -> None:
        """Close every connection."""
        while self._pools:
            _, pool = self._pools.popitem()
            await pool.inner.aclose()

    def _pool(self, url: httpx.URL) -> _Pool:
        """The pool of a URL's origin."""
        key = (url.scheme, url.host, url.port)
        if key not in self._pools:
            self._pools[key] = _Pool(
                httpcore.AsyncConnectionPool(
                    ssl_context=self._tls,
                    http2=True,
                    max_connections=2,
                    keepalive_expiry=KEEP_ALIVE,
                    network_backend=self._backend,
                )
            )
        self._pools.move_to_end(key)
        return self._pools[key]

    async def _retire(self) -> None:
        """Close the pools used longest ago, as far as nobody uses them; taken out before they are closed."""
        idle = [key for key, pool in self._pools.items() if pool.users == 0]
        surplus = idle[: max(0, len(self._pools) - MOST_POOLS)]
        for pool in [self._pools.pop(key) for key in surplus]:
            await pool.inner.aclose()


class _Body(httpx.AsyncByteStream):
    """A response's body; closing it ends the use of its pool."""

    def __init__(self, answer: httpcore.Response, pool: _Pool) -> None:
        self._answer = answer
        self._pool: _Pool | None = pool

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._answer.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        """Close the stream, once."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.users -= 1
            await self._answer.aclose()


def _plain(request: httpx.Request) -> httpcore.Request:
    """The request as httpcore takes it."""
    url = request.url
    return httpcore.Request(
        method=request.method,
        url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        headers=request.headers.raw,
        content=request.stream,
        extensions=request.extensions,
    )
