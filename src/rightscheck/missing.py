# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What was not read and what was not given: the two lists every report carries (design.md §2, law.md P9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.model import Form, NotGiven, Unread
from rightscheck.observe.parts import TEXT_TYPES, media_type
from rightscheck.statements.readers import site_files, wants

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.model import Observation, Part, Reading
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

MALFORMED = "malformed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A part that could not be read: its reason, and the words that told, with their place, where words told."""

    part: str
    reason: str
    words: str | None = None
    at: str | None = None


def unread(observation: Observation, reading: Reading) -> tuple[Missing, ...]:
    """Every part that was tried and could not be read, each once; empty when all was read."""
    failed = [
        Missing(part=name, reason=part.reason, words=part.words, at=part.words_at)
        for name, part in parts(observation)
        if isinstance(part, Unread)
    ]
    faulty = [Missing(part=part, reason=reason) for part, reason in reading.unread]
    return tuple({missing.part: missing for missing in (*faulty, *failed)}.values())


def not_given(seen: Seen, rules: RuleData) -> tuple[str, ...]:
    """The parts that nobody brought: page, headers, robots.txt, site files and linked documents readers ask for."""
    observation = seen.observation
    missing = [name for name, part in parts(observation) if isinstance(part, NotGiven)]
    if observation.headers is None:
        missing.insert(0, "headers")
    if observation.form is Form.TEXT and not _is_served_as_text(observation):
        missing.insert(0, "html")
    missing += [path for path in site_files() if path not in observation.site_files]
    missing += [want.url for want in wants(seen, rules) if want.url not in observation.documents]
    return tuple(dict.fromkeys(missing))


def _is_served_as_text(observation: Observation) -> bool:
    """Whether the server itself sent a text, so that there is no HTML it was taken from."""
    return media_type(observation.headers or ()) in TEXT_TYPES


def parts(observation: Observation) -> Iterator[tuple[str, Part]]:
    """Every part by the name reports use; the body is ``html``, ``text`` or ``file`` after its form."""
    yield observation.form.value, observation.body
    yield "robots.txt", observation.robots
    yield from observation.site_files.items()
    yield from observation.documents.items()
