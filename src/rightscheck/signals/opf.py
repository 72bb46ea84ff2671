# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Dublin Core and licence links in the package of an EPUB (EPUB 3.3 §5.4, OPF 2.0 §2.2; signals.md §15.4).

``dc:rights`` is a notice that may name a licence or reserve; ``<link rel="cc:license">`` and ``dcterms:license`` are
addresses of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.media.facts import Carrier
from rightscheck.media.spaces import CC, DC, DCTERMS
from rightscheck.model import Reading, Signal
from rightscheck.signals.file_fields import evidence_of
from rightscheck.signals.given import SelfContained
from rightscheck.signals.rights_values import signals_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.media.facts import Property
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

_RIGHTS = frozenset({(DC, "rights"), (DCTERMS, "rights"), (DCTERMS, "license"), (CC, "license")})
_NOTICES = frozenset({(DCTERMS, "accessRights"), (DCTERMS, "rightsHolder"), (CC, "attributionName")})


class PackageReader(SelfContained):
    """Reads what a book's package says of its rights."""

    standards: tuple[str, ...] = ("DC",)
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """Signals in the order of the package; empty for any other file."""
        properties = seen.media.properties if seen.media else ()
        return Reading(signals=tuple(signal for one in properties for signal in _signals(one, rules)))


def _signals(one: Property, rules: RuleData) -> Iterator[Signal]:
    key = (one.namespace, one.local)
    if one.carrier is not Carrier.OPF:
        return
    if key in _RIGHTS:
        yield from signals_of(evidence_of(one, "DC"), one.value, "opf", rules)
    elif key in _NOTICES:
        holder = one.value if key != (DCTERMS, "accessRights") else None
        yield Signal(evidence=evidence_of(one, "DC", holder=holder), channel="opf")


READER = PackageReader()
