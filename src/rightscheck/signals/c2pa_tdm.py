# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Training and data mining assertions: CAWG 1.1 (DIF, 16 May 2025) and C2PA 1.0 to 1.4 (signals.md §15.3).

The same four entries under two labels, in an object ``entries`` or flat. ``constrained`` without a word on the
constraint is ``notAllowed``. Of a manifest that does not validate a denial counts and a grant does not; what an
ingredient's manifest says concerns the ingredient.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rightscheck.model import Diagnostic, Evidence, Finding, Reading, Scope, Signal
from rightscheck.signals.given import SelfContained

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.media.facts import Assertion
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

_STANDARDS = {"cawg.training-mining": "CAWG-TDM", "c2pa.training-mining": "C2PA-TDM"}
_ENTRIES = ("data_mining", "ai_inference", "ai_training", "ai_generative_training")
_TRAINING = ("ai_training", "ai_generative_training")
_USES = frozenset({"allowed", "notAllowed", "constrained"})
_INFO = ("constraint_info", "constraints_info")
_SOUND = frozenset({"Valid", "Trusted"})
_INSTANCE = re.compile(r"__\d{1,4}$")
_MOST_ENTRIES = 100
_MOST_CHARS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One entry: its key as written, its name without prefix (None for a custom one), the use that holds, its source.

    ``use`` is None for a value that the standard does not know.
    """

    key: str
    name: str | None
    use: str | None
    quote: str


class TrainingMiningReader(SelfContained):
    """Reads both assertions."""

    standards: tuple[str, ...] = ("CAWG-TDM", "C2PA-TDM")
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """A signal for each entry, custom ones too; a diagnostic for each use that no standard knows."""
        del rules
        assertions = seen.media.assertions if seen.media else ()
        signals: list[Signal] = []
        notes: list[Diagnostic] = []
        for one in assertions:
            standard = _STANDARDS.get(_INSTANCE.sub("", one.label))
            if standard is None:
                continue
            entries = tuple(_entries(one.data))
            signals += _signals(one, standard, entries)
            notes += _notes(one, entries)
        faulty = any(note.code == "c2pa-unknown-use" for note in notes)
        return Reading(
            signals=tuple(signals), unread=(("c2pa", "malformed"),) if faulty else (), diagnostics=tuple(notes)
        )


READER = TrainingMiningReader()


def _entries(data: Mapping[str, Any]) -> Iterator[_Entry]:
    held = data.get("entries", data)
    for key, value in list(held.items())[:_MOST_ENTRIES] if isinstance(held, dict) else ():
        if isinstance(value, dict) and "use" in value:
            prefix, _, name = key.partition(".")
            known = prefix in ("c2pa", "cawg") and name in _ENTRIES
            quote = json.dumps({key: value}, ensure_ascii=False)[:_MOST_CHARS]
            yield _Entry(key=key, name=name if known else None, use=_use(value), quote=quote)


def _use(value: Mapping[str, Any]) -> str | None:
    use = value["use"]
    if not isinstance(use, str) or use not in _USES:
        return None
    told = any(isinstance(value.get(name), str) and value[name].strip() for name in _INFO)
    return "notAllowed" if use == "constrained" and not told else use


def _signals(one: Assertion, standard: str, entries: tuple[_Entry, ...]) -> Iterator[Signal]:
    sound = one.state in _SOUND
    uses = {entry.name: entry.use for entry in entries if entry.name and entry.use}
    for entry in entries:
        evidence = Evidence(
            standard=standard,
            place=f"c2pa:{one.label}",
            quote=entry.quote,
            scope=Scope.FILE if one.active else Scope.EMBEDDED,
            about=None if one.active else one.title,
            kinds=("ai-train-prohibition",) if entry.name in _TRAINING and entry.use == "notAllowed" else (),
            cues=("signed" if sound else "unsigned", one.state),
        )
        findings: tuple[Finding, ...] = ()
        if entry.name and entry.use:
            findings = (Finding(token=_token(entry.name, uses), value=entry.use, denies_only=not sound),)
        yield Signal(evidence=evidence, findings=findings, channel="manifest")


def _token(name: str, uses: Mapping[str, str]) -> str:
    """The entry's token: both kinds of training alike are training; mining alone denies training with it."""
    if name in _TRAINING and len({uses.get(part) for part in _TRAINING}) == 1:
        return "training"
    if name == "data_mining" and not any(part in uses for part in _TRAINING):
        return "data_mining_alone"
    return name


def _notes(one: Assertion, entries: tuple[_Entry, ...]) -> Iterator[Diagnostic]:
    for entry in entries:
        if entry.name and entry.use is None:
            yield Diagnostic(part="c2pa", code="c2pa-unknown-use", text=f"no known use: {entry.quote}"[:200])
    if not one.active:
        text = f"{one.label} stands in the manifest of an ingredient and concerns that: {one.title}"[:200]
        yield Diagnostic(part="c2pa", code="c2pa-ingredient", text=text)
