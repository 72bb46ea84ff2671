# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Namespaces that bear on rights in XMP, packages and feeds, and how people write them."""

from __future__ import annotations

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
PLUS = "http://ns.useplus.org/ldf/xmp/1.0/"
CC = "http://creativecommons.org/ns#"
OLD_CC = "http://web.resource.org/cc/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
IPTC_EXT = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
TDM = ("http://www.w3.org/ns/tdmrep/", "http://www.w3.org/ns/tdmrep#", "http://www.w3.org/ns/tdmrep")
#: How people write these namespaces, whatever prefix a packet binds.
PREFIXES = {
    DC: "dc",
    DCTERMS: "dcterms",
    RIGHTS: "xmpRights",
    PLUS: "plus",
    CC: "cc",
    OLD_CC: "cc",
    PHOTOSHOP: "photoshop",
    IPTC_EXT: "Iptc4xmpExt",
    IPTC_CORE: "Iptc4xmpCore",
    **dict.fromkeys(TDM, "tdm"),
}

ATOM = "http://www.w3.org/2005/Atom"
RSS_1 = "http://purl.org/rss/1.0/"
USERLAND = "http://backend.userland.com/creativeCommonsRssModule"
MEDIA_RSS = frozenset({"http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss"})
RSL = "https://rslstandard.org/rsl"
ALI = "http://www.niso.org/schemas/ali/1.0/"
XLINK = "http://www.w3.org/1999/xlink"
IMAGE_MAP = "http://www.google.com/schemas/sitemap-image/1.1"
VIDEO_MAP = "http://www.google.com/schemas/sitemap-video/1.1"
