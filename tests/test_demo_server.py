# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import asyncio
import socket
import threading
import zipfile
from typing import TYPE_CHECKING

import httpx
import pytest

from rightscheck.demo import Demo, read_sites, serve
from rightscheck.demo.sites import read_site
from rightscheck.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rightscheck.demo import Answer, Site

SITES = read_sites()
ROUTES = [
    pytest.param(host, path, answer, id=f"{site.name}-{path}")
    for site in SITES
    for (host, path), answer in site.routes.items()
]


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    """One running server for the tests of this file."""
    with serve() as running:
        yield running


@pytest.fixture
def client(demo: Demo) -> Iterator[httpx.Client]:
    """A client of the server that follows nothing and names the host itself."""
    with httpx.Client(base_url=f"http://127.0.0.1:{demo.port}", trust_env=False) as opened:
        yield opened


@pytest.mark.parametrize(("host", "path", "answer"), ROUTES)
def test_every_route_is_served_as_written(client: httpx.Client, host: str, path: str, answer: Answer) -> None:
    """Status, each header line in order and unjoined, and the body come over the wire as the site says."""
    got = client.get(path, headers={"Host": host})
    lines = [(name.decode(), value.decode()) for name, value in got.headers.raw]
    assert (got.status_code, lines[:-1], got.content) == (answer.status, list(answer.headers), answer.body)
    assert lines[-1] == ("Content-Length", str(len(answer.body)))


@pytest.mark.parametrize("host", [SITES[0].hosts[0], "unknown.example"])
def test_anything_else_is_not_found(client: httpx.Client, host: str) -> None:
    """A path without a route and a host without a site both answer 404 in plain text, so nothing reads as a file."""
    got = client.get("/.well-known/no-such-file.json", headers={"Host": host})
    assert (got.status_code, got.headers["content-type"]) == (404, "text/plain; charset=utf-8")


def test_host_is_matched_in_any_case_and_with_a_port(client: httpx.Client) -> None:
    """A Host header with a port or in capitals names the same site."""
    site = SITES[0]
    path = site.url.removeprefix(f"http://{site.hosts[0]}")
    for host in (f"{site.hosts[0]}:80", site.hosts[0].upper()):
        assert (
            client.get(path, headers={"Host": host}).status_code
            == client.get(path, headers={"Host": site.hosts[0]}).status_code
        )


def test_head_sends_the_length_and_no_body(client: httpx.Client) -> None:
    """HEAD answers as GET does, without the body."""
    site = next(site for site in SITES if site.name == "nothing-said")
    got = client.head("/", headers={"Host": site.hosts[0]})
    assert got.status_code == 200
    assert got.content == b""
    assert int(got.headers["content-length"]) > 0


def test_urls_are_one_page_of_each_site(demo: Demo) -> None:
    """The demo names one URL per site, in plain HTTP without a port, each on a host of its own."""
    hosts = [httpx.URL(url).host for url in demo.urls]
    assert len(demo.urls) == len(SITES) == len(set(hosts))
    assert all(url.startswith("http://") and ":" not in url.removeprefix("http://") for url in demo.urls)
    assert all(host.endswith(".example") for site in SITES for host in site.hosts)


def test_resolver_knows_the_fixture_hosts_only(demo: Demo) -> None:
    """Each fixture host is this server; a stranger, and any other port, fail as an unknown name does."""
    for site in SITES:
        for host in site.hosts:
            assert asyncio.run(demo.resolve(host, 80)) == (("127.0.0.1", demo.port),)
    for host, port in (("unknown.example", 80), ("127.0.0.1", 80), (SITES[0].hosts[0], 443)):
        with pytest.raises(socket.gaierror):
            asyncio.run(demo.resolve(host, port))


def test_listens_on_the_loopback_interface_alone(demo: Demo) -> None:
    """The server is bound to 127.0.0.1; another address of the same machine reaches nothing."""
    with socket.create_server(("127.0.0.2", demo.port)):
        pass  # a server bound to every interface would hold this port here too


