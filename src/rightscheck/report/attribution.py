# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The attribution a conditional answer asks for, ready to paste: author, title, source, licence, changes.

The order is that of Creative Commons' recommended practice (title, author, source, licence). Which places of a page
name author and title is data, ``rules/attribution.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rightscheck.duties import shown_by
from rightscheck.errors import RuleError
from rightscheck.markup.decode import decode
from rightscheck.markup.read import Engine, read_page
from rightscheck.model import REACHES, Form, Found, Outcome
from rightscheck.report.clean import clean
from rightscheck.report.places import address
from rightscheck.signals.jsonld import load, nodes, strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rightscheck.judge import Report
    from rightscheck.markup.facts import PageFacts
    from rightscheck.model import Decision
    from rightscheck.resources import RuleData
    from rightscheck.signals.jsonld import Node

SHOWN = "attribution"
#: Names and titles longer than this are a page's whole text by mistake.
LONGEST = 300
_AUTHORS = 10
CHANGES = "[say what you changed, or: none]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where pages name author and title, and what stands in the place of a licence without a name."""

    author_metas: tuple[str, ...]
    author_properties: frozenset[str]
    title_metas: tuple[str, ...]
    works: frozenset[str]
    author_terms: tuple[str, ...]
    title_terms: tuple[str, ...]
    unnamed: Mapping[str, str]


@cache
def places(rules: RuleData) -> Places:
    """The table ``rules/attribution.toml`` of this rule set.

    Raises:
        RuleError: the file is missing, or lacks a key.
    """
    top = rules.file("attribution")
    try:
        return Places(
            author_metas=tuple(top["author"]["metas"]),
            author_properties=frozenset(top["author"]["properties"]),
            title_metas=tuple(top["title"]["metas"]),
            works=frozenset(top["schema"]["works"]),
            author_terms=tuple(top["schema"]["author"]),
            title_terms=tuple(top["schema"]["title"]),
            unnamed=dict(top["unnamed"]),
        )
    except (KeyError, TypeError, ValueError) as error:  # a key that is missing, a word where a list should be
        raise RuleError(
            f"missing, or of another kind: {error}", path="rules/attribution.toml", key=str(error)
        ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What is known of a work for its credit; an empty text for what the source does not tell.

    ``terms`` is what stands in the place of a licence without a name: that the source states terms of its own.
    """

    title: str
    author: str
    source: str
    licence: str
    licence_url: str
    terms: str = ""

    @property
    def text(self) -> str:
        """One line to paste; what only the user knows, the changes, stands in brackets."""
        work = f"\u201c{self.title}\u201d" if self.title else "Untitled"
        link = f" ({self.licence_url})" if self.licence_url else ""
        parts = (
            f"{work} by {self.author or '[author not named by the source]'}",
            self.source and f"source: {self.source}",
            f"licence: {self.licence}{link}" if self.licence else self.terms,
            f"changes: {CHANGES}",
        )
        return "; ".join(part for part in parts if part)

    def as_json(self) -> dict[str, str | None]:
        """The text and its parts; null for what the source does not tell."""
        parts = {
            "title": self.title,
            "author": self.author,
            "source": self.source,
            "licence": self.licence,
            "licence_url": self.licence_url,
        }
        return {"text": self.text, **{name: value or None for name, value in parts.items()}}


def is_asked(decision: Decision, rules: RuleData) -> bool:
    """Whether this answer is conditional on credit."""
    return decision.outcome is Outcome.CONDITIONAL and SHOWN in shown_by(decision.duties, rules)


def attribution_of(report: Report, rules: RuleData) -> Attribution | None:
    """The attribution of the subject; None where no answer of this report asks for credit."""
    if not any(is_asked(decision, rules) for decision in report.decisions.values()):
        return None
    names = places(rules)
    page = _page(report)
    works = tuple(_works(page, names)) if page else ()
    named, unnamed = report.licence, names.unnamed
    licence = named if named and named.id not in unnamed else None
    seen = report.observation
    return Attribution(
        title=_first(_titles(page, works, names)),
        author=_first(_authors(report, page, works, names)),
        source=address(seen.final_url or seen.url or ""),
        licence=clean(licence.id) if licence else "",
        licence_url=clean(licence.url or "") if licence else "",
        terms=unnamed.get(named.id, "") if named else "",
    )


def _page(report: Report) -> PageFacts | None:
    """The page read once more for its author and title, which no reader of rights needs; None where there is none."""
    body = report.observation.body
    if report.observation.form is not Form.HTML or not isinstance(body, Found):
        return None
    raw = body.body
    return read_page(raw if isinstance(raw, str) else decode(raw, body.content_type).text, engine=Engine.BULK)


def _works(page: PageFacts, names: Places) -> Iterator[Node]:
    """The nodes of JSON-LD that stand for the page's own work, in document order."""
    for script in page.scripts:
        if "json" in script.type:
            data, _ = load(script)
            for node in nodes(data, script):
                if set(node.way) <= {"@graph", "mainEntity"} and not names.works.isdisjoint(node.types()):
                    yield node


def _titles(page: PageFacts | None, works: tuple[Node, ...], names: Places) -> Iterator[str]:
    if page is None:
        return
    yield from (node.text(name) or "" for node in works for name in names.title_terms[:1])
    yield from _metas(page, names.title_metas)
    yield page.title
    yield from (node.text(name) or "" for node in works for name in names.title_terms)


def _authors(report: Report, page: PageFacts | None, works: tuple[Node, ...], names: Places) -> Iterator[str]:
    """What names the author, the surest first; in the end the rights holder that the evidence names."""
    own = [e for e in report.evidence if e.scope in REACHES[report.observation.form] and e.rights_holder]
    yield from (e.rights_holder or "" for e in own if e.standard == "CCREL")
    if page is not None:
        yield from (", ".join(_people(node, names.author_terms)) for node in works)
        yield _listed(page, names.author_metas)
        yield from (one.value for one in page.properties if one.name.lower() in names.author_properties)
    yield from (e.rights_holder or "" for e in own)


def _people(node: Node, properties: Iterable[str]) -> tuple[str, ...]:
    """The names under the first of these properties that has any; an author may be a text, an object or a list."""
    for name in properties:
        value = node.data.get(name)
        each = value if isinstance(value, list) else [value]
        named = (one.get("name") if isinstance(one, dict) else one for one in each)
        people = tuple(dict.fromkeys(text for one in named for text in strings(one) if "://" not in text))
        if people:
            return _few(people)
    return ()


def _listed(page: PageFacts, metas: Iterable[str]) -> str:
    """The values of the first of these names that the page has: several authors have a meta element each."""
    for name in metas:
        found = dict.fromkeys(m.content.strip() for m in page.metas if m.name == name and "://" not in m.content)
        if any(found):
            return ", ".join(_few(tuple(one for one in found if one)))
    return ""


def _few(people: tuple[str, ...]) -> tuple[str, ...]:
    """The first authors; that there are more is said."""
    return people if len(people) <= _AUTHORS else (*people[:_AUTHORS], "and others")


def _metas(page: PageFacts, metas: Iterable[str]) -> Iterator[str]:
    return (meta.content for name in metas for meta in page.metas if meta.name == name)


def _first(values: Iterable[str]) -> str:
    """The first that says something and is no text by mistake; empty where none does."""
    shown = (clean(value) for value in values)
    return next((value for value in shown if value and len(value) <= LONGEST), "")
