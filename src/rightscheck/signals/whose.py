# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Whose licence, credit or notice is it that stands in a block: the page's, or somebody else's on the page?

HTML Living Standard, ``rel=license``: the licence of the main content, not of navigation, comments or embeds. A
licence of one picture, of the theme, of a map, of what a reader wrote or of what readers may bring is evidence with a
scope of its own and never a stance of the page (design.md §2). Places and words tell, and both are data.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightscheck.markup.facts import Region
from rightscheck.model import Scope
from rightscheck.signals.cues import cues, named
from rightscheck.signals.gives import RELS, gives_licence
from rightscheck.signals.items import CROWD, later_items, links_by_block
from rightscheck.signals.licence_data import by_id, creative_commons
from rightscheck.signals.licence_mentions import BRAND_ONLY, mentions, mentions_brand
from rightscheck.signals.licence_urls import read_address, split
from rightscheck.signals.nodes import scope_of_subject
from rightscheck.signals.objects import object_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rightscheck.markup.facts import Anchor, Block, Link, PageFacts
    from rightscheck.resources import RuleData

#: what an item of the page with a licence of its own is called
ITEM = "item"
#: what a licence is that prose speaks of without giving it
MENTION = "mention"
_CLOSING = " .;,)]\"'"
_HEADING_REACH = 8
_HEADING_CHARS = 60
_NAMES = 4
_SHORT_BLOCK = 240
_LINKS = 200  # of a block or sentence, that are asked where they lead
_CLOSE_BY = 70
_CODE_PAGE = 0.8
#: what an article on such licences says all the time without naming one
_BARE = frozenset({BRAND_ONLY, "public-domain"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose it is: ``scope`` as evidence carries it, ``about`` the object in a word, ``why`` the cue that told."""

    scope: Scope
    about: str | None
    why: str


#: what each kind of object is to the page
SCOPES = {
    "image": Scope.IMAGE,
    "media": Scope.MEDIA,
    "software": Scope.EMBEDDED,
    "user": Scope.EMBEDDED,
    "other": Scope.EMBEDDED,
    "feed": Scope.FILE,
    "data": Scope.FILE,
    "content": Scope.PAGE,
    "site": Scope.SITE,
}


def whose(block: Block, words: str, page: PageFacts, rules: RuleData, *, address: str | None = None) -> Owner:
    """Whose licence, credit or notice these words of this block are; ``words`` is the sentence around it.

    ``address`` is the page's own where it is known, for markup that names its subject.

    Place first (a comment, a figure), then the object the sentence names, then what surrounds it. The page itself
    when nothing speaks for another.
    """
    told = object_of(*_about(words, rules), rules)
    return (
        _by_place(block, told, page)
        or _by_quotation(block, words, told, rules)
        or _by_item(block, page, address, rules)
        or _by_menu(block, words, rules)
        or _by_topic(block, words, page, rules)
        or _by_licence(block, words, told, rules)
        or _by_object(block, told)
        or _by_names(block, rules)
        or _by_heading(block, page, rules)
        or _by_neighbours(block, words, rules)
        or Owner(scope=_home(block), about=None, why="nothing speaks for another")
    )


def _about(words: str, rules: RuleData) -> tuple[str, int]:
    """The words that can name the object of a licence, and where in them the licence is named.

    Of several licences in one sentence the last when the words end with it, else the first; an object named since
    the licence before belongs to the later one.
    """
    found = mentions(words, (), rules)
    if not found:
        return words, len(words)
    last = len(found) > 1 and found[-1].end >= len(words.rstrip(_CLOSING))
    if not last:
        return words, found[0].start
    between = words[found[-2].end :]
    at = found[-1].start - found[-2].end
    return (between, at) if object_of(between[:at], at, rules) else (words, found[-1].start)


def _home(block: Block) -> Scope:
    return Scope.SITE if Region.FOOTER in block.regions else Scope.PAGE


def _by_place(block: Block, told: str | None, page: PageFacts) -> Owner | None:
    regions = block.regions
    if Region.COMMENTS in regions:
        return Owner(scope=Scope.EMBEDDED, about="comment", why="in a reader's comment")
    if Region.CAPTION in regions:
        return Owner(scope=Scope.IMAGE, about="image", why="in a caption")
    if (Region.FIGURE in regions or block.figure is not None) and told not in ("content", "site"):
        return Owner(scope=Scope.IMAGE, about="image", why="in a figure")
    if Region.CODE in regions and not _is_code_page(page):
        return Owner(scope=Scope.EMBEDDED, about="code", why="in a code sample")
    return None


def _by_quotation(block: Block, words: str, told: str | None, rules: RuleData) -> Owner | None:
    """What a page quotes speaks for whom it quotes, unless it points at the page itself (``this article``)."""
    if Region.QUOTE not in block.regions or Region.FOOTER in block.regions:
        return None
    if told in ("content", "site") and cues(rules).says_this(words):
        return None
    return Owner(scope=Scope.EMBEDDED, about="quotation", why="in a quotation")


def _is_code_page(page: PageFacts) -> bool:
    """Whether the page is little more than one preformatted text, as a licence file shown as a page is."""
    total = sum(len(block.text) for block in page.blocks)
    code = sum(len(block.text) for block in page.blocks if Region.CODE in block.regions)
    return code >= total * _CODE_PAGE


def _by_item(block: Block, page: PageFacts, address: str | None, rules: RuleData) -> Owner | None:
    """What RDFa says a licence is about, a licence that is but mentioned, or one of several items with their own."""
    if not any(read_address(anchor.href, rules) for anchor in block.anchors):
        return None
    links = links_by_block(page, rules).get(block.index, ())
    if len(links) > CROWD:
        return Owner(scope=Scope.SECTION, about=ITEM, why="one of a crowd of licence links")
    if links and all(_of_another(link, address, page) for link in links):
        about = str(links[0].about)
        scope = scope_of_subject(about, address, page)
        return Owner(
            scope=Scope.EMBEDDED if scope is Scope.PAGE else scope, about=about, why="its subject is not the page"
        )
    if links and not any(link.rel & RELS or gives_licence(link, block, page, rules) for link in links):
        return Owner(scope=Scope.SECTION, about=MENTION, why="prose that mentions a licence")
    if block.index not in later_items(page, rules):
        return None
    return Owner(scope=Scope.SECTION, about=ITEM, why="one of several items with licences of their own")


def _of_another(link: Link, address: str | None, page: PageFacts) -> bool:
    """Whether markup names another subject; where the page's address is not known, any."""
    if link.about in (None, "", "#", ".", "[]"):
        return False
    unknown = address is None and page.canonical is None
    return unknown or scope_of_subject(str(link.about), address, page) is not Scope.PAGE


def _by_menu(block: Block, words: str, rules: RuleData) -> Owner | None:
    """An entry of a menu that leads to a page about a licence: its words name a document, not terms of this page."""
    if Region.NAV not in block.regions and Region.LIST not in block.regions:
        return None
    whole = len(block.anchors) == 1 and block.anchors[0].end - block.anchors[0].start >= len(block.text.strip())
    if not whole or read_address(block.anchors[0].href, rules) is not None:
        return None
    found = mentions(words, (), rules)
    if not found or any(character.isdigit() for character in words):
        return None
    return Owner(scope=Scope.EMBEDDED, about="menu", why="an entry of a menu")


def _by_topic(block: Block, words: str, page: PageFacts, rules: RuleData) -> Owner | None:
    """Prose of a page whose title speaks of Creative Commons: there a licence without a version is the topic."""
    if Region.FOOTER in block.regions or not mentions_brand(page.title, rules):
        return None
    found = mentions(words, block.anchors if block.text == words else (), rules)
    if not found or any(one.by == "link" or any(map(str.isdigit, one.id)) for one in found):
        return None
    if cues(rules).says_this(words) and {one.id for one in found} - _BARE:
        return None
    return Owner(scope=Scope.EMBEDDED, about="topic", why="the page is about such licences")


def _by_object(block: Block, told: str | None) -> Owner | None:
    if told is None:
        return None
    scope = SCOPES[told]
    if scope is Scope.PAGE:
        scope = _home(block)
    return Owner(scope=scope, about=told, why=f"the sentence speaks of {told}")


def _by_licence(block: Block, words: str, told: str | None, rules: RuleData) -> Owner | None:
    """A licence written for code without a word of content near it: that of a program the page speaks of."""
    known = by_id(rules)
    found = mentions(words, (), rules)
    if not found or not all(one.id in known and known[one.id].software for one in found):
        return None
    if told in ("content", "site") and (Region.FOOTER in block.regions or found[0].start <= _CLOSE_BY):
        return None
    if told is not None and told not in ("content", "site"):
        return None
    return Owner(scope=Scope.EMBEDDED, about="software", why="a licence for software")


def _by_names(block: Block, rules: RuleData) -> Owner | None:
    near = block.names[:_NAMES]
    kind = named(("map", "comment", "image", "list"), near, cues(rules))
    licence_box = named(("licence",), near[:1], cues(rules)) is not None
    if kind is None or (licence_box and kind in ("comment", "list")):
        return None
    if kind == "image":
        return Owner(scope=Scope.IMAGE, about="image", why="a class or id speaks of a picture")
    return Owner(scope=Scope.EMBEDDED, about=kind, why=f"a class or id speaks of a {kind}")


def _by_heading(block: Block, page: PageFacts, rules: RuleData) -> Owner | None:
    """A short heading just above that names pictures, code or comments: ``Image credits``."""
    if block.heading is None or Region.FOOTER in block.regions or block.index - block.heading > _HEADING_REACH:
        return None
    heading = page.blocks[block.heading].text
    if len(heading) > _HEADING_CHARS:
        return None
    hits = cues(rules).objects_in(heading)
    if hits and len(heading.split()) <= 1 + 2 * len(hits) and hits[0].kind in ("image", "software", "user", "media"):
        return Owner(scope=SCOPES[hits[0].kind], about=hits[0].kind, why="the heading above speaks of it")
    return None


def _by_neighbours(block: Block, words: str, rules: RuleData) -> Owner | None:
    """What else a short block speaks of: a picture named before a bar, a link to where pictures or themes are."""
    short = len(block.text) <= _SHORT_BLOCK
    start = block.text.find(words) if words else -1
    if start > 0 and short and Region.FOOTER not in block.regions:
        hits = cues(rules).objects_in(block.text[:start])
        if hits and hits[-1].kind in ("image", "media"):
            return Owner(scope=SCOPES[hits[-1].kind], about=hits[-1].kind, why="the words before speak of it")
    for anchor in (block.anchors if short else _beside(block, start, len(words)))[:_LINKS]:
        near = start >= 0 and anchor.end > start and anchor.start < start + len(words)
        kind, host = _source(anchor.href, rules)
        if kind is not None and (near or (kind == "image" and short)):
            return Owner(scope=SCOPES[kind], about=kind, why=f"beside a link to {host}")
    return None


def _beside(block: Block, start: int, length: int) -> Sequence[Anchor]:
    """The links within these words of the block, found without a look at each: a gallery has thousands in one block.

    Empty where the words do not stand in it (``start`` below 0).
    """
    if start < 0:
        return ()
    first = bisect_right(block.anchors, start, key=lambda anchor: anchor.end)
    last = bisect_left(block.anchors, start + length, key=lambda anchor: anchor.start)
    return block.anchors[first:last]


def _source(href: str, rules: RuleData) -> tuple[str | None, str]:
    """The kind of thing the host of this address is known for, and the host; (None, "") for any other host."""
    parts = split(href, creative_commons(rules).archives)
    for kind, hosts in cues(rules).hosts.items():
        if parts is not None and parts[0] in hosts:
            return kind, parts[0]
    return None, ""
