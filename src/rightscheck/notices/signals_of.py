# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""From clauses to signals: who speaks, what is quoted, where it stands, what proves it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from rightscheck.markup.facts import Region
from rightscheck.model import REACHES_PAGE, Evidence, Finding, Scope, Signal, Span
from rightscheck.notices.credits import mention_of
from rightscheck.notices.cues import cues_of
from rightscheck.notices.denials import COMMERCIAL
from rightscheck.notices.grants import PURPOSE_USE
from rightscheck.notices.holders import holder_of, route_of
from rightscheck.notices.kinds import kinds_of
from rightscheck.notices.licences import anchors_within, is_ground_of_ban, licence_kind, licence_scope, named_licence
from rightscheck.notices.reading import TextReading
from rightscheck.notices.scope import scope_of
from rightscheck.notices.speaker import score, told
from rightscheck.signals.whose import whose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rightscheck.markup.facts import Block
    from rightscheck.notices.clause import Clause
    from rightscheck.notices.credits import Mention as Credit
    from rightscheck.notices.denials import Deed
    from rightscheck.notices.match import Words
    from rightscheck.notices.passages import Passages
    from rightscheck.resources import RuleData
    from rightscheck.signals.licence_mentions import Mention

STANDARD = "notice"
_EVIDENCE_TOKENS = frozenset({COMMERCIAL, PURPOSE_USE})  # evidence only: they name none of the ten uses
#: What a block can be whatever the sentence speaks of; the objects of a licence sentence are no guide for prose.
_PLACED = frozenset({"comment", "code", "quotation", "image", "media", "map"})
_SHOWN = frozenset({"image", "media", "map"})
_REACH_OF_EXCEPTION = 6
_CONTACT_WITHIN = 3
_SPAN_ROLES = {
    "content": "object",
    "self": "object",
    "image": "object",
    "agency": "object",
    "sengine": "exception",
    "statute": "exception",
    "contract": "exception",
    "robot": "means",
    "ai": "purpose",
}


@dataclass(frozen=True, slots=True)
class Source:
    """What is read: its passages, the document they stand in (None for the subject) and its scope by default.

    ``place`` names the place of an offset where neither a block nor an offset into a text does.
    """

    passages: Passages
    url: str | None = None
    scope: Scope = Scope.PAGE
    place: Callable[[int], str] | None = None


@dataclass(frozen=True)
class _Said:
    """One clause with what is needed to judge and quote it."""

    number: int
    clause: Clause
    reading: TextReading
    source: Source

    @property
    def block(self) -> Block | None:
        return self.source.passages.block_at(self.clause.sentence.start)

    def licence(self, rules: RuleData) -> Mention | None:
        passages, sentence = self.source.passages, self.clause.sentence
        start = passages.offset_in_block(sentence.start)
        anchors = anchors_within(self.block, start, start + sentence.end - sentence.start)
        footer = self.block is not None and Region.FOOTER in self.block.regions
        last = footer or (self.block is None and self.number == len(self.reading.sentences) - 1)
        return named_licence(self.clause, anchors, rules, last=last)

    @cached_property
    def cues(self) -> Mapping[str, float]:
        return cues_of(self.number, self.clause, self.reading, self.block)

    def following(self) -> list[str]:
        last = min(self.number + _CONTACT_WITHIN, len(self.reading.sentences))
        return [self.reading.original(n) for n in range(self.number + 1, last)]


def signals_of(source: Source, rules: RuleData) -> Iterator[Signal]:
    """The signals of one text in reading order; none where nothing woke the reader or nobody speaks."""
    yield from (one.signal for one in judged(source, rules) if one.signal is not None)


class Verdict(StrEnum):
    """What a clause was found to be."""

    NOTICE = "notice"  #: the holder speaks
    LICENCE = "licence"  #: the holder speaks, and names a licence
    MENTION = "mention"  #: a credit, a © line: evidence without a stance
    NO_NOTICE = "no-notice"  #: it says something of a use, but not as the holder would
    SILENT = "silent"  #: it says nothing of a use


