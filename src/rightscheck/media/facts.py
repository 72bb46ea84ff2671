# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What the readers get to know of a file: each property with rights meaning, named as its own format names it.

One shape for all carriers, so that a standard that lives in XMP, in an OPF and in EXIF is read by one module.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rightscheck.media.xml_tree import Element


class MediaKind(StrEnum):
    """What a file is, by its content."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    GIF = "gif"
    TIFF = "tiff"
    PDF = "pdf"
    EPUB = "epub"
    FEED = "feed"  #: Atom, RSS 2.0, RSS 1.0
    SITEMAP = "sitemap"
    ARTICLE = "article"  #: JATS
    CROSSREF = "crossref"  #: a work as the Crossref REST API gives it, in JSON


IMAGES = frozenset({MediaKind.JPEG, MediaKind.PNG, MediaKind.WEBP, MediaKind.GIF, MediaKind.TIFF})


class Carrier(StrEnum):
    """Where in a file a property stands."""

    XMP = "xmp"
    IIM = "iim"
    EXIF = "exif"
    TEXT = "text"  #: PNG text chunks, comments of JPEG and GIF
    OPF = "opf"
    INFO = "info"  #: the document information of a PDF


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One value, its name as people write it (``plus:DataMining``, ``2:116``, ``Copyright``).

    ``namespace`` and ``local`` are those of XMP and OPF, ``language`` that of a language alternative (``x-default``
    too), ``within`` the local name of the structure that holds it.
    """

    carrier: Carrier
    name: str
    value: str
    namespace: str = ""
    local: str = ""
    language: str | None = None
    within: str = ""

    @property
    def place(self) -> str:
        """The place as evidence names it: ``xmp:plus:DataMining``, ``iim:2:116``, ``exif:Copyright``."""
        return f"{self.carrier}:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """A C2PA assertion: its label and data, the manifest's title and state (``Valid``, ``Trusted``, ``Invalid``).

    ``active`` is False for the manifest of an ingredient, which speaks of the ingredient.
    """

    label: str
    data: Mapping[str, Any]
    title: str | None
    state: str
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A piece of the file that is there and cannot be read: its part (``xmp``, ``c2pa``), a reason, and in words."""

    part: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFacts:
    """Everything the readers may ask of one file.

    ``tree`` is the root of an XML file, ``record`` the object of a JSON file. ``terms`` are those packets (carrier,
    XML) that name the namespace of RSL, for its reader to quote from. ``guarded`` is the reason why nothing
    was read (``malformed``, ``too-large``), None for a file that was.
    """

    kind: MediaKind
    properties: tuple[Property, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    tree: Element | None = None
    record: Mapping[str, Any] | None = None
    terms: tuple[tuple[Carrier, str], ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    guarded: str | None = None

    def named(self, namespace: str, *locals_: str) -> Iterator[Property]:
        """The XMP properties of this namespace with one of these local names, outside of structures."""
        for one in self.properties:
            if one.carrier is Carrier.XMP and one.namespace == namespace and one.local in locals_ and not one.within:
                yield one
