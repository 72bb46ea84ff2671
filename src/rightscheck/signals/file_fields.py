# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The properties of a file as evidence, and which of them hold a person's words for the reader of prose.

A file's own statements reach the file (signals.md §15.1, scope): every one of them has the scope ``file``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rightscheck.media.facts import Carrier
from rightscheck.model import Evidence, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.media.facts import MediaFacts, Property
    from rightscheck.resources import RuleData


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a person wrote into a file: the text, its place, what it is about, and whether another reader lists it."""

    text: str
    place: str
    scope: Scope = Scope.FILE
    about: str | None = None
    line: int | None = None
    listed: bool = True


def evidence_of(  # noqa: PLR0913  # what a piece of evidence may carry
    one: Property,
    standard: str,
    *,
    kinds: tuple[str, ...] = (),
    holder: str | None = None,
    route: str | None = None,
    cues: tuple[str, ...] = (),
) -> Evidence:
    """The property's value, word for word, with its place in the file."""
    language = one.language if one.language != "x-default" else None
    return Evidence(
        standard=standard,
        place=one.place,
        quote=one.value,
        scope=Scope.FILE,
        language=language,
        kinds=kinds,
        rights_holder=holder,
        consent_route=route,
        cues=cues,
    )


def field_words(facts: MediaFacts, rules: RuleData) -> Iterator[Words]:
    """The properties that hold words; none for XML and JSON, whose readers know where theirs stand."""
    prose, names = _prose(rules)
    for one in facts.properties:
        if one.place in prose or (is_free(one) and one.name.lower() in names):
            yield Words(text=one.value, place=one.place)


def is_free(one: Property) -> bool:
    """Whether this is a field that anybody names as they like: PNG texts, comments, information of a PDF."""
    return one.carrier in (Carrier.TEXT, Carrier.INFO)


@cache
def _prose(rules: RuleData) -> tuple[frozenset[str], frozenset[str]]:
    data = rules.file("standards/IPTC-RIGHTS")["prose"]
    return frozenset(data["places"]), frozenset(data["names"])
