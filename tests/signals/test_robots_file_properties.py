# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""robots.txt against a second reader, written another way, and laws that hold for every file."""

from __future__ import annotations

import re
from typing import NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st

from rightscheck.signals.robots_file import RobotsFile

TOKENS = st.sampled_from(["*", "Foo", "foo", "Bar", "Foo-Bar"])
PIECES = st.sampled_from(["/", "a", "b", "A", "*", "$", "%61", "%2F", "?", "é", "%C3%A9", ".", "ab", "%24", ":"])
PATTERNS = st.lists(PIECES, max_size=6).map(lambda pieces: "/" + "".join(pieces)) | st.sampled_from(["", "*a", "*"])
PATHS = st.lists(PIECES.filter(lambda piece: piece != "*"), max_size=8).map(lambda pieces: "/" + "".join(pieces))
RULES = st.tuples(st.sampled_from(["Allow", "Disallow"]), PATTERNS).map(": ".join)
OTHERS = st.sampled_from(["", "# note", "Sitemap: /s", "Crawl-delay: 3", "Content-Signal: ai-train=no", "junk"])
AGENTS = TOKENS.map(lambda token: f"User-agent: {token}")
LINES = st.lists(RULES | AGENTS | OTHERS, max_size=14)


class Said(NamedTuple):
    """One rule as the second reader sees it."""

    length: int
    allow: bool
    pattern: str


def octets(text: str) -> list[str]:
    """One item for each octet: ``a`` for itself, ``%41`` upper case for what must stay encoded."""
    found: list[str] = []
    query = False
    for item in re.findall(r"%[0-9A-Fa-f]{2}|.", text, re.DOTALL):
        query = query or item == "?"
        found += _octets(item, query=query)
    return found


def _octets(item: str, *, query: bool) -> list[str]:
    if len(item) == 3:
        char = chr(int(item[1:], 16))
        plain = char.isascii() and (char.isalnum() or char in "-._~:@!&'()+,;=[]" or (query and char in "/?"))
        return [char if plain else item.upper()]
    if item.isascii() and (item.isalnum() or item in "-._~:@!&'()+,;=[]/?"):
        return [item]
    return [f"%{octet:02X}" for octet in item.encode()]


def covers(pattern: str, path: list[str]) -> bool:
    """Whether the pattern matches, by trying every length for every star: slow, and plainly right."""
    anchored = pattern.endswith("$")
    items = octets((pattern[:-1] if anchored else pattern).replace("*", "\ue000"))
    star = [f"%{octet:02X}" for octet in "\ue000".encode()]
    reached = {0}
    at = 0
    while at < len(items):
        if items[at : at + 3] == star:
            reached = {later for start in reached for later in range(start, len(path) + 1)}
            at += 3
        else:
            reached = {start + 1 for start in reached if start < len(path) and path[start] == items[at]}
            at += 1
    return len(path) in reached if anchored else bool(reached)


def second_reader(lines: list[str], agent: str, path: str) -> bool:
    """The verdict by going through the lines once and keeping every rule that speaks to the agent."""
    listening, everyone, named, after_rule = False, False, False, True
    own: list[Said] = []
    common: list[Said] = []
    for line in lines:
        key, _, value = line.partition(": ")
        if key == "User-agent":
            if after_rule:
                listening = everyone = False
            after_rule = False
            listening = listening or value.lower() == agent.lower()
            named = named or listening
            everyone = everyone or value == "*"
        elif key in ("Allow", "Disallow"):
            after_rule = True
            length = len("".join(octets(value.rstrip("$").replace("*", "!")))) + value.endswith("$")
            rule = [Said(length, key == "Allow", value)] if value else []
            own += rule if listening else []
            common += rule if everyone else []
    matching = [said for said in (own if named else common) if covers(said.pattern, octets(path))]
    return max(matching, default=Said(0, allow=True, pattern="")).allow


