# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Meta names that speak of rights by convention: ``copyright``, ``rights``, ``license`` … (signals.md §14.3).

No specification gives them a meaning: a licence in one is read as the page's, a reservation as one, all else is a
notice. OpenGraph and Twitter cards hold no rights property (§14.4).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rightscheck.model import Evidence, Reading, Scope
from rightscheck.signals.given import SelfContained, speaks_for_page
from rightscheck.signals.rights_values import MOST_VALUES, signals_of

if TYPE_CHECKING:
    from rightscheck.markup.facts import Meta, PageFacts
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen


class MetaReader(SelfContained):
    """Reads the conventional meta names."""

    standards: tuple[str, ...] = ("META-C",)
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """One signal for each tag that says something, repeated tags included; nothing for an empty one."""
        page = seen.page
        if page is None or not speaks_for_page(seen.observation):
            return Reading()
        named = [meta for meta in page.metas if meta.name in _names(rules) and meta.content.strip()][:MOST_VALUES]
        tags = [meta for meta in named if not _is_property(meta, page)]
        return Reading(
            signals=tuple(s for meta in tags for s in signals_of(_evidence(meta), meta.content, "meta", rules))
        )


@cache
def _names(rules: RuleData) -> frozenset[str]:
    return frozenset(rules.file("standards/META-C")["names"])


def _is_property(meta: Meta, page: PageFacts) -> bool:
    """Whether the tag is a microdata property in meta's form, which belongs to its item."""
    return any(p.name.lower() == meta.name and p.value == meta.content.strip() for p in page.properties)


def _evidence(meta: Meta) -> Evidence:
    return Evidence(
        standard="META-C",
        place=f"html:meta[name={meta.name}]",
        quote=meta.content,
        scope=Scope.PAGE,
        line=meta.line,
        column=meta.column,
    )


READER = MetaReader()
