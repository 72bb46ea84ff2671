# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from rightscheck.model import NOT_GIVEN, Absent, Form, Found, Headers, Reading, Unread
from rightscheck.observe.answers import Purpose, Request
from rightscheck.observe.inquiry import MAX_DOCUMENTS, ROUNDS, Inquiry
from rightscheck.signals.interface import Want

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

PAGE = b"<!doctype html><title>Tides</title><p>High water is expected at noon.</p>"
URL = "https://a.example/page"
ROBOTS = "https://a.example/robots.txt"


@dataclass
class Curious:
    """A reader that wants what a test tells it to."""

    site_files: tuple[str, ...] = ("/.well-known/x.json",)
    first: tuple[Want, ...] = ()
    second: tuple[Want, ...] = ()
    standards: tuple[str, ...] = ("X",)
    asked: list[Seen] = field(default_factory=list)

    def wants(self, seen: Seen, rules: RuleData) -> tuple[Want, ...]:
        """The second wants follow once a document of the first is there."""
        del rules
        self.asked.append(seen)
        return self.first + (self.second if seen.observation.documents else ())

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """Nothing."""
        del seen, rules
        return Reading()


@dataclass(frozen=True)
class Reply:
    """What the pretended web says to one URL."""

    status: int | None = 200
    body: bytes = PAGE
    headers: Headers = ()
    failure: str | None = None


def to(location: str, status: int = 301) -> Reply:
    """A redirect."""
    return Reply(status, b"", (("Location", location),))


def drive(inquiry: Inquiry, web: Mapping[str, Reply]) -> list[str]:
    """Answer everything an inquiry wants from a pretended web, where what is not there is 404; the URLs in order."""
    asked: list[str] = []
    while wanted := inquiry.wants():
        for request in wanted:
            reply = web.get(request.url, Reply(404, b""))
            asked.append(request.url)
            assert inquiry.give(
                request, status=reply.status, headers=reply.headers, body=reply.body, failure=reply.failure
            )
        assert len(asked) < 100
    return asked


class TestOrder:
    """What is asked, and when."""

    def test_robots_then_page_then_site_files(self) -> None:
        """Nothing of an origin is asked before its robots.txt; a site's files come after its page."""
        inquiry = Inquiry(URL, readers=(Curious(),))
        asked = drive(inquiry, {URL: Reply()})
        assert asked == [ROBOTS, URL, "https://a.example/.well-known/x.json"]
        seen = inquiry.observation()
        assert seen.robots == Absent(reason="404")
        assert seen.site_files == {"/.well-known/x.json": Absent(reason="404")}
        assert (seen.status, seen.final_url, seen.form) == (200, URL, Form.HTML)

    def test_a_request_says_what_it_is_for(self) -> None:
        """Purpose and reason stand in the request."""
        assert Inquiry(URL, readers=()).wants() == (
            Request(ROBOTS, Purpose.ROBOTS, "robots.txt of https://a.example"),
        )

    def test_wants_is_stable_until_answered(self) -> None:
        """Asking twice what is wanted changes nothing."""
        inquiry = Inquiry(URL, readers=())
        assert inquiry.wants() == inquiry.wants()

    def test_the_page_may_be_the_robots_file_itself(self) -> None:
        """It is asked once and serves as both."""
        inquiry = Inquiry(ROBOTS, readers=())
        body = b"User-agent: *\nDisallow: /"
        assert drive(inquiry, {ROBOTS: Reply(200, body, (("content-type", "text/plain"),))}) == [ROBOTS]
        assert isinstance(inquiry.observation().body, Found)

    @pytest.mark.parametrize("url", ["", "a.example", "http://", "file:///etc/passwd"])
    def test_what_is_no_address_asks_nothing(self, url: str) -> None:
        """The observation says why, and keeps the words."""
        inquiry = Inquiry(url, readers=(Curious(),))
        assert inquiry.wants() == ()
        seen = inquiry.observation()
        assert seen.url == url
        assert isinstance(seen.body, Unread)


