# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The forms in which a record may carry its response headers (design.md §5, Record in).

Field lines are never joined: joining changes what ``X-Robots-Tag`` says, since a user agent named in one line would
then reach the words of the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rightscheck.gate.malformed import BadRecord, kind_of, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rightscheck.model import Headers


def read_headers(value: object) -> Headers | None:
    """Each field line as a pair, in order; None when the record brings no headers.

    Raises:
        BadRecord: neither an object of strings or lists of strings, nor a list of ``[name, value]``.
    """
    match value:
        case None:
            return None
        case Mapping():
            return tuple(_from_object(value))
        case list() | tuple():
            return tuple(_from_pairs(value))
        case _:
            raise BadRecord(f"headers: an object or a list of [name, value] is needed, not {kind_of(value)}")


def _from_object(headers: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in headers.items():
        lines = value if isinstance(value, list | tuple) else [value]
        for line in lines:
            if not isinstance(line, str):
                raise BadRecord(f"headers[{name!r}]: a string or a list of strings is needed, not {kind_of(line)}")
            yield whole(name), whole(line)


def _from_pairs(headers: Sequence[object]) -> Iterator[tuple[str, str]]:
    for place, pair in enumerate(headers):
        match pair:
            case [str() as name, str() as value]:
                yield whole(name), whole(value)
            case [str() as name, list() | tuple() as lines]:  # a map column of Arrow
                yield from _from_object({name: lines})
            case _:
                raise BadRecord(f"headers[{place}]: [name, value] of two strings is needed, not {kind_of(pair)}")
