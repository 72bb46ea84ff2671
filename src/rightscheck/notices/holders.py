# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The holder a notice names, and whom to ask for consent (labelling guide §1, rights_holder and consent_route).

A name is taken only where the text gives one: after a © and its years, or after a consent noun ("consent of X"). A
role word stays as written; "we" names nobody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rightscheck.notices.clause import Clause
    from rightscheck.notices.match import Hit

_MAIL = re.compile(r"[\w.+-]{1,64}(?:@|\s?\[at\]\s?|\s?\(at\)\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'()\]]{3,200}[\w/]", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\d)\+?\d[\d ()-]{7,17}\d(?!\d)")
_DASHES = "\\u2010-\\u2015-"
_YEARS = rf"(?:19|20)\d\d(?:\s*[{_DASHES},/]\s*(?:(?:19|20)?\d\d|present))*"
_SIGN = re.compile(
    rf"(?:©|\(c\)|(?<!\w)copyright(?!\w))[\s:]*(?:©|\(c\))?[\s:]*(?:copyright\s)?[\s:]*(?:{_YEARS}[\s,.]*)?(?:by\s+)?",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][^|;•\n!?()©]{1,70}")
_UPPER = "[^\\W\\d_a-z\u00df-\u00ff]"  # what begins a sentence; "sp. z o.o." goes on
_NAME_END = re.compile(
    rf"[,:|]\s|\.\s(?=(?-i:{_UPPER}))|\s[{_DASHES}·•]\s|,$"
    r"|\s+(?:all rights|wszelkie|wszystkie|is|are|and is|and are|for|to|in|as)\s",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CAPITAL = "[^\\W\\d_a-z\u00df-\u00ff][\\w.&'\u2019-]*"
_PROPER = re.compile(
    rf"[\s:]*(?:(?:of|from|by|od|the)\s+(?:the\s+)?)?({_CAPITAL}(?:\s+(?:{_CAPITAL}|of|and|the|&|i|w|de|des|la|der|von))*)"
)
_HOST = re.compile(r"[\w-]{2,63}\.[a-z]{2,8}(?!\w)")
_MAX_NAME, _SHORTEST = 80, 2


def copyright_line(original: str) -> tuple[int, int, str | None] | None:
    """Where a © line stands in the sentence and the holder it names; None where there is none.

    A © needs a year or a name beside it; the bare word *copyright* needs a year, or it only talks of copyright.
    """
    for sign in _SIGN.finditer(original):
        name = _NAME.match(original, sign.end())
        year = _YEAR.search(sign.group()) or _YEAR.match(original[sign.end() :])
        symbol = "©" in sign.group() or "(c)" in sign.group().lower()
        if not year and not (
            symbol and name and (original[sign.end()].isupper() or _HOST.match(original, sign.end()))
        ):
            continue
        holder = _cleaned(name.group()) if name else None
        end = sign.end() + (len(holder) if holder else 0)
        return sign.start(), end, holder
    return None


def _cleaned(name: str) -> str | None:
    end = _NAME_END.search(name)
    stop = len(name) if end is None else end.start() + (name[end.start()] == ".")
    kept = name[:stop].strip(" ,:;|-\u2013\u2014").lstrip(".")
    if "." not in kept.rpartition(" ")[2][:-1]:  # the full stop of a sentence, not that of "S.A."
        kept = kept.removesuffix(".")
    return kept[:_MAX_NAME] if len(kept) > 1 else None


def holder_of(clause: Clause) -> str | None:
    """The holder this sentence names: after its ©, else after its consent noun; None if it names none."""
    line = copyright_line(clause.original)
    if line is not None and line[2]:
        return line[2]
    for noun in _consents(clause):
        end = clause.words.at[noun.end - 1] + 1
        named = _PROPER.match(clause.original, end)
        if named and len(named.group(1)) > _SHORTEST:
            return named.group(1).strip(" .,")[:_MAX_NAME]
    return None


def route_of(clause: Clause, following: Sequence[str]) -> str | None:
    """Whom to ask: an address or number in the sentence or right after it, else the holder, else ``holder``.

    None where the sentence asks for no consent and gives no address.
    """
    consents = _consents(clause)
    contact = clause.words.has("contact")
    for text in (clause.original, *following):
        for shape in (_MAIL, _URL, _PHONE):
            found = shape.search(text)
            if found and (consents or contact) and not (shape is _PHONE and _YEAR.match(found.group())):
                return found.group().strip()
    if not consents:
        return None
    return holder_of(clause) or "holder"


def _consents(clause: Clause) -> list[Hit]:
    return [h for m in clause.moods if m.mood == "consent" for h in m.hits if h.role in ("consent", "licence")]
