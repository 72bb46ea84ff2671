# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Rights in feeds and sitemaps (signals.md §16.1): they concern the feed, its item or its medium, never a page.

A feed that is itself the subject is reached by what it says of itself; its items and media are things of their own.
The licence of an Atom feed covers the feed's metadata, not its entries (RFC 4946 §2): evidence where it has entries.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rightscheck.media.facts import MediaKind
from rightscheck.media.spaces import ATOM, IMAGE_MAP, VIDEO_MAP
from rightscheck.model import Evidence, Finding, Reading, Scope, Signal
from rightscheck.signals.feed_rights import FEED, LICENCE, MEDIUM, NOTICE, Right, feed_rights
from rightscheck.signals.file_fields import Words
from rightscheck.signals.given import SelfContained
from rightscheck.signals.rights_values import signals_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.media.facts import MediaFacts
    from rightscheck.media.xml_tree import Element
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

_MOST_SIGNALS = 1_000
_KINDS = {"credit": ("image-credit",)}
_MAPS = {(IMAGE_MAP, "license"): Scope.IMAGE, (VIDEO_MAP, "restriction"): Scope.MEDIA}
_MAPS |= {(VIDEO_MAP, "requires_subscription"): Scope.MEDIA, (VIDEO_MAP, "platform"): Scope.MEDIA}
_LOCATIONS = frozenset({"loc", "content_loc", "player_loc"})


class FeedReader(SelfContained):
    """Reads a feed or a sitemap that is the subject."""

    standards: tuple[str, ...] = ("FEED",)
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """Signals of the feed, its items and their media in document order; what is inherited is not told twice."""
        facts = seen.media
        if facts is None or facts.tree is None:
            return Reading()
        found: Iterator[Signal] = iter(())
        if facts.kind is MediaKind.FEED:
            own = (right for right in feed_rights(facts.tree) if not right.inherited)
            found = (signal for right in own for signal in _signals(right, facts.tree, rules))
        elif facts.kind is MediaKind.SITEMAP:
            found = _mapped(facts.tree)
        return Reading(signals=tuple(dict.fromkeys(islice(found, _MOST_SIGNALS))))


READER = FeedReader()


def feed_words(facts: MediaFacts) -> Iterator[Words]:
    """The notices of a feed as texts for the reader of prose; none for any other file."""
    if facts.kind is MediaKind.FEED and facts.tree is not None:
        own = (right for right in feed_rights(facts.tree) if right.what == NOTICE and not right.inherited)
        for right in islice(own, _MOST_SIGNALS):
            scope = _scope(right, facts.tree)
            yield Words(text=right.value, place=_place(right), scope=scope, about=right.about, line=right.line)


def _signals(right: Right, root: Element, rules: RuleData) -> Iterator[Signal]:
    evidence = Evidence(
        standard="FEED",
        place=_place(right),
        quote=right.value,
        scope=_scope(right, root),
        line=right.line,
        about=right.about or ("feed metadata" if _is_metadata(right, root) else None),
        kinds=_KINDS.get(right.what, ()),
        rights_holder=right.value if right.what == "credit" else None,
    )
    if right.what in (NOTICE, LICENCE):
        yield from signals_of(evidence, right.value, "feed", rules)
    elif right.what == "restriction":
        yield Signal(evidence=evidence, findings=tuple(_restricted(right)), channel="feed")
    else:
        yield Signal(evidence=evidence, channel="feed")


def _scope(right: Right, root: Element) -> Scope:
    if right.of == MEDIUM:
        return Scope.MEDIA
    return Scope.FILE if right.of == FEED and not _is_metadata(right, root) else Scope.SECTION


def _is_metadata(right: Right, root: Element) -> bool:
    """Whether this is the licence of an Atom feed that has entries."""
    link = right.of == FEED and right.what == LICENCE and right.name.startswith("atom:")
    return link and root.name == "feed" and any(True for _ in root.find(ATOM, "entry"))


def _place(right: Right) -> str:
    return f"feed:{right.of}/{right.name}"


def _restricted(right: Right) -> Iterator[Finding]:
    """A restriction by country or address as a condition: ``geo:US|CA``, ``geo:!US`` for all but that."""
    details = dict(right.details)
    places = "|".join(sorted(right.value.upper().split()))
    if details.get("type") == "country" and places:
        turned = "" if details.get("relationship") == "allow" else "!"
        yield Finding(token="restriction", value="country", conditions=(f"geo:{turned}{places}",))  # noqa: S106  # a token
    elif details.get("type") in ("uri", "sharing"):
        yield Finding(token="restriction", value=details["type"])  # noqa: S106  # a token of a standard


def _mapped(root: Element) -> Iterator[Signal]:
    """What a sitemap says of images and videos: the extensions are retired or for players, so evidence only."""
    for node in root.below():
        for child in node.children:
            scope = _MAPS.get((child.namespace, child.name))
            if scope is not None and child.text:
                about = next((one.text for one in node.children if one.name in _LOCATIONS), None)
                space = "image" if scope is Scope.IMAGE else "video"
                evidence = Evidence(
                    standard="FEED",
                    place=f"sitemap:{space}:{child.name}",
                    quote=child.text,
                    scope=scope,
                    line=child.line,
                    about=about,
                )
                yield Signal(evidence=evidence, channel="sitemap")
