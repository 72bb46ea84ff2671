# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Every open licence a text names, by its link or by its words (signals.md §11, LINK-06, and §19.5).

A mention is no grant: whose licence it is and whether the sentence gives anything is for ``whose`` and the reader of
prose. Where words and link differ, the link holds (design.md §5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from rightscheck.signals.cc_words import Name, read_name, words
from rightscheck.signals.licence_data import Licence, by_id, creative_commons, licences
from rightscheck.signals.licence_urls import licence_of
from rightscheck.signals.phrases import Folded, Hit, Phrases, fold
from rightscheck.signals.versions import read_later, read_version

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rightscheck.markup.facts import Anchor
    from rightscheck.resources import RuleData

#: an address written out in the text
_URL = re.compile(r"(?:https?://|www\.|creativecommons\.org/)[^\s<>\"]{4,300}", re.IGNORECASE)
#: the id of a Creative Commons licence of which only the brand is named
BRAND_ONLY = "CC-unspecified"
_NEAR = 60
_GLOSS = 3
_CLOSE = 8
_WAIVERS = frozenset({"CC0-1.0", "PDDL-1.0", "Unlicense"})
_BEFORE = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One licence named: its id, its address if it is linked, the span that names it, and ``link`` or ``words``."""

    id: str
    url: str | None
    start: int
    end: int
    by: str


def mentions(text: str, anchors: Sequence[Anchor], rules: RuleData) -> tuple[Mention, ...]:
    """Every open licence named in this text, in order; none for a text that names none.

    ``start`` and ``end`` are code-point offsets in ``text``; those of a linked picture may be equal.
    """
    told = _without_glosses(tuple(_by_words(text, rules)))
    links = [(anchor.href, anchor.start, anchor.end) for anchor in anchors]
    links += [(url.group(), *url.span()) for url in _URL.finditer(text)]
    linked = tuple(
        Mention(id=ref.id, url=ref.url, start=start, end=end, by="link")
        for href, start, end in sorted(dict.fromkeys(links), key=lambda link: link[1:])
        for ref in [licence_of(href, rules)]
        if ref is not None
    )
    return _merged(told, linked, rules)


def _by_words(text: str, rules: RuleData) -> Iterator[Mention]:
    folded = fold(text)
    done = 0
    for hit in _phrases(rules).find(folded.text):
        if hit.start < done:
            continue
        found = (
            _cc(folded, hit, rules)
            if hit.kind in ("zero", "brand", "letters", "element")
            else _other(folded, hit, rules)
        )
        if found is not None:
            licence, end = found
            done = end
            start, end = folded.source(hit.start, end)
            yield Mention(id=licence, url=None, start=start, end=end, by="words")


def mentions_brand(text: str, rules: RuleData) -> bool:
    """Whether this text names Creative Commons by its full name, as the title of a page about it does."""
    return any(hit.kind == "brand" for hit in _phrases(rules).find(fold(text).text))


def _without_glosses(told: Sequence[Mention]) -> tuple[Mention, ...]:
    """All but the words that explain the name beside them.

    ``CC0 1.0 (CC0) Public Domain Dedication``, ``Creative Commons (CC BY-NC)``, ``public domain (CC0)``.
    """
    return tuple(
        mention
        for before, mention, after in zip((None, *told), told, (*told[1:], None), strict=False)
        if not (
            _is_gloss(mention, before, _WAIVERS, "public-domain") or (after is not None and _glosses(after, mention))
        )
    )


def _is_gloss(mention: Mention, before: Mention | None, of: frozenset[str], word: str) -> bool:
    return mention.id == word and before is not None and before.id in of and mention.start - before.end <= _GLOSS


def _glosses(precise: Mention, vague: Mention) -> bool:
    """Whether a name right after the bare brand, or after "public domain", says which licence is meant."""
    if precise.start - vague.end > _CLOSE:
        return False
    if vague.id == "public-domain":
        return precise.id in _WAIVERS
    return vague.id == BRAND_ONLY and precise.id.startswith("CC") and precise.id != BRAND_ONLY


@cache
def _phrases(rules: RuleData) -> Phrases:
    tables = creative_commons(rules)
    heads = [name for name in tables.elements["by"] if len(name) > len("attribution,")]
    return Phrases(
        {
            "brand": tables.words["brand"],
            "letters": tables.words["letters"],
            "zero": ("cc0", "cc-0"),
            "element": ("by-nc", "by-sa", "by-nd", "attribution", "namensnennung", "paternité", "atribuição", *heads),
            "name": _spelled(rules, short=False),
            "short": _spelled(rules, short=True),
        }
    )


@cache
def _spelled(rules: RuleData, *, short: bool) -> Mapping[str, tuple[Licence, str | None]]:
    """Every name of the listed licences, with the version that stands in it."""
    found: dict[str, tuple[Licence, str | None]] = {}
    for licence in licences(rules):
        for name in licence.shorts if short else licence.names:
            if "{v}" in name:
                found.update({name.replace("{v}", version): (licence, version) for version in licence.versions})
            else:
                found.setdefault(name, (licence, None))
        if short:  # an id of SPDX is a name where a word for licence stands beside it
            ids = {licence.id: None} | {one: version for version, one in licence.versions.items()}
            known = tuple(name for name in licence.names if "{v}" not in name)
            found.update({one: (licence, version) for one, version in ids.items() if not one.startswith(known)})
    return found


def _cc(folded: Folded, hit: Hit, rules: RuleData) -> tuple[str, int] | None:
    """The Creative Commons licence that begins at this brand, letter pair or element; None if it is just a word."""
    table = words(rules)
    if hit.kind == "zero":
        return "CC0-1.0", read_name(folded.text, folded.plain, hit.end - 1, table).end
    start = hit.start if hit.kind == "element" else hit.end
    name = read_name(folded.text, folded.plain, start, table)
    if hit.kind == "letters" and not _in_company(folded, hit, name):
        return None
    if hit.kind == "element" and not _headless(name):
        return None
    if hit.phrase == "cca":
        name.elements.add("by")
    if not (name.zero or name.elements) and not _means_licence(folded, hit, name, rules):
        return None
    return name.id(table.tables), max(name.end, hit.end)


def _in_company(folded: Folded, hit: Hit, name: Name) -> bool:
    """Whether ``cc`` is the brand: with elements, or capitals with a word for licence; never after a number."""
    before = folded.text[max(0, hit.start - 2) : hit.start].strip()
    if before and before[-1].isdigit() and not folded.plain[hit.start : hit.end].isupper():
        return False
    if hit.phrase == "cca":
        return name.version is not None
    return name.zero or bool(name.elements) or name.noun or not name.plural


def _headless(name: Name) -> bool:
    """Whether elements alone, without the brand, are a licence's name: two of them, or one with version and more."""
    return len({"by", *name.elements}) > 1 or (name.version is not None and name.widened)


def _means_licence(folded: Folded, hit: Hit, name: Name, rules: RuleData) -> bool:
    """Whether the bare brand stands for a licence of it: a word for licence follows, or the words before say so."""
    if name.plural:
        return False
    tables = creative_commons(rules)
    before = folded.text[max(0, hit.start - _BEFORE) : hit.start].rstrip(" \"'([«„“-")
    nouns = tables.words["licence"]
    if hit.kind == "letters":  # "under cc" may be a subheading; only a word for licence right beside it tells
        return name.noun or _ends_with(before, nouns)
    return name.noun or _ends_with(before, (*nouns, *tables.words["under"]))


def _ends_with(before: str, phrases: Sequence[str]) -> bool:
    return any(
        before.endswith(phrase) and not before[: -len(phrase)][-1:].isalnum() for phrase in phrases if len(phrase) > 1
    )


def _other(folded: Folded, hit: Hit, rules: RuleData) -> tuple[str, int] | None:
    licence, version = _spelled(rules, short=hit.kind == "short")[hit.phrase]
    end = hit.end
    if version is None:
        version, end = read_version(folded.text, hit.end, rules)
    after = read_later(folded.text, end, rules)
    later, end = after > end, after
    if hit.kind == "short" and not _beside_licence(folded, hit.start, end, rules):
        return None
    known = version if licence.with_version(version) != licence.id else None
    return licence.with_version(known, later=later), end if known or later else hit.end


def _beside_licence(folded: Folded, start: int, end: int, rules: RuleData) -> bool:
    """Whether a word for licence stands right before or after these words."""
    nouns = creative_commons(rules).words["licence"]
    before = folded.text[max(0, start - _BEFORE) : start].rstrip(" \"'(:-=")
    after = folded.text[end : end + _BEFORE].lstrip(" \"')-")
    return _ends_with(before, nouns) or any(
        after.startswith(noun) and not after[len(noun) : len(noun) + 1].isalpha() for noun in nouns
    )


def _merged(told: Sequence[Mention], linked: Sequence[Mention], rules: RuleData) -> tuple[Mention, ...]:
    """Links with the words that belong to them folded in, and the words that stand for themselves."""
    owned: dict[int, Mention] = {}
    free: list[Mention] = []
    for mention in told:
        index = _link_of(mention, linked)
        if index is None:
            free.append(mention)
        else:
            owned.setdefault(index, mention)
    whole = [_refined(link, owned.get(index), rules) for index, link in enumerate(linked)]
    rest = [mention for mention in free if not _echo(mention, whole)]
    return tuple(sorted((*whole, *rest), key=lambda m: (m.start, m.end)))


def _link_of(mention: Mention, linked: Sequence[Mention]) -> int | None:
    """The link these words belong to: the one they overlap, else the next one close by."""
    for index, link in enumerate(linked):
        if link.start <= mention.end and mention.start <= link.end:
            return index
    for index, link in enumerate(linked):
        if 0 <= link.start - mention.end <= _NEAR and not any(
            o.end <= link.start and o.start >= mention.end for o in linked if o is not link
        ):
            return index
    return None


def _refined(link: Mention, said: Mention | None, rules: RuleData) -> Mention:
    """The link; with the version its words tell where its address has none. Where both tell one, the link holds."""
    if said is None:
        return link
    touch = _touch(link, said)
    spread = replace(link, start=min(link.start, said.start), end=max(link.end, said.end)) if touch else link
    bare = link.id == _family(link.id, rules) and _family(said.id, rules) == link.id
    later = said.id.removesuffix("-or-later") == link.id.removesuffix("-only") and said.id.endswith("-or-later")
    return replace(spread, id=said.id) if bare or later else spread


def _touch(link: Mention, said: Mention) -> bool:
    return link.start <= said.end and said.start <= link.end


def _echo(mention: Mention, linked: Sequence[Mention]) -> bool:
    """Whether words only repeat, less exactly, what a link of the same text says."""
    return any(
        mention.id == link.id
        or link.id.startswith(f"{mention.id}-")
        or (mention.id == BRAND_ONLY and link.id.startswith("CC"))
        for link in linked
    )


def _family(licence: str, rules: RuleData) -> str:
    known = by_id(rules).get(licence)
    if known is not None:
        return known.id
    units = creative_commons(rules).units.values()
    named = [str(unit["id"]) for unit in units if licence == unit["id"] or licence.startswith(f"{unit['id']}-")]
    bare = [unit for unit in named if not licence.removeprefix(unit).lstrip("-")[:1].isalpha()]
    return max(bare, key=len, default=licence)
