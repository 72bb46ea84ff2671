# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The looks of ``notices`` on a terminal: each sentence with its spans in colour, then what was made of it.

Colours never stand alone: what they mark is named again in words below the sentence.
"""

from __future__ import annotations

from collections import Counter, deque
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.text import Text

from rightscheck.model import REACHES_PAGE, Basis, Stated
from rightscheck.notices.signals_of import Verdict
from rightscheck.report.clean import clean, visible
from rightscheck.report.considered import why_not
from rightscheck.report.contacts import in_words
from rightscheck.report.places import place_of
from rightscheck.report.prose import says
from rightscheck.report.terminal_style import HEADING, QUIET, show
from rightscheck.report.words import count, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

    from rightscheck.model import Evidence, Span
    from rightscheck.notices.told import Cue, Entry, ReadOut, Stretch, Weighing
    from rightscheck.report.prose import Prose, Said
    from rightscheck.resources import RuleData

#: The roles of spans, in the order of the lines that name them.
ROLES = {
    "modality": "bold red",
    "act": "yellow",
    "object": "cyan",
    "purpose": "magenta",
    "means": "blue",
    "exception": "green",
}
_EXCEPTED = "underline"
_MOODS = {
    "forbid": "forbids",
    "consent": "asks for consent",
    "reserve": "reserves",
    "permit": "permits",
    "condition": "sets a condition",
    "waive": "waives",
}
_VERDICTS = {
    Verdict.NOTICE: ("notice", HEADING),
    Verdict.LICENCE: ("licence", HEADING),
    Verdict.MENTION: ("mention", QUIET),
    Verdict.NO_NOTICE: ("no notice", "bold yellow"),
    Verdict.SILENT: ("says nothing of a use", QUIET),
}


def print_prose(console: Console, prose: Prose, rules: RuleData, *, entries: bool = False) -> None:
    """A subject: a line of counts, then each sentence; with ``entries`` also the lexicon entries that were found."""
    show(console, [Text(f"{clean(prose.name)}: {_counted(prose)}", style=HEADING)])
    for number, out in enumerate(prose.outs):
        show(console, [Text(), *_sentence(number, out, rules)])
        show(console, _entries(out) if entries else ())
    if prose.outs and not console.no_color:
        show(console, [Text(), _key()])


def _counted(prose: Prose) -> str:
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


def _sentence(number: int, out: ReadOut, rules: RuleData) -> Iterator[Text]:
    name, style = _VERDICTS[out.verdict]
    if out.considered and out.verdict is Verdict.MENTION:
        name, style = "no notice but a mention", _VERDICTS[Verdict.NO_NOTICE][1]
    language = clean(out.sentence.language or "")
    yield Text(f"[{number}] {name}, {language}, {place_of(out.sentence)}", style=style)
    yield Text.assemble("  \u201c", quoted(out), "\u201d")
    if out.heading is not None:
        yield Text(f"  under the heading {shortened(clean(out.heading))}")
    yield from (Text(f"  {line}") for line in (*_read(out), *_said(out, rules)))
    yield from (Text(f"  {line}", style=QUIET) for line in _weighed(out))


def quoted(out: ReadOut) -> Text:
    """The words of the sentence, each span in the colour of its role, exceptions underlined."""
    words, spans = out.sentence.quote, out.sentence.spans
    cuts = {0, len(words)}
    cuts |= {offset for span in spans for offset in (span.start, span.end)}
    cuts |= {offset for part in out.exceptions for offset in (part.start, part.end)}
    styles = _Styles(spans, out.exceptions)
    text = Text()
    for start, end in pairwise(sorted(cuts)):
        text.append(visible(words[start:end]), style=styles.at(start))
    return text


class _Styles:
    """The style at each offset of a sentence, asked in rising order: spans stand in order and apart."""

    def __init__(self, spans: Sequence[Span], exceptions: Sequence[Stretch]) -> None:
        self._spans = deque(spans)
        self._exceptions = exceptions

    def at(self, offset: int) -> str:
        """The colour of the span at this offset, and the line under an exception; empty for neither."""
        while self._spans and self._spans[0].end <= offset:
            self._spans.popleft()
        inside = bool(self._spans) and self._spans[0].start <= offset
        colour = ROLES.get(self._spans[0].role, "") if inside else ""
        under = _EXCEPTED if any(part.start <= offset < part.end for part in self._exceptions) else ""
        return f"{colour} {under}".strip()


def _read(out: ReadOut) -> Iterator[str]:
    """What the colours mark, in words: modalities, then the other spans by role, then exceptions."""
    for mode in out.modes:
        weak = ", weak" if mode.weak else ""
        beside = "" if mode.governs else ", governs nothing"
        yield f"modality: {_MOODS.get(mode.mood, mode.mood)} by {_words(mode.entries)}{weak}{beside}"
    for role in ROLES:
        found = dict.fromkeys(clean(span.text) for span in out.sentence.spans if span.role == role)
        if found and role != "modality":
            yield f"{role}: {', '.join(map(shortened, found))}"
    words = out.sentence.quote
    for part in () if out.whole_exception else out.exceptions:
        yield f"not reached: {shortened(clean(words[part.start : part.end]))}"
    if out.whole_exception:
        yield "an exception from the notice before it"


def _words(entries: Iterable[Entry]) -> str:
    return " + ".join(f"\u201c{clean(entry.words)}\u201d" for entry in entries)


def _said(out: ReadOut, rules: RuleData) -> Iterator[str]:
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


def _weighed(out: ReadOut) -> Iterator[str]:
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


def _entries(out: ReadOut) -> Iterator[Text]:
    """Each deed with the entry that named it, each modality with those it was composed of."""
    for mode in out.modes:
        yield Text(f"  entries of {mode.mood}: {' + '.join(clean(e.name) for e in mode.entries)}", style=QUIET)
    for done in out.deeds:
        entry = clean(done.entry.name) if done.entry else "the whole sentence"
        limits = f" under {', '.join(map(clean, done.conditions))}" if done.conditions else ""
        yield Text(f"  {done.token} {done.value}{limits} by {entry}", style=QUIET)


def _key() -> Text:
    named = [piece for role, style in ROLES.items() for piece in ("  ", (role, style))]
    return Text.assemble(("Colours", HEADING), *named, "  ", ("not reached by the ban", _EXCEPTED))
