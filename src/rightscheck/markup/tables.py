# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The tables of ``rules/markup.toml``: which elements are blocks, which class words mean a footer.

They are loaded once from the data that came with the package, not from the caller's rule set: what counts as a block
or a caption is part of the product's definition of extraction, and ``read_page`` must give the same facts for the
same page whatever rules judge it afterwards. Element names follow the HTML Living Standard, §4 and §15 (Rendering).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from rightscheck.markup.facts import Region
from rightscheck.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What an element of one name is: see the tables of the same names; ``flags`` are those its content inherits."""

    block: bool = False
    skipped: bool = False
    box: bool = False
    container: bool = False
    noted: bool = False
    regions: frozenset[Region] = frozenset()
    flags: int = 0


#: Regions that words are asked about at once, as bits that elements hand down.
HEADING, CODE, HIDDEN, NOSCRIPT = 1, 2, 4, 8
_FLAGS = {Region.HEADING: HEADING, Region.CODE: CODE, Region.NOSCRIPT: NOSCRIPT}


#: What a declarative shadow root is called by the event sources: its text is shown, that of other templates is not.
SHADOW = "shadowrootopen"
#: An element that is in no table.
PLAIN = Kind()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRule:
    """When a class or id says that an element is a region (the comment in the data file says how each set works)."""

    region: Region
    words: frozenset[str]
    first: frozenset[str]
    within: tuple[str, ...]
    tokens: frozenset[str]
    unless: frozenset[str]
    not_on: frozenset[str]
    not_in: frozenset[Region]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """When a container that is no ``<figure>`` holds a picture and its caption."""

    words: frozenset[str]
    within: tuple[str, ...]
    unless: frozenset[str]
    not_in: frozenset[Region]
    not_around: frozenset[Region]
    credits: tuple[str, ...]
    near: int
    most_blocks: int
    most_chars: int
    most_parts: int
    caption_chars: int
    badge_size: int
    badge_words: frozenset[str]
    badge_hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guards:
    """How much of a page is read: characters, open elements, elements, attributes of one and of all start tags."""

    chars: int
    depth: int
    elements: int
    element_attributes: int
    attributes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Every table of the page reader."""

    kinds: Mapping[str, Kind]
    frames: frozenset[str]
    role_regions: Mapping[str, Region]
    name_rules: tuple[NameRule, ...]
    hidden_styles: tuple[str, ...]
    most_names: int
    own_names: int
    figures: FigureTable
    image_sources: tuple[str, ...]
    image_tags: frozenset[str]
    link_rels: frozenset[str]
    link_prefixes: tuple[str, ...]
    properties: Mapping[str, str]
    property_values: tuple[str, ...]
    item_urls: frozenset[str]
    script_types: frozenset[str]
    comment_marks: tuple[str, ...]
    comment_chars: int
    guessed_labels: Mapping[str, str]
    guards: Guards


@cache
def tables() -> Tables:
    """The tables that came with the package.

    Raises:
        RuleError: the data file is missing or not TOML.
    """
    data = shipped().file("markup")
    elements, regions, names = data["elements"], data["regions"], data["names"]
    return Tables(
        kinds=_kinds({**elements, "container": data["figures"]["containers"]}, regions["tags"]),
        frames=frozenset(elements["frames"]),
        role_regions={role: Region(name) for role, name in regions["roles"].items()},
        name_rules=tuple(_name_rule(Region(name), table) for name, table in regions["names"].items()),
        hidden_styles=tuple(data["hidden"]["styles"]),
        most_names=names["most"],
        own_names=names["own"],
        figures=_figures(data["figures"]),
        image_sources=tuple(data["images"]["sources"]),
        image_tags=frozenset(data["images"]["tags"]),
        link_rels=frozenset(data["links"]["rels"]),
        link_prefixes=tuple(data["links"]["prefixes"]),
        properties={name.lower(): name for name in data["properties"]["names"]},
        property_values=tuple(data["properties"]["values"]),
        item_urls=frozenset(data["properties"]["item_urls"]),
        script_types=frozenset(data["scripts"]["types"]),
        comment_marks=tuple(data["comments"]["marks"]),
        comment_chars=data["comments"]["most_chars"],
        guessed_labels=data["encodings"]["guessed"],
        guards=Guards(**data["guards"]),
    )


def _kinds(elements: Mapping[str, list[str]], regions: Mapping[str, list[str]]) -> dict[str, Kind]:
    tags = {tag for group in (*elements.values(), *regions.values()) for tag in group}
    return {tag: _kind(tag, elements, regions) for tag in sorted(tags)}


def _kind(tag: str, elements: Mapping[str, list[str]], regions: Mapping[str, list[str]]) -> Kind:
    own = frozenset(Region(name) for name, named in regions.items() if tag in named)
    return Kind(
        block=tag in elements["block"],
        skipped=tag in elements["skipped"],
        box=tag in elements["boxes"],
        container=tag in elements["container"],
        noted=tag in elements["noted"],
        regions=own,
        flags=sum(_FLAGS.get(region, 0) for region in own),
    )


def _name_rule(region: Region, table: Mapping[str, list[str]]) -> NameRule:
    return NameRule(
        region=region,
        words=frozenset(table["words"]),
        first=frozenset(table["first"]),
        within=tuple(table["within"]),
        tokens=frozenset(table["tokens"]),
        unless=frozenset(table["unless"]),
        not_on=frozenset(table["not_on"]),
        not_in=frozenset(Region(name) for name in table.get("not_in", ())),
    )


def _figures(table: Mapping[str, Any]) -> FigureTable:
    return FigureTable(
        words=frozenset(table["words"]),
        within=tuple(table["within"]),
        unless=frozenset(table["unless"]),
        not_in=frozenset(Region(name) for name in table["not_in"]),
        not_around=frozenset(Region(name) for name in table["not_around"]),
        credits=tuple(table["credits"]),
        near=table["near"],
        most_blocks=table["most_blocks"],
        most_chars=table["most_chars"],
        most_parts=table["most_parts"],
        caption_chars=table["caption_chars"],
        badge_size=table["badge_size"],
        badge_words=frozenset(table["badge_words"]),
        badge_hosts=tuple(table["badge_hosts"]),
    )
