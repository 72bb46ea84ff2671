# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from rightscheck.demo import Site, read_sites
from rightscheck.model import Reuse
from rightscheck.resources import folder

SITES = read_sites()
TEN = tuple(reuse.value for reuse in Reuse)


def expected(site: Site) -> dict[str, Any]:
    """The expectation beside the site."""
    at = folder("fixtures").joinpath("sites", site.name, "expected.toml")
    return tomllib.loads(at.read_text(encoding="utf-8"))


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_an_expectation_is_whole(site: Site) -> None:
    """All ten reuses are answered, with a basis where something is said and conditions where there are any."""
    want = expected(site)
    stated = want["stated"]
    assert want["url"] == site.url
    assert tuple(stated) == TEN
    assert set(stated.values()) <= {"granted", "conditional", "denied", "silent"}
    assert set(want["basis"]) == {reuse for reuse, value in stated.items() if value != "silent"}
    assert set(want["basis"].values()) <= {"named", "general"}
    assert set(want["conditions"]) == {reuse for reuse, value in stated.items() if value == "conditional"}
    assert all(want["conditions"].values())


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_an_expectation_quotes_what_its_site_serves(site: Site) -> None:
    """Words that must be quoted, and words that must not, do stand in what the site serves."""
    want = expected(site)
    text = served(site)
    for words in [quote["text"] for quote in want.get("quotes", ()) if "text" in quote]:
        assert plain(words) in text
    for words in want.get("never_quoted", ()):
        assert plain(words) in text


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_a_site_stays_in_the_example_domain(site: Site) -> None:
    """Every host is reserved for examples, so that no fixture can ever reach or defame a real site."""
    assert all(host.endswith(".example") for host in site.hosts)


def test_something_of_every_kind_is_shown() -> None:
    """The demo shows every stated value, a conflict, a licence, and pages that were not the page."""
    wants = [expected(site) for site in SITES]
    assert {value for want in wants for value in want["stated"].values()} == {
        "granted",
        "conditional",
        "denied",
        "silent",
    }
    assert {u["reason"] for want in wants for u in want.get("unread", ())} >= {"challenge", "consent-wall", "login"}
    assert any(want["conflicts"] for want in wants)
    assert any(want["licence"].startswith("CC-") for want in wants)


def served(site: Site) -> str:
    """All that the site serves in plain words: its bodies as written and without their tags, its header lines."""
    bodies = [answer.body.decode(errors="replace") for answer in site.routes.values()]
    lines = [f"{name}: {value}" for answer in site.routes.values() for name, value in answer.headers]
    return " ".join(plain(text) for text in [*bodies, *(re.sub(r"<[^>]*>", "", body) for body in bodies), *lines])


def plain(text: str) -> str:
    """The text in lower case, white space collapsed."""
    return " ".join(text.split()).casefold()
