# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A run from end to end: planned, resumed, done shard by shard, joined, and written down in one manifest.

The order of events is the proof that a kill loses nothing: shards, each ended by its manifest; the joined outputs,
each renamed into place; the run's manifest; only then are the parts let go. Whatever comes before a sign is done
again, and gives the same bytes, since nothing here looks at a clock.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from glob import escape
from typing import TYPE_CHECKING, Any

import orjson

from rightscheck.errors import UsageError
from rightscheck.gate.count import Count
from rightscheck.gate.output import atomic_output
from rightscheck.gate.pool import do_all
from rightscheck.gate.work import Hashing, Role
from rightscheck.sources.kinds import Format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from rightscheck.gate.layout import Layout
    from rightscheck.gate.plan import Shard
    from rightscheck.gate.work import Order, Work

_SETTINGS = "settings.json"
_FILES = "files.json"
_TOP = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What is to be done, where, and with how many workers."""

    work: Work
    shards: tuple[Shard, ...]
    layout: Layout
    workers: int = 1
    resume: bool = False
    overwrite: bool = False


def perform(run: Run, advance: Callable[[int], None]) -> dict[str, Any]:
    """Do the run, or what is left of it, and return its manifest. ``advance`` is told the bytes that are done.

    Raises:
        UsageError: an output is there already, or an unfinished run with other settings.
        InputError: an input is damaged, or a record has the field already.
    """
    orders = run.layout.orders(run.shards, run.work.sources)
    settings = settings_of(run)
    _refuse_taken(run)
    with _locked(run.layout.books), _without_empty_books(run.layout.books):
        manifest = _done_before(run, settings) or _done_now(run, settings, orders, advance)
    if not run.layout.folders:
        shutil.rmtree(run.layout.books, ignore_errors=True)
    return manifest


def _done_now(
    run: Run, settings: Mapping[str, Any], orders: Sequence[Order], advance: Callable[[int], None]
) -> dict[str, Any]:
    _begin(run, settings, orders)
    left = [order for order in orders if _finished(order) is None]
    advance(sum(order.shard.size for order in orders) - sum(order.shard.size for order in left))
    do_all(left, run.work, run.workers, advance)
    return _end(run, settings, orders)


@contextmanager
def _without_empty_books(books: Path) -> Iterator[None]:
    """Leave nothing behind when a run fails before its first shard is done: there is nothing to resume."""
    try:
        yield
    except BaseException:
        if not any(books.glob("[0-9]*.json")):
            shutil.rmtree(books, ignore_errors=True)
        raise


def settings_of(run: Run) -> dict[str, Any]:
    """All that the outputs of a run hang on; two runs with the same settings give the same bytes."""
    gate, work = run.work.gate, run.work
    return {
        "rules": gate.judging.rules.digest,
        "profiles": list(gate.judging.profiles),
        "as_of": gate.judging.as_of,
        "reader": gate.judging.engine.value,
        "audit_sample": gate.judging.audit_sample,
        "agent": gate.judging.agent,
        "columns": dict(gate.judging.columns),
        "policies": policies.digest if (policies := gate.judging.policies) else None,
        "nulls": gate.judging.nulls.value,
        "uses": [use.value for use in gate.terms.uses],
        "accepted": sorted(gate.terms.accepted),
        "policy": gate.terms.policy.value,
        "on_uncertain": gate.terms.on_uncertain.value,
        "mode": "annotate" if work.annotates else "mark" if Role.MARKS in run.layout.outputs else "split",
        "field": work.field,
        "inputs": [
            {"name": s.name, "format": s.kind.format.value, "bytes": s.size, "changed": s.changed}
            for s in work.sources
        ],
        "outputs": {role.value: path.name for role, path in run.layout.outputs.items()},
    }


def _refuse_taken(run: Run) -> None:
    """Refuse to mix two runs, before anything is written."""
    layout = run.layout
    for path in layout.outputs.values():
        if not path.parent.is_dir():
            raise UsageError(f"{path}: cannot be written: there is no folder {path.parent}")
    _refuse_input(run)
    if run.overwrite or (run.resume and (layout.books.exists() or layout.manifest.is_file())):
        return
    if layout.books.exists():
        raise UsageError(
            f"{layout.books}: an earlier run lies there; pass --resume to go on, --overwrite to begin anew"
        )
    for path in (*layout.outputs.values(), layout.manifest):
        if path.exists() and (path.is_file() or any(path.iterdir())):
            raise UsageError(f"{path}: exists already; name another output or pass --overwrite")


def _refuse_input(run: Run) -> None:
    for source in run.work.sources:
        for path in run.layout.outputs.values():
            inside = run.layout.folders and path.resolve() in source.path.resolve().parents
            if inside or (path.exists() and path.samefile(source.path)):
                raise UsageError(f"{source.path}: is input and output at once; name another output")


@contextmanager
def _locked(books: Path) -> Iterator[None]:
    """Hold the run for one process; the lock goes with the process, however that ends."""
    import fcntl  # noqa: PLC0415  # not there on Windows, where files are locked by being open

    try:
        books.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{books}: cannot be written: {error.strerror}") from error
    with (books / "lock").open("a+b") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UsageError(f"{books}: another process is at this run") from error
        yield


def _done_before(run: Run, settings: Mapping[str, Any]) -> dict[str, Any] | None:
    """The manifest of this very run where it has come to its end already."""
    if not run.resume or not run.layout.manifest.is_file():
        return None
    manifest: dict[str, Any] = orjson.loads(run.layout.manifest.read_bytes())
    if manifest.get("settings") != settings:
        raise UsageError(
            f"{run.layout.manifest}: that run had other inputs or settings; give the same, or --overwrite"
        )
    return manifest if _outputs_stand(run, manifest) else None


def _outputs_stand(run: Run, manifest: Mapping[str, Any]) -> bool:
    """Whether the outputs of a finished run are there still; those that are gone are made again.

    Raises:
        UsageError: one is another file now, which may be somebody's work.
    """
    if run.layout.folders:
        return False  # each shard is looked at by itself, and what stands is not done again
    stands = True
    for role, path in run.layout.outputs.items():
        if not path.is_file():
            stands = False
        elif path.stat().st_size != manifest["outputs"][role.value]["bytes"]:
            raise UsageError(f"{path}: has changed since that run ended; name another output or pass --overwrite")
    return stands


def _begin(run: Run, settings: Mapping[str, Any], orders: Sequence[Order]) -> None:
    """Take up what an earlier process left, or clear it away."""
    books, file = run.layout.books, run.layout.books / _SETTINGS
    if run.resume and file.is_file() and orjson.loads(file.read_bytes()) != settings:
        raise UsageError(f"{books}: the run there has other inputs or settings; give the same ones, or --overwrite")
    if run.overwrite and not run.resume:
        _clear(run, orders)
    _sweep(path for order in orders for path in (*order.outputs.values(), order.manifest))
    _sweep((*run.layout.outputs.values(), run.layout.manifest, file))
    with atomic_output(file, overwrite=True, partial=False) as stream:
        stream.write(orjson.dumps(settings, option=orjson.OPT_INDENT_2))
    if run.layout.folders:
        _note_files(run, orders)


def _sweep(paths: Iterable[Path]) -> None:
    """Take away what a killed process had begun to write; we hold the lock, so nobody is at it."""
    for path in paths:
        for stray in path.parent.glob(f"{escape(path.name)}.tmp-*"):
            stray.unlink(missing_ok=True)


def _clear(run: Run, orders: Sequence[Order]) -> None:
    """Take away what an earlier run wrote, from other inputs too, and nothing else."""
    for path in _earlier(run):
        path.unlink(missing_ok=True)
    run.layout.manifest.unlink(missing_ok=True)
    for manifest in run.layout.books.glob("[0-9]*.json"):
        manifest.unlink()
    for order in orders:
        for path in order.outputs.values():
            path.unlink(missing_ok=True)


def _earlier(run: Run) -> Iterator[Path]:
    """The files that an earlier run into these folders wrote, or was to write."""
    try:
        listed = orjson.loads((run.layout.books / _FILES).read_bytes())
    except (OSError, ValueError):
        return
    for role, folder in run.layout.outputs.items():
        for name in listed.get(role.value, ()):
            path = folder / name
            if folder.resolve() in path.resolve().parents:
                yield path


def _note_files(run: Run, orders: Sequence[Order]) -> None:
    """Note which files the run writes into folders, so that one that begins anew can take them away."""
    roles = run.layout.outputs.items()
    names = {role.value: [str(order.outputs[role].relative_to(path)) for order in orders] for role, path in roles}
    with atomic_output(run.layout.books / _FILES, overwrite=True, partial=False) as stream:
        stream.write(orjson.dumps(names))


def _finished(order: Order) -> dict[str, Any] | None:
    """The manifest of a shard that is done and whose outputs are there, else None."""
    try:
        manifest: dict[str, Any] = orjson.loads(order.manifest.read_bytes())
        for role, path in order.outputs.items():
            if path.stat().st_size != manifest["outputs"][role.value]["bytes"]:
                return None
    except (OSError, ValueError, KeyError):
        return None
    return manifest


def _end(run: Run, settings: Mapping[str, Any], orders: Sequence[Order]) -> dict[str, Any]:
    manifests = [_finished(order) for order in orders]
    if None in manifests:  # somebody else took it away while we worked
        raise UsageError(f"{run.layout.books}: parts of the run have vanished; run again with --resume")
    found = [manifest for manifest in manifests if manifest is not None]
    count = Count()
    for manifest in found:
        count.merge(Count.from_json(manifest["counts"]))
    outputs = _listed(found) if run.layout.folders else _joined(run, orders, found)
    whole = run_manifest(settings, count, outputs, shards=len(orders))
    with atomic_output(run.layout.manifest, overwrite=True, partial=False) as stream:
        stream.write(orjson.dumps(whole, option=orjson.OPT_INDENT_2) + b"\n")
    return whole


def run_manifest(
    settings: Mapping[str, Any], count: Count, outputs: Mapping[str, Any], *, shards: int
) -> dict[str, Any]:
    """The manifest of a run: what it was asked, what came of it, and which domains it was made of."""
    counts = count.as_json()
    domains = counts.pop("domains")
    top = dict(list(domains.items())[:_TOP])
    share = round(count.not_given / count.records, 6) if count.records else 0.0
    return {
        "schema": "rightscheck-run/1",
        "settings": settings,
        "shards": shards,
        "counts": counts,
        "share_held_for_signals_not_given": share,
        "disagreement_of_readers": round(count.disagreed / count.audited, 6) if count.audited else None,
        "outputs": outputs,
        "top_domains": top,
        "bytes_by_domain": domains,
    }


def _listed(manifests: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Of folders, every file of every shard."""
    return {role: [manifest["outputs"][role] for manifest in manifests] for role in manifests[0]["outputs"]}


