# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a gate was asked to let pass: the uses, what was promised, and its two knobs (design.md §5, ``gate --use``).

What passes is two questions, the source's and the profile's. ``Policy`` says how the source's own word counts,
``on_uncertain`` what becomes of the records whose law leaves the answer open.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rightscheck.errors import UsageError
from rightscheck.model import Reuse


class Policy(StrEnum):
    """How the source's own word counts."""

    OPT_OUT = "opt-out"  #: its no is held whatever a profile makes of it
    OPT_IN = "opt-in"  #: only what it grants or allows under conditions passes
    LAW = "law"  #: the outcome alone, for bodies whom statute frees from reservations


class OnUncertain(StrEnum):
    """What becomes of a record whose outcome is uncertain."""

    HOLD = "hold"
    KEEP = "keep"


class Nulls(StrEnum):
    """What ``null`` says in ``robots_txt`` and in ``site_files``, where a writer of tables may have filled a gap."""

    ABSENT = "absent"  #: the file was looked for and is not there (design.md §5, Record in)
    NOT_GIVEN = "not-given"  #: nobody looked, as if the field were missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The uses asked about in the order of every report, however they were named; the duties promised; the knobs.

    Raises:
        UsageError: no use is asked about.
    """

    uses: tuple[Reuse, ...]
    accepted: frozenset[str] = frozenset()
    policy: Policy = Policy.OPT_OUT
    on_uncertain: OnUncertain = OnUncertain.HOLD

    def __post_init__(self) -> None:
        if not self.uses:
            raise UsageError("a gate needs a use to ask about, such as ai-train")
        object.__setattr__(self, "uses", tuple(use for use in Reuse if use in self.uses))
