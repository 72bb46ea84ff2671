# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Which open licence an address names: the Creative Commons grammar of signals.md §12.1, else the listed addresses.

Order of the classifier (§19.5): Creative Commons, then the licences of ``rules/licences``. RightsStatements.org and
publishers' mining terms are no open licences and have readers of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from rightscheck import urls
from rightscheck.signals.licence_data import CreativeCommons, Licence, creative_commons, licences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ahocorasick_rs import AhoCorasick

    from rightscheck.resources import RuleData

_MAX_URL = 2_048
_DOC = re.compile(r"(?:deed|legalcode)(?:[.\-_][a-z@_.\-]+)?|legalcode\.txt|rdf|index\.html?", re.IGNORECASE)
_VERSION = re.compile(r"\d+\.\d+")
_STUCK = ".,;:)]}>'\"\u201d\u2019"


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceRef:
    """A licence an address names: its id (SPDX where one exists, with the port) and its canonical address."""

    id: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSuchLicence:
    """An address in the space of a licensor that names no licence there ever was, and what is wrong with it."""

    url: str
    why: str


def licence_of(url: str, rules: RuleData) -> LicenceRef | None:
    """The open licence this address names; None for any other address and for a licence that never was."""
    found = read_address(url, rules)
    return found if isinstance(found, LicenceRef) else None


def fault_of(url: str, rules: RuleData) -> str | None:
    """What is wrong with an address that looks like a licence (``no such version``); None if nothing is."""
    found = read_address(url, rules)
    return found.why if isinstance(found, NoSuchLicence) else None


def read_address(url: str, rules: RuleData) -> LicenceRef | NoSuchLicence | None:
    """The licence, the fault, or None for an address that has to do with no licence. Never raises."""
    if len(url) > _MAX_URL or not touches_licence(url, rules):
        return None
    return _read(url, rules)


def touches_licence(text: str, rules: RuleData) -> bool:
    """Whether anything in this text can be a licence's address or badge; spares nearly all links the parser."""
    return bool(_marks(rules).find_matches_as_indexes(text.lower()))


@cache
def _marks(rules: RuleData) -> AhoCorasick:
    import ahocorasick_rs  # noqa: PLC0415  # core, but imported late: start-up must not pay for it

    tables = creative_commons(rules)
    listed = (url.partition("{v}")[0].lower() for licence in licences(rules) for url in licence.urls)
    return ahocorasick_rs.AhoCorasick([*tables.hosts, *tables.badges, *listed])


@lru_cache(maxsize=4096)
def _read(url: str, rules: RuleData) -> LicenceRef | NoSuchLicence | None:
    parts = split(url, creative_commons(rules).archives)
    if parts is None:
        return None
    host, path = parts
    tables = creative_commons(rules)
    if host in tables.hosts:
        return _creative_commons(path, tables)
    return _listed(host, path, rules)


def badge_of(src: str, rules: RuleData) -> LicenceRef | None:
    """The licence a badge picture shows by its address; weak evidence (§12.1). None for any other picture."""
    if not touches_licence(src, rules):
        return None
    tables = creative_commons(rules)
    parts = split(src, tables.archives)
    if parts is None or parts[0] not in tables.badges | tables.hosts:
        return None
    steps = [step for step in re.split(r"[/]+", parts[1].lower()) if step]
    steps = [step.rsplit(".", 1)[0] if step.endswith((".png", ".svg", ".gif")) else step for step in steps]
    for index, step in enumerate(steps):
        unit = tables.aliases.get(step, step)
        if unit in tables.units and unit not in tables.public.values():
            version, port = _edition(steps[index + 1 :], tables, unit)
            return _reference(unit, version, port, tables)
        if step == "zero" or (step in tables.public and "publicdomain" in steps):
            return _reference(tables.public[step], None, "", tables)
    return None


def is_badge(src: str, rules: RuleData) -> bool:
    """Whether this picture is a licence badge and so no picture of the page's own."""
    tables = creative_commons(rules)
    parts = split(src, tables.archives)
    path = (src if parts is None else parts[1]).lower()
    return (parts is not None and parts[0] in tables.badges | tables.hosts) or any(
        part in path for part in tables.badge_names
    )


