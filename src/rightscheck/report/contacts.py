# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Whom to ask for more, over all pages: what one can write to or call first, then names, then nobody named."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from rightscheck.model import REACHES_PAGE
from rightscheck.report.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rightscheck.model import Evidence
    from rightscheck.report.entry import Entry

#: The consent route of a notice that names nobody (guide to the notices, consent_route).
HOLDER = "holder"
_UNNAMED = "the rights holder of "
#: A mail address, a web address, or a telephone number: seven digits, perhaps with blanks and signs between them.
_REACHED = re.compile(
    r"\S@\S+\.\w|https?://|\bwww\.|\b[\w-]+(?:\.[a-z]{2,})+(?:/|$)|(?:\d[ ()/.-]{0,2}){7}", re.IGNORECASE
)
_BEFORE = re.compile(r"(?:mailto:|tel:|https?://)", re.IGNORECASE)


def contacts_of(entry: Entry) -> tuple[str, ...]:
    """Whom to ask for more: the consent routes the source names, each once; else the rights holders it names.

    A notice that asks for the holder's consent and says no more leaves the holder of that site. The holder of one
    picture is no help with the page, so only what speaks of page or site counts.
    """
    return routes_of(entry.evidence, entry.site)


def routes_of(evidence: Sequence[Evidence], site: str) -> tuple[str, ...]:
    """The same for these pieces of evidence of a page of this site."""
    own = [e for e in evidence if e.scope in REACHES_PAGE]
    said = dict.fromkeys(clean(e.consent_route) for e in own if e.consent_route)
    routes = [route for route in said if not is_bare_holder(route)]
    holders = dict.fromkeys(clean(e.rights_holder) for e in own if e.rights_holder)
    unnamed = [f"{_UNNAMED}{site}"] if said else []
    return tuple(routes or holders or unnamed)


def ranked(entries: Iterable[Entry]) -> tuple[tuple[str, int], ...]:
    """The contacts of these pages with the number of pages that name each, the same whatever the order of the pages.

    Those one can reach stand first, then those that more pages name, then by name. Spellings of one contact are one:
    the spelling used most.
    """
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        own = {_key(contact): contact for contact in reversed(contacts_of(entry))}
        for key, contact in own.items():
            spellings[key][contact] += 1
    found = [(min(names, key=lambda name: (-names[name], name)), names.total()) for names in spellings.values()]
    return tuple(sorted(found, key=lambda pair: (_rank(pair[0]), -pair[1], _key(pair[0]), pair[0])))


def is_bare_holder(route: str) -> bool:
    """Whether a consent route only says "ask the holder", perhaps in which form, without a name or address."""
    return route == HOLDER or route.startswith(f"{HOLDER} (")


def in_words(route: str) -> str:
    """A consent route as a report tells it: the bare word for the holder becomes one."""
    return route.replace(HOLDER, "the rights holder", 1) if is_bare_holder(route) else route


def _key(contact: str) -> str:
    """The same for every spelling of one contact."""
    return _BEFORE.sub("", contact, count=1).casefold().strip(" ./,;:")


def _rank(contact: str) -> int:
    if contact.startswith(_UNNAMED):
        return 2
    return 0 if _REACHED.search(contact) else 1
