# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a sentence does: forbids, reserves, asks for consent, permits, sets a condition, or waives.

A modality is composed of hits, not listed as a phrase: *without* + a consent noun, *requires* + a consent noun,
*no* + an act, a negated permission. Nouns mention and verbs perform, so a consent noun alone is no modality
(reference/notices.md §3).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING

from rightscheck.notices.match import SEPARATORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rightscheck.notices.match import Hit, Words

#: Acts in the sense of the lexicon: what somebody may want to do with content.
ACTS = (
    "copy",
    "adapt",
    "store",
    "use",
    "anyuse",
    "mine",
    "train",
    "trainai",
    "ground",
    "groundai",
    "scrape",
    "collect",
    "index",
    "quote",
    "sell",
)


class Mood(StrEnum):
    """What a modality does to the acts it governs."""

    FORBID = "forbid"
    CONSENT = "consent"  #: only with consent, or forbidden without it
    RESERVE = "reserve"
    PERMIT = "permit"
    CONDITION = "condition"  #: free if a condition is met that asks nobody
    WAIVE = "waive"  #: not forbidden, not reserved


_OPENS = 2
_SUBJECT, _VERB_OF_LAW = 3, 6
_WHETHER = 8
_START = attrgetter("start")
_ENUMERATED = re.compile(r"\(?(?:[a-z]|[ivx]{1,4}|\d{1,2}(?:\.\d{1,2})*)[.)]\s")
DENYING = frozenset({Mood.FORBID, Mood.CONSENT, Mood.RESERVE})
ALLOWING = frozenset({Mood.PERMIT, Mood.CONDITION})


@dataclass(frozen=True, slots=True)
class Modality:
    """One modality and the hits it is made of; ``weak`` for a bare *may* or a bare *no* + act."""

    mood: Mood
    hits: tuple[Hit, ...]
    weak: bool = False

    @property
    def start(self) -> int:
        """Folded offset of its first hit."""
        return min(h.start for h in self.hits)

    @property
    def end(self) -> int:
        """Folded offset after its last hit."""
        return max(h.end for h in self.hits)


def modalities(words: Words) -> list[Modality]:
    """Every modality of the sentence in order; none for a sentence that only mentions."""
    consents = list(_consents(words))
    used = {h for m in consents for h in m.hits}
    rest = [h for h in words.hits if h not in used]
    found = (
        consents
        + list(_asked_before(words))
        + list(_bans(words, rest))
        + list(_reservations(words, rest))
        + list(_permissions(words, rest))
    )
    if not found:
        found = list(_bare_bans(words)) or list(_listed(words))
    return sorted(_conditions(words, found), key=lambda m: (m.start, m.end))


def _consents(words: Words) -> Iterator[Modality]:
    """Consent nouns with what makes them a demand, or a grant."""
    open_names = words.of("licencename")
    for noun in words.of("consent", "licence"):
        if noun.role == "licence" and nearest(noun, open_names, before=8, after=8):
            continue  # "under a Creative Commons licence" asks nobody
        demand = _demand(words, noun)
        if demand is not None:
            yield Modality(Mood.CONSENT, (demand, noun))
        elif noun.role == "consent" and (giver := nearest(noun, words.of("grant"), before=4, after=3)):
            denied = nearest(giver, words.of("not", "none"), before=3, after=0)
            yield Modality(Mood.FORBID if denied else Mood.PERMIT, (giver, noun))


def _asked_before(words: Words) -> Iterator[Modality]:
    """*Write to us before you use*: who wants to be asked before an act gives no leave without asking."""
    for before in words.of("before"):
        act = nearest(before, words.of(*ACTS), before=0, after=5)
        asked = nearest(before, words.of("contact", "require", "please"), before=8, after=0)
        if act is not None and (asked or nearest(act, words.of("contact"), before=0, after=9)):
            yield Modality(Mood.CONSENT, (before,))


def _demand(words: Words, noun: Hit) -> Hit | None:
    """The word that turns this consent noun into a demand: without, except, requires, only with."""
    for role, before, after in (("without", 9, 1), ("except", 9, 0), ("exceptend", 0, 6), ("require", 9, 7)):
        found = nearest(noun, words.of(role), before=before, after=after)
        if found is not None and not (found.start >= noun.end and _has_own_noun(words, found)):
            return found
    if noun.role == "licence":
        return nearest(noun, words.of("only"), before=5, after=0)
    found = nearest(noun, words.of("with"), before=6, after=0)
    if found is not None and not cut_between(words.text, found.end, noun.start, ",;"):
        theirs = nearest(noun, words.of("third"), before=2, after=0)  # "used with their permission" is a credit
        return None if theirs or _alternative(words, found) else found
    return nearest(noun, words.of("only"), before=5, after=3)


