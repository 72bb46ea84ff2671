# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""RightsStatements.org: the twelve statements, their forms, and what they do not say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from rightscheck.markup.read import read_page
from rightscheck.model import Found, Observation, Reuse, Scope, Stated
from rightscheck.resources import shipped
from rightscheck.signals.interface import Seen
from rightscheck.signals.rs import READER, statement_of
from rightscheck.statements.standards import standards

if TYPE_CHECKING:
    from rightscheck.model import Reading
    from rightscheck.resources import RuleData

BASE = "http://rightsstatements.org/vocab"


def read(body: str) -> Reading:
    """The reading of a page with this body."""
    html = f"<!doctype html><title>Letter</title>{body}"
    seen = Seen(
        observation=Observation(url="https://quay.example/letter", body=Found(body=html)), page=read_page(html)
    )
    return READER.read(seen, shipped())


def meaning(statement: str) -> set[tuple[Reuse, Stated, tuple[str, ...]]]:
    """What a statement says, by the data."""
    found = standards(shipped())["RS"].meaning("rights-statement", statement)
    return {(m.reuse, m.stated, m.conditions) for m in found}


@pytest.mark.parametrize("statement", ["InC", "InC-OW-EU", "InC-RUU"])
def test_in_copyright_denies(statement: str) -> None:
    """In copyright, and its kin, deny sharing and adapting, and say nothing of mining."""
    assert meaning(statement) == {(Reuse.REDISTRIBUTE, Stated.DENIED, ()), (Reuse.ADAPT, Stated.DENIED, ())}


@pytest.mark.parametrize(
    ("statement", "condition"),
    [
        ("InC-NC", "non-commercial"),
        ("NoC-NC", "non-commercial"),
        ("InC-EDU", "purpose:education"),
        ("NoC-US", "geo:US"),
    ],
)
def test_permissions_are_conditional(statement: str, condition: str) -> None:
    """The statements with a permission are conditional by their condition."""
    assert {(stated, conditions) for _, stated, conditions in meaning(statement)} == {
        (Stated.CONDITIONAL, (condition,))
    }


@pytest.mark.parametrize("statement", ["NoC-CR", "NoC-OKLR", "NKC", "CNE", "UND"])
def test_the_others_are_evidence(statement: str) -> None:
    """Statements that leave the status open are evidence without findings."""
    (signal,) = read(f'<p><a rel="license" href="{BASE}/{statement}/1.0/">Rights</a></p>').signals
    assert (signal.findings, signal.evidence.standard) == ((), "RS")


@pytest.mark.parametrize(
    "url",
    [
        f"{BASE}/InC/1.0/",
        f"{BASE}/InC/1.0",
        "https://rightsstatements.org/vocab/InC/1.0/",
        "//rightsstatements.org/page/InC/1.0/?language=pl",
        "https://rightsstatements.org/vocab/inc/1.0/",
        "http://www.europeana.eu/rights/rr-f/",
    ],
)
def test_forms_of_one_statement(url: str, rules: RuleData) -> None:
    """Scheme, slash, page form and Europeana's older address are the same statement."""
    assert statement_of(url, rules) == "InC"


def test_never_a_licence() -> None:
    """A rights statement is never a licence id."""
    (signal,) = read(f'<p>Rights: <a rel="license" href="{BASE}/InC/1.0/">In Copyright</a></p>').signals
    assert (signal.licence, signal.evidence.quote) == (None, "In Copyright")
    assert [(f.token, f.value) for f in signal.findings] == [("rights-statement", "InC")]


def test_every_channel_is_read() -> None:
    """Meta tags, links, schema.org and plain links carry statements."""
    data = json.dumps({"@type": "CreativeWork", "license": f"{BASE}/InC/1.0/"})
    for body in (
        f'<meta name="DC.rights" content="{BASE}/InC/1.0/">',
        f'<link rel="license" href="{BASE}/InC/1.0/">',
        f'<script type="application/ld+json">{data}</script>',
        f'<p>Rights: <a href="{BASE}/InC/1.0/">In Copyright</a></p>',
    ):
        (signal,) = read(body).signals
        assert (signal.findings[0].value, signal.evidence.scope) == ("InC", Scope.PAGE)


def test_statement_of_a_picture_is_the_pictures() -> None:
    """A statement in a caption is the picture's."""
    caption = f'<figcaption>Letter, <a href="{BASE}/InC/1.0/">In Copyright</a></figcaption>'
    (signal,) = read(f'<figure><img src="a.jpg">{caption}</figure>').signals
    assert signal.evidence.scope is Scope.IMAGE


def test_unknown_statement_is_a_diagnostic(rules: RuleData) -> None:
    """An id the vocabulary does not hold is unknown and says so."""
    reading = read(f'<link rel="license" href="{BASE}/InC-XX/1.0/">')
    assert [d.code for d in reading.diagnostics] == ["rs-unknown-statement"]
    assert statement_of("https://creativecommons.org/publicdomain/zero/1.0/", rules) is None
