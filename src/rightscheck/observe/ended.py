# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The error of a fetch that we ended ourselves; apart from the network's, so that datasets need no HTTP client."""

from __future__ import annotations


class FetchError(Exception):
    """A fetch that we ended ourselves; ``word`` is what the report says."""

    def __init__(self, word: str) -> None:
        self.word = word
        super().__init__(word)
