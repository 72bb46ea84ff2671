# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The Inquiry as the public sees it: the machine of ``observe.inquiry`` that can also report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.judge import judge
from rightscheck.observe.inquiry import Inquiry as _Inquiry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rightscheck.judge import Report


class Inquiry(_Inquiry):
    """Says what to fetch next and takes what came, without any I/O of its own.

    Loop while ``wants()`` returns requests, fetch each with your own client, and ``give`` what came.
    """

    def report(self, profile: str | Sequence[str] = "as-stated", *, as_of: str | None = None) -> Report:
        """The report on what was given so far; parts still wanted are reported as not given.

        Raises:
            ProfileError: a profile does not exist.
        """
        names = (profile,) if isinstance(profile, str) else tuple(profile)
        return judge(self.observation(), self.rules, profiles=names, as_of=as_of)
