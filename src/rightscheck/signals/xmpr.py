# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Rights management of XMP (ISO 16684-1 §8.4): ``xmpRights``, ``dc:rights``, and ccREL in XMP (signals.md §15.2).

A web statement that is the address of a licence is that licence; any other one is where the terms stand. ``Marked``
false claims the public domain without saying so: evidence. Packets that cannot be read are named here too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.media.spaces import CC, DC, DCTERMS, OLD_CC, RIGHTS
from rightscheck.model import Diagnostic, Finding, Reading, Signal
from rightscheck.signals.file_fields import evidence_of
from rightscheck.signals.given import SelfContained
from rightscheck.signals.licence_urls import licence_of
from rightscheck.signals.rights_values import signals_of
from rightscheck.signals.rs import statement_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.media.facts import MediaFacts, Property
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

_VALUES = frozenset({(DC, "rights"), (RIGHTS, "UsageTerms"), (DCTERMS, "rights"), (CC, "legalcode")})
_ADDRESSES = frozenset({(RIGHTS, "WebStatement"), (CC, "license"), (OLD_CC, "license"), (DCTERMS, "license")})
_HOLDERS = frozenset({(RIGHTS, "Owner"), (CC, "attributionName"), (DCTERMS, "rightsHolder")})
_ROUTES = frozenset({(CC, "morePermissions"), (CC, "attributionURL")})
_NOTES = frozenset({(RIGHTS, "Certificate")})
_MARKED = (RIGHTS, "Marked")


class XmpRightsReader(SelfContained):
    """Reads what XMP says of rights."""

    standards: tuple[str, ...] = ("XMPR",)
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """A signal for each value in the order of the packet; unread for packets that are there and broken."""
        facts = seen.media
        if facts is None:
            return Reading()
        signals = [signal for one in facts.properties for signal in _signals(one, rules)]
        return Reading(
            signals=tuple(dict.fromkeys(signals)),
            unread=tuple((fault.part, fault.reason) for fault in facts.faults if fault.part != "file"),
            diagnostics=tuple(_notes(facts)),
        )


def _signals(one: Property, rules: RuleData) -> Iterator[Signal]:
    key = (one.namespace, one.local)
    if one.within or one.carrier.value != "xmp":
        return
    if key in _ADDRESSES:
        yield from _address(one, rules)
    elif key in _VALUES:
        yield from signals_of(evidence_of(one, "XMPR"), one.value, "xmp", rules)
    elif key in _HOLDERS | _NOTES | _ROUTES or (key == _MARKED and one.value.lower() == "false"):
        holder, route = (one.value if key in keys else None for keys in (_HOLDERS, _ROUTES))
        yield Signal(evidence=evidence_of(one, "XMPR", holder=holder, route=route), channel="xmp")


def _address(one: Property, rules: RuleData) -> Iterator[Signal]:
    """A licence, a rights statement, or the place where the terms stand."""
    statement = statement_of(one.value, rules)
    if licence_of(one.value, rules) is not None:
        yield from signals_of(evidence_of(one, "XMPR"), one.value, "xmp", rules)
    elif statement is not None:
        means = statement in rules.file("standards/RS")["meaning"]["rights-statement"]
        finding = Finding(token="rights-statement", value=statement)  # noqa: S106  # a token of a standard
        yield Signal(evidence=evidence_of(one, "RS"), findings=(finding,) if means else (), channel="xmp")
    else:
        yield Signal(evidence=evidence_of(one, "XMPR", route=one.value), channel="xmp")


def _notes(facts: MediaFacts) -> Iterator[Diagnostic]:
    """What is wrong with the file, and what is worth a note."""
    for fault in facts.faults:
        yield Diagnostic(part=fault.part, code=f"file-{fault.reason}", text=fault.text)
    for note in facts.notes:
        yield Diagnostic(part="file", code="file-note", text=note)


READER = XmpRightsReader()
