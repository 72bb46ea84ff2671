# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a mark keeps of a judged record so that it can be judged again without its content, and how it is read back.

Beside the evidence that is kept anyway these are the findings behind it, and how the record was seen: its form, what
became of its body, the day, and which parts it came with. The latter is one short text, for it is the same for most
records of a dataset and so costs next to nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import orjson

from rightscheck.errors import InputError
from rightscheck.missing import parts
from rightscheck.model import (
    NOT_GIVEN,
    Absent,
    Evidence,
    Finding,
    Form,
    Found,
    NotGiven,
    Part,
    Scope,
    Signal,
    Span,
    Unread,
)
from rightscheck.rules.holdings import AGREEMENT, LIST, WAIVER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.rights import Report

#: Evidence that the user's own files bring, looked up anew at every judging.
BESIDE = frozenset({AGREEMENT, LIST, WAIVER})
HEADERS = "headers"
#: Of a text: that it was served as one, so that no page is missing from which it was taken.
PAGE = "html"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How a record was seen; ``given`` names the parts beside the body that it came with, ``headers`` among them.

    ``body`` is as it counted; of one that was found nothing is kept.
    """

    form: Form
    body: Part
    status: int | None
    day: str
    given: tuple[str, ...]


def state_of(report: Report) -> str:
    """How the record of this report was seen, as a mark keeps it."""
    seen = report.observation
    given = [name for name, part in parts(seen) if name != seen.form.value and not isinstance(part, NotGiven)]
    beside = [HEADERS] if seen.headers is not None else []
    if seen.form is Form.TEXT and PAGE not in report.not_given:
        beside.append(PAGE)
    row = [seen.form.value, *_body(seen.body), seen.status, report.as_of, *beside, *given]
    return orjson.dumps(row).decode()


@lru_cache(maxsize=4096)
def read_state(text: str) -> State:
    """The state that ``state_of`` wrote.

    Raises:
        InputError: it is none.
    """
    try:
        form, kind, reason, status, day, *given = orjson.loads(text)
        bodies: Mapping[str, Part] = {
            "found": Found(body=""),
            "absent": Absent(reason=reason or ""),
            "unread": Unread(reason=reason or ""),
            "not-given": NOT_GIVEN,
        }
        return State(form=Form(form), body=bodies[kind], status=status, day=day, given=tuple(given))
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"a mark does not tell how its record was seen: {text[:80]!r}") from error


def signals_of(report: Report) -> list[list[Any]]:
    """For each piece of evidence the findings behind it: ``[channel, licence, licence_url, findings]``."""
    return [
        [
            signal.channel,
            signal.licence,
            signal.licence_url,
            [[f.token, f.value, list(f.conditions), f.denies_only] for f in signal.findings],
        ]
        for signal in report.settlement.signals
    ]


def read_signals(proof: Mapping[str, Any]) -> tuple[Signal, ...]:
    """The signals of a proof, without those that the user's own files brought.

    Raises:
        InputError: it is no proof, or one of an older version.
    """
    try:
        pairs = zip(proof["rights"]["evidence"], proof["signals"], strict=True)
        return tuple(_signal(evidence, row) for evidence, row in pairs if evidence["standard"] not in BESIDE)
    except (ValueError, TypeError, KeyError) as error:
        raise InputError("the evidence beside the marks does not hold what judging again needs") from error


def _body(part: Part) -> tuple[str, str | None]:
    match part:
        case Found():
            return "found", None
        case Absent(reason=reason):
            return "absent", reason
        case Unread(reason=reason):
            return "unread", reason
        case NotGiven():
            return "not-given", None


def _signal(evidence: Mapping[str, Any], row: list[Any]) -> Signal:
    channel, licence, licence_url, findings = row
    return Signal(
        evidence=_evidence(evidence),
        findings=tuple(
            Finding(token=token, value=value, conditions=tuple(conditions), denies_only=denies_only)
            for token, value, conditions, denies_only in findings
        ),
        channel=channel,
        licence=licence,
        licence_url=licence_url,
    )


def _evidence(row: Mapping[str, Any]) -> Evidence:
    lists = {name: tuple(row.get(name, ())) for name in ("agents", "kinds", "cues")}
    spans = tuple(Span(**span) for span in row.get("spans", ()))
    rest = {name: value for name, value in row.items() if name not in {*lists, "spans", "scope"}}
    return Evidence(**{**rest, **lists}, spans=spans, scope=Scope(row["scope"]))
