# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A TDM policy in JSON: what the offer asks for and whom to ask (TDMRep §8.5, a profile of ODRL 2.2).

Only what bears on the answer is read: permissions to mine, their duties and purposes, and the assigner's contact. The
words are data (``rules/standards/TDMREP.toml``); prefixes and full addresses of a term mean the term.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rightscheck.signals.jsonld import whole_characters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.resources import RuleData

_PERMISSION = re.compile(r'"(?:odrl:)?permission"\s*:\s*')
_DECODER = json.JSONDecoder()
_MOST_CHARS = 1_000_000
_MOST_QUOTED = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The offer: duties of its permissions to mine, purposes they are bound to, the contact, the words themselves.

    ``contact`` is an address of the assigner (mailto:, tel: or a URL), None where the policy names none.
    """

    duties: tuple[str, ...]
    purposes: tuple[str, ...]
    contact: str | None
    holder: str | None
    quote: str


def read_policy(text: str, rules: RuleData) -> Policy | None:
    """The offer in this document, None where it is no JSON or offers no mining. Never raises."""
    table = rules.file("standards/TDMREP")["policy"]
    try:
        document = json.loads(whole_characters(text[:_MOST_CHARS]))
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict):
        return None
    offers = [p for p in _objects(_value(document, "permission")) if _names(p, "action") & set(table["actions"])]
    if not offers:
        return None
    assigner = next(_objects(_value(document, "assigner")), {})
    return Policy(
        duties=_terms(offers, "duty", "action", table["duties"]),
        purposes=_terms(offers, "constraint", "rightOperand", table["purposes"]),
        contact=_contact(assigner, table["contacts"]),
        holder=next(filter(None, (_text(_value(assigner, name)) for name in table["names"])), None),
        quote=_quote(text),
    )


def _value(node: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401  # any JSON value
    """The value of a property under its plain or prefixed name."""
    return next((value for key, value in node.items() if _term(key) == name), None)


def _term(name: str) -> str:
    """A term without prefix or address: ``tdm:mine`` and ``http://…/tdmrep#mine`` are ``mine``."""
    return re.split(r"[:#/]", name)[-1]


def _objects(value: object) -> Iterator[dict[str, Any]]:
    yield from (item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict))


def _names(node: Mapping[str, Any], name: str) -> set[str]:
    value = _value(node, name)
    return {_term(text) for item in (value if isinstance(value, list) else [value]) if (text := _text(item))}


def _text(value: object) -> str | None:
    """The text of a value, or of an object with an @id, @value or hasValue; None of anything else."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("@id", "@value", "hasValue") if key in value), None)
    return value.strip() or None if isinstance(value, str) else None


def _terms(offers: list[dict[str, Any]], part: str, name: str, known: list[str]) -> tuple[str, ...]:
    found = {term for offer in offers for node in _objects(_value(offer, part)) for term in _names(node, name)}
    return tuple(term for term in known if term in found)


def _contact(assigner: Mapping[str, Any], names: list[str]) -> str | None:
    return next(filter(None, (_text(_value(assigner, name)) for name in names)), None)


def _quote(text: str) -> str:
    """The source of the first permission list, else the start of the document."""
    found = _PERMISSION.search(text)
    try:
        end = _DECODER.raw_decode(text, found.end())[1] if found else len(text)
    except (ValueError, RecursionError):
        end = len(text)
    return text[found.start() if found else 0 : end].strip()[:_MOST_QUOTED]
