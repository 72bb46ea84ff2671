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
    if not is_html and kind not in TEXT_TYPES:
        told, is_read = _file_kind(answer.raw)
        if is_read:
            return Form.FILE, Found(body=answer.raw, status=answer.status or 200, content_type=content_type)
        if kind is not None or told is not None:  # told by its bytes where no header tells, or an extra is missing
            at = "header:content-type" if kind is not None else None
            return Form.HTML, Unread(reason="media-type", words=kind or told, words_at=at)
    body = answer.body if isinstance(answer.body, str) else decode(answer.body, content_type).text
    form = Form.TEXT if kind in TEXT_TYPES else Form.HTML
    return form, Found(body=body, status=answer.status or 200, content_type=content_type)


def _file_kind(body: bytes) -> tuple[str | None, bool]:
    """The kind of file these bytes are, if they are one, and whether it is read here with the extras installed."""
    from rightscheck.media.read import readable  # noqa: PLC0415  # pages must not pay for files
    from rightscheck.media.sniff import kind_of  # noqa: PLC0415

    kind = kind_of(body)
    return (kind.value if kind else None), readable(body)
