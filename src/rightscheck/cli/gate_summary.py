# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a run of the gate tells on stderr: a warning before it, and afterwards why records were held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.cli.exits import FAIL_ON, Exit
from rightscheck.gate.count import DOCUMENTS, NO_POLICIES
from rightscheck.gate.terms import OnUncertain
from rightscheck.gate.verdict import Reason
from rightscheck.gate.work import Role
from rightscheck.report.words import count as counted
from rightscheck.rules.ladder import AS_STATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from rightscheck.cli.settings import Asking, Output
    from rightscheck.gate.count import Count
    from rightscheck.gate.work import Work

_SHOWN = 8
_FAULTS, _VERBOSE_FAULTS = 5, 1000
_WORDS = {
    Reason.STATED_DENIED: "the source itself says no",
    Reason.DENIED: "the profile says no",
    Reason.GUARDED: "the page is too large or too deep to be read",
    Reason.UNREAD: "something that may speak of rights could not be read",
    Reason.NOTHING_GIVEN: "the record brought neither content nor signals; name its columns with --column",
    Reason.UNCERTAIN: "the answer is open",
    Reason.NOT_GRANTED: "the source grants nothing",
    Reason.DUTIES: "conditions that were not accepted",
}


def notice(work: Work, to: Output) -> None:
    """Say before the run that silence is held, where it is."""
    terms = work.gate.terms
    is_held = AS_STATED in work.gate.judging.profiles and terms.on_uncertain is OnUncertain.HOLD
    if is_held:
        to.say(
            "under as-stated the silence of a source is uncertain, and so held; "
            "choose a --profile to apply a law, or --on-uncertain keep"
        )


def exit_code(found: Count, ask: Asking) -> Exit:
    """The code that --strict asks for: 13 for no records, else the highest answer that was asked to fail on."""
    if not found.records:
        return Exit.NOTHING
    if ask.exit_zero:
        return Exit.DONE
    earned = (FAIL_ON[word] for word in ask.fail_on or FAIL_ON if found.answers.get(word))
    return max(earned, default=Exit.DONE)


def summarise(found: Count, roles: Mapping[Role, Path], to: Output) -> None:
    """How many records went where, why, and what would free most."""
    for line in _lines(found, roles):
        to.say(line)
    shown = found.first[: _VERBOSE_FAULTS if to.verbose else _FAULTS]
    for place, fault in shown:
        to.say(f"  record {place}: {fault}")
    if found.unreadable > len(shown) > 0:
        to.say(f"  and {found.unreadable - len(shown)} more; each has its fault in the output")


def _lines(found: Count, roles: Mapping[Role, Path]) -> Iterator[str]:
    where = " and ".join(str(path) for path in roles.values() if str(path) != "-")
    passed = f", {found.passed_over} of other kinds passed over" if found.passed_over else ""
    split = f": {found.kept} kept, {found.held} held" if Role.KEPT in roles else ""
    written = f" written to {where}" if where else ""
    yield f"{counted(found.records, 'record')}{split}{written}, {found.unreadable} of them unreadable{passed}"
    if found.no_content:
        yield f"  {counted(found.no_content, 'record')} brought neither html nor text; --column names where they are"
    yield from _joined(found)
    if Role.KEPT in roles and found.held:
        yield "held because"
        yield from _table((number, reason, _WORDS[Reason(reason)]) for reason, number in found.reasons.most_common())
        yield from _freeing(found)


def _joined(found: Count) -> Iterator[str]:
    """Which parts came from a snapshot of site policies, and for how many records it had none."""
    if found.joined:
        yield "joined from site policies"
        words = {NO_POLICIES: "the snapshot holds nothing for the site", DOCUMENTS: "terms and licence documents"}
        yield from _table((number, part, words.get(part, "")) for part, number in found.joined.most_common())


def _freeing(found: Count) -> Iterator[str]:
    """The steps that by themselves would free most; a source's own no is nothing a step frees."""
    if not found.frees:
        return
    yield "what would free most"
    steps = sorted(found.frees.items(), key=lambda step: (-step[1], step[0]))[:_SHOWN]
    yield from _table((number, step, _how(step)) for step, number in steps)


def _how(step: str) -> str:
    verb, _, what = step.partition(" ")
    if verb == "accept":
        return f"--accept {what}, if you keep to it"
    return "--on-uncertain keep, if you carry the risk" if verb == "keep" else f"fetch {what} again"


def _table(rows: Iterable[tuple[int, str, str]]) -> Iterator[str]:
    found = list(rows)
    digits = max(len(str(number)) for number, _, _ in found)
    width = max(len(name) for _, name, _ in found)
    for number, name, words in found:
        yield f"  {number:>{digits}}  {name:<{width}}  {words}".rstrip()
