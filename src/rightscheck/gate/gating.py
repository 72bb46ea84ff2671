# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The gate as one object: a record in, a verdict out (design.md §5, Python).

It reads and writes nothing, holds no state, and pickles, so that every engine can send it to its workers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from rightscheck.duties import accepted_duties
from rightscheck.errors import MissingExtraError, ProfileError, UsageError
from rightscheck.gate.judging import Judging
from rightscheck.gate.malformed import kind_of
from rightscheck.gate.policies import Policies
from rightscheck.gate.second_look import agrees
from rightscheck.gate.terms import Nulls, OnUncertain, Policy, Terms
from rightscheck.gate.verdict import Verdict, weigh
from rightscheck.markup.read import Engine
from rightscheck.model import DEFAULT_AGENT, Reuse
from rightscheck.resources import shipped
from rightscheck.rules.fields import near
from rightscheck.rules.ladder import profiles as known_profiles

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum
    from pathlib import Path

    import pyarrow as pa

    from rightscheck.resources import RuleData


class Gate:
    """Says of each record whether it passes for all of ``uses`` under ``profile``.

    ``accept`` names the duties you promise to keep; ``policy`` is ``opt-out``, ``opt-in`` or ``law``, and
    ``on_uncertain`` is ``hold`` or ``keep``. ``columns`` maps a field of the contract to the one of your data that
    holds it. ``policies`` is the path of a snapshot made by ``rightscheck sites``; each process opens it for itself,
    and of several visits to a site the last not newer than ``as_of`` counts. ``nulls`` says what ``null`` means in
    ``robots_txt`` and ``site_files``: ``absent``, looked for and not there, or ``not-given``, a cell nobody filled.

    Raises:
        UsageError: no use, or a word that is none of use, policy or duty, or an ``as_of`` that is no day.
        ProfileError: a profile does not exist.
    """

    __slots__ = ("judging", "terms")

    def __init__(  # noqa: PLR0913  # one argument per knob of the contract
        self,
        *,
        uses: Iterable[Reuse | str],
        profile: str | Iterable[str] = "as-stated",
        accept: Iterable[str] = (),
        policy: Policy | str = Policy.OPT_OUT,
        on_uncertain: OnUncertain | str = OnUncertain.HOLD,
        as_of: str | None = None,
        agent: str = DEFAULT_AGENT,
        columns: Mapping[str, str] | None = None,
        policies: str | Path | None = None,
        nulls: Nulls | str = Nulls.ABSENT,
        rules: RuleData | None = None,
    ) -> None:
        data, day = rules or shipped(), _day(as_of)
        self.terms = Terms(
            uses=tuple(dict.fromkeys(_word(Reuse, use, "use") for use in _listed(uses))),
            accepted=accepted_duties(_listed(accept), data),
            policy=_word(Policy, policy, "policy"),
            on_uncertain=_word(OnUncertain, on_uncertain, "answer to on_uncertain"),
        )
        self.judging = Judging(
            rules=data,
            profiles=_profiles(_listed(profile), data),
            as_of=day,
            engine=Engine.BULK,
            agent=agent,
            columns=tuple((columns or {}).items()),
            policies=None if policies is None else Policies(policies, as_of=day),
            nulls=_word(Nulls, nulls, "reading of null"),
        )

    @classmethod
    def of(cls, judging: Judging, terms: Terms) -> Gate:
        """The gate of these two, both already checked."""
        gate = cls.__new__(cls)
        gate.judging, gate.terms = judging, terms
        return gate

    def __repr__(self) -> str:
        """What was asked, as engines write it into their logs, with the digest of the rules."""
        terms, judging = self.terms, self.judging
        asked = {
            "uses": [use.value for use in terms.uses],
            "profile": list(judging.profiles),
            "accept": sorted(terms.accepted),
            "policy": terms.policy.value,
            "on_uncertain": terms.on_uncertain.value,
            "as_of": judging.as_of,
            "policies": str(judging.policies.path) if judging.policies else None,
        }
        shown = ", ".join(f"{name}={value!r}" for name, value in asked.items())
        return f"<Gate {shown}, rules {judging.rules.digest}>"

    def __call__(self, record: Mapping[str, Any] | object) -> Verdict:
        """The verdict on one record; never raises for what it holds: an unreadable one is held.

        Raises:
            UsageError: there is no snapshot of site policies where one was named.
            InputError: the snapshot is damaged.
        """
        if not isinstance(record, Mapping):
            return self.unreadable(f"a record is an object, not {kind_of(record)}")
        judged = self.judging.record(record)
        verdict = weigh(judged.report, self.terms, self.judging.rules, fault=judged.fault)
        if self.judging.audit_sample:
            verdict = replace(verdict, agrees=agrees(judged.report, record, self.judging))
        return verdict if judged.joined is None else replace(verdict, joined=judged.joined)

    def unreadable(self, fault: str) -> Verdict:
        """The verdict on what could not be read at all: held, with the fault."""
        return weigh(self.judging.unreadable(fault), self.terms, self.judging.rules, fault=fault)

    def batch(self, batch: pa.RecordBatch | pa.Table) -> pa.RecordBatch | pa.Table:
        """The rows with ``rights``, ``rights_outcome`` and ``held`` (null for a row that passes) behind their own.

        A table comes back as a table.

        Raises:
            InputError: the batch has a column of such a name already.
            MissingExtraError: pyarrow is not installed.
        """
        try:
            from rightscheck.gate.kernel import Form, Kernel  # noqa: PLC0415  # pyarrow is an extra
        except ImportError as error:
            raise MissingExtraError("Gate.batch", "gate") from error
        return Kernel(gate=self, form=Form.BOTH)(batch)


def _day(as_of: str | None) -> str | None:
    """The day as ``YYYY-MM-DD``: days are compared as text, and another form would pick newer policies."""
    try:
        return None if as_of is None else date.fromisoformat(as_of).isoformat()
    except ValueError as error:
        raise UsageError(f"as_of: {as_of!r} is no day; write YYYY-MM-DD, such as 2026-11-25") from error


def _listed(words: Iterable[Any] | str) -> tuple[Any, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def _profiles(names: tuple[str, ...], rules: RuleData) -> tuple[str, ...]:
    known = known_profiles(rules)
    for name in names:
        if name not in known:
            raise ProfileError(f"there is no profile {name!r}; {near(name, known)}")
    return names or ("as-stated",)


def _word(kind: type[StrEnum], word: str, what: str) -> Any:  # noqa: ANN401  # one of the enum it was given
    try:
        return kind(word)
    except ValueError as error:
        raise UsageError(f"no {what} is called {word!r}; known are {', '.join(kind)}") from error
