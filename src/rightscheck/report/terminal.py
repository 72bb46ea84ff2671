# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The audit's report for a terminal: the answer first, then the pages, the totals, what was not read, the legend."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from rightscheck.duties import sentence
from rightscheck.model import Outcome
from rightscheck.report.answer import Verdict, answer, causes, held, most_first
from rightscheck.report.clean import clean
from rightscheck.report.entry import NO_SITE
from rightscheck.report.gaps import told
from rightscheck.report.places import address
from rightscheck.report.terminal_rows import layout_for, rows
from rightscheck.report.terminal_style import COLOUR, HEADING, QUIET, show
from rightscheck.report.words import CONTESTED, LETTER, OWN_NO, UNREAD, among, count, own_no, subjects
from rightscheck.rules.ladder import AS_STATED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from rightscheck.report.answer import Answer
    from rightscheck.report.entry import Entry
    from rightscheck.report.purposes import Question
    from rightscheck.report.terminal_rows import Layout
    from rightscheck.resources import RuleData

#: So many contacts are named; the rest is in the other formats.
CONTACTS = 10
#: And so many reasons why pages are not known.
CAUSES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the user wants to know: the question, the duties accepted; ``quotes`` shows the words behind answers."""

    question: Question
    accepted: frozenset[str] = frozenset()
    quotes: bool = False


def print_report(console: Console, entries: Sequence[Entry], asked: Asked, rules: RuleData) -> None:
    """The whole report; for no entries it says that nothing was checked."""
    if not entries:
        show(console, [Text("Nothing was checked.", style=HEADING)])
        return
    layout = layout_for(console.width, asked.question.uses)
    if asked.question.asked:
        found = answer(entries, asked.question, asked.accepted, rules)
        show(console, [*_answer(entries, asked, found, rules), Text()])
    show(console, [*rows(entries, layout, quotes=asked.quotes), Text()])
    show(console, [*_totals(entries, layout), *([] if asked.question.asked else _held(entries, layout)), Text()])
    show(console, _unread(entries))
    show(console, _own(entries))
    show(console, _legend(entries, layout))


def _under(entries: Sequence[Entry]) -> str:
    """The profile and date that every figure holds under."""
    dates = sorted({entry.as_of for entry in entries})
    span = dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}"
    doubt = entries[0].experimental
    names = [f"{name} (experimental)" if name in doubt else name for name in entries[0].profiles]
    return f"profile {', '.join(names)}, as of {clean(span)}"


def _answer(entries: Sequence[Entry], asked: Asked, found: Answer, rules: RuleData) -> Iterator[Text]:
    yield Text(clean(asked.question.words), style=HEADING)
    uses = ", ".join(asked.question.uses)
    yield Text(f"  {subjects(entries)}; {uses}; {_under(entries)}", style=QUIET)
    yield from _law(entries, asked.question)
    for each, style in _VERDICTS:
        number = found.counts[each]
        if number or each is not Verdict.GONE:
            yield Text.assemble(f"  {number:>5} ", (each.value, style if number else QUIET), _because(each, found))
    if found.duties:
        yield Text("  The conditions:")
    for duty, pages in found.duties:
        state = "" if duty in found.open else ", accepted"
        yield Text(f"    {clean(sentence(duty, rules))} ({clean(duty)}; {among(pages, entries)}{state})")
    yield from _contacts(found, entries)


def _law(entries: Sequence[Entry], question: Question) -> Iterator[Text]:
    """One line on the profiles that fit the question, where no law was applied yet."""
    if question.fitting and set(entries[0].profiles) == {AS_STATED}:
        fitting = "; ".join(f"{kind} {', '.join(names)}" for kind, names in question.fitting)
        yield Text(f"  no law applied; --profile applies it: {fitting} (rightscheck rules list)", style=QUIET)


_VERDICTS = (
    (Verdict.MAY, COLOUR[Outcome.ALLOWED]),
    (Verdict.CONDITIONS, COLOUR[Outcome.CONDITIONAL]),
    (Verdict.MAY_NOT, COLOUR[Outcome.DENIED]),
    (Verdict.UNSETTLED, COLOUR[Outcome.UNCERTAIN]),
    (Verdict.UNREAD, COLOUR[Outcome.UNCERTAIN]),
    (Verdict.GONE, QUIET),
)


def _because(each: Verdict, found: Answer) -> str:
    if not found.counts[each]:
        return ""
    if each is Verdict.UNREAD:
        return f": {_named(found.unread)}"
    return {
        Verdict.UNSETTLED: ": all was read, and nothing answers it",
        Verdict.GONE: ": the server has no such page",
    }.get(each, "")


def _named(causes: Sequence[tuple[str, int]]) -> str:
    """The causes with the pages each concerns; of a long list the first, since the whole list stands below."""
    rest = len(causes) - CAUSES
    shown = [f"{cause} {pages}" for cause, pages in causes[:CAUSES]]
    return ", ".join([*shown, count(rest, "other cause")] if rest > 0 else shown)


def _contacts(found: Answer, entries: Sequence[Entry]) -> Iterator[Text]:
    if not found.contacts:
        return
    yield Text("  Whom to ask about the others:")
    for contact, pages in found.contacts[:CONTACTS]:
        yield Text(f"    {contact} ({among(pages, entries)})")
    if len(found.contacts) > CONTACTS:
        yield Text(f"    and {len(found.contacts) - CONTACTS} more, in the csv and jsonl formats", style=QUIET)


def _totals(entries: Sequence[Entry], layout: Layout) -> Iterator[Text]:
    sites = len({entry.site for entry in entries} - {NO_SITE})
    yield Text.assemble(
        ("Totals", HEADING),
        (f"  {subjects(entries)} of {count(sites, 'site')}; {_under(entries)}", QUIET),
    )
    for use, _, _ in layout.heads:
        outcomes = Counter(entry.decisions[use].outcome for entry in entries)
        line = Text(f"  {use.value:<12}")
        for outcome in Outcome:
            number = outcomes[outcome]
            word = LETTER[outcome] if layout.is_short else outcome.token
            line.append(f" {number:>6} {word}", style=COLOUR[outcome] if number else QUIET)
        yield line


def _held(entries: Sequence[Entry], layout: Layout) -> Iterator[Text]:
    """One line on what is uncertain only because something was not read; nothing where nothing is."""
    found = held(entries, [use for use, _, _ in layout.heads])
    if found:
        why = _named(causes(found))
        yield Text(f"  uncertain, something unread: {subjects(found)} ({why})")


def _unread(entries: Sequence[Entry]) -> Iterator[Text]:
    failed = [entry for entry in entries if entry.unread or entry.barred]
    if not failed:
        return
    parts = sum(len(entry.unread) + bool(entry.barred) for entry in failed)
    yield Text(f"Could not be read: {count(parts, 'part')} of {subjects(failed)}", style=HEADING)
    for entry in sorted(failed, key=lambda one: (one.site, one.index)):
        yield Text(f"  {address(entry.url)}")
        yield from (Text(f"    {told(missing)}", style=QUIET) for missing in entry.unread)
        if entry.barred:
            yield Text(f"    html: {entry.barred.words}", style=QUIET)
    yield Text()


def _own(entries: Sequence[Entry]) -> Iterator[Text]:
    """The user's waivers that were used and the agreements and waivers that have ended, with their pages."""
    notes = Counter(note for entry in entries for note in entry.own)
    if notes:
        yield Text("Waived, or ended", style=HEADING)
        yield from (Text(f"  {clean(note)} ({among(number, entries)})") for note, number in most_first(notes))
        yield Text()


def _legend(entries: Sequence[Entry], layout: Layout) -> Iterator[Text]:
    line = Text("Legend", style=HEADING)
    for outcome in Outcome:
        line.append(f"  {LETTER[outcome]}", style=COLOUR[outcome])
        line.append(f" {outcome.token}", style="not bold")
    yield line
    decisions = [entry.decisions[use] for entry in entries for use, _, _ in layout.heads]
    if any(map(own_no, decisions)):
        yield Text(f"  {OWN_NO} the source itself says no, the profile makes something milder of it")
    if any(decision.contested for decision in decisions):
        yield Text(f"  {CONTESTED} the rule behind it is contested")
    if any(entry.unread or entry.barred for entry in entries):
        yield Text(f"  {UNREAD} a part could not be read, see the list above")
    if any(entry.asset_of is not None for entry in entries):
        yield Text("  an address further in is a file of the page above it")
    if layout.is_short:
        yield Text("  " + ", ".join(f"{head} {use.value}" for use, head, _ in layout.heads))
