# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The audit over a small web of our own on loopback: sound sites and broken ones, a row for every URL."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeAlias

import pytest

from rightscheck.audit import Options, Row, audit
from rightscheck.errors import ProfileError
from rightscheck.model import Absent, Form

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from rightscheck.resources import RuleData

PAGE = (
    "<!doctype html><html lang=en><head><title>Tide tables</title></head><body><main><h1>Tide tables</h1>"
    "<p>High water is expected shortly after noon, and the ferry leaves from berth four an hour later. "
    "Passengers are asked to wait in the hall, where tea is served.</p></main></body></html>"
)
TEXT = "text/plain; charset=utf-8"
HTML = "text/html; charset=utf-8"
Place: TypeAlias = "tuple[str, str]"


@dataclass(frozen=True)
class Says:
    """One answer of the small web; ``raw`` is sent as it is, after that ``wait`` seconds pass."""

    body: str = PAGE
    status: int = 200
    kind: str = HTML
    lines: tuple[str, ...] = ()
    raw: bytes | None = None
    wait: float = 0.0

    def octets(self) -> bytes:
        """The answer on the wire."""
        if self.raw is not None:
            return self.raw
        body = self.body.encode("utf-8")
        head = (
            f"HTTP/1.1 {self.status} X",
            f"Content-Type: {self.kind}",
            f"Content-Length: {len(body)}",
            *self.lines,
        )
        return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def to(location: str) -> Says:
    """A redirect."""
    return Says("", 302, lines=(f"Location: {location}",))


def robots(text: str, status: int = 200) -> Says:
    """A robots.txt."""
    return Says(text, status, TEXT)


