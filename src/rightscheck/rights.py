# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The report on one observation, and its ``rights`` object key by key (design.md §5, Record out)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rightscheck.missing import parts
from rightscheck.model import SCHEMA, Absent, Found, NotGiven, Unread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.missing import Missing
    from rightscheck.model import (
        Decision,
        Diagnostic,
        Evidence,
        LicenceClaim,
        Observation,
        Part,
        Reuse,
        Settlement,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was seen, what it means, and what each profile makes of it.

    ``decisions`` is the headline: of several profiles the most restrictive per reuse. ``experimental`` names those of
    the profiles whose rules nobody has checked yet (law.md §4).
    """

    observation: Observation
    settlement: Settlement
    decisions: Mapping[Reuse, Decision]
    profiles: Mapping[str, Mapping[Reuse, Decision]]
    unread: tuple[Missing, ...]
    not_given: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    rules_digest: str
    as_of: str
    experimental: tuple[str, ...] = ()

    @property
    def reuses(self) -> Mapping[str, Decision]:
        """The headline decisions by reuse token; always all ten."""
        return {reuse.value: decision for reuse, decision in self.decisions.items()}

    @property
    def licence(self) -> LicenceClaim | None:
        """The licence of the main content, None when it has none."""
        return self.settlement.licence

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every signal seen, also those that changed nothing."""
        return tuple(signal.evidence for signal in self.settlement.signals)

    def rights(self) -> dict[str, Any]:
        """The ``rights`` object of the contract (design.md §5)."""
        return rights_of(self)


def rights_of(report: Report) -> dict[str, Any]:
    """The report as plain values in the key order of the contract; the same report gives the same bytes."""
    several = len(report.profiles) > 1
    return {
        "schema": SCHEMA,
        "profile": ",".join(report.profiles),
        "rules": report.rules_digest,
        "observation": observation_digest(report.observation),
        "observed_at": report.observation.fetched_at,
        "as_of": report.as_of,
        **({"experimental": list(report.experimental)} if report.experimental else {}),
        "reuses": _reuses(report.decisions),
        **({"profiles": {name: _reuses(answer) for name, answer in report.profiles.items()}} if several else {}),
        "licence": _licence(report.licence),
        "general_reservation": report.settlement.general_reservation,
        "evidence": [_evidence(e) for e in report.evidence],
        "conflicts": [
            {"reuse": c.reuse.value, "evidence": list(c.evidence), "principle": c.principle}
            for c in report.settlement.conflicts
        ],
        "unread": [
            _without_none({"part": m.part, "reason": m.reason, "words": m.words, "at": m.at}) for m in report.unread
        ],
        "not_given": list(report.not_given),
        "diagnostics": [{"part": d.part, "line": d.line, "code": d.code, "text": d.text} for d in report.diagnostics],
    }


def _reuses(decisions: Mapping[Reuse, Decision]) -> dict[str, Any]:
    return {reuse.value: _decision(decision) for reuse, decision in decisions.items()}


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "stated": decision.stated.value,
        "basis": decision.basis.value if decision.basis else None,
        "children": {child: value.value for child, value in decision.children.items()},
        "outcome": decision.outcome.token,
        "conditions": list(decision.conditions),
        "rung": decision.rung,
        "rule": decision.rule,
        "also": [{"rung": r.rung, "rule": r.rule, "outcome": r.outcome.token} for r in decision.also],
        "legal_basis": list(decision.legal_basis),
        "duties": list(decision.duties),
        "confidence": decision.confidence.value,
        "checked": decision.checked.value,
        "contested": decision.contested,
        "evidence": list(decision.evidence),
    }


def _licence(claim: LicenceClaim | None) -> dict[str, Any] | None:
    if claim is None:
        return None
    return {"id": claim.id, "url": claim.url, "scope": claim.scope.value, "evidence": list(claim.evidence)}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    always = {"standard": evidence.standard, "url": evidence.url, "place": evidence.place}
    where = {
        "start": evidence.start,
        "end": evidence.end,
        "line": evidence.line,
        "column": evidence.column,
    }
    detail = {
        "language": evidence.language,
        "kinds": list(evidence.kinds) or None,
        "rights_holder": evidence.rights_holder,
        "consent_route": evidence.consent_route,
        "about": evidence.about,
        "spans": [
            {"role": s.role, "entry": s.entry, "text": s.text, "start": s.start, "end": s.end} for s in evidence.spans
        ]
        or None,
        "cues": list(evidence.cues) or None,
    }
    return {
        **always,
        **_without_none(where),
        "quote": evidence.quote,
        "agents": list(evidence.agents),
        "scope": evidence.scope.value,
        **_without_none(detail),
    }


def _without_none(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def observation_digest(observation: Observation) -> str:
    """``sha256:`` and the digest of everything that was observed, the same on every machine."""
    seen = {
        "url": observation.url,
        "final_url": observation.final_url,
        "status": observation.status,
        "fetched_at": observation.fetched_at,
        "agent": observation.agent,
        "form": observation.form.value,
        "headers": None if observation.headers is None else [list(pair) for pair in observation.headers],
        "parts": {name: _part(part) for name, part in parts(observation)},
    }
    # ASCII output, because an observation may hold lone surrogates that UTF-8 cannot.
    body = json.dumps(seen, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(body.encode('ascii')).hexdigest()}"


def _part(part: Part) -> list[Any]:
    match part:
        case Found(body=body, status=status):
            raw = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
            return ["found", status, hashlib.sha256(raw).hexdigest()]
        case Absent(reason=reason):
            return ["absent", reason]
        case Unread(reason=reason):
            return ["unread", reason]
        case NotGiven():
            return ["not-given"]
