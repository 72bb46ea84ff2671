# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""One signal per origin, each over real HTTP, each with near misses beside it (issue 5).

The origins are data: the ``*.toml`` files beside this one. An origin has ``name``, ``clause`` and what it serves:
``status``, ``headers``, ``head``, ``main`` and ``body`` (put into one page that says nothing), ``robots``, ``files``.
It answers at ``http://<name>.example/ferry``; the twin at place n (from 1) at ``http://<name>-<n>.example/ferry``.

What must come of it: ``stated`` (reuses left out are silent) or ``open`` (the conditions of an open licence on all
it reaches), ``conditions``, ``licence``, ``quote`` and ``consent``; ``unread`` names the parts that are malformed or
were refused, none is left out; ``silent``: there is no evidence at all. A twin states nothing.
"""

from __future__ import annotations

import asyncio
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.audit import Options, audit
from rightscheck.demo import Answer, Site, serve
from rightscheck.model import Reuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.audit import Row
    from rightscheck.resources import RuleData

HERE = Path(__file__).parent
TEN = tuple(reuse.value for reuse in Reuse)
REACHED = frozenset(TEN) - {"crawl"}
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>The ferry of the north quay</title>
{head}
</head>
<body>
<main><article>
<h1>The ferry of the north quay</h1>
<p>The ferry leaves from berth four an hour after high water. Passengers wait in the hall, where tea is served.</p>
<p>In winter the boat runs twice a day, and in summer once an hour until the lamps are lit along the pier.</p>
{main}
</article></main>
{body}
</body>
</html>
"""
KINDS = {"json": "application/json", "xml": "application/rsl+xml", "txt": "text/plain; charset=utf-8"}
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An origin or a twin of one: what it serves and what must come of it."""

    host: str
    says: Mapping[str, Any]
    is_twin: bool

    @property
    def url(self) -> str:
        """The page that is audited."""
        return f"http://{self.host}/ferry"


def cases() -> Iterator[Case]:
    """Every origin, followed by its twins."""
    for file in sorted(HERE.glob("*.toml")):
        for origin in tomllib.loads(file.read_text(encoding="utf-8"))["origin"]:
            yield Case(host=f"{origin['name']}.example", says=origin, is_twin=False)
            for number, twin in enumerate(origin.get("twin", ()), 1):
                yield Case(host=f"{origin['name']}-{number}.example", says=twin, is_twin=True)


CASES = tuple(cases())


def site(case: Case) -> Site:
    """What the case serves, in the form the demo's server takes."""
    says = case.says
    page = PAGE.format(**{part: says.get(part, "") for part in ("head", "main", "body")})
    headers = [("Content-Type", HTML), *((name, value) for name, value in says.get("headers", ()))]
    routes = {
        (case.host, "/ferry"): Answer(status=says.get("status", 200), headers=tuple(headers), body=page.encode())
    }
    files = dict(says.get("files", {})) | ({"/robots.txt": says["robots"]} if "robots" in says else {})
    for path, body in files.items():
        kind = HTML if body.lstrip().startswith("<!doctype") else KINDS.get(path.rpartition(".")[2], HTML)
        routes[(case.host, path)] = Answer(status=200, headers=(("Content-Type", kind),), body=body.encode())
    return Site(name=case.host, title="", shows="", url=case.url, hosts=(case.host,), routes=routes)


@pytest.fixture(scope="module")
def rows(rules: RuleData) -> dict[str, Row]:
    """Every case audited once, by its URL."""
    return {row.url: row for row in asyncio.run(_audited(rules))}


async def _audited(rules: RuleData) -> list[Row]:
    with serve([site(case) for case in CASES]) as demo:
        options = Options(allow_private=True, resolve=demo.resolve, delay=0, as_of="2026-11-25")
        return [row async for row in audit(demo.urls, options, rules)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.host)
def test_an_origin_states_what_its_signal_says_and_a_twin_nothing(case: Case, rows: Mapping[str, Row]) -> None:
    """All ten stated values, conditions, licence and unread parts are those written beside the origin."""
    rights = rows[case.url].report.rights()
    got = {reuse: rights["reuses"][reuse]["stated"] for reuse in TEN}
    seen = [f"{e['standard']} {e['place']} {e['scope']} {e['quote'][:120]!r}" for e in rights["evidence"]]
    assert got == stated(case), (seen, rights["diagnostics"])
    assert sorted(entry["part"] for entry in rights["unread"]) == case.says.get("unread", [])
    assert (rights["licence"] or {"id": None})["id"] == case.says.get("licence"), seen
    for reuse, must in conditions(case).items():
        assert set(rights["reuses"][reuse]["conditions"]) == set(must)
    if case.says.get("silent"):
        assert not seen


@pytest.mark.parametrize("case", [c for c in CASES if not c.is_twin], ids=lambda case: case.host)
def test_an_origin_is_quoted_with_its_place(case: Case, rows: Mapping[str, Row]) -> None:
    """The evidence holds the signal word for word, with its standard, place, scope and, where it has them, agents."""
    want = case.says.get("quote")
    evidence = rows[case.url].report.rights()["evidence"]
    assert want or case.says["silent"]
    if want:
        found = [entry for entry in evidence if is_quoted(want, entry)]
        assert found, [(e["standard"], e["place"], e["scope"], e["url"], e["quote"]) for e in evidence]
        assert set(want.get("agents", ())) <= {agent for entry in found for agent in entry["agents"]}
    offers = [entry["consent_route"] for entry in evidence if entry.get("consent_route")]
    assert not case.says.get("consent") or any(case.says["consent"] in offer for offer in offers)


def test_there_are_enough_origins_and_each_has_a_twin() -> None:
    """At least forty origins; each that has a signal has a near miss; no two cases share a host."""
    origins = [case for case in CASES if not case.is_twin]
    assert len(origins) >= 40
    assert len({case.host for case in CASES}) == len(CASES)
    assert all(case.says.get("twin") for case in origins if not case.says.get("silent"))


def stated(case: Case) -> dict[str, str]:
    """All ten values that must come out."""
    says = case.says
    if "open" in says:
        value = "conditional" if says["open"] else "granted"
        answer = {reuse: value for reuse in TEN if reuse in REACHED}
        return (
            dict.fromkeys(TEN, "silent") | answer | ({"adapt": "denied"} if "no-derivatives" in says["open"] else {})
        )
    named: dict[str, str] = says.get("stated", {})
    return dict.fromkeys(TEN, "silent") | named


def conditions(case: Case) -> Mapping[str, list[str]]:
    """The conditions of each conditional reuse."""
    if "open" in case.says:
        return {reuse: case.says["open"] for reuse, value in stated(case).items() if value == "conditional"}
    named: dict[str, list[str]] = case.says.get("conditions", {})
    return named


def is_quoted(want: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    """Whether this evidence is the one that is wanted."""
    words = " ".join(want["text"].split()).casefold()
    return (
        entry["standard"] in one_of(want["standard"])
        and entry["scope"] in one_of(want["scope"])
        and entry["place"].startswith(want["place"])
        and words in " ".join(entry["quote"].split()).casefold()
        and (not words or len(entry["quote"]) <= 4 * len(words) + 200)
        and ("url" not in want or (entry["url"] or "").endswith(want["url"]))
    )


def one_of(value: str | list[str]) -> list[str]:
    """A single word, or several that are all right."""
    return [value] if isinstance(value, str) else value
