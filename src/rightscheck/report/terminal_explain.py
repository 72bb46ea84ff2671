# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The looks of ``explain`` on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from rightscheck.report.terminal_style import COLOUR, HEADING, show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from rightscheck.report.explain import Section


def print_sections(console: Console, sections: Iterable[Section]) -> None:
    """Each section: its heading, its lines indented, an empty line between two."""
    for number, section in enumerate(sections):
        style = HEADING if section.outcome is None else COLOUR[section.outcome]
        gap = [Text()] if number else []
        show(console, [*gap, Text(section.title, style=style), *(Text(f"  {line}") for line in section.lines)])
