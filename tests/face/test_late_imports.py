# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a scraper that embeds the Inquiry pays before it has a page."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("turbohtml", "chardet", "bs4", "httpx", "rich", "click", "pyarrow", "brotli")


def fresh(code: str) -> str:
    """What a new interpreter prints for this."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize("name", ["Inquiry", "check", "RobotsFile", "Report"])
def test_naming_it_loads_no_parser_and_no_client(name: str) -> None:
    """They come with the first page."""
    assert (
        fresh(f"import sys; from rightscheck import {name}; print([m for m in {HEAVY!r} if m in sys.modules])")
        == "[]"
    )


@pytest.mark.parametrize(
    ("body", "kind", "name"),
    [
        (b"\xff\xfea\x00", None, "UTF-16LE"),
        (b"a\xb1", "text/plain; charset=iso-8859-2", "ISO-8859-2"),
        (b"a" * 9 + b"\xb1", None, "windows-1252"),
        (b"", None, "UTF-8"),
    ],
)
def test_the_first_page_of_a_process_is_decoded_like_any_other(body: bytes, kind: str | None, name: str) -> None:
    """Whichever way its charset is told: by a byte order mark, a header, a guess or nothing."""
    code = f"from rightscheck.markup.decode import decode; print(decode({body!r}, {kind!r}).encoding)"
    assert fresh(code) == name
