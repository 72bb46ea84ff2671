# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The reader of prose: rights notices in natural language, wherever a subject holds words (signals.md §18).

It reads the page block by block or a text as it is, the comments of robots.txt, and each terms document that was
fetched. It never decides: what its tokens mean stands in ``rules/standards/notice.toml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.model import Form, Found, Reading
from rightscheck.notices.passages import page_passages, text_passages
from rightscheck.notices.signals_of import STANDARD, Source, signals_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.model import Observation, Signal
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen, Want


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
    if seen.page is not None:
        yield from signals_of(Source(page_passages(seen.page)), rules)
    elif (text := _text(seen.observation)) is not None:
        yield from signals_of(Source(text_passages(text)), rules)


def _text(observation: Observation) -> str | None:
    body = observation.body
    if observation.form is not Form.TEXT or not isinstance(body, Found):
        return None
    return body.body if isinstance(body.body, str) else None


READER = NoticeReader()
