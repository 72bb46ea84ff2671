# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The Inquiry as a state machine: any answers in any order, and what must hold whatever comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from rightscheck.model import Absent, Found, NotGiven, Reading, Unread
from rightscheck.observe.answers import Purpose, Request
from rightscheck.observe.inquiry import MAX_DOCUMENTS, ROUNDS, Inquiry
from rightscheck.signals.interface import Want
from rightscheck.signals.robots_file import RobotsFile
from rightscheck.urls import origin

if TYPE_CHECKING:
    from rightscheck.model import Headers
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

Reply: TypeAlias = "tuple[int | None, Headers, bytes, str | None]"
AGENT = "mybot"
URLS = [f"http{s}://{host}.example/{path}" for s in ("", "s") for host in "ab" for path in ("", "p", "q/r")]
BODIES = [
    b"",
    b"User-agent: *\nDisallow: /p\n",
    b"User-agent: mybot\nDisallow: /\n",
    b"<!doctype html><title>t</title><a href=/q/r>terms</a>",
    b"\xff\xfe\x00",
    b"[]",
]
LOCATIONS = [
    *URLS,
    "/p",
    "q/r",
    "//b.example/p",
    "",
    "http://",
    "file:///x",
    "/robots.txt",
    "http://b.example/robots.txt",
]
TYPES = ["text/html", "text/plain", "image/png", ""]
HEADERS = st.builds(
    lambda location, kind: (("Location", location), ("Content-Type", kind)),
    st.sampled_from(LOCATIONS),
    st.sampled_from(TYPES),
)
STATUSES = [200, 200, 200, 301, 302, 307, 308, 304, 401, 402, 403, 404, 410, 429, 451, 500, 503, 100, 999]
REPLIES = st.tuples(
    st.sampled_from([*STATUSES, None]),
    HEADERS,
    st.sampled_from(BODIES),
    st.sampled_from([None, None, None, "timeout", "truncated"]),
)


class Greedy:
    """A reader that never has enough: each document makes it want others."""

    standards: tuple[str, ...] = ("X",)
    site_files: tuple[str, ...] = ("/.well-known/x.json", "/ai.txt", "/robots.txt")

    def wants(self, seen: Seen, rules: RuleData) -> tuple[Want, ...]:
        """New documents for every one that is there."""
        del rules
        number = len(seen.observation.documents)
        return tuple(Want(url=f"{url}?{number}", why="terms") for url in (*URLS, "nonsense"))

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """Nothing."""
        del seen, rules
        return Reading()


class Machine(RuleBasedStateMachine):
    """Whoever drives an Inquiry, clumsily."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[str, Request] = {}
        self.answers: dict[str, Reply] = {}

    @initialize(url=st.sampled_from([*URLS, "http://a.example/robots.txt", "nonsense"]), terms=st.booleans())
    def begin(self, url: str, terms: bool) -> None:  # noqa: FBT001  # hypothesis passes by name
        """A new inquiry."""
        self.inquiry = Inquiry(url, agent=AGENT, readers=(Greedy(),), follow_terms=terms)

    @rule(pick=st.integers(0, 99), reply=REPLIES)
    def answer(self, pick: int, reply: Reply) -> None:
        """Answer one of the wanted requests, not always the first."""
        wanted = self.inquiry.wants()
        if wanted:
            self.give(wanted[pick % len(wanted)], reply, taken=True)

    @rule(url=st.sampled_from([*URLS, "http://c.example/", ""]), reply=REPLIES)
    def answer_what_nobody_asked(self, url: str, reply: Reply) -> None:
        """An answer that is late, repeated or out of nowhere changes nothing."""
        if url not in {wanted.url for wanted in self.inquiry.wants()}:
            before = self.inquiry.wants()
            self.give(Request(url, Purpose.PAGE, "stray"), reply, taken=False)
            assert self.inquiry.wants() == before

    def give(self, request: Request, reply: Reply, *, taken: bool) -> None:
        """Hand it over and remember it."""
        status, headers, body, failure = reply
        was_taken = self.inquiry.give(request, status=status, headers=headers, body=body, failure=failure)
        assert was_taken is taken
        if taken:
            assert request.url not in self.answers, "no URL is asked twice"
            self.answers[request.url] = reply

    @invariant()
    def robots_come_first_and_are_obeyed(self) -> None:
        """Nothing of an origin is wanted before its robots.txt was answered, and nothing that it forbids."""
        for request in self.inquiry.wants() if hasattr(self, "inquiry") else ():
            self.asked[request.url] = request
            assert request.url not in self.answers
            robots = f"{origin(request.url)}/robots.txt"
            if request.purpose is not Purpose.ROBOTS and request.url != robots:
                assert robots in self.answers
                self.may_be_fetched(robots, request.url)

    def may_be_fetched(self, robots: str, url: str) -> None:
        """By the file itself where it answered directly; redirects of the file are tested by example."""
        status, _, body, failure = self.answers[robots]
        if failure or status is None or status in (429, 304) or status >= 500 or status < 200:
            raise AssertionError(f"{url} is wanted though {robots} was not read")
        if status == 200 and not body.startswith(b"<"):
            assert RobotsFile.parse(body).verdict(AGENT, url).allowed

    @invariant()
    def an_observation_can_be_taken_at_any_moment(self) -> None:
        """With every part one of the four kinds."""
        if hasattr(self, "inquiry"):
            seen = self.inquiry.observation()
            parts = [seen.body, seen.robots, *seen.site_files.values(), *seen.documents.values()]
            assert all(isinstance(part, Found | Absent | Unread | NotGiven) for part in parts)
            assert len(seen.documents) <= ROUNDS * MAX_DOCUMENTS

    def teardown(self) -> None:
        """However it went, failures for the rest end it, and the end is the same when told again."""
        if not hasattr(self, "inquiry"):
            return
        for _ in range(300):
            wanted = self.inquiry.wants()
            if not wanted:
                break
            self.give(wanted[-1], (None, (), b"", "timeout"), taken=True)
        assert self.inquiry.wants() == ()
        self.replay()

    def replay(self) -> None:
        """The same answers given in the order of asking lead to the same observation."""
        again = Inquiry(self.inquiry.url, agent=AGENT, readers=(Greedy(),), follow_terms=self.inquiry.follow_terms)
        while wanted := again.wants():
            status, headers, body, failure = self.answers[wanted[0].url]
            again.give(wanted[0], status=status, headers=headers, body=body, failure=failure)
        assert again.observation() == self.inquiry.observation()


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