def _has_own_noun(words: Words, without: Hit) -> bool:
    """Whether a consent noun follows, so that the one before is another's ("è permesso senza l'assenso")."""
    return nearest(without, words.of("consent"), before=0, after=5) is not None


def _alternative(words: Words, marker: Hit) -> bool:
    """*In accordance with robots.txt or with permission*: consent is the other way beside a condition."""
    if nearest(marker, words.of("or"), before=2, after=0) is None:
        return False
    return any(h.end <= marker.start for h in words.of("robotstxt", "attribution", "linkback"))


def _bans(words: Words, hits: list[Hit]) -> Iterator[Modality]:
    yield from _forbidden(words, hits)
    yield from _told_not_to(words, hits)
    for hit in (h for h in hits if h.role == "waive"):
        yield Modality(Mood.WAIVE, (hit,))


def _forbidden(words: Words, hits: list[Hit]) -> Iterator[Modality]:
    """*Is forbidden*, whoever is the subject; what is done without leave and forbidden may be done with it."""
    nots = [h for h in hits if h.role == "not"]
    forbids = any(h.role == "forbid" for h in hits)
    for hit in (h for h in hits if h.role in ("forbid", "unauthorised")):
        if hit.role == "unauthorised" and not nearest(hit, words.of(*ACTS), before=1, after=2):
            continue  # "an unauthorised disclosure" is no use of content
        if nearest(hit, words.of("whether"), before=_WHETHER, after=0):
            continue  # "when scraping is forbidden, we show in the webinar"
        negated = nearest(hit, nots, before=2, after=0)
        if negated:
            yield Modality(Mood.WAIVE, (hit, negated))
        else:
            yield Modality(Mood.CONSENT if hit.role == "unauthorised" and forbids else Mood.FORBID, (hit,))


def _told_not_to(words: Words, hits: list[Hit]) -> Iterator[Modality]:
    """*May not be*, *you may not*, *do not*: negated verbs count with their subject."""
    ours = [h for h in hits if h.role == "we"]
    theirs = [h for h in hits if h.role == "you"]
    for hit in (h for h in hits if h.role == "modalnot"):
        we, you = nearest(hit, ours, before=3, after=0), nearest(hit, theirs, before=3, after=0)
        if we is None or (you is not None and you.start > we.start):
            yield Modality(Mood.FORBID, (hit,))
    for hit in (h for h in hits if h.role == "modalact"):
        actors = [h for h in hits if h.role in ("you", "robot", "ai", "sengine")]
        if nearest(hit, actors, before=9, after=0) and not nearest(hit, ours, before=2, after=0):
            yield Modality(Mood.FORBID, (hit,))  # "you may not copy", but not "it may not display"
    for hit in (h for h in hits if h.role == "donot"):
        opens = hit.first <= _OPENS or cut_between(words.text, max(0, hit.start - 3), hit.start, SEPARATORS)
        if opens or nearest(hit, theirs, before=2, after=0):
            yield Modality(Mood.FORBID, (hit,))


def _reservations(words: Words, hits: list[Hit]) -> Iterator[Modality]:
    named = words.has("mine", "trainai", "scrape", "groundai") or (words.has("ai") and words.has("train", "ground"))
    if _law_told(words):
        return
    for hit in hits:
        own = hit.role == "ownright" and named
        if hit.role in ("reserve", "allrights") or own:
            negated = nearest(hit, [h for h in hits if h.role == "not"], before=2, after=0)
            yield Modality(Mood.WAIVE if negated else Mood.RESERVE, (hit,))


def _law_told(words: Words) -> bool:
    """*Article 4 permits mining unless the author has reserved it*: a statute is the subject; nobody speaks."""
    laws = [h for h in words.of("law", "statute") if h.first <= _SUBJECT]
    if not laws or words.has("our", "self"):
        return False
    lets = nearest(laws[-1], words.of("permit", "lets"), before=0, after=_VERB_OF_LAW)
    told = lets or any(_inside(laws[0], v) for v in words.of("permit", "lets"))
    return bool(told) and not words.has("forbid", "modalnot", "modalact")


