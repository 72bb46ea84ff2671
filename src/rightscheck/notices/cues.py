# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The cues a sentence shows of who speaks in it, each by name and amount.

All of them are local: the sentence itself, its neighbours within two, the place of its block. What each weighs is
told in ``speaker.py``; no cue decides alone (reference/notices.md §3).
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from rightscheck.markup.facts import Region
from rightscheck.notices.holders import copyright_line
from rightscheck.notices.moods import ACTS, Mood, cut_between, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rightscheck.markup.facts import Block
    from rightscheck.notices.clause import Clause
    from rightscheck.notices.match import Hit, Words
    from rightscheck.notices.moods import Modality
    from rightscheck.notices.reading import TextReading

#: Roles of the sentence that are cues by their mere presence, once for each two entries.
_OWN = (
    "our",
    "self",
    "content",
    "image",
    "you",
    "we",
    "holder",
    "copyright",
    "protected",
    "contact",
    "service",
    "userdata",
)
_AGAINST = (
    "report",
    "law",
    "privacy",
    "inbound",
    "conduct",
    "course",
    "code",
    "lease",
    "homograph",
    "past",
    "third",
    "company",
)
_NEAR = ("copyright", "report", "privacy", "inbound", "law", "conduct", "code", "course", "lease", "past")
#: Share of a sentence, and of its neighbours, under words of notices: what tells a passage of both kinds apart least.
_USUAL, _USUAL_NEAR = 0.45, 0.35
_THINGS = ("content", "self", "our", "image", "protected", "copyright")
_CARRIED = frozenset(
    {"ban", "consent", "consent.named", "reserve", "you", "self", "our", "holder", "formula", *_AGAINST}
)
_PLACES = {
    Region.FOOTER: "place.footer",
    Region.QUOTE: "place.quote",
    Region.CODE: "place.code",
    Region.COMMENTS: "place.comments",
    Region.ARTICLE: "place.article",
    Region.NAV: "place.nav",
    Region.DIALOG: "place.dialog",
    Region.FORM: "place.form",
}
_MOOD_CUES = {
    Mood.CONSENT: "consent",
    Mood.FORBID: "ban",
    Mood.RESERVE: "reserve",
    Mood.PERMIT: "grant",
    Mood.CONDITION: "condition",
    Mood.WAIVE: "waive",
}
_TOKEN_CUES = {
    "formula": {"all-rights"},
    "anyuse": {"any-use"},
    "purpose": {"tdm", "ai-train", "ai-input", "ai"},
    "scraping": {"scrape"},
}
_MACHINE = frozenset({"scrape", "ai-input", "ai-train", "search", "tdm"})
_COPYING = frozenset({"reproduce", "adapt", "store"})
_MOST = 3
_FRAME = 30
_SHORT = 100
_OF = 5
_CODE = re.compile(r"[{}<>;=]\s*$|\w\(\)|=>|::|`|\$\w|</|\w_\w+\(|[a-z]\.[a-z]+\(")
_MARK = re.compile('["\u201c\u201d\u201e\u00ab\u00bb\u300c\u300e]')
_MENU = re.compile("[|\u00b7\u2022]|\\s[-\u2013\u2014]\\s")
_NAMED_CONSENT = re.compile(r"\s+(?:of|from|by)\s+(?:the\s+)?[^\W\d_a-z]|\s+[A-Z\u0104-\u017b][\w.]{2,}")


