# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a decision knows beside the statements, and the table that makes states of them (``rules/evidence.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from rightscheck.errors import UnknownTermError
from rightscheck.model import DEFAULT_AGENT, NOT_GIVEN, Form, Reuse
from rightscheck.rules.fields import near
from rightscheck.rules.vocabulary import Kind, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.model import Part, Statement
    from rightscheck.resources import RuleData

PATH = "rules/evidence.toml"
_TOKEN = "token"  # noqa: S105  # the voice of protocols, no secret


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRead:
    """A part that could not be read, and why."""

    part: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """How the page was seen, by whom, and what the user holds beside it (``rules.holdings``).

    ``day`` is that of the use, ``YYYY-MM-DD``; without it no limit in time has passed.
    ``agreed`` maps a reuse to the evidence of an agreement that covers it, ``listed`` tells what a published list
    does to a reuse and by which evidence, ``waived`` names signals that count for no profile.
    """

    day: str = ""
    form: Form = Form.HTML
    status: int | None = None
    body: Part = NOT_GIVEN
    agent: str = DEFAULT_AGENT
    unread: tuple[NotRead, ...] = ()
    not_given: bool = False
    agreed: Mapping[Reuse, int] | None = None
    listed: tuple[tuple[Reuse, str, int], ...] = ()
    waived: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class StateMap:
    """``rules/evidence.toml`` as one value; the file says what each table means."""

    token_denials: Mapping[str, str]
    token_permissions: Mapping[str, str]
    voices: Mapping[str, str]
    denials: Mapping[str, Mapping[str, Any]]
    permissions: Mapping[str, str]
    permission_states: frozenset[str]
    status_voice: str
    status_state: str
    everywhere: frozenset[str]
    licences: Mapping[str, str]
    licence_reach: Mapping[str, frozenset[Reuse]]
    elements: Mapping[str, str]
    passed_over: frozenset[str]
    agent_standard: str
    agent_state: str
    operators: int
    agent_reaches: Mapping[Reuse, tuple[Reuse, ...]]
    unread: str
    unread_words: str
    gone: str
    robots: str
    open: tuple[str, ...]
    closed: frozenset[str]
    pages: frozenset[str]
    barrier: str
    barrier_statuses: frozenset[int]
    barrier_stand_ins: frozenset[str]
    paywall: str
    listed: str
    child: str

    def denied(self, said: Statement) -> str:
        """The state of a denial: by its token, its reuse, or how it is based."""
        table = self.denials[self.voices.get(said.standard, _TOKEN)]
        by_token = self.token_denials.get(said.token) or table.get("token", {}).get(said.token)
        return str(by_token or table.get(said.reuse.value) or table[said.basis.value])

    def by_list(self, reuse: Reuse, effect: str) -> str:
        """The state of a published list's entry: a barrier, or a denial that names the reuse."""
        if effect == "barrier":
            return self.barrier
        table = self.denials[self.listed]
        return str(table.get(reuse.value) or table["named"])

    def permitted(self, said: Statement) -> str:
        """The state of a permission: a grant, or no more than unreserved."""
        return self.token_permissions.get(said.token) or self.permissions[self.voices.get(said.standard, _TOKEN)]

    def is_permission(self, state: str) -> bool:
        """Whether the state stands on the permission ground."""
        return state in self.permission_states

    def is_status(self, said: Statement) -> bool:
        """Whether the statement is one on status, made for a territory."""
        return self.voices.get(said.standard) == self.status_voice

    def licence(self, element: str, reuse: Reuse) -> str | None:
        """The state of a licence's element for this reuse; None where the element gives no answer to rely on."""
        reach = self.licence_reach.get(element)
        return self.licences[element] if reach is None or reuse in reach else None


@cache
def compiled_map(rules: RuleData) -> StateMap:
    """The table of this rule set.

    Raises:
        RuleError: the file is missing.
        UnknownTermError: it names a state, voice or key that does not exist, or lacks one.
    """
    top = rules.file("evidence")
    known = vocabulary(rules).states
    try:
        found, named = _state_map(top, rules), tuple(_named(top))
    except (KeyError, ValueError, TypeError, AttributeError) as error:  # a table where a word should be, or none
        raise UnknownTermError(f"missing, unknown or of another kind: {error}", path=PATH, key=str(error)) from error
    for state in named:
        if not isinstance(state, str) or state not in known:
            raise UnknownTermError(f"{state!r} is no state; {near(str(state), known)}", path=PATH, key=str(state))
    return found


def _state_map(top: Mapping[str, Any], rules: RuleData) -> StateMap:
    own = {content["id"]: content["voice"] for _, content in rules.files("standards") if "voice" in content}
    agents, unread, barrier = top["agents"], top["unread"], top["barrier"]
    return StateMap(
        token_denials=top["token"]["denied"],
        token_permissions=top["token"]["permitted"],
        voices={**top["voice"], **own},
        denials=top["denied"],
        permissions=top["permitted"],
        permission_states=vocabulary(rules).of_kind(Kind.PERMISSION),
        status_voice=top["territory"]["voice"],
        status_state=top["territory"]["state"],
        everywhere=frozenset(top["everywhere"]["states"]),
        licences=top["licence"],
        licence_reach={e: frozenset(map(Reuse, reuses)) for e, reuses in top["licence_reach"].items()},
        elements=top["element"],
        passed_over=frozenset(top["passed_over"]["conditions"]),
        agent_standard=agents["standard"],
        agent_state=agents["state"],
        operators=agents["operators"],
        agent_reaches={Reuse(about): tuple(map(Reuse, r)) for about, r in agents["reaches"].items()},
        unread=unread["state"],
        unread_words=unread["words"],
        gone=top["absent"]["state"],
        robots=unread["robots"],
        open=tuple(unread["open"]),
        closed=frozenset(unread["closed"]),
        pages=frozenset(unread["pages"]),
        barrier=barrier["state"],
        barrier_statuses=frozenset(barrier["statuses"]),
        barrier_stand_ins=frozenset(barrier["stand_ins"]),
        paywall=barrier["paywall"],
        listed=top["lists"]["voice"],
        child=top["child"]["state"],
    )


def _named(top: Mapping[str, Any]) -> Iterator[object]:
    """What the file names as states; whether they are any is for the caller to see."""
    for table in top["denied"].values():
        yield from (state for state in table.values() if isinstance(state, str))
        yield from table.get("token", {}).values()
    yield from (*top["token"]["denied"].values(), *top["token"]["permitted"].values())
    yield from (*top["permitted"].values(), *top["licence"].values(), *top["element"].values())
    yield from (
        *top["everywhere"]["states"],
        top["territory"]["state"],
        top["agents"]["state"],
        top["child"]["state"],
    )
    yield from (top["unread"]["state"], top["unread"]["words"], top["absent"]["state"], top["barrier"]["state"])
