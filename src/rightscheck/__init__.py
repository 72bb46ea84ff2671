# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Which reuse of a web page is allowed, and why, with proof.

The public face. Names are looked up on first use, so that importing the package costs a scraper nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rightscheck.asking import Inquiry
    from rightscheck.checking import check
    from rightscheck.gate.gating import Gate
    from rightscheck.gate.verdict import Verdict
    from rightscheck.judge import Report
    from rightscheck.model import Decision, Outcome, Reuse
    from rightscheck.signals.robots_file import RobotsFile

__all__ = ["Decision", "Gate", "Inquiry", "Outcome", "Report", "Reuse", "RobotsFile", "Verdict", "check"]

_HOME = {
    "Decision": "rightscheck.model",
    "Gate": "rightscheck.gate.gating",
    "Inquiry": "rightscheck.asking",
    "Outcome": "rightscheck.model",
    "Report": "rightscheck.judge",
    "Reuse": "rightscheck.model",
    "RobotsFile": "rightscheck.signals.robots_file",
    "Verdict": "rightscheck.gate.verdict",
    "check": "rightscheck.checking",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  # a module attribute may be anything
    if name not in _HOME:
        raise AttributeError(f"module 'rightscheck' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
