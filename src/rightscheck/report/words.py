# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The words and letters of every report, so that no two formats call one thing by two names.

A report says what was observed and what follows under which profile; it makes no promise about the law (law.md §9).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.model import Outcome, Reuse, Stated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rightscheck.model import Decision
    from rightscheck.report.entry import Entry

LETTER = {Outcome.ALLOWED: "A", Outcome.CONDITIONAL: "C", Outcome.UNCERTAIN: "?", Outcome.DENIED: "D"}
OWN_NO = "!"
CONTESTED = "~"
UNREAD = "*"

#: Column heads of three letters, for narrow screens.
SHORT = {
    Reuse.CRAWL: "crw",
    Reuse.SEARCH: "sea",
    Reuse.SNIPPET: "sni",
    Reuse.QUOTE: "quo",
    Reuse.TDM: "tdm",
    Reuse.AI_TRAIN: "trn",
    Reuse.AI_INPUT: "inp",
    Reuse.ARCHIVE: "arc",
    Reuse.ADAPT: "ada",
    Reuse.REDISTRIBUTE: "red",
}

MEANING = {
    Reuse.CRAWL: "fetch with an automated client",
    Reuse.SEARCH: "index, show title and link",
    Reuse.SNIPPET: "show an extract in search results",
    Reuse.QUOTE: "quote an extract with its source",
    Reuse.TDM: "analyse text and data by machine",
    Reuse.AI_TRAIN: "train a model",
    Reuse.AI_INPUT: "give content to a model as it answers",
    Reuse.ARCHIVE: "keep a copy",
    Reuse.ADAPT: "share a translation, summary or remix",
    Reuse.REDISTRIBUTE: "share verbatim copies",
}

#: What settled a conflict (law.md §6), in words.
PRINCIPLE = {
    "G": "a denial that names the use stands beside a licence, a general one gives way",
    "L": "of licences that contradict each other the stricter holds",
    "P1": "the standard's own order of its places",
    "P2": "every denial that reaches the page stands",
    "P6": "among equals the most restrictive holds",
}


def cell(decision: Decision) -> str:
    """The outcome's letter and up to two marks: the source's own no behind a milder outcome, and a contested rule."""
    marks = OWN_NO if own_no(decision) else ""
    return LETTER[decision.outcome] + marks + (CONTESTED if decision.contested else "")


def own_no(decision: Decision) -> bool:
    """Whether the source itself says no and the profile makes something milder of it."""
    return decision.stated is Stated.DENIED and decision.outcome is not Outcome.DENIED


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 page``, ``3 pages``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def subjects(entries: Sequence[Entry]) -> str:
    """``3 pages``, or ``3 pages and 2 files`` where files of pages were judged too."""
    files = sum(entry.asset_of is not None for entry in entries)
    pages = len(entries) - files
    return listed([count(pages, "page")] * (not files or pages > 0) + [count(files, "file")] * (files > 0))


def among(number: int, entries: Sequence[Entry]) -> str:
    """``3 pages`` of these; ``3 pages or files`` where files of pages were judged too."""
    mixed = any(entry.asset_of is not None for entry in entries)
    return count(number, "page or file", "pages or files") if mixed else count(number, "page")


def listed(names: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``; empty for nothing."""
    if len(names) < 2:  # noqa: PLR2004  # one name needs no joining word
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def shortened(quote: str, longest: int = 160) -> str:
    """The words in quotation marks, cut at ``longest`` characters (law.md §9: at most one short line)."""
    words = quote if len(quote) <= longest else f"{quote[: longest - 1]}\u2026"
    return f"\u201c{words}\u201d"
