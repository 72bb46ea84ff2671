# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""From an observation to what readers may read: the page's facts, if what came is the page (design.md §2).

Three things make a body Unread though bytes came: a status that is no success, a guard that stopped the HTML reader,
and a page that stands in another's place. The observation keeps everything else; only that body, and any such linked
document, is replaced.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from rightscheck.markup.decode import decode
from rightscheck.markup.read import Engine, read_page
from rightscheck.model import Absent, Form, Found, Part, Unread
from rightscheck.observe.look import of_page, of_text
from rightscheck.observe.parts import GONE, is_whole, looks_like_html
from rightscheck.observe.standin import stand_in
from rightscheck.signals.interface import Seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.markup.facts import PageFacts
    from rightscheck.media.facts import MediaFacts
    from rightscheck.model import Observation
    from rightscheck.resources import RuleData

_DOCUMENTS = 64
_PAYMENT = 402  # the offer is in the status; what the body calls itself adds nothing


def see(observation: Observation, rules: RuleData, engine: Engine = Engine.SOUP) -> Seen:
    """The observation with its page or file read; ``page`` is None for text, and where the body is not the page."""
    documents = dict(_documents(observation.documents, rules, engine))
    parts = {url: documents[url][0] if url in documents else part for url, part in observation.documents.items()}
    pages = tuple((url, page) for url, (_, page) in documents.items() if page is not None)
    body, page, media = observation.body, None, None
    if isinstance(body, Found) and observation.form is Form.FILE:
        body, media = _file(observation, body)
    elif isinstance(body, Found):
        body, page = _subject(observation, body, rules, engine)
    seen = replace(observation, body=body, documents=parts)
    return Seen(observation=seen, page=page, documents=pages, media=media)


def _file(observation: Observation, body: Found) -> tuple[Part, MediaFacts | None]:
    """The bytes of a file as they count, and what it says of itself; a file needs no look for stand-ins.

    Raises:
        MissingExtraError: reading this kind of file needs an extra that is not installed.
    """
    from rightscheck.media.read import read_media  # noqa: PLC0415  # pages must not pay for files

    barred = _barred(observation.status, None)
    if barred is not None:
        return barred, None
    raw = body.body if isinstance(body.body, bytes) else body.body.encode("utf-8", "surrogatepass")
    facts = read_media(raw)
    if facts is None:
        return Unread(reason="media-type", words=body.content_type), None
    return (Unread(reason=facts.guarded) if facts.guarded else body), facts


def _subject(observation: Observation, body: Found, rules: RuleData, engine: Engine) -> tuple[Part, PageFacts | None]:
    """The body as it counts, and its facts."""
    text = _text(body)
    headers, status = observation.headers or (), observation.status
    page = None
    if observation.form is Form.HTML:
        page = read_page(text, engine=engine)
        look = of_page(page, text, headers)
    else:
        look = of_text(text, headers)
    part = _barred(status, stand_in(look, rules)) or _guarded(page) or body
    return part, page if isinstance(part, Found) else None


def _barred(status: int | None, found: Unread | None) -> Part | None:
    """What status and stand-in make of a body: the stand-in is the closer word, but for 402; None if it counts."""
    if status is None or is_whole(status):
        return found
    if found is not None and status != _PAYMENT and not (status in GONE and found.reason == "soft-404"):
        return found
    return Absent(reason=str(status)) if status in GONE else Unread(reason=str(status))


def _guarded(page: PageFacts | None) -> Unread | None:
    """Unread with the guard's word, if one stopped the reader."""
    return Unread(reason=page.guarded) if page is not None and page.guarded else None


def _documents(
    parts: Mapping[str, Part], rules: RuleData, engine: Engine
) -> Iterator[tuple[str, tuple[Part, PageFacts | None]]]:
    """The linked HTML documents that were found, as they count, with their facts."""
    for url, part in parts.items():
        if isinstance(part, Found) and _is_page(part):
            yield url, _document(part, rules, engine)


@lru_cache(_DOCUMENTS)
def _document(part: Found, rules: RuleData, engine: Engine) -> tuple[Part, PageFacts | None]:
    """A linked document as it counts, with its facts; the last ones are kept for the site's next page."""
    text = _text(part)
    page = read_page(text, engine=engine)
    unread = stand_in(of_page(page, text, ()), rules) or _guarded(page)
    return unread or part, None if unread else page


def _is_page(part: Found) -> bool:
    """Whether a document is HTML, by its bytes, or by its type where the bytes leave it open."""
    start = part.body if isinstance(part.body, bytes) else part.body[:4096].encode("utf-8", "replace")
    return looks_like_html(start) or "html" in (part.content_type or "").partition(";")[0].lower()


def _text(part: Found) -> str:
    """The body as text."""
    return part.body if isinstance(part.body, str) else decode(part.body, part.content_type).text
