# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What the prose reader read of one subject, with the statements each sentence gave; and the same as JSON.

One object a subject: ``file``, ``form``, the digest of the ``rules``, ``unread`` and ``clauses``. Each clause has its
verdict, words, place, language, spans, modalities, deeds, exceptions, statements and the cues that were weighed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from rightscheck.gate.malformed import whole
from rightscheck.model import REACHES_PAGE, Scope
from rightscheck.notices.reader import sources
from rightscheck.notices.signals_of import Verdict
from rightscheck.notices.told import read_outs
from rightscheck.statements.licences import answer
from rightscheck.statements.precedence import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.model import Basis, Evidence, Form, Reuse, Stated
    from rightscheck.notices.told import Done, Mode, ReadOut, Weighing
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

_DIGITS = 4
#: What JSON need not escape and terminals act on: DEL, C1 controls, bidi marks, overrides and isolates.
_ACTED_ON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A subject as it was read: its name, its form, why it was not read where it was not, and its sentences."""

    name: str
    form: Form
    unread: str | None
    outs: tuple[ReadOut, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement of a sentence; ``by`` is the token of the deed, or the id of the licence, that gave it."""

    reuse: Reuse
    stated: Stated
    basis: Basis
    conditions: tuple[str, ...]
    by: str


def prose_of(name: str, seen: Seen, unread: str | None, rules: RuleData, *, everything: bool = False) -> Prose:
    """What was read of this subject; with ``everything`` also the sentences that say nothing of a use."""
    found = (out for source in sources(seen, rules) for out in read_outs(source, rules))
    outs = tuple(out for out in found if everything or out.verdict is not Verdict.SILENT)
    return Prose(name=name, form=seen.observation.form, unread=unread, outs=outs)


def says(out: ReadOut, rules: RuleData) -> tuple[Said, ...]:
    """The statements of a sentence, whatever it is about; none for a mention, and for what is no notice."""
    return tuple(_said(out, rules))


def _said(out: ReadOut, rules: RuleData) -> Iterator[Said]:
    if out.signal is None:
        return
    if out.signal.licence is not None:
        for reuse, meaning in answer([out.signal.licence], rules, choice=False).items():
            yield Said(
                reuse=reuse,
                stated=meaning.stated,
                basis=meaning.basis,
                conditions=meaning.conditions,
                by=out.signal.licence,
            )
    for one in statements([out.signal], rules, frozenset(Scope)):
        yield Said(reuse=one.reuse, stated=one.stated, basis=one.basis, conditions=one.conditions, by=one.token)


def json_of(prose: Prose, rules: RuleData) -> bytes:
    """The subject as one line of JSON, without a line end; what a terminal would act on stands in it as an escape."""
    line = orjson.dumps(
        {
            "file": whole(prose.name),
            "form": prose.form.value,
            "rules": rules.digest,
            "unread": prose.unread,
            "clauses": [_clause(out, rules) for out in prose.outs],
        }
    )
    return _ACTED_ON.sub(lambda found: f"\\u{ord(found.group()):04x}", line.decode()).encode()


def _clause(out: ReadOut, rules: RuleData) -> dict[str, Any]:
    told = out.signal.evidence if out.signal else None
    return {
        "verdict": out.verdict.value,
        **_sentence(out.sentence),
        "heading": None if out.heading is None else whole(out.heading),
        "modalities": [_mode(mode) for mode in out.modes],
        "deeds": [_done(done) for done in out.deeds],
        "exceptions": [{"start": part.start, "end": part.end} for part in out.exceptions],
        "whole_exception": out.whole_exception,
        "scope": told.scope.value if told else None,
        "reaches_page": told is not None and told.scope in REACHES_PAGE,
        "statements": [_statement(one) for one in says(out, rules)],
        "licence": out.signal.licence if out.signal else None,
        "listed_as": whole(told.quote) if told else None,
        "kinds": list(told.kinds) if told else [],
        "rights_holder": told.rights_holder if told else None,
        "consent_route": told.consent_route if told else None,
        "weighed": _weighed(out.weighing),
    }


def _sentence(sentence: Evidence) -> dict[str, Any]:
    return {
        "text": whole(sentence.quote),
        "language": sentence.language,
        "place": sentence.place,
        "start": sentence.start,
        "end": sentence.end,
        "line": sentence.line,
        "column": sentence.column,
        "spans": [
            {"role": s.role, "entry": s.entry, "text": whole(s.text), "start": s.start, "end": s.end}
            for s in sentence.spans
        ],
    }


def _mode(mode: Mode) -> dict[str, Any]:
    entries = [{"entry": entry.name, "text": whole(entry.words)} for entry in mode.entries]
    return {"modality": mode.mood, "weak": mode.weak, "governs": mode.governs, "entries": entries}


def _done(done: Done) -> dict[str, Any]:
    return {
        "token": done.token,
        "value": done.value,
        "conditions": list(done.conditions),
        "entry": done.entry.name if done.entry else None,
        "text": whole(done.entry.words) if done.entry else None,
    }


def _statement(one: Said) -> dict[str, Any]:
    return {
        "reuse": one.reuse.value,
        "stated": one.stated.value,
        "basis": one.basis.value,
        "conditions": list(one.conditions),
        "by": one.by,
    }


def _weighed(weighing: Weighing | None) -> dict[str, Any] | None:
    """The cues with what each added; None where nothing was weighed."""
    if weighing is None:
        return None
    cues = [
        {
            "cue": cue.name,
            "amount": round(cue.amount, _DIGITS),
            "weight": cue.weight,
            "adds": round(cue.adds, _DIGITS),
        }
        for cue in weighing.cues
    ]
    return {"bias": weighing.bias, "cues": cues, "sum": round(weighing.sum, _DIGITS)}
