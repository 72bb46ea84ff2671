# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Columns by other names stand for those of the contract, and a wrong guess is never worse than none."""

from __future__ import annotations

from typing import Any

import pytest

from rightscheck.gate.columns import contract

PAGE = "<!doctype html><p>x</p>"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"raw_html": PAGE, "uri": "u"}, {"html": PAGE, "url": "u"}),
        ({"content": PAGE}, {"html": PAGE}),
        ({"content": "words"}, {"text": "words"}),
        ({"content": PAGE.encode()}, {"html": PAGE.encode()}),
        ({"text": "own", "content": PAGE}, {"text": "own"}),
        ({"raw_content": "words", "WARC-Target-URI": "u", "warc_date": "2026-01-01"}, {"text": "words", "url": "u"}),
        ({"text": "words", "metadata": {"url": "u"}}, {"url": "u"}),
        ({"content": "words", "warc_headers": {"warc-target-uri": "u"}}, {"text": "words", "url": "u"}),
        ({"text": "words", "url": None, "uri": "other"}, {"url": None}),
        ({"text": "words", "metadata": "no object"}, {"text": "words"}),
    ],
)
def test_names_of_public_corpora(record: dict[str, Any], expected: dict[str, Any]) -> None:
    """Names that corpora use are found; the contract's own names win, also when empty."""
    found = contract(record)
    assert {name: found[name] for name in expected} == expected
    assert ("html" in found and "text" in found) is ("html" in record and "text" in record)


def test_a_named_column_wins() -> None:
    """What the user names goes before what a record has under that name, nested ones too."""
    record = {"text": "summary", "doc": {"full": "words"}, "url": "u"}
    assert contract(record, (("text", "doc.full"),))["text"] == "words"
    assert contract({"text": "summary", "url": "u"}, (("text", "doc.full"),))["text"] == "summary"


def test_a_record_of_the_contract_is_not_copied() -> None:
    """The common case costs nothing."""
    record = {"url": "u", "html": PAGE}
    assert contract(record) is record
