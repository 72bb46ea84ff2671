# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Site policies joined to records: by site, offline, with what the record brought itself before them."""

from __future__ import annotations

import json
import os
import pickle
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.errors import UsageError
from rightscheck.gate.count import DOCUMENTS, NO_POLICIES, Count
from rightscheck.gate.gating import Gate
from rightscheck.gate.layout import layout_of
from rightscheck.gate.plan import shards_of, sources_of
from rightscheck.gate.policies import Policies
from rightscheck.gate.run import Run, perform
from rightscheck.gate.work import Role, Work
from rightscheck.model import Absent, Found, Part, Stated, Unread
from rightscheck.sources.expand import expand
from rightscheck.store.collecting import collect_in
from rightscheck.store.policies import SitePolicies

if TYPE_CHECKING:
    from pathlib import Path

RESERVED = b'[{"location": "/", "tdm-reservation": 1}]'
TERMS = b"<html><body><p>Any use of our articles for training AI models is prohibited.</p></body></html>"


def found(body: bytes, kind: str = "text/plain") -> Part:
    """A file that was there."""
    return Found(body=body, status=200, content_type=kind)


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    """A site that reserves since June, one that says nothing, one that could not be read, one with terms."""
    silent: dict[str, Part] = {
        name: Absent(reason="404")
        for name in ("robots.txt", "/ai.txt", "/.well-known/tdmrep.json", "/trust.txt", "/.well-known/trust.txt")
    }
    may, june = "2026-05-01T10:00:00Z", "2026-06-01T10:00:00Z"
    with collect_in(tmp_path / "policies") as collection:
        collection.add("turns.example", may, SitePolicies(parts=silent))
        collection.add(
            "turns.example", june, SitePolicies(parts={**silent, "/.well-known/tdmrep.json": found(RESERVED)})
        )
        collection.add("silent.example", june, SitePolicies(parts=silent))
        collection.add("down.example", june, SitePolicies(parts={"robots.txt": Unread(reason="503")}))
        terms = {"https://terms.example/terms": found(TERMS, "text/html")}
        collection.add("terms.example", june, SitePolicies(parts={**silent, **terms}))
        collection.finish(table=find_spec("pyarrow") is not None)
    return tmp_path / "policies"


