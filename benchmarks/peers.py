# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What peers read and what they miss, beside their speed: licence links alone, and headers alone.

``python benchmarks/peers.py PAGES.jsonl.gz LABELS.jsonl [--datadiligence PYTHON]``: the labels of people say of each
page, by ``id``, its ``page_licence`` and its ``stance`` on each use. The licence readers are written here after the
ideas of two corpora (C5: a substring, then the links of BeautifulSoup; Dolma: a substring, then one expression); they
are not those programs. All read the same pages in turn, in one process; CPU time.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from inputs import pages_of
from measuring import load, pin
from stages import NOTICE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LICENCE = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(?:licenses/by|publicdomain/(?:zero|mark))", re.IGNORECASE
)
_TAG = re.compile(rf"<(?:a|link|meta)\s[^<>]*?(?:href|content)\s*=\s*[\"']?{_LICENCE.pattern}", re.IGNORECASE)
_SITE = "creativecommons.org"
_OPEN = ("CC", "public-domain")
#: Crawling and showing are the search engine's matter: no reservation of the work.
_SEARCH = ("search-index", "search", "crawl", "snippet")


class Found(NamedTuple):
    """What a reader says of a page: an open licence, a use denied or reserved."""

    licence: bool
    denied: bool


def by_links(html: str) -> Found:
    """C5's idea: the substring, then the licence links of a BeautifulSoup tree."""
    if _SITE not in html.lower():
        return Found(licence=False, denied=False)
    from bs4 import BeautifulSoup  # noqa: PLC0415  # only where it is measured

    page = BeautifulSoup(html, "lxml")
    links = page.find_all(["a", "link"], href=_LICENCE) or page.find_all("meta", content=_LICENCE)
    return Found(licence=bool(links), denied=False)


def by_pattern(html: str) -> Found:
    """Dolma's idea: the substring, then one expression over the page's source."""
    return Found(licence=_SITE in html and _TAG.search(html) is not None, denied=False)


def by_soup(html: str) -> Found:
    """BeautifulSoup on lxml: licence links, and a handful of words of notices in the text."""
    from bs4 import BeautifulSoup  # noqa: PLC0415  # only where it is measured

    page = BeautifulSoup(html, "lxml")
    links = page.find_all(["a", "link"], href=_LICENCE)
    return Found(licence=bool(links), denied=NOTICE.search(page.get_text(" ")) is not None)


def by_gate() -> Callable[[str], Found]:
    """rightscheck: its licence of the page, and whether any use beyond search is denied by the source."""
    from rightscheck import Gate  # noqa: PLC0415  # only where it is measured

    gate = Gate(uses=["ai-train"], profile="as-stated")

    def read(html: str) -> Found:
        report = gate({"url": "https://example.org/", "html": html}).report
        denied = any(d.stated == "denied" for use, d in report.reuses.items() if use not in _SEARCH)
        return Found(licence=report.licence is not None and report.licence.id.startswith(_OPEN), denied=denied)

    return read


def truth(label: dict[str, Any]) -> Found:
    """What people read on the page."""
    stance = label["stance"].items()
    denied = any(value == "denied" for use, value in stance if use not in _SEARCH)
    return Found(licence=label["page_licence"].startswith(_OPEN), denied=denied)


def table(pages: list[str], labels: list[Found]) -> Iterator[str]:
    """One line a reader."""
    licences, denials = sum(label.licence for label in labels), sum(label.denied for label in labels)
    yield f"{len(pages)} labelled pages, {licences} under an open licence, {denials} that deny a use; {load()}\n"
    yield "| reader | ms a page | licences missed | wrong | denials missed | wrong |"
    yield "|---|---|---|---|---|---|"
    readers = {
        "rightscheck, all signals and prose": by_gate(),
        "BeautifulSoup + lxml, a handful of words": by_soup,
        "CC detection only, after C5: substring, links": by_links,
        "CC detection only, after Dolma: substring, expression": by_pattern,
    }
    for name, read in readers.items():
        read(pages[0])
        begun = time.process_time()
        found = [read(page) for page in pages]
        spent = (time.process_time() - begun) / len(pages) * 1e3
        counts = " | ".join(_counts(found, labels))
        yield f"| {name} | {spent:.2f} | {counts} |"


def _counts(found: list[Found], labels: list[Found]) -> Iterator[str]:
    for field in Found._fields:
        pairs = [(getattr(one, field), getattr(label, field)) for one, label in zip(found, labels, strict=True)]
        yield str(sum(not said and true for said, true in pairs))
        yield str(sum(said and not true for said, true in pairs))


def headers(python: str | None) -> Iterator[str]:
    """The same for readers of headers, each in its environment."""
    yield "\n| reader of headers | µs a record | reservations missed | wrong |\n|---|---|---|---|"
    for name, program in (("rightscheck", sys.executable), ("datadiligence", python)):
        if program is None:
            yield f"| {name} | not measured: --datadiligence names no Python that has it | | |"
            continue
        command = [program, str(Path(__file__).with_name("headers.py")), name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # a script of this folder
        if done.returncode:
            yield f"| {name} | not measured: {done.stderr.strip().splitlines()[-1]} | | |"
            continue
        spent, missed, wrong, denials = json.loads(done.stdout.splitlines()[-1])
        yield f"| {name} | {spent:.1f} | {missed} of {denials} | {wrong} |"


def main() -> None:
    """Read, compare, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path, help="packed JSON Lines with id and html")
    parser.add_argument("labels", type=Path, help="JSON Lines with id, page_licence and stance")
    parser.add_argument("--datadiligence", metavar="PYTHON", help="the Python of an environment that has it")
    given = parser.parse_args()
    pin()
    by_id = {label["id"]: truth(label) for label in map(orjson.loads, given.labels.read_bytes().splitlines())}
    pairs = [(record["html"], by_id[record["id"]]) for record in pages_of(given.pages) if record["id"] in by_id]
    for line in table([html for html, _ in pairs], [label for _, label in pairs]):
        print(line, flush=True)  # noqa: T201  # the table is the result
    for line in headers(given.datadiligence):
        print(line, flush=True)  # noqa: T201  # the table is the result


if __name__ == "__main__":
    main()
