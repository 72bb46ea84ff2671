# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""JSON-LD as pages write it: parsed, with the usual slips mended, and flattened to nodes with a way to each.

JSON-LD 1.1 in the shape schema.org uses: arrays, ``@graph``, ``@id`` references, terms with or without a prefix. It
is no JSON-LD processor: remote contexts are not fetched. Never raises; depth and the number of nodes are bounded.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.markup.facts import Script

_MAX_CHARS = 4_000_000
_MAX_DEPTH = 64
_MAX_NODES = 4_000
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)
_TRAILING = re.compile(r",(\s*[}\]])")
#: an escaped half of a pair without the other: no text, and no writer of JSON takes it
_HALF = re.compile(
    r"\\u[dD][89aAbB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89aAbB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_NEST = re.compile(r"[\[{]|[\]}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One object: its properties by bare term, and the properties that led to it from a top-level node."""

    data: Mapping[str, Any]
    way: tuple[str, ...]
    script: Script

    def types(self) -> tuple[str, ...]:
        """Its types without prefix; none for an untyped object."""
        return tuple(term(one) for one in strings(self.data.get("@type", self.data.get("type"))))

    def text(self, name: str) -> str | None:
        """The first string under this property; None if there is none."""
        return next(iter(strings(self.data.get(name))), None)


def load(script: Script) -> tuple[Any, str | None]:
    """The parsed content, and ``mended`` where it was no JSON as it stood; (None, ``broken``) if it is lost."""
    import orjson  # noqa: PLC0415  # core, but imported late: start-up must not pay for it

    text = script.content
    if len(text) > _MAX_CHARS:
        return None, "broken"
    try:
        return orjson.loads(text), None
    except ValueError:
        pass
    if _too_deep(text):
        return None, "broken"
    plain = _WRAPPING.sub("", _WRAPPING.sub("", text))
    try:
        return json.loads(_TRAILING.sub(r"\1", whole_characters(plain)), strict=False), "mended"
    except (ValueError, RecursionError):
        return None, "broken"


def _too_deep(text: str) -> bool:
    depth = 0
    for mark in _NEST.finditer(text):
        depth += 1 if mark.group() in "[{" else -1
        if depth > _MAX_DEPTH * 4:
            return True
    return False


def nodes(data: object, script: Script) -> Iterator[Node]:
    """Every object in document order, outermost first; at most 4,000."""
    stack: list[tuple[object, tuple[str, ...]]] = [(data, ())]
    count = 0
    while stack and count < _MAX_NODES:
        item, way = stack.pop()
        if isinstance(item, list):
            stack.extend((one, way) for one in reversed(item))
        elif isinstance(item, dict):
            count += 1
            plain = {term(str(key)): value for key, value in item.items()}
            yield Node(data=plain, way=way, script=script)
            if len(way) < _MAX_DEPTH:
                inner = [(value, (*way, key)) for key, value in plain.items() if isinstance(value, dict | list)]
                stack.extend(reversed(inner))


def term(name: str) -> str:
    """The bare term: ``schema:license`` and ``https://schema.org/license`` give license; ``@graph`` stays."""
    return name.rstrip("/#").replace("#", "/").replace(":", "/").rsplit("/", 1)[-1]


def whole_characters(text: str) -> str:
    """The JSON text with each half of a surrogate pair that stands alone replaced (U+FFFD)."""
    return _HALF.sub(r"\\ufffd", text)


def strings(value: object) -> Iterator[str]:
    """The strings a property holds, one or a list of them; none for numbers and objects."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str) and one.strip():
            yield one.strip()
        elif isinstance(one, dict) and isinstance(one.get("@value"), str):
            yield str(one["@value"]).strip()
