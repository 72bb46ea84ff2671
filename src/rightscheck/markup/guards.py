# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""How much of a stranger's page is read: a budget of depth, elements and attributes.

Several HTML readers are quadratic on hostile pages (nested elements, one tag with 100,000 attributes); a page that
uses up the budget is read up to there and says so, it is never dropped and never stalls a run. Both event sources
spend the same budget in the same order, so they stop at the same element.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.markup.tables import tables

if TYPE_CHECKING:
    from rightscheck.markup.tables import Guards


class Budget:
    """What is left for one page; ``reason`` says what was used up, None while nothing was."""

    __slots__ = ("_attributes", "_depth", "_elements", "_most", "reason")

    def __init__(self, most: Guards | None = None) -> None:
        self._most = most or tables().guards
        self._depth = self._elements = self._attributes = 0
        self.reason: str | None = None

    def enter(self, attributes: int) -> bool:
        """Spend one element with so many attributes; False when it can no longer be read."""
        self._depth += 1
        self._elements += 1
        self._attributes += attributes
        most = self._most
        if self._depth > most.depth:
            self.reason = "too-deep"
        elif attributes > most.element_attributes or self._attributes > most.attributes:
            self.reason = "too-many-attributes"
        elif self._elements > most.elements:
            self.reason = "too-large"
        return self.reason is None

    def leave(self) -> None:
        """The element that was entered last ends."""
        self._depth -= 1
