# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Site policies joined to records by their site, offline (design.md §5, ``--policies DIR``).

What a record brought itself wins: it is what the crawler saw. A site that the snapshot does not hold leaves its parts
not given, and one that could not be read leaves them unread, which holds the record. Only the path crosses to other
processes: each opens the snapshot when it meets its first record.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from rightscheck.errors import UsageError
from rightscheck.model import Found, NotGiven, Observation
from rightscheck.store.policies import ROBOTS, site_of
from rightscheck.store.snapshot import open_snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rightscheck.model import Part
    from rightscheck.store.policies import SitePolicies
    from rightscheck.store.snapshot import Snapshot

_MOST_SITES = 20_000
_MOST_BYTES = 32 << 20
_ENTRY = 500  # what an entry without a body takes, roughly


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """An observation with what its site says, and the names of the parts that came from the snapshot.

    ``parts`` is empty where the snapshot holds nothing for the site, or nothing that the record did not bring.
    """

    observation: Observation
    parts: tuple[str, ...] = ()


class Policies:
    """A snapshot of site policies as a value that pickles: where it lies, and the day whose policies count.

    ``as_of`` (YYYY-MM-DD) picks what was known by the end of that day; without it the newest counts. ``expected`` is
    the digest that it must have, where a run must not go on with another.
    """

    __slots__ = ("_opened", "as_of", "expected", "path")

    def __init__(self, path: str | Path, *, as_of: str | None = None, expected: str | None = None) -> None:
        self.path = Path(path)
        self.as_of = as_of
        self.expected = expected
        self._opened: _Opened | None = None

    def __getstate__(self) -> tuple[Path, str | None, str | None]:
        return self.path, self.as_of, self.expected

    def __setstate__(self, state: tuple[Path, str | None, str | None]) -> None:
        self.path, self.as_of, self.expected = state
        self._opened = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Policies) and self.__getstate__() == other.__getstate__()

    def __hash__(self) -> int:
        return hash(self.__getstate__())

    @property
    def digest(self) -> str:
        """The name of exactly this snapshot.

        Raises:
            UsageError: there is none, or it is not finished.
            InputError: it cannot be read.
        """
        return self._open().snapshot.digest

    def pinned(self) -> Policies:
        """The same, looked through, for a run of many processes: one that finds another snapshot there is an error.

        Raises:
            UsageError: there is none, or it is not finished.
            InputError: it cannot be read, or its rows are damaged.
        """
        self._open().snapshot.verify()
        return Policies(self.path, as_of=self.as_of, expected=self.digest)

    def join(self, observation: Observation) -> Joined:
        """The observation with the policies of its site; itself where there are none.

        Raises:
            UsageError: there is no snapshot, or it is not finished.
            InputError: it is damaged.
        """
        site = site_of(observation.address) if observation.address else None
        found = self._open().of(site, self.as_of) if site else None
        return joined(observation, found.parts) if found else Joined(observation=observation)

    def find(self, sites: Sequence[str]) -> dict[str, SitePolicies]:
        """The policies of those sites that the snapshot holds, asked for at once.

        Raises:
            UsageError: there is no snapshot, or it is not finished.
            InputError: it is damaged.
        """
        return self._open().snapshot.find(sites, self.as_of)

    def _open(self) -> _Opened:
        """The snapshot as this process opened it: an open database must not be carried over a fork."""
        if self._opened is None or self._opened.process != os.getpid():
            opened = _Opened(open_snapshot(self.path))
            if self.expected not in (None, opened.snapshot.digest):
                raise UsageError(f"{self.path}: holds another snapshot than when the run began; run it again")
            self._opened = opened
        return self._opened


def joined(observation: Observation, parts: Mapping[str, Part]) -> Joined:
    """The observation with those of these parts that it has not."""
    mine = {path: part for path, part in observation.site_files.items() if not isinstance(part, NotGiven)}
    fresh = {name: part for name, part in parts.items() if name not in mine}
    if not isinstance(observation.robots, NotGiven):
        fresh.pop(ROBOTS, None)
    files = {name: part for name, part in fresh.items() if name.startswith("/")}
    documents = {name: part for name, part in fresh.items() if name != ROBOTS and name not in files}
    together = replace(
        observation,
        robots=fresh.get(ROBOTS, observation.robots),
        site_files={**observation.site_files, **files},
        documents={**documents, **observation.documents},
    )
    return Joined(observation=together, parts=tuple(fresh))


class _Opened:
    """An open snapshot with the sites it was asked for last.

    They come as the very same objects, so that whoever reads them can remember what they hold.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.process = os.getpid()
        self._lock = Lock()
        self._sites: OrderedDict[str, SitePolicies | None] = OrderedDict()
        self._bytes = 0

    def of(self, site: str, as_of: str | None) -> SitePolicies | None:
        with self._lock:
            if site in self._sites:
                self._sites.move_to_end(site)
                return self._sites[site]
            found = self.snapshot.find((site,), as_of).get(site)
            self._sites[site] = found
            self._bytes += _size(found)
            while len(self._sites) > _MOST_SITES or (self._bytes > _MOST_BYTES and len(self._sites) > 1):
                self._bytes -= _size(self._sites.popitem(last=False)[1])
            return found


def _size(policies: SitePolicies | None) -> int:
    parts = policies.parts.values() if policies else ()
    return _ENTRY + sum(_ENTRY + (len(part.body) if isinstance(part, Found) else 0) for part in parts)
