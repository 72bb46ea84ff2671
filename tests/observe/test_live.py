# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The live client against real servers on loopback, sound ones and every fault we know."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import struct
import sys
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import brotli  # type: ignore[import-untyped]  # it ships no types
import h2.config
import h2.connection
import h2.events
import pytest
import trustme

from rightscheck.observe.answers import Answer, Purpose, Request
from rightscheck.observe.courtesy import Courtesy
from rightscheck.observe.live import Limits, Live, Network, user_agent

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from rightscheck.observe.network import Resolver

Handler: TypeAlias = "Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]"
QUICK = Limits(max_bytes=200_000, total=0.5, step=0.3)
PATIENT = Limits(max_bytes=200_000, total=20.0, step=10.0)


@dataclass(frozen=True)
class Bench:
    """One server and how it is asked."""

    answer: Handler
    tls: ssl.SSLContext | None = None
    trust: ssl.SSLContext | None = None
    limits: Limits = PATIENT
    path: str = "/"
    host: str = "site.example"
    allow_private: bool = True
    times: int = 1
    answers: list[Answer] = field(default_factory=list)

    def ask(self) -> Answer:
        """The last of ``times`` answers."""
        return asyncio.run(self._run())

    async def _run(self) -> Answer:
        async with serving(self.answer, self.tls) as port:
            network = Network(resolve=always("127.0.0.1", port), allow_private=self.allow_private, tls=self.trust)
            async with Live(limits=self.limits, network=network, courtesy=Courtesy(delay=0)) as live:
                url = f"http{'s' if self.tls else ''}://{self.host}{self.path}"
                for _ in range(self.times):
                    self.answers.append(await live.fetch(Request(url, Purpose.PAGE, "page")))
        return self.answers[-1]


def always(address: str, port: int) -> Resolver:
    """A resolver that knows one place."""

    async def resolve(_host: str, _port: int) -> list[tuple[str, int]]:
        return [(address, port)]

    return resolve


