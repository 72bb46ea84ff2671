# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The cues of ``rules/licences/whose.toml`` in the form the readers ask for them, compiled once per rule set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rightscheck.signals.phrases import Phrases, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rightscheck.resources import RuleData
    from rightscheck.signals.phrases import Hit

_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Objects a sentence can name, words that give or discuss, words that except, names and hosts by kind."""

    objects: Phrases
    gives: Phrases
    cuts: Phrases
    selves: Phrases
    sources: Phrases
    names: Mapping[str, frozenset[str]]
    hosts: Mapping[str, frozenset[str]]

    def objects_in(self, words: str) -> tuple[Hit, ...]:
        """The objects named in these words, in order."""
        return tuple(self.objects.find(fold(words).text))

    def says_this(self, words: str) -> bool:
        """Whether these words point at the page they stand in: ``this work``, ``本文``."""
        return next(iter(self.selves.find(fold(words).text)), None) is not None

    def heads_sources(self, heading: str) -> bool:
        """Whether a heading stands over what an article read, and says nothing else."""
        folded = fold(heading).text.strip(" :")
        return any(hit.end - hit.start == len(folded) for hit in self.sources.find(folded))

    def says(self, kind: str, words: str) -> bool:
        """Whether these words give (``verb``) or speak about licences (``discusses``)."""
        return any(hit.kind == kind for hit in self.gives.find(fold(words).text))


@cache
def cues(rules: RuleData) -> Cues:
    """The cues of this rule set."""
    data = rules.file("licences/whose")
    order = ("user", "software", "feed", "other", "image", "media", "data", "site", "content")
    return Cues(
        objects=Phrases({kind: data["object"][kind] for kind in order}),
        gives=Phrases(data["gives"]),
        cuts=Phrases(data["cut"]),
        selves=Phrases(data["self"]),
        sources=Phrases(data["headings"]),
        names={kind: frozenset(words) for kind, words in data["names"].items()},
        hosts={kind: frozenset(hosts) for kind, hosts in data["hosts"].items()},
    )


@lru_cache(maxsize=4096)
def parts_of(names: tuple[str, ...]) -> frozenset[str]:
    """The words in class and id names: ``wp-caption-text`` gives wp, caption, text."""
    return frozenset(part.lower() for name in names for part in _PART.findall(name))


def named(kinds: Iterable[str], names: tuple[str, ...], table: Cues) -> str | None:
    """The first of these kinds that the class and id names speak of; None if none does."""
    parts = parts_of(names)
    return next((kind for kind in kinds if not parts.isdisjoint(table.names[kind])), None)
