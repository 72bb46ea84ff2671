# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Profiles: a jurisdiction and kind of user, as a list of the rules that hold there (law.md §2, §7).

``rules/profiles/<name>.toml`` names its rules, or extends another profile and adds or replaces some.
``rules/members/<code>.toml`` is a state of the EU: laid over an EU profile as ``eu-commercial@fr`` it replaces rules
that the profile has and narrows the territory.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rightscheck.errors import RuleError
from rightscheck.rules.fields import Table
from rightscheck.rules.rulebook import rulebook
from rightscheck.rules.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.resources import RuleData

_KEYS = ("title", "fits", "maturity", "territory", "extends", "rules", "add", "replace", "default", "members")
_MEMBER_KEYS = ("title", "note", "territory", "replace")
MEMBER = "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who it fits, where it holds, and the ids of its rules. ``default`` answers where no rule in force does."""

    name: str
    title: str
    fits: str
    note: str
    experimental: bool
    territories: tuple[str, ...]
    rules: tuple[str, ...]
    default: str
    members: bool


@cache
def all_profiles(rules: RuleData) -> Mapping[str, Profile]:
    """Every profile by name, those of EU members behind their own.

    Raises:
        RuleError: a file is wrong; the message names file, key and mend.
        UnknownTermError: it names a rule or profile that does not exist.
    """
    tables = {name: Table(content, f"rules/profiles/{name}.toml") for name, content in rules.files("profiles")}
    found = {name: _profile(name, tables, rules, ()) for name in tables}
    members = {code: Table(content, f"rules/members/{code}.toml") for code, content in rules.files("members")}
    for name, profile in tuple(found.items()):
        if profile.members:
            found |= {
                f"{name}{MEMBER}{code}": _member(profile, code, table, rules) for code, table in members.items()
            }
    return found


def _profile(name: str, tables: Mapping[str, Table], rules: RuleData, heirs: tuple[str, ...]) -> Profile:
    table = tables[name]
    table.only(_KEYS)
    base = None
    if "extends" in table.content:
        parent = table.word("extends", tuple(tables))
        if parent in (*heirs, name):
            raise RuleError("profiles extend each other in a circle; end it", path=table.path, key="extends")
        base = _profile(parent, tables, rules, (*heirs, name))
    named = _rules(table, base, rules)
    default = table.word("default", rulebook(rules), base.default if base else None)
    words = vocabulary(rules)
    return Profile(
        name=name,
        title=table.text("title"),
        fits=table.text("fits"),
        note="",
        experimental=table.word("maturity", words.maturity, "stable") == "experimental",
        territories=table.words("territory", words.territories) or (base.territories if base else ()),
        rules=tuple(dict.fromkeys((*named, default))),
        default=default,
        members=table.flag("members") or bool(base and base.members),
    )


def _rules(table: Table, base: Profile | None, rules: RuleData) -> tuple[str, ...]:
    book = rulebook(rules)
    own = (*table.words("rules", book), *table.words("add", book))
    inherited = base.rules if base else ()
    return tuple(dict.fromkeys((*_replaced(inherited, table, book, strict=True), *own)))


def _replaced(inherited: tuple[str, ...], table: Table, book: Mapping[str, object], *, strict: bool) -> list[str]:
    """The rules with those replaced that the table replaces; an empty text takes a rule out."""
    swaps = table.table("replace")
    for old in swaps.content:
        if strict and old not in inherited:
            raise RuleError("the profile it extends has no such rule", path=table.path, key=f"replace.{old}")
        if swaps.content[old] != "":
            swaps.word(old, book)
    return [new for old in inherited if (new := swaps.content.get(old, old))]


def _member(profile: Profile, code: str, table: Table, rules: RuleData) -> Profile:
    table.only(_MEMBER_KEYS)
    return Profile(
        name=f"{profile.name}{MEMBER}{code}",
        title=f"{profile.title}, {table.text('title')}",
        fits=profile.fits,
        note=table.text("note"),
        experimental=profile.experimental,
        territories=(*profile.territories, *table.words("territory", vocabulary(rules).territories)),
        rules=tuple(_replaced(profile.rules, table, rulebook(rules), strict=False)),
        default=profile.default,
        members=False,
    )