def record(host: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # fields of a record
    """A page that says nothing by itself."""
    headers = {"Content-Type": "text/html"}
    return {"url": f"https://{host}/a", "html": "<p>Weather.</p>", "headers": headers, "status": 200, **more}


def test_a_reservation_of_the_site_holds_the_record(snapshot: Path) -> None:
    """What the page does not say its site says, with its words and their place."""
    gate = Gate(uses=["ai-train"], policies=snapshot)
    verdict = gate(record("turns.example"))
    held = verdict.held()
    assert held is not None
    assert held["reason"] == "stated-denied"
    assert held["evidence"][0]["url"] == "https://turns.example/.well-known/tdmrep.json"
    assert verdict.joined is not None
    assert "/.well-known/tdmrep.json" in verdict.joined


def test_a_day_picks_the_policies_known_then(snapshot: Path) -> None:
    """Before the site reserved, its record was silent; before the first visit its files were not given."""
    gate = Gate(uses=["ai-train"], policies=snapshot, as_of="2026-05-31")
    assert gate(record("turns.example")).report.reuses["ai-train"].stated is Stated.SILENT
    early = Gate(uses=["ai-train"], policies=snapshot, as_of="2026-04-30")(record("turns.example"))
    assert "robots.txt" in early.report.not_given
    assert early.joined == ()


def test_what_the_record_brought_wins(snapshot: Path) -> None:
    """The crawler saw the site's file itself, absent or not, so the snapshot adds only the others."""
    verdict = Gate(uses=["ai-train"], policies=snapshot)(
        record("turns.example", site_files={"/.well-known/tdmrep.json": None}, robots_txt="User-agent: *\nAllow: /\n")
    )
    assert verdict.report.reuses["ai-train"].stated is Stated.SILENT
    assert verdict.joined is not None
    assert set(verdict.joined) == {"/ai.txt", "/trust.txt", "/.well-known/trust.txt"}


def test_a_known_silent_site_frees_of_the_duty_to_look(snapshot: Path) -> None:
    """Files that were looked for and are absent need no further looking; an unknown site's still do."""
    gate = Gate(uses=["ai-train"], profile="us", policies=snapshot, accept=["standing"])
    silent, unknown = gate(record("silent.example")), gate(record("unknown.example"))
    assert "robots.txt" not in silent.report.not_given
    assert "robots.txt" in unknown.report.not_given
    assert "check-site-signals" not in silent.report.reuses["ai-train"].duties
    assert unknown.joined == ()


def test_a_part_that_could_not_be_read_holds_the_record(snapshot: Path) -> None:
    """Unread is never taken for absent."""
    verdict = Gate(uses=["ai-train"], policies=snapshot, on_uncertain="keep")(record("down.example"))
    assert not verdict.kept
    assert verdict.reason == "unread"
    assert [(part.part, part.reason) for part in verdict.report.unread] == [("robots.txt", "503")]


def test_terms_of_the_site_reach_its_texts(snapshot: Path) -> None:
    """An extracted text has no links, yet the terms of its site are about it."""
    text = {"url": "http://terms.example/b", "text": "Weather."}
    verdict = Gate(uses=["ai-train"], policies=snapshot)(text)
    assert verdict.report.reuses["ai-train"].stated is Stated.DENIED
    assert verdict.evidence[0].url == "https://terms.example/terms"


def test_a_record_without_an_address_gets_nothing(snapshot: Path) -> None:
    """Nobody knows its site; it is judged as it is."""
    verdict = Gate(uses=["ai-train"], policies=snapshot)({"text": "Weather."})
    assert verdict.joined == ()
    assert verdict.report.not_given


def test_both_forms_give_the_same_answers(snapshot: Path) -> None:
    """SQLite and Parquet hold the same rows, so a cluster and a laptop agree to the byte."""
    pytest.importorskip("pyarrow")
    gates = [Gate(uses=["ai-train"], policies=snapshot / f"policies.{form}") for form in ("sqlite", "parquet")]
    for host in ("turns.example", "silent.example", "down.example", "terms.example", "unknown.example"):
        one, other = (gate(record(host)).report.rights() for gate in gates)
        assert one == other


def test_the_gate_crosses_to_other_processes_as_a_path(snapshot: Path) -> None:
    """An open database is never pickled, and a copy opens its own."""
    gate = Gate(uses=["ai-train"], policies=str(snapshot))
    before = gate(record("turns.example"))
    copy = pickle.loads(pickle.dumps(gate))  # noqa: S301  # our own bytes
    assert copy.judging.policies == gate.judging.policies
    assert len(pickle.dumps(gate.judging.policies)) < 400
    assert copy(record("turns.example")).held() == before.held()


def test_a_forked_process_opens_the_snapshot_anew(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite forbids to carry an open database over a fork, as some engines would."""
    policies = Policies(snapshot)
    first = policies._open()  # noqa: SLF001  # what must not be shared
    assert policies._open() is first  # noqa: SLF001  # as above
    process = os.getpid()
    monkeypatch.setattr("os.getpid", lambda: process + 1)
    assert policies._open() is not first  # noqa: SLF001  # as above


def test_a_snapshot_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """A wrong path must not look like sites without policies."""
    gate = Gate(uses=["ai-train"], policies=tmp_path / "nowhere")
    with pytest.raises(UsageError, match="holds no site policies"):
        gate(record("silent.example"))


def test_a_run_does_not_go_on_with_another_snapshot(snapshot: Path) -> None:
    """A worker that starts late finds the snapshot of the others, or says that it is gone."""
    gate = Gate(uses=["ai-train"], policies=snapshot)
    assert gate.judging.policies is not None
    pinned = pickle.loads(pickle.dumps(gate.judging.policies.pinned()))  # noqa: S301  # our own bytes
    assert pinned.find(["turns.example"])
    late = pickle.loads(pickle.dumps(pinned))  # noqa: S301  # as above
    with collect_in(snapshot, resume=True) as collection:
        collection.add(
            "more.example", "2026-07-01T10:00:00Z", SitePolicies(parts={"robots.txt": Absent(reason="404")})
        )
        collection.finish(table=False)
    assert pinned.find(["turns.example"]), "who has it open keeps it"
    with pytest.raises(UsageError, match="another snapshot"):
        late.find(["turns.example"])


def test_a_bounded_number_of_sites_is_remembered(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many sites a crawl has, memory stays as it is, and answers too."""
    monkeypatch.setattr("rightscheck.gate.policies._MOST_SITES", 2)
    gate = Gate(uses=["ai-train"], policies=snapshot)
    hosts = ("turns.example", "silent.example", "down.example", "unknown.example") * 2
    held = [gate(record(host)).reason for host in hosts]
    assert held[:4] == held[4:]


def test_a_run_counts_what_was_joined_and_names_the_snapshot(snapshot: Path, tmp_path: Path) -> None:
    """The manifest says which snapshot it was, and for how many records each part came from it."""
    hosts = ("turns.example", "silent.example", "terms.example", "unknown.example")
    lines = tmp_path / "in.jsonl"
    lines.write_bytes(b"".join(json.dumps(record(host)).encode() + b"\n" for host in hosts * 3))
    sources = sources_of(expand([lines]))
    gate = Gate(uses=["ai-train"], policies=snapshot)
    work = Work(gate=gate, field="held", annotates=False, sources=sources)
    layout = layout_of({Role.KEPT: tmp_path / "kept.jsonl", Role.HELD: tmp_path / "held.jsonl"})
    manifest = perform(Run(work=work, shards=shards_of(sources, 900), layout=layout, workers=2), lambda _: None)
    assert manifest["settings"]["policies"] == Policies(snapshot).digest
    assert manifest["counts"]["joined"]["robots.txt"] == 9
    assert manifest["counts"]["joined"][DOCUMENTS] == 3
    assert manifest["counts"]["joined"][NO_POLICIES] == 3


def test_counts_of_an_older_version_are_still_read() -> None:
    """A shard that was finished before there were site policies is not done again."""
    old = Count().as_json()
    del old["joined"]
    assert Count.from_json(old) == Count()
