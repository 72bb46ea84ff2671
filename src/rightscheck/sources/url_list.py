# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""URL lists: one address a line, as people keep them.

Nothing is judged here: an address without a host or of another scheme stays in the list, because every line of it
must come out as a row, and a row can say what is wrong with its own address.
"""

from __future__ import annotations


def parse_urls(text: str) -> tuple[str, ...]:
    """The addresses in order, repeats kept; blank lines and lines that begin with ``#`` are none of them.

    A ``#`` inside a line is a fragment, never a comment. Empty for an empty list.
    """
    lines = (line.strip() for line in text.replace("\r", "\n").split("\n"))
    return tuple(line for line in lines if line and not line.startswith("#"))
