# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Put everything the source says together: one value per reuse, the licence, the conflicts.

Two statements on one reuse (design.md §2, the last row of "Faults, barriers, conflicts"): denied beats conditional
beats granted beats silent; beside an open licence for the same object a denial that names the use stands, a general
one gives way to the licence's condition; both are conflicts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.model import REACHES, Basis, Conflict, Form, LicenceClaim, Reuse, Settled, Settlement, Stated
from rightscheck.statements import licences
from rightscheck.statements.precedence import statements
from rightscheck.statements.reserved import general_reservation, home_made

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rightscheck.model import Reading, Statement
    from rightscheck.resources import RuleData
    from rightscheck.statements.licences import Claim
    from rightscheck.statements.standards import Meaning

#: Inside one source's prose a permission that names the use beats a general reservation beside it.
PROSE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Licence:
    """The page's licences put together; ``answers`` is empty where there is none."""

    found: tuple[Claim, ...]
    choice: bool
    answers: Mapping[Reuse, Meaning]
    mined: frozenset[int]  #: signals that deny mining by name: their denial of ai-train stands beside a licence

    @property
    def signals(self) -> tuple[int, ...]:
        return tuple(sorted({index for claim in self.found for index in claim.signals}))


def settle(reading: Reading, rules: RuleData, form: Form = Form.HTML) -> Settlement:
    """All ten reuses settled; those nobody speaks of are silent. ``form`` tells which scopes reach the subject.

    Raises:
        RuleError: the rule set lacks a standard that a reader speaks for, or a file of it is wrong.
    """
    said = statements(reading.signals, rules, REACHES[form])
    licence = _licence(reading, said, rules, form)
    settled: dict[Reuse, Settled] = {}
    conflicts: list[Conflict] = []
    for reuse in Reuse:
        settled[reuse], fights = _one(reuse, [s for s in said if s.reuse is reuse], licence)
        conflicts += fights
    return Settlement(
        signals=reading.signals,
        statements=tuple(said),
        reuses=settled,
        licence=_claim(licence) or home_made(settled, said, reading.signals),
        general_reservation=general_reservation(settled, said),
        conflicts=tuple(dict.fromkeys((*conflicts, *_contradiction(licence)))),
    )


def _licence(reading: Reading, said: Sequence[Statement], rules: RuleData, form: Form) -> _Licence:
    found = licences.claims(reading.signals, REACHES[form])
    choice = licences.offered(found)
    return _Licence(
        found=found,
        choice=choice,
        answers=licences.answer((claim.id for claim in found), rules, choice=choice),
        mined=frozenset(
            s.signal for s in said if s.reuse is Reuse.TDM and s.stated is Stated.DENIED and s.basis is Basis.NAMED
        ),
    )


def _claim(licence: _Licence) -> LicenceClaim | None:
    """The licence as reported: a choice as ``A OR B``, of a contradiction the visible one."""
    if not licence.found:
        return None
    first = next((claim for claim in licence.found if claim.visible), licence.found[0])
    name = " OR ".join(sorted(claim.id for claim in licence.found)) if licence.choice else first.id
    return LicenceClaim(id=name, url=first.url, scope=first.scope, evidence=licence.signals)


def _contradiction(licence: _Licence) -> Iterable[Conflict]:
    """Licences that differ without being a choice, for each reuse they answer."""
    if len(licence.found) < 2 or licence.choice:  # noqa: PLR2004  # two make a pair
        return ()
    return [Conflict(reuse=reuse, evidence=licence.signals, principle="L") for reuse in licence.answers]


def _one(reuse: Reuse, said: Sequence[Statement], licence: _Licence) -> tuple[Settled, list[Conflict]]:
    standing = _permitted_by_name(said)
    answer = licence.answers.get(reuse)
    if answer is None:
        return _strictest(reuse, standing), _differences(reuse, said, "P2")
    firm = [s for s in standing if s.stated is not Stated.DENIED or _is_firm(s, licence)]
    settled = _with_licence(reuse, firm, answer, licence.signals)
    return settled, _against_licence(reuse, standing, answer, licence.signals)