def split(url: str, archives: tuple[str, ...] = ()) -> tuple[str, str] | None:
    """Host without ``www.`` and path of an address, an archive's wrapper off; None if it has no host.

    An address as people write it: without a scheme, percent-encoded, with the full stop of its sentence.
    """
    if len(url) > _MAX_URL:
        return None
    plain = unquote(url).strip().rstrip(_STUCK)
    for host in archives:
        wrapped = re.search(rf"{re.escape(host)}/web/[^/]+/(.+)", plain, re.IGNORECASE)
        plain = wrapped.group(1) if wrapped else plain
    if not plain.lower().startswith(("http://", "https://")):
        plain = f"https://{plain.lstrip('/')}"
    address = urls.parse(plain)
    if isinstance(address, urls.BadAddress):
        return None
    return address.host.removeprefix("www."), re.sub(r"/{2,}", "/", unquote(address.path))


def _creative_commons(path: str, tables: CreativeCommons) -> LicenceRef | NoSuchLicence | None:
    steps = [step for step in path.lower().split("/") if step]
    if len(steps) < 2 or steps[0] not in ("licenses", "licences", "publicdomain"):  # noqa: PLR2004  # category and unit
        return None
    named = tables.public.get(steps[1]) if steps[0] == "publicdomain" else tables.aliases.get(steps[1], steps[1])
    url = f"https://creativecommons.org{path}"
    unit = named or ""
    if unit not in tables.units:
        return None if _DOC.fullmatch(steps[1]) else NoSuchLicence(url=url, why=f"no such unit: {steps[1]}")
    rest = [step for step in steps[2:] if not _DOC.fullmatch(step)]
    if not rest:
        return _reference(unit, None, "", tables)
    if len(rest) > 2 or not tables.exists(unit, rest[0], *(rest[1:] or [""])):  # noqa: PLR2004  # version and port
        return NoSuchLicence(url=url, why=f"no such version or port: {'/'.join(rest)}")
    return _reference(unit, rest[0], rest[1] if len(rest) > 1 else "", tables)


def _edition(steps: list[str], tables: CreativeCommons, unit: str) -> tuple[str | None, str]:
    """The version and port that follow a unit in a badge's address; (None, "") where there are none."""
    if not steps or not _VERSION.fullmatch(steps[0]) or not tables.exists(unit, steps[0], ""):
        return None, ""
    port = steps[1] if len(steps) > 1 else ""
    return steps[0], port if port and tables.exists(unit, steps[0], port) else ""


def _reference(unit: str, version: str | None, port: str, tables: CreativeCommons) -> LicenceRef:
    return LicenceRef(id=cc_id(unit, version, port, tables), url=cc_url(unit, version, port, tables))


def cc_id(unit: str, version: str | None, port: str, tables: CreativeCommons) -> str:
    """The id of one edition: ``CC-BY-SA-3.0-DE``, ``CC-BY`` without a version, ``CC0-1.0``, ``public-domain``."""
    data = tables.units[unit]
    if data.get("sole"):  # one version only, or a mark that has none worth telling
        return str(data["sole"])
    return "-".join(part for part in (data["id"], version or "", port.upper()) if part)


def cc_url(unit: str, version: str | None, port: str, tables: CreativeCommons) -> str:
    """The canonical address: https, no ``www.``, no deed, legal code, language, query or fragment (§12.1)."""
    place = tables.units[unit].get("path", f"licenses/{unit}")
    return "/".join(part for part in ("https://creativecommons.org", place, version or "", port) if part) + "/"


@cache
def _addresses(rules: RuleData) -> Mapping[str, tuple[tuple[re.Pattern[str], Licence], ...]]:
    """The listed addresses by host, the longest path first."""
    found: dict[str, list[tuple[str, Licence]]] = {}
    for licence in licences(rules):
        for url in licence.urls:
            host, _, path = url.partition("/")
            found.setdefault(host, []).append((path, licence))
    return {
        host: tuple((_path(path), licence) for path, licence in sorted(paths, key=lambda p: -len(p[0])))
        for host, paths in found.items()
    }


def _path(path: str) -> re.Pattern[str]:
    shape = re.escape(path).replace(r"\{v\}", r"(?P<v>\d+(?:\.\d+)*)")
    return re.compile(rf"/{shape}(?=$|[/._?#-]|\.html?)", re.IGNORECASE)


def _listed(host: str, path: str, rules: RuleData) -> LicenceRef | None:
    for shape, licence in _addresses(rules).get(host, ()):
        matched = shape.match(path)
        if matched:
            version = matched.groupdict().get("v")
            return LicenceRef(id=licence.with_version(version), url=f"https://{host}{path}")
    return None
