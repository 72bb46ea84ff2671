# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a permitting clause grants, under which conditions; and what an exception leaves free.

A condition is one a re-user can meet without asking anybody (labelling guide §3): attribution, a link, no commercial
use, the unchanged whole. A permission for personal use keeps a copy and shares none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.notices.denials import Deed, feeding, trains_model
from rightscheck.notices.moods import ACTS, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rightscheck.notices.clauses import Clauses, Piece
    from rightscheck.notices.match import Hit, Words

#: Roles of the lexicon that are conditions, and the condition tokens of design.md §2.
CONDITIONS = {
    "attribution": "attribution",
    "linkback": "link",
    "noncommercial": "non-commercial",
    "unmodified": "no-derivatives",
    "samelicence": "share-alike",
    "licterms": "licence-terms",
    "robotstxt": "robots-txt",
    "discretion": "at-discretion",
}
#: A use that is free for one purpose: evidence only.
PURPOSE_USE = "purpose-use"
_NEAR = 6
#: Exceptions by the role of the lexicon that names them.


def grants(piece: Piece) -> Iterator[Deed]:
    """What an allowing piece grants or leaves free under conditions."""
    conditions = tuple(dict.fromkeys(CONDITIONS[h.role] for h in piece.of(*CONDITIONS)))
    if _at_discretion(piece.hits):
        conditions = (*conditions, "at-discretion")
    value = "conditional" if conditions else "granted"
    personal = piece.has("personal")
    for token, act in _granted(piece):
        if personal and token in ("reproduce", "store", "any-use"):
            yield Deed("store", "conditional", act, ("personal-use",))
        elif personal:
            yield Deed(token, "conditional", act, (*conditions, "personal-use"))
        else:
            yield Deed(token, value, act, conditions)
    if personal and piece.has("only"):
        yield Deed("personal-use-only", "stated", piece.of("personal")[0])


def _granted(piece: Piece) -> Iterator[tuple[str, Hit]]:
    yield from _machine_grants(piece)
    agents = [(a.start, a.end) for a in _agents(piece)]
    engine = piece.of("sengine") or piece.of("index")
    if engine:
        yield "search", engine[0]
        return
    robots = [r for r in piece.of("robot", "scrape") if (r.start, r.end) not in agents]
    if robots:
        yield "scrape", robots[0]
    quotes = piece.of("quote", "excerpt")
    if quotes:
        yield "quote", quotes[0]
    if agents:
        return  # what AI may do with a text hands out no copies
    roles = (("copy", "reproduce"), ("adapt", "adapt"), ("store", "store"), ("use", "any-use"), ("anyuse", "any-use"))
    for role, token in roles:
        acts = [a for a in piece.of(role) if not nearest(a, piece.of("not"), before=2, after=0)]
        if role == "use" and acts and _for_purpose(piece, acts[0]):
            yield PURPOSE_USE, acts[0]
            continue
        if (
            acts
            and not robots
            and not (role == "use" and piece.has("train", "trainai", "mine", "ground", "groundai"))
        ):
            yield token, acts[0]


def _for_purpose(piece: Piece, act: Hit) -> bool:
    """Whether the use is free for research, teaching or AI only: that shares no copies."""
    purposes = [
        h for h in piece.of("research", "education", "ai") if act.end <= h.start and h.first - act.last <= _NEAR
    ]
    return any(act.end <= f.start and nearest(f, purposes, before=0, after=_NEAR) for f in piece.of("for"))


def _machine_grants(piece: Piece) -> Iterator[tuple[str, Hit]]:
    trains = [t for t in piece.of("train", "trainai") if trains_model(piece, t)]
    yield from (("ai-train", t) for t in trains[:1])
    yield from (("tdm", m) for m in piece.of("mine")[:1])
    grounds = feeding(piece)
    agents = [] if trains else _agents(piece)
    if grounds or (agents and piece.has("quote", "use", "excerpt", "adapt", "collect", "copy", "self")):
        yield "ai-input", (grounds or agents)[0]


def _agents(piece: Piece) -> list[Hit]:
    """AI as the one that may ("AI assistants may summarise this page")."""
    return [a for a in piece.of("ai") if any(a.end <= m.start for m in piece.moods)]


def left_free(words: Words, clauses: Clauses) -> Iterator[Deed]:
    """What the exceptions of a sentence leave free to anybody: search engines, so far as they index, and quoting."""
    for region in clauses.exceptions:
        hits = [h for h in words.hits if region.covers(h)]
        quotes = [h for h in hits if h.role == "quote"]
        if quotes and any(h.role == "statute" for h in hits):
            yield Deed("quote", "conditional", quotes[0], ("statutory",))
        engines = [h for h in hits if h.role in ("sengine", "index")]
        if not engines:
            continue
        limits = tuple(dict.fromkeys(CONDITIONS[h.role] for h in hits if h.role in ("robotstxt", "discretion")))
        if _at_discretion(hits):
            limits = (*limits, "at-discretion")
        yield Deed("search", "conditional" if limits else "granted", engines[0], limits)


def _at_discretion(hits: Sequence[Hit]) -> bool:
    """*We may permit*: what the holder may allow is not yet allowed."""
    permits = [h for h in hits if h.role in ("permit", "lets")]
    asked = [h for h in hits if h.role == "you"]  # "you may freely" is allowed now
    mays = [h for h in hits if h.role == "may" and not nearest(h, asked, before=2, after=0)]
    for may in mays:
        permit = nearest(may, permits, before=0, after=6)
        if permit is not None and not any(
            may.end <= h.start and h.end <= permit.start for h in hits if h.role in ACTS
        ):
            return True  # but not "may be copied freely"
    return False


def restriction(piece: Piece) -> Iterator[Deed]:
    """*For personal use only*, or *reprints by our rules*, said without any other modality."""
    if piece.moods:
        return
    if rules := piece.of("licterms"):
        yield Deed("reproduce", "conditional", rules[0], ("licence-terms",))
    yield from personal_only(piece)


def personal_only(piece: Piece) -> Iterator[Deed]:
    """*For personal use only*, wherever it stands; nothing where use is just said to be personal."""
    for personal in piece.of("personal"):
        if nearest(personal, piece.of("only"), before=4, after=6):
            yield Deed("personal-use-only", "stated", personal)
            return
