# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""datatrove, the real library: no record is lost on the way, and each gets the command line's answer."""

from __future__ import annotations

import gzip
import io
import json
import sys
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rightscheck import Gate
from rightscheck.errors import InputError, UsageError
from rightscheck.gate.items import Line
from rightscheck.gate.lines import lines_of

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

pytest.importorskip("datatrove", reason="the extra 'datatrove' is not installed")
steps = pytest.importorskip(
    "rightscheck.integrations.datatrove_steps", reason="the extra 'datatrove' is not installed"
)

ODD = (
    b'{"id": "a", "text": "A walk along the dyke."}\n',
    b'{"id": "b", "text": ""}\n',
    b'{"id": "c", "html": "<p>AI training is prohibited.</p>"}\n',
    b'{"id": "d"}\n',
    b"oops\n",
    b'{"id": "f", "text": "caf\xe9"}\n',
    b"[1, 2]\n",
    b'{"id": "h", "text": 12}\n',
    b"\n",
    b'{"id": 10, "text": "A lone \\ud800 half.", "rank": "../../elsewhere", "media": [1], "filter_reason": "mine"}\n',
    b'{"text": "No id.", "metadata": {"url": "http://a.example/"}, "held_before": null}',
)

_FIELDS = st.sampled_from(["id", "text", "html", "url", "rank", "media", "metadata", "content", "status", "x"])
_VALUES = st.one_of(st.none(), st.text(max_size=9), st.integers(), st.lists(st.text(max_size=3), max_size=2))
_LINES = st.one_of(
    st.dictionaries(_FIELDS, _VALUES, max_size=5).map(lambda record: json.dumps(record).encode()),
    st.binary(max_size=20),
)


