# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Whether a robots.txt path pattern covers a URL (RFC 9309 §2.2.2 and §2.2.3).

Pattern and URL are brought into one form first: octets outside of the URI grammar count as percent-encoded, encoded
octets are decoded where that changes nothing, and what stays encoded is written in a way that makes the ``A`` of
``%A9`` no letter. The RFC is not clear on reserved characters; here a reserved character equals its ``%XX``, except
``/ ? # * $ %``, and ``/`` and ``?`` are equal to theirs inside the query (table row 2 of the RFC). Matching is a
chain of ``bytes.find``: linear, so wildcard bombs burn nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PLAIN = _UNRESERVED | frozenset(b":@!&'()+,;=[]")  # reserved characters that mean the same raw and encoded
_QUERY = _PLAIN | frozenset(b"/?")
#: an encoded octet, or any octet that may not stand as it is in the common form
_UNSETTLED = re.compile(rb"%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~:@!&'()+,;=\[\]/?]")
#: What stays encoded: three octets, as many as ``%XX`` has, that no search can find the middle of.
_ENCODED = tuple(chr(0xE000 + octet).encode() for octet in range(256))
_AUTHORITY = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]*:)?//[^/?]*|[^/?]+(?=[/?]|$)")


def _settle_path(found: re.Match[bytes]) -> bytes:
    return _settled(found[0], _PLAIN)


def _settle_query(found: re.Match[bytes]) -> bytes:
    return _settled(found[0], _QUERY)


def _settled(item: bytes, decodable: frozenset[int]) -> bytes:
    if len(item) == 1:
        return _ENCODED[item[0]]
    octet = int(item[1:], 16)
    return bytes((octet,)) if octet in decodable else _ENCODED[octet]


def _common(octets: bytes, *, query: bool = False) -> bytes:
    """The common form of path octets; what follows the first ``?`` is the query."""
    if query:
        return _UNSETTLED.sub(_settle_query, octets)
    path, mark, rest = octets.partition(b"?")
    return _UNSETTLED.sub(_settle_path, path) + mark + _UNSETTLED.sub(_settle_query, rest)


def target(url: str) -> bytes:
    """The path and query of a URL in the common form; ``/`` where it has none.

    Takes an absolute URL, one without its scheme, or a path; the fragment does not count. Never raises.
    """
    bare = url.partition("#")[0]
    authority = _AUTHORITY.match(bare)
    path = bare[authority.end() :] if authority else bare
    if not path.startswith("/"):
        path = "/" + path
    return _common(path.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A compiled path pattern: the pieces between its ``*``, and whether a final ``$`` anchors it.

    ``length`` is the number of octets as a URI spells it, by which the most specific rule is found.
    """

    pieces: tuple[bytes, ...]
    anchored: bool
    length: int

    def covers(self, path: bytes) -> bool:
        """Whether the pattern matches a ``target`` from its first octet."""
        first = self.pieces[0]
        if not path.startswith(first):
            return False
        if len(self.pieces) == 1:
            return not self.anchored or len(path) == len(first)
        at = len(first)
        for piece in self.pieces[1:-1]:
            found = path.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        last = self.pieces[-1]
        if self.anchored:
            return len(path) - len(last) >= at and path.endswith(last)
        return path.find(last, at) >= 0


def compiled(octets: bytes) -> Pattern:
    """The pattern of a rule's value as it stands in the file; an empty value is the caller's matter."""
    anchored = octets.endswith(b"$")
    pieces: list[bytes] = []
    query = False
    for piece in (octets[:-1] if anchored else octets).split(b"*"):
        pieces.append(_common(piece, query=query))
        query = query or b"?" in piece
    length = sum(map(len, pieces)) + len(pieces) - 1 + anchored
    return Pattern(pieces=tuple(pieces), anchored=anchored, length=length)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoped:
    """A value with an optional path in front, as the lines of Content-Signal and Content-Usage have it."""

    pattern: Pattern | None
    rest: bytes

    @property
    def length(self) -> int:
        """The octets of the path by which the most specific line is found; 0 without a path."""
        return self.pattern.length if self.pattern else 0

    def covers(self, path: bytes | None) -> bool:
        """Whether the line speaks of this ``target``; where the URL is not known only a line without a path does."""
        return self.pattern is None or (path is not None and self.pattern.covers(path))


def scoped(octets: bytes) -> Scoped:
    """The value taken apart: one that starts with ``/`` begins with a path, which ends at the first blank."""
    if not octets.startswith(b"/"):
        return Scoped(pattern=None, rest=octets)
    path, _, rest = octets.replace(b"\t", b" ").partition(b" ")
    return Scoped(pattern=compiled(path), rest=rest.strip())
