# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Records, captures and runs that several tests of the gate need."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.gate.gating import Gate
from rightscheck.gate.layout import layout_of
from rightscheck.gate.plan import shards_of, sources_of
from rightscheck.gate.run import Run, perform
from rightscheck.gate.work import Role, Work
from rightscheck.sources.expand import expand

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NO = "AI training on our articles is prohibited."
OPEN = '<p><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></p>'


def page(number: int) -> dict[str, Any]:
    """A record: of three one says no, one has a licence, one is silent."""
    body = (f"<p>{NO}</p>", OPEN, "<p>Weather.</p>")[number % 3]
    url = f"http://site{number % 5}.example/{number}"
    return {"id": f"r{number}", "url": url, "html": f"<html><body><p>Text {number}.</p>{body}</body></html>"}


def warc_record(record: dict[str, Any], kind: str = "response", headers: str = "") -> bytes:
    """The record as WARC 1.0."""
    html = str(record.get("html", record.get("text"))).encode()
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n".encode() + html
    block = http if kind == "response" else html
    media = "application/http; msgtype=response" if kind == "response" else "text/plain"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:id:{record['id']}>\r\n"
        f"WARC-Target-URI: {record['url']}\r\nWARC-Date: 2026-11-01T00:00:00Z\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


@pytest.fixture(scope="session")
def pages() -> list[dict[str, Any]]:
    """Thirty records, ten of each kind."""
    return [page(number) for number in range(30)]


@pytest.fixture
def lines(tmp_path: Path, pages: list[dict[str, Any]]) -> Path:
    """The thirty records as JSON Lines, and a line that is none."""
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"".join(json.dumps(record).encode() + b"\n" for record in pages) + b"oops\n")
    return path


@pytest.fixture
def warc(tmp_path: Path, pages: list[dict[str, Any]]) -> Path:
    """The thirty records as packed WARC, each behind its request."""
    path = tmp_path / "in.warc.gz"
    members = []
    for record in pages:
        members += [gzip.compress(warc_record(record, "request")), gzip.compress(warc_record(record))]
    path.write_bytes(b"".join(members))
    return path


@pytest.fixture
def plan() -> Callable[..., Run]:
    """A run that splits inputs into kept and held, cut into shards of ``most`` bytes."""

    def planned(inputs: list[Path], kept: Path, held: Path, *, most: int = 1 << 26, **more: Any) -> Run:  # noqa: ANN401  # fields of Run
        sources = sources_of(expand(inputs))
        gate = Gate(uses=["ai-train"], profile="as-stated", accept=["attribution", "licence-notice", "standing"])
        return Run(
            work=Work(gate=gate, field="held", annotates=False, sources=sources),
            shards=shards_of(sources, most),
            layout=layout_of({Role.KEPT: kept, Role.HELD: held}),
            **more,
        )

    return planned


@pytest.fixture
def split(plan: Callable[..., Run]) -> Callable[..., dict[str, Any]]:
    """Do such a run and return its manifest."""

    def done(*args: Any, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # those of plan
        return perform(plan(*args, **more), lambda _: None)

    return done
