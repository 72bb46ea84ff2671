# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What an open licence says per reuse, and which licence is the page's (design.md §2, Licences; law.md §6, L).

A licence is the set of its elements; ``rules/licence-terms.toml`` holds what each element says.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from rightscheck.model import REACHES_PAGE, Basis, Reuse, Scope, Stated
from rightscheck.signals.licence_data import elements_of
from rightscheck.statements.standards import Meaning, meaning_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rightscheck.model import Signal
    from rightscheck.resources import RuleData

#: From the least to the most restrictive; a licence answers with its strictest element.
STRICTNESS = (Stated.SILENT, Stated.GRANTED, Stated.CONDITIONAL, Stated.DENIED)
#: The element of a licence whose terms the rule set does not spell out.
UNSPELLED = ("terms",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A licence that signals name for one object, and the indices of those signals."""

    id: str
    url: str | None
    scope: Scope
    signals: tuple[int, ...]
    visible: bool


@cache
def terms(licence: str, rules: RuleData) -> Mapping[Reuse, Meaning]:
    """What the licence says about each reuse it reaches; reuses it does not answer are left out.

    Raises:
        UnknownTermError: ``licence-terms.toml`` uses a word that is not in the vocabulary.
    """
    table = rules.file("licence-terms")
    answers = [_element(table, name) for name in elements_of(licence, rules) or UNSPELLED]
    reached = [Reuse(r) for r in (*table["reach"]["named"], *table["reach"]["general"])]
    return {
        reuse: _together(reuse, [answer[reuse] for answer in answers], named=reuse in table["reach"]["named"])
        for reuse in reached
        if all(reuse in answer for answer in answers)
    }


def _element(table: Mapping[str, Any], name: str) -> dict[Reuse, Meaning]:
    says = table["element"][name]
    reach = [*table["reach"]["named"], *table["reach"]["general"]] if "all" in says else []
    merged = dict.fromkeys(reach, says.get("all")) | {k: v for k, v in says.items() if k != "all"}
    return {Reuse(k): meaning_of(k, v, "rules/licence-terms.toml") for k, v in merged.items()}


def _together(reuse: Reuse, said: Sequence[Meaning], *, named: bool) -> Meaning:
    stated = max((m.stated for m in said), key=STRICTNESS.index)
    conditions = dict.fromkeys(c for m in said if m.stated is stated for c in m.conditions)
    return Meaning(
        reuse=reuse,
        stated=stated,
        basis=Basis.NAMED if named or stated is Stated.DENIED else Basis.GENERAL,
        conditions=tuple(conditions),
    )


def claims(signals: Sequence[Signal], reaches: frozenset[Scope] = REACHES_PAGE) -> tuple[Claim, ...]:
    """The licences that signals of a scope that reaches the subject name, its own before the site's, each id once.

    A claim that another one only makes precise (``CC-BY`` beside ``CC-BY-4.0``) is left out.
    """
    found: dict[str, Claim] = {}
    for index, signal in enumerate(signals):
        if signal.licence is None or signal.evidence.scope not in reaches:
            continue
        if all(finding.denies_only for finding in signal.findings):
            continue
        found[signal.licence] = _joined(found.get(signal.licence), _claim(signal.licence, index, signal))
    kept = [c for c in found.values() if not any(_makes_precise(o.id, c.id) for o in found.values())]
    own = [c for c in kept if c.scope is not Scope.SITE]
    if own and not any(c.visible for c in own):  # metadata do not silence the licence a visitor sees for the site
        own += [c for c in kept if c.scope is Scope.SITE and c.visible]
    return tuple(own or kept)


def _claim(licence: str, index: int, signal: Signal) -> Claim:
    unseen = ("html:meta", "html:jsonld", "html:comment", "html:link", "header:")
    return Claim(
        id=licence,
        url=signal.licence_url,
        scope=signal.evidence.scope,
        signals=(index,),
        visible=not signal.evidence.place.startswith(unseen),
    )


def _joined(before: Claim | None, now: Claim) -> Claim:
    if before is None:
        return now
    return Claim(
        id=before.id,
        url=before.url or now.url,
        scope=now.scope if before.scope is Scope.SITE else before.scope,
        signals=(*before.signals, *now.signals),
        visible=before.visible or now.visible,
    )


def _makes_precise(precise: str, vague: str) -> bool:
    """Whether ``precise`` is the same licence with more said (a version, a port, its letters)."""
    if precise == vague:
        return False
    return precise.startswith(f"{vague}-") or (vague == "CC-unspecified" and precise.startswith("CC"))


def offered(found: Sequence[Claim]) -> bool:
    """Whether several licences are a choice (side by side in one place class), not a contradiction."""
    return len(found) > 1 and len({claim.visible for claim in found}) == 1


def answer(ids: Iterable[str], rules: RuleData, *, choice: bool) -> Mapping[Reuse, Meaning]:
    """What these licences say together: of a choice the more favourable per reuse, else the stricter (law.md L).

    A choice is answered by the licence with the fewest conditions; a contradiction keeps the conditions of all.
    """
    tables = [terms(licence, rules) for licence in sorted(ids)]
    said = {reuse: [table[reuse] for table in tables if reuse in table] for reuse in Reuse}
    return {
        reuse: min(answers, key=_favour)
        if choice
        else _together(reuse, answers, named=answers[0].basis is Basis.NAMED)
        for reuse, answers in said.items()
        if answers
    }


def _favour(meaning: Meaning) -> tuple[int, int]:
    return STRICTNESS.index(meaning.stated), len(meaning.conditions)
