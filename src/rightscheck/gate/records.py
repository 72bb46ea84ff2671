# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A record of a dataset becomes an observation: the form of design.md §5, Record in.

A field that is missing was not given, and ``null`` in ``robots_txt`` or ``site_files`` was looked for and absent: the
two never mix, because a duty hangs on the first and none on the second. ``null`` in any other field says no more than
a missing field, since columnar formats write it for every empty cell. Fields that the contract does not name are none
of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from rightscheck.gate.headers import read_headers
from rightscheck.gate.malformed import BadRecord, kind_of, whole
from rightscheck.model import DEFAULT_AGENT, NOT_GIVEN, Absent, Form, Found, Observation, Unread
from rightscheck.observe.parts import part_of
from rightscheck.urls import path_of

if TYPE_CHECKING:
    from rightscheck.model import Headers, Part

__all__ = ["BadRecord", "observation_of", "without_nulls"]

ROBOTS = "/robots.txt"
_MISSING = object()


def observation_of(record: Mapping[str, object], *, agent: str = DEFAULT_AGENT) -> Observation:
    """What the record brings, and what it does not: an empty record gives an observation with nothing given.

    ``agent`` is the crawler that robots.txt is read for. Pages and files may be bytes where a caller holds them so.

    Raises:
        BadRecord: a field of the contract has a type or value it cannot have; the message names the field.
    """
    headers = read_headers(record.get("headers"))
    form, body = _body(record, headers)
    files = _site_files(record)
    return Observation(
        url=_text(record, "url"),
        final_url=_text(record, "final_url"),
        status=_status(record),
        fetched_at=_moment(record),
        agent=agent,
        form=form,
        headers=headers,
        body=body,
        robots=_robots(record, files),
        site_files={path: part for path, part in files.items() if path != ROBOTS},
    )


def without_nulls(record: Mapping[str, object]) -> Mapping[str, object]:
    """The record for who reads ``null`` in ``robots_txt`` and ``site_files`` as a cell that nobody filled."""
    found = {name: value for name, value in record.items() if name != "robots_txt" or value is not None}
    if isinstance(files := found.get("site_files"), Mapping):
        found["site_files"] = {name: body for name, body in files.items() if body is not None}
    return found


def _text(record: Mapping[str, object], field: str) -> str | None:
    value = record.get(field)
    if value is None:
        return None
    if isinstance(value, str):
        return whole(value)
    raise BadRecord(f"{field}: a string is needed, not {kind_of(value)}")


def _body(record: Mapping[str, object], headers: Headers | None) -> tuple[Form, Part]:
    """The page of the record; HTML wins over text, because text has lost what the markup says of rights."""
    page = record.get("html")
    if isinstance(page, bytes):
        from rightscheck.markup.decode import decode  # noqa: PLC0415  # charset tables, and records hold text

        return Form.HTML, Found(body=decode(page, _content_type(headers)).text)
    html, text = _text(record, "html"), _text(record, "text")
    if html is not None:
        return Form.HTML, Found(body=html)
    if text is not None:
        return Form.TEXT, Found(body=text)
    return Form.HTML, NOT_GIVEN


def _content_type(headers: Headers | None) -> str | None:
    return next((value for name, value in headers or () if name.lower() == "content-type"), None)


def _moment(record: Mapping[str, object]) -> str | None:
    """The moment of observation; what is judged depends on its day, so a form that hides the day is refused."""
    value = _text(record, "fetched_at")
    if value is None:
        return None
    try:
        date.fromisoformat(value[:10])
    except ValueError as error:
        raise BadRecord(f"fetched_at: an ISO 8601 moment is needed, such as 2026-11-25T12:00:00Z: {error}") from error
    return value


def _status(record: Mapping[str, object]) -> int | None:
    value = record.get("status")
    return None if value is None else _code(value, "status")


def _code(value: object, field: str) -> int:
    """An HTTP status; a whole float counts, since columns with gaps hold nothing else."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadRecord(f"{field}: a whole number is needed, not {kind_of(value)}")
    if not 100 <= value <= 999:  # noqa: PLR2004  # RFC 9110 §15: three digits; sites do answer 999
        raise BadRecord(f"{field}: an HTTP status has three digits, this is {value}")
    return value


def _robots(record: Mapping[str, object], files: Mapping[str, Part]) -> Part:
    value = record.get("robots_txt", _MISSING)
    if value is _MISSING:
        return files.get(ROBOTS, NOT_GIVEN)
    return _part(value, "robots_txt", ROBOTS)


def _site_files(record: Mapping[str, object]) -> dict[str, Part]:
    value = record.get("site_files")
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise BadRecord(f"site_files: an object of path and body is needed, not {kind_of(value)}")
    return {_path(name): _part(part, f"site_files[{name!r}]", _path(name)) for name, part in value.items()}


def _path(name: str) -> str:
    """The path on the page's own origin; a full address and a missing slash are forgiven."""
    if name.startswith(("http://", "https://")):
        return path_of(name)
    return name if name.startswith("/") else f"/{name}"


def _part(value: object, field: str, file: str) -> Part:
    """One file of the site: its body, null for looked for and absent, or what the server answered instead."""
    match value:
        case None:
            return Absent(reason="null")
        case str():
            return part_of(200, (), whole(value).encode(), file=file)
        case bytes():
            return part_of(200, (), value, file=file)
        case {"status": status}:
            return _answer(_code(status, f"{field}.status"), file)
        case _:
            raise BadRecord(f"{field}: a string, null or {{'status': number}} is needed, not {kind_of(value)}")


def _answer(status: int, file: str) -> Part:
    """What a status alone tells; one of success without its body leaves the file unread, never empty."""
    part = part_of(status, (), b"", file=file)
    return Unread(reason=str(status)) if isinstance(part, Found) else part
