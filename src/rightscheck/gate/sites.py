# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The sites that a dataset is made of: any input the gate reads, of which only the addresses are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rightscheck.gate.captured import address
from rightscheck.gate.columns import contract, mapping
from rightscheck.gate.plan import shards_of
from rightscheck.gate.reading import items_of
from rightscheck.sources.captures import captures
from rightscheck.sources.kinds import Format
from rightscheck.store.policies import site_of
from rightscheck.urls import Address, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from rightscheck.gate.plan import Source

_ROWS = 4096
_OWN = ("final_url", "url")


def sites_in(
    sources: Sequence[Source], columns: tuple[tuple[str, str], ...], advance: Callable[[int], None]
) -> Iterator[tuple[str, str]]:
    """Each site of these inputs with the scheme it was met by, ``https`` or ``http``: each pair once, as they come.

    ``advance`` is told the bytes that are done. A record that cannot be read, or names no web address, has no site.

    Raises:
        InputError: an input is damaged.
    """
    seen: set[tuple[str, str]] = set()
    for place, source in enumerate(sources):
        for url, size in _addresses(sources, place, columns):
            found = _site(url)
            if found is not None and found not in seen:
                seen.add(found)
                yield found
            advance(size)
        if source.kind.format is Format.PARQUET:
            advance(source.size)


def _site(url: object) -> tuple[str, str] | None:
    parsed = parse(url) if isinstance(url, str) else None
    site = site_of(parsed.href) if isinstance(parsed, Address) else None
    return (site, parsed.scheme) if site and isinstance(parsed, Address) else None


def _addresses(
    sources: Sequence[Source], place: int, columns: tuple[tuple[str, str], ...]
) -> Iterator[tuple[object, int]]:
    """The address of each record, with how many bytes of the file it took."""
    source = sources[place]
    if source.kind.format is Format.WARC:
        for capture in captures(source.path):
            yield (address(capture) if capture.judged else None), capture.end - capture.start
    elif source.kind.format is Format.PARQUET:
        yield from ((url, 0) for url in _column(source.path, columns))
    else:
        for shard in shards_of((source,)):
            for item in items_of(shard, (source,), copied=False):
                if item is not None:
                    yield _address(item.record, columns), item.disk


def _address(record: Mapping[str, Any], columns: tuple[tuple[str, str], ...]) -> object:
    """The address that answered, else the one asked for (``Observation.address``)."""
    if "final_url" not in record and "url" in record and not columns:
        return record["url"]
    found = contract(record, columns)
    return next((found[name] for name in _OWN if found.get(name) is not None), None)


def _column(path: Path, columns: tuple[tuple[str, str], ...]) -> Iterator[object]:
    """The addresses of a table, whose other columns are not read."""
    from rightscheck.gate.arrow import rows_of  # noqa: PLC0415  # pyarrow is an extra
    from rightscheck.sources.tables import opened, schema_of  # noqa: PLC0415  # as above

    names = schema_of(path).names
    paths = {keys[0] for field, keys in mapping(tuple(names), columns) if field == "url"}
    wanted = [name for name in names if name in _OWN or name in paths]
    if not wanted:
        return
    for batch in opened(path).iter_batches(batch_size=_ROWS, columns=wanted):
        for record, _ in rows_of(batch, batch.schema.names):
            yield _address(record, columns)
