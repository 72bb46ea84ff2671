# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a sentence of prose is about: the page, the site, its pictures, an agency's part.

The objects in the sentence tell: "photos on this site" are pictures, "this article" is the page, "this website" the
site. A denial of pictures says nothing about the text (design.md §2, Faults: a statement of an image is evidence with
its own scope).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.model import Scope
from rightscheck.notices.moods import nearest

if TYPE_CHECKING:
    from rightscheck.notices.clause import Clause


def scope_of(clause: Clause, *, default: Scope) -> Scope:
    """The scope of this sentence; ``default`` where it names no object."""
    words = clause.words
    acts = [d.act for d in clause.deeds if d.act is not None]
    images = [i for i in words.of("image") if not acts or any(nearest(a, [i], before=14, after=6) for a in acts)]
    spans = {(h.start, h.end) for h in images}
    places = {h.end + 1 for h in words.of("at")}
    first = images[0].start if images else 0
    own = [h for h in words.of("content", "self") if (h.start, h.end) not in spans]
    general = [h for h in own if h.start not in places or h.start < first]  # "copying of texts and photos"
    if images and not general:
        return Scope.IMAGE
    return Scope.SITE if words.has("self") else default
