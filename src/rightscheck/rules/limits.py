# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Limits in time that a source sets itself: the condition ``until:DATE`` (reference signals §9, unavailable_after).

Search engines take the dates of RFC 822, RFC 850 and ISO 8601, so these are read; another form never passes.
"""

from __future__ import annotations

from datetime import date
from email.utils import parsedate

UNTIL = "until:"


def has_passed(condition: str, day: str) -> bool:
    """Whether this is an ``until`` whose date lies before the day, ``YYYY-MM-DD``; never without a day."""
    if not day or not condition.startswith(UNTIL):
        return False
    last = _day(condition.removeprefix(UNTIL).strip())
    return last is not None and last < day


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        pass
    try:
        read = parsedate(text.replace("-", " "))
        return date(*read[:3]).isoformat() if read else None
    except (ValueError, TypeError, IndexError):  # a day that no calendar has
        return None
