# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The public face: what it names exists, and importing it costs nothing."""

from __future__ import annotations

import subprocess
import sys

import rightscheck


def test_the_face_names_what_it_holds() -> None:
    """Every public name can be had, the list is sorted, and nothing else pretends to be public."""
    assert rightscheck.__all__ == sorted(rightscheck.__all__)
    assert set(dir(rightscheck)) == set(rightscheck.__all__)
    for name in rightscheck.__all__:
        assert getattr(rightscheck, name).__name__ == name


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A name that is not public fails as Python promises, so that hasattr works."""
    assert not hasattr(rightscheck, "no_such_name")


def test_importing_the_package_imports_no_library() -> None:
    """``import rightscheck`` alone loads neither HTTP client nor parsers: scrapers embed it."""
    heavy = "httpx,bs4,turbohtml,rich,click,orjson,ahocorasick_rs"
    code = f"import sys, rightscheck; print([m for m in {heavy.split(',')!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
