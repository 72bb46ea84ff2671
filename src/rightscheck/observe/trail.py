# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Following redirects hop by hop, over the answers that are known so far.

Nothing here fetches: a trail ends at the first hop whose answer is missing and says what to ask. Every hop passes the
gate of its own origin first, so a redirect never leads around a robots.txt (RFC 9309 §2.3.1.2 speaks of the file's
own redirects; for pages the rule follows from the file's scope, one authority).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from rightscheck.model import Unread
from rightscheck.observe.answers import Answer, Request
from rightscheck.urls import BadAddress

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: Says of a URL: ask this first, or whether it may be fetched.
Gate: TypeAlias = "Callable[[str], Request | bool]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """Where a walk stands: exactly one of ``need``, ``barred``, ``lost`` and ``answer`` is set.

    ``url`` is the last hop. ``need`` is what must be asked first, ``barred`` that the gate refused, ``lost`` a
    redirect that leads nowhere (a loop, too many hops, a target that is no web address), ``answer`` what the last hop
    said.
    """

    url: str
    need: Request | None = None
    barred: bool = False
    lost: Unread | None = None
    answer: Answer | None = None


def walk(start: Request, answers: Mapping[str, Answer], gate: Gate, *, hops: int) -> Trail:
    """The trail from ``start`` over known answers, with at most ``hops`` redirects."""
    at, passed = start.url, set[str]()
    while at not in passed and len(passed) <= hops:
        passes = gate(at)
        if isinstance(passes, Request):
            return Trail(url=at, need=passes)
        if not passes:
            return Trail(url=at, barred=True)
        answer = answers.get(at)
        if answer is None:
            return Trail(url=at, need=replace(start, url=at))
        target = answer.target(at)
        if target is None:
            return Trail(url=at, answer=answer)
        if isinstance(target, BadAddress):
            return Trail(url=at, lost=Unread(reason="redirects", words=target.text, words_at="header:location"))
        passed.add(at)
        at = target.href
    return Trail(url=at, lost=Unread(reason="redirects"))
