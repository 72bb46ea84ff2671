# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""From an exception of the network to one word for a report.

The libraries wrap what the system said several times over, so the whole chain of causes is read, the innermost first.
"""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING

import httpcore
import httpx

from rightscheck.observe.ended import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator


#: What a fetch may raise; anything else is a fault of ours and is not caught.
FETCH_ERRORS: tuple[type[Exception], ...] = (
    FetchError,
    OSError,
    EOFError,
    UnicodeError,  # a label of a host that is too long for the DNS, from the codec that getaddrinfo uses
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ConnectionNotAvailable,
    httpx.HTTPError,
    httpx.InvalidURL,
)

#: The first that fits decides.
_WORDS: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((socket.gaierror, UnicodeError), "dns"),
    ((ssl.SSLError,), "tls"),
    ((TimeoutError, httpcore.TimeoutException, httpx.TimeoutException), "timeout"),
    ((ConnectionRefusedError,), "refused"),
    ((ConnectionResetError, BrokenPipeError, ConnectionAbortedError), "reset"),
    ((httpx.InvalidURL, httpx.UnsupportedProtocol), "bad-url"),
    ((httpcore.ProtocolError,), "protocol"),
    ((httpcore.ReadError, httpcore.WriteError), "reset"),
)
#: The text of h11 tells a cut body from other breaches of the protocol; there is no code for it.
_CUT = "without sending complete message body"
_SILENT = "without sending a response"


def word_of(error: BaseException) -> str:
    """The word for a network error.

    ``timeout``, ``dns``, ``tls``, ``refused``, ``reset``, ``truncated``, ``protocol``, ``bad-url``, the word of a
    FetchError, or ``unreachable`` for anything else.
    """
    chain = tuple(_chain(error))
    for link in chain:
        if isinstance(link, FetchError):
            return link.word
    if any(_CUT in str(link) for link in chain):
        return "truncated"
    if any(_SILENT in str(link) for link in chain):
        return "reset"
    for kinds, word in _WORDS:
        if any(isinstance(link, kinds) for link in chain):
            return word
    return "unreachable"


def _chain(error: BaseException | None, depth: int = 12) -> Iterator[BaseException]:
    """An error, its causes and the members of groups; bounded, for a chain may be circular."""
    if error is None or depth == 0:
        return
    yield error
    if isinstance(error, BaseExceptionGroup):
        for member in error.exceptions:
            yield from _chain(member, depth - 1)
    yield from _chain(error.__cause__ or error.__context__, depth - 1)
