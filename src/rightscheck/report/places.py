# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Where a piece of evidence stands, in words by which a person finds it again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rightscheck.report.clean import clean

if TYPE_CHECKING:
    from rightscheck.model import Evidence


_CREDENTIALS = re.compile(r"^([a-z][a-z0-9+.\-]*:)?([\\/]{2})[^\\/?#]*@", re.IGNORECASE)


def address(url: str) -> str:
    """A URL as a report shows it: on one line, and without the name and password it may carry."""
    return _CREDENTIALS.sub(r"\1\2", clean(url))


def place_of(evidence: Evidence) -> str:
    """The header's name, the file and its line, the place in the HTML source, or the offsets in a text.

    Where the words stand in another document than the subject, its address follows.
    """
    found = _within(evidence)
    return f"{found}, {clean(evidence.url)}" if evidence.url else found


def _within(evidence: Evidence) -> str:
    place = clean(evidence.place)
    if place.startswith("header:"):
        return f"header {place.removeprefix('header:')}"
    if place.startswith("/"):
        file, _, line = place.partition(":")
        return f"{file} line {line}" if line else file
    if evidence.line is not None:
        column = f" column {evidence.column}" if evidence.column is not None else ""
        return f"{place} line {evidence.line}{column}"
    if evidence.start is not None and evidence.end is not None:
        return f"{place}, characters {evidence.start} to {evidence.end}"
    return place
