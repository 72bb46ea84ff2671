# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Reports made by hand, so that the looks are tested apart from what readers find."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from rightscheck.judge import Report
from rightscheck.missing import Missing
from rightscheck.model import (
    NOT_GIVEN,
    Basis,
    Decision,
    Evidence,
    Found,
    LicenceClaim,
    Observation,
    Outcome,
    Part,
    Reuse,
    Scope,
    Settlement,
    Signal,
    Stated,
    Unread,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OUTCOME = {
    Stated.GRANTED: Outcome.ALLOWED,
    Stated.CONDITIONAL: Outcome.CONDITIONAL,
    Stated.SILENT: Outcome.UNCERTAIN,
    Stated.DENIED: Outcome.DENIED,
}


EMPTY = Found(body="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a hand-made list. ``milder`` are the uses where a profile softens what the source says."""

    url: str | None = "https://www.gazeta.example/artykul"
    index: int = 0
    status: int | None = 200
    stated: Mapping[Reuse, Stated] = field(default_factory=dict)
    duties: tuple[str, ...] = ("attribution", "share-alike")
    milder: frozenset[Reuse] = frozenset()
    contested: frozenset[Reuse] = frozenset()
    evidence: tuple[Evidence, ...] = ()
    unread: tuple[Missing, ...] = ()
    page_unread: bool = False
    body: Part = EMPTY
    robots: Part = NOT_GIVEN
    licence: str | None = None
    asset_of: str | None = None

    @property
    def final_url(self) -> str | None:
        """The address that answered."""
        return self.url

    @property
    def report(self) -> Report:
        """The report on this page."""
        decisions = {reuse: self._decision(reuse) for reuse in Reuse}
        signals = tuple(Signal(evidence=each) for each in self.evidence)
        claim = self.licence and LicenceClaim(id=self.licence, url=None, scope=Scope.PAGE, evidence=(0,))
        body = Unread(reason="challenge") if self.page_unread else self.body
        seen = Observation(url=self.url, final_url=self.url, status=self.status, body=body, robots=self.robots)
        return Report(
            observation=seen,
            settlement=Settlement(signals=signals, statements=(), reuses={}, licence=claim or None),
            decisions=decisions,
            profiles={"as-stated": decisions},
            unread=self.unread,
            not_given=("headers",),
            diagnostics=(),
            rules_digest="sha256:" + "0" * 64,
            as_of="2026-11-25",
        )

    def _decision(self, reuse: Reuse) -> Decision:
        stated = self.stated.get(reuse, Stated.SILENT)
        outcome = Outcome.UNCERTAIN if reuse in self.milder else OUTCOME[stated]
        return Decision(
            reuse=reuse,
            stated=stated,
            basis=None if stated is Stated.SILENT else Basis.NAMED,
            outcome=outcome,
            rung="stated",
            rule="as-stated",
            conditions=self.duties if outcome is Outcome.CONDITIONAL else (),
            duties=self.duties if outcome is Outcome.CONDITIONAL else (),
            contested=reuse in self.contested,
            evidence=tuple(range(len(self.evidence))) if stated is not Stated.SILENT else (),
        )


def quote(words: str, **more: object) -> Evidence:
    """A notice on the page with these words."""
    base = {"standard": "notice", "place": "html:footer", "quote": words, "scope": Scope.SITE}
    return Evidence(**{**base, **more})  # type: ignore[arg-type]  # a test names the fields it is about


@pytest.fixture
def page() -> type[Page]:
    """Makes a page with its report."""
    return Page


@pytest.fixture
def words() -> Callable[..., Evidence]:
    """Makes a piece of evidence."""
    return quote


@pytest.fixture
def pages() -> tuple[Page, ...]:
    """A list with one page of each kind that the terminal report shows in its own way."""
    train = Reuse.AI_TRAIN
    long = "https://www.gazeta.example/2026/11/" + "bardzo-długi-adres-" * 12
    reserved = quote(
        "Zabrania się uczenia maszynowego bez zgody wydawcy.",
        line=40,
        column=5,
        consent_route="licencje@gazeta.example",
    )
    failed = Missing(part="html", reason="challenge", words="Just a moment...", at="title")
    return (
        Page(url=long, index=0, stated={train: Stated.DENIED, Reuse.TDM: Stated.DENIED}, evidence=(reserved,)),
        Page(url="https://gazeta.example/b", index=1, stated={train: Stated.DENIED}, milder=frozenset({train})),
        Page(
            url="https://blog.example/",
            index=2,
            stated=dict.fromkeys(Reuse, Stated.CONDITIONAL),
            licence="CC-BY-SA-4.0",
        ),
        Page(url="https://open.example/", index=3, stated=dict.fromkeys(Reuse, Stated.GRANTED)),
        Page(url="https://quiet.example/", index=4, contested=frozenset({train})),
        Page(url="https://wall.example/", index=5, status=503, unread=(failed,), page_unread=True),
        Page(
            url="http:///none",
            index=6,
            status=None,
            unread=(Missing(part="html", reason="no-host"),),
            page_unread=True,
        ),
        Page(url="http://10.0.0.1/\x1b[31mred\u202e", index=7),
        Page(url="https://漢字.example/" + "漢字" * 60, index=8),
    )
