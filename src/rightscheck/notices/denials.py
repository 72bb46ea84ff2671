# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a clause says about which use: acts by modality, as tokens of ``rules/standards/notice.toml``.

Levels of the labelling guide §3: a ban on reproduction (B) is ``reproduce``, a ban on any use (C) is ``any-use``;
mining, training, grounding, scraping, indexing and quoting are tokens of their own. Means are kept apart from acts:
"robots … to access, copy" is scraping only. The object of *use* decides: "use of robots" is no use of content.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.notices.moods import ACTS, Mood, cut_between, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.notices.clauses import Piece
    from rightscheck.notices.match import Hit, Words

_NAMED = ("mine", "train", "trainai", "ground", "groundai", "scrape", "index")
_OBJECTS = ("content", "self", "site", "image", "robot", "service", "userdata", "agency", "ai")
_OURS = ("content", "self", "site", "image", "agency")
#: A ban on commercial use names none of the ten uses: evidence only (design.md §2, Prose).
COMMERCIAL = "commercial-use"
AI_DISTANCE = 12
_OF_RIGHTS, _BEFORE_RIGHTS = 2, 3
_OBJECT_AFTER, _SUBJECT_BEFORE, _OBJECT_OF_OBJECT, _PURPOSE, _VERB_LAST = 8, 20, 4, 25, 8
_FAR_PURPOSE = 45
_KEPT_FROM = 8


@dataclass(frozen=True, slots=True)
class Deed:
    """One token with its value, and the hits that named it (none for a formula alone)."""

    token: str
    value: str
    act: Hit | None
    conditions: tuple[str, ...] = ()


def denials(words: Words, piece: Piece) -> Iterator[Deed]:
    """What a denying piece denies."""
    for token, act in _acts(words, piece):
        yield Deed(token, "denied", act)
    formula = [f for f in piece.of("allrights") if not (_only_to(piece, f) or _of_mining(piece, f))]
    if formula:
        yield Deed("all-rights", "denied", formula[0])
    elif (
        any(m.mood is Mood.RESERVE for m in piece.moods) and (rights := piece.of("rights")) and not piece.has(*_NAMED)
    ):
        yield Deed("all-rights", "denied", rights[0])


def _of_mining(piece: Piece, formula: Hit) -> bool:
    """Whether the rights are those of mining or training alone: "all rights of text and data mining"."""
    aims = [h for h in piece.of(*_NAMED) if h.start >= formula.end]
    leads = nearest(formula, piece.of("at"), before=0, after=1)
    if aims and leads is not None and aims[0].first - leads.last <= _OF_RIGHTS:
        return True
    return (
        nearest(formula, piece.of(*_NAMED), before=_BEFORE_RIGHTS, after=0) is not None
    )  # "… gwanhan modeun gwolli"


def _acts(words: Words, piece: Piece) -> Iterator[tuple[str, Hit]]:
    tied = _tied(words, piece)
    for role, token in (("copy", "reproduce"), ("adapt", "adapt"), ("store", "store")):
        for act in piece.of(role):
            if act not in tied and not _only_to(piece, act):
                yield token, act
    for act in piece.of("use", "anyuse"):
        if act not in tied and _any_use(words, piece, act):
            yield "reproduce" if _extracted(piece, act) else "any-use", act
        elif nearest(act, piece.of("commercial"), before=3, after=12):
            yield COMMERCIAL, act
    yield from ((("quote"), act) for act in piece.of("quote"))
    engines = piece.has("sengine") or not piece.has("robot")
    yield from (("search" if engines else "index-by-robot", act) for act in piece.of("index"))
    yield from (("tdm", act) for act in piece.of("mine"))
    yield from _machine(piece)
    yield from (("scrape", act) for act in _scraping(piece))


def _machine(piece: Piece) -> Iterator[tuple[str, Hit]]:
    """Training, grounding, and AI named without saying which of the two."""
    trains = [t for t in piece.of("train", "trainai") if trains_model(piece, t)]
    yield from (("ai-train", t) for t in trains)
    grounds = feeding(piece)
    yield from (("ai-input", g) for g in grounds)
    acts = piece.has("use", "anyuse", "copy", "mine", "collect", "scrape", "adapt")
    if not trains and not grounds and (acts or _ai_itself(piece) or _fed_with_ours(piece)):
        yield from (("ai", a) for a in piece.of("ai")[:1])


def _ai_itself(piece: Piece) -> bool:
    """Whether AI is what is forbidden: "machine learning is prohibited without consent"."""
    bans = piece.of("forbid", "permit")
    if any(m.weak and m.hits[0].role == "no" for m in piece.moods):
        return True  # "No AI."
    return any(nearest(a, bans, before=0, after=2) for a in piece.of("ai"))


