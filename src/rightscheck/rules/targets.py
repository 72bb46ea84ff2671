# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What an agreement, a published list or a waiver is about: domains, addresses, contents, rights holders."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck import urls
from rightscheck.errors import RuleError
from rightscheck.model import REACHES, Found

if TYPE_CHECKING:
    from rightscheck.model import Observation, Settlement
    from rightscheck.rules.fields import Table

KEYS = ("domains", "prefixes", "urls", "hashes", "holders")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Any one of these is enough. A domain takes in its subdomains; a hash is SHA-256 of the body, in hexadecimal."""

    domains: frozenset[str]
    prefixes: tuple[str, ...]
    urls: frozenset[str]
    hashes: frozenset[str]
    holders: frozenset[str]

    def hit(self, observation: Observation, settlement: Settlement) -> str | None:
        """The entry that meets this subject, None where none does."""
        return (
            self._by_address(observation.address)
            or self._by_body(observation)
            or self._by_holder(observation, settlement)
        )

    def _by_address(self, address: str | None) -> str | None:
        if address is None:
            return None
        labels = (urls.host(address) or "").lower().split(".")
        domain = next((d for i in range(len(labels)) if (d := ".".join(labels[i:])) in self.domains), None)
        plain = urls.normal(address) or address
        if domain is None and plain in self.urls:
            return plain
        return domain or next((prefix for prefix in self.prefixes if plain.startswith(prefix)), None)

    def _by_body(self, observation: Observation) -> str | None:
        if not self.hashes or not isinstance(observation.body, Found):
            return None
        body = observation.body.body
        raw = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
        digest = hashlib.sha256(raw).hexdigest()
        return digest if digest in self.hashes else None

    def _by_holder(self, observation: Observation, settlement: Settlement) -> str | None:
        named = (
            signal.evidence.rights_holder
            for signal in settlement.signals
            if signal.evidence.rights_holder and signal.evidence.scope in REACHES[observation.form]
        )
        return next((holder for holder in named if holder.casefold() in self.holders), None)


def target(table: Table) -> Target:
    """The target this table names.

    Raises:
        RuleError: it names nothing, or a domain with a scheme or path.
    """
    if not any(table.content.get(key) for key in KEYS):
        raise RuleError('say what it is about, such as domains = ["example.org"]', path=table.path, key="domains")
    domains = table.words("domains")
    for domain in domains:
        if "/" in domain or ":" in domain:
            raise RuleError(f"{domain!r} is no domain; write example.org", path=table.path, key="domains")
    return Target(
        domains=frozenset(domain.lower().strip(".") for domain in domains),
        prefixes=table.words("prefixes"),
        urls=frozenset(urls.normal(url) or url for url in table.words("urls")),
        hashes=frozenset(digest.lower().removeprefix("sha256:") for digest in table.words("hashes")),
        holders=frozenset(holder.casefold() for holder in table.words("holders")),
    )