def _inside(outer: Hit, inner: Hit) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _permissions(words: Words, hits: list[Hit]) -> Iterator[Modality]:
    if _law_told(words):
        return
    ours = [h for h in hits if h.role == "we"]
    givers = [h for h in hits if h.role in ("we", "holder")]
    nots = [h for h in hits if h.role == "not"]
    nones = [h for h in hits if h.role == "none"]
    bans = [h for h in hits if h.role in ("modalnot", "modalact", "donot")]
    for hit in (h for h in hits if h.role in ("permit", "lets", "may")):
        weak = hit.role == "may" or (hit.role == "lets" and not nearest(hit, givers, before=4, after=0))
        if nearest(hit, bans, before=4, after=0):
            continue  # "must not encourage others to"
        if nearest(hit, words.of("whether"), before=_WHETHER, after=0):
            continue
        if hit.role == "may" and nearest(hit, ours, before=2, after=0):
            continue
        negation = nearest(hit, nots, before=3, after=2 if weak else 1) or _subject_none(words, nones, hit)
        if negation is not None:
            yield Modality(Mood.FORBID, (negation, hit))
        else:
            yield Modality(Mood.PERMIT, (hit,), weak=weak)


def _subject_none(words: Words, nones: list[Hit], hit: Hit) -> Hit | None:
    """*No part of … may*: the negated subject, if nothing separates it from its verb."""
    for none in reversed(nones):
        if none.start < hit.start and not cut_between(words.text, none.end, hit.start, ";:"):
            return none
    return None


def _bare_bans(words: Words) -> Iterator[Modality]:
    """*No reproduction*, *no AI training*: a negation right before an act, where no other modality stands."""
    acts = [] if words.has("licencename") else words.of(*ACTS)  # "No Derivatives" is a licence's name
    for none in words.of("no"):
        act = nearest(none, acts, before=0, after=2)
        forbids = act is not None and not cut_between(words.text, none.end, act.start, SEPARATORS)
        if forbids or any(_stands_alone(words, none, ai) for ai in words.of("ai")):
            yield Modality(Mood.FORBID, (none,), weak=True)


def _stands_alone(words: Words, none: Hit, ai: Hit) -> bool:
    """*No AI!*: nothing but these words from the negation to the end of the clause."""
    if not 0 <= ai.first - none.last <= 1 or none.first > _OPENS:
        return False
    rest = words.text[ai.end :].lstrip()
    return not rest or not (rest[0].isalnum() or rest[0] == "-")


def _listed(words: Words) -> Iterator[Modality]:
    """An enumerated item that lost its heading: who lists "(v) scrape …" without a verb of his own forbids it."""
    if not _ENUMERATED.match(words.text):
        return
    named = words.of("mine", "scrape", "trainai")
    trains = [t for t in words.of("train") if nearest(t, words.of("ai"), before=8, after=12)]
    collects = words.of("collect") if words.has("robot") else []
    for act in [*named, *trains, *collects][:1]:
        yield Modality(Mood.FORBID, (act,), weak=True)


def _conditions(words: Words, found: list[Modality]) -> Iterator[Modality]:
    """The modalities with bans on doing without naming or linking turned into conditions, and requests for a link."""
    terms = words.of("attribution", "linkback")
    withouts = [w for w in words.of("without") if nearest(w, terms, before=1, after=7)]
    consent = any(m.mood is Mood.CONSENT for m in found)
    for modality in found:
        if modality.mood is Mood.FORBID and withouts and not consent:
            yield Modality(Mood.CONDITION, (*modality.hits, *withouts))
        else:
            yield modality
    if found and not all(m.mood is Mood.PERMIT and m.weak for m in found):
        return
    asked = [p for p in words.of("please", "only", "require") if nearest(p, terms, before=6, after=9)]
    if terms and asked and words.has("copy", "use", "anyuse", "quote", "adapt"):
        yield Modality(Mood.CONDITION, (asked[0], terms[0]))


def nearest(hit: Hit, others: Sequence[Hit], *, before: int, after: int) -> Hit | None:
    """The closest of ``others`` (in reading order) within so many words before or after; None if there is none."""
    place = bisect_left(others, hit.start, key=_START)
    earlier = next((o for o in reversed(others[max(0, place - 2) : place]) if o.end <= hit.start), None)
    later = next((o for o in others[place : place + 2] if o.start >= hit.end), None)
    near = []
    if earlier is not None and hit.first - earlier.last <= before:
        near.append((hit.first - earlier.last, earlier))
    if later is not None and later.first - hit.last <= after:
        near.append((later.first - hit.last, later))
    return min(near, key=lambda n: n[0])[1] if near else None


def cut_between(text: str, start: int, end: int, marks: str) -> bool:
    """Whether one of these marks stands between two folded offsets."""
    return any(mark in text[start:end] for mark in marks)