def _is_firm(denial: Statement, licence: _Licence) -> bool:
    """Whether a denial stands beside an open licence: it names the use, or follows from a reservation of mining."""
    return denial.basis is Basis.NAMED or (denial.reuse is Reuse.AI_TRAIN and denial.signal in licence.mined)


def _permitted_by_name(said: Sequence[Statement]) -> list[Statement]:
    """Without the general denials of prose where the same prose permits the use by name."""
    named = any(
        s.standard == PROSE and s.basis is Basis.NAMED and s.stated in (Stated.GRANTED, Stated.CONDITIONAL)
        for s in said
    )
    if not named:
        return list(said)
    return [s for s in said if s.stated is not Stated.DENIED or s.basis is Basis.NAMED or s.standard != PROSE]


def _strictest(reuse: Reuse, said: Sequence[Statement]) -> Settled:
    if not said:
        return Settled(reuse=reuse)
    stated = max((s.stated for s in said), key=licences.STRICTNESS.index)
    if stated is Stated.SILENT:  # a token may speak of a child alone
        return Settled(reuse=reuse, children=_children(said, stated))
    winners = [s for s in said if s.stated is stated]
    return Settled(
        reuse=reuse,
        stated=stated,
        basis=Basis.NAMED if any(s.basis is Basis.NAMED for s in winners) else Basis.GENERAL,
        conditions=tuple(dict.fromkeys(c for s in winners for c in s.conditions)),
        children=_children(said, stated),
        evidence=tuple(dict.fromkeys(s.signal for s in winners)),
    )


def _children(said: Sequence[Statement], stated: Stated) -> dict[str, Stated]:
    """Children inherit denials, never grants: a parent denied as a whole denies them too (law.md §6, Children)."""
    found: dict[str, Stated] = {}
    for statement in said:
        for child, value in statement.children:
            found[child] = max(found.get(child, Stated.SILENT), value, key=licences.STRICTNESS.index)
    whole = stated is Stated.DENIED and any(s.stated is Stated.DENIED and not s.children for s in said)
    return dict.fromkeys(found, Stated.DENIED) if whole else found


def _with_licence(reuse: Reuse, said: Sequence[Statement], answer: Meaning, by: tuple[int, ...]) -> Settled:
    own = _strictest(reuse, said)
    order = licences.STRICTNESS.index
    if order(own.stated) > order(answer.stated):
        return own
    alike = own.stated is answer.stated
    named = answer.basis is Basis.NAMED or (alike and own.basis is Basis.NAMED)
    return Settled(
        reuse=reuse,
        stated=answer.stated,
        basis=Basis.NAMED if named else Basis.GENERAL,
        conditions=tuple(dict.fromkeys((*answer.conditions, *(own.conditions if alike else ())))),
        children=own.children,
        evidence=tuple(dict.fromkeys((*by, *(own.evidence if alike else ())))),
    )


def _differences(reuse: Reuse, said: Sequence[Statement], principle: str) -> list[Conflict]:
    """A denial beside a permission of the same use."""
    against = [s for s in said if s.stated is Stated.DENIED]
    allowing = [s for s in said if s.stated in (Stated.GRANTED, Stated.CONDITIONAL)]
    if not (against and allowing):
        return []
    return [Conflict(reuse=reuse, evidence=_indices(against, allowing), principle=principle)]


def _against_licence(reuse: Reuse, said: Sequence[Statement], answer: Meaning, by: tuple[int, ...]) -> list[Conflict]:
    against = [s for s in said if s.stated is Stated.DENIED]
    if not against or answer.stated is Stated.DENIED:
        return []
    return [Conflict(reuse=reuse, evidence=tuple(dict.fromkeys((*_indices(against), *by))), principle="G")]


def _indices(*groups: Sequence[Statement]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(s.signal for group in groups for s in group))
