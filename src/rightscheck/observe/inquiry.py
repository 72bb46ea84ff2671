# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What to fetch next and why, what came of it, and when to freeze: the one place that knows, without any I/O.

The order is design.md §3: robots.txt of each origin before anything else of it, then the page, then the files that
readers want of the site the page came from, then the documents they want from what was seen, in at most two rounds.
The state is nothing but the answers so far; what is wanted next is worked out from them, so answers may come in any
order, late or twice, and a stored set of answers replays to the same observation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rightscheck.markup.read import Engine
from rightscheck.model import DEFAULT_AGENT, NOT_GIVEN, Form, Headers, Observation, Part, Unread
from rightscheck.observe.access import HOPS, PATH, Access, access_of
from rightscheck.observe.answers import Answer, Purpose, Request
from rightscheck.observe.pages import page_body
from rightscheck.observe.parts import part_of
from rightscheck.observe.seeing import see
from rightscheck.observe.trail import Trail, walk
from rightscheck.resources import shipped
from rightscheck.statements.readers import readers as all_readers
from rightscheck.urls import BadAddress, normal, origin, parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Reader, Want

ROUNDS = 2  # design.md §3: "asks again at most twice"
MAX_HOPS = 10  # a page's redirects; browsers stop at 20, sound sites need three
MAX_DOCUMENTS = 8  # in one round: a page of a thousand terms links is no reason to fetch a thousand pages
TERMS = "terms"  # the ``why`` of a Want that ``follow_terms`` turns off


