# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The reader of prose: rights notices in natural language, wherever a subject holds words (signals.md §18).

It reads the page block by block or a text as it is, the comments of robots.txt, and each terms document that was
fetched. It never decides: what its tokens mean stands in ``rules/standards/notice.toml``.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rightscheck.model import Form, Found, Reading, Scope
from rightscheck.notices.comments import Remark, remarks
from rightscheck.notices.passages import page_passages, text_passages
from rightscheck.notices.signals_of import STANDARD, Source, signals_of
from rightscheck.signals.given import address_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.model import Observation, Signal
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen, Want


ROBOTS = "/robots.txt"
AI_TXT = "/ai.txt"


class NoticeReader:
    """The reader of standard ``notice``."""

    standards = (STANDARD,)
    site_files: tuple[str, ...] = ()

    def wants(self, seen: Seen, rules: RuleData) -> tuple[Want, ...]:
        """Nothing: which terms pages to follow is for the links' reader to ask."""
        del seen, rules
        return ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """Every notice, credit and © line of the subject in reading order; empty where there is none."""
        return Reading(signals=tuple(_signals(seen, rules)))


def _signals(seen: Seen, rules: RuleData) -> Iterator[Signal]:
    for source in _subject(seen):
        yield from signals_of(source, rules)
    if seen.media is not None:
        from rightscheck.notices.files import file_notices  # noqa: PLC0415  # pages must not pay for files

        yield from file_notices(seen.media, rules)
    for source in _remarks(seen.observation, rules):
        yield from signals_of(source, rules)
    for source in _documents(seen):  # their own © lines and credits are left out
        yield from (signal for signal in signals_of(source, rules) if signal.findings)


def sources(seen: Seen, rules: RuleData) -> Iterator[Source]:
    """The texts of a subject that are read as prose, in reading order; the words inside of a file are not told."""
    yield from _subject(seen)
    yield from _remarks(seen.observation, rules)
    yield from _documents(seen)


def _subject(seen: Seen) -> Iterator[Source]:
    """The page, or the text of a subject that is one; nothing for a body that was not read."""
    if seen.page is not None:
        yield Source(page_passages(seen.page))
    elif (text := _text(seen.observation)) is not None:
        yield Source(text_passages(text))


def _remarks(observation: Observation, rules: RuleData) -> Iterator[Source]:
    """Comments of robots.txt and ai.txt."""
    files = [(ROBOTS, observation.robots)]
    files += [(path, part) for path, part in sorted(observation.site_files.items()) if path.endswith(AI_TXT)]
    for path, part in files:
        for remark in remarks(text_of(part) or "", rules):
            place = partial(_line_of, path, remark)
            yield Source(text_passages(remark.text), address_of(observation, path), Scope.SITE, place)


def _line_of(path: str, remark: Remark, offset: int) -> str:
    return f"{path}:{remark.line_at(offset)}"


def _documents(seen: Seen) -> Iterator[Source]:
    """Linked terms pages, which speak of the site."""
    yield from (Source(page_passages(page), url, Scope.SITE) for url, page in seen.documents)


def _text(observation: Observation) -> str | None:
    body = observation.body
    if observation.form is not Form.TEXT or not isinstance(body, Found):
        return None
    return body.body if isinstance(body.body, str) else None


READER = NoticeReader()
