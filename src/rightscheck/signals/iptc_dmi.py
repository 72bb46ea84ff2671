# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Data Mining of the IPTC Photo Metadata Standard 2025.1: the property ``plus:DataMining`` (signals.md §15.1).

One code of the PLUS vocabulary, as an address or bare. Codes are compared as written: one that the vocabulary does
not hold says nothing, and the XMP is malformed, so that a visible wish is not lost as silence (design.md §2, Faults).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.media.spaces import IPTC_EXT, PLUS
from rightscheck.model import Diagnostic, Finding, Reading, Signal
from rightscheck.signals.file_fields import evidence_of
from rightscheck.signals.given import SelfContained

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.media.facts import MediaFacts, Property
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

_SPACES = ("http://ns.useplus.org/ldf/vocab/", "https://ns.useplus.org/ldf/vocab/")
_LINKED = "LinkedRightsExpr"
_CONSTRAINTS = "OtherConstraints"


class DataMiningReader(SelfContained):
    """Reads the data mining property of images and PDFs."""

    standards: tuple[str, ...] = ("IPTC-DMI",)
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """A signal for each code, and one for each constraint it points to; empty where the property is not there."""
        facts = seen.media
        if facts is None:
            return Reading()
        known = rules.file("standards/IPTC-DMI")["codes"]
        codes = [(one, _code(one.value)) for one in facts.named(PLUS, "DataMining")]
        faults = tuple(_fault(one) for one, code in codes if code not in known)
        signals = [_signal(one, code, known.get(code), facts) for one, code in codes]
        pointed = any(known.get(code, {}).get("see") == _CONSTRAINTS for _, code in codes)
        return Reading(
            signals=(*signals, *(_constraints(facts) if pointed else ())),
            unread=(("xmp", "malformed"),) if faults else (),
            diagnostics=faults,
        )


def _code(value: str) -> str:
    """The code without the address of its vocabulary."""
    space = next((space for space in _SPACES if value.startswith(space)), "")
    return value.removeprefix(space)


def _signal(one: Property, code: str, known: dict[str, str] | None, facts: MediaFacts) -> Signal:
    if known is None:
        return Signal(evidence=evidence_of(one, "IPTC-DMI"), channel="xmp")
    kinds = (known["kind"],) if "kind" in known else ()
    evidence = evidence_of(
        one, "IPTC-DMI", kinds=kinds, route=_linked(facts) if known.get("see") == _LINKED else None
    )
    findings = () if known.get("silent") else (Finding(token="DataMining", value=code),)  # noqa: S106  # a token
    return Signal(evidence=evidence, findings=findings, channel="xmp")


def _linked(facts: MediaFacts) -> str | None:
    """The address of the linked rights expression, None where there is none."""
    found = (one.value for one in facts.properties if one.namespace == IPTC_EXT and one.local == _LINKED)
    return next(found, None)


def _constraints(facts: MediaFacts) -> Iterator[Signal]:
    for one in facts.named(PLUS, _CONSTRAINTS):
        yield Signal(evidence=evidence_of(one, "IPTC-DMI"), channel="xmp")


def _fault(one: Property) -> Diagnostic:
    text = f"plus:DataMining is no code of the PLUS vocabulary: {one.value}"[:200]
    return Diagnostic(part="xmp", code="iptc-dmi-unknown", text=text)


READER = DataMiningReader()