def _fed_with_ours(piece: Piece) -> bool:
    """Whether our own content is kept from AI, whatever the verb ("don't feed my drawings to AI")."""
    ours = piece.of("self")
    return any(nearest(a, ours, before=_KEPT_FROM, after=_KEPT_FROM) for a in piece.of("ai"))


def feeding(piece: Piece) -> list[Hit]:
    """The hits that feed content to a running AI system: named as such, or with AI within a dozen words."""
    return piece.of("groundai") + [g for g in piece.of("ground") if near_ai(piece, g)]


def trains_model(piece: Piece, act: Hit) -> bool:
    """Whether this is training of a machine: AI or a model is named within a dozen words."""
    return (
        act.role == "trainai" or near_ai(piece, act) or nearest(act, piece.of("model"), before=5, after=8) is not None
    )


def near_ai(piece: Piece, act: Hit) -> bool:
    """Whether AI is named within a dozen words of this act."""
    return nearest(act, piece.of("ai", "groundai"), before=AI_DISTANCE, after=AI_DISTANCE) is not None


def _scraping(piece: Piece) -> list[Hit]:
    """Scraping verbs; or robots, where something is collected, copied or used with them."""
    named = piece.of("scrape")
    if named:
        return named[:1]
    robots = piece.of("robot")
    taken = piece.has("collect", "copy", "store")  # robots that open accounts take nothing
    if robots and (taken or (piece.has("use", "using") and piece.has(*_OURS, "service"))):
        return robots[:1]
    return []


def _tied(words: Words, piece: Piece) -> frozenset[Hit]:
    """Ordinary acts that are only forbidden when done by machine."""
    robots = piece.of("robot")
    if not robots or piece.has("manual", "anyuse"):
        return frozenset()
    acts = piece.of("copy", "adapt", "store", "use")
    first = robots[0]
    if piece.hits and (user := nearest(first, piece.of("use", "using"), before=4, after=0)):
        later = {a for a in acts if a.start >= user.start}
        joined = {a for a in acts if a.end <= user.start and user.role == "using" and not _stops(words, a, user)}
        return frozenset(later | joined)
    return frozenset(a for a in acts if a.start > first.end or nearest(a, robots, before=0, after=5))


def _stops(words: Words, act: Hit, user: Hit) -> bool:
    return cut_between(words.text, act.end, user.start, ";")


def _any_use(words: Words, piece: Piece, act: Hit) -> bool:
    """Whether a banned use is any use of this content (level C), not use of a tool, a service or for one purpose."""
    thing = _object(words, piece, act)
    if act.role == "use" and thing is None and not (piece.has("copy", "store") or _asked_for(piece)):
        return False
    if thing is not None and (thing.role not in _OURS or _is_place(words, piece, thing, act)):
        return False
    if act.role == "anyuse" and nearest(act, piece.of("commercial", "robot"), before=1, after=2):
        return False
    return not _limited(words, piece, act)


def _extracted(piece: Piece, act: Hit) -> bool:
    """Whether it is the re-utilisation beside extraction of Directive 96/9/EC Art. 7, and so no any use."""
    return act.role == "use" and nearest(act, piece.of("collect"), before=2, after=0) is not None


def _asked_for(piece: Piece) -> bool:
    """Whether consent is asked for bare use ("use only with permission"): what is used was named before."""
    return any(m.mood is Mood.CONSENT for m in piece.moods) and not piece.has("mine", "train", "trainai", "collect")


def _is_place(words: Words, piece: Piece, thing: Hit, act: Hit) -> bool:
    """Whether what is used is the site itself, as visitors use it, not what stands on it ("content on this site")."""
    if not any((s.start, s.end) == (thing.start, thing.end) for s in piece.of("site")):
        return False
    if nearest(thing, piece.of("content", "image"), before=0, after=1):
        return False  # "svetainės turinį": the site stands before what is its own
    led = [a for a in piece.of("at") if 0 <= thing.start - a.end <= 1]
    if led and not 0 <= led[0].first - act.last <= 1:
        return False  # "nothing on this website", though "use of this website"
    held = nearest(thing, [c for c in piece.of("content", "image") if c.end <= thing.start], before=4, after=0)
    return held is None or cut_between(words.text, held.end, thing.start, ",;:(")


def _aims(piece: Piece) -> list[Hit]:
    """The uses a clause may be limited to; developing and improving are none where no AI or model is near."""
    return [h for h in piece.of(*_NAMED) if h.role not in ("train", "ground") or trains_model(piece, h)]


def _only_to(piece: Piece, act: Hit) -> bool:
    """Whether the use is named for one purpose only ("use … for training"), not with others."""
    aims = [h for h in _aims(piece) if act.end <= h.start and h.role not in ("scrape", "index")]
    if not aims or aims[0].first - act.last > _PURPOSE:
        return False
    leads = nearest(aims[0], piece.of("for"), before=6, after=0)
    if leads is None or leads.start < act.end:
        return False
    between = [h for h in piece.of("use", "anyuse", "including", "scrape") if act.end <= h.start < leads.start]
    return not between


