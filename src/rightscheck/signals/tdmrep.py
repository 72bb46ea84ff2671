# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""TDM Reservation Protocol: file, header, meta, EPUB and PDF (Final Report of 10 May 2024, §8.1 to §8.5).

A later channel supersedes an earlier one, property by property; absence resets nothing (§8.4). What is superseded
stays a signal, settling tells which one stands. A value that is neither 0 nor 1 is unset: it keeps what an earlier
channel said, and its part is malformed, so that a visible wish is not lost as silence (design.md §2, Faults).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rightscheck import urls
from rightscheck.media.facts import Carrier
from rightscheck.media.spaces import TDM
from rightscheck.model import NOT_GIVEN, Diagnostic, Evidence, Finding, Reading, Scope, Signal
from rightscheck.signals.given import address_of, field_lines, linked, speaks_for_page, text_of
from rightscheck.signals.interface import Want
from rightscheck.signals.tdm_policy import read_policy
from rightscheck.signals.tdmrep_file import EVERYTHING, PATH, POLICY, RESERVATION, FileAnswer, answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen
    from rightscheck.signals.tdm_policy import Policy

_CHANNELS = ("file", "header", "meta", "epub", "xmp")
#: The properties of a file by their local names in EPUB packages and XMP, whose prefix is ``tdm``.
_IN_FILES = {"reservation": RESERVATION, "policy": POLICY}
_PARTS = {"header": "headers", "meta": "html"}
RESERVED, OPEN = "1", "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What one place says: a reservation (``1``, ``0``, None for no or another value), a policy as absolute URL."""

    evidence: Evidence
    channel: str
    reservation: str | None = None
    policy: str | None = None
    fault: Diagnostic | None = None


class TdmReservation:
    """The reader of TDMRep."""

    standards = ("TDMREP",)
    site_files = (PATH,)

    def wants(self, seen: Seen, rules: RuleData) -> tuple[Want, ...]:
        """The policy of a reservation that stands, unless it came already; nothing for any other page."""
        del rules
        policy = _policy(_said(seen, _file(seen)))
        missing = policy is not None and linked(seen.observation, policy) is NOT_GIVEN
        return (Want(url=policy, why=POLICY),) if policy and missing else ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """A signal for each place that speaks, and one for the offer of its policy; empty where none is there."""
        file = _file(seen)
        said = _said(seen, file)
        policy = _policy(said)
        offer, note = _offer(seen, policy, rules)
        route = (offer.contact if offer else None) or policy
        signals = [_signal(one, route) for one in said]
        if offer and policy:
            signals.append(_of_policy(offer, policy, rules))
        faults = [*file.faults, *(one.fault for one in said if one.fault), *note]
        unread = [PATH] * file.malformed + [one.fault.part for one in said if one.fault]
        return Reading(
            signals=tuple(signals),
            unread=tuple((part, "malformed") for part in dict.fromkeys(unread)),
            diagnostics=tuple(faults),
        )


READER = TdmReservation()


def _said(seen: Seen, file: FileAnswer) -> list[_Said]:
    return [*_in_file(seen, file), *_in_headers(seen), *_in_metas(seen), *_in_media(seen)]


def _policy(said: Sequence[_Said]) -> str | None:
    """The policy in force: that of the last channel that names one, None where the reservation is not 1 (§8.1)."""
    last = max((_rank(one) for one in said if one.reservation), default=-1)
    reserved = any(one.reservation == RESERVED and _rank(one) == last for one in said)
    named = [one for one in said if one.policy]
    return max(named, key=_rank).policy if reserved and named else None


def _rank(said: _Said) -> int:
    return _CHANNELS.index(said.channel)


def _signal(said: _Said, route: str | None) -> Signal:
    """The signal of one place; what it reserves carries the way to a licence."""
    findings = (Finding(token=RESERVATION, value=said.reservation),) if said.reservation else ()
    reserves = said.reservation == RESERVED or (said.policy and not findings)
    evidence = replace(said.evidence, consent_route=route) if reserves else said.evidence
    return Signal(evidence=evidence, findings=findings, channel=said.channel)


def _file(seen: Seen) -> FileAnswer:
    text = text_of(seen.observation.site_files.get(PATH, NOT_GIVEN))
    return FileAnswer() if text is None else answer(text, seen.observation.address)


