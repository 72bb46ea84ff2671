# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The Inquiry as the public sees it: the machine of ``observe.inquiry`` for any HTTP client, with a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.errors import UsageError
from rightscheck.gate.headers import read_headers
from rightscheck.gate.records import BadRecord
from rightscheck.judge import judge
from rightscheck.observe.inquiry import Inquiry as _Inquiry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rightscheck.judge import Report
    from rightscheck.observe.answers import Request


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
        body: bytes | str | None = None,
        failure: str | None = None,
    ) -> bool:
        """Take what came of a request: a status with headers and body, or the word for why nothing came.

        ``headers`` is a mapping of strings or lists of strings, or a list of (name, value), one per field line: keep
        the lines apart where your client can, since joining changes what ``X-Robots-Tag`` says. Returns whether the
        answer was taken; one that nobody waits for changes nothing.

        Raises:
            UsageError: the headers have another shape.
        """
        try:
            lines = read_headers(headers) or ()
        except BadRecord as error:
            raise UsageError(str(error)) from error
        return super().give(request, status=status, headers=lines, body=body, failure=failure)

    def report(self, profile: str | Sequence[str] = "as-stated", *, as_of: str | None = None) -> Report:
        """The report on what was given so far; parts still wanted are reported as not given.

        Raises:
            ProfileError: a profile does not exist.
        """
        names = (profile,) if isinstance(profile, str) else tuple(profile)
        return judge(self.observation(), self.rules, profiles=names, as_of=as_of)
