# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Whatever stands in a rule file, it is a rule base or a RuleError: nothing else ever comes out of loading."""

from __future__ import annotations

import re
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.errors import RuleError
from rightscheck.resources import rule_data, shipped
from rightscheck.rules.checks import sound
from rightscheck.rules.circumstances import compiled_map
from rightscheck.rules.holdings import holdings

RULES = shipped()
ROOMS = ("scope", "permission", "exception", "default", "overlay", "profiles", "members", "authorities", "duties")
FILES = sorted(
    name
    for name in RULES.texts
    if name.startswith((*(f"{room}/" for room in ROOMS), "cases/ladder/", "vocabulary", "evidence"))
)
LINE = re.compile(r"^(?P<key>[A-Za-z0-9_-]+) = (?P<value>\S.*)$", re.MULTILINE)
VALUES = ("3", "0.5", '""', '"x"', '"tdm"', "[]", "[1]", '["x"]', "true", "2026-01-01", "{ a = 1 }", "[[1]]", "nan")
HELD = """
[[agreement]]
reference = "7"
with = "X"
domains = ["harbour.example"]
reuses = ["ai-train"]
until = 2026-12-31
"""


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_a_changed_value_is_a_rule_base_or_a_rule_error(data: st.DataObject) -> None:
    """One value of one file replaced by one of another kind."""
    name = data.draw(st.sampled_from(FILES))
    text = RULES.texts[name].decode()
    found = list(LINE.finditer(text))
    if not found:
        return
    line = data.draw(st.sampled_from(found))
    value = data.draw(st.sampled_from(VALUES))
    changed = f"{text[: line.start('value')]}{value}{text[line.end('value') :]}"
    rules = rule_data({**RULES.texts, name: changed.encode()})
    with suppress(RuleError):
        sound(rules)
        compiled_map(rules)


@settings(deadline=None)
@given(st.sampled_from(list(LINE.finditer(HELD))), st.sampled_from(VALUES))
def test_a_changed_agreement_is_one_or_a_rule_error(line: re.Match[str], value: str) -> None:
    """The same for what users write themselves."""
    changed = f"{HELD[: line.start('value')]}{value}{HELD[line.end('value') :]}"
    with suppress(RuleError):
        holdings(rule_data({**RULES.texts, "agreements/mine.toml": changed.encode()}))
