# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Language files: what is found, what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.errors import RuleError, UnknownTermError
from rightscheck.notices.fold import fold_all, fold_words
from rightscheck.notices.lexicon import lexicon
from rightscheck.notices.match import read_words
from rightscheck.notices.shelf import shelf
from rightscheck.resources import rule_data

if TYPE_CHECKING:
    from rightscheck.resources import RuleData


def with_language(rules: RuleData, body: str) -> RuleData:
    """The rule set with one language file more."""
    return rule_data({**rules.texts, "lexicons/xx.toml": body.encode()})


def roles(text: str, language: str, rules: RuleData) -> list[tuple[str, str]]:
    """The hits of a sentence as (role, folded words)."""
    words = read_words(text, lexicon(language, rules), rules)
    return [(h.role, words.text[h.start : h.end]) for h in words.hits]


def test_a_language_is_added_as_a_file(rules: RuleData) -> None:
    """A new file is read as it is: stems, gaps, single letters and compounds."""
    more = with_language(
        rules,
        'language = "xx"\n[acts]\ncopy = ["kopu*", "*trykk", "al? brug"]\n[modality]\nforbid = ["ma .. ikke"]\n',
    )
    assert roles("Kopuler og gentrykk, alt brug: ma du helst ikke!", "xx", more) == [
        ("copy", "kopuler"),
        ("copy", "gentrykk"),
        ("copy", "alt brug"),
        ("forbid", "ma du helst ikke"),
    ]


def test_the_longest_entry_stands_alone(rules: RuleData) -> None:
    """One span, one concept: the formula swallows its participle."""
    assert ("allrights", "all rights reserved") in roles("All rights reserved.", "en", rules)
    assert "reserve" not in {role for role, _ in roles("All rights reserved.", "en", rules)}


@pytest.mark.parametrize(
    "text", ["ZASTRZEŻONE", "zastrzezone", "za\u00adstrzeżone", "zastrzez\u0307one", "zastrzeżonE"]
)
def test_lost_marks_case_and_hyphens_do_not_hide_a_word(text: str, rules: RuleData) -> None:
    """Folding finds a word without its diacritics, in capitals, hyphenated softly or decomposed."""
    assert [role for role, _ in roles(text, "pl", rules)] == ["reserve"]


def test_words_an_extractor_glued_are_parted(rules: RuleData) -> None:
    """Lower case followed by upper case begins a word; a brand in camel case holds none."""
    assert ("copy", "kopiowanie") in roles("zastrzeżoneKopiowanie", "pl", rules)
    assert roles("YouTube", "en", rules) == []


def test_an_unknown_role_is_refused(rules: RuleData) -> None:
    """A misspelt role is a fault of the file, named with the file."""
    with pytest.raises(UnknownTermError, match=r"rules/lexicons/xx\.toml"):
        shelf(with_language(rules, 'language = "xx"\n[acts]\ncoppy = ["x"]\n'))


def test_a_role_that_is_no_list_of_words_is_refused(rules: RuleData) -> None:
    """Entries are strings in a list."""
    with pytest.raises(RuleError, match="list of words"):
        shelf(with_language(rules, 'language = "xx"\n[acts]\ncopy = "x"\n'))


def test_an_entry_nothing_could_find_is_refused(rules: RuleData) -> None:
    """An entry that begins with a gap has no letter to be found by: a fault of the file, named with the file."""
    more = with_language(rules, 'language = "xx"\n[acts]\ncopy = [".. copied"]\n')
    with pytest.raises(RuleError, match=r"rules/lexicons/xx\.toml"):
        lexicon("xx", more)


def test_every_language_compiles(rules: RuleData) -> None:
    """Each file that ships makes a lexicon, though only the languages of a text are compiled for it."""
    for language in shelf(rules).languages:
        assert lexicon(language, rules).by_anchor, language


def test_entries_fold_together_as_one_by_one(rules: RuleData) -> None:
    """Folding a whole list gives what folding each entry gives."""
    entries = ["zastrze\u017c*", "Ma\u00dfnahme", " e\u0301tude", "a-b", "\u6f22 \u5b57", ""]
    assert fold_all(entries, rules) == [fold_words(e, rules) for e in entries]
    assert fold_all([], rules) == []