def test_stops_with_connections_kept_alive_and_leaves_no_thread() -> None:
    """Leaving the block ends every thread, though a client still holds its connection open."""
    before = set(threading.enumerate())
    with httpx.Client(trust_env=False) as held:
        with serve() as running:
            site = running.sites[0]
            held.get(f"http://127.0.0.1:{running.port}/", headers={"Host": site.hosts[0]})
        assert set(threading.enumerate()) == before
        with pytest.raises(httpx.TransportError):
            held.get(f"http://127.0.0.1:{running.port}/", headers={"Host": site.hosts[0]})


def test_a_client_that_hangs_up_is_no_fault(capfd: pytest.CaptureFixture[str]) -> None:
    """A connection that is reset in mid-request leaves nothing on stderr, and the server goes on."""
    with serve() as running:
        for request in (b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", running.port)) as raw:
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # close with a reset
                raw.sendall(request)
        assert httpx.get(f"http://127.0.0.1:{running.port}/", trust_env=False).status_code == 404
    assert capfd.readouterr().err == ""


def test_many_clients_at_once(demo: Demo) -> None:
    """Fifty requests in flight are all answered."""

    async def ask() -> list[int]:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{demo.port}", trust_env=False) as many:
            answers = await asyncio.gather(*(many.get("/", headers={"Host": "kettle.example"}) for _ in range(50)))
        return [answer.status_code for answer in answers]

    assert asyncio.run(ask()) == [200] * 50


def test_serves_chosen_sites_only() -> None:
    """Given sites, it serves these and no other."""
    chosen = next(site for site in SITES if site.name == "nothing-said")
    with serve([chosen]) as running:
        assert running.urls == (chosen.url,)
        got = httpx.get(
            f"http://127.0.0.1:{running.port}/artykul", headers={"Host": "gazeta.example"}, trust_env=False
        )
        assert got.status_code == 404


def written(at: Path, text: str) -> Site:
    """The site of this description."""
    at.joinpath("site.toml").write_text(text, encoding="utf-8")
    return read_site(at)


def test_sites_are_read_from_a_zip(tmp_path: Path) -> None:
    """A site inside a zipped package is served as the same site on disk is."""
    at = tmp_path / "one.zip"
    with zipfile.ZipFile(at, "w") as packed:
        packed.writestr("one/site.toml", HEAD + '[[routes]]\npath = "/"\nfile = "a.html"\n')
        packed.writestr("one/a.html", "<p>zipped</p>")
    with zipfile.ZipFile(at) as packed:
        site = read_site(zipfile.Path(packed, "one/"))
    assert (site.name, site.routes["t.example", "/"].body) == ("one", b"<p>zipped</p>")


HEAD = 'title = "T"\nshows = "S"\nhosts = ["t.example"]\npath = "/"\n'


def test_a_route_defaults_to_200_on_the_first_host(tmp_path: Path) -> None:
    """A route that says no more than path and body is a 200 without headers of its own."""
    site = written(tmp_path, HEAD + '[[routes]]\npath = "/a?b=1"\nbody = "x"\n')
    assert {key: (a.status, a.headers, a.body) for key, a in site.routes.items()} == {
        ("t.example", "/a?b=1"): (200, (), b"x"),
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('title = "T"\n', "hosts: the key is missing"),
        (HEAD, "routes: the key is missing"),
        (HEAD + '[[routes]]\npath = "/"\n', "body: the key is missing"),
        (HEAD + '[[routes]]\npath = "/"\nfile = "gone.html"\n', "gone.html cannot be read"),
        (HEAD + '[[routes]]\npath = "/"\nbody = ""\nhost = "other.example"\n', "none of the site's hosts"),
        ("title = ", "not readable as TOML"),
    ],
)
def test_a_faulty_site_is_named(tmp_path: Path, text: str, message: str) -> None:
    """A description that lacks something is refused with its file and what is wrong."""
    with pytest.raises(RuleError, match=message) as caught:
        written(tmp_path, text)
    assert caught.value.path.endswith("site.toml")