def through(reader: Any, gate: Gate, folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:  # noqa: ANN401  # datatrove ships no types
    """What a run of datatrove keeps and holds, as the writers wrote it."""
    from datatrove.executor import LocalPipelineExecutor  # noqa: PLC0415  # an extra

    held = steps.RightsFilter(gate, exclusion_writer=steps.LineWriter(str(folder / "held")))
    pipeline = [reader, held, steps.LineWriter(str(folder / "kept"), compression=None)]
    LocalPipelineExecutor(pipeline, logging_dir=str(folder / "logs"), skip_completed=False).run()
    kept = folder / "kept" / "00000.jsonl"
    packed = (folder / "held" / "00000.jsonl.zst").read_bytes()
    return lines(kept.read_bytes() if kept.exists() else b""), lines(zstd.decompress(packed))


def lines(body: bytes) -> list[dict[str, Any]]:
    """The records of JSON Lines."""
    return [json.loads(line) for line in body.splitlines()]


def answers(kept: Iterable[dict[str, Any]], held: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Both outputs as rows to compare."""
    rows = [{"id": row["id"], "held": None} for row in kept]
    return rows + [{"id": row["id"], "held": orjson.dumps(row["held"]).decode()} for row in held]


def test_lines_answer_as_the_command_line(
    folder: Path, gate: Gate, agrees: Callable[..., None], tmp_path: Path, records: list[dict[str, Any]]
) -> None:
    """Two thousand lines through a real pipeline: the same held objects, and the records as they came."""
    kept, held = through(steps.LineReader(str(folder), glob_pattern="pages.jsonl"), gate, tmp_path)
    agrees(answers(kept, held))
    by_id = {record["id"]: record for record in records}
    assert all(by_id[row["id"]] == row for row in kept)
    assert all({**by_id[row["id"]], "held": row["held"]} == row for row in held)


def test_rows_answer_as_the_command_line(
    folder: Path, gate: Gate, agrees: Callable[..., None], tmp_path: Path
) -> None:
    """The same from Parquet."""
    reader = steps.TableReader(str(folder), glob_pattern="pages.parquet", limit=500)
    agrees(answers(*through(reader, gate, tmp_path)), 500)


def test_the_marker_gives_the_rights(folder: Path, gate: Gate, agrees: Callable[..., None]) -> None:
    """Annotating adds the same rights to every document and drops none."""
    reader = steps.LineReader(str(folder), glob_pattern="pages.jsonl", limit=300)
    marked = steps.RightsMarker(gate).run(reader.run())
    agrees(({"id": d.id, "rights": orjson.dumps(d.metadata["rights"]).decode()} for d in marked), 300)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstd.compress], ids=["plain", "gzip", "zstd"])
def test_no_odd_record_is_lost(pack: Callable[[bytes], bytes], command: Callable[..., None], tmp_path: Path) -> None:
    """Lines that datatrove's reader loses come out, each where the command line puts it, packed in pieces or not."""
    gate = Gate(uses=["search", "ai-train"], profile="us", on_uncertain="keep", accept=["standing", "link-to-source"])
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "odd.jsonl").write_bytes(pack(b"".join(ODD[:4])) + pack(b"".join(ODD[4:])))
    kept, held = through(steps.LineReader(str(tmp_path / "in")), gate, tmp_path)
    assert len(kept) + len(held) == len(ODD)
    rows = {str(row["id"]): row for row in (*kept, *held)}
    assert rows["10"]["rank"] == "../../elsewhere"
    assert rows["10"]["filter_reason"] == "mine"
    assert rows["10"]["text"] == "A lone \ud800 half."
    assert rows["d"]["held"]["reason"] == "nothing-given"
    assert rows["odd.jsonl/5"]["raw"] == "oops"
    assert "not JSON" in rows["odd.jsonl/5"]["error"]
    assert rows["odd.jsonl/11"]["text"] == "No id."
    command(tmp_path, "in/odd.jsonl", "--annotate", "--output", "rights.jsonl")
    said = [row["rights"]["reuses"] for row in lines((tmp_path / "rights.jsonl").read_bytes())]
    marked = steps.RightsMarker(gate).run(steps.LineReader(str(tmp_path / "in")).run())
    assert [d.metadata["rights"]["reuses"] for d in marked] == said


@given(body=st.lists(_LINES, max_size=6).map(b"\n".join))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_come_out_line_by_line(body: bytes, gate: Gate, tmp_path: Path) -> None:
    """Whatever a file holds, there is one document a line, and each has the answer that the line itself gets."""
    body = body.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    (tmp_path / "any.jsonl").write_bytes(body)
    documents = list(steps.LineReader(str(tmp_path)).run())
    items = [Line(raw, lambda: 0) for raw in lines_of(io.BytesIO(body))]
    assert len(documents) == len(items)
    for document, item in zip(documents, items, strict=True):
        said = gate(item.record) if item.fault is None else gate.unreadable(item.fault)
        assert steps.verdict_on(document, gate).held() == said.held()
        assert document.metadata.get("raw") or item.fault is None or not item.raw.strip()


def test_a_column_of_odd_rows_loses_none(tmp_path: Path) -> None:
    """Rows without text, and one whose text is no UTF-8, come out of Parquet too."""
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    cells = [b"A walk.", b"", b"\xff"]
    offsets = arrow.array([0, 7, 7, 8], arrow.int32()).buffers()[1]
    rotten = arrow.Array.from_buffers(arrow.string(), 3, [None, offsets, arrow.py_buffer(b"".join(cells))])
    parquet.write_table(arrow.table({"text": rotten, "image": [b"\x00\xff", None, b""]}), tmp_path / "odd.parquet")
    gate = Gate(uses=["ai-train"], profile="us", on_uncertain="keep", accept=["standing"])
    kept, held = through(steps.TableReader(str(tmp_path), glob_pattern="*.parquet"), gate, tmp_path)
    assert [row["id"] for row in (*kept, *held)] == ["odd.parquet/1", "odd.parquet/2", "odd.parquet/3"]
    assert kept[0]["image"] == "AP8="
    assert "not readable" in held[-1]["error"]


def test_documents_of_other_readers(gate: Gate) -> None:
    """A document of another reader is judged by its text, as HTML where it is told so, and by its metadata."""
    from datatrove.data import Document  # noqa: PLC0415  # an extra

    page = "<p>Ferry.</p><footer>AI training on our pages is prohibited.</footer>"
    document = Document(text=page, id="1", metadata={"url": "http://a.example/"})
    step = steps.RightsFilter(gate, text_key="html")
    assert step.filter(document) is False
    assert document.metadata["held"]["evidence"][0]["place"] == "html:footer"
    with pytest.raises(InputError, match="held"):
        step.filter(document)


def test_an_earlier_step_is_heard(gate: Gate, tmp_path: Path) -> None:
    """The text is judged as the steps before have left it."""
    (tmp_path / "a.jsonl").write_bytes(b'{"id": "a", "text": "A walk."}\n{"id": "b"}\n')
    documents = list(steps.LineReader(str(tmp_path)).run())
    for document in documents:
        document.text = "AI training on our pages is prohibited."
        steps.RightsFilter(gate).filter(document)
    assert [d.metadata["held"]["reason"] for d in documents] == ["stated-denied", "stated-denied"]


def test_a_damaged_file_fails_its_task(tmp_path: Path) -> None:
    """A file cut short is no file that ends early."""
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n' * 1000)[:-20])
    with pytest.raises(InputError, match=r"a\.jsonl\.gz: cannot be read behind line"):
        list(steps.LineReader(str(tmp_path)).run())
    (tmp_path / "b.parquet").write_bytes(b"PAR1")
    with pytest.raises(InputError, match=r"b\.parquet"):
        list(steps.TableReader(str(tmp_path), glob_pattern="*.parquet").run())


def test_an_adapter_is_refused(tmp_path: Path) -> None:
    """An adapter may lose records again, so these readers take none."""
    with pytest.raises(UsageError, match="step behind"):
        steps.LineReader(str(tmp_path), adapter=lambda *_: {})


def test_options_of_datatrove_hold(folder: Path) -> None:
    """Limits, metadata for all, the file's path and another name of the text work as in datatrove's readers."""
    options: dict[str, Any] = {
        "limit": 3,
        "default_metadata": {"crawl": "c"},
        "add_file_path": True,
        "text_key": "url",
    }
    found = list(steps.LineReader(str(folder), glob_pattern="pages.jsonl", **options).run())
    assert len(found) == 3
    assert found[0].metadata["crawl"] == "c"
    assert found[0].metadata["file_path"].endswith("pages.jsonl")
    assert found[0].text.startswith("http://")
    assert steps.as_record(None, found[0])["url"] == found[0].text


def test_the_example_of_the_handbook_runs(example: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    """The page's example, as it stands, splits the records in two and loses none."""
    example("datatrove.md")
    found = [lines(zstd.decompress((tmp_path / at / "00000.jsonl.zst").read_bytes())) for at in ("kept", "held")]
    assert sum(map(len, found)) == 200
    assert 30 <= len(found[0]) <= 170
