# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Cases beside the lexicons: a notice and what it states, or words that are none (``rules/cases/notices/*.toml``).

Whoever adds a language writes them in its file; ``rightscheck rules test`` tells whether the reader agrees.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from rightscheck.errors import RuleError
from rightscheck.model import Form, Found, Observation, Scope, Stated
from rightscheck.notices import READER
from rightscheck.signals.interface import Seen
from rightscheck.statements.settle import settle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.model import Reading
    from rightscheck.resources import RuleData

ROOM = "cases/notices"
_EXPECTED = ("stated", "none", "licence", "scope")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeCase:
    """One text; of ``stated``, ``licence`` and ``scope`` what the case names, all None where it is no notice."""

    id: str
    language: str
    text: str
    path: str
    stated: Mapping[str, str] | None = None
    licence: str | None = None
    scope: str | None = None

    def fault(self, rules: RuleData) -> str | None:
        """What is read otherwise than the case says, None where all is as it should be."""
        reading = READER.read(
            Seen(observation=Observation(form=Form.TEXT, body=Found(body=self.text)), page=None), rules
        )
        wrong = "; ".join(self._differences(reading, rules))
        return f"{self.path}: {self.id}: {wrong}" if wrong else None

    def _differences(self, reading: Reading, rules: RuleData) -> Iterator[str]:
        if self.stated is None and self.licence is None and self.scope is None:
            yield from (f"is none, but {s.evidence.quote!r} was taken for one" for s in reading.signals)
            return
        if not reading.signals:
            yield "nothing was read"
            return
        if self.stated is not None and (got := _said(reading, rules)) != dict(self.stated):
            yield f"states {got or 'nothing'}, not {dict(self.stated)}"
        if self.licence is not None and (names := [s.licence for s in reading.signals]) != [self.licence]:
            yield f"names the licence {names}, not {self.licence}"
        if self.scope is not None and (scopes := {s.evidence.scope for s in reading.signals}) != {Scope(self.scope)}:
            yield f"is about {', '.join(sorted(s.value for s in scopes))}, not {self.scope}"


def _said(reading: Reading, rules: RuleData) -> dict[str, str]:
    reuses = settle(reading, rules).reuses
    return {reuse.value: one.stated.value for reuse, one in reuses.items() if one.stated is not Stated.SILENT}


@cache
def notice_cases(rules: RuleData) -> tuple[NoticeCase, ...]:
    """Every case, in file order.

    Raises:
        RuleError: a case has no text or expects nothing.
    """
    return tuple(
        _case(case, str(content["language"]), f"rules/{ROOM}/{name}.toml")
        for name, content in rules.files(ROOM)
        for case in content["case"]
    )


def _case(case: Mapping[str, Any], language: str, path: str) -> NoticeCase:
    number = str(case.get("id", ""))
    if not (number and case.get("text")) or not any(key in case for key in _EXPECTED):
        raise RuleError(f"a case needs id, text and one of {', '.join(_EXPECTED)}", path=path, key=number or "case")
    return NoticeCase(
        id=number,
        language=language,
        text=case["text"],
        path=path,
        stated=case.get("stated"),
        licence=case.get("licence"),
        scope=case.get("scope"),
    )
