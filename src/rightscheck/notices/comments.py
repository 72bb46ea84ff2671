# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Comments of robots.txt and ai.txt: prose, read as a notice (design.md §2, Prose).

Neighbouring comment lines are one text, as a notice is written over several; a standard's own boilerplate, such as
the explanation of content signals that a host puts into every file, is none. Its fingerprints are data
(``rules/lexicons/_boilerplate.toml``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rightscheck.notices.fold import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.resources import RuleData

_COMMENT = re.compile(r"(?m)^[ \t]*#+[ \t]?(.*?)[ \t#]*$")
MAX_REMARKS = 1000
BOILERPLATE = "lexicons/_boilerplate"


@dataclass(frozen=True, slots=True)
class Remark:
    """Neighbouring comment lines without their signs, and the number of the line each begins on."""

    text: str
    line: int

    def line_at(self, offset: int) -> int:
        """The line of the file in which this offset of the text stands, from 1."""
        return self.line + self.text.count("\n", 0, offset)


def remarks(body: str, rules: RuleData) -> Iterator[Remark]:
    """Every run of comment lines that is no known boilerplate, in order; none where the file has no comments.

    Of a file with thousands of runs only those at its two ends: nobody writes so many notices.
    """
    runs = list(_runs(body))
    if len(runs) > MAX_REMARKS:
        runs = runs[: MAX_REMARKS // 2] + runs[-MAX_REMARKS // 2 :]
    for first, lines in runs:
        text = "\n".join(lines)
        if text.strip() and not _is_boilerplate(text, rules):
            yield Remark(text, first)


def _runs(body: str) -> Iterator[tuple[int, list[str]]]:
    run: list[str] = []
    first = 1
    for number, line in enumerate(body.splitlines(), start=1):
        comment = _COMMENT.match(line)
        if comment is None:
            if run:
                yield first, run
            run = []
            continue
        if not run:
            first = number
        run.append(comment.group(1))
    if run:
        yield first, run


@cache
def _fingerprints(rules: RuleData) -> tuple[str, ...]:
    return tuple(fold_words(words, rules) for words in rules.file(BOILERPLATE)["fingerprints"])


def _is_boilerplate(text: str, rules: RuleData) -> bool:
    folded = fold_words(text, rules)
    return any(words in folded for words in _fingerprints(rules))
