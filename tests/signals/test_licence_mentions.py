# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Licences named in words: Creative Commons in many languages, other licences, and words that only look like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.markup.facts import Anchor
from rightscheck.resources import shipped
from rightscheck.signals.licence_mentions import mentions

if TYPE_CHECKING:
    from rightscheck.resources import RuleData


def ids(text: str, rules: RuleData, *links: tuple[str, str]) -> list[str]:
    """The ids found in a text, with links given as (words, href)."""
    anchors = tuple(Anchor(start=text.index(w), end=text.index(w) + len(w), href=href) for w, href in links)
    return [mention.id for mention in mentions(text, anchors, rules)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International", ["CC-BY-NC-SA-4.0"]),
        ("a Creative Commons Attribution-NonCommercial- ShareAlike 4.0 licence", ["CC-BY-NC-SA-4.0"]),
        ("Creative Commons Attribution, Non Commercial - Share Alike 2.5", ["CC-BY-NC-SA-2.5"]),
        ("a Creative Commons Attribution-ShareAlike License.", ["CC-BY-SA"]),
        ("Shared as CC BY", ["CC-BY"]),
        ("cc-by-sa 4.0", ["CC-BY-SA-4.0"]),
        ("Words: cc by-nc-nd 3.0.", ["CC-BY-NC-ND-3.0"]),
        ("CC BY-SA 3.0 DE (nicht kommerziell)", ["CC-BY-SA-3.0-DE"]),
        ("CC BY-SA 3.0/AT", ["CC-BY-SA-3.0-AT"]),
        ("CC BY 4.0 DE", ["CC-BY-4.0"]),
        ("CC BY 3.0 es una licencia", ["CC-BY-3.0"]),
        ("CC BY, CC-BY-SA and CC BY-NC 3.0", ["CC-BY", "CC-BY-SA", "CC-BY-NC-3.0"]),
        ('unter der Creative Commons Lizenz "BY-NC-SA"', ["CC-BY-NC-SA"]),
        ("Creative Commons Namensnennung - Keine Bearbeitung 3.0 Deutschland Lizenz", ["CC-BY-ND-3.0-DE"]),
        ("Namensnennung - Nicht kommerziell - Weitergabe unter gleichen Bedingungen 4.0", ["CC-BY-NC-SA-4.0"]),
        ("na licencji Creative Commons: uznanie autorstwa 3.0 Polska", ["CC-BY-3.0-PL"]),
        ("Uznanie autorstwa \u2013 Użycie niekomercyjne \u2013 Na tych samych warunkach 4.0", ["CC-BY-NC-SA-4.0"]),
        ("Licencia Creative Commons Reconocimiento-NoComercial 4.0", ["CC-BY-NC-4.0"]),
        ("Licencia Creative Commons Atribución-CompartirIgual 3.0", ["CC-BY-SA-3.0"]),
        ("Attribution \u2013 Pas d\u2019Utilisation Commerciale 3.0 France", ["CC-BY-NC-3.0-FR"]),
        ("Creative Commons Attribuzione - Non commerciale 4.0 Internazionale", ["CC-BY-NC-4.0"]),
        ("Licença Creative Commons Atribuição-CompartilhaIgual 4.0", ["CC-BY-SA-4.0"]),
        ("Creative Commons Naamsvermelding-GelijkDelen 4.0", ["CC-BY-SA-4.0"]),
        ("Creative Commons Uveďte původ-Zachovejte licenci 4.0 Mezinárodní", ["CC-BY-SA-4.0"]),
        ("Creative Commons Attribution 3.0 unported license", ["CC-BY-3.0"]),
        ("クリエイティブ・コモンズ 表示 4.0 国際 ライセンス", ["CC-BY-4.0"]),
        ("采用知识共享署名-非商业性使用-相同方式共享 4.0 国际许可协议", ["CC-BY-NC-SA-4.0"]),
        ("Creative Commons (cc) BY-NC", ["CC-BY-NC"]),
        ("CC0 1.0 Universal (CC0 1.0) Public Domain Dedication", ["CC0-1.0", "CC0-1.0"]),
        ("Creative Commons Zero", ["CC0-1.0"]),
        ("CCA 3.0 license", ["CC-BY-3.0"]),
        ("CC BY-SA \u09e9.\u09e6", ["CC-BY-SA-3.0"]),
        ("CC BY 7.0", ["CC-BY"]),
        ("Licensed under Creative Commons", ["CC-unspecified"]),
        ("under a Creative Commons licence.", ["CC-unspecified"]),
        ("Die Texte stehen unter einer CC-Lizenz", ["CC-unspecified"]),
        ("GNU Free Documentation License 1.3 or later", ["GFDL-1.3-or-later"]),
        ("GNU Free Documentation License", ["GFDL"]),
        ("the MIT License", ["MIT"]),
        ("License: MIT", ["MIT"]),
        ("Apache License, Version 2.0", ["Apache-2.0"]),
        ("the Apache 2.0 licence", ["Apache-2.0"]),
        ("GPLv3", ["GPL-3.0-only"]),
        ("GPL-2.0-or-later", ["GPL-2.0-or-later"]),
        ("Open Government Licence v3.0", ["OGL-UK-3.0"]),
        ("Licence Ouverte 2.0", ["etalab-2.0"]),
        ("the Open Database License (ODbL)", ["ODbL-1.0", "ODbL-1.0"]),
        ("in the public domain", ["public-domain"]),
        ("w domenie publicznej", ["public-domain"]),
    ],
)
def test_words_name_a_licence(text: str, found: list[str], rules: RuleData) -> None:
    """A licence is known by its name in any case and in the main languages, with version and port."""
    assert ids(text, rules) == found