@asynccontextmanager
async def serving(answer: Handler, tls: ssl.SSLContext | None) -> AsyncIterator[int]:
    """A server on loopback that answers every connection once; its port."""
    tasks: set[asyncio.Task[None]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            tasks.add(task)
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await answer(reader, writer)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def says(*pieces: bytes, every: float = 0.0, cut: bool = False) -> Handler:
    """Answers with these bytes, after each a pause; ``cut`` ends the connection with a reset."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(every)
        if cut:
            linger = struct.pack("ii", 1, 0)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            writer.transport.abort()

    return answer


def ok(body: bytes, *lines: str) -> bytes:
    """A whole answer."""
    head = "\r\n".join(("HTTP/1.1 200 OK", f"Content-Length: {len(body)}", *lines))
    return head.encode("latin-1") + b"\r\n\r\n" + body


def chunked(body: bytes, *lines: str) -> tuple[bytes, bytes]:
    """The head of a chunked answer, and one chunk."""
    head = "\r\n".join(("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", *lines)).encode() + b"\r\n\r\n"
    return head, f"{len(body):x}\r\n".encode() + body + b"\r\n"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Who signs the certificates of these tests."""
    return trustme.CA()


def server_side(authority: trustme.CA, name: str) -> ssl.SSLContext:
    """A server's TLS with a certificate for ``name``."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    return context


def client_side(authority: trustme.CA) -> ssl.SSLContext:
    """A client's TLS that trusts the authority."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


class TestSound:
    """Servers that do nothing wrong."""

    def test_status_headers_and_body_come_as_sent(self) -> None:
        """Field lines in order, in their case, never joined."""
        raw = ok(b"<p>hi</p>", "X-Robots-Tag: noai", "x-robots-tag: bot: noindex", "X-Name: \u00e9")
        answer = Bench(says(raw)).ask()
        assert (answer.status, answer.body, answer.failure) == (200, b"<p>hi</p>", None)
        assert answer.headers[1:] == (
            ("X-Robots-Tag", "noai"),
            ("x-robots-tag", "bot: noindex"),
            ("X-Name", "\u00e9"),
        )

    def test_the_request_speaks_as_ourselves(self) -> None:
        """Our product token, the URL as the URL standard writes it, no cookies, not even after one was set."""
        heard: list[bytes] = []

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            for _ in range(2):
                heard.append(await reader.readuntil(b"\r\n\r\n"))
                writer.write(ok(b"", "Set-Cookie: a=b; Path=/"))

        Bench(answer, path="/a|b?q=^'x", times=2).ask()
        assert heard[0].startswith(b"GET /a|b?q=^%27x HTTP/1.1\r\nHost: site.example\r\n")
        assert b"User-Agent: rightscheck/" in heard[0]
        assert len(heard) == 2
        assert b"cookie" not in heard[1].lower()

    def test_another_agent_is_named_before_our_own(self) -> None:
        """Whoever we speak for can be found in the log, and so can we."""
        assert user_agent("mybot").startswith("mybot (rightscheck/")

    @pytest.mark.parametrize(
        ("coding", "code"), [("gzip", gzip.compress), ("br", brotli.compress), ("zstd", zstd.compress)]
    )
    def test_codings_are_undone(self, coding: str, code: Callable[[bytes], bytes]) -> None:
        """What we say we accept."""
        answer = Bench(says(ok(code(b"word " * 500), f"Content-Encoding: {coding}"))).ask()
        assert answer.body == b"word " * 500

    def test_redirects_are_handed_over(self) -> None:
        """The Inquiry decides whether to follow; the body of a redirect is nobody's."""
        answer = Bench(says(b"HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 999999999\r\n\r\n")).ask()
        assert (answer.status, answer.location, answer.body, answer.failure) == (302, "/x", b"", None)

    def test_http_2(self, authority: trustme.CA) -> None:
        """Spoken where the server offers it."""
        tls = server_side(authority, "site.example")
        tls.set_alpn_protocols(["h2"])
        answer = Bench(speaks_h2, tls=tls, trust=client_side(authority)).ask()
        assert (answer.status, answer.body) == (200, b"over two")

    def test_a_body_that_only_the_end_delimits(self, authority: trustme.CA) -> None:
        """HTTP/1.0 style, in the clear and over TLS with a sound end."""
        raw = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall of it"
        assert Bench(says(raw)).ask().body == b"all of it"
        secure = Bench(says(raw), tls=server_side(authority, "site.example"), trust=client_side(authority)).ask()
        assert (secure.body, secure.failure) == (b"all of it", None)


async def speaks_h2(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """The smallest server of HTTP/2."""
    server = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
    server.initiate_connection()
    writer.write(server.data_to_send())
    for _ in range(20):
        for event in server.receive_data(await reader.read(65536)):
            if isinstance(event, h2.events.StreamEnded) and event.stream_id:
                server.send_headers(event.stream_id, [(":status", "200")])
                server.send_data(event.stream_id, b"over two", end_stream=True)
        writer.write(server.data_to_send())
        await writer.drain()


class TestFaults:
    """Each fault is one word in the answer."""

    @pytest.mark.parametrize(
        ("raw", "word"),
        [
            (b"", "reset"),
            (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort", "truncated"),
            (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n", "truncated"),
            (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nshort\r\n", "protocol"),
            (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nshort!", "protocol"),
            (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nshort", "protocol"),
            (b"SSH-2.0-OpenSSH_9.6\r\n\r\n", "protocol"),
            (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000 + b"\r\n\r\n", "protocol"),
            (ok(b"not gzip at all", "Content-Encoding: gzip"), "bad-encoding"),
            (ok(gzip.compress(b"x" * 999)[:-9], "Content-Encoding: gzip"), "truncated"),
            (ok(b"x", "Content-Encoding: gzip, gzip"), "bad-encoding"),
            (ok(b"x", "Content-Encoding: gzip", "Content-Encoding: br"), "bad-encoding"),
            (ok(b"x", "Content-Encoding: snappy"), "bad-encoding"),
            (b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nx", "too-large"),
        ],
    )
    def test_what_is_wrong_with_the_bytes(self, raw: bytes, word: str) -> None:
        """Lengths, framing and codings that lie."""
        assert Bench(says(raw)).ask().failure == word

    def test_a_reset(self) -> None:
        """In the middle of the body; status and headers were seen."""
        answer = Bench(says(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort", every=0.05, cut=True)).ask()
        assert answer.failure == "reset"
        assert answer.status == 200

    def test_a_refused_connection(self) -> None:
        """Nobody listens there."""

        async def run() -> Answer:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                network = Network(resolve=always("127.0.0.1", free.getsockname()[1]), allow_private=True)
                async with Live(limits=QUICK, network=network, courtesy=Courtesy(delay=0)) as live:
                    return await live.fetch(Request("http://site.example/", Purpose.PAGE, "page"))

        assert asyncio.run(run()).failure == "refused"

    @pytest.mark.parametrize(
        "pieces",
        [
            (),
            (b"HTTP/1.1 200 OK\r\n", *[b"X-A: b\r\n"] * 60),
            (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", *[b"x"] * 60),
            tuple([b"HTTP/1.1 103 Early Hints\r\n\r\n"] * 60),
        ],
        ids=["silence", "headers", "body", "endless 103"],
    )
    def test_a_drip_ends_with_the_total_time(self, pieces: tuple[bytes, ...]) -> None:
        """However slowly something comes, the whole exchange has its time."""
        handler = says(*pieces, every=0.1) if pieces else says(b"", every=9.0)
        assert Bench(handler, limits=QUICK).ask().failure == "timeout"

    @pytest.mark.parametrize(
        ("coding", "bomb"),
        [
            ("gzip", gzip.compress(bytes(30_000_000), 9)),
            ("br", brotli.compress(bytes(30_000_000))),
            ("zstd", zstd.compress(bytes(30_000_000))),
        ],
    )
    def test_a_bomb_is_too_large(self, coding: str, bomb: bytes) -> None:
        """It is stopped at the limit of decoded bytes."""
        assert len(bomb) < 200_000
        assert Bench(says(ok(bomb, f"Content-Encoding: {coding}"))).ask().failure == "too-large"

    def test_a_gigabyte_is_too_large(self) -> None:
        """A stream without a length is read up to the limit and no further."""
        sent = 0

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal sent
            await reader.readuntil(b"\r\n\r\n")
            head, chunk = chunked(bytes(65536))
            writer.write(head)
            for _ in range(16_384):
                writer.write(chunk)
                await writer.drain()
                sent += 65536

        assert Bench(answer).ask().failure == "too-large"
        assert sent < 50_000_000

    def test_a_body_cut_at_the_end_of_tls(self, authority: trustme.CA) -> None:
        """Without length and without close_notify half a page is not taken for the whole (RFC 9112 §9.8)."""
        raw = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf of"

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(raw)
            await writer.drain()
            await asyncio.sleep(0.05)
            writer.get_extra_info("socket").shutdown(socket.SHUT_WR)
            await asyncio.sleep(0.1)

        tls = server_side(authority, "site.example")
        assert Bench(answer, tls=tls, trust=client_side(authority)).ask().failure == "truncated"

    def test_a_certificate_for_another_name(self, authority: trustme.CA) -> None:
        """Also though the address was resolved by us."""
        tls = server_side(authority, "other.example")
        assert Bench(says(ok(b"")), tls=tls, trust=client_side(authority)).ask().failure == "tls"

    def test_a_certificate_of_nobody_we_trust(self, authority: trustme.CA) -> None:
        """The default is the public authorities."""
        assert Bench(says(ok(b"")), tls=server_side(authority, "site.example")).ask().failure == "tls"

    def test_plain_http_where_tls_should_be(self, authority: trustme.CA) -> None:
        """No handshake."""

        async def run() -> Answer:
            async with serving(says(b"HTTP/1.1 400 Bad Request\r\n\r\n"), None) as port:
                network = Network(resolve=always("127.0.0.1", port), allow_private=True, tls=client_side(authority))
                async with Live(limits=QUICK, network=network, courtesy=Courtesy(delay=0)) as live:
                    return await live.fetch(Request("https://site.example/", Purpose.PAGE, "page"))

        assert asyncio.run(run()).failure in ("tls", "timeout")


class TestAddresses:
    """Where connections may go."""

    @pytest.mark.parametrize(
        "host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]", "[::1]"]
    )
    def test_loopback_is_refused_under_any_name(self, host: str) -> None:
        """The system's resolver answers; the addresses are checked."""

        async def run() -> Answer:
            async with Live(limits=QUICK, courtesy=Courtesy(delay=0)) as live:
                return await live.fetch(Request(f"http://{host}:9/", Purpose.PAGE, "page"))

        assert asyncio.run(run()).failure == "private-address"

    def test_a_name_with_a_private_address_among_others_is_refused(self) -> None:
        """Mixed answers are no case to pick from."""

        async def resolve(_host: str, port: int) -> list[tuple[str, int]]:
            return [("93.184.216.34", port), ("10.0.0.1", port)]

        async def run() -> Answer:
            network = Network(resolve=resolve)
            async with Live(limits=QUICK, network=network, courtesy=Courtesy(delay=0)) as live:
                return await live.fetch(Request("http://site.example/", Purpose.PAGE, "page"))

        assert asyncio.run(run()).failure == "private-address"

    def test_a_name_that_is_not_known(self) -> None:
        """Whether the resolver raises or answers with nothing."""

        async def nothing(_host: str, _port: int) -> list[tuple[str, int]]:
            return []

        async def raises(_host: str, _port: int) -> list[tuple[str, int]]:
            raise socket.gaierror(socket.EAI_NONAME, "not known")

        async def run(resolve: Resolver) -> Answer:
            async with Live(limits=QUICK, network=Network(resolve=resolve)) as live:
                return await live.fetch(Request("http://site.example/", Purpose.PAGE, "page"))

        assert asyncio.run(run(nothing)).failure == "dns"
        assert asyncio.run(run(raises)).failure == "dns"

    def test_a_slow_resolver_is_a_timeout(self) -> None:
        """Name servers drip too."""

        async def slow(_host: str, _port: int) -> list[tuple[str, int]]:
            await asyncio.sleep(9)
            return []

        async def run() -> Answer:
            async with Live(limits=QUICK, network=Network(resolve=slow)) as live:
                return await live.fetch(Request("http://site.example/", Purpose.PAGE, "page"))

        assert asyncio.run(run()).failure == "timeout"

    def test_the_next_address_is_tried(self) -> None:
        """Where the first does not answer."""

        async def run() -> Answer:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                async with serving(says(ok(b"here")), None) as port:

                    async def resolve(_host: str, _port: int) -> list[tuple[str, int]]:
                        return [("127.0.0.1", free.getsockname()[1]), ("127.0.0.1", port)]

                    network = Network(resolve=resolve, allow_private=True)
                    async with Live(network=network, courtesy=Courtesy(delay=0)) as live:
                        return await live.fetch(Request("http://site.example/", Purpose.PAGE, "page"))

        assert asyncio.run(run()).body == b"here"

    def test_what_is_no_url_is_not_fetched(self) -> None:
        """Its reason is the answer."""

        async def run() -> Answer:
            async with Live() as live:
                return await live.fetch(Request("file:///etc/passwd", Purpose.PAGE, "page"))

        assert asyncio.run(run()).failure == "not-http"


def test_pools_that_rest_are_closed() -> None:
    """A thousand sites leave no thousand connections open."""
    now = most = 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal now, most
        now, most = now + 1, max(most, now + 1)
        try:
            for _ in range(9):
                await reader.readuntil(b"\r\n\r\n")
                writer.write(ok(b"x"))
        finally:
            now -= 1

    async def run() -> None:
        async with serving(answer, None) as port:
            network = Network(resolve=always("127.0.0.1", port), allow_private=True)
            async with Live(network=network, courtesy=Courtesy(delay=0)) as live:
                for number in range(100):
                    request = Request(f"http://s{number}.example/", Purpose.PAGE, "page")
                    assert (await live.fetch(request)).body == b"x"

    asyncio.run(run())
    assert most <= 70