@settings(max_examples=400, deadline=None)
@given(LINES, st.sampled_from(["Foo", "Bar", "Foo-Bar", "Other"]), PATHS)
@example(["User-agent: Foo", "Disallow: /*?*%2F"], "Foo", "/a?b=/")
def test_two_readers_agree(lines: list[str], agent: str, path: str) -> None:
    """A reader written without our code gives the same verdict on every file of the common grammar."""
    body = "\n".join(["User-agent: Nobody", "Disallow:", *lines]).encode()
    found = RobotsFile.parse(body).verdict(agent, f"https://a.example{path}").allowed
    assert found is second_reader(["User-agent: Nobody", "Disallow: ", *lines], agent, path)


@settings(max_examples=150, deadline=None)
@given(st.lists(RULES, max_size=8), PATHS, st.randoms(use_true_random=False))
def test_the_order_of_rules_does_not_matter(rules: list[str], path: str, random: object) -> None:
    """Shuffling the rules of a group changes no verdict."""
    shuffled = list(rules)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis hands out a random.Random
    first, second = (RobotsFile.parse("\n".join(["User-agent: *", *r]).encode()) for r in (rules, shuffled))
    url = f"https://a.example{path}"
    assert first.verdict("Foo", url).allowed is second.verdict("Foo", url).allowed


@settings(max_examples=150, deadline=None)
@given(st.lists(RULES, max_size=8), PATTERNS, PATHS)
def test_another_disallow_never_allows(rules: list[str], pattern: str, path: str) -> None:
    """Adding a Disallow to a group can only forbid more, adding an Allow only less."""
    url = f"https://a.example{path}"

    def verdict(*more: str) -> bool:
        return RobotsFile.parse("\n".join(["User-agent: *", *rules, *more]).encode()).verdict("Foo", url).allowed

    assert verdict(f"Disallow: {pattern}") <= verdict() <= verdict(f"Allow: {pattern}")


@settings(max_examples=100, deadline=None)
@given(LINES, st.lists(OTHERS, max_size=4), PATHS, st.integers(0, 20))
def test_other_lines_change_no_verdict(lines: list[str], others: list[str], path: str, at: int) -> None:
    """Blank lines, comments and records of other standards put anywhere change nothing for anybody."""
    url = f"https://a.example{path}"
    mixed = [*lines[:at], *others, *lines[at:]]
    plain, full = (RobotsFile.parse("\n".join(these).encode()) for these in (lines, mixed))
    for agent in ("Foo", "Other"):
        assert plain.verdict(agent, url).allowed is full.verdict(agent, url).allowed


@settings(max_examples=100, deadline=None)
@given(LINES, PATHS, st.sampled_from(["\r", "\r\n", "\n\n", " # x\n"]))
def test_line_ends_are_equal(lines: list[str], path: str, end: str) -> None:
    """CR, CRLF, doubled line ends and trailing comments give the same verdict as LF."""
    url = f"https://a.example{path}"
    one, other = (RobotsFile.parse(how.join(lines).encode()) for how in ("\n", end))
    assert one.verdict("Foo", url).allowed is other.verdict("Foo", url).allowed


@settings(max_examples=150, deadline=None)
@given(PATTERNS.filter(bool), PATHS)
def test_an_encoded_url_is_the_same_url(pattern: str, path: str) -> None:
    """Writing an unreserved character of the URL as its %XX changes no verdict."""
    file = RobotsFile.parse(f"User-agent: *\nDisallow: {pattern}".encode())
    encoded = re.sub(r"(?<!%)(?<!%.)[ab]", lambda found: f"%{ord(found[0]):02x}", path)
    plain, other = (file.verdict("Foo", f"https://a.example{p}").allowed for p in (path, encoded))
    assert plain is other


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.text(max_size=30), st.text(max_size=60))
@example(b"user-agent:*\ndisallow:%", "*", "\ud800")
def test_any_octets_have_a_verdict(body: bytes, agent: str, url: str) -> None:
    """No body, agent or URL makes the reader raise, and a line it names holds the rule it quotes."""
    file = RobotsFile.parse(b"User-agent: *\nDisallow: /a\n" + body)
    verdict = file.verdict(agent, url)
    assert (verdict.line is None) is (verdict.rule is None)
    for other in (*verdict.other_lines, *file.other_lines):
        assert isinstance(other.value, str)
        assert other.number >= 3