@dataclass
class Web:
    """Answers by host and path; what is not there is 404. Keeps the log."""

    places: dict[Place, Says]
    log: list[Place] = field(default_factory=list)
    at: str = "127.0.0.1"
    port: int = 0

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[Web]:
        """Listen on loopback."""
        tasks: set[asyncio.Task[None]] = set()

        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            if task is not None:
                tasks.add(task)
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                for _ in range(999):
                    await self.answer(reader, writer)
            writer.close()

        server = await asyncio.start_server(handle, self.at, 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request and what there is to it."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        name = next(line.split(": ")[1] for line in head.split("\r\n") if line.lower().startswith("host:"))
        place = (name, head.split(" ")[1])
        self.log.append(place)
        says = self.places.get(place, Says("", 404))
        writer.write(says.octets())
        await writer.drain()
        if says.raw is not None:
            await asyncio.sleep(says.wait)
            writer.transport.abort()

    async def resolve(self, name: str, _port: int) -> list[tuple[str, int]]:
        """Every host is here, but for one that is inside."""
        return [("127.0.0.1" if name == "inside.example" else self.at, self.port)]


OPTIONS = Options(
    allow_private=True,
    delay=0,
    total_timeout=20.0,
    max_bytes=300_000,
    now=lambda: datetime(2026, 11, 25, 12, tzinfo=UTC),
)
#: For servers that never end; long enough for sound ones beside them on a busy machine.
IMPATIENT = replace(OPTIONS, total_timeout=3.0)


def run(web: Web, urls: list[str], rules: RuleData, options: Options = OPTIONS) -> list[Row]:
    """All rows, by their place in the list."""

    async def collect() -> list[Row]:
        async with web.serve():
            return [row async for row in audit(urls, replace(options, resolve=web.resolve), rules)]

    return sorted(asyncio.run(collect()), key=lambda row: row.index)


def unread(row: Row) -> dict[str, str]:
    """What could not be read, and why."""
    return {missing.part: missing.reason for missing in row.report.unread}


class TestRows:
    """One row for every URL, whatever happened to it."""

    def test_a_sound_page_has_status_and_report(self, rules: RuleData) -> None:
        """And all ten reuses."""
        (row,) = run(Web({("a.example", "/"): Says()}), ["http://a.example/"], rules)
        assert (row.index, row.url, row.final_url, row.status) == (0, "http://a.example/", "http://a.example/", 200)
        assert unread(row) == {}
        assert len(row.report.reuses) == 10
        assert row.report.observation.fetched_at == "2026-11-25T12:00:00Z"
        assert row.report.as_of == "2026-11-25"

    def test_duplicates_and_odd_lines_have_rows_too(self, rules: RuleData) -> None:
        """A duplicate is fetched once and told twice; a line that is no URL says why."""
        urls = ["http://a.example/", "no url at all", "http://", "http://a.example/", "file:///etc/passwd", ""]
        web = Web({("a.example", "/"): Says()})
        rows = run(web, urls, rules)
        assert [row.url for row in rows] == urls
        assert [row.status for row in rows] == [200, None, None, 200, None, None]
        assert [unread(row).get("html") for row in rows] == [
            None,
            "no-scheme",
            "no-host",
            None,
            "not-http",
            "no-scheme",
        ]
        assert web.log.count(("a.example", "/")) == 1
        assert all(len(row.report.reuses) == 10 for row in rows)

    def test_an_empty_list_has_no_rows(self, rules: RuleData) -> None:
        """And ends."""
        assert run(Web({}), [], rules) == []

    def test_what_belongs_to_a_site_is_fetched_once(self, rules: RuleData) -> None:
        """robots.txt, site files and the terms that all its pages link to."""
        page = PAGE.replace("</main>", "</main><footer><a href=/terms>Terms of use</a></footer>")
        paths = [f"/{number}" for number in range(5)]
        web = Web({("a.example", path): Says(page) for path in paths} | {("a.example", "/terms"): Says()})
        rows = run(web, [f"http://a.example{path}" for path in paths], rules)
        assert all(row.status == 200 for row in rows)
        assert set(Counter(web.log).values()) == {1}

    def test_a_fault_of_the_caller_is_raised(self, rules: RuleData) -> None:
        """An unknown profile does not become a row, nor a wait without end."""
        with pytest.raises(ProfileError):
            run(Web({}), ["http://a.example/"], rules, replace(OPTIONS, profiles=("no-such-profile",)))

    def test_leaving_early_keeps_what_was_finished(self, rules: RuleData) -> None:
        """The rows that came are whole, and nothing goes on behind them."""

        async def first_only() -> list[Row]:
            slow = Says(raw=b"HTTP/1.1 200 OK\r\n", wait=9)
            web = Web({("a.example", "/"): Says(), ("b.example", "/robots.txt"): slow})
            urls = ["http://b.example/", "http://a.example/"]
            rows: list[Row] = []
            async with web.serve():
                options = replace(OPTIONS, resolve=web.resolve, total_timeout=30.0)
                async with aclosing(audit(urls, options, rules)) as found:
                    async for row in found:
                        rows.append(row)
                        break
                left = asyncio.all_tasks() - {asyncio.current_task()}
                assert not [task for task in left if "rightscheck" in repr(task.get_coro())]
            return rows

        (row,) = asyncio.run(first_only())
        assert (row.index, row.status) == (1, 200)


class TestRobots:
    """What robots.txt does to a row."""

    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_a_file_that_cannot_be_reached_closes_the_site(self, rules: RuleData, status: int) -> None:
        """The page is not asked; the part that was tried says why."""
        web = Web({("a.example", "/"): Says(), ("a.example", "/robots.txt"): robots("", status)})
        (row,) = run(web, ["http://a.example/"], rules)
        assert unread(row) == {"robots.txt": str(status)}
        assert web.log == [("a.example", "/robots.txt")]

    def test_a_slow_file_is_a_timeout(self, rules: RuleData) -> None:
        """And closes the site as well."""
        slow = Says(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nUser", wait=9)
        web = Web({("a.example", "/"): Says(), ("a.example", "/robots.txt"): slow})
        (row,) = run(web, ["http://a.example/"], rules, IMPATIENT)
        assert unread(row) == {"robots.txt": "timeout"}

    def test_a_disallowed_page_is_not_asked(self, rules: RuleData) -> None:
        """For our agent, or for the one we speak as."""
        web = Web({("a.example", "/robots.txt"): robots("User-agent: mybot\nDisallow: /")})
        (row,) = run(web, ["http://a.example/"], rules, replace(OPTIONS, agent="mybot"))
        assert unread(row) == {}
        assert "html" in row.report.not_given
        assert row.report.reuses["crawl"].stated == "denied"


def length(number: int, body: bytes = b"x") -> Says:
    """A body that is not as long as it says."""
    return Says(raw=b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % number + body)


def coded(body: bytes) -> Says:
    """A body that is not coded as it says."""
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body)
    return Says(raw=head + body)


FAULTS = {
    "silence": (Says(raw=b"", wait=9), "timeout"),
    "drip": (Says(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx", wait=9), "timeout"),
    "too-long": (length(999_999_999), "too-large"),
    "bad-gzip": (coded(b"this is no gzip"), "bad-encoding"),
    "garbage": (Says(raw=b"\x00\x01\x02\r\n\r\n"), "protocol"),
    "loop": (to("/"), "redirects"),
    "to-file": (to("file:///etc/passwd"), "redirects"),
    "picture": (Says("x", kind="image/png"), "media-type"),
    "error": (Says("down", 502), "502"),
    "payment": (Says("pay", 402), "402"),
    "busy": (Says("slow down", 429), "429"),
    "challenge": (Says("<title>Just a moment...</title>", 403, lines=("cf-mitigated: challenge",)), "challenge"),
    "challenge-200": (Says("<title>x</title>", lines=("cf-mitigated: challenge",)), "challenge"),
}


def test_every_fault_is_a_row_with_its_reason(rules: RuleData) -> None:
    """Side by side in one run, and none takes another's row."""
    web = Web({(f"{name}.example", "/"): says for name, (says, _) in FAULTS.items()} | {("ok.example", "/"): Says()})
    urls = [f"http://{name}.example/" for name in (*FAULTS, "ok")]
    rows = run(web, urls, rules, IMPATIENT)
    assert {row.url: unread(row).get("html") for row in rows} == {
        **{f"http://{name}.example/": word for name, (_, word) in FAULTS.items()},
        "http://ok.example/": None,
    }


class TestPrivate:
    """Addresses that are not of the public internet."""

    def test_are_refused_unless_allowed(self, rules: RuleData) -> None:
        """Nothing is sent there; the parts say why."""
        web = Web({})
        (row,) = run(web, ["http://127.0.0.1/"], rules, replace(OPTIONS, allow_private=False))
        assert unread(row) == {"robots.txt": "private-address"}
        assert web.log == []

    def test_a_redirect_does_not_lead_there(self, rules: RuleData, monkeypatch: pytest.MonkeyPatch) -> None:
        """A public site (here one loopback address taken for public) sends us to another one of loopback."""
        monkeypatch.setattr("rightscheck.observe.network.is_public", lambda address: address == "127.0.0.2")
        web = Web({("a.example", "/"): to("http://inside.example/admin")}, at="127.0.0.2")
        (row,) = run(web, ["http://a.example/"], rules, replace(OPTIONS, allow_private=False))
        assert unread(row) == {"robots.txt": "private-address"}
        assert row.report.observation.final_url == "http://inside.example/admin"
        assert {name for name, _ in web.log} == {"a.example"}


def test_a_missing_page_is_absent_not_unread(rules: RuleData) -> None:
    """404 was looked for and is not there."""
    (row,) = run(Web({}), ["http://a.example/x"], rules)
    assert row.status == 404
    assert unread(row) == {}


def test_the_charset_of_the_header_holds(rules: RuleData) -> None:
    """A page in ISO-8859-2 is read as it was written."""
    body = "<p>Żółw wolno idzie przez łąkę.</p>".encode("iso-8859-2")
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-2\r\nContent-Length: %d\r\n\r\n" % len(body)
    (row,) = run(Web({("a.example", "/"): Says(raw=head + body)}), ["http://a.example/"], rules)
    found = row.report.observation.body
    assert "Żółw" in str(getattr(found, "body", ""))


class TestStopping:
    """A run that is told to stop."""

    def test_hands_out_every_row_that_is_finished(self, rules: RuleData) -> None:
        """Also those that nobody had asked for yet, and those whose makers waited for room."""

        async def stopped() -> tuple[list[Row], int]:
            hosts = [f"a{number}.example" for number in range(4)]
            web = Web({("slow.example", "/robots.txt"): Says(raw=b"", wait=9)})
            urls = ["http://slow.example/", *("http://" for _ in range(150)), *(f"http://{name}/" for name in hosts)]
            stop = asyncio.Event()
            async with web.serve():
                options = replace(OPTIONS, resolve=web.resolve, concurrency=8)
                rows: list[Row] = []
                async with aclosing(audit(urls, options, rules, stop=stop)) as found:
                    async for row in found:
                        rows.append(row)
                        if not stop.is_set():
                            await asyncio.sleep(1.5)  # a slow reader, while the others finish
                            stop.set()
            return rows, len(urls)

        rows, asked = asyncio.run(stopped())
        assert sorted(row.index for row in rows) == list(range(1, asked))

    def test_before_it_began_has_no_rows(self, rules: RuleData) -> None:
        """And asks nothing."""

        async def stopped() -> list[Row]:
            stop = asyncio.Event()
            stop.set()
            return [row async for row in audit(["http://a.example/"], OPTIONS, rules, stop=stop)]

        assert asyncio.run(stopped()) == []


def test_lines_that_mean_one_address_are_asked_for_once(rules: RuleData) -> None:
    """Case of scheme and host, a fragment, credentials and the default port make no other page; each has its row."""
    web = Web({("a.example", "/"): Says()})
    urls = ["http://a.example", "HTTP://A.Example/#part", "http://me:secret@a.example:80/"]
    rows = run(web, urls, rules)
    assert [(row.url, row.status) for row in rows] == [(url, 200) for url in urls]
    assert web.log.count(("a.example", "/")) == 1


@pytest.mark.parametrize("name", ["a" * 70 + ".example", "a..example", ".example", "abc." * 90 + "example"])
def test_a_host_that_can_be_no_name_is_a_row(name: str, rules: RuleData) -> None:
    """What the name service's own codec refuses is an unknown name, and no end of the run."""
    options = replace(OPTIONS, allow_private=False)

    async def collect() -> list[Row]:
        return [row async for row in audit([f"http://{name}/", "http://"], options, rules)]

    rows = sorted(asyncio.run(collect()), key=lambda row: row.index)
    assert [unread(row) for row in rows] == [{"robots.txt": "dns"}, {"html": "no-host"}]


def test_a_redirect_to_a_site_that_bars_us_is_not_followed(rules: RuleData) -> None:
    """The page there is not asked for, and the row says where it stands and which line keeps us out."""
    web = Web(
        {
            ("a.example", "/"): to("http://b.example/page"),
            ("b.example", "/robots.txt"): robots("User-agent: *\nDisallow: /page"),
            ("b.example", "/page"): Says(),
        }
    )
    (row,) = run(web, ["http://a.example/"], rules)
    assert ("b.example", "/page") not in web.log
    assert (row.final_url, row.status) == ("http://b.example/page", None)
    assert "html" in row.report.not_given
    assert row.report.reuses["crawl"].stated == "denied"
    assert [(each.quote, each.url) for each in row.report.evidence] == [
        ("Disallow: /page", "http://b.example/robots.txt")
    ]


def test_a_page_of_plain_text_is_the_page(rules: RuleData) -> None:
    """Nothing is missing where the server itself sends text: it was not taken from any HTML."""
    web = Web({("a.example", "/x.txt"): Says("High water is at noon.", kind=TEXT)})
    (row,) = run(web, ["http://a.example/x.txt"], rules)
    assert row.report.not_given == ()


EMPTY = {
    "no-content": (Says(raw=b"HTTP/1.1 204 No Content\r\n\r\n"), None),
    "nothing": (Says(""), "empty"),
    "blanks": (Says(" \r\n\t"), "empty"),
    "piece": (Says(status=206), "206"),
}


def test_an_empty_answer_is_no_silent_page(rules: RuleData) -> None:
    """A success without content, or with a piece of it, is not read; a status for "no content" is no page."""
    web = Web({(f"{name}.example", "/"): says for name, (says, _) in EMPTY.items()})
    rows = run(web, [f"http://{name}.example/" for name in EMPTY], rules)
    assert [unread(row).get("html") for row in rows] == [word for _, word in EMPTY.values()]
    assert isinstance(rows[0].report.observation.body, Absent)


@pytest.mark.parametrize("line", ["", "Content-Type: application/pdf\r\n"])
def test_a_file_is_told_by_its_bytes_where_no_type_is_given(line: str, rules: RuleData) -> None:
    """A PDF without a Content-Type is no page of strange letters: read as a file, or unread without the extra."""
    body = b"%PDF-1.4\n%%EOF"
    head = f"HTTP/1.1 200 OK\r\n{line}Content-Length: {len(body)}\r\n\r\n".encode()
    (row,) = run(Web({("a.example", "/x"): Says(raw=head + body)}), ["http://a.example/x"], rules)
    if find_spec("pikepdf") is None:
        assert unread(row)["html"] == "media-type"
    else:
        assert row.report.observation.form is Form.FILE
