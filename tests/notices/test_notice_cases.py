# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The cases of rules/cases/notices: what each says, or that it is no notice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rightscheck.errors import RuleError
from rightscheck.notices.lexicon import languages
from rightscheck.resources import RuleData, shipped
from rightscheck.statements.notice_cases import NoticeCase, notice_cases

if TYPE_CHECKING:
    from collections.abc import Sequence

CASES = notice_cases(shipped())
NOTICES = 8  #: what a language brings along
OTHERS = 4


def ids(cases: Sequence[NoticeCase]) -> list[str]:
    """The names of cases."""
    return [case.id for case in cases]


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_a_text_says_what_its_author_meant(case: NoticeCase, rules: RuleData) -> None:
    """Each use that is not silent is as written; news, privacy lines, contracts and the like give nothing."""
    assert case.fault(rules) is None


def test_every_language_has_its_cases(rules: RuleData) -> None:
    """Each lexicon comes with eight notices and four texts that are none, or more."""
    for language in languages(rules):
        own = [case for case in CASES if case.language == language]
        none = [case for case in own if case.stated is None and case.licence is None and case.scope is None]
        assert (len(own) - len(none) >= NOTICES, len(none) >= OTHERS) == (True, True), language


def test_names_of_cases_are_their_own() -> None:
    """No two cases share a name."""
    assert len(set(ids(CASES))) == len(CASES)


def test_a_case_that_does_not_hold_says_what_was_read(rules: RuleData) -> None:
    """The message names file, case, what came out and what should have."""
    case = next(case for case in CASES if case.id == "en-any-use")
    silent = replace(case, stated={"tdm": "granted"}).fault(rules)
    assert silent is not None
    assert "en.toml: en-any-use: states {" in silent
    assert "not {'tdm': 'granted'}" in silent
    assert "was taken for one" in str(replace(case, stated=None).fault(rules))
    assert "nothing was read" in str(replace(case, text="It rains.").fault(rules))
    assert "names the licence" in str(replace(case, licence="CC0-1.0").fault(rules))
    assert "not image" in str(replace(case, scope="image").fault(rules))


def test_a_case_that_expects_nothing_is_a_fault() -> None:
    """A case without an expectation is refused with file and name."""
    data = RuleData(
        texts={"cases/notices/xx.toml": b'language = "xx"\n[[case]]\nid = "xx-1"\ntext = "x"\n'}, digest=""
    )
    with pytest.raises(RuleError, match="stated"):
        notice_cases(data)
