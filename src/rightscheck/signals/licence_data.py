# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The open licences there are, as data: ``rules/licences/*.toml``, compiled once per rule set.

Creative Commons has a grammar of its own (signals.md §12.1), so its file lists hosts, units, versions, ports and the
names of its elements in each language; every other licence is one ``[[licence]]`` with its names and addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.resources import RuleData


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """One licence or family of versions: ``id`` is the one without a version, ``versions`` maps numbers to ids.

    ``later`` tells a family whose ids end in ``-only`` or ``-or-later``. ``elements`` are those of
    ``rules/licence-terms.toml``. ``software`` marks licences written for code: a page that names one mostly speaks of
    a program.
    """

    id: str
    elements: tuple[str, ...]
    names: tuple[str, ...]
    shorts: tuple[str, ...]
    urls: tuple[str, ...]
    versions: Mapping[str, str]
    later: bool
    software: bool

    def with_version(self, version: str | None, *, later: bool = False) -> str:
        """The id for this version; the family's own id where the version is not told or never was."""
        if version is None:
            return self.id
        found = self.versions.get(version) or self.versions.get(f"{version}.0")
        if found is None:
            return self.id
        return f"{found}-{'or-later' if later else 'only'}" if self.later else found


@cache
def licences(rules: RuleData) -> tuple[Licence, ...]:
    """Every licence that is not Creative Commons, in file order."""
    return tuple(_licence(entry) for _, content in rules.files("licences") for entry in content.get("licence", ()))


def _licence(entry: Mapping[str, Any]) -> Licence:
    return Licence(
        id=entry["id"],
        elements=tuple(entry["elements"]),
        names=tuple(entry.get("names", ())),
        shorts=tuple(entry.get("shorts", ())),
        urls=tuple(entry.get("urls", ())),
        versions=entry.get("versions", {}),
        later=entry.get("later", False),
        software=entry.get("software", False),
    )


@cache
def by_id(rules: RuleData) -> Mapping[str, Licence]:
    """Each licence by each of its ids, versions included."""
    found: dict[str, Licence] = {}
    for licence in licences(rules):
        for one in (licence.id, *licence.versions.values()):
            found.setdefault(one, licence)
            if licence.later:
                found.setdefault(f"{one}-only", licence)
                found.setdefault(f"{one}-or-later", licence)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class CreativeCommons:
    """The Creative Commons tables: which units, versions and ports exist, and what their parts are called."""

    hosts: frozenset[str]
    badges: frozenset[str]
    badge_names: tuple[str, ...]
    archives: tuple[str, ...]
    units: Mapping[str, Mapping[str, Any]]
    aliases: Mapping[str, str]
    public: Mapping[str, str]
    ports: Mapping[str, frozenset[str]]
    elements: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    port_names: Mapping[str, str]

    def exists(self, unit: str, version: str, port: str) -> bool:
        """Whether this edition was ever published; ``port`` is empty for the international one."""
        editions = self.units[unit].get("editions")
        if editions is not None:
            return (f"{version}/{port}" if port else version) in editions
        return version in self.ports and (not port or port in self.ports[version])


@cache
def creative_commons(rules: RuleData) -> CreativeCommons:
    """The tables of ``rules/licences/creative-commons.toml``."""
    data = rules.file("licences/creative-commons")
    return CreativeCommons(
        hosts=frozenset(data["hosts"]),
        badges=frozenset(data["badges"]),
        badge_names=tuple(data["badge_names"]),
        archives=tuple(data["archives"]),
        units=data["unit"],
        aliases=data["alias"],
        public=data["public"],
        ports={version: frozenset(ports) for version, ports in data["ports"].items()},
        elements={element: tuple(names) for element, names in data["element"].items()},
        words={kind: tuple(names) for kind, names in data["words"].items()},
        port_names={name: port for port, names in data["port_names"].items() for name in names},
    )


def elements_of(licence: str, rules: RuleData) -> tuple[str, ...]:
    """The elements of one licence id (``by``, ``nc``, ``pd`` … of ``rules/licence-terms.toml``); none if unknown.

    An id of a port or version has the elements of its family.
    """
    known = by_id(rules).get(licence)
    if known is not None:
        return known.elements
    units = creative_commons(rules).units
    named = [unit for unit, data in units.items() if _is_edition(licence, data["id"])]
    return tuple(units[max(named, key=len)]["elements"]) if named else ()


def _is_edition(licence: str, unit: str) -> bool:
    rest = licence.removeprefix(unit)
    return licence.startswith(unit) and (not rest or (rest[0] == "-" and rest[1:2].isdigit()))
