# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What the reader of prose read, clause by clause, told so that a person can check it.

Nothing is read or decided here: ``signals_of.judged`` gives each clause with its verdict and the cues behind it, and
this module only puts words, entries and weights beside them. A passage found to be no notice is listed nowhere, but
may be shown as considered (design.md §2, Prose).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.notices.signals_of import Verdict, judged
from rightscheck.notices.speaker import score, weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.model import Evidence, Signal
    from rightscheck.notices.clause import Clause
    from rightscheck.notices.denials import Deed
    from rightscheck.notices.match import Hit
    from rightscheck.notices.signals_of import Judged, Source
    from rightscheck.resources import RuleData


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A lexicon entry and the words it was found in: ``role:entry`` as the language file writes it."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """A modality: what it does (``forbid``, ``consent``, ``permit`` …) and the entries it was composed of.

    ``governs`` is False for one that another outweighs, or that stands inside an exception.
    """

    mood: str
    entries: tuple[Entry, ...]
    weak: bool
    governs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A deed: its token and value as ``rules/standards/notice.toml`` takes them, and the entry that named it."""

    token: str
    value: str
    conditions: tuple[str, ...]
    entry: Entry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of the sentence by offsets in it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One cue: how much of it was there, and what one of it weighs."""

    name: str
    amount: float
    weight: float

    @property
    def adds(self) -> float:
        """What it added to the sum; below 0 it spoke against."""
        return self.amount * self.weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """The cues that counted, the strongest first; ``sum`` starts from the bias, and from 0 on the holder speaks."""

    bias: float
    cues: tuple[Cue, ...]
    sum: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOut:
    """One sentence as it was read.

    ``sentence`` holds its words, place, language and spans; ``exceptions`` are stretches of it that a ban does not
    reach; ``heading`` is the sentence above whose modality governs this item of a list. ``weighing`` is None where
    nothing had to be weighed: it says nothing, or is an exception, which stands and falls with its notice.
    """

    verdict: Verdict
    sentence: Evidence
    modes: tuple[Mode, ...]
    deeds: tuple[Done, ...]
    exceptions: tuple[Stretch, ...]
    whole_exception: bool
    heading: str | None
    weighing: Weighing | None
    signal: Signal | None

    @property
    def considered(self) -> bool:
        """Whether it says something of a use or names a licence, and was found to be no notice."""
        listed = self.verdict is Verdict.MENTION and bool(self.deeds or self.weighing)
        return listed or self.verdict is Verdict.NO_NOTICE


def read_outs(source: Source, rules: RuleData) -> Iterator[ReadOut]:
    """Every sentence of this text that was read, in reading order; none where no word wakes the reader."""
    yield from (_read_out(one, rules) for one in judged(source, rules))


def _read_out(one: Judged, rules: RuleData) -> ReadOut:
    clause = one.said.clause
    head = one.said.reading.head_of(one.said.number)
    return ReadOut(
        verdict=one.verdict,
        sentence=one.sentence,
        modes=tuple(_modes(clause)),
        deeds=tuple(_done(clause, deed) for deed in clause.deeds),
        exceptions=tuple(_exceptions(clause)),
        whole_exception=clause.clauses.whole_exception,
        heading=head.original if head else None,
        weighing=None if one.cues is None else _weighing(one.cues, rules),
        signal=one.signal,
    )


def _weighing(cues: Mapping[str, float], rules: RuleData) -> Weighing:
    table = weights(rules)
    counted = [Cue(name=n, amount=a, weight=table.of.get(n, 0.0)) for n, a in cues.items()]
    kept = sorted((c for c in counted if c.adds), key=lambda c: (-abs(c.adds), c.name))
    return Weighing(bias=table.bias, cues=tuple(kept), sum=score(cues, rules))


def _modes(clause: Clause) -> Iterator[Mode]:
    governing = {m.hits: m for piece in clause.clauses.pieces for m in piece.moods}
    for modality in clause.moods:
        held = governing.get(modality.hits)
        entries = tuple(_entry(clause, hit) for hit in modality.hits)
        mood = (held or modality).mood.value
        yield Mode(mood=mood, entries=entries, weak=modality.weak, governs=held is not None)


def _done(clause: Clause, deed: Deed) -> Done:
    entry = _entry(clause, deed.act) if deed.act is not None else None
    return Done(token=deed.token, value=deed.value, conditions=deed.conditions, entry=entry)


def _entry(clause: Clause, hit: Hit) -> Entry:
    found = _stretch(clause, hit.start, hit.end)
    return Entry(name=f"{hit.role}:{hit.entry}", words=clause.original[found.start : found.end])


def _exceptions(clause: Clause) -> Iterator[Stretch]:
    whole = len(clause.words.text)
    for region in clause.clauses.exceptions:
        end = min(region.end, whole)
        if region.start < end:
            yield _stretch(clause, region.start, end)


def _stretch(clause: Clause, start: int, end: int) -> Stretch:
    at = clause.words.at
    return Stretch(start=at[start], end=at[end - 1] + 1)
