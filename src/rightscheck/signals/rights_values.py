# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a rights value in metadata says: a licence by address or name, a general reservation, or just words.

A licence address is a licence wherever it stands, free text is never a permission of its own (signals.md §14); "all
rights reserved" in ``DC.rights`` or a meta tag reserves as it does in prose (design.md §2).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rightscheck.model import Evidence, Finding, Signal
from rightscheck.signals.cues import cues
from rightscheck.signals.licence_mentions import mentions
from rightscheck.signals.licence_urls import LicenceRef, licence_of
from rightscheck.signals.phrases import Phrases, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.resources import RuleData

_MAX_VALUE = 4_000
#: values of one kind that are read of a page; no page has so many of its own
MOST_VALUES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsValue:
    """The licences a value names, and whether it reserves all rights; neither for a bare holder or credit."""

    licences: tuple[LicenceRef, ...] = ()
    reserves: bool = False


def read_value(value: str, rules: RuleData) -> RightsValue:
    """What this value says; nothing for an empty one."""
    return _read(value[:_MAX_VALUE].strip(), rules)


@lru_cache(256)
def _read(text: str, rules: RuleData) -> RightsValue:
    whole = licence_of(text, rules) if text else None
    if whole is not None:
        return RightsValue(licences=(whole,))
    told = () if cues(rules).says("discusses", text) else mentions(text, (), rules)
    named = {mention.id: LicenceRef(id=mention.id, url=mention.url or "") for mention in told}
    exact = [ref for ref in named.values() if not _vaguer(ref.id, named)]
    return RightsValue(licences=tuple(exact), reserves=_reserves(text, rules))


def _vaguer(licence: str, named: dict[str, LicenceRef]) -> bool:
    """Whether another name of the same value tells the same licence more exactly."""
    return any(
        other != licence
        and (other.startswith(f"{licence}-") or (licence == "CC-unspecified" and other.startswith("CC")))
        for other in named
    )


def signals_of(evidence: Evidence, value: str, channel: str, rules: RuleData) -> Iterator[Signal]:
    """The value as signals: one for each licence, else one that reserves, else the evidence alone."""
    said = read_value(value, rules)
    for licence in said.licences:
        yield Signal(
            evidence=evidence,
            findings=(Finding(token="licence", value=licence.id),),  # noqa: S106  # a token of a standard
            channel=channel,
            licence=licence.id,
            licence_url=licence.url or None,
        )
    if said.reserves and not said.licences:
        finding = Finding(token="rights-text", value="all-rights-reserved")  # noqa: S106  # a token of a standard
        yield Signal(evidence=replace(evidence, kinds=("reservation",)), findings=(finding,), channel=channel)
    elif not said.licences:
        yield Signal(evidence=evidence, channel=channel)


@cache
def _formulas(rules: RuleData) -> tuple[Phrases, frozenset[str]]:
    data = rules.file("licences/reserved")
    return Phrases({"reserved": data["formulas"]}), frozenset(data["not_all"])


def _reserves(text: str, rules: RuleData) -> bool:
    formulas, turned = _formulas(rules)
    folded = fold(text).text
    return any(folded[: hit.start].rstrip().rsplit(" ", 1)[-1] not in turned for hit in formulas.find(folded))
