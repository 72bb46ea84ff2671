# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A page as a key: what is asked again for each of its blocks is worked out once (design.md §6, no quadratic reader).

A page's facts are frozen but large, so that to hash them costs as much as to read them; the same page is told by its
identity, and the key holds it, so that no other page can take its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rightscheck.markup.facts import PageFacts

#: pages remembered: the one being read and that of another thread; each holds its whole tree, so more cost memory
KEPT = 2


@dataclass(frozen=True, slots=True, eq=False)
class SamePage:
    """Equal to another only where both hold the very same page."""

    page: PageFacts

    def __eq__(self, other: object) -> bool:
        """Whether the other holds the same object."""
        return isinstance(other, SamePage) and other.page is self.page

    def __hash__(self) -> int:
        """The page's identity."""
        return id(self.page)
