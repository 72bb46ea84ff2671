# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What an observation brought, in the form readers of headers, site files and linked documents ask for it.

A linked document of the page's own origin may come under its path (a record's ``site_files``) or under its URL (what
an Inquiry fetched); a header field is a list of lines that are never joined (design.md §5, Record in).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck import urls
from rightscheck.model import NOT_GIVEN, Found, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.model import Observation, Part
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen, Want

_ERROR = 400
#: Reasons of design.md §2 that say another page came in the page's place; a script shell is the page itself.
_STAND_INS = frozenset({"challenge", "consent-wall", "login", "blocked", "soft-404"})


class SelfContained:
    """A reader that follows no links."""

    def wants(self, seen: Seen, rules: RuleData) -> tuple[Want, ...]:
        """Nothing."""
        del seen, rules
        return ()


def field_lines(observation: Observation, name: str) -> Iterator[tuple[str, str]]:
    """The lines of this header field as sent, in order, (name, trimmed value); none when there are no headers."""
    for sent, value in observation.headers or ():
        if sent.lower() == name:
            yield sent, value.strip()


def speaks_for_page(observation: Observation) -> bool:
    """Whether the answer is the page's own: an error or a stand-in says nothing about the page (design.md §2)."""
    if observation.status is not None and observation.status >= _ERROR:
        return False
    return not (isinstance(observation.body, Unread) and observation.body.reason in _STAND_INS)


def address_of(observation: Observation, path: str) -> str | None:
    """The absolute URL of a file on the page's origin, None where the page's URL is not known."""
    return urls.normal(path, observation.address) if observation.address else None


def linked(observation: Observation, url: str) -> Part:
    """What came of a linked document, under its URL or, on the page's own origin, under its path."""
    if url in observation.documents:
        return observation.documents[url]
    return observation.site_files.get(part_name(observation, url), NOT_GIVEN)


def part_name(observation: Observation, url: str) -> str:
    """The name of a linked document as a part: its path where it came as a site file, else its URL."""
    target = urls.parse(url)
    if url in observation.documents or observation.address is None or isinstance(target, urls.BadAddress):
        return url
    own = target.origin == urls.origin(observation.address) and target.target in observation.site_files
    return target.target if own else url


def text_of(part: Part) -> str | None:
    """The text of a part that came, None of any other; bytes are read as UTF-8, or UTF-16 by its byte order mark."""
    if not isinstance(part, Found):
        return None
    if isinstance(part.body, str):
        return part.body.removeprefix("\ufeff")
    wide = part.body.startswith((b"\xff\xfe", b"\xfe\xff"))
    return part.body.decode("utf-16" if wide else "utf-8-sig", errors="replace")
