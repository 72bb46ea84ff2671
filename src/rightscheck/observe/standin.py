# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The page that is not the page: a challenge, consent wall, log-in form, block notice, soft 404 or script shell.

Its silence about rights would be read as the site's (design.md §2), so it must be told from the page it stands for,
whatever its status. What tells is data, ``rules/standins/<reason>.toml``: marks (title, heading, words, source,
header) bound to a shape (little text, few links, a password field), because an article may speak of every mark there
is. A mark in quotation, or a piece of code shown as text, is spoken of and does not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.model import Unread
from rightscheck.observe.fingerprints import MOST, Fingerprint, fingerprints
from rightscheck.observe.folding import fold, pieces
from rightscheck.observe.look import Look, Told
from rightscheck.observe.parts import values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rightscheck.resources import RuleData


def stand_in(look: Look, rules: RuleData) -> Unread | None:
    """Unread with the reason and the words that told, for a page in another's place; None for any other page."""
    found = match(look, rules)
    if found is None:
        return None
    mark, told = found
    return Unread(reason=mark.reason, words=told.words, words_at=told.place)


def match(look: Look, rules: RuleData) -> tuple[Fingerprint, Told] | None:
    """The first fingerprint that fits, in the order of ``fingerprints``, with what told; None if none fits."""
    for mark in fingerprints(rules):
        told = fits(mark, look)
        if told is not None:
            return mark, told
    return None


def fits(mark: Fingerprint, look: Look) -> Told | None:
    """What told, if this fingerprint fits the page; None if it does not."""
    told = _told(mark, look) if _is_small(mark, look) else None
    return told if told is not None and _is_bare(mark, look) else None


def _is_small(mark: Fingerprint, look: Look) -> bool:
    """Whether the page keeps within the counts that cost nothing: nearly every page ends here."""
    limits, shape = mark.limits, look.shape
    return (
        shape.text_chars <= limits.max_text
        and shape.links <= limits.max_links
        and shape.password_fields >= limits.min_passwords
        and shape.scripts >= limits.min_scripts
    )


def _is_bare(mark: Fingerprint, look: Look) -> bool:
    """Whether there is no more than the notice: by its title, its running text, and what stands beside a form."""
    limits = mark.limits
    return (
        (not mark.not_title or _title(look, mark.not_title) is None)
        and look.prose(mark.talk) <= limits.max_prose
        and (limits.max_beside_form == MOST or look.beside_form() <= limits.max_beside_form)
    )


def _told(mark: Fingerprint, look: Look) -> Told | None:
    """What told, from the most to the least readable mark; None if a list of the fingerprint is not met."""
    best: Told | None = None
    for phrases, test in _tests(mark):
        if phrases:
            told = test(look, phrases)
            if told is None:
                return None
            best = best or told
    return best


def _tests(mark: Fingerprint) -> Iterator[tuple[tuple[str, ...], Callable[[Look, tuple[str, ...]], Told | None]]]:
    """Each list with the question it asks of a page."""
    yield mark.title, _title
    yield mark.heading, _heading
    yield mark.words, _words
    yield mark.also, _words
    yield mark.headers, _headers
    yield mark.source, _source


def _words(look: Look, phrases: tuple[str, ...]) -> Told | None:
    """The block that says one of the phrases."""
    return look.says(phrases)


def _title(look: Look, titles: tuple[str, ...]) -> Told | None:
    """The title, if it or a part of it is one of these."""
    if not set(titles).intersection(pieces(look.title)):
        return None
    return Told(words=look.title, place="html:title" if look.source else "text")


def _heading(look: Look, headings: tuple[str, ...]) -> Told | None:
    """The page's first heading, if it or a part of it is one of these."""
    found = look.heading
    if found is None or not set(headings).intersection(pieces(found.text)):
        return None
    return Told(words=found.text, place=found.place)


def _headers(look: Look, marks: tuple[str, ...]) -> Told | None:
    """The header line that begins as one of the marks does."""
    for mark in marks:
        name, _, start = mark.partition(":")
        for value in values(look.headers, name):
            if fold(value).startswith(start.strip()):
                return Told(words=f"{name}: {value}", place=f"header:{name}")
    return None


def _source(look: Look, marks: tuple[str, ...]) -> Told | None:
    """The piece of HTML that is there and that no reader of the page can see."""
    found = next((mark for mark in marks if mark in look.source and not look.shows(mark)), None)
    return Told(words=found, place="html:source") if found else None
