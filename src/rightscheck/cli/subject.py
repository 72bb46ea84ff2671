# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A saved subject becomes an observation: a page, text or record in the form of a dataset, a file as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rightscheck.errors import InputError
from rightscheck.gate.jsonline import BYTE_ORDER_MARK, read_line
from rightscheck.gate.records import BadRecord, observation_of
from rightscheck.model import Form, Found, Observation
from rightscheck.sources.saved import Kind, read_saved
from rightscheck.sources.text import decode_utf8

if TYPE_CHECKING:
    from pathlib import Path

    from rightscheck.sources.saved import Saved


def observe_saved(path: Path, *, url: str | None, agent: str) -> Observation:
    """What the file brings; ``url`` is the address of a saved page, text or file, and wins over that of a record.

    Raises:
        InputError: the file cannot be read, is no UTF-8 where it must be, or holds no record.
    """
    saved = read_saved(path)
    if saved.kind is Kind.FILE:
        return Observation(url=url, agent=agent, form=Form.FILE, body=Found(body=saved.body))
    try:
        record = _record(saved, str(path))
        return observation_of(record if url is None else {**record, "url": url}, agent=agent)
    except BadRecord as error:
        raise InputError(f"{path}: {error}") from error


def _record(saved: Saved, name: str) -> dict[str, Any]:
    match saved.kind:
        case Kind.PAGE:
            return {"html": saved.body}
        case Kind.TEXT:
            return {"text": decode_utf8(saved.body, name)}
        case _:
            return read_line(saved.body.removeprefix(BYTE_ORDER_MARK))
