# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Marks apart from the data (design.md §5, ``--sidecar``): a row for each record, and evidence for those that speak.

The dataset is left alone. A mark is the id, the host, one outcome per reuse, why it is held, how it was seen, and
where the record says something or could not be read, a reference into the second file, in which the same answer is
kept once per shard. A third file has the address of each record, in the same order: only who judges again by newer
site policies needs it (``recheck``). As Parquet a mark takes a few bytes beside its id, since the rest repeats.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Protocol

import orjson

from rightscheck.gate.marked import signals_of, state_of
from rightscheck.gate.reading import items_of
from rightscheck.gate.work import Role, judged
from rightscheck.model import Reuse
from rightscheck.sources.kinds import Format
from rightscheck.sources.packed import packing_writer
from rightscheck.urls import host

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from rightscheck.gate.count import Count
    from rightscheck.gate.verdict import Verdict
    from rightscheck.gate.work import Hashing, Order, Progress, Work
    from rightscheck.sources.kinds import Kind

_ROWS = 4096
_OWN = ("observation", "observed_at")  # of one record alone, so never part of an answer that others share


class _Writer(Protocol):
    def write(self, mark: dict[str, Any]) -> None: ...

    def close(self) -> None: ...


def write_marks(order: Order, work: Work, sinks: Mapping[Role, Hashing], count: Count, progress: Progress) -> None:
    """Judge the records of this shard and write a mark for each."""
    marks = _writer(order.kinds[Role.MARKS], sinks[Role.MARKS])
    proofs = _Lines(order.kinds[Role.EVIDENCE], sinks[Role.EVIDENCE])
    addresses = _Lines(order.kinds[Role.ADDRESSES], sinks[Role.ADDRESSES])
    seen: set[str] = set()
    for item in items_of(order.shard, work.sources, copied=False):
        if item is None:
            count.passed_over += 1
            continue
        place = progress.next()
        verdict = judged(item, work.gate, deadly=place in order.deadly)
        count.add(verdict, work.gate.terms, work.gate.judging.rules, size=item.size)
        proof = proof_of(verdict)
        if proof is not None and proof["ref"] not in seen:
            seen.add(proof["ref"])
            proofs.write(proof)
        marks.write(mark_of(item.name(), verdict, proof))
        addresses.write(verdict.report.observation.address)
        progress.advance(item.disk)
    for writer in (marks, proofs, addresses):
        writer.close()


def mark_of(name: str, verdict: Verdict, proof: Mapping[str, Any] | None) -> dict[str, Any]:
    """The mark of one record; ``evidence`` is null where the record says nothing and was read.

    ``held`` is the reason under the question of the run, null for a record that passes.
    """
    address = verdict.report.observation.address
    outcomes = {reuse: decision.outcome.token for reuse, decision in verdict.report.reuses.items()}
    return {
        "id": name,
        "host": host(address) if address else None,
        **outcomes,
        "held": verdict.reason.value if verdict.reason else None,
        "seen": state_of(verdict.report),
        "evidence": proof["ref"] if proof else None,
    }


def proof_of(verdict: Verdict) -> dict[str, Any] | None:
    """The entry of the second file, named by its own digest; None for a record that says nothing and was read."""
    report = verdict.report
    if not report.evidence and not report.unread:
        return None
    rights = {name: value for name, value in report.rights().items() if name not in _OWN}
    proof = {"rights": rights, "signals": signals_of(report)}
    return {"ref": hashlib.sha256(orjson.dumps(proof)).hexdigest()[:16], **proof}


def mark_schema() -> pa.Schema:
    """The columns of marks as Parquet."""
    import pyarrow as pa  # noqa: PLC0415  # an extra

    word = pa.dictionary(pa.int32(), pa.string())
    outcomes = [(reuse.value, word) for reuse in Reuse]
    words = [("held", word), ("seen", word)]
    return pa.schema([("id", pa.string()), ("host", word), *outcomes, *words, ("evidence", pa.string())])


def _writer(kind: Kind, sink: Hashing) -> _Writer:
    return _Table(sink) if kind.format is Format.PARQUET else _Lines(kind, sink)


class _Lines:
    """Marks, proofs or addresses as JSON Lines."""

    def __init__(self, kind: Kind, sink: Hashing) -> None:
        self._stream = packing_writer(sink, kind.packing)  # type: ignore[arg-type]  # all that a packer asks of a stream
        self.close = self._stream.close

    def write(self, mark: object) -> None:
        self._stream.write(orjson.dumps(mark) + b"\n")


class _Table:
    """Marks as Parquet."""

    def __init__(self, sink: Hashing) -> None:
        from rightscheck.sources.tables import TableWriter  # noqa: PLC0415  # pyarrow is an extra

        self._schema = mark_schema()
        self._table = TableWriter(sink, self._schema)  # type: ignore[arg-type]  # all that pyarrow asks of a stream
        self._rows: list[Mapping[str, Any]] = []

    def write(self, mark: dict[str, Any]) -> None:
        self._rows.append(mark)
        if len(self._rows) >= _ROWS:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._table.close()

    def _flush(self) -> None:
        import pyarrow as pa  # noqa: PLC0415  # an extra

        for batch in pa.Table.from_pylist(self._rows, schema=self._schema).to_batches():
            self._table.write(batch)
        self._rows = []
