# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A Content-Usage value: an RFC 9651 dictionary of labels with ``y`` or ``n`` (draft-ietf-aipref-vocab-08).

One that does not parse says nothing at all. A label or value no draft ever had says nothing either, and like the
first makes its part malformed, so that a visible wish is not lost as silence (design.md §2, Faults). A label of an
older draft denies and never grants. CC signals are a parameter that lifts an ``n`` for those who meet it
(reference signals §12.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import http_sf

from rightscheck.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.resources import RuleData

_VALUES = ("y", "n")
_DENIAL = "n"
_LIFTED = "n;exceptions"
_LONGEST = 16_384  # octets; an honest dictionary has a hundred


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The labels of the current draft, all that ever were, those pairs that mean something, and CC signals."""

    current: frozenset[str]
    known: frozenset[str]
    meant: frozenset[tuple[str, str]]
    parameter: str
    exceptions: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a dictionary says; ``faults`` make its part malformed, ``notes`` are (code, text) of diagnostics."""

    findings: tuple[Finding, ...] = ()
    faults: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


@cache
def labels(rules: RuleData) -> Labels:
    """The vocabulary on file."""
    content = rules.file("standards/AIPREF-H")
    return Labels(
        current=frozenset(content["labels"]["current"]),
        known=frozenset(content["meaning"]),
        meant=frozenset((label, value) for label, values in content["meaning"].items() for value in values),
        parameter=content["labels"]["parameter"],
        exceptions={name: tuple(conditions) for name, conditions in content["exceptions"].items()},
    )


def preferences(octets: bytes, known: Labels) -> Preferences:
    """What these octets say; nothing for an empty value. Never raises."""
    if len(octets) > _LONGEST:
        return Preferences(faults=("the value is too long to be read",))
    try:
        members = cast("dict[str, Any]", http_sf.parse(octets, tltype="dictionary"))
    except ValueError as error:  # StructuredFieldError is one
        return Preferences(faults=(f"no dictionary of RFC 9651: {error}",))
    said = [_member(label, member, known) for label, member in members.items()]
    return Preferences(
        findings=tuple(finding for one in said for finding in one.findings),
        faults=tuple(fault for one in said for fault in one.faults),
        notes=tuple(text for one in said for text in one.notes),
    )


def _member(label: str, member: Any, known: Labels) -> Preferences:  # noqa: ANN401  # any RFC 9651 item
    value, parameters = member if isinstance(member, tuple) else (member, {})
    faults = [f"the label {name} stands as a parameter" for name in parameters if name in known.known]
    if label not in known.known:
        return Preferences(faults=(f"no draft has the label {label}", *faults))
    if not (isinstance(value, http_sf.Token) and str(value) in _VALUES):
        return Preferences(faults=(f"the value of {label} is neither y nor n", *faults))
    lifted = _lifted(label, str(value), parameters, known)
    conditions = known.exceptions[str(parameters[known.parameter])] if lifted else ()
    pair = (label, _LIFTED if lifted else str(value))
    older = label not in known.current
    finding = Finding(token=label, value=pair[1], conditions=conditions, denies_only=older and not lifted)
    return Preferences(
        findings=(finding,) if pair in known.meant else (),
        faults=tuple(faults),
        notes=tuple(_notes(label, str(value), parameters, known)),
    )


def _lifted(label: str, value: str, parameters: Mapping[str, Any], known: Labels) -> bool:
    """Whether a CC signal on file lifts this denial on its conditions."""
    signal = parameters.get(known.parameter)
    return value == _DENIAL and str(signal) in known.exceptions and (label, _LIFTED) in known.meant


def _notes(label: str, value: str, parameters: Mapping[str, Any], known: Labels) -> Iterator[tuple[str, str]]:
    if label not in known.current:
        yield "aipref-older-label", f"{label} is a label of an older draft: n counts, y does not"
    if value == _DENIAL and known.parameter in parameters and not _lifted(label, value, parameters, known):
        signal = str(parameters[known.parameter])
        yield "aipref-unknown-exception", f"no CC signal lifts this denial of {label}: {signal}"
