# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Words of strangers made fit for a terminal and a spreadsheet.

An escape sequence in a page's title could move the cursor over our own answer, a bidi override could turn it round,
and invisible characters could hide inside it. Control characters become U+FFFD, so that something can be seen to have
stood there; invisible ones go, since many languages use them without any intent.
"""

from __future__ import annotations

import re

#: C0 and C1 controls, DEL, halves of surrogate pairs and non-characters that end a stream.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]")
#: Bidi marks and overrides, zero-width characters, invisible operators, byte order marks, tag characters.
_INVISIBLE = re.compile(r"[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
_SPACE = re.compile(r"[\s\x85\u2028\u2029]+")


def visible(text: str) -> str:
    """The text without anything a terminal could act on, its blanks at both ends kept: for pieces of a line."""
    return _INVISIBLE.sub("", _CONTROL.sub("\ufffd", _SPACE.sub(" ", text)))


def clean(text: str) -> str:
    """The text on one line, without anything a terminal could act on; an empty text stays empty."""
    return visible(text).strip()