@dataclass(frozen=True, slots=True)
class Judged:
    """A clause that was read and what was decided of it.

    ``cues`` are those that were summed, None where nothing had to be: no deed, or an exception, which stands and
    falls with the notice before it.
    """

    said: _Said
    verdict: Verdict
    cues: Mapping[str, float] | None
    signal: Signal | None

    @property
    def speaks(self) -> bool:
        """Whether the holder speaks in it."""
        return self.verdict in (Verdict.NOTICE, Verdict.LICENCE)

    @property
    def sentence(self) -> Evidence:
        """The whole sentence with place and spans: the signal's evidence where the holder speaks."""
        if self.speaks and self.signal is not None:
            return self.signal.evidence
        clause = self.said.clause
        return replace(_placed(self.said, 0, len(clause.original)), spans=_spans(clause))


def judged(source: Source, rules: RuleData) -> Iterator[Judged]:
    """Every clause of one text that was read, in reading order, with its verdict; here and nowhere else it falls."""
    reading = TextReading(source.passages, rules)
    spoken = -_REACH_OF_EXCEPTION - 1  # the last sentence that was a notice
    scope = source.scope
    for number, clause in reading.clauses().items():
        said = _Said(number, clause, reading, source)
        licence = said.licence(rules)
        verdict, cues = _verdict(said, number - spoken, rules, licensed=licence is not None)
        signal = None
        if verdict is Verdict.LICENCE and licence is not None:
            spoken = number
            signal = _licence_signal(said, licence, cues or {}, rules)
        elif verdict is Verdict.NOTICE:
            spoken = number
            scope = scope if clause.clauses.whole_exception else _scope(said, rules)  # an exception is of its notice
            signal = _signal(said, scope, cues or {}, rules)
        elif (mention := mention_of(clause)) is not None:
            verdict, signal = Verdict.MENTION, _evidence_only(said, mention)
        yield Judged(said, verdict, cues, signal)


def weighed(source: Source, rules: RuleData) -> Iterator[tuple[str, Mapping[str, float]]]:
    """Each sentence that says something with its cues, for fitting the weights; none where nothing is said."""
    reading = TextReading(source.passages, rules)
    for number, clause in reading.clauses().items():
        said = _Said(number, clause, reading, source)
        licence = said.licence(rules)
        if licence is not None:
            yield clause.original, {**said.cues, "licensed": 1.0}
        elif clause.deeds and not clause.clauses.whole_exception:
            yield clause.original, said.cues


def _verdict(
    said: _Said, after: int, rules: RuleData, *, licensed: bool
) -> tuple[Verdict, Mapping[str, float] | None]:
    """What this clause is, but for mentions, and the cues that were summed to tell.

    ``after`` counts the sentences since the last notice. A licence named, or a notice right before, is a cue too.
    """
    clause = said.clause
    cues: Mapping[str, float] | None = None
    if licensed:
        cues = {**said.cues, "licensed": 1.0}
        if score(cues, rules) >= 0:
            return Verdict.LICENCE, cues
    if not clause.deeds:
        return Verdict.NO_NOTICE if licensed else Verdict.SILENT, cues
    if clause.clauses.whole_exception:
        return Verdict.NOTICE if after <= _REACH_OF_EXCEPTION else Verdict.NO_NOTICE, None
    cues = {**said.cues, "after.notice": 1.0 / after} if after <= _CONTACT_WITHIN else said.cues
    return Verdict.NOTICE if score(cues, rules) >= 0 else Verdict.NO_NOTICE, cues


def _licence_signal(said: _Said, licence: Mention, cues: Mapping[str, float], rules: RuleData) -> Signal:
    """A licence sentence: what it denies besides the licence stands, what it permits the licence says."""
    clause, passages = said.clause, said.source.passages
    scope = licence_scope(clause, licence, said.block, passages.page, rules)
    denials = tuple(d for d in clause.deeds if d.value == "denied" and not is_ground_of_ban(clause))
    evidence = replace(
        _placed(said, 0, len(clause.original)),
        scope=said.source.scope if scope is Scope.PAGE else scope,
        kinds=(licence_kind(licence.id, rules), *kinds_of(clause, denials)),
        rights_holder=holder_of(clause),
        spans=_spans(clause),
        cues=told(cues, rules),
    )
    return Signal(
        evidence=evidence,
        findings=(Finding(token="licence", value=licence.id), *_findings(denials)),  # noqa: S106  # a rights token
        channel="text",
        licence=licence.id,
        licence_url=licence.url,
    )


