# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Bytes to text: what a page declares, what browsers make of it, and the guess where it declares nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightscheck.markup.declared import declared_label
from rightscheck.markup.decode import decode, known

RUSSIAN = "<p>Мы пишем о городе и его людях. Перепечатка без согласия редакции не допускается.</p>"  # noqa: RUF001  # Russian
KOREAN = "<p>이 누리집의 글은 허락 없이 옮겨 실을 수 없습니다. 모든 권리는 편집부에 있습니다.</p>"
JAPANESE = "<p>このサイトの文章を許可なく転載することはできません。</p>"
CZECH = "<p>Články tohoto webu nelze bez souhlasu redakce dále šířit, děkujeme za pochopení.</p>"


@pytest.mark.parametrize(
    ("body", "content_type", "encoding", "source"),
    [
        (b"", None, "UTF-8", "utf-8"),
        (b"plain", "text/html", "UTF-8", "utf-8"),
        (b"\xef\xbb\xbf<meta charset=latin1>", "text/html; charset=koi8-r", "UTF-8", "bom"),
        (b"\xff\xfea\x00", None, "UTF-16LE", "bom"),
        (b"\xfe\xff\x00a", None, "UTF-16BE", "bom"),
        (b"<meta charset=koi8-r>", 'text/html; Charset="ISO-8859-1"', "windows-1252", "header"),
        (b"<meta charset=koi8-r>", "text/html; charset=nonsense", "KOI8-R", "meta"),
        (b"<!-- <meta charset=koi8-r> --><META Charset = 'Shift_JIS'>", None, "Shift_JIS", "meta"),
        (b"<meta content='text/html; charset=big5' http-equiv=Content-Type>", None, "Big5", "meta"),
        (b"<meta charset=utf-16>", None, "UTF-8", "meta"),
        (b"<?xml version='1.0' encoding='iso-8859-2'?><p>", None, "ISO-8859-2", "meta"),
        (b"<meta charset=iso-2022-kr>x", None, "UTF-8", "utf-8"),
        (b"<script>'<meta charset=koi8-r>'</script>", None, "UTF-8", "utf-8"),
    ],
)
def test_what_tells_the_encoding(body: bytes, content_type: str | None, encoding: str, source: str) -> None:
    """The byte order mark outranks the header, the header the page; labels mean what browsers make of them."""
    found = decode(body, content_type)
    assert (found.encoding, found.source) == (encoding, source)


def test_latin1_is_windows_1252() -> None:
    """A page labelled ISO-8859-1 has the quotes and dashes of windows-1252."""
    assert decode(b"\x93a\x94 \x96 \x80", "text/html; charset=iso-8859-1").text == "“a” \u2013 €"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (KOREAN, "euc-kr"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (CZECH, "cp1250"),
        (CZECH, "utf-8"),
        ("<p>Nur mit Erlaubnis der Redaktion, fünf Jahre später ändern wir das.</p>", "cp1252"),
        (CZECH, "utf-16-le"),
        ("<p>plain words in wide characters</p>", "utf-16-be"),
    ],
)
def test_undeclared(text: str, codec: str) -> None:
    """An undeclared page is told by its words, however much ASCII stands around them."""
    page = (
        "<html><head><title>x</title><script>" + "var x = 1;" * 500 + "</script></head>" + text + "<p>end</p></html>"
    )
    assert decode(page.encode(codec), None).text == page


@pytest.mark.parametrize(("text", "codec"), [(RUSSIAN, "utf-8"), (KOREAN, "euc-kr"), (JAPANESE, "shift_jis")])
def test_cut_inside_a_character(text: str, codec: str) -> None:
    """A body cut at any byte is read as the whole one is, but for the character that was cut."""
    body = text.encode(codec)
    whole = decode(body, None)
    for cut in range(len(body) - 30, len(body)):
        part = decode(body[:cut], None)
        assert part.encoding == whole.encoding
        assert text.startswith(part.text[:-1])


def test_declarations_far_down_and_odd() -> None:
    """A declaration after long scripts counts; one in an attribute, a comment or beyond 64 KiB does not."""
    assert declared_label(b"<script>" + b"x" * 9000 + b"</script><meta charset=koi8-r>") == "koi8-r"
    assert declared_label(b"<meta name=charset content='charset=koi8-r'>") is None
    assert declared_label(b"<!-- <meta charset=koi8-r>") is None
    assert declared_label(b" " * 70000 + b"<meta charset=koi8-r>") is None
    assert declared_label(b"<meta charset=x-user-defined>") == "windows-1252"


@pytest.mark.parametrize("label", [None, "", "nonsense", "é", "\0", "utf-7", "replacement", "x" * 1000])
def test_labels_nobody_knows(label: str | None) -> None:
    """A label the Encoding Standard does not know, or refuses, is as good as none."""
    assert known(label) is None


@given(st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=40)))
def test_never_raises(body: bytes, content_type: str | None) -> None:
    """Any bytes under any header give a text, and the same one again."""
    assert decode(body, content_type) == decode(body, content_type)


@given(st.text(max_size=200).filter(lambda text: "charset" not in text.lower() and "\x1b" not in text))
def test_utf8_comes_through(text: str) -> None:
    """Valid UTF-8 that declares nothing else comes out as it went in."""
    body = text.encode("utf-8", "ignore")
    if b"\0" not in body and not body.startswith((b"\xef\xbb\xbf", b"<?xml")):
        assert decode(body, None).text == body.decode("utf-8")