class Inquiry:
    """Everything to be asked about one URL.

    Ask ``wants()`` what to fetch, ``give`` what came of each, until ``wants()`` is empty; then ``observation()`` is
    complete. Before that it holds what is known, the rest NotGiven. ``fetched_at`` may be set by whoever has a clock,
    ``engine`` by whoever asks for so many pages that the fast reader must find their links.
    """

    def __init__(
        self,
        url: str,
        *,
        agent: str = DEFAULT_AGENT,
        rules: RuleData | None = None,
        follow_terms: bool = True,
        readers: tuple[Reader, ...] | None = None,
    ) -> None:
        self.url = url
        self.agent = agent
        self.rules = rules or shipped()
        self.follow_terms = follow_terms
        self.fetched_at: str | None = None
        self.engine = Engine.SOUP
        self._readers = all_readers() if readers is None else readers
        self._start = parse(url)
        self._answers: dict[str, Answer] = {}
        self._access: dict[str, Access] = {}
        self._rounds: list[tuple[Want, ...]] = []
        self._open: tuple[Request, ...] | None = None

    def wants(self) -> tuple[Request, ...]:
        """What to fetch now, each URL once, in order; the same again until answered; empty when all is asked."""
        if self._open is None:
            self._open = self._next()
        return self._open

    def give(
        self,
        request: Request,
        *,
        status: int | None = None,
        headers: Headers = (),
        body: bytes | str | None = None,
        failure: str | None = None,
    ) -> bool:
        """Take what came of a request: a status with headers and body, or the word for why nothing came.

        Returns whether it was taken: an answer to what is not asked now, or was answered before, changes nothing.
        """
        if request.url not in {wanted.url for wanted in self.wants()}:
            return False
        if status is None and failure is None:
            failure = "no-answer"
        answer = Answer(status=status, headers=tuple(headers), body=b"" if body is None else body, failure=failure)
        self._answers[request.url] = answer
        self._open = tuple(wanted for wanted in self.wants() if wanted.url != request.url) or None
        return True

    def pause(self, url: str) -> float | None:
        """The seconds that the robots.txt of this URL's origin asks between two fetches; None if it asks nothing."""
        access = self._access.get(origin(url) or "")
        return access.pause(self.agent, url) if access else None

    def observation(self) -> Observation:
        """What was seen, frozen. ``url`` is the normal form of the URL asked for, or as written if it is none."""
        if isinstance(self._start, BadAddress):
            return Observation(url=self.url, agent=self.agent, fetched_at=self.fetched_at, body=_bad(self._start))
        trail = self._page()
        answer = trail.answer or Answer()
        form, body = _page_part(trail)
        return Observation(
            url=self._start.href,
            final_url=trail.url if answer.status is not None or trail.url != self._start.href else None,
            status=answer.status,
            fetched_at=self.fetched_at,
            agent=self.agent,
            form=form,
            headers=None if answer.status is None else answer.headers,
            body=body,
            robots=self._robots_part(trail.url),
            site_files={path: self._file_part(trail, path) for path in self._site_files()},
            documents={want.url: self._document_part(want) for batch in self._rounds for want in batch},
        )

    def _next(self) -> tuple[Request, ...]:
        """What the answers so far leave to ask."""
        if isinstance(self._start, BadAddress):
            return ()
        page = self._page()
        if page.need:
            return (page.need,)
        return _needs(self._file(page, path) for path in self._site_files()) or self._next_documents()

    def _next_documents(self) -> tuple[Request, ...]:
        """What is left to ask of the documents; a round is settled when the one before is answered."""
        for number in range(ROUNDS):
            if number == len(self._rounds):
                # Where one round wanted nothing, nothing new was seen: to ask again would only read the page again.
                self._rounds.append(self._new_wants() if number == 0 or self._rounds[-1] else ())
            needs = _needs(self._document(want) for want in self._rounds[number] if self._follows(want))
            if needs:
                return needs
        return ()

    def _new_wants(self) -> tuple[Want, ...]:
        """The documents that readers want from what is seen now, and that no earlier round held."""
        seen = see(self.observation(), self.rules, self.engine)
        known = {want.url for batch in self._rounds for want in batch}
        wants = (want for reader in self._readers for want in reader.wants(seen, self.rules))
        fresh = {want.url: want for want in wants if want.url not in known}
        return tuple(fresh.values())[:MAX_DOCUMENTS]

    def _site_files(self) -> tuple[str, ...]:
        """The paths that readers name, each once, in reader order; robots.txt has a part of its own."""
        paths = dict.fromkeys(path for reader in self._readers for path in reader.site_files)
        return tuple(path for path in paths if path != PATH)

    def _follows(self, want: Want) -> bool:
        """Whether a wanted document is to be fetched."""
        return self.follow_terms or want.why != TERMS

    def _page(self) -> Trail:
        """The walk to the page."""
        href = normal(self.url) or self.url
        return walk(Request(href, Purpose.PAGE, "page"), self._answers, self._gate, hops=MAX_HOPS)

    def _file(self, page: Trail, path: str) -> Trail:
        """The walk to a file of the site that the page came from."""
        href = normal(path, page.url) or page.url
        return walk(Request(href, Purpose.SITE_FILE, path), self._answers, self._gate, hops=HOPS)

    def _document(self, want: Want) -> Trail:
        """The walk to a linked document."""
        found = parse(want.url)
        if isinstance(found, BadAddress):
            return Trail(url=want.url, lost=_bad(found))
        return walk(Request(found.href, Purpose.DOCUMENT, want.why), self._answers, self._gate, hops=HOPS)

    def _gate(self, url: str) -> Request | bool:
        """What stands before a URL: the robots.txt of its origin to be asked, or what it says."""
        access = self._access_to(origin(url) or url)
        return access if isinstance(access, Request) else access.allows(self.agent, url)

    def _access_to(self, place: str) -> Access | Request:
        """What an origin's robots.txt allows, or what must be asked to know that."""
        known = self._access.get(place)
        if known is not None:
            return known
        request = Request(place + PATH, Purpose.ROBOTS, f"robots.txt of {place}")
        trail = walk(request, self._answers, _no_gate, hops=HOPS)
        if trail.need:
            return trail.need
        return self._access.setdefault(place, access_of(trail))

    def _robots_part(self, url: str) -> Part:
        """The robots.txt of a URL's origin; NotGiven while it is not answered."""
        access = self._access_to(origin(url) or url)
        return NOT_GIVEN if isinstance(access, Request) else access.part

    def _file_part(self, page: Trail, path: str) -> Part:
        """What came of a site file; NotGiven while unanswered, and where robots.txt keeps us from asking."""
        return NOT_GIVEN if page.need else _part(self._file(page, path), path)

    def _document_part(self, want: Want) -> Part:
        """What came of a linked document; NotGiven also where it is not to be followed."""
        return _part(self._document(want), want.url) if self._follows(want) else NOT_GIVEN


def _no_gate(_url: str) -> bool:
    """A robots.txt, and where it redirects to, may always be fetched (RFC 9309 §2.2.2)."""
    return True


def _needs(trails: Iterable[Trail]) -> tuple[Request, ...]:
    """What these walks need next, each URL once."""
    needs = (trail.need for trail in trails)
    return tuple({need.url: need for need in needs if need is not None}.values())


def _bad(found: BadAddress) -> Unread:
    """The part that stands for an address that is none."""
    return Unread(reason=found.reason, words=found.text)


def _part(trail: Trail, name: str) -> Part:
    """What a walk to a file or a document found."""
    answer = trail.answer
    if answer is None:
        return trail.lost or NOT_GIVEN
    if answer.failure is not None or answer.status is None:
        return Unread(reason=answer.failure or "no-answer")
    return part_of(answer.status, answer.headers, answer.raw, file=name)


def _page_part(trail: Trail) -> tuple[Form, Part]:
    """How the page is written, and its body; NotGiven while unanswered, and where robots.txt keeps us from asking."""
    answer = trail.answer
    if answer is None:
        return Form.HTML, trail.lost or NOT_GIVEN
    if answer.failure is not None or answer.status is None:
        return Form.HTML, Unread(reason=answer.failure or "no-answer")
    return page_body(answer)
