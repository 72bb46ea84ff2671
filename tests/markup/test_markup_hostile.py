# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Hostile pages: each is read, or read up to a guard that says so, by both engines alike."""

from __future__ import annotations

import pytest

from rightscheck.markup.guards import Budget
from rightscheck.markup.read import Engine, read_page
from rightscheck.markup.tables import Guards

HOSTILE = {
    "nested div": ("<p>before" + "<div>" * 50_000 + "x", "too-deep"),
    "nested b": ("<p>before</p>" + "<b>" * 3_000 + "x", "too-deep"),
    "deep in what is skipped": ("<p>before<svg>" + "<g>" * 3_000 + "</svg>", None),
    "as deep as pages get": ("<p>before</p>" + "<div>" * 490 + "x" + "</div>" * 490, None),
    "attributes": ("<p>before<p " + " ".join(f"a{i}=1" for i in range(100_000)) + ">x", "too-many-attributes"),
    "options": ("<select>" + "<option>a" * 80_000, "too-large"),
    "b in a table": ("<table>" + "<b>x" * 20_000, "too-deep"),
    "unclosed attribute": ('<p>before<p a="' + "x" * 2_500_000, None),
    "nul and p": ("\0\0<p>" * 80_000, "too-large"),
    "adoption": ("<p><b><i><u><font size=1>" * 5_000, "too-large"),
    "open properties": ("<div itemprop=license>" * 490 + "<p>x</p>" * 5_000, None),
    "picture containers": ("<div class=photo><img src=a.jpg>" * 490 + "<p>t</p>", None),
    "one block of links": ("<p>" + "<a href=x>y</a> " * 5_000, None),
    "names": ("".join(f"<p class='footer{i} {'y' * 50}'>x</p>" for i in range(5_000)), None),
    "comments": ("<!-- license -->" * 20_000, None),
    "unclosed templates": ("<template " * 100_000 + "shadowroot", None),
    "too long": ("<p>before</p>" + "word " * 1_000_000, "too-large"),
}


@pytest.mark.parametrize("engine", list(Engine))
@pytest.mark.parametrize("name", list(HOSTILE))
def test_hostile_pages(name: str, engine: Engine) -> None:
    """The page comes back, and a guard that stopped it is named; what stands before it is read."""
    html, guarded = HOSTILE[name]
    page = read_page(html, engine=engine)
    assert page.guarded == guarded
    if "before" in html:
        assert page.blocks[0].text.startswith("before")


@pytest.mark.parametrize(
    ("spent", "reason"),
    [
        ([(0, 1), (1, 1)], None),
        ([(0, 1), (1, 1), (2, 1)], "too-deep"),
        ([(0, 4)], "too-many-attributes"),
        ([(0, 3), (0, 3)], "too-many-attributes"),
        ([(0, 0)] * 9, None),
        ([(0, 0)] * 10, "too-large"),
    ],
)
def test_budget(spent: list[tuple[int, int]], reason: str | None) -> None:
    """The budget names the limit that was passed: depth, attributes of one tag and of all, elements."""
    budget = Budget(Guards(chars=1, depth=2, elements=9, element_attributes=3, attributes=5))
    over = [budget.spent(depth, attributes) for depth, attributes in spent]
    assert (budget.reason, over[-1]) == (reason, reason is not None)
    assert not any(over[:-1])
