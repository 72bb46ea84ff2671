# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Everything about one subject, as sections of plain lines; ``terminal_explain`` only gives them their looks.

Every answer names its profile, rule and evidence, so that a reader can check it without us.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.duties import each_once, open_duties, sentence, shown_by
from rightscheck.model import Stated, Unread
from rightscheck.report.account import NO_ADVICE, grounds, next_step, notes, unseen
from rightscheck.report.account import told as told_of
from rightscheck.report.attribution import attribution_of, is_asked
from rightscheck.report.clean import clean
from rightscheck.report.contacts import in_words, routes_of
from rightscheck.report.entry import is_own, site_of
from rightscheck.report.gaps import barred, gone, told
from rightscheck.report.places import place_of
from rightscheck.report.words import LETTER, MEANING, PRINCIPLE, own_no, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rightscheck.judge import Report
    from rightscheck.model import Conflict, Decision, Diagnostic, Observation, Outcome
    from rightscheck.report.attribution import Attribution
    from rightscheck.report.purposes import Question
    from rightscheck.resources import RuleData

#: What a duty asks to be shown beside it (rules/duties, ``shows``).
CONTACT = "contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and its lines; ``outcome`` colours the heading of a decision."""

    title: str
    lines: tuple[str, ...]
    outcome: Outcome | None = None


