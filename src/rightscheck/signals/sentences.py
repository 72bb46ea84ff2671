# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The sentence a licence stands in, and the clause of it that names the object.

A footer strings notices together with bars and dots, and a caption with colons; a version number has a full stop that
ends nothing. Linear in the length of the block.
"""

from __future__ import annotations

import re

_END = re.compile(
    r"[.!?](?=[\s\"')\u00bb\u201d]|$)|[\u3002\uff01\uff1f\u0964]|\s[|\u2022\u00b7\u2014]\s|\u00a0\u00a0"
)
_ABBREVIATIONS = re.compile(
    r"(?:\b(?:[A-Za-z]|e\.g|i\.e|z\.B|bzw|vgl|ca|No|Nr|vs|etc|Inc|Ltd|Co|Corp|Mr|Mrs|Dr|St|v|ver|fot|fig|Abb|ed)|\d)$"
)
_CLAUSE = re.compile(r"[;|\u2022\u00b7\u3002]|\.\s|,\s(?:and|und|et|y|e|i|og|och|en)\s")


def sentence_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the sentence that holds these offsets; the whole text when nothing divides it."""
    begin, stop = 0, len(text)
    for mark in _END.finditer(text):
        if mark.group()[0] == "." and _ABBREVIATIONS.search(text, max(0, mark.start() - 8), mark.start()):
            continue
        if mark.end() <= start:
            begin = mark.end()
        elif mark.start() >= end:
            stop = mark.end()
            break
    while begin < stop and text[begin].isspace():
        begin += 1
    return begin, stop


def last_clause(words: str) -> str:
    """What follows the last mark that parts one clause from the next; all of it when there is none."""
    start = 0
    for mark in _CLAUSE.finditer(words):
        start = mark.end() if words[mark.end() :].strip() else start
    return words[start:]
