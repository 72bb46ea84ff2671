# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""trust.txt: ``datatrainingallowed=yes|no`` for a whole site (JournalList, added 4 April 2024).

Reference signals §10.3. ``/trust.txt`` is read first; the file under ``/.well-known/`` speaks only where the root's
does not. Of several records in one file the more restrictive counts, which settling sees to. A comment is no record,
another value says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.model import NOT_GIVEN, Diagnostic, Evidence, Finding, Reading, Scope, Signal
from rightscheck.signals.given import SelfContained, address_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.model import Observation
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

RECORD = "datatrainingallowed"
PATHS = ("/trust.txt", "/.well-known/trust.txt")
_MOST_CHARS = 1_000_000
_MOST_RECORDS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    path: str
    line: int
    value: str
    quote: str


class TrustTxt(SelfContained):
    """The reader of trust.txt."""

    standards = ("TRUST",)
    site_files = PATHS

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """A signal for each record on training; empty where there is none."""
        values = frozenset(rules.file("standards/TRUST")["meaning"][RECORD])
        records = [record for path in PATHS for record in _records(seen.observation, path)]
        valid = [record for record in records if record.value in values]
        speaking = valid[0].path if valid else None
        return Reading(
            signals=tuple(_signal(seen.observation, record, speaks=record.path == speaking) for record in valid),
            diagnostics=(*_unknown(records, values), *_differing(valid)),
        )


READER = TrustTxt()


def _records(observation: Observation, path: str) -> Iterator[_Record]:
    text = text_of(observation.site_files.get(path, NOT_GIVEN)) or ""
    found = 0
    for number, line in enumerate(text[:_MOST_CHARS].splitlines(), start=1):
        name, equals, value = line.partition("#")[0].partition("=")
        if equals and name.strip().lower() == RECORD and found < _MOST_RECORDS:
            found += 1
            yield _Record(path=path, line=number, value=value.strip().lower(), quote=line.strip())


def _signal(observation: Observation, record: _Record, *, speaks: bool) -> Signal:
    return Signal(
        evidence=Evidence(
            standard="TRUST",
            place=f"{record.path}:{record.line}",
            quote=record.quote,
            scope=Scope.SITE,
            url=address_of(observation, record.path),
        ),
        findings=(Finding(token=RECORD, value=record.value),) if speaks else (),
        channel="file",
    )


def _unknown(records: list[_Record], values: frozenset[str]) -> Iterator[Diagnostic]:
    for record in records:
        if record.value not in values:
            text = f"{RECORD} is neither yes nor no: {record.quote}"[:200]
            yield Diagnostic(part=record.path, code="trust-unknown-value", text=text, line=record.line)


def _differing(valid: list[_Record]) -> Iterator[Diagnostic]:
    if len({record.value for record in valid}) > 1:
        two_files = len({record.path for record in valid}) > 1
        text = "the root's counts" if two_files else "the more restrictive counts"
        yield Diagnostic(part=valid[0].path, code="trust-differs", text=f"several answers on {RECORD}; {text}")
