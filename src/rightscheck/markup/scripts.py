# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Data scripts (JSON-LD, RSL, RDF), HTML comments that speak of rights, and the resources a page loads.

JSON-LD 1.1 §7 (script elements), RSL 1.0 §4.6.2; old Creative Commons markup puts RDF/XML into a comment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.markup.facts import Comment, Script
from rightscheck.markup.tables import tables

if TYPE_CHECKING:
    from rightscheck.markup.context import Place

_RESOURCES = 500  # addresses kept; a page that loads more is told by these


class Scripts:
    """Collects data scripts and comments, and counts the rest."""

    def __init__(self) -> None:
        self.found: list[Script] = []
        self._comments: list[tuple[str, int | None, int | None]] = []
        self.resources: list[str] = []
        self.count = 0
        self.chars = 0

    def end(self, element: Place, content: str) -> None:
        """A script with all its content."""
        self.count += 1
        self.chars += len(content)
        kind = element.attrs.get("type", "").split(";")[0].strip().lower()
        if kind in tables().script_types:
            self.found.append(Script(type=kind, content=content, line=element.line, column=element.column))

    def comment(self, text: str, line: int | None, column: int | None) -> None:
        """A comment, cut at the table's length."""
        self._comments.append((text[: tables().comment_chars], line, column))

    def kept_comments(self) -> tuple[Comment, ...]:
        """The comments that hold a mark of rights; most pages have none, so all are looked through at once."""
        marks = tables().comment_marks
        folded = "\n".join(text for text, _, _ in self._comments).lower()
        if not any(mark in folded for mark in marks):
            return ()
        return tuple(
            Comment(text=text.strip(), line=line, column=column)
            for text, line, column in self._comments
            if any(mark in text.lower() for mark in marks)
        )

    def resource(self, address: str | None) -> None:
        """The address of a script, frame, plug-in or form target, if it has one."""
        if address and len(self.resources) < _RESOURCES:
            self.resources.append(address.strip())
