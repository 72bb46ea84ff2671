# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``<meta>``, ``<base>``, ``<title>`` and the language of the page (HTML Living Standard §4.2, §3.2.6.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.markup.facts import Meta
from rightscheck.markup.tables import NOSCRIPT

if TYPE_CHECKING:
    from rightscheck.markup.context import Place


class Metas:
    """Collects what the page says about itself in its head, also where it stands in the body."""

    def __init__(self) -> None:
        self.found: list[Meta] = []
        self.base: str | None = None
        self.language: str | None = None
        self.refresh: str | None = None
        self._pragma_language: str | None = None

    def meta(self, element: Place, *, in_body: bool) -> None:
        """A ``<meta>``: one fact for each name, property or itemprop it carries; none without content."""
        attrs = element.attrs
        content = attrs.get("content")
        if content is None:
            return
        if "http-equiv" in attrs:
            self._pragma(attrs["http-equiv"].strip().lower(), content, element)
        names = [attrs.get("name", "").strip().lower()]
        names += f"{attrs.get('property', '')} {attrs.get('itemprop', '')}".lower().split()
        self.found += [
            Meta(name=name, content=content, line=element.line, column=element.column, in_body=in_body)
            for name in dict.fromkeys(names)
            if name
        ]

    def _pragma(self, name: str, content: str, element: Place) -> None:
        if name == "refresh" and self.refresh is None and not element.flags & NOSCRIPT:
            self.refresh = content
        elif name == "content-language":
            self._pragma_language = self._pragma_language or content.strip() or None

    def set_base(self, element: Place) -> None:
        """A ``<base>``: the first with an address counts."""
        if self.base is None and element.attrs.get("href"):
            self.base = element.attrs["href"].strip()

    def set_language(self, element: Place) -> None:
        """The ``<html>`` element: its lang, else its xml:lang."""
        named = element.attrs.get("lang") or element.attrs.get("xml:lang")
        if self.language is None and named:
            self.language = named.strip() or None

    @property
    def page_language(self) -> str | None:
        """The language of the whole page, else what the content-language pragma says, else None."""
        return self.language or self._pragma_language
