# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The octets of a robots.txt as numbered ``key: value`` lines (RFC 9309 §2.2 and §2.5).

Tolerant where the RFC lets a parser be, in the way of Google's: a byte-order mark, even a partial one, is skipped, a
missing colon and a few misspelt keys are accepted. Only CR, LF and CRLF end a line. Keys are compared whole: Google
compares prefixes, by which ``DisallowAITraining: /`` would close a site to everyone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: RFC 9309 §2.5: a parser must take at least 500 KiB.
LIMIT = 500 * 1024
USER_AGENT, ALLOW, DISALLOW = "user-agent", "allow", "disallow"
# Part of the grammar, not of the rule set: the misspellings that Google's published parser reads as the key.
_KEYS = {
    b"user-agent": USER_AGENT,
    b"useragent": USER_AGENT,
    b"user agent": USER_AGENT,
    b"allow": ALLOW,
    b"disallow": DISALLOW,
    b"dissallow": DISALLOW,
    b"dissalow": DISALLOW,
    b"disalow": DISALLOW,
    b"diasllow": DISALLOW,
    b"disallaw": DISALLOW,
}
_BOM = b"\xef\xbb\xbf"
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_LINE_END = re.compile(rb"\r\n|\r|\n")
_BLANK = b" \t\x0b\x0c\x00"  # NUL: files written with a wrong encoding carry it around their words
# The RFC's identifier has no digits and no dot; without them the groups of AI2Bot and img2dataset would never bind.
_TOKEN = re.compile(rb"[A-Za-z0-9_.\-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsLine:
    """One line that says something: its 1-based number, its key in lower case, its value's octets and its source."""

    number: int
    key: str
    octets: bytes
    source: bytes

    @property
    def value(self) -> str:
        """The value as text; octets that are no UTF-8 become U+FFFD."""
        return self.octets.decode("utf-8", "replace")

    @property
    def raw(self) -> str:
        """The line as it stands in the file, trimmed, its comment included."""
        return self.source.strip(_BLANK).decode("utf-8", "replace")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The octets that are read, and whether a part beyond the limit was left out."""

    octets: bytes
    cut: bool


def readable(raw: bytes) -> Text:
    """The octets to read: at most 500 KiB, ending with a whole line, as UTF-8 without a byte-order mark."""
    cut = len(raw) > LIMIT
    octets = bytes(raw[:LIMIT])
    encoding = _UTF16.get(octets[:2])
    if encoding:
        octets = octets[2:].decode(encoding, "replace").encode("utf-8", "replace")
    if cut and raw[LIMIT : LIMIT + 1] not in (b"\r", b"\n"):
        octets = octets[: max(octets.rfind(b"\n"), octets.rfind(b"\r")) + 1]
    return Text(octets=octets[_bom_length(octets) :], cut=cut)


def _bom_length(octets: bytes) -> int:
    length = 0
    while length < len(_BOM) and octets[length : length + 1] == _BOM[length : length + 1]:
        length += 1
    return length


def lines(octets: bytes) -> Iterator[RobotsLine]:
    """Every line with a key, in order; blank lines, comments and lines without a separator are left out."""
    for number, source in enumerate(_LINE_END.split(octets), start=1):
        if source:
            line = _line(number, source)
            if line is not None:
                yield line


def _line(number: int, source: bytes) -> RobotsLine | None:
    text = source.partition(b"#")[0].strip(_BLANK)
    key, colon, value = text.partition(b":")
    if not colon:
        words = text.split()
        if len(words) != 2 or words[0].lower() not in _KEYS:  # noqa: PLR2004  # a key and a value, as Google reads it
            return None
        key, value = words
    name = key.strip(_BLANK).lower()
    if not name:
        return None
    known = _KEYS.get(name) or name.decode("utf-8", "replace")
    return RobotsLine(number=number, key=known, octets=value.strip(_BLANK), source=source)


def product_token(octets: bytes) -> str | None:
    """The product token of a User-agent value in lower case: its first word without a version, or ``*``.

    None for a value out of the grammar, which binds nobody.
    """
    word = octets.split(None, 1)[0] if octets.strip() else b""
    if word == b"*":
        return "*"
    name = word.partition(b"/")[0]
    return name.decode("ascii").lower() if _TOKEN.fullmatch(name) else None
