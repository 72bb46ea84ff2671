# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Exit codes (design.md §5): what went wrong outranks what was found, and of what was found the worst answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from rightscheck.duties import open_duties
from rightscheck.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.model import Decision, Reuse
    from rightscheck.report.purposes import Question
    from rightscheck.resources import RuleData


class Exit(IntEnum):
    """Every code the command ends with."""

    DONE = 0
    FAULT = 1  #: an internal fault
    USAGE = 2  #: wrong usage or unusable input
    UNCERTAIN = 10  #: some asked use is uncertain, or conditional with open duties
    DENIED = 11  #: some asked use is denied
    UNREAD = 12  #: something could not be read
    NOTHING = 13  #: nothing was checked
    INTERRUPTED = 130

    @property
    def is_answer(self) -> bool:
        """Whether the code tells what was found, rather than how the run went."""
        return self.UNCERTAIN <= self <= self.NOTHING


#: The words of ``--fail-on``.
FAIL_ON = {"denied": Exit.DENIED, "uncertain": Exit.UNCERTAIN, "unread": Exit.UNREAD}


@dataclass(slots=True, kw_only=True)
class Findings:
    """Gathers, subject by subject, the codes a run has earned. ``judged`` says that a question was asked."""

    question: Question
    accepted: frozenset[str]
    fail_on: frozenset[Exit]
    judged: bool
    rules: RuleData
    subjects: int = field(default=0, init=False)
    _earned: set[Exit] = field(default_factory=set, init=False)

    def add(self, decisions: Mapping[Reuse, Decision], *, unread: bool) -> None:
        """Take one subject: its decisions, and whether any part of it could not be read."""
        self.subjects += 1
        if unread:
            self._earned.add(Exit.UNREAD)
        for use in self.question.uses:
            self._earned |= self._of(decisions[use])

    def _of(self, decision: Decision) -> set[Exit]:
        if decision.outcome is Outcome.DENIED:
            return {Exit.DENIED}
        if decision.outcome is Outcome.UNCERTAIN:
            return {Exit.UNCERTAIN}
        is_open = decision.outcome is Outcome.CONDITIONAL and open_duties(decision.duties, self.accepted, self.rules)
        return {Exit.UNCERTAIN} if is_open else set()

    @property
    def code(self) -> Exit:
        """The code of a run that came to its end: 13 for no subjects, else by what was asked to fail on."""
        if not self.subjects:
            return Exit.NOTHING
        return max(self._earned & self.fail_on, default=Exit.DONE) if self.judged else Exit.DONE
