# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The version that follows a licence's name in a text: ``, Version 2.0``, `` v3``, `` 1.3 or later``.

The words around the number are data (``rules/licences/versions.toml``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rightscheck.signals.phrases import ends_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rightscheck.resources import RuleData


def read_version(folded: str, start: int, rules: RuleData) -> tuple[str | None, int]:
    """The version number and where it ends, with words that offer later ones; (None, start) if there is none."""
    number = _number(rules).match(folded, start)
    return (number.group(1), number.end()) if number else (None, start)


def read_later(folded: str, start: int, rules: RuleData) -> int:
    """Where words that offer later versions end, if they begin here; ``start`` itself if they do not."""
    later = _later(rules).match(folded, start)
    return later.end() if later and ends_word(folded, later.end()) else start


@cache
def _number(rules: RuleData) -> re.Pattern[str]:
    before = _either(rules.file("licences/versions")["before"])
    return re.compile(rf"(?:-|,? ?\(?(?:{before})? ?)(\d{{1,2}}(?:\.\d{{1,2}})*)(?![\d,.]*\d)")


@cache
def _later(rules: RuleData) -> re.Pattern[str]:
    return re.compile(rf"\)?,? ?(?:{_either(rules.file('licences/versions')['later'])})")


@cache
def version_pattern(rules: RuleData) -> re.Pattern[str]:
    """A Creative Commons version at this place: two digits with a dot or comma, the words for version before it."""
    before = _either(rules.file("licences/versions")["before"])
    return re.compile(rf"(?:{before})? ?(\d)[.,](\d)(?![\d.]*\d)")


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