def _joined(run: Run, orders: Sequence[Order], manifests: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The parts as one file for each role; all packed forms stay sound when one follows another."""
    found = {}
    for role, target in run.layout.outputs.items():
        parts = [order.outputs[role] for order in orders]
        if len(parts) == 1:
            _link(parts[0], target)
            found[role.value] = {**manifests[0]["outputs"][role.value], "name": target.name}
        else:
            found[role.value] = _join(parts, target, tables=orders[0].kinds[role].format is Format.PARQUET)
    return found


def _link(part: Path, target: Path) -> None:
    """Put a part at its final name, and leave it where it is: a kill in between must find the shard still done."""
    temporary = target.with_name(f"{target.name}.tmp-{os.getpid()}")
    try:
        os.link(part, temporary)
    except OSError:  # a file system without links
        shutil.copyfile(part, temporary)
    temporary.replace(target)


def _join(parts: Sequence[Path], target: Path, *, tables: bool) -> dict[str, Any]:
    with atomic_output(target, overwrite=True, partial=False) as raw:
        sink = Hashing(raw)
        if tables:
            from rightscheck.sources.tables import joined  # noqa: PLC0415  # pyarrow is an extra

            joined(list(parts), sink)  # type: ignore[arg-type]  # all that pyarrow asks of a stream
        else:
            for part in parts:
                with part.open("rb") as stream:
                    shutil.copyfileobj(stream, sink, 1 << 20)
    return {"name": target.name, "bytes": sink.bytes, "sha256": sink.hexdigest()}