class TestGive:
    """Answers that are late, unknown or repeated."""

    def test_an_unknown_or_repeated_answer_is_not_taken(self) -> None:
        """It changes nothing and does not raise."""
        inquiry = Inquiry(URL, readers=())
        (robots,) = inquiry.wants()
        assert not inquiry.give(Request(URL, Purpose.PAGE, "page"), status=200, body=PAGE)
        assert inquiry.give(robots, status=404)
        assert not inquiry.give(robots, status=200, body=b"User-agent: *\nDisallow: /")
        assert [wanted.url for wanted in inquiry.wants()] == [URL]

    def test_nothing_said_is_a_failure(self) -> None:
        """An answer without status and without a word for why is not taken for silence."""
        inquiry = Inquiry(URL, readers=())
        inquiry.give(inquiry.wants()[0])
        assert inquiry.observation().robots == Unread(reason="no-answer")

    def test_stopping_early_leaves_the_rest_not_given(self) -> None:
        """An observation may be taken at any moment."""
        inquiry = Inquiry(URL, readers=(Curious(),))
        seen = inquiry.observation()
        assert (seen.body, seen.robots, seen.headers) == (NOT_GIVEN, NOT_GIVEN, None)
        assert seen.site_files == {"/.well-known/x.json": NOT_GIVEN}

    def test_text_may_be_given_as_text(self) -> None:
        """A client that decodes itself hands over a string."""
        inquiry = Inquiry(URL, readers=())
        inquiry.give(inquiry.wants()[0], status=200, body="User-agent: *\nAllow: /")
        inquiry.give(inquiry.wants()[0], status=200, body=PAGE.decode())
        assert inquiry.observation().body == Found(body=PAGE.decode())


class TestRobots:
    """robots.txt is obeyed for the agent asked (RFC 9309)."""

    def test_a_disallowed_page_is_not_asked(self) -> None:
        """Nor are the site's files: what was never tried is NotGiven, not Unread."""
        inquiry = Inquiry(URL, agent="mybot", readers=(Curious(),))
        robots = Reply(200, b"User-agent: mybot\nDisallow: /\n")
        assert drive(inquiry, {ROBOTS: robots, URL: Reply()}) == [ROBOTS]
        seen = inquiry.observation()
        assert (seen.body, seen.headers) == (NOT_GIVEN, None)
        assert seen.site_files == {"/.well-known/x.json": NOT_GIVEN}
        assert seen.status is None

    def test_rules_for_others_do_not_bind(self) -> None:
        """Only the agent asked is meant."""
        inquiry = Inquiry(URL, agent="mybot", readers=())
        assert URL in drive(inquiry, {ROBOTS: Reply(200, b"User-agent: other\nDisallow: /\n"), URL: Reply()})

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451])
    def test_a_refused_file_leaves_the_site_open(self, status: int) -> None:
        """4xx means no rules to RFC 9309 §2.3.1.3."""
        assert URL in drive(Inquiry(URL, readers=()), {ROBOTS: Reply(status, b""), URL: Reply()})

    @pytest.mark.parametrize("reply", [Reply(429), Reply(500), Reply(503), Reply(304), Reply(failure="timeout")])
    def test_an_unreachable_file_closes_it(self, reply: Reply) -> None:
        """5xx, 429 and failures mean complete disallow (§2.3.1.4; 429 by design.md §2)."""
        inquiry = Inquiry(URL, readers=())
        assert drive(inquiry, {ROBOTS: reply, URL: Reply()}) == [ROBOTS]
        seen = inquiry.observation()
        assert isinstance(seen.robots, Unread)
        assert seen.body == NOT_GIVEN

    def test_five_redirects_are_followed_and_bind_the_first_origin(self) -> None:
        """§2.3.1.2, also to another authority."""
        web = {f"https://b.example/{n}": to(f"/{n + 1}") for n in range(4)}
        web[ROBOTS] = to("https://b.example/0")
        web["https://b.example/4"] = Reply(200, b"User-agent: *\nDisallow: /page")
        inquiry = Inquiry(URL, readers=())
        assert URL not in drive(inquiry, web)
        assert isinstance(inquiry.observation().robots, Found)

    def test_six_redirects_are_a_file_that_was_not_read(self) -> None:
        """Nothing was read, so nothing is allowed."""
        web = {f"https://b.example/{n}": to(f"/{n + 1}") for n in range(9)}
        inquiry = Inquiry(URL, readers=())
        drive(inquiry, {**web, ROBOTS: to("https://b.example/0")})
        assert inquiry.observation().robots == Unread(reason="redirects")

    def test_a_page_for_every_path_is_no_robots_file(self) -> None:
        """HTML in place of the file: absent, no rules."""
        inquiry = Inquiry(URL, readers=())
        drive(inquiry, {ROBOTS: Reply(), URL: Reply()})
        assert inquiry.observation().robots == Absent(reason="html")

    def test_its_wish_for_a_pause_is_told(self) -> None:
        """The longest Crawl-delay of the groups that bind; None where there is none."""
        inquiry = Inquiry(URL, readers=())
        assert inquiry.pause(URL) is None
        inquiry.give(inquiry.wants()[0], status=200, body=b"User-agent: *\nCrawl-delay: 2.5\nCrawl-delay: soon\n")
        inquiry.wants()
        assert inquiry.pause(URL) == 2.5


