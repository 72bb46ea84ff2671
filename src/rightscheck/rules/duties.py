# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Which duties there are: ``rules/duties/*.toml``, by their own token and by that of the matrix (design.md §4).

What they say and which are accepted is the matter of reports; here a rule is only kept from naming one that is not
on file.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rightscheck.errors import RuleError
from rightscheck.rules.fields import Table

if TYPE_CHECKING:
    from rightscheck.resources import RuleData

_KINDS = ("record", "standing")


@cache
def known_duties(rules: RuleData) -> frozenset[str]:
    """Every duty's token.

    Raises:
        RuleError: a duty lacks its kind or its sentence.
    """
    found: set[str] = set()
    for name, content in rules.files("duties"):
        path = f"rules/duties/{name}.toml"
        for token, value in content.items():
            if not isinstance(value, dict):
                raise RuleError("a duty is a table with kind and sentence", path=path, key=token)
            table = Table(value, f"{path}: {token}")
            table.word("kind", _KINDS)
            table.text("sentence")
            found |= {token, str(value.get("duty", token))}
    return frozenset(found)
