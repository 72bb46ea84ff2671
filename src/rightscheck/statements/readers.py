# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Every reader there is, and one reading by all of them.

Standards are discovered: a module of ``signals`` with a ``READER`` takes part, so a new one is listed nowhere. The
reader of prose comes through the same door.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

import rightscheck.signals
from rightscheck.model import Reading
from rightscheck.statements.site_apart import SiteApart

if TYPE_CHECKING:
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Reader, Seen, Want


@cache
def readers() -> tuple[Reader, ...]:
    """All readers: the standards by module name, prose last, so that every machine lists evidence alike."""
    names = sorted(m.name for m in pkgutil.iter_modules(rightscheck.signals.__path__, "rightscheck.signals."))
    modules = [import_module(name) for name in names]
    found = [cast("Reader", module.READER) for module in modules if hasattr(module, "READER")]
    return (*found, SiteApart())


def site_files() -> tuple[str, ...]:
    """The paths on a page's origin that any reader asks for, each once, in reader order."""
    return tuple(dict.fromkeys(path for reader in readers() for path in reader.site_files))


def wants(seen: Seen, rules: RuleData) -> tuple[Want, ...]:
    """The linked documents that any reader still asks for, each URL once; none when nothing is to be followed."""
    asked: dict[str, Want] = {}
    for reader in readers():
        for want in reader.wants(seen, rules):
            asked.setdefault(want.url, want)
    return tuple(asked.values())


def read_all(seen: Seen, rules: RuleData) -> Reading:
    """What all readers found, in reader order; empty when the observation says nothing of rights."""
    readings = [reader.read(seen, rules) for reader in readers()]
    return Reading(
        signals=tuple(signal for reading in readings for signal in reading.signals),
        unread=tuple(dict.fromkeys(part for reading in readings for part in reading.unread)),
        diagnostics=tuple(dict.fromkeys(note for reading in readings for note in reading.diagnostics)),
    )
