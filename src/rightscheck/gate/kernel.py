# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The gate's kernel: a line in, an answer out, nothing read or written beside it (design.md §5, Record out).

Every format and every engine shares it. It never raises for what a record holds: a line it cannot read comes out with
its raw form, the fault, and all ten reuses uncertain.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rightscheck.errors import InputError
from rightscheck.gate.jsonline import read_line, write_fault, write_line
from rightscheck.gate.malformed import BadRecord
from rightscheck.gate.records import observation_of
from rightscheck.judge import Report, judge
from rightscheck.model import Observation, Unread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rightscheck.markup.read import Engine
    from rightscheck.resources import RuleData

#: An observation in, its report out.
Judge = Callable[[Observation], Report]
RIGHTS = "rights"


def judge_by(rules: RuleData, profiles: Sequence[str], *, as_of: str | None, engine: Engine) -> Judge:
    """The judge of one run: the same rule set, profiles and date for every record."""

    def answer(observation: Observation) -> Report:
        return judge(observation, rules, profiles=profiles, as_of=as_of, engine=engine)

    return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What comes out for one line, without its line end; ``fault`` says why it could not be read, else it is None."""

    line: bytes
    fault: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kernel:
    """Annotates one line at a time; ``field`` is the name under which the answer stands in a record."""

    judge: Judge
    field: str = RIGHTS

    def annotate(self, raw: bytes, number: int) -> Answer:
        """The line with its rights, the record otherwise unchanged; ``number`` is the id of a record without one.

        Raises:
            InputError: the record already has the field: writing it again would lose what stands there.
        """
        record: Mapping[str, Any] = {}
        try:
            record = read_line(raw)
            observation = observation_of(record)
        except BadRecord as fault:
            return self._unread(raw, _id(record, number), str(fault))
        if self.field in record:
            raise InputError(f"line {number}: the record already has a field {self.field!r}; pass --field NAME")
        added = {} if record.get("id") is not None else {"id": str(number)}
        return Answer(line=write_line(raw, record, {**added, self.field: self.judge(observation).rights()}))

    def _unread(self, raw: bytes, name: object, fault: str) -> Answer:
        rights = self.judge(Observation(body=Unread(reason="malformed", words=fault))).rights()
        return Answer(line=write_fault(raw, name=name, error=fault, added={self.field: rights}), fault=fault)


def _id(record: Mapping[str, Any], number: int) -> object:
    name = record.get("id")
    return name if isinstance(name, str | int | float) else str(number)
