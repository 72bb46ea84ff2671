# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The answer to the question that was asked, over all pages: how many may, and whom to ask about the others.

``verdict`` is the one place that puts a page into one of six classes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rightscheck.duties import open_duties
from rightscheck.model import Outcome
from rightscheck.report.clean import clean
from rightscheck.report.contacts import ranked
from rightscheck.report.entry import worst
from rightscheck.rules.cells import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rightscheck.model import Reuse
    from rightscheck.report.entry import Entry
    from rightscheck.report.purposes import Question
    from rightscheck.resources import RuleData


class Verdict(StrEnum):
    """Where one page stands on the question asked; the words are those of the report."""

    MAY = "may"
    CONDITIONS = "may under conditions"
    MAY_NOT = "may not"
    UNSETTLED = "not settled"
    UNREAD = "could not be read"
    GONE = "not there"


def verdict(entry: Entry, question: Question) -> Verdict:
    """The class of a page.

    A no holds whatever was read; that nobody said yes is none about a page that is not there. A page that was not
    fetched or not read is known to allow nothing, and one that is not there asks no question. Uncertain counts as
    unread where a part could not be read, since it may have answered.
    """
    outcome = worst(entry, question.uses)
    if outcome is Outcome.DENIED and (entry.gone is None or _is_refused(entry, question)):
        return Verdict.MAY_NOT
    if entry.gone is not None:
        return Verdict.GONE
    if entry.page_unread or entry.barred or (outcome is Outcome.UNCERTAIN and entry.unread):
        return Verdict.UNREAD
    return {
        Outcome.ALLOWED: Verdict.MAY,
        Outcome.CONDITIONAL: Verdict.CONDITIONS,
        Outcome.UNCERTAIN: Verdict.UNSETTLED,
    }[outcome]


def _is_refused(entry: Entry, question: Question) -> bool:
    """Whether a use is denied by more than that nobody allowed it."""
    asked = (entry.decisions[use] for use in question.uses)
    return any(decision.outcome is Outcome.DENIED and decision.rung != DEFAULT for decision in asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How many pages stand where; duties and contacts with the number of pages each concerns, most first."""

    counts: Mapping[Verdict, int]
    duties: tuple[tuple[str, int], ...]
    open: frozenset[str]
    contacts: tuple[tuple[str, int], ...]
    unread: tuple[tuple[str, int], ...]


def answer(entries: Sequence[Entry], question: Question, accepted: frozenset[str], rules: RuleData) -> Answer:
    """The answer over these pages, in whatever order they come; all counts are 0 for no pages.

    ``open`` are the duties nobody accepted, ``unread`` the causes of the class of that name. Contacts that can be
    reached stand before names.
    """
    verdicts = [verdict(entry, question) for entry in entries]
    counts = Counter(verdicts)
    duties = Counter(duty for entry in entries for duty in duties_of(entry, question))
    open_to = [entry for entry, found in zip(entries, verdicts, strict=True) if found not in _NOT_ASKED]
    unread = [entry for entry, found in zip(entries, verdicts, strict=True) if found is Verdict.UNREAD]
    return Answer(
        counts={each: counts[each] for each in Verdict},
        duties=most_first(duties),
        open=frozenset(open_duties(duties, accepted, rules)),
        contacts=ranked(open_to),
        unread=causes(unread),
    )


#: Nobody need be asked for what is allowed, nor about a page that is not there.
_NOT_ASKED = frozenset({Verdict.MAY, Verdict.GONE})


def held(entries: Iterable[Entry], uses: Sequence[Reuse]) -> tuple[Entry, ...]:
    """The pages with a use that is uncertain while something of the page could not be read or fetched."""
    return tuple(
        entry
        for entry in entries
        if (entry.unread or entry.barred) and any(entry.decisions[use].outcome is Outcome.UNCERTAIN for use in uses)
    )


def causes(entries: Iterable[Entry]) -> tuple[tuple[str, int], ...]:
    """What was not read of these pages, with the number of pages each cause concerns, most first."""
    return most_first(Counter(cause for entry in entries for cause in _causes(entry)))


def _causes(entry: Entry) -> tuple[str, ...]:
    if entry.page_unread:
        return ("page",)
    if entry.barred:
        return (entry.barred.cause,)
    names = (missing.part for missing in entry.unread)
    return tuple(
        dict.fromkeys("linked document" if "://" in name else clean(name.rpartition("/")[2]) for name in names)
    )


def most_first(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    """The counts, most first, equal ones by name: the same whatever the order in which pages answered."""
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def duties_of(entry: Entry, question: Question) -> tuple[str, ...]:
    """The duties of the conditional outcomes among the uses asked, each once."""
    asked = (entry.decisions[use] for use in question.uses)
    return tuple(dict.fromkeys(d for one in asked if one.outcome is Outcome.CONDITIONAL for d in one.duties))
