# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The answer to the question that was asked, over all pages: how many may, and whom to ask about the others.

``verdict`` is the one place that puts a page into one of five classes; exit codes and reports both read it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rightscheck.model import REACHES_PAGE, Outcome
from rightscheck.report.clean import clean
from rightscheck.duties import open_duties
from rightscheck.report.entry import worst

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rightscheck.report.entry import Entry
    from rightscheck.report.purposes import Question
    from rightscheck.resources import RuleData


#: The consent route of a notice that names nobody (guide to the notices, consent_route).
HOLDER = "holder"


class Verdict(StrEnum):
    """Where one page stands on the question asked; the words are those of the report."""

    MAY = "may"
    CONDITIONS = "may under conditions"
    MAY_NOT = "may not"
    UNSETTLED = "not settled"
    UNREAD = "could not be read"


def verdict(entry: Entry, question: Question) -> Verdict:
    """The class of a page; uncertain counts as unread where a part could not be read, since it may have answered."""
    outcome = worst(entry, question.uses)
    if outcome is Outcome.DENIED:
        return Verdict.MAY_NOT
    if entry.page_unread or (outcome is Outcome.UNCERTAIN and entry.unread):
        return Verdict.UNREAD
    return {
        Outcome.ALLOWED: Verdict.MAY,
        Outcome.CONDITIONAL: Verdict.CONDITIONS,
        Outcome.UNCERTAIN: Verdict.UNSETTLED,
    }[outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How many pages stand where; duties and contacts with the number of pages each concerns, most first."""

    counts: Mapping[Verdict, int]
    duties: tuple[tuple[str, int], ...]
    open: frozenset[str]
    contacts: tuple[tuple[str, int], ...]


def answer(entries: Sequence[Entry], question: Question, accepted: frozenset[str], rules: RuleData) -> Answer:
    """The answer over these pages; all counts are 0 for no pages. ``open`` are the duties nobody accepted."""
    counts = Counter(verdict(entry, question) for entry in entries)
    duties = Counter(duty for entry in entries for duty in duties_of(entry, question))
    contacts = Counter(
        contact for entry in entries if verdict(entry, question) is not Verdict.MAY for contact in contacts_of(entry)
    )
    return Answer(
        counts={each: counts[each] for each in Verdict},
        duties=tuple(duties.most_common()),
        open=frozenset(open_duties(duties, accepted, rules)),
        contacts=tuple(contacts.most_common()),
    )


def duties_of(entry: Entry, question: Question) -> tuple[str, ...]:
    """The duties of the conditional outcomes among the uses asked, each once."""
    asked = (entry.decisions[use] for use in question.uses)
    return tuple(dict.fromkeys(d for one in asked if one.outcome is Outcome.CONDITIONAL for d in one.duties))


def contacts_of(entry: Entry) -> tuple[str, ...]:
    """Whom to ask for more: the consent routes the source names, each once; else the rights holders it names.

    A notice that asks for the holder's consent and says no more leaves the holder of that site. The holder of one
    picture is no help with the page, so only what speaks of page or site counts.
    """
    own = [e for e in entry.evidence if e.scope in REACHES_PAGE]
    said = dict.fromkeys(clean(e.consent_route) for e in own if e.consent_route)
    routes = [route for route in said if not is_bare_holder(route)]
    holders = dict.fromkeys(clean(e.rights_holder) for e in own if e.rights_holder)
    unnamed = [f"the rights holder of {entry.site}"] if said else []
    return tuple(routes or holders or unnamed)


def is_bare_holder(route: str) -> bool:
    """Whether a consent route only says "ask the holder", perhaps in which form, without a name or address."""
    return route == HOLDER or route.startswith(f"{HOLDER} (")
