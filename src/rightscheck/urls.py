# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
r"""Web addresses in one normal form, so that every room and every machine means the same place by the same string.

The form is that of the WHATWG URL standard (what browsers fetch), without credentials and without a fragment. Two
parsers that disagree about ``http://a.example\@b.example/`` are a hole in any check of hosts, so nothing else in the
package takes an address apart, and the HTTP client is only ever given the normal form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from ipaddress import ip_address

import can_ada
from publicsuffixlist import PublicSuffixList

_WEB = {"http:": 80, "https:": 443}
_ENDS = "".join(map(chr, range(0x21)))  # URL standard §4.4: C0 controls and space are stripped at both ends
_INNER = re.compile(r"[\t\n\r]")  # §4.4: and these anywhere
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*:)(.*)", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An http(s) address: ``href`` is its normal form, ``target`` the path with the query as a request sends it."""

    href: str
    scheme: str
    host: str
    port: int
    origin: str
    path: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BadAddress:
    """What is no http(s) address, as written, and why: ``no-scheme``, ``not-http``, ``no-host`` or ``bad-url``."""

    text: str
    reason: str


@lru_cache(maxsize=4096)
def parse(text: str, base: str | None = None) -> Address | BadAddress:
    """The address ``text`` names, read relative to ``base`` where that is given; a BadAddress if it names none."""
    clean = _SURROGATE.sub("\ufffd", _INNER.sub("", text.strip(_ENDS)))
    if base is not None:
        start = parse(base)
        if isinstance(start, BadAddress):
            return start
        clean = _joined(clean, start)
    try:
        url = can_ada.parse(clean)
    except ValueError:
        return BadAddress(text=text, reason=_why(clean))
    if url.protocol not in _WEB:
        return BadAddress(text=text, reason="no-scheme" if _is_host_and_port(clean) else "not-http")
    return _address(url)


def normal(text: str, base: str | None = None) -> str | None:
    """The normal form of an http(s) URL, None if it is none."""
    found = parse(text, base)
    return found.href if isinstance(found, Address) else None


def origin(url: str) -> str | None:
    """Scheme, host and port (left out where it is the scheme's own), None for a URL without one."""
    found = parse(url)
    return found.origin if isinstance(found, Address) else None


def host(url: str) -> str | None:
    """The host in lower case and ASCII, IPv6 in brackets, without the port; None for a URL without one."""
    found = parse(url)
    return found.host if isinstance(found, Address) else None


def path_of(url: str) -> str:
    """The path with its query, as a robots.txt rule sees it; ``/`` for a URL that is none."""
    found = parse(url)
    return found.target if isinstance(found, Address) else "/"


@lru_cache(maxsize=4096)
def registrable_domain(name: str) -> str | None:
    """The domain somebody registered (``b.co.uk`` of ``a.b.co.uk``); None for an IP address and for a bare suffix.

    The private part of the public suffix list counts too: the blogs of ``github.io`` belong to different people.
    """
    plain = name.strip("[].").lower()
    if is_ip(plain):
        return None
    found = _suffixes().privatesuffix(plain)
    return str(found) if found else None


def is_ip(name: str) -> bool:
    """Whether a host (IPv6 with or without brackets) is an IP address."""
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


@cache
def _suffixes() -> PublicSuffixList:
    """The list that ships with publicsuffixlist, loaded when first asked for (27 ms)."""
    return PublicSuffixList()


def _address(url: can_ada.URL) -> Address:
    """The parts of a parsed URL, without credentials and fragment."""
    url.username = url.password = url.hash = ""
    return Address(
        href=url.href,
        scheme=url.protocol.rstrip(":"),
        host=url.hostname,
        port=int(url.port or _WEB[url.protocol]),
        origin=url.origin,
        path=url.pathname,
        target=url.pathname + url.search,
    )


def _why(text: str) -> str:
    """The reason why a text is no URL at all."""
    found = _SCHEME.fullmatch(text)
    if found is None or _is_host_and_port(text):
        return "no-scheme"
    if found[1].lower() not in _WEB:
        return "not-http"
    return "bad-url" if found[2].strip("/\\") else "no-host"


def _is_host_and_port(text: str) -> bool:
    """Whether a text without a scheme looks like it has one: ``localhost:8000/x``."""
    return re.match(r"[A-Za-z0-9.\-]+:\d", text) is not None


def _joined(text: str, base: Address) -> str:
    """The absolute form of a reference (URL standard §4.4, the relative states; can_ada takes no base)."""
    found = _SCHEME.fullmatch(text)
    if found and (found[1].lower() != f"{base.scheme}:" or found[2].startswith("//")):
        return text
    rest = found[2] if found else text
    cut = min((rest + "?#").find("?"), (rest + "#").find("#"))
    head, tail = rest[:cut].replace("\\", "/"), rest[cut:]
    if head.startswith("//"):
        return f"{base.scheme}:{head}{tail}"
    if head.startswith("/"):
        return base.origin + head + tail
    if head:
        return f"{base.origin}{base.path.rpartition('/')[0]}/{head}{tail}"
    return base.origin + (base.path if tail.startswith("?") else base.target) + tail
