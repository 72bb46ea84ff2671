# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The body of the page itself: decoded by the WHATWG rules, kept whatever the status, with how it is written.

A page of status 403 or a challenge is kept here too: whether a body is the page is judged later, from stored evidence
as well as live (``seeing``). What is no text of ours, a picture or a PDF, is Unread with its media type; its headers
still speak.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.markup.decode import decode
from rightscheck.model import Form, Found, Part, Unread
from rightscheck.observe.parts import first, looks_like_html, media_type

if TYPE_CHECKING:
    from rightscheck.observe.answers import Answer

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_TEXT = frozenset({"text/plain", "text/markdown"})


def page_body(answer: Answer) -> tuple[Form, Part]:
    """The form and body of an answered page: Found with its text, or Unread (``media-type``) for what is no page."""
    kind = media_type(answer.headers)
    is_html = kind in _HTML or (kind not in _TEXT and looks_like_html(answer.raw))
    if kind is not None and not is_html and kind not in _TEXT:
        return Form.HTML, Unread(reason="media-type", words=kind, words_at="header:content-type")
    content_type = first(answer.headers, "content-type")
    body = answer.body if isinstance(answer.body, str) else decode(answer.body, content_type).text
    form = Form.TEXT if kind in _TEXT else Form.HTML
    return form, Found(body=body, status=answer.status or 200, content_type=content_type)
