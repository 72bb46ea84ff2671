# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The words in files: usage terms in XMP, notices of EXIF and feeds, comments, licence paragraphs, read as prose.

What a file says of "this picture" is about the file. Words that another reader lists as evidence already are told
again only where they say something about a use.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rightscheck.media.facts import IMAGES
from rightscheck.model import REACHES_PAGE, Scope
from rightscheck.notices.passages import text_passages
from rightscheck.notices.signals_of import Source, signals_of
from rightscheck.signals.ali import article_words
from rightscheck.signals.feed import feed_words
from rightscheck.signals.file_fields import field_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.media.facts import MediaFacts
    from rightscheck.model import Signal
    from rightscheck.resources import RuleData
    from rightscheck.signals.file_fields import Words

_MOST_TEXTS = 200


def file_notices(facts: MediaFacts, rules: RuleData) -> Iterator[Signal]:
    """What the words of a file say, in the order of the file; nothing where it holds none."""
    own = {*REACHES_PAGE, *((Scope.IMAGE,) if facts.kind in IMAGES else ())}
    texts = {words.text: words for words in reversed(list(_words(facts, rules)))}
    for words in list(reversed(texts.values()))[:_MOST_TEXTS]:
        for signal in signals_of(_source(words), rules):
            if signal.findings or not words.listed:
                scope = words.scope if signal.evidence.scope in own else signal.evidence.scope
                evidence = replace(
                    signal.evidence,
                    scope=scope,
                    place=words.place,
                    start=None,
                    end=None,
                    line=words.line,
                    about=words.about or signal.evidence.about,
                )
                yield replace(signal, evidence=evidence)


def _words(facts: MediaFacts, rules: RuleData) -> Iterator[Words]:
    yield from field_words(facts, rules)
    yield from feed_words(facts)
    yield from article_words(facts)


def _source(words: Words) -> Source:
    return Source(text_passages(words.text), scope=words.scope)
