# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""schema.org rights properties in JSON-LD, microdata and RDFa (schema.org 30.0; signals.md §13).

``license`` may name a licence, ``copyrightNotice`` may reserve; ``usageInfo`` and ``acquireLicensePage`` say where to
ask; ``sdLicense`` licenses the markup alone; ``isAccessibleForFree`` is no licence in either value.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rightscheck import urls
from rightscheck.model import NOT_GIVEN, REACHES_PAGE, Diagnostic, Evidence, Reading, Scope, Signal
from rightscheck.signals.given import linked, speaks_for_page
from rightscheck.signals.interface import Want
from rightscheck.signals.licence_urls import read_address
from rightscheck.signals.rights_values import MOST_VALUES, signals_of
from rightscheck.signals.rs import is_statement
from rightscheck.signals.sdo_nodes import Claim, read_claims

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rightscheck.markup.facts import PageFacts
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

_FREE = "isAccessibleForFree"
_WALL = re.compile(r'"(?:schema:)?isAccessibleForFree"\s{0,20}:\s{0,20}(?:"[^"\n]{1,60}"|false)', re.IGNORECASE)
_ASK = frozenset({"acquireLicensePage"})
_TERMS = frozenset({"license", "usageInfo"})
_SAYS = frozenset({"license", "sdLicense", "copyrightNotice", "usageInfo", "conditionsOfAccess"})


class SchemaOrgReader:
    """Reads the rights properties of schema.org nodes, and asks for the terms they name."""

    standards: tuple[str, ...] = ("SDO",)
    site_files: tuple[str, ...] = ()

    def wants(self, seen: Seen, rules: RuleData) -> tuple[Want, ...]:
        """The site's own page behind ``license`` or ``usageInfo``, at most two; none where it is a known licence."""
        page, address = seen.page, seen.observation.address
        if page is None or address is None or not speaks_for_page(seen.observation):
            return ()
        claims = read_claims(page, address, rules).claims[:MOST_VALUES]
        named = [c.value for c in claims if c.property in _TERMS and c.scope in REACHES_PAGE]
        own = [url for value in dict.fromkeys(named) for url in [_own_page(value, address, rules)] if url is not None]
        return tuple(Want(url=url, why="terms") for url in own[:2] if linked(seen.observation, url) is NOT_GIVEN)

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """One signal for each value with the scope of its node; diagnostics for scripts that are no JSON."""
        page = seen.page
        if page is None or not speaks_for_page(seen.observation):
            return Reading()
        read = read_claims(page, seen.observation.address, rules)
        claims = _with_walls_named(read.claims[:MOST_VALUES], page)
        found = [signal for claim in claims for signal in _signals(claim, seen, rules)]
        notes = [
            Diagnostic(
                part="html", code=f"jsonld-{fault}", text="a JSON-LD script is no JSON as it stands", line=line
            )
            for line, fault in read.faults
        ]
        return Reading(signals=tuple(dict.fromkeys(found)), diagnostics=tuple(notes))


def _own_page(value: str, address: str, rules: RuleData) -> str | None:
    """The address of a page of the same site that is no known licence; None for anything else."""
    if "/" not in value or " " in value or read_address(value, rules) is not None or is_statement(value):
        return None
    target = urls.parse(value, address)
    if isinstance(target, urls.BadAddress) or target.href == urls.normal(address):
        return None
    return (
        target.href
        if urls.registrable_domain(target.host) == urls.registrable_domain(urls.host(address) or "")
        else None
    )


def _with_walls_named(claims: Sequence[Claim], page: PageFacts) -> Iterator[Claim]:
    """The claims without ``isAccessibleForFree``, then that the page is not free, as its first script has it."""
    walls = [claim for claim in claims if _is_wall(claim)]
    written = (_WALL.search(script.content) for script in page.scripts) if walls else ()
    words = next((found.group() for found in written if found is not None), None)
    yield from (claim for claim in claims if claim.property != _FREE)
    for claim in walls:
        yield replace(claim, value=words) if words and claim.channel == "jsonld" else claim


def _is_wall(claim: Claim) -> bool:
    said = claim.value.rstrip("/").rsplit("/", 1)[-1].lower()
    return claim.property == _FREE and said in ("false", "no")


def _signals(claim: Claim, seen: Seen, rules: RuleData) -> Iterator[Signal]:
    if claim.property == _FREE:
        yield Signal(evidence=_evidence(claim, seen, ("paywall",)), channel=claim.channel)
        return
    evidence = _evidence(claim, seen)
    if claim.property in _SAYS and not is_statement(claim.value):
        yield from signals_of(evidence, claim.value, claim.channel, rules)
    else:
        yield Signal(evidence=evidence, channel=claim.channel)


def _evidence(claim: Claim, seen: Seen, cues: tuple[str, ...] = ()) -> Evidence:
    base = seen.observation.address
    return Evidence(
        standard="SDO",
        place=claim.place,
        quote=claim.value,
        scope=claim.scope,
        line=claim.line,
        column=claim.column,
        about="structured data" if claim.scope is Scope.FILE and claim.property == "sdLicense" else claim.about,
        rights_holder=claim.value if claim.property == "copyrightHolder" and "://" not in claim.value else None,
        consent_route=(urls.normal(claim.value, base) or claim.value) if claim.property in _ASK else None,
        cues=(claim.property, *cues),
    )


READER = SchemaOrgReader()
