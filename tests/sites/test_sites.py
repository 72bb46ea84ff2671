# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import asyncio
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.audit import Options, audit
from rightscheck.demo import read_sites, serve
from rightscheck.model import Reuse
from rightscheck.resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.audit import Row
    from rightscheck.demo import Demo
    from rightscheck.resources import RuleData

NAMES = tuple(site.name for site in read_sites())
TEN = tuple(reuse.value for reuse in Reuse)


def expected(name: str) -> dict[str, Any]:
    """What the site must give, as written by hand before any reader."""
    at = folder("fixtures").joinpath("sites", name, "expected.toml")
    return tomllib.loads(at.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows(rules: RuleData) -> dict[str, Row]:
    """Every site audited once, over real HTTP, by the URL that was asked."""
    with serve() as demo:
        found = asyncio.run(_audited(demo, rules))
    return {row.url: row for row in found}


async def _audited(demo: Demo, rules: RuleData) -> list[Row]:
    options = Options(allow_private=True, resolve=demo.resolve, delay=0)
    return [row async for row in audit(demo.urls, options, rules)]


@pytest.mark.parametrize("name", NAMES)
def test_a_site_gives_exactly_what_was_written(name: str, rows: Mapping[str, Row]) -> None:
    """The report over live HTTP is the expectation: stated values, basis, conditions, licence, quotes, gaps."""
    want = expected(name)
    found = list(differences(want, rows[want["url"]]))
    assert not found, "\n".join(found)


def differences(want: Mapping[str, Any], row: Row) -> Iterator[str]:
    """Everything in which the row is not what was expected, one line each."""
    rights = row.report.rights()
    yield from _other("final_url", row.final_url or row.url, want.get("final_url", want["url"]))
    yield from _other("status", row.status, want.get("status"))
    yield from _other("licence", (rights["licence"] or {"id": ""})["id"], want["licence"])
    if "general_reservation" in want:
        yield from _other("general_reservation", rights["general_reservation"], want["general_reservation"])
    yield from _other("conflicts", sorted({c["reuse"] for c in rights["conflicts"]}), sorted(want["conflicts"]))
    for reuse in TEN:
        yield from _reuse_differences(reuse, rights["reuses"][reuse], want)
    unread = sorted((entry["part"], entry["reason"]) for entry in rights["unread"])
    yield from _other("unread", unread, sorted((u["part"], u["reason"]) for u in want.get("unread", ())))
    yield from _not_given_differences(rights["not_given"], want["not_given"])
    yield from _evidence_differences(rights["evidence"], want)


def _other(what: str, got: object, must: object) -> Iterator[str]:
    if got != must:
        yield f"{what} is {got!r}, not {must!r}"


def _reuse_differences(reuse: str, got: Mapping[str, Any], want: Mapping[str, Any]) -> Iterator[str]:
    yield from _other(f"{reuse} stated", got["stated"], want["stated"][reuse])
    yield from _other(f"{reuse} basis", got["basis"], want["basis"].get(reuse))
    yield from _other(f"{reuse} children", got["children"], want.get("children", {}).get(reuse, {}))
    written = want["conditions"].get(reuse, ())
    must = {token for token in written if not token.endswith("?")}
    may = {token.removesuffix("?") for token in written}
    if not must <= set(got["conditions"]) <= may:
        yield f"{reuse} conditions are {sorted(got['conditions'])}, not {sorted(written)}"


def _not_given_differences(got: list[str], want: list[str]) -> Iterator[str]:
    files = {part for part in got if part.startswith("/")}
    if files and "/*" not in want:
        yield f"not given, though it could be asked for: {sorted(files)}"
    yield from _other("not_given", sorted(set(got) - files), sorted(set(want) - {"/*"}))


def _evidence_differences(evidence: list[dict[str, Any]], want: Mapping[str, Any]) -> Iterator[str]:
    for quote in want.get("quotes", ()):
        if not _is_quoted(quote, evidence):
            yield f"not in evidence: {quote}; there is {[_brief(e) for e in evidence if _near(quote, e)]}"
    if want.get("no_evidence") and evidence:
        yield f"evidence where there is none: {[_brief(e) for e in evidence]}"
    for words in want.get("never_quoted", ()):
        yield from (f"quotes {words!r}: {_brief(e)}" for e in evidence if _plain(words) in _plain(e["quote"]))


def _is_quoted(quote: Mapping[str, Any], evidence: list[dict[str, Any]]) -> bool:
    found = [entry for entry in evidence if _matches(quote, entry)]
    kinds = {kind for entry in found for kind in entry.get("kinds", ())}
    agents = {agent.lower() for entry in found for agent in entry["agents"]}
    if quote.get("agents") == []:
        found = [entry for entry in found if not entry["agents"]]
    return (
        bool(found)
        and set(quote.get("kinds", ())) <= kinds
        and {a.lower() for a in quote.get("agents", ())} <= agents
    )


def _matches(quote: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    words = _plain(quote.get("text", ""))
    return (
        entry["standard"] in _words(quote["standard"])
        and entry["scope"] in _words(quote["scope"])
        and entry["place"].lower().startswith(quote["place"].lower())
        and words in _plain(entry["quote"])
        and ("text" not in quote or len(entry["quote"]) <= 4 * len(words) + 200)
        and quote.get("language") in (None, entry.get("language"))
        and quote.get("url") in (None, entry["url"])
    )


def _near(quote: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    return entry["standard"] in _words(quote["standard"]) or _plain(quote.get("text", "?")) in _plain(entry["quote"])


def _words(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _brief(entry: Mapping[str, Any]) -> str:
    return f"{entry['standard']} {entry['place']} {entry['scope']} {entry['agents']} {entry['quote'][:160]!r}"
