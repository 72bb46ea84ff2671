# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Which kinds of notice a sentence is (labelling guide §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.notices.denials import COMMERCIAL
from rightscheck.notices.grants import PURPOSE_USE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rightscheck.notices.clause import Clause
    from rightscheck.notices.denials import Deed

_OF_TOKEN = {
    ("tdm", "denied"): "tdm-reservation",
    ("ai-train", "denied"): "ai-train-prohibition",
    ("ai", "denied"): "ai-train-prohibition",
    ("ai-input", "denied"): "ai-train-prohibition",
    ("scrape", "denied"): "scraping-prohibition",
    ("search", "denied"): "robots-notice",
    ("index-by-robot", "denied"): "robots-notice",
    ("all-rights", "denied"): "all-rights-reserved",
    ("reproduce", "denied"): "reproduction-prohibition",
    ("adapt", "denied"): "reproduction-prohibition",
    ("store", "denied"): "reproduction-prohibition",
    ("any-use", "denied"): "any-use-prohibition",
    (COMMERCIAL, "denied"): "personal-use-only",
    ("quote", "denied"): "reproduction-prohibition",
    ("personal-use-only", "stated"): "personal-use-only",
}
_OF_GRANT = {
    "tdm": "tdm-grant",
    "ai-train": "ai-train-grant",
    "ai-input": "ai-crawl-grant",
    "scrape": "ai-crawl-grant",
    "quote": "quotation-permission",
    "search": "robots-notice",
    PURPOSE_USE: "research-only",
}


def kinds_of(clause: Clause, deeds: Iterable[Deed]) -> tuple[str, ...]:
    """The kinds of this sentence, each once; empty for one that says nothing by itself."""
    found = [_kind(deed) for deed in deeds]
    words = clause.words
    if words.has("somerights"):
        found.append("some-rights-reserved")
    if words.has("reprint"):
        found.append("reprint-credit")
    if words.has("protected") and not found:
        found.append("copyright-line")
    if words.has("agency") and found:
        found.append("press-agency")
    return tuple(dict.fromkeys(found))


def _kind(deed: Deed) -> str:
    denied = _OF_TOKEN.get((deed.token, deed.value))
    return denied or _OF_GRANT.get(deed.token, "link-or-attribution-permission")