def _limited(words: Words, piece: Piece, act: Hit) -> bool:
    """Whether the use is named for one purpose only ("use … for training"), not with others ("including")."""
    ends = [c for c in piece.of("commercial") if not _or_any(piece, c)]
    aims = [*_aims(piece), *ends, *(a for a in piece.of("ai") if _is_aim(piece, act, a))]
    aims.sort(key=lambda h: h.start)
    if nearest(act, ends, before=2, after=0):
        return True
    if any(_ends_for(piece, act, end) for end in ends):
        return True
    purposes = [h for h in aims if act.end <= h.start and h.first - act.last <= _PURPOSE]
    if not purposes:
        return act.role == "use" and _led_to(words, piece, act)
    first = purposes[0]
    if any(act.end <= i.start <= first.start for i in piece.of("including")):
        return False
    aimed = nearest(first, piece.of("for"), before=5, after=0)
    if aimed is not None and aimed.start >= act.end:
        return True
    return not cut_between(words.text, act.end, first.start, ",;(")


def _is_aim(piece: Piece, act: Hit, ai: Hit) -> bool:
    """Whether AI is what the content is used for ("for any AI purpose")."""
    leads = nearest(ai, piece.of("for"), before=4, after=0) or nearest(ai, piece.of("at"), before=1, after=0)
    return leads is not None and leads.start >= act.end


def _ends_for(piece: Piece, act: Hit, end: Hit) -> bool:
    """Whether this commercial end closes the clause of the act, whatever stands between ("… for profit")."""
    if end.start < act.end or end.first - act.last > _FAR_PURPOSE:
        return False
    leads = nearest(end, piece.of("for"), before=3, after=0)
    others = [a for a in ACTS if a != "use"]  # "by using our service" is no second act
    between = [h for h in piece.of(*others) if leads is not None and act.end <= h.start < leads.start]
    return leads is not None and leads.start >= act.end and not between


def _or_any(piece: Piece, end: Hit) -> bool:
    """Whether a commercial end is one of any ("for commercial or other purposes"), so that it limits nothing."""
    return nearest(end, piece.of("anyend", "noncommercial"), before=3, after=3) is not None


def _led_to(words: Words, piece: Piece, act: Hit) -> bool:
    """Whether a purpose stands before its verb, as where verbs close the clause ("zum Training … verwendet")."""
    aims = [h for h in _aims(piece) if h.end <= act.start and act.first - h.last <= _VERB_LAST]
    beside = bool(aims) and act.first - aims[-1].last == 1  # a purpose may be an ending: "entrenatzeko erabili"
    if not aims or not (beside or nearest(aims[0], piece.of("for"), before=3, after=1)):  # "eğitimi için" trails
        return False
    between = [h for h in piece.of("or", "including", *ACTS) if aims[0].end <= h.start and h.end <= act.start]
    return not between and not cut_between(words.text, aims[0].end, act.start, ",;(")


def _object(words: Words, piece: Piece, act: Hit) -> Hit | None:
    """What is used: the object after the verb, else the subject of the passive before it."""
    objects = [o for o in piece.of(*_OBJECTS) if not (_included(piece, o) or _of_consent(piece, o))]
    after = [o for o in objects if o.start >= act.end and o.first - act.last <= _OBJECT_AFTER]
    if after and not cut_between(words.text, act.end, after[0].start, ";"):
        return _content_first(after)
    before = [o for o in objects if o.end <= act.start and act.first - o.last <= _SUBJECT_BEFORE]
    return _content_first(before[::-1])


def _included(piece: Piece, thing: Hit) -> bool:
    """Whether AI is named as one of the uses ("any use, including AI"), before or after the word for it."""
    if thing.role != "ai":
        return False
    trained = nearest(thing, piece.of("train", "mine", "ground"), before=3, after=0)  # "including the training of AI"
    return trained is not None or nearest(thing, piece.of("including"), before=3, after=1) is not None


def _of_consent(piece: Piece, thing: Hit) -> bool:
    """Whether it only says whose consent is missing ("without this site's permission")."""
    spans = [(m.start, m.end) for m in piece.moods if m.mood is Mood.CONSENT and m.hits[0].role == "without"]
    return any(start <= thing.start and thing.end <= end for start, end in spans)


def _content_first(objects: list[Hit]) -> Hit | None:
    """The nearest object; our own content next to it wins over a service it is part of ("content of the service")."""
    if not objects:
        return None
    near = [o for o in objects[:2] if o.role in ("content", "self", "image")]
    return (
        near[0]
        if near
        and objects[0].role in ("service", "userdata")
        and near[0].first - objects[0].last <= _OBJECT_OF_OBJECT
        else objects[0]
    )
