# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A real HTTP/1.1 server on the loopback interface that answers for the fixture sites by their Host header.

Real sockets, because the audit's own fetching is what the demo shows. It listens on 127.0.0.1 alone, on a port the
system picks, and leaves nothing open when it stops: connections kept alive are shut, and every thread is joined.
"""

from __future__ import annotations

import socket
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from threading import Lock, Thread
from typing import TYPE_CHECKING

from rightscheck.demo.sites import NOT_FOUND, Answer, read_sites

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rightscheck.demo.sites import Site

_LOOPBACK = "127.0.0.1"
_HTTP_PORT = 80
_POLL = 0.02  # seconds until the server notices that it shall stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """The running server: its sites and where they are."""

    sites: tuple[Site, ...]
    port: int

    @property
    def urls(self) -> tuple[str, ...]:
        """The page to audit of each site, in the order of their names."""
        return tuple(site.url for site in self.sites)

    async def resolve(self, host: str, port: int) -> Sequence[tuple[str, int]]:
        """The one address of a fixture host: this server.

        Raises:
            socket.gaierror: no fixture site has this host, or the port is not that of plain HTTP.
        """
        if port == _HTTP_PORT and any(host.lower() in site.hosts for site in self.sites):
            return ((_LOOPBACK, self.port),)
        raise socket.gaierror(socket.EAI_NONAME, f"no fixture site answers at {host}:{port}")


@contextmanager
def serve(sites: Sequence[Site] | None = None) -> Iterator[Demo]:
    """Serve these sites (all that ship, if none are given) until the block ends.

    Raises:
        RuleError: a fixture site cannot be read.
    """
    chosen = tuple(read_sites() if sites is None else sites)
    answers = {key: answer for site in chosen for key, answer in site.routes.items()}
    with _Server(answers) as server:
        thread = Thread(target=server.serve_forever, args=(_POLL,), name="rightscheck-demo")
        thread.start()
        try:
            yield Demo(sites=chosen, port=server.server_address[1])
        finally:
            server.shutdown()
            server.hang_up()
            thread.join()


class _Server(ThreadingMixIn, TCPServer):
    """One thread per connection. Not ``http.server.HTTPServer``: that asks the system's DNS for its own name."""

    request_queue_size = 128
    daemon_threads = False
    server_address: tuple[str, int]

    def __init__(self, answers: Mapping[tuple[str, str], Answer]) -> None:
        self.answers = answers
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        super().__init__((_LOOPBACK, 0), _Handler)

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        """The next connection, remembered so that it can be shut at the end."""
        connection, address = super().get_request()
        with self._lock:
            self._open.add(connection)
        return connection, address

    def close_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        """Forget and close a connection; the lock keeps ``hang_up`` from touching a socket that was just closed."""
        with self._lock:
            self._open.discard(request)
            super().close_request(request)

    def hang_up(self) -> None:
        """Shut every connection that a client keeps alive, so that its thread ends."""
        with self._lock:
            for connection in self._open:
                with suppress(OSError):  # the client was quicker
                    connection.shutdown(socket.SHUT_RDWR)

    def handle_error(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: tuple[str, int]
    ) -> None:
        """A client that goes away in mid-answer is its own business; any other fault goes to stderr."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from the table of routes."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Send status, headers and body."""
        self.wfile.write(self._head().body)

    def do_HEAD(self) -> None:
        """Send status and headers, the length of the body that GET would send among them."""
        self._head()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name http.server calls
        """Nothing: the terminal belongs to the report."""

    def _head(self) -> Answer:
        host = self.headers.get("Host", "").partition(":")[0].lower()
        answer = self.server.answers.get((host, self.path), NOT_FOUND)
        self.send_response_only(answer.status)  # without the Server and Date lines, which no fixture asked for
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        return answer
