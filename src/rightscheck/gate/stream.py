# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Records in a pipe: JSON Lines from stdin, or to stdout, one after another, with nothing to resume.

A pipe has no size and no second reading, so it is one shard that never was cut.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from rightscheck.gate.items import Line
from rightscheck.gate.lines import lines_of
from rightscheck.gate.plan import shards_of
from rightscheck.gate.reading import items_of
from rightscheck.gate.work import judged, routed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from rightscheck.gate.count import Count
    from rightscheck.gate.items import Item
    from rightscheck.gate.plan import Source
    from rightscheck.gate.work import Role, Work


def pipe(
    items: Iterable[Item | None],
    sinks: Mapping[Role, BinaryIO],
    work: Work,
    count: Count,
    advance: Callable[[int], None],
) -> None:
    """Judge every record and write it to its place at once.

    Raises:
        InputError: an input is damaged, or a record has the field already.
    """
    for item in items:
        if item is None:
            count.passed_over += 1
            continue
        role, line = routed(item, judged(item, work.gate), work, count)
        sinks[role].write(line)
        advance(item.disk)


def pipe_items(source: BinaryIO, before: int) -> Iterator[Line]:
    """The lines of a pipe; ``before`` is how many records stand before them."""
    for place, raw in enumerate(lines_of(source), before + 1):
        yield Line(raw, partial(int, place), len(raw))


def file_items(sources: tuple[Source, ...], before: int) -> Iterator[Item | None]:
    """Every record of every file, in order; ``before`` is how many records stand before them."""
    for shard in shards_of(sources):
        yield from items_of(shard, sources, copied=False, before=before)
