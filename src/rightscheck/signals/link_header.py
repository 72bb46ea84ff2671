# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The ``Link`` header field (RFC 8288 §3): targets with their parameters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.signals.given import field_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.model import Observation

_TARGET = re.compile(r"[\s,]*<([^<>]*)>")
_PARAMETER = re.compile(r"\s*;\s*([\w!#$&+\-.^`|~*]+)\s*(?:=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^\s;,\"]*)))?")
_ESCAPE = re.compile(r"\\(.)")
_MOST_CHARS = 100_000
_MOST_LINKS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderLink:
    """One link: its target as sent, relations in lower case, the other parameters, and the line it stands in."""

    target: str
    rel: frozenset[str]
    parameters: Mapping[str, str]
    quote: str


def header_links(observation: Observation) -> Iterator[HeaderLink]:
    """Every link of the answer's Link lines, in order; what is out of the grammar ends its line."""
    count = 0
    for name, value in field_lines(observation, "link"):
        for target, parameters in links(value):
            count += 1
            if count > _MOST_LINKS:
                return
            yield HeaderLink(
                target=target,
                rel=frozenset(parameters.get("rel", "").lower().split()),
                parameters=parameters,
                quote=f"{name}: {value}",
            )


def links(value: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each (target, parameters) of one field value; of a parameter given twice the first counts (§3.3)."""
    text, at = value[:_MOST_CHARS], 0
    while found := _TARGET.match(text, at):
        at = found.end()
        parameters: dict[str, str] = {}
        while part := _PARAMETER.match(text, at):
            at = part.end()
            quoted, plain = part[2], part[3]
            parameters.setdefault(part[1].lower(), plain or "" if quoted is None else _ESCAPE.sub(r"\1", quoted))
        yield found[1].strip(), parameters