class TestRedirects:
    """Pages are handed over hop by hop."""

    def test_another_origin_is_asked_for_its_robots_first(self) -> None:
        """And the site files are those of the place that answered."""
        target = "https://b.example/new"
        inquiry = Inquiry(URL, readers=(Curious(),))
        asked = drive(inquiry, {URL: to(target), target: Reply()})
        assert asked == [
            ROBOTS,
            URL,
            "https://b.example/robots.txt",
            target,
            "https://b.example/.well-known/x.json",
        ]
        assert inquiry.observation().final_url == target

    def test_a_hop_that_is_disallowed_is_not_asked(self) -> None:
        """A redirect leads around no robots.txt."""
        robots = Reply(200, b"User-agent: *\nDisallow: /new")
        inquiry = Inquiry(URL, readers=())
        asked = drive(inquiry, {URL: to("https://b.example/new"), "https://b.example/robots.txt": robots})
        assert "https://b.example/new" not in asked
        seen = inquiry.observation()
        assert (seen.body, seen.final_url) == (NOT_GIVEN, "https://b.example/new")
        assert isinstance(seen.robots, Found)

    @pytest.mark.parametrize("location", [URL, "/page", "/page#again", "https://A.example:443/page"])
    def test_a_loop_ends(self, location: str) -> None:
        """Under any spelling."""
        inquiry = Inquiry(URL, readers=())
        assert drive(inquiry, {URL: to(location)}) == [ROBOTS, URL]
        assert inquiry.observation().body == Unread(reason="redirects")

    def test_a_chain_without_end_ends(self) -> None:
        """After ten hops."""
        web = {f"https://a.example/{n}": to(f"/{n + 1}") for n in range(50)}
        inquiry = Inquiry(URL, readers=())
        assert len(drive(inquiry, {**web, URL: to("/0")})) == 12
        assert inquiry.observation().body == Unread(reason="redirects")

    @pytest.mark.parametrize("location", ["file:///etc/passwd", "http://", "http://%5Bbad/", "javascript:alert(1)"])
    def test_a_target_that_is_no_web_address_is_not_followed(self, location: str) -> None:
        """Its words are kept."""
        inquiry = Inquiry(URL, readers=())
        assert drive(inquiry, {URL: to(location)}) == [ROBOTS, URL]
        assert inquiry.observation().body == Unread(reason="redirects", words=location, words_at="header:location")

    def test_credentials_in_a_target_are_dropped(self) -> None:
        """They are nobody's business."""
        asked = drive(Inquiry(URL, readers=()), {URL: to("https://u:p@a.example/x")})
        assert asked[-1] == "https://a.example/x"

    def test_a_redirect_without_a_target_is_unread(self) -> None:
        """With its status."""
        inquiry = Inquiry(URL, readers=())
        drive(inquiry, {URL: Reply(302, b"")})
        assert inquiry.observation().status == 302


TERMS = "https://terms.example/t"


