# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Fetching what an Inquiry wants over live HTTP, with httpx; every fault of the network becomes a word in the Answer.

Redirects are not followed here (the Inquiry does that, per origin), cookies are neither kept nor sent, no proxy is
taken from the environment, and nothing a server does can cost more than the limits say: bytes on the wire, bytes
decoded, and the time of the whole exchange, which a server that drips would outlast piece by piece.
"""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import version
from typing import TYPE_CHECKING, Self

import httpx

from rightscheck.model import DEFAULT_AGENT, Headers
from rightscheck.observe.answers import Answer, Request
from rightscheck.observe.courtesy import Courtesy
from rightscheck.observe.decoding import ACCEPTED, decoder_for
from rightscheck.observe.ended import FetchError
from rightscheck.observe.failures import FETCH_ERRORS, word_of
from rightscheck.observe.network import OriginPools, PinnedBackend, Resolver, system_resolver
from rightscheck.observe.parts import first, values
from rightscheck.urls import Address, parse

if TYPE_CHECKING:
    from types import TracebackType

ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.8"
TOO_BUSY = frozenset({429, 503})  # RFC 6585 §4 and RFC 9110 §15.6.4: these may say Retry-After
_NO_BODY = frozenset({204, 304})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one fetch may cost: ``max_bytes`` for the body, on the wire and decoded; seconds for the rest."""

    max_bytes: int = 10_000_000
    total: float = 30.0
    step: float = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """How names are resolved and who is trusted; ``tls`` None is the certificates of httpx's own list."""

    resolve: Resolver = system_resolver
    allow_private: bool = False
    tls: ssl.SSLContext | None = None


@dataclass(slots=True)
class _Head:
    """What of an answer came before its body did."""

    status: int | None = None
    headers: Headers = ()


class Live:
    """A polite client. Use it as an async context manager; ``fetch`` may be called from many tasks."""

    def __init__(
        self,
        *,
        agent: str = DEFAULT_AGENT,
        limits: Limits | None = None,
        network: Network | None = None,
        courtesy: Courtesy | None = None,
    ) -> None:
        network = network or Network()
        self._limits = limits or Limits()
        self._courtesy = courtesy or Courtesy()
        backend = PinnedBackend(network.resolve, allow_private=network.allow_private)
        self._client = httpx.AsyncClient(
            transport=OriginPools(backend, network.tls or httpx.create_ssl_context()),
            headers={"User-Agent": user_agent(agent), "Accept": ACCEPT, "Accept-Encoding": ACCEPTED},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            timeout=httpx.Timeout(self._limits.step),
            follow_redirects=False,
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def fetch(self, request: Request) -> Answer:
        """What came of a request, when its host's turn has come; never raises for what the network does."""
        address = parse(request.url)
        if not isinstance(address, Address):
            return Answer(failure=address.reason)
        async with self._courtesy.turn(address.host):
            answer = await self._get(address)
        if answer.status in TOO_BUSY:
            self._courtesy.later(address.host, _seconds(first(answer.headers, "retry-after")))
        return answer

    def slow(self, url: str, seconds: float | None) -> None:
        """Take a site's own wish for a pause (Crawl-delay) for the host of ``url``."""
        address = parse(url)
        if isinstance(address, Address):
            self._courtesy.slow(address.host, seconds)

    async def _get(self, address: Address) -> Answer:
        """One exchange within the limits."""
        head = _Head()
        try:
            async with asyncio.timeout(self._limits.total):
                body = await self._read(address, head)
        except FETCH_ERRORS as error:
            return Answer(status=head.status, headers=head.headers, failure=word_of(error))
        return Answer(status=head.status, headers=head.headers, body=body)

    async def _read(self, address: Address, head: _Head) -> bytes:
        """The body of the answer; ``head`` is filled on the way."""
        # The target is sent as the URL standard writes it; httpx would quote some characters once more.
        request = self._client.build_request(
            "GET", address.href, extensions={"target": address.target.encode("ascii", "replace")}
        )
        response = await self._client.send(request, stream=True)
        try:
            head.status = response.status_code
            head.headers = tuple((_text(name), _text(value)) for name, value in response.headers.raw)
            if Answer(status=head.status, headers=head.headers).location is not None:
                return b""
            return await self._body(response, head.headers)
        finally:
            await response.aclose()

    async def _body(self, response: httpx.Response, headers: Headers) -> bytes:
        """The decoded body.

        Raises:
            FetchError: ``too-large``, ``bad-encoding`` or ``truncated``.
        """
        most = self._limits.max_bytes
        if (_length(headers) or 0) > most:
            raise FetchError("too-large")
        decoder = decoder_for(", ".join(values(headers, "content-encoding")))
        wire, body = 0, bytearray()
        async for chunk in response.aiter_raw():
            wire += len(chunk)
            for piece in decoder.feed(chunk):
                body += piece
                if max(wire, len(body)) > most:
                    raise FetchError("too-large")
        if _was_cut_off(response, headers):
            raise FetchError("truncated")
        decoder.finish()
        return bytes(body)


def user_agent(agent: str) -> str:
    """The User-Agent header: our own product token, behind that of whom we speak for, if that is somebody else."""
    own = f"{DEFAULT_AGENT}/{version('rightscheck')}"
    return own if agent == DEFAULT_AGENT else f"{agent} ({own})"


def _was_cut_off(response: httpx.Response, headers: Headers) -> bool:
    """Whether a body that only the end of a TLS connection delimits ended without the peer saying so.

    RFC 9112 §9.8: such an answer is incomplete unless a close_notify was received. ``unwrap`` answers ours and asks
    for the peer's, which must be there already.
    """
    framed = _length(headers) is not None or first(headers, "transfer-encoding") is not None
    if framed or response.http_version != "HTTP/1.1" or response.status_code in _NO_BODY:
        return False
    secure = response.extensions["network_stream"].get_extra_info("ssl_object")
    if secure is None:
        return False
    try:
        secure.unwrap()
    except ssl.SSLError:
        return True
    return False


def _length(headers: Headers) -> int | None:
    """The number in Content-Length, None if there is none."""
    value = first(headers, "content-length") or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 20 else None  # noqa: PLR2004  # 64 bits


def _seconds(value: str | None) -> float | None:
    """The seconds of a Retry-After; None if it names a date or nothing."""
    return float(value) if value and value.isascii() and value.isdigit() and len(value) < 9 else None  # noqa: PLR2004  # days at most


def _text(raw: bytes) -> str:
    """A header's octets as text: UTF-8, as many servers send, else Latin-1 (RFC 9110 §5.5)."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
