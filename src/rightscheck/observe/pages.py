# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The body of the page itself: decoded by the WHATWG rules, kept whatever the status, with how it is written.

A page of status 403 or a challenge is kept here too: whether a body is the page is judged later, from stored evidence
as well as live (``seeing``). What is neither page nor text is a file with rights data of its own, or Unread with its
media type; its headers still speak.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.markup.decode import decode
from rightscheck.model import Absent, Form, Found, Part, Unread
from rightscheck.observe.parts import EMPTY, TEXT_TYPES, first, is_whole, looks_like_html, media_type

if TYPE_CHECKING:
    from rightscheck.observe.answers import Answer

_HTML = frozenset({"text/html", "application/xhtml+xml"})


def page_body(answer: Answer) -> tuple[Form, Part]:
    """The form and body of an answered page.

    Found with its text; Found with its bytes for a file of a kind that is read (a picture, a feed, a PDF); Unread
    (``media-type``) for anything else. Absent for a status that says there is no content, Unread (``empty``) for a
    success without any: an empty answer is no page that is silent.
    """
    if answer.status in EMPTY:
        return Form.HTML, Absent(reason=str(answer.status))
    if is_whole(answer.status or 0) and not answer.raw.strip():
        return Form.HTML, Unread(reason="empty")
    return _written(answer)


def _written(answer: Answer) -> tuple[Form, Part]:
    """The form and body of an answer with content."""
    kind = media_type(answer.headers)
    is_html = kind in _HTML or (kind not in TEXT_TYPES and looks_like_html(answer.raw))
    content_type = first(answer.headers, "content-type")
    if not is_html and kind not in TEXT_TYPES and _is_read(answer.raw):
        return Form.FILE, Found(body=answer.raw, status=answer.status or 200, content_type=content_type)
    if kind is not None and not is_html and kind not in TEXT_TYPES:
        return Form.HTML, Unread(reason="media-type", words=kind, words_at="header:content-type")
    body = answer.body if isinstance(answer.body, str) else decode(answer.body, content_type).text
    form = Form.TEXT if kind in TEXT_TYPES else Form.HTML
    return form, Found(body=body, status=answer.status or 200, content_type=content_type)


def _is_read(body: bytes) -> bool:
    """Whether these bytes are a file that speaks for itself, of a kind that is read here."""
    from rightscheck.media.read import readable  # noqa: PLC0415  # pages must not pay for files

    return readable(body)