@pytest.mark.parametrize(
    "text",
    [
        "Cc: Anna, Bartek",
        "CC: by@ferry.example",
        "a 250 cc by Honda",
        "inject 5 cc, by hand",
        "Header \u2013 CC by Vic",
        "Creative Commons is a non-profit organisation.",
        "Creative Commons licenses allow sharing.",
        "Attribution of the attack is hard. By SA reporters.",
        "She studied at MIT.",
        "The Apache server 2.0 was slow",
        "Please give attribution 4.0 times",
        "creativecommons.org",
        "access granted by saying so",
        "",
    ],
)
def test_words_that_name_none(text: str, rules: RuleData) -> None:
    """Carbon copies, engine sizes, bylines, institutes and talk about licences name none."""
    assert ids(text, rules) == []


def test_link_holds_where_words_differ(rules: RuleData) -> None:
    """Words and link differ: the link; and the pair is one mention."""
    text = "Shared under CC BY 3.0 DE."
    assert ids(text, rules, ("CC BY 3.0 DE", "https://creativecommons.org/licenses/by-sa/4.0/")) == ["CC-BY-SA-4.0"]


def test_words_add_the_version_a_link_lacks(rules: RuleData) -> None:
    """A link without a version takes it from the words of the same licence."""
    text = "Text under the GNU Free Documentation License 1.3 or later."
    words = "GNU Free Documentation License"
    assert ids(text, rules, (words, "https://www.gnu.org/copyleft/fdl.html")) == ["GFDL-1.3-or-later"]


def test_words_before_a_wordless_link_are_its_own(rules: RuleData) -> None:
    """The badge after a named licence is the same licence."""
    text = "Alle Texte stehen unter Creative Commons Lizenz BY-NC-SA"
    badge = Anchor(start=len(text), end=len(text), href="https://creativecommons.org/licenses/by-nc-sa/3.0/de/")
    assert [m.id for m in mentions(text, (badge,), rules)] == ["CC-BY-NC-SA-3.0-DE"]


def test_two_links_are_two_mentions(rules: RuleData) -> None:
    """Text under one licence and code under another are both named."""
    text = "Text is under CC BY 4.0, and code under the Apache License 2.0."
    found = ids(
        text,
        rules,
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("Apache License 2.0", "https://www.apache.org/licenses/LICENSE-2.0"),
    )
    assert found == ["CC-BY-4.0", "Apache-2.0"]


def test_address_in_the_text_is_a_link(rules: RuleData) -> None:
    """An address written out names the licence, and takes in the words before it."""
    text = "Creative Commons Attribution 4.0 applies. See <https://creativecommons.org/licenses/by/4.0/> for it."
    (mention,) = mentions(text, (), rules)
    assert (mention.id, mention.by) == ("CC-BY-4.0", "link")


def test_offsets_point_into_the_text(rules: RuleData) -> None:
    """Offsets are code points of the text as given, with its line breaks and soft hyphens."""
    text = "\u00a9\n\nUnder  Creative\r\n  Commons Attri\u00adbution 4.0, dear reader"
    (mention,) = mentions(text, (), rules)
    assert text[mention.start : mention.end] == "Creative\r\n  Commons Attri\u00adbution 4.0"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["CC", "by", "BY-", " ", "sa", "4.0", "Creative Commons", "İ", "MIT", "\u00ad", "(", "0"])
    )
)
def test_any_text_is_read(parts: list[str]) -> None:
    """No text makes the reader raise; every mention lies in it, in order."""
    text = "".join(parts)
    found = mentions(text, (), shipped())
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)


def test_long_text_is_read_in_one_pass(rules: RuleData) -> None:
    """A text of repeated heads is read to its end without blowing up."""
    assert len(mentions("CC BY. " * 20_000, (), rules)) == 20_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SPDX-License-Identifier: MIT", "MIT"),
        ("SPDX-License-Identifier: OGL-UK-3.0", "OGL-UK-3.0"),
        ("SPDX-License-Identifier: GFDL-1.3-or-later", "GFDL-1.3-or-later"),
        ("Licensed under the EUPL-1.2", "EUPL-1.2"),
        ("dedicated to the public domain (CC0)", "CC0-1.0"),
    ],
)
def test_an_identifier_of_spdx_is_a_name(text: str, expected: str, rules: RuleData) -> None:
    """An id with its hyphens is read beside a word for licence; "public domain" gives way to the waiver beside it."""
    assert [mention.id for mention in mentions(text, (), rules)] == [expected]