def cues_of(number: int, clause: Clause, reading: TextReading, block: Block | None) -> dict[str, float]:
    """Every cue of this sentence with its amount."""
    found = dict(_performs(clause))
    found.update(_presence(clause.words))
    found.update(_mentions(clause))
    found["vocabulary"] = _share([clause.words]) - _USUAL
    found.update(_place(block))
    found.update(_form(clause, reading))
    for name, amount in _neighbours(number, reading):
        found[name] = max(found.get(name, amount), amount)
    if "near.object" in found:
        found.pop("noobject", None)  # "copying them is forbidden": what was named right before
    head = reading.head_of(number)
    if head is not None:  # an item of a list speaks with the voice of the sentence above it
        above = dict(_performs(head)) | dict(_presence(head.words)) | dict(_mentions(head))
        found = {k: v for k, v in above.items() if k in _CARRIED} | found
        found.pop("noobject", None)
    if "conduct.machine" in found or "scraping" in found:
        found.pop("near.conduct", None)  # house rules may well bar taking the content by machine
    if "quoted" in found:
        found.pop("near.notice", None)  # the words around a quoted notice are quoted too
    return found


def _performs(clause: Clause) -> Iterator[tuple[str, float]]:
    """What the sentence does rather than mentions."""
    performed = [m for m in clause.moods if not any(r.covers(m) for r in clause.clauses.exceptions)]
    moods = {m.mood for m in performed if not m.weak}
    tokens = {d.token for d in clause.deeds if d.value == "denied"}
    formula = "all-rights" in tokens  # that is a cue of its own
    spoken = {m.mood for m in performed if not m.weak and not (formula and m.hits[0].role == "allrights")}
    yield from ((_MOOD_CUES[mood], 1.0) for mood in sorted(spoken))
    if performed and not moods:
        yield ("ban.bare" if Mood.FORBID in {m.mood for m in performed} else "weak"), 1.0
    yield from ((name, 1.0) for name, of in _TOKEN_CUES.items() if tokens & of)
    acts = sum(d.token in _COPYING for d in clause.deeds if d.value == "denied")
    if acts:
        yield "act", float(min(_MOST, acts))
    if clause.clauses.exceptions:
        yield "exception", 1.0
    if any(_own_consent(clause, m) for m in clause.moods):
        yield "consent.named", 1.0


def _own_consent(clause: Clause, modality: Modality) -> bool:
    """Whether the consent asked for is the speaker's ("our permission", "the author's", "of Name"), not just any."""
    if modality.mood is not Mood.CONSENT:
        return False
    noun = modality.hits[-1]
    words = clause.words
    if nearest(noun, words.of("our", "we"), before=4, after=5) or nearest(
        noun, words.of("holder"), before=1, after=0
    ):
        return True
    end = words.at[noun.end - 1] + 1
    return _NAMED_CONSENT.match(clause.original, end) is not None or _of_holder(clause, noun)


def _of_holder(clause: Clause, noun: Hit) -> bool:
    """Whether *of* leads to a holder within a few words ("autorización previa y por escrito del titular")."""
    words = clause.words
    named = [h for h in words.of("holder") if h.start >= noun.end]
    for of in (h for h in words.of("at") if h.start >= noun.end and h.first - noun.last <= _OF):
        if cut_between(words.text, noun.end, of.start, ",;:("):
            return False
        if nearest(of, named, before=0, after=2):
            return True
    return False


def _presence(words: Words) -> Iterator[tuple[str, float]]:
    for role in _OWN:
        count = len(words.of(role)) + (len(_own_things(words)) if role == "self" else 0)
        if count:
            yield role, float(min(count, 2))


def _own_things(words: Words) -> list[Hit]:
    """*Our* right beside what it owns, whatever the words for it ("våra mallar", "tekstene våre")."""
    spans = [(h.start, h.end) for h in words.of("self")]
    free = [h for h in words.of("our") if not any(s <= h.start < e for s, e in spans)]
    return [h for h in free if nearest(h, words.of("content", "image"), before=1, after=2)]