def _in_file(seen: Seen, file: FileAnswer) -> Iterator[_Said]:
    rule = file.rule
    if rule is not None:
        address = address_of(seen.observation, PATH)
        evidence = Evidence(
            standard="TDMREP",
            place=PATH,
            quote=rule.quote,
            scope=Scope.SITE if rule.location in EVERYTHING else Scope.PAGE,
            url=address,
        )
        policy = urls.normal(rule.policy, address) if rule.policy else None
        yield _Said(evidence=evidence, channel="file", reservation=str(rule.reservation), policy=policy)


def _in_headers(seen: Seen) -> Iterator[_Said]:
    """Each header line; lines that a proxy folded with commas are read one by one."""
    observation = seen.observation
    own = speaks_for_page(observation)
    for token in (RESERVATION, POLICY):
        for name, value in field_lines(observation, token):
            evidence = Evidence(
                standard="TDMREP", place=f"header:{token}", quote=f"{name}: {value}", scope=Scope.PAGE
            )
            if not own:
                yield _Said(evidence=evidence, channel="header")
            elif token == POLICY:
                yield _Said(evidence=evidence, channel="header", policy=urls.normal(value, observation.address))
            else:
                yield from (_reservation(evidence, "header", item) for item in value.split(",")[:20])


def _in_metas(seen: Seen) -> Iterator[_Said]:
    if seen.page is None:
        return
    address = seen.observation.address
    base = (urls.normal(seen.page.base, address) if seen.page.base else None) or address
    for meta in seen.page.metas:
        if meta.name not in (RESERVATION, POLICY):
            continue
        evidence = Evidence(
            standard="TDMREP",
            place=f"html:meta[name={meta.name}]",
            quote=meta.content,
            scope=Scope.PAGE,
            line=meta.line,
            column=meta.column,
        )
        if meta.name == POLICY:
            yield _Said(evidence=evidence, channel="meta", policy=urls.normal(meta.content, base))
        else:
            yield _reservation(evidence, "meta", meta.content)


def _in_media(seen: Seen) -> Iterator[_Said]:
    """The package of a book, the XMP of a PDF or an image: either form of the namespace in both (§8.2)."""
    for one in seen.media.properties if seen.media else ():
        token = _IN_FILES.get(one.local) if one.namespace in TDM and not one.within else None
        if token is not None:
            channel = "epub" if one.carrier is Carrier.OPF else "xmp"
            evidence = Evidence(standard="TDMREP", place=one.place, quote=one.value, scope=Scope.FILE)
            if token == POLICY:
                yield _Said(
                    evidence=evidence, channel=channel, policy=urls.normal(one.value, seen.observation.address)
                )
            else:
                yield _reservation(evidence, channel, one.value)


def _reservation(evidence: Evidence, channel: str, value: str) -> _Said:
    value = value.strip()
    if value in (RESERVED, OPEN):
        return _Said(evidence=evidence, channel=channel, reservation=value)
    text = f"tdm-reservation is neither 0 nor 1: {evidence.quote}"[:200]
    fault = Diagnostic(part=_PARTS.get(channel, "file"), code="tdmrep-malformed", text=text, line=evidence.line)
    return _Said(evidence=evidence, channel=channel, fault=fault)


def _offer(seen: Seen, policy: str | None, rules: RuleData) -> tuple[Policy | None, tuple[Diagnostic, ...]]:
    """The offer of a policy in JSON; a page for people is read elsewhere, an unreadable one changes nothing."""
    text = text_of(linked(seen.observation, policy)) if policy else None
    if policy is None or text is None or text.lstrip().startswith("<"):
        return None, ()
    offer = read_policy(text, rules)
    if offer is not None:
        return offer, ()
    note = "the TDM policy makes no offer that can be read; the reservation stands"
    return None, (Diagnostic(part=policy, code="tdm-policy-unreadable", text=note),)


def _of_policy(offer: Policy, policy: str, rules: RuleData) -> Signal:
    kinds = rules.file("standards/TDMREP")["policy"]["kinds"]
    return Signal(
        evidence=Evidence(
            standard="TDMREP",
            place=urls.path_of(policy),
            quote=offer.quote,
            scope=Scope.SITE,
            url=policy,
            kinds=tuple(dict.fromkeys(kinds[duty] for duty in offer.duties)),
            rights_holder=offer.holder,
            consent_route=offer.contact or policy,
        ),
        channel="policy",
    )