def explain(
    report: Report, question: Question, rules: RuleData, *, accepted: frozenset[str] = frozenset()
) -> tuple[Section, ...]:
    """The sections of a report: subject, one per use asked, evidence, conflicts, what was not read or not given."""
    shown = Shown(rules=rules, accepted=accepted, credit=attribution_of(report, rules))
    uses = tuple(_use(report, report.decisions[use], shown) for use in question.uses)
    evidence = tuple(_evidence(number, report) for number in range(len(report.evidence)))
    nothing = Section(title="Evidence", lines=("nothing was found that speaks of rights",))
    return (
        _subject(report, rules),
        *uses,
        *(evidence or (nothing,)),
        *_conflicts(report.settlement.conflicts),
        *_missing(report),
        *_own(report),
        *_unseen(report, rules),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What every use needs to be told: the rules, the duties accepted, the attribution where one is asked for."""

    rules: RuleData
    accepted: frozenset[str]
    credit: Attribution | None


def diagnostics(report: Report) -> Section:
    """Faults and second opinions; none of them changed an answer."""
    lines = tuple(_note(note) for note in report.diagnostics if not is_own(note))
    return Section(title="Diagnostics (they change no answer)", lines=lines or ("none",))


def diagnostics_hint(report: Report) -> tuple[Section, ...]:
    """One line that says how to see the diagnostics; nothing where there are none."""
    waiting = sum(not is_own(note) for note in report.diagnostics)
    if not waiting:
        return ()
    return (Section(title=f"Diagnostics: {waiting}, shown by --verbose", lines=()),)


def _note(note: Diagnostic) -> str:
    return f"{clean(note.part)}{f' line {note.line}' if note.line else ''}: {clean(note.text)} ({clean(note.code)})"


def _own(report: Report) -> Iterator[Section]:
    """What the user's own files set aside or hold no longer: told in every report, whatever else is asked for."""
    notes = tuple(_note(note) for note in report.diagnostics if is_own(note))
    if notes:
        yield Section(title="Waived, or ended", lines=notes)


def _unseen(report: Report, rules: RuleData) -> Iterator[Section]:
    lines = unseen(report, rules)
    if lines:
        yield Section(title="What cannot be seen from here", lines=lines)
        yield Section(title=NO_ADVICE, lines=())


def _subject(report: Report, rules: RuleData) -> Section:
    seen = report.observation
    status = f"status {seen.status}" if seen.status else "no status known"
    moment = f"seen {clean(seen.fetched_at)}" if seen.fetched_at else "no date known"
    lines = [f"{status}, {moment}"]
    if seen.final_url and seen.final_url != seen.url:
        lines.append(f"{'answered by' if seen.status else 'redirected to'} {clean(seen.final_url)}")
    lines += _gap(seen)
    lines.append(
        f"profile {', '.join(report.profiles)}, as of {clean(report.as_of)}, rules {report.rules_digest[:19]}"
    )
    lines += notes(report, rules)
    if report.licence:
        link = f", {clean(report.licence.url)}" if report.licence.url else ""
        lines.append(f"licence {clean(report.licence.id)} ({report.licence.scope.value}){link}")
    else:
        lines.append("licence: none found for the main content")
    return Section(title=clean(seen.url or "a subject without address"), lines=tuple(lines))


def _gap(seen: Observation) -> Iterator[str]:
    """Why there is no page to speak of, where there is none."""
    closed, status = barred(seen), gone(seen)
    if closed:
        yield f"the page was {closed.words}"
    if status:
        yield f"the page is not there ({clean(status)})"
    if isinstance(seen.body, Unread):
        yield f"the page could not be read ({clean(seen.body.reason)})"


def _use(report: Report, decision: Decision, shown: Shown) -> Section:
    found = told_of(report, decision, shown.rules)
    lines = [*_stated(decision), *_because(report, decision)]
    lines += grounds(found, decision) if found else _ruled(decision)
    lines += [*_duties(decision, shown), *_beside(report, decision, shown)]
    lines += next_step(found) if found else ()
    if len(report.profiles) > 1:
        each = (_answer(name, answer[decision.reuse]) for name, answer in report.profiles.items())
        lines.append(f"by profile: {', '.join(each)}")
    letter, token = LETTER[decision.outcome], decision.outcome.token
    title = f"{decision.reuse.value}: {letter} {token} \u2013 {MEANING[decision.reuse]}"
    return Section(title=title, lines=tuple(lines), outcome=decision.outcome)


def _answer(profile: str, decision: Decision) -> str:
    return f"{profile} {decision.outcome.token} ({decision.rule})"


def _stated(decision: Decision) -> Iterator[str]:
    silent = "nothing about it (silent)"
    basis = f" ({decision.basis.value})" if decision.basis else ""
    yield f"the source says: {silent if decision.stated is Stated.SILENT else decision.stated.value + basis}"
    if decision.children:
        parts = (f"{clean(child)} {value.value}" for child, value in decision.children.items())
        yield f"of its parts: {', '.join(parts)}"
    if own_no(decision):
        yield "the source itself says no; the profile makes something milder of it"


def _because(report: Report, decision: Decision) -> Iterator[str]:
    """The evidence that counted for this use, each piece with its number and a line of its words."""
    for number in decision.evidence:
        one = report.evidence[number]
        yield f"evidence [{number}]: {shortened(clean(one.quote))}, {clean(one.standard)}, {place_of(one)}"


def _ruled(decision: Decision) -> Iterator[str]:
    contested = ", contested" if decision.contested else ""
    checked = f"checked: {decision.checked.value}"
    yield f"rule: {decision.rule} ({decision.rung}), confidence {decision.confidence.value}, {checked}{contested}"
    if decision.legal_basis:
        yield f"basis: {'; '.join(decision.legal_basis)}"
    for route in decision.also:
        yield f"a second route: {route.rule} ({route.rung}) gives {route.outcome.token}"


def _duties(decision: Decision, shown: Shown) -> Iterator[str]:
    """Duties, then conditions of the source that this answer does not rest on: a licence may ask them of others."""
    for token in each_once((*decision.duties, *decision.conditions), shown.rules):
        state = "" if open_duties((token,), shown.accepted, shown.rules) else ", accepted"
        yield f"{_kind(token, decision)}: {clean(sentence(token, shown.rules))} ({clean(token)}{state})"


def _kind(token: str, decision: Decision) -> str:
    if token not in decision.duties:
        return "asked by the source, no duty for this answer"
    return "condition" if token in decision.conditions else "duty"


def _beside(report: Report, decision: Decision, shown: Shown) -> Iterator[str]:
    """What the duties need: the attribution to paste, whom to pay or ask."""
    if shown.credit and is_asked(decision, shown.rules):
        yield f"attribution to paste: {shown.credit.text}"
    if CONTACT in shown_by((*decision.duties, *decision.conditions), shown.rules):
        url = report.observation.final_url or report.observation.url
        site = site_of(url) if url else "this page"
        speaking = [report.evidence[number] for number in decision.evidence]
        routes = routes_of(speaking, site) or routes_of(report.evidence, site)
        yield f"whom to pay or ask: {'; '.join(routes) or 'nobody is named'}"


def _evidence(number: int, report: Report) -> Section:
    evidence = report.evidence[number]
    lines = [f"\u201c{clean(evidence.quote)}\u201d"]
    about = f", about {clean(evidence.about)}" if evidence.about else ""
    lines.append(f"concerns the {evidence.scope.value}{about}")
    lines.append(_weight(number, report))
    named = {
        "kinds": ", ".join(evidence.kinds),
        "language": evidence.language or "",
        "agents": ", ".join(evidence.agents),
        "rights holder": evidence.rights_holder or "",
        "whom to ask": in_words(evidence.consent_route or ""),
    }
    lines += [f"{name}: {clean(value)}" for name, value in named.items() if value]
    return Section(title=f"[{number}] {clean(evidence.standard)}, {place_of(evidence)}", lines=tuple(lines))


def _weight(number: int, report: Report) -> str:
    """For which uses this piece counted, all ten looked at whatever was asked."""
    uses = [reuse.value for reuse, decision in report.decisions.items() if number in decision.evidence]
    return f"counts for {', '.join(uses)}" if uses else "decided nothing by itself"


def _conflicts(conflicts: tuple[Conflict, ...]) -> Iterator[Section]:
    if conflicts:
        lines = (
            f"{each.reuse.value}: {' against '.join(f'[{n}]' for n in each.evidence)}; {_settled(each)}"
            for each in conflicts
        )
        yield Section(title="Conflicts", lines=tuple(lines))


def _settled(conflict: Conflict) -> str:
    words = PRINCIPLE.get(conflict.principle)
    return f"{words} ({conflict.principle})" if words else f"settled by {conflict.principle}"


def _missing(report: Report) -> Iterator[Section]:
    if report.unread:
        yield Section(title="Could not be read", lines=tuple(map(told, report.unread)))
    if report.not_given:
        word = "fetched" if barred(report.observation) else "given"
        yield Section(title=f"Not {word}, so not looked at", lines=tuple(_listed(report.not_given)))


def _listed(names: Sequence[str]) -> Iterator[str]:
    """Short names on one line, each address on a line of its own."""
    short = [clean(name) for name in names if "://" not in name]
    if short:
        yield ", ".join(short)
    yield from (clean(name) for name in names if "://" in name)