def _mentions(clause: Clause) -> Iterator[tuple[str, float]]:
    """Words of others: a statute counts not where somebody reserves mining by it; no object at all is a bad sign."""
    words = clause.words
    machine = any(d.token in _MACHINE and d.value == "denied" for d in clause.deeds)
    reserves = machine and (any(m.mood is Mood.RESERVE for m in clause.moods) or words.has("we", "our"))
    if reserves:
        yield "reserve.machine", 1.0
    for role in _AGAINST:  # a statute cited in a reservation is its ground, no story
        count = min(_MOST, len(words.of(role))) / max(1.0, len(words.text) / _SHORT) ** 0.5  # long ones have more
        if count and not (role == "law" and reserves):
            yield (f"{role}.machine" if role == "conduct" and machine else role), count
    if not (reserves or words.has("our", "self", "site", "content", "image", "allrights")):
        yield "noobject", 1.0
    if words.has("allrights") and copyright_line(clause.original):
        yield "formula.line", 1.0
    granted = [d for d in clause.deeds if d.value == "granted"]
    if granted and len(granted) == len(clause.deeds):
        machine = any(d.token in _MACHINE for d in granted)
        yield ("grant.machine" if machine else "grant.self" if words.has("self") else "grant.bare"), 1.0


def _place(block: Block | None) -> Iterator[tuple[str, float]]:
    if block is None:
        return
    for region, name in _PLACES.items():
        if region in block.regions:
            yield name, 1.0


def _form(clause: Clause, reading: TextReading) -> Iterator[tuple[str, float]]:
    text = clause.original
    if reading.quoted(_performing(clause)) or (_acts_quoted(clause, reading)):
        yield "quoted", 1.0
    elif _MARK.search(text):
        yield "marks", 1.0
    if text.rstrip().endswith(("?", "\uff1f", "\u061f")):
        yield "asks", 1.0
    codelike = sum(1 for _ in islice(_CODE.finditer(text), _MOST))
    if codelike:
        yield "codelike", float(codelike)
    if _framed(clause):
        yield "framed", 1.0
    if _MENU.search(text):
        yield "menu", 1.0


def _framed(clause: Clause) -> bool:
    """Whether what forbids follows a colon before which other things are told ("on the last page stood: …")."""
    words = clause.words
    first = min((m.start for m in clause.moods), default=0)
    colon = words.text.rfind(":", 0, first)
    before = words.text[:colon] if colon > 0 else ""
    known = sum(h.end - h.start for h in {(h.start, h.end): h for h in words.hits if h.end <= colon}.values())
    return len(before) >= _FRAME and known < _USUAL_NEAR * len(before)


def _acts_quoted(clause: Clause, reading: TextReading) -> bool:
    """Whether every act it forbids or grants stands in a quotation."""
    acts = [clause.sentence.start + clause.words.at[d.act.start] for d in clause.deeds if d.act is not None]
    return bool(acts) and all(reading.quoted([at]) for at in acts)


def _performing(clause: Clause) -> list[int]:
    """Where its modalities begin in the text."""
    return [clause.sentence.start + clause.words.at[m.start] for m in clause.moods]


def _share(sentences: Sequence[Words]) -> float:
    """The share of these sentences under entries that notices are made of; words against a notice are none."""
    size = sum(len(words.text) for words in sentences)
    spans = [{(h.start, h.end) for h in words.hits if h.role not in _AGAINST} for words in sentences]
    return sum(end - start for found in spans for start, end in found) / max(1, size)


def _neighbours(number: int, reading: TextReading) -> Iterator[tuple[str, float]]:
    around = reading.around(number)
    beside = [words for _, same, words in around if same]
    if beside:
        yield "near.vocabulary", _share(beside) - _USUAL_NEAR
    for distance, same, words in around:
        amount = 1.0 / abs(distance) if same else 0.4 / abs(distance)  # another paragraph may be another story
        for role in _NEAR:
            if words.has(role):
                yield f"near.{role}", amount
        if words.has("allrights", "protected") or (words.has("consent") and words.has("without", "require")):
            yield "near.notice", amount
        if (
            same
            and words.has("forbid", "modalnot", "reserve")
            and words.has(*ACTS)
            and words.has("content", "self", "our")
        ):
            yield "near.ban", 1.0
        if abs(distance) == 1 and words.has("our", "self"):
            yield "near.self", 1.0
        if distance == -1 and same and words.has(*_THINGS):
            yield "near.object", 1.0
