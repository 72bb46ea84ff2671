# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Where the data lies: inside the wheel under ``_data/``, else in the checkout beside ``src/``.

Hands out Traversables, never paths, so that an editable, an installed and a zipped package work alike. The rule set
is one value, ``RuleData``: readers and rules take it as an argument and may cache what they made of it by it.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rightscheck.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable


def folder(name: str) -> Traversable:
    """The data folder ``rules`` or ``fixtures``.

    Raises:
        RuleError: neither the package nor the checkout holds it.
    """
    packed = files("rightscheck").joinpath("_data", name)
    if packed.is_dir():
        return packed
    beside = Path(__file__).parents[2] / name
    if beside.is_dir():
        return beside
    raise RuleError("the data folder is missing; reinstall rightscheck", path=name)


def walk(base: Traversable, suffix: str, at: str = "") -> Iterator[tuple[str, Traversable]]:
    """Every file under ``base`` with this suffix, as (relative name, file), sorted; none for an empty folder."""
    for entry in sorted(base.iterdir(), key=lambda e: e.name):
        name = f"{at}/{entry.name}" if at else entry.name
        if entry.is_dir():
            yield from walk(entry, suffix, name)
        elif entry.name.endswith(suffix):
            yield name, entry


def parse_toml(body: bytes, name: str) -> dict[str, Any]:
    """The parsed TOML.

    Raises:
        RuleError: it is no UTF-8 or no TOML; the message names file, line and column.
    """
    try:
        return tomllib.loads(body.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"not readable as TOML: {error}", path=name) from error


@cache
def _parsed(body: bytes, name: str) -> dict[str, Any]:
    """A rule file parsed once: readers ask for theirs with every page."""
    return parse_toml(body, name)


@dataclass(frozen=True, slots=True, eq=False)
class RuleData:
    """All rule files of one run, by relative name (``standards/TDMREP.toml``).

    Equal and hashed by ``digest``, so what a room makes of it can be cached by it.
    """

    texts: Mapping[str, bytes]
    digest: str = field(default="")

    def files(self, room: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each TOML file below ``rules/<room>/`` as (name without suffix, content), sorted; none if there is none.

        Raises:
            RuleError: a file is not TOML.
        """
        for name in sorted(self.texts):
            if name.startswith(f"{room}/"):
                stem = name.removeprefix(f"{room}/").removesuffix(".toml")
                yield stem, _parsed(self.texts[name], f"rules/{name}")

    def file(self, name: str) -> dict[str, Any]:
        """The content of ``rules/<name>.toml``, shared by all who ask: it is to be read, never changed.

        Raises:
            RuleError: the file is missing or not TOML.
        """
        body = self.texts.get(f"{name}.toml")
        if body is None:
            raise RuleError("the rule file is missing", path=f"rules/{name}.toml")
        return _parsed(body, f"rules/{name}.toml")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RuleData) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)


def rule_data(texts: Mapping[str, bytes]) -> RuleData:
    """A rule set of these files; its digest is the same on every machine (line ends do not count)."""
    total = hashlib.sha256()
    for name in sorted(texts):
        body = texts[name].replace(b"\r\n", b"\n")
        total.update(f"{name}\0{len(body)}\0".encode())
        total.update(body)
    return RuleData(texts=dict(texts), digest=f"sha256:{total.hexdigest()}")


@cache
def shipped() -> RuleData:
    """The rule set that came with the package.

    Raises:
        RuleError: the data folder is missing.
    """
    return rule_data({name: file.read_bytes() for name, file in walk(folder("rules"), ".toml")})


def overlaid(base: RuleData, directory: Path) -> RuleData:
    """The rule set with the files of a user's directory added, those of the same name replaced; its digest differs.

    Raises:
        RuleError: a file belongs to no room of the rule set, so nothing would read it.
    """
    added = {name: file.read_bytes() for name, file in walk(directory, ".toml")}
    rooms = {name.partition("/")[0] for name in base.texts} | set(base.file("ruleset").get("rooms_of_users", ()))
    for name in added:
        if name.partition("/")[0] not in rooms:
            raise RuleError(f"nothing reads this; rooms are {', '.join(sorted(rooms))}", path=f"{directory}/{name}")
    return rule_data({**base.texts, **added})
