# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""llms.txt is no rights signal (Answer.AI proposal of 3 September 2024; reference signals §10.4).

It has no word for permission or licence, and its presence allows nothing. A record that brings the file is told so;
nobody asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.model import Diagnostic, Found, Reading
from rightscheck.signals.given import SelfContained

if TYPE_CHECKING:
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen


class LlmsTxt(SelfContained):
    """The reader that says why llms.txt says nothing."""

    standards = ("LLMS",)
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """A diagnostic for each such file that was brought; never a signal."""
        files = seen.observation.site_files
        there = [path for path in rules.file("standards/LLMS")["paths"] if isinstance(files.get(path), Found)]
        text = "llms.txt helps models to find pages; it is no rights signal and permits nothing"
        return Reading(diagnostics=tuple(Diagnostic(part=path, code="llms-no-signal", text=text) for path in there))


READER = LlmsTxt()
