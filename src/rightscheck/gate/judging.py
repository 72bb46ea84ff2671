# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The judge of one run: the same rule set, profiles, date and reader for every record, as a value that pickles.

Nothing a record holds makes it raise: what cannot be read is judged as an unread page, with its fault beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from rightscheck.errors import MissingExtraError
from rightscheck.gate.columns import contract
from rightscheck.gate.malformed import BadRecord
from rightscheck.gate.records import observation_of, without_nulls
from rightscheck.gate.terms import Nulls
from rightscheck.judge import judge
from rightscheck.markup.read import Engine
from rightscheck.model import DEFAULT_AGENT, Form, Found, Observation, Unread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.gate.policies import Policies
    from rightscheck.judge import Report
    from rightscheck.resources import RuleData

MALFORMED = "malformed"
#: Where a record may hold the bytes of a file that is no text.
FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The report on a record, its fault where it could not be read, and what a snapshot of site policies added.

    ``joined`` names those parts; it is None where no snapshot was asked.
    """

    report: Report
    fault: str | None = None
    joined: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """How records are judged; ``columns`` names the field that stands for one of the contract.

    Of so many records as ``audit_sample`` says one is read again with BeautifulSoup; 0 reads none again.
    """

    rules: RuleData
    profiles: tuple[str, ...]
    as_of: str | None = None
    engine: Engine = Engine.BULK
    agent: str = DEFAULT_AGENT
    columns: tuple[tuple[str, str], ...] = ()
    policies: Policies | None = None
    nulls: Nulls = Nulls.ABSENT
    audit_sample: int = 0

    def __call__(self, observation: Observation) -> Report:
        """The report on an observation; a file whose reading needs an extra that is missing is unread."""
        try:
            return self._judge(observation)
        except MissingExtraError as error:
            return self._judge(replace(observation, body=Unread(reason="media-type", words=str(error))))

    def record(self, record: Mapping[str, Any]) -> Judged:
        """The report on a record; bytes under ``file`` are a file.

        Raises:
            UsageError: there is no snapshot of site policies where one was named.
            InputError: the snapshot is damaged.
        """
        try:
            given = contract(record, self.columns)
            given = given if self.nulls is Nulls.ABSENT else without_nulls(given)
            observation = observation_of(given, agent=self.agent)
        except BadRecord as fault:
            return Judged(report=self.unreadable(str(fault)), fault=str(fault))
        file = record.get(FILE)
        if isinstance(file, bytes):
            observation = replace(observation, form=Form.FILE, body=Found(body=file))
        if self.policies is None:
            return Judged(report=self(observation))
        joined = self.policies.join(observation)
        return Judged(report=self(joined.observation), joined=joined.parts)

    def unreadable(self, fault: str) -> Report:
        """The report on what could not be read at all: all ten uses open, the page malformed."""
        return self(Observation(agent=self.agent, body=Unread(reason=MALFORMED, words=fault)))

    def _judge(self, observation: Observation) -> Report:
        return judge(observation, self.rules, profiles=self.profiles, as_of=self.as_of, engine=self.engine)
