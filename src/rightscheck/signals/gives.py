# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Whether a licence link without rel gives the licence or merely mentions it (signals.md §11, LINK-06).

A badge, a label and an entry of a footer give by standing there; a link inside prose gives when its sentence does,
and is a mention when the prose speaks about licences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.markup.facts import Region
from rightscheck.signals.cues import cues, named
from rightscheck.signals.sentences import sentence_of

if TYPE_CHECKING:
    from rightscheck.markup.facts import Block, Link, PageFacts
    from rightscheck.resources import RuleData
    from rightscheck.signals.cues import Cues

#: rel values that name the licence of the page; ``copyright`` is the obsolete synonym
RELS = frozenset({"license", "copyright"})
_TERSE = 90
_LABEL = 30


def gives_licence(link: Link, block: Block, page: PageFacts, rules: RuleData) -> bool:
    """Whether a link without rel gives the licence: a badge, a terse line, or a sentence that licenses."""
    table = cues(rules)
    if Region.NAV in block.regions and Region.FOOTER not in block.regions:
        return True  # a nav entry that links one concrete licence names the site's own
    if not link.text or link.image is not None or _says_so(link):
        return True
    if _is_source(block, page, rules):
        return False
    left, right = sentence_of(block.text, *span_of(link, block))
    sentence = block.text[left:right]
    if table.says("discusses", sentence):
        return False
    if Region.FOOTER in block.regions or named(("licence",), block.names[:2], table) is not None:
        return True
    terse = len(block.text) <= _TERSE + len(link.text)
    return table.says("verb", block.text if terse else sentence) or (terse and _is_label(sentence, link, table))


def _says_so(link: Link) -> bool:
    """Whether markup says that the link's target is a licence: ``rel="cc:license"``, ``itemprop="license"``."""
    terms = (*link.rel, *link.properties)
    return any(term.rpartition(":")[2].rpartition(".")[2].lower() in RELS for term in terms)


def _is_label(sentence: str, link: Link, table: Cues) -> bool:
    """Whether a line says no more than the licence, or what it is the licence of (``Text: CC BY``)."""
    rest = sentence.replace(link.text, " ", 1)
    if not any(character.isalpha() for character in rest):
        return True
    return len(rest) <= _LABEL and bool(table.objects_in(rest))


def _is_source(block: Block, page: PageFacts, rules: RuleData) -> bool:
    """Whether the block is an entry of a list of references or links."""
    if block.heading is None or Region.LIST not in block.regions or Region.FOOTER in block.regions:
        return False
    return cues(rules).heads_sources(page.blocks[block.heading].text)


def span_of(link: Link, block: Block) -> tuple[int, int]:
    """Where the link's words stand in its block; (0, 0) when they cannot be found there."""
    for anchor in block.anchors:
        if anchor.href == link.href and (not link.text or block.text[anchor.start : anchor.end] in link.text):
            return anchor.start, anchor.end
    start = max(block.text.find(link.text), 0) if link.text else 0
    return start, min(start + len(link.text), len(block.text))
