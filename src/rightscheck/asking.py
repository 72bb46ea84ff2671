# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The Inquiry as the public sees it: the machine of ``observe.inquiry`` for any HTTP client, with a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rightscheck.errors import UsageError
from rightscheck.gate.headers import read_headers
from rightscheck.gate.malformed import whole
from rightscheck.gate.records import BadRecord
from rightscheck.judge import judge
from rightscheck.observe.inquiry import Inquiry as _Inquiry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rightscheck.judge import Report
    from rightscheck.observe.answers import Request


_STATUSES = range(100, 1000)


class Inquiry(_Inquiry):
    """Says what to fetch next and takes what came, without any I/O of its own.

    Loop while ``wants()`` returns requests, fetch each with your own client, and ``give`` what came.
    """

    def give(
        self,
        request: Request,
        *,
        status: int | None = None,
        headers: Mapping[str, str | Sequence[str]] | Sequence[Sequence[str]] = (),
        body: bytes | bytearray | memoryview | str | None = None,
        failure: str | None = None,
    ) -> bool:
        """Take what came of a request: a status with headers and body, or the word for why nothing came.

        ``headers`` is a mapping of strings or lists of strings, or a list of (name, value), one per field line: keep
        the lines apart where your client can, since joining changes what ``X-Robots-Tag`` says. The body is undone of
        its Content-Encoding. Returns whether the answer was taken; one that nobody waits for changes nothing.

        Raises:
            UsageError: an argument has another shape; the message names it.
        """
        _refuse_odd(status, body, failure)
        try:
            lines = read_headers(_pairs(headers)) or ()
        except BadRecord as error:
            raise UsageError(str(error)) from error
        held = whole(body) if isinstance(body, str) else bytes(body or b"")
        return super().give(request, status=status, headers=lines, body=held, failure=failure)

    def report(self, profile: str | Sequence[str] = "as-stated", *, as_of: str | None = None) -> Report:
        """The report on what was given so far; parts still wanted are reported as not given.

        Raises:
            ProfileError: a profile does not exist.
        """
        names = (profile,) if isinstance(profile, str) else tuple(profile)
        return judge(self.observation(), self.rules, profiles=names, as_of=as_of)


def _refuse_odd(status: object, body: object, failure: object) -> None:
    """Say at once what would else be a fault long after.

    Raises:
        UsageError: one of these is not what it must be.
    """
    is_number = isinstance(status, int) and not isinstance(status, bool)
    if status is not None and not (is_number and status in _STATUSES):
        raise UsageError(f"status: a number from 100 to 999 is needed, not {status!r}")
    if not isinstance(body, bytes | bytearray | memoryview | str | None):
        raise UsageError(f"body: bytes or a string are needed, not {type(body).__name__}")
    if not isinstance(failure, str | None):
        raise UsageError(f"failure: a word is needed, not {type(failure).__name__}")


def _pairs(headers: Any) -> object:  # noqa: ANN401  # every client has a type of its own
    """The headers as a mapping or a list of pairs of strings, where a client's own type can be read as one."""
    if not isinstance(headers, Mapping | list | tuple) and hasattr(headers, "items"):
        headers = list(headers.items())
    if isinstance(headers, list | tuple):
        return [[_text(part) for part in pair] if isinstance(pair, list | tuple) else pair for pair in headers]
    return headers


def _text(part: object) -> object:
    """Octets of a header as text (RFC 9110 §5.5); anything else as it is."""
    return part.decode("latin-1") if isinstance(part, bytes) else part
