# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What class and id words say about an element: that it is a footer, a comment list, a consent dialog, a caption.

Sites older than HTML 5, and many newer ones, name their parts only so. The words are data (``rules/markup.toml``,
``regions.names``); here is only how a name is cut and compared. Pure functions of their strings, cached because the
same class stands on thousands of elements.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rightscheck.markup.tables import tables

if TYPE_CHECKING:
    from rightscheck.markup.tables import NameRule

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_a-zA-Z]+")
_TOKEN_CHARS = 64  # longer ones are generated, not names


@lru_cache(maxsize=16384)
def words_of(token: str) -> tuple[str, ...]:
    """The lower-case words of a class or id (``siteFooter-legal`` gives site, footer, legal); none for a long one."""
    if len(token) > _TOKEN_CHARS:
        return ()
    return tuple(word.lower() for word in _WORD.findall(token))


@lru_cache(maxsize=16384)
def rules_of(token: str) -> tuple[NameRule, ...]:
    """Every region rule this class or id meets, before its ``not_on`` and ``not_in``; none for most."""
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


@lru_cache(maxsize=16384)
def tokens_of(id_: str, class_: str) -> tuple[str, ...]:
    """The id and the classes as written, in this order; empty when there are none."""
    return (*id_.split(), *class_.split())


@lru_cache(maxsize=16384)
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
