# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Which field of a dataset stands for which of the contract (design.md §5, Record in).

The contract's own names always win; a named column goes before a guess. Guesses are the names that public corpora
use, compared without case and with ``_`` as ``-``. Only fields that hold one thing are guessed: a wrong guess of
headers or of a status would turn sound records into unreadable ones.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rightscheck.observe.parts import looks_like_html

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTRACT = ("id", "url", "html", "text", "headers", "status", "robots_txt", "site_files", "fetched_at")
#: Read where they are there, though nobody names a column for them: the address that answered, bytes of a file.
BESIDE = ("final_url", "file")
#: Read as HTML where it begins as a page does, else as text.
EITHER = "content"
GUESSES: Mapping[str, tuple[str, ...]] = {
    "id": ("warc-record-id",),
    "url": ("warc-target-uri", "target-uri", "page-url", "source-url", "uri"),
    "html": ("raw-html", "html-content", "page-html"),
    "text": ("raw-content", "plain-text", "page-text", "article-text"),
    EITHER: ("content", "body"),
    "fetched_at": ("warc-date", "fetch-time", "crawl-date"),
}
#: Objects inside of which an address or a date may stand, where the record itself has none.
NESTS = ("metadata", "meta", "warc-headers")
_NESTED = ("url", "fetched_at")
_HEAD = 2048


def contract(record: Mapping[str, Any], named: tuple[tuple[str, str], ...] = ()) -> Mapping[str, Any]:
    """The record with the contract's names; the record itself where it has them already."""
    if not named and "url" in record and ("html" in record or "text" in record):
        return record
    found = dict(record)
    for field, path in mapping(tuple(record), named):
        value: Any = record
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        _take(found, field, value)
    return found


def _take(found: dict[str, Any], field: str, value: object) -> None:
    if value is None:
        return
    found["html" if field == EITHER and _is_page(value) else "text" if field == EITHER else field] = value


def _is_page(value: object) -> bool:
    if isinstance(value, bytes):
        return looks_like_html(value[:_HEAD])
    return isinstance(value, str) and looks_like_html(value[:_HEAD].encode("utf-8", "replace"))


@lru_cache(maxsize=1024)
def mapping(
    keys: tuple[str, ...], named: tuple[tuple[str, str], ...] = ()
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each field of the contract that is missing or named, the path of keys that leads to it."""
    by_plain = {_plain(key): key for key in reversed(keys)}
    found: dict[str, tuple[str, ...]] = {field: tuple(name.split(".")) for field, name in named}
    for field, names in GUESSES.items():
        if field in found or (_has_body(keys, found) if field == EITHER else field in keys):
            continue
        key = next((by_plain[name] for name in names if name in by_plain), None)
        if key is not None:
            found[field] = (key,)
    for field in _NESTED:
        if field not in found and field not in keys:
            found |= _nested(field, by_plain)
    return tuple(found.items())


def _has_body(keys: tuple[str, ...], found: Mapping[str, object]) -> bool:
    return any(field in keys or field in found for field in ("html", "text"))


def _nested(field: str, by_plain: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """A way into the first object that such fields are kept in, by the name each corpus uses there."""
    for nest in NESTS:
        if nest in by_plain:
            inner = "warc-target-uri" if nest == "warc-headers" and field == "url" else field
            inner = "warc-date" if nest == "warc-headers" and field == "fetched_at" else inner
            return {field: (by_plain[nest], inner)}
    return {}


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")