class TestDocuments:
    """Linked documents, in at most two rounds."""

    def test_they_obey_the_robots_of_their_origin(self) -> None:
        """A disallowed document is not asked and NotGiven."""
        robots = Reply(200, b"User-agent: *\nDisallow: /t")
        inquiry = Inquiry(URL, readers=(Curious((), (Want(url=TERMS, why="terms"),)),))
        asked = drive(inquiry, {URL: Reply(), "https://terms.example/robots.txt": robots})
        assert asked == [ROBOTS, URL, "https://terms.example/robots.txt"]
        assert inquiry.observation().documents == {TERMS: NOT_GIVEN}

    def test_two_rounds_and_no_third(self) -> None:
        """What a document of the second round leads to is not asked."""
        second = Want(url="https://a.example/2", why="policy")
        reader = Curious((), (Want(url=TERMS, why="terms"),), (second,))
        inquiry = Inquiry(URL, readers=(reader,))
        asked = drive(inquiry, {URL: Reply(), TERMS: Reply(), second.url: Reply()})
        assert asked[-2:] == [TERMS, second.url]
        assert len(reader.asked) == 2
        assert {key: type(part) for key, part in inquiry.observation().documents.items()} == {
            TERMS: Found,
            second.url: Found,
        }

    def test_terms_are_left_out_on_request(self) -> None:
        """They are NotGiven then; other documents are asked all the same."""
        policy = Want(url="https://a.example/p.json", why="policy")
        reader = Curious((), (Want(url=TERMS, why="terms"), policy))
        inquiry = Inquiry(URL, follow_terms=False, readers=(reader,))
        asked = drive(inquiry, {URL: Reply()})
        assert asked == [ROBOTS, URL, policy.url]
        assert inquiry.observation().documents == {TERMS: NOT_GIVEN, policy.url: Absent(reason="404")}

    def test_a_page_of_links_is_not_followed_without_end(self) -> None:
        """A round has a limit."""
        wants = tuple(Want(url=f"https://a.example/{n}", why="terms") for n in range(99))
        asked = drive(Inquiry(URL, readers=(Curious((), wants),)), {URL: Reply()})
        assert len(asked) == 2 + ROUNDS * MAX_DOCUMENTS

    def test_a_document_that_is_no_address_is_unread(self) -> None:
        """It is listed as the reader named it."""
        inquiry = Inquiry(URL, readers=(Curious((), (Want(url="ftp://x", why="rsl"),)),))
        drive(inquiry, {URL: Reply()})
        assert inquiry.observation().documents == {"ftp://x": Unread(reason="not-http", words="ftp://x")}

    def test_a_page_in_the_pages_place_leads_nowhere(self) -> None:
        """A reader sees no page where a challenge stands."""
        reader = Curious(())
        challenge = Reply(403, b"<title>Just a moment...</title>", (("cf-mitigated", "challenge"),))
        drive(Inquiry(URL, readers=(reader,)), {URL: challenge})
        assert reader.asked[0].page is None
        assert isinstance(reader.asked[0].observation.body, Unread)


class TestPageBody:
    """The page's own part."""

    def test_the_charset_of_the_header_decides(self) -> None:
        """By the WHATWG rules."""
        headers = (("Content-Type", "text/html; charset=iso-8859-2"),)
        inquiry = Inquiry(URL, readers=())
        drive(inquiry, {URL: Reply(200, "<p>zażółć</p>".encode("iso-8859-2"), headers)})
        body = inquiry.observation().body
        assert isinstance(body, Found)
        assert body.body == "<p>zażółć</p>"

    def test_a_picture_is_a_file(self) -> None:
        """Its bytes are kept: they may say whose it is."""
        inquiry = Inquiry(URL, readers=())
        drive(inquiry, {URL: Reply(200, b"\x89PNG\r\n\x1a\n", (("Content-Type", "image/png"),))})
        seen = inquiry.observation()
        assert seen.form is Form.FILE
        assert isinstance(seen.body, Found)
        assert seen.body.body == b"\x89PNG\r\n\x1a\n"

    def test_a_file_that_nobody_reads_is_unread(self) -> None:
        """Its headers still speak."""
        headers = (("Content-Type", "image/png"), ("X-Robots-Tag", "noai"))
        inquiry = Inquiry(URL, readers=())
        drive(inquiry, {URL: Reply(200, b"\x89PNG", headers)})
        seen = inquiry.observation()
        assert seen.body == Unread(reason="media-type", words="image/png", words_at="header:content-type")
        assert seen.headers == headers

    def test_plain_text_is_a_text(self) -> None:
        """It is read as it is."""
        inquiry = Inquiry(URL, readers=())
        drive(inquiry, {URL: Reply(200, b"All rights reserved.", (("content-type", "text/plain"),))})
        seen = inquiry.observation()
        assert seen.form is Form.TEXT
        assert isinstance(seen.body, Found)
        assert seen.body.body == "All rights reserved."

    def test_a_failure_after_the_headers_keeps_them(self) -> None:
        """A body that was cut is Unread; the status and the headers were seen."""
        inquiry = Inquiry(URL, readers=())
        drive(inquiry, {URL: Reply(200, b"", (("TDM-Reservation", "1"),), "truncated")})
        seen = inquiry.observation()
        assert (seen.status, seen.headers, seen.body) == (
            200,
            (("TDM-Reservation", "1"),),
            Unread(reason="truncated"),
        )
