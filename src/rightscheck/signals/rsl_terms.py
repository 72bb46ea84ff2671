# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What RSL licences say together about one page, use by use (reference signals §7.3).

A narrower scope wins: the page's own association before the site's, a longer path before a shorter one. Within one
scope a prohibition beats a permission (RSL-04); several licences of one document are a choice, several documents are
not. A use that ``permits`` leaves out is not said to be allowed by broader terms either; it stays silent. Payment
denies and keeps its offer, attribution is a condition (design.md §2, Tokens).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rightscheck.signals.rsl_document import Licence, Words

GRANTED, CONDITIONAL, DENIED = "granted", "conditional", "denied"
_ORDER = (GRANTED, CONDITIONAL, DENIED)
USAGE, USER, GEO = "usage", "user", "geo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A licence that reaches the page: how narrowly, in which document, and whether that document conforms.

    ``narrow`` orders scopes, a greater one is narrower. ``server`` is a licence server that hands out tokens.
    """

    licence: Licence
    narrow: tuple[int, int]
    document: int
    conforms: bool
    server: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one use is told, by which terms (indices); ``denies_only`` when only faulty documents say it."""

    stated: str
    by: tuple[int, ...]
    conditions: tuple[str, ...] = ()
    denies_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Permission:
    """One licence's permission of a use."""

    term: int
    document: int
    stated: str
    conditions: tuple[str, ...]
    firm: bool


def answers(terms: Sequence[Term], table: Mapping[str, Any]) -> dict[str, Answer]:
    """The answer for each use of ``table["uses"]`` that the terms speak of; silent uses are left out."""
    levels = sorted({term.narrow for term in terms}, reverse=True)
    groups = [[(i, t) for i, t in enumerate(terms) if t.narrow == level] for level in levels]
    found = {use: _answer(use, groups, table) for use in table["uses"]}
    return {use: answer for use, answer in found.items() if answer is not None}


def _answer(use: str, groups: Iterable[Sequence[tuple[int, Term]]], table: Mapping[str, Any]) -> Answer | None:
    """From the narrowest scope outwards the first that speaks decides; one that omits the use ends permission."""
    restricted = False
    for group in groups:
        against = tuple(i for i, term in group if prohibits(term.licence, use, table))
        if against:
            faulty = all(not term.conforms for i, term in group if i in against)
            return Answer(stated=DENIED, by=against, denies_only=faulty)
        permissions = [p for i, term in group if (p := _permission(use, i, term, table))]
        if permissions and not restricted:
            return _together(permissions)
        restricted = restricted or bool(permissions) or any(USAGE in term.licence.permits for _, term in group)
    return None


def _covered(use: str, words: Words | None, table: Mapping[str, Any], *, older: bool = True) -> bool:
    """Whether a list of usage words reaches a use."""
    if words is None:
        return False
    return any(use in table["usage"][word] for word in (words.every if older else words.known))


def _permission(use: str, index: int, term: Term, table: Mapping[str, Any]) -> _Permission | None:
    """What this licence permits of a use, None if it does not; words of older drafts permit without firmness."""
    licence = term.licence
    words = licence.permits.get(USAGE)
    if words is None and not _permits_all(licence):
        return None
    if words is not None and not _covered(use, words, table):
        return None
    conditions = tuple(_conditions(term, table))
    sold = paid(licence, table)
    return _Permission(
        term=index,
        document=term.document,
        stated=DENIED if sold else CONDITIONAL if conditions else GRANTED,
        conditions=() if sold else conditions,
        firm=term.conforms and (words is None or _covered(use, words, table, older=False)),
    )


def _permits_all(licence: Licence) -> bool:
    """Whether a licence without usage words permits every use: it says something else and prohibits no use."""
    says = licence.permits or licence.prohibits or licence.payments or licence.reporting
    return bool(says) and USAGE not in licence.prohibits


def whole(licence: Licence) -> bool:
    """Whether the licence is offered as a whole: no use, user or place is picked out."""
    return not licence.permits and not licence.prohibits


def _together(permissions: Sequence[_Permission]) -> Answer:
    """Of one document's licences the most favourable, of several documents the strictest.

    What a faulty document grants is void; what it sells is denied by it too.
    """
    chosen = []
    for document in dict.fromkeys(p.document for p in permissions):
        own = [p for p in permissions if p.document == document]
        firm = [p for p in own if p.firm]
        chosen.append(min(firm or own, key=lambda p: (_ORDER.index(p.stated), len(p.conditions))))
    counting = [p for p in chosen if p.firm or p.stated == DENIED] or chosen
    stated = max((p.stated for p in counting), key=_ORDER.index)
    winners = [p for p in counting if p.stated == stated]
    return Answer(
        stated=stated,
        by=tuple(p.term for p in winners),
        conditions=tuple(dict.fromkeys(c for p in winners for c in p.conditions)),
        denies_only=not any(p.firm for p in winners),
    )


def _conditions(term: Term, table: Mapping[str, Any]) -> Iterator[str]:
    """The conditions of a licence in the vocabulary's tokens; ``other`` for those it has no word for."""
    licence = term.licence
    for kind in licence.payments:
        yield from table["payment"]["conditions"].get(kind, ())
    yield from _user(licence, table)
    yield from _geo(licence)
    if licence.standard or licence.custom:
        yield "licence-terms"
    if licence.reporting or term.server:
        yield "other"


def paid(licence: Licence, table: Mapping[str, Any]) -> bool:
    """Whether the licence asks for more than attribution; the amount does not matter."""
    return any(kind not in table["payment"]["free"] for kind in licence.payments)


def permits(licence: Licence, use: str, table: Mapping[str, Any]) -> bool:
    """Whether the licence lists this use among those it permits, by its own word or a wider one."""
    return _covered(use, licence.permits.get(USAGE), table)


def prohibits(licence: Licence, use: str, table: Mapping[str, Any]) -> bool:
    """Whether the licence prohibits this use, by its own word or a wider one."""
    return _covered(use, licence.prohibits.get(USAGE), table)


def _user(licence: Licence, table: Mapping[str, Any]) -> Iterator[str]:
    allowed, barred = _plain(licence.permits.get(USER)), _plain(licence.prohibits.get(USER))
    everyone = set(table["user"]["everyone"])
    if allowed and not everyone <= allowed:
        word = "|".join(sorted(allowed))
        yield table["user"]["conditions"].get(word, f"user:{word}")
    if barred:
        yield table["user"]["barred"].get("|".join(sorted(barred)), "other")


def _geo(licence: Licence) -> Iterator[str]:
    allowed = _plain(licence.permits.get(GEO))
    if allowed:
        yield f"geo:{'|'.join(sorted(allowed))}"
    if licence.prohibits.get(GEO):
        yield "other"


def _plain(words: Words | None) -> frozenset[str]:
    return words.known if words else frozenset()
