# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Answers that ask for payment or tell of a legal block: 402, 401 with a licence challenge, 451.

Reference signals §17. HTTP 402 denies the fetch and keeps the offer (design.md §2, Faults); RSL's challenge
``WWW-Authenticate: License`` on 401 is the same answer. A price beside a page that came, and 451 (RFC 7725), are
evidence. None of them grants.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from rightscheck.model import Evidence, Finding, Reading, Scope, Signal
from rightscheck.signals.given import SelfContained, field_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from rightscheck.model import Observation
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

STATUS = "status"


class Payment(SelfContained):
    """The reader of payment and legal-block answers."""

    standards = ("PAY",)
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """A signal for the status and for each line of an offer; empty for an ordinary answer."""
        table = rules.file("standards/PAY")
        offers = list(_offers(seen.observation, table))
        return Reading(signals=(*_status(seen.observation, table, offers), *offers))


READER = Payment()


def _status(observation: Observation, table: Mapping[str, Any], offers: list[Signal]) -> Iterator[Signal]:
    """The signal of a status that has a meaning here, with the offer as consent route."""
    status = str(observation.status)
    if status not in table["status"]["told"]:
        return
    speaks = status in table["meaning"][STATUS]
    route = "; ".join(offer.evidence.quote for offer in offers) or None
    yield Signal(
        evidence=Evidence(
            standard="PAY",
            place=STATUS,
            quote=f"{status} {HTTPStatus(int(status)).phrase}",
            scope=Scope.PAGE,
            consent_route=route if speaks else None,
        ),
        findings=(Finding(token=STATUS, value=status),) if speaks else (),
        channel=STATUS,
    )


def _offers(observation: Observation, table: Mapping[str, Any]) -> Iterator[Signal]:
    """The lines that name a price or a licence challenge; a challenge on a refusal denies the fetch."""
    for name in table["offer"]["headers"]:
        for sent, value in field_lines(observation, name):
            yield _line(name, f"{sent}: {value}")
    for name, scheme in table["offer"]["challenges"].items():
        for sent, value in field_lines(observation, name):
            if scheme in _schemes(value):
                refused = str(observation.status) in table["status"]["refusals"]
                yield _line(name, f"{sent}: {value}", *([Finding(token=name, value=scheme)] if refused else []))


def _schemes(value: str) -> set[str]:
    """The words that can be a scheme in a challenge list, in lower case: the first word of each comma part."""
    return {part.split(maxsplit=1)[0].lower() for part in value.split(",") if part.strip()}


def _line(name: str, quote: str, *findings: Finding) -> Signal:
    evidence = Evidence(standard="PAY", place=f"header:{name}", quote=quote, scope=Scope.PAGE, consent_route=quote)
    return Signal(evidence=evidence, findings=findings, channel="header")
