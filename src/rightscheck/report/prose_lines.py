# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What was read in one sentence, what it says and who speaks, as plain lines; ``terminal_prose`` gives the looks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rightscheck.model import REACHES_PAGE, Basis, Stated
from rightscheck.notices.signals_of import Verdict
from rightscheck.report.clean import clean
from rightscheck.report.considered import why_not
from rightscheck.report.contacts import in_words
from rightscheck.report.prose import says
from rightscheck.report.words import count, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rightscheck.model import Evidence
    from rightscheck.notices.told import Cue, Entry, ReadOut, Weighing
    from rightscheck.report.prose import Prose, Said
    from rightscheck.resources import RuleData

#: The roles of spans besides modality, in the order of the lines that name them.
ROLES = ("act", "object", "purpose", "means", "exception")
_MOODS = {
    "forbid": "forbids",
    "consent": "asks for consent",
    "reserve": "reserves",
    "permit": "permits",
    "condition": "sets a condition",
    "waive": "waives",
}


def counted(prose: Prose) -> str:
    """The form of a subject and how many sentences are what, or why it was not read."""
    if prose.unread is not None:
        return f"{prose.form.value}, not read ({clean(prose.unread)})"
    found = Counter(out.verdict for out in prose.outs)
    none = sum(out.considered for out in prose.outs)
    rest = found[Verdict.SILENT]
    parts = [
        count(found[Verdict.NOTICE] + found[Verdict.LICENCE], "notice"),
        count(found[Verdict.MENTION], "mention") if found[Verdict.MENTION] else "",
        f"{none} considered and found to be none" if none else "",
        f"{rest} that {'says' if rest == 1 else 'say'} nothing of a use" if rest else "",
    ]
    return f"{prose.form.value}, {', '.join(filter(None, parts))}"


def read(out: ReadOut) -> Iterator[str]:
    """What the colours mark, in words: modalities, then the other spans by role, then exceptions."""
    for mode in out.modes:
        weak = ", weak" if mode.weak else ""
        beside = "" if mode.governs else ", governs nothing"
        yield f"modality: {_MOODS.get(mode.mood, mode.mood)} by {_words(mode.entries)}{weak}{beside}"
    for role in ROLES:
        found = dict.fromkeys(clean(span.text) for span in out.sentence.spans if span.role == role)
        if found:
            yield f"{role}: {', '.join(map(shortened, found))}"
    words = out.sentence.quote
    for part in () if out.whole_exception else out.exceptions:
        yield f"not reached: {shortened(clean(words[part.start : part.end]))}"
    if out.whole_exception:
        yield "an exception from the notice before it"


def _words(entries: Iterable[Entry]) -> str:
    return " + ".join(f"\u201c{clean(entry.words)}\u201d" for entry in entries)


def said(out: ReadOut, rules: RuleData) -> Iterator[str]:
    """The statements it gave, and what they are about."""
    found = says(out, rules)
    for stated in Stated:
        same = [one for one in found if one.stated is stated]
        if same:
            yield f"says: {stated.value} {'; '.join(_grouped(same))}"
    if out.considered and out.deeds:
        yield f"would say: {', '.join(dict.fromkeys(f'{d.token} {d.value}' for d in out.deeds))}; it does not count"
    told = out.signal.evidence if out.signal else None
    if told is None:
        return
    if out.verdict is Verdict.MENTION:
        yield f"listed as {', '.join(told.kinds)}: {shortened(clean(told.quote))}; it says nothing of a use"
    elif not found:
        yield "says: nothing of the ten uses"
    yield from _about(told)


def _grouped(same: Sequence[Said]) -> Iterator[str]:
    """The uses of these statements, those named apart from those that follow, each with its conditions."""
    groups: dict[tuple[Basis, tuple[str, ...]], dict[str, None]] = {}
    named = {one.reuse for one in same if one.basis is Basis.NAMED}
    for one in same:
        if one.basis is Basis.NAMED or one.reuse not in named:
            groups.setdefault((one.basis, one.conditions), {})[one.reuse.value] = None
    for (basis, conditions), uses in groups.items():
        under = f" under {', '.join(map(clean, conditions))}" if conditions else ""
        yield f"{', '.join(uses)} ({basis.value}){under}"


def _about(told: Evidence) -> Iterator[str]:
    beyond = "" if told.scope in REACHES_PAGE else ", so nothing follows for the page"
    kinds = f"; kinds: {', '.join(told.kinds)}" if told.kinds else ""
    yield f"concerns the {told.scope.value}{beyond}{kinds}"
    if told.rights_holder:
        yield f"rights holder: {clean(told.rights_holder)}"
    if told.consent_route:
        yield f"whom to ask: {in_words(clean(told.consent_route))}"


def weighed(out: ReadOut) -> Iterator[str]:
    """Who speaks: the cues for and against, and their sum; nothing where nothing had to be weighed."""
    if out.weighing is None:
        if out.considered:
            yield why_not(None)
        return
    yield f"for it: {_cues(out.weighing, for_it=True)}"
    yield f"against it: {_cues(out.weighing, for_it=False)}"
    yield f"sum {out.weighing.sum:+.2f} from a bias of {out.weighing.bias:+.2f}; a notice from 0 on"


def _cues(weighing: Weighing, *, for_it: bool) -> str:
    return ", ".join(_cue(cue) for cue in weighing.cues if (cue.adds > 0) == for_it) or "nothing"


def _cue(cue: Cue) -> str:
    factor = "" if cue.amount == 1 else f" ({cue.amount:.3g} \u00d7 {cue.weight:+.2f})"
    return f"{cue.name} {cue.adds:+.2f}{factor}"


def entries(out: ReadOut) -> Iterator[str]:
    """Each deed with the entry that named it, each modality with those it was composed of."""
    for mode in out.modes:
        yield f"entries of {mode.mood}: {' + '.join(clean(entry.name) for entry in mode.entries)}"
    for done in out.deeds:
        entry = clean(done.entry.name) if done.entry else "the whole sentence"
        limits = f" under {', '.join(map(clean, done.conditions))}" if done.conditions else ""
        yield f"{done.token} {done.value}{limits} by {entry}"
