# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Passages that were read and found to be no notice, for who asks (design.md §2, Prose: ``explain --verbose``).

They are no evidence and stand in no machine format. The observation is read once more by the code that judged it, so
that nobody who does not ask pays for them.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rightscheck.model import Form
from rightscheck.notices.reader import sources
from rightscheck.notices.told import read_outs
from rightscheck.observe.seeing import see
from rightscheck.report.clean import clean
from rightscheck.report.explain import Section
from rightscheck.report.places import place_of
from rightscheck.report.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.model import Observation
    from rightscheck.notices.told import Cue, ReadOut, Weighing
    from rightscheck.resources import RuleData

#: So many are shown; ``rightscheck notices`` shows all of a saved page.
MOST = 20
_CUES = 4
_TITLE = "Considered, and found to be no notice (they change no answer)"


def considered(seen: Observation, rules: RuleData) -> Section:
    """Each such passage with its place and the cues against it and for it; one line where there is none."""
    found = list(islice(_passages(seen, rules), MOST + 1))
    lines = [line for out in found[:MOST] for line in _lines(out)]
    if len(found) > MOST:
        lines.append("and more: rightscheck notices shows all")
    return Section(title=_TITLE, lines=tuple(lines) or ("none",))


def _passages(seen: Observation, rules: RuleData) -> Iterator[ReadOut]:
    if seen.form is Form.FILE:  # its words stand in fields, not in passages
        return
    for source in sources(see(seen, rules), rules):
        yield from (out for out in read_outs(source, rules) if out.considered)


def _lines(out: ReadOut) -> Iterator[str]:
    yield f"{shortened(clean(out.sentence.quote))}, {place_of(out.sentence)}"
    yield f"  {why_not(out.weighing)}"


def why_not(weighing: Weighing | None) -> str:
    """Why a passage is none: the cues against and for, the strongest first, and their sum."""
    if weighing is None:
        return "an exception, and no notice stands before it"
    against = _listed(cue for cue in weighing.cues if cue.adds < 0)
    spoke_for = _listed(cue for cue in weighing.cues if cue.adds > 0)
    return f"against: {against}; for: {spoke_for}; sum {weighing.sum:+.2f}, a notice from 0 on"


def _listed(cues: Iterator[Cue]) -> str:
    return ", ".join(f"{cue.name} {cue.adds:+.2f}" for cue in islice(cues, _CUES)) or "nothing"
