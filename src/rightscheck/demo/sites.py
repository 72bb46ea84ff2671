# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The fixture sites as values: what each answers, read from ``fixtures/sites/*/site.toml``.

``fixtures/README.md`` documents the format. Sites are discovered, never listed; the folder is a Traversable, so a
zipped package serves them too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rightscheck.errors import RuleError
from rightscheck.resources import folder, parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

#: Content-Type of a route's file where the route gives none. Not ``mimetypes``: that answers by machine.
_TYPES = {
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
    "xml": "application/xml",
}
_NAME = "site.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a site answers: header lines in order, one pair per line, without the length; the body as sent."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


#: What every host answers where it has no route.
NOT_FOUND = Answer(status=404, headers=(("Content-Type", _TYPES["txt"]),), body=b"not found\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One fixture site. ``routes`` is keyed by host and path, the path with its query where it has one."""

    name: str
    title: str
    shows: str
    url: str
    hosts: tuple[str, ...]
    routes: Mapping[tuple[str, str], Answer]


def read_sites() -> tuple[Site, ...]:
    """Every site that ships, sorted by name; none when the folder is empty.

    Raises:
        RuleError: a site cannot be read, or two sites share a host.
    """
    base = folder("fixtures").joinpath("sites")
    sites = tuple(read_site(entry) for entry in sorted(base.iterdir(), key=lambda e: e.name) if entry.is_dir())
    taken: dict[str, str] = {}
    for site in sites:
        for host in site.hosts:
            if taken.setdefault(host, site.name) != site.name:
                raise RuleError(f"the host {host} is taken by {taken[host]}", path=_where(site.name), key="hosts")
    return sites


def read_site(at: Traversable) -> Site:
    """The site in this folder.

    Raises:
        RuleError: a file or a key is missing, or the file is no TOML.
    """
    body = _bytes(at, _NAME, key=_NAME)
    table = parse_toml(body, _where(at.name))
    try:
        hosts = tuple(str(host) for host in table["hosts"])
        routes = dict(_route(at, hosts, route) for route in table["routes"])
        return Site(
            name=at.name,
            title=table["title"],
            shows=table["shows"],
            url=f"http://{hosts[0]}{table['path']}",
            hosts=hosts,
            routes=routes,
        )
    except KeyError as error:
        raise RuleError("the key is missing", path=_where(at.name), key=str(error.args[0])) from error


def _route(at: Traversable, hosts: tuple[str, ...], route: Mapping[str, Any]) -> tuple[tuple[str, str], Answer]:
    host = route.get("host", hosts[0])
    if host not in hosts:
        raise RuleError(f"{host} is none of the site's hosts", path=_where(at.name), key="routes.host")
    body = _bytes(at, route["file"], key="routes.file") if "file" in route else route["body"].encode()
    answer = Answer(status=route.get("status", 200), headers=tuple(_headers(route)), body=body)
    return (host, route["path"]), answer


def _headers(route: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    given = [(str(name), str(value)) for name, value in route.get("headers", ())]
    kind = _TYPES.get(route.get("file", "").rpartition(".")[2])
    if kind and "content-type" not in (name.lower() for name, _ in given):
        yield "Content-Type", kind
    yield from given


def _bytes(at: Traversable, name: str, *, key: str) -> bytes:
    try:
        return at.joinpath(name).read_bytes()
    except OSError as error:
        raise RuleError(f"{name} cannot be read: {error}", path=_where(at.name), key=key) from error


def _where(site: str) -> str:
    return f"fixtures/sites/{site}/{_NAME}"
