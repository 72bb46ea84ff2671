# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a rule rests on: statutes, cases, guides, each with its territory, status and date (law.md §7).

A decision prints the authorities of its profile's territory and those that hold everywhere, never foreign law.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from rightscheck.errors import RuleError
from rightscheck.rules.fields import Table
from rightscheck.rules.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from rightscheck.resources import RuleData

EVERYWHERE = frozenset({"world", "treaty"})
_KEYS = ("cite", "title", "kind", "territory", "status", "checked_on", "review_by", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """One thing the law is taken from; ``cite`` is its short form, as reports print it."""

    id: str
    cite: str
    title: str
    kind: str
    territory: str
    status: str
    checked_on: date
    review_by: date | None
    note: str


@cache
def authorities(rules: RuleData) -> Mapping[str, Authority]:
    """Every authority by id; a file's own ``territory`` and ``checked_on`` hold for those that name none.

    Raises:
        RuleError: one lacks a field, or two have one id.
        UnknownTermError: a word is not in the vocabulary.
    """
    found: dict[str, Authority] = {}
    for name, content in rules.files("authorities"):
        path = f"rules/authorities/{name}.toml"
        shared: dict[str, Any] = {key: content[key] for key in ("territory", "checked_on") if key in content}
        for key, table in content.items():
            if key in shared:
                continue
            if key in found:
                raise RuleError("this authority is on file twice; give one another id", path=path, key=key)
            found[key] = _authority(key, Table({**shared, **table}, f"{path}: {key}"), rules)
    return found


def _authority(key: str, table: Table, rules: RuleData) -> Authority:
    words = vocabulary(rules)
    table.only(_KEYS)
    checked_on = table.day("checked_on")
    if checked_on is None:
        raise RuleError("when was this looked at? write checked_on = 2026-11-24", path=table.path, key="checked_on")
    return Authority(
        id=key,
        cite=table.text("cite"),
        title=str(table.content.get("title", table.text("cite"))),
        kind=table.word("kind", words.kinds, "statute"),
        territory=table.word("territory", words.territories),
        status=table.word("status", words.status, "in-force"),
        checked_on=checked_on,
        review_by=table.day("review_by"),
        note=str(table.content.get("note", "")),
    )


def of_territory(basis: Iterable[Authority], territories: Iterable[str]) -> tuple[Authority, ...]:
    """Those that hold in one of these territories; the EU without a member named takes in all of its members."""
    wanted = frozenset(territories)
    members = any("/" in territory for territory in wanted)

    def holds(territory: str) -> bool:
        if territory in EVERYWHERE or territory in wanted:
            return True
        return not members and territory.partition("/")[0] in wanted

    return tuple(authority for authority in basis if holds(authority.territory))