def _signal(said: _Said, scope: Scope, cues: Mapping[str, float], rules: RuleData) -> Signal:
    clause = said.clause
    evidence = replace(
        _placed(said, 0, len(clause.original)),
        scope=scope,
        kinds=kinds_of(clause, clause.deeds),
        rights_holder=holder_of(clause),
        consent_route=route_of(clause, said.following()),
        spans=_spans(clause),
        cues=told(cues, rules),
    )
    return Signal(evidence=evidence, findings=tuple(_findings(clause.deeds)), channel="text")


def _scope(said: _Said, rules: RuleData) -> Scope:
    """What the sentence is about: the object it names, else what its place on the page tells."""
    found = scope_of(said.clause, default=said.source.scope)
    if found is said.source.scope and _of_pictures_before(said):
        return Scope.IMAGE
    page = said.source.passages.page
    if found in REACHES_PAGE and said.block is not None and page is not None:
        owner = whose(said.block, said.clause.original, page, rules)
        return owner.scope if owner.about in _PLACED and not _goes_on(said, owner.about) else found
    return found


def _of_pictures_before(said: _Said) -> bool:
    """Whether a sentence without an object speaks of the pictures of the one before ("using them …")."""
    if said.clause.words.has("content", "self", "image", "site", "agency"):
        return False
    before = [words for distance, same, words in said.reading.around(said.number) if distance == -1 and same]
    return any(words.has("image") and not _more_than_pictures(words) for words in before)


def _more_than_pictures(words: Words) -> bool:
    pictures = {(h.start, h.end) for h in words.of("image")}
    return any((h.start, h.end) not in pictures for h in words.of("content"))


def _goes_on(said: _Said, about: str) -> bool:
    """Whether a sentence that names no object speaks of the content the one before it named, pictures and all."""
    block = said.block
    if about not in _SHOWN or block is None or block.regions & {Region.FIGURE, Region.CAPTION}:
        return False
    before = [words for distance, same, words in said.reading.around(said.number) if distance == -1 and same]
    return any(words.has("content") for words in before)


def _evidence_only(said: _Said, mention: Credit) -> Signal:
    evidence = replace(
        _placed(said, mention.start, mention.end),
        scope=mention.scope or said.source.scope,
        kinds=(mention.kind,),
        rights_holder=mention.holder,
    )
    return Signal(evidence=evidence, channel="text")


def _placed(said: _Said, start: int, end: int) -> Evidence:
    """A stretch of the sentence as evidence: quote, place and offsets."""
    clause, source = said.clause, said.source
    first = clause.sentence.start + start
    block = source.passages.block_at(first)
    evidence = Evidence(
        standard=STANDARD,
        place=block.place if block else "text",
        quote=clause.original[start:end],
        scope=source.scope,
        url=source.url,
        language=clause.words.language,
    )
    if block is not None:
        return replace(evidence, line=block.line, column=block.column)
    if source.place is not None:
        return replace(evidence, place=source.place(first))
    return replace(evidence, start=first, end=first + end - start)


def _findings(deeds: tuple[Deed, ...]) -> Iterator[Finding]:
    seen: dict[tuple[str, str], tuple[str, ...]] = {}
    for deed in (d for d in deeds if d.token not in _EVIDENCE_TOKENS):
        key = (deed.token, deed.value)
        seen[key] = tuple(dict.fromkeys((*seen.get(key, ()), *deed.conditions)))
    yield from (Finding(token=t, value=v, conditions=c) for (t, v), c in seen.items())


def _spans(clause: Clause) -> tuple[Span, ...]:
    """Modality, act, object and exception as slices of the quote, each with its lexicon entry."""
    at = clause.words.at
    named: dict[tuple[int, int], tuple[str, str]] = {}
    for modality in clause.moods:
        for hit in modality.hits:
            named[(hit.start, hit.end)] = ("modality", f"{hit.role}:{hit.entry}")
    for deed in clause.deeds:
        if deed.act is not None:
            named.setdefault((deed.act.start, deed.act.end), ("act", f"{deed.act.role}:{deed.act.entry}"))
    for hit in clause.words.hits:
        role = _SPAN_ROLES.get(hit.role)
        if role:
            named.setdefault((hit.start, hit.end), (role, f"{hit.role}:{hit.entry}"))
    return tuple(
        Span(role=role, entry=entry, text=clause.original[at[s] : at[e - 1] + 1], start=at[s], end=at[e - 1] + 1)
        for (s, e), (role, entry) in sorted(named.items())
    )
