# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The sites of a dataset, in whatever form it comes, and what they say when they are asked."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.audit import Options, Row, audit
from rightscheck.demo import serve
from rightscheck.gate.gating import Gate
from rightscheck.gate.plan import sources_of
from rightscheck.gate.sites import sites_in
from rightscheck.gate.sites_ask import Asked, Round, ask_sites
from rightscheck.model import Found, Unread
from rightscheck.sources.expand import expand
from rightscheck.sources.packed import Packing, packing_writer
from rightscheck.store.collecting import collect_in
from rightscheck.store.policies import site_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rightscheck.demo.server import Demo
    from rightscheck.resources import RuleData

pa = pytest.importorskip("pyarrow", reason="the extra 'gate' is not installed")
pq = pytest.importorskip("pyarrow.parquet", reason="the extra 'gate' is not installed")
pytest.importorskip("fastwarc", reason="the extra 'gate' is not installed")

FIVE = {(f"site{n}.example", "http") for n in range(5)}


def sites(path: Path, *columns: tuple[str, str]) -> list[tuple[str, str]]:
    """The sites of one file."""
    return list(sites_in(sources_of(expand([path])), columns, lambda _: None))


def test_lines_packed_or_not_name_their_sites(tmp_path: Path, lines: Path) -> None:
    """Each site comes once, a line that is no record has none, and zstd is the same as plain."""
    assert len(sites(lines)) == 5
    assert set(sites(lines)) == FIVE
    packed = tmp_path / "in.jsonl.zst"
    with packed.open("wb") as stream:
        writer = packing_writer(stream, Packing.ZSTD)
        writer.write(lines.read_bytes())
        writer.close()
    assert sites(packed) == sites(lines)


def test_archives_name_the_sites_of_their_pages(warc: Path) -> None:
    """Of a WARC the target addresses count."""
    assert set(sites(warc)) == FIVE


def test_tables_name_their_sites_by_one_column(tmp_path: Path, pages: list[dict[str, Any]]) -> None:
    """Of Parquet the column of addresses alone is read, by its own name or the one it is given."""
    urls = [page["url"] for page in pages]
    own, named, nested = (tmp_path / f"{name}.parquet" for name in ("own", "named", "nested"))
    pq.write_table(pa.table({"url": urls, "html": ["x"] * 30}), own)
    pq.write_table(pa.table({"where": urls}), named)
    pq.write_table(pa.table({"meta": [{"url": url} for url in urls]}), nested)
    assert set(sites(own)) == set(sites(named, ("url", "where"))) == set(sites(nested)) == FIVE
    assert sites(named) == []


def test_the_address_that_answered_counts(tmp_path: Path) -> None:
    """A record that was redirected is judged at its last address, so that is the site to ask; others have none."""
    path = tmp_path / "in.jsonl"
    rows: list[object] = [
        {"url": "http://a.example/x", "final_url": "https://b.example:8443/y"},
        {"url": "ftp://c.example/"},
        {"url": 7},
        {"text": "no address"},
        {"warc-target-uri": "https://d.example/", "text": "guessed"},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert sites(path) == [("b.example:8443", "https"), ("d.example", "https")]


def test_progress_comes_to_the_size_of_the_files(lines: Path, warc: Path) -> None:
    """A bar over the bytes of the inputs ends where they end."""
    done: list[int] = []
    sources = sources_of(expand([lines, warc]))
    list(sites_in(sources, (), done.append))
    assert sum(done) == sum(source.size for source in sources)


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    """The fixture sites on a real loopback server."""
    with serve() as running:
        yield running


def asked(demo: Demo, wanted: list[tuple[str, str]], rules: RuleData, **more: Any) -> dict[str, Asked]:  # noqa: ANN401  # fields of Options
    """What came of asking these sites."""
    options = replace(Options(resolve=demo.resolve, allow_private=True, delay=0), **more)

    async def run() -> list[Asked]:
        there = Round(sites=iter(wanted), total=len(wanted))
        return [one async for one in ask_sites(there, options, rules, stop=asyncio.Event())]

    return {one.site: one for one in asyncio.run(run())}


def audited(demo: Demo, rules: RuleData) -> list[Row]:
    """The live answer for every fixture page."""
    options = Options(resolve=demo.resolve, allow_private=True, delay=0)

    async def run() -> list[Row]:
        return [row async for row in audit(demo.urls, options, rules)]

    return asyncio.run(run())


def test_joined_policies_answer_as_the_live_audit_does(demo: Demo, rules: RuleData, tmp_path: Path) -> None:
    """A stored page with the policies of its site gets the answers of the live page.

    All parts of the sites are there, so only a document that no start page leads to can make a difference.
    """
    rows = [row for row in audited(demo, rules) if isinstance(row.report.observation.body, Found)]
    wanted = {site_of(row.report.observation.address or ""): None for row in rows}
    found = asked(demo, [(site, "http") for site in wanted if site], rules)
    with collect_in(tmp_path / "policies") as collection:
        for one in found.values():
            collection.add(one.site, one.fetched, one.policies)
        collection.finish(table=False)
    gate = Gate(uses=["ai-train"], policies=tmp_path / "policies")
    compared = 0
    for row in rows:
        seen = row.report.observation
        if seen.form.value == "file" or not isinstance(seen.body, Found):
            continue
        headers = [list(pair) for pair in seen.headers or ()]
        record = {"url": seen.address, "status": seen.status, "headers": headers, seen.form.value: seen.body.body}
        report = gate(record).report
        if set(report.not_given) - set(row.report.not_given):
            continue
        answers = [{reuse: d.stated for reuse, d in one.reuses.items()} for one in (report, row.report)]
        assert answers[0] == answers[1], row.url
        compared += 1
    assert compared > 40


def test_a_site_that_cannot_be_reached_is_unread(demo: Demo, rules: RuleData) -> None:
    """What nobody answers is kept as unread, with the reason, and nothing else is asked of it."""
    found = asked(demo, [("nobody.example", "https")], rules)["nobody.example"]
    assert found.policies.parts == {"robots.txt": Unread(reason="dns")}
    assert not found.policies.is_read


def test_private_addresses_are_refused_unless_allowed(demo: Demo, rules: RuleData) -> None:
    """A dataset's addresses are strangers' words; they must not lead into the own network."""
    site = site_of(demo.urls[0]) or ""
    found = asked(demo, [(site, "http")], rules, allow_private=False)[site]
    assert found.policies.parts == {"robots.txt": Unread(reason="private-address")}


def test_a_stop_ends_the_asking(demo: Demo, rules: RuleData) -> None:
    """When told to stop nothing more is begun, and what was finished has been handed over."""
    options = Options(resolve=demo.resolve, allow_private=True, delay=0, concurrency=1)
    wanted = [(site_of(url) or "", "http") for url in demo.urls]

    async def run() -> list[str]:
        stop, found = asyncio.Event(), []
        async for one in ask_sites(Round(sites=iter(wanted), total=len(wanted)), options, rules, stop=stop):
            found.append(one.site)
            stop.set()
        return found

    assert 1 <= len(asyncio.run(run())) < len(wanted)
