# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What class and id words say about an element: that it is a footer, a comment list, a consent dialog, a caption.

Sites older than HTML 5, and many newer ones, name their parts only so. The words are data (``rules/markup.toml``,
``regions.names``); here is only how a name is cut and compared. Nearly all names say nothing, and a crawl meets
ever new ones, so one exact scan for all words at once comes first and only names that have one are cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from rightscheck.markup.tables import tables

if TYPE_CHECKING:
    from rightscheck.markup.tables import NameRule

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_a-zA-Z]+")
_TOKEN_CHARS = 64  # longer ones are generated, not names


@dataclass(slots=True, frozen=True)
class Named:
    """The names of one element: its first id and class words in lower case, and the region rules they meet."""

    tokens: tuple[str, ...]
    rules: tuple[NameRule, ...]


@lru_cache(maxsize=8192)
def named(id_: str, class_: str) -> Named:
    """The names of an element with this id and these classes; empty ones say nothing."""
    folded = f"{id_} {class_}".lower()
    tokens = tuple(folded.split(None, tables().own_names)[: tables().own_names])
    if not _suspects().find_matches_as_indexes(folded):
        return Named(tokens, ())
    found = (rule for token in tokens_of(id_, class_) for rule in _rules_of(token))
    return Named(tokens, tuple(dict.fromkeys(found)))


@cache
def _suspects() -> AhoCorasick:
    """Every word any region rule knows."""
    rules = tables().name_rules
    words = {word for rule in rules for group in (rule.words, rule.first, rule.within, rule.tokens) for word in group}
    return AhoCorasick(sorted(words))


def _rules_of(token: str) -> tuple[NameRule, ...]:
    words = words_of(token)
    return tuple(rule for rule in tables().name_rules if words and _meets(token.lower(), words, rule))


def _meets(token: str, words: tuple[str, ...], rule: NameRule) -> bool:
    if not rule.unless.isdisjoint(words):
        return False
    return (
        token in rule.tokens
        or words[0] in rule.first
        or not rule.words.isdisjoint(words)
        or any(part in word for part in rule.within for word in words)
    )


def words_of(token: str) -> tuple[str, ...]:
    """The lower-case words of a class or id (``siteFooter-legal`` gives site, footer, legal); none for a long one."""
    if len(token) > _TOKEN_CHARS:
        return ()
    return tuple(word.lower() for word in _WORD.findall(token))


def tokens_of(id_: str, class_: str) -> tuple[str, ...]:
    """The id and the classes as written, in this order; empty when there are none."""
    return (*id_.split(), *class_.split())


def is_figure_name(id_: str, class_: str) -> bool:
    """Whether a class or id says that its element holds a picture (``wp-caption``, ``photo``, ``media``)."""
    table = tables().figures
    for token in tokens_of(id_, class_):
        words = words_of(token)
        if not table.unless.isdisjoint(words):
            continue
        if not table.words.isdisjoint(words) or any(part in word for part in table.within for word in words):
            return True
    return False


def is_credit(tokens: tuple[str, ...], around: tuple[str, ...]) -> bool:
    """Whether one of these names is a copyright word and a name close around it says picture."""
    table = tables().figures
    if not any(word in token for word in table.credits for token in tokens):
        return False
    return any(is_figure_name("", token) for token in around[: table.near])
