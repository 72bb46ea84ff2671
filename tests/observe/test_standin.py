# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import gzip
import json
from html import escape
from typing import TYPE_CHECKING, Any

import pytest

from rightscheck.errors import RuleError
from rightscheck.markup.read import Engine, read_page
from rightscheck.observe.fingerprints import fingerprints
from rightscheck.observe.look import Look, of_page, of_text
from rightscheck.observe.standin import fits, match, stand_in
from rightscheck.resources import rule_data, shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rightscheck.resources import RuleData

REASONS = {"blocked", "challenge", "consent-wall", "login", "script-shell", "soft-404"}


def written(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The cases or twins of every reason."""
    for reason, content in shipped().files("cases/standins"):
        for entry in content[kind]:
            yield reason, entry


def look_of(entry: dict[str, Any], engine: Engine = Engine.SOUP) -> Look:
    """How a written case looks."""
    headers = tuple((name, value) for name, value in entry.get("headers", ()))
    if entry.get("form") == "text":
        return of_text(entry["html"], headers)
    return of_page(read_page(entry["html"], engine=engine), entry["html"], headers)


def name(value: object) -> str:
    """The name of a parametrised case."""
    return value["id"] if isinstance(value, dict) else str(value)


@pytest.mark.parametrize(("reason", "entry"), list(written("case")), ids=name)
@pytest.mark.parametrize("engine", list(Engine))
def test_a_page_in_anothers_place_is_told(
    reason: str, entry: dict[str, Any], engine: Engine, rules: RuleData
) -> None:
    """By its own fingerprint, with words and place, and by both HTML readers."""
    look = look_of(entry, engine)
    (mark,) = (mark for mark in fingerprints(rules) if mark.id == entry["id"] and mark.reason == reason)
    assert fits(mark, look) is not None
    unread = stand_in(look, rules)
    assert unread is not None
    assert unread.reason == reason
    assert unread.words_at


@pytest.mark.parametrize(("reason", "entry"), list(written("twin")), ids=name)
def test_a_near_miss_is_a_page(reason: str, entry: dict[str, Any], rules: RuleData) -> None:
    """A page that speaks of it, or carries a piece of it, is none."""
    found = match(look_of(entry), rules)
    assert found is None, f"{reason}: {found}"


@pytest.mark.parametrize(("reason", "entry"), list(written("case")), ids=name)
def test_an_article_about_it_is_a_page(reason: str, entry: dict[str, Any], rules: RuleData) -> None:
    """The same words and the same source, quoted in running text, tell of nothing."""
    filler = "<p>" + "The harbour was quiet that evening, and nobody thought of machines. " * 12 + "</p>"
    told = " ".join(passage.text for passage in look_of(entry).passages)
    html = (
        f"<!doctype html><html><head><title>What we saw on the way to {escape(reason)} pages</title></head><body>"
        f"<article><h1>What we saw</h1>{filler}<blockquote>{escape(told)}</blockquote>{filler}"
        f"<pre>{escape(entry['html'])}</pre>{filler}{filler}</article></body></html>"
    )
    assert match(of_page(read_page(html), html, ()), rules) is None


def test_every_fingerprint_has_a_case_and_every_reason_twins(rules: RuleData) -> None:
    """Nothing is claimed that is not shown; the reasons are those of design.md §2."""
    marks = {(mark.reason, mark.id) for mark in fingerprints(rules)}
    assert marks == {(reason, entry["id"]) for reason, entry in written("case")}
    assert {reason for reason, _ in marks} == REASONS == {reason for reason, _ in written("twin")}


@pytest.mark.parametrize("file", ["dev", "bulk"])
def test_no_real_page_is_called_one(file: str, shared: Callable[[str], Path], rules: RuleData) -> None:
    """On all pages of the developers' corpus."""
    called = []
    with gzip.open(shared(f"corpus/pages/{file}.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            found = match(of_page(read_page(page["html"], engine=Engine.BULK), page["html"], ()), rules)
            if found is not None:
                called.append((page["id"], found[0].id))
    assert called == []


@pytest.mark.parametrize(
    "text",
    [
        '[[fingerprint]]\nid = "x"\nwords = ["a"]\nmax_txt = 3',
        '[[fingerprint]]\nid = "x"\nmax_text = 3',
        '[[fingerprint]]\nwords = ["a"]',
        '[[fingerprint]]\nid = "x"\nwords = "nowhere"',
        '[[fingerprint]]\nid = "x"\nwords = [1]',
    ],
)
def test_a_broken_file_is_refused(text: str) -> None:
    """With its path: an unknown word, no mark, no id, an unknown list, phrases that are none."""
    with pytest.raises(RuleError, match=r"rules/standins/login\.toml"):
        fingerprints(rule_data({"standins/login.toml": text.encode()}))


@pytest.mark.parametrize(
    "html",
    [
        "<p hidden>" + "i acceptable \u201caccept all\u201d " * 20_000 + "</p>",
        "<title>" + "- | : " * 100_000 + "</title><p>x</p>",
        "<script>" + "_cf_chl_op" * 50_000 + "</script>",
        "<p hidden>verify you are a human1</p>" * 10_000,
    ],
    ids=["words", "title", "source", "blocks"],
)
def test_a_hostile_page_is_looked_at_in_part(html: str, rules: RuleData) -> None:
    """A megabyte of near marks costs no more than a page does."""
    look = of_page(read_page(html, engine=Engine.BULK), html, ())
    assert len(look.source) <= 200_000
    assert sum(len(passage.text) for passage in look.passages) <= 200_000
    match(look, rules)
