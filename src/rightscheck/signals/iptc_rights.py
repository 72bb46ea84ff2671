# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Rights notices of IPTC, PLUS and EXIF in images: notice, creator, credit, licensor, status (signals.md §15.2).

Which field says what is data (``rules/standards/IPTC-RIGHTS.toml``). The same notice often stands in XMP, IIM and
EXIF; XMP is preferred, and where another one differs a diagnostic says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rightscheck.media.facts import Carrier
from rightscheck.media.spaces import DC
from rightscheck.model import Diagnostic, Reading, Signal
from rightscheck.signals.file_fields import evidence_of, is_free
from rightscheck.signals.given import SelfContained
from rightscheck.signals.rights_values import signals_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.media.facts import MediaFacts, Property
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

_NOTICE = "notice"
_COMMENT = "comment"
_COPIES = (Carrier.IIM, Carrier.EXIF)


class RightsNoticeReader(SelfContained):
    """Reads the rights fields of images beside those of XMP's own schema."""

    standards: tuple[str, ...] = ("IPTC-RIGHTS",)
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """A signal for each field in the order of the file; diagnostics where copies of the notice differ."""
        facts = seen.media
        if facts is None:
            return Reading()
        fields = rules.file("standards/IPTC-RIGHTS")["field"]
        preferred = [one.value for one in facts.named(DC, "rights")]
        told = [(one, field) for one in facts.properties if (field := _field(one, rules))]
        signals = [s for one, field in told for s in _signals(one, field, rules, second=bool(preferred))]
        return Reading(
            signals=tuple(dict.fromkeys(signals)), diagnostics=tuple(_differences(facts, preferred, fields))
        )


def _field(one: Property, rules: RuleData) -> Mapping[str, Any] | None:
    """What a property is; a free field is a notice by its name, a comment by a word of it."""
    data = rules.file("standards/IPTC-RIGHTS")
    if not is_free(one):
        found: Mapping[str, Any] | None = data["field"].get(one.place)
        return found
    name, value = one.name.lower(), one.value.lower()
    named = name in data["prose"]["names"] and name != _COMMENT
    said = name == _COMMENT and any(word in value for word in data["prose"]["words"])
    return data["free"] if named or said else None


def _signals(one: Property, field: Mapping[str, Any], rules: RuleData, *, second: bool) -> Iterator[Signal]:
    evidence = evidence_of(
        one,
        "IPTC-RIGHTS",
        kinds=(field["kind"],) if "kind" in field else (),
        holder=one.value if field["is"] == "holder" else None,
        route=one.value if field["is"] == "route" else None,
        cues=(field["cue"],) if "cue" in field else (),
    )
    if field["is"] == _NOTICE and not (second and one.carrier in _COPIES):
        yield from signals_of(evidence, one.value, one.carrier.value, rules)
    else:
        yield Signal(evidence=evidence, channel=one.carrier.value)


def _differences(
    facts: MediaFacts, preferred: list[str], fields: Mapping[str, Mapping[str, Any]]
) -> Iterator[Diagnostic]:
    """Notices of IIM and EXIF that XMP does not hold; those of EXIF are read piece by piece."""
    known = {_folded(value) for value in preferred}
    for one in facts.properties:
        other = one.carrier in _COPIES and fields.get(one.place, {}).get("is") == _NOTICE
        if known and other and _folded(one.value) not in known:
            text = f"{one.place} differs from the notice in XMP: {one.value}"[:200]
            yield Diagnostic(part="file", code="iptc-mismatch", text=text)


def _folded(value: str) -> str:
    return " ".join(value.split()).casefold()


READER = RightsNoticeReader()
