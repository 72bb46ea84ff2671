# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""How much of a stranger's page is read: a budget of depth, elements and attributes.

Several HTML readers are quadratic on hostile pages (nested elements, one tag with 100,000 attributes); a page that
uses up the budget is read up to there and says so, it is never dropped and never stalls a run. Both event sources
spend the same budget in the same order, so they stop at the same element. The parser itself, as browsers do, hangs
what is nested deeper than 512 elements beside the deepest; such a page is no longer what was sent, so the guard's
depth lies below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.markup.tables import tables

if TYPE_CHECKING:
    from rightscheck.markup.tables import Guards


class Budget:
    """What is left for one page; ``reason`` says what was used up, None while nothing was."""

    __slots__ = ("_attributes", "_deepest", "_elements", "_most", "_own", "reason")

    def __init__(self, most: Guards | None = None) -> None:
        self._most = most or tables().guards
        self._deepest, self._own = self._most.depth, self._most.element_attributes
        self._elements = self._most.elements
        self._attributes = self._most.attributes
        self.reason: str | None = None

    def spent(self, depth: int, attributes: int) -> bool:
        """Spend one element inside so many others, with so many attributes; True when it can no longer be read."""
        self._elements -= 1
        self._attributes -= attributes
        if depth < self._deepest and attributes <= self._own and self._attributes >= 0 and self._elements >= 0:
            return False
        if depth >= self._deepest:
            self.reason = "too-deep"
        elif attributes > self._own or self._attributes < 0:
            self.reason = "too-many-attributes"
        else:
            self.reason = "too-large"
        return True
