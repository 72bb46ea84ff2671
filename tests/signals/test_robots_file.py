# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""robots.txt: verdicts with their line, by RFC 9309 and by the choices design.md makes where the RFC is open."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from rightscheck.signals.robots_file import RobotsFile
from rightscheck.signals.robots_grammar import LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def robots(*lines: str) -> RobotsFile:
    """A file of these lines."""
    return RobotsFile.parse("\n".join(lines).encode())


def allowed(file: RobotsFile, agent: str, path: str) -> bool:
    """What the file says to the agent about a path of one site."""
    return file.verdict(agent, f"https://a.example{path}").allowed


def test_the_shared_vectors_of_the_rfc(shared: Callable[[str], Path]) -> None:
    """Every vector derived from the text of RFC 9309 comes out as the RFC says."""
    vectors = json.loads(shared("vectors/robots.json").read_text(encoding="utf-8"))
    wrong = [
        v["id"]
        for v in vectors
        if RobotsFile.parse(v["robots"].encode("latin-1" if v.get("latin1") else "utf-8", "surrogateescape"))
        .verdict(v["agent"], v["url"])
        .allowed
        != v["allowed"]
    ]
    assert wrong == []


MERGED = (
    "allow: /foo/bar/",
    "",
    "user-agent: FooBot",
    "disallow: /",
    "allow: /x/",
    "user-agent: BarBot",
    "disallow: /",
    "allow: /y/",
    "",
    "",
    "allow: /w/",
    "user-agent: BazBot",
    "",
    "user-agent: FooBot",
    "allow: /z/",
    "disallow: /",
)

#: reference signals.md §3, REP-01 to REP-20: file, agent, path, allowed. REP-18 follows the RFC.
REP = [
    (("user-agent: FooBot", "disallow: /"), "FooBot", "/x/y", False),
    (("foo: FooBot", "bar: /"), "FooBot", "/x/y", True),
    (MERGED, "FooBot", "/x/b", True),
    (MERGED, "FooBot", "/z/d", True),
    (MERGED, "FooBot", "/y/c", False),
    (MERGED, "FooBot", "/foo/bar/", False),
    (MERGED, "BarBot", "/y/c", True),
    (MERGED, "BarBot", "/w/a", True),
    (MERGED, "BarBot", "/z/d", False),
    (MERGED, "BazBot", "/z/d", True),
    (MERGED, "BazBot", "/foo/bar/", False),
    (("User-agent: BarBot", "Sitemap: https://a.example/s", "User-agent: *", "Disallow: /"), "FooBot", "/", False),
    (("User-agent: BarBot", "Sitemap: https://a.example/s", "User-agent: *", "Disallow: /"), "BarBot", "/", False),
    (("User-agent: FooBot", "Invalid-Unknown-Line: x", "User-agent: *", "Disallow: /"), "FooBot", "/", False),
    (("uSeR-aGeNt: FooBot", "AlLoW: /x/", "dIsAlLoW: /"), "FooBot", "/x/y", True),
    (("uSeR-aGeNt: FooBot", "AlLoW: /x/", "dIsAlLoW: /"), "FooBot", "/a/b", False),
    (("user-agent: *", "allow: /", "user-agent: FooBot", "disallow: /"), "FooBot", "/x/y", False),
    (("user-agent: *", "allow: /", "user-agent: FooBot", "disallow: /"), "BarBot", "/x/y", True),
    (("user-agent: FooBot", "allow: /", "user-agent: BarBot", "disallow: /"), "QuxBot", "/x/y", True),
    (("user-agent: FooBot", "disallow: /X/"), "FooBot", "/x/y", True),
    (("user-agent: FooBot", "disallow: /x/page.html", "allow: /x/"), "FooBot", "/x/page.html", False),
    (("user-agent: FooBot", "allow: /x/page.html", "disallow: /x/"), "FooBot", "/x/page.html", True),
    (("user-agent: FooBot", "allow: /x/page.html", "disallow: /x/"), "FooBot", "/x/", False),
    (("user-agent: FooBot", "disallow: ", "allow: "), "FooBot", "/x", True),
    (("user-agent: FooBot", "disallow: /", "allow: /"), "FooBot", "/x", True),
    (("user-agent: FooBot", "allow: /page", "disallow: /*.html"), "FooBot", "/page.html", False),
    (("user-agent: FooBot", "allow: /page", "disallow: /*.html"), "FooBot", "/page", True),
    (("user-agent: FooBot", "allow: /x/page.", "disallow: /*.html"), "FooBot", "/x/page.html", True),
    (("user-agent: FooBot", "allow: /x/page.", "disallow: /*.html"), "FooBot", "/x/y.html", False),
    (("User-agent: *", "Disallow: /x/", "User-agent: FooBot", "Disallow: /y/"), "FooBot", "/x/page", True),
    (("User-agent: *", "Disallow: /x/", "User-agent: FooBot", "Disallow: /y/"), "FooBot", "/y/page", False),
    (("User-agent: FooBot", "Disallow: /", "Allow: /foo/bar/ツ"), "FooBot", "/foo/bar/%E3%83%84", True),
    (("User-agent: FooBot", "Disallow: /", "Allow: /foo/bar/%62%61%7A"), "FooBot", "/foo/bar/baz", True),
    (("User-agent: FooBot", "Disallow: /foo/bar$", "Allow: /foo/bar/qux"), "FooBot", "/foo/bar", False),
    (("User-agent: FooBot", "Disallow: /foo/bar$", "Allow: /foo/bar/qux"), "FooBot", "/foo/bar/baz", True),
    (("User-agent: FooBot", "Disallow: /foo/quz#qux", "Allow: /"), "FooBot", "/foo/quz", False),
]


@pytest.mark.parametrize(("lines", "agent", "path", "verdict"), REP)
def test_the_vectors_of_the_catalogue(lines: tuple[str, ...], agent: str, path: str, verdict: bool) -> None:  # noqa: FBT001  # the expected value
    """Each REP row of the signal catalogue comes out as written."""
    assert allowed(robots(*lines), agent, path) is verdict


class TestTheProof:
    def test_the_deciding_line_is_quoted_with_its_number(self) -> None:
        """A verdict names the line that decided, as written, its comment included."""
        verdict = robots("# hello", "User-agent: Foo", "  Disallow: /a # why").verdict("foo", "https://a.example/a/b")
        assert (verdict.allowed, verdict.line, verdict.rule) == (False, 3, "Disallow: /a # why")
        assert [(line.number, line.raw) for line in verdict.group] == [(2, "User-agent: Foo")]

    def test_crlf_counts_as_one_line_end(self) -> None:
        """Line numbers are those an editor shows, whatever the line ends."""
        file = RobotsFile.parse(b"User-agent: *\r\n\r\nDisallow: /a\rAllow: /b\n\nDisallow: /c")
        assert [file.verdict("x", f"https://a.example/{p}").line for p in "abc"] == [3, 4, 6]

    def test_no_rule_no_line(self) -> None:
        """Where no rule matches there is no deciding line, though a group binds."""
        verdict = robots("User-agent: *", "Disallow: /a").verdict("Foo", "https://a.example/b")
        assert (verdict.allowed, verdict.line, verdict.rule, verdict.token) == (True, None, None, "*")

    def test_nobody_is_bound_without_a_group(self) -> None:
        """A file that names others only binds the rest to nothing."""
        verdict = robots("User-agent: Bar", "Disallow: /").verdict("Foo", "https://a.example/b")
        assert (verdict.allowed, verdict.token, verdict.group) == (True, None, ())

    def test_lines_of_other_standards_come_with_their_group(self) -> None:
        """A verdict brings the unknown lines of its groups, then those above every group."""
        file = robots(
            "License: https://a.example/l.xml",
            "User-agent: Foo",
            "Content-Signal: ai-train=no # they said",
            "User-agent: Bar",
            "Disallow: /",
            "User-agent: Baz",
            "Content-Usage: train-ai=n",
        )
        lines = file.verdict("foo", "https://a.example/").other_lines
        assert [(o.number, o.key, o.value, o.grouped, o.agents) for o in lines] == [
            (3, "content-signal", "ai-train=no", True, ("foo", "bar")),
            (1, "license", "https://a.example/l.xml", False, ()),
        ]
        assert lines[0].raw == "Content-Signal: ai-train=no # they said"
        assert [o.number for o in file.other_lines] == [1, 3, 7]


class TestTokens:
    def test_any_user_agent_line_ends_the_rules_above(self) -> None:
        """A token out of the grammar opens a group that binds nobody; its rules never fall to the group above."""
        file = robots("User-agent: *", "Disallow: /in", "", "User-agent: Perplexity\u2011User", "Disallow: /")
        assert allowed(file, "Foo", "/x")
        assert allowed(file, "Perplexity", "/x")
        assert not allowed(file, "Foo", "/in")

    @pytest.mark.parametrize("token", ["AI2Bot", "img2dataset", "5emeRue", "cohere-ai", "some.bot", "A_b"])
    def test_digits_and_dots_make_tokens(self, token: str) -> None:
        """The tokens that operators really use bind, digits and dots included."""
        assert not allowed(robots(f"User-agent: {token}", "Disallow: /"), token.upper(), "/x")

    def test_the_value_is_read_up_to_the_first_space(self) -> None:
        """An agent written with a space binds by its first word, on both sides."""
        file = robots("User-agent: Kangaroo Bot", "Disallow: /")
        assert not allowed(file, "Kangaroo", "/x")
        assert not allowed(file, "Kangaroo Bot", "/x")
        assert allowed(file, "Bot", "/x")

    def test_a_version_is_no_part_of_the_token(self) -> None:
        """``GPTBot/1.2`` and ``GPTBot`` are one agent."""
        assert not allowed(robots("User-agent: GPTBot/1.0", "Disallow: /"), "GPTBot", "/x")
        assert not allowed(robots("User-agent: GPTBot", "Disallow: /"), "GPTBot/1.2", "/x")

    @pytest.mark.parametrize("value", ["", "   ", "*bot", "*\u00a0", "Foo,", "Foo*", "/1.0", "(Foo)"])
    def test_a_value_out_of_the_grammar_names_nobody_and_is_told(self, value: str) -> None:
        """Such a line is a diagnostic with its number, and nobody is bound by its group."""
        file = robots(f"User-agent: {value}", "Disallow: /")
        assert allowed(file, "Foo", "/x")
        assert [(d.code, d.line) for d in file.diagnostics] == [("robots-agent-out-of-grammar", 1)]

    def test_a_foreign_hyphen_is_named(self) -> None:
        """The diagnostic names the character that nobody can see."""
        file = robots("User-agent: Perplexity\u2011User", "Disallow: /")
        assert "U+2011" in file.diagnostics[0].text

    def test_a_run_of_agents_that_goes_on_is_told(self) -> None:
        """Who writes a signal between two agents may think them apart: they are one group, and the line is named."""
        file = robots("User-agent: *", "Content-Signal: ai-train=no", "", "User-agent: GPTBot", "Disallow: /")
        assert not allowed(file, "Foo", "/x")
        assert [(d.code, d.line) for d in file.diagnostics] == [("robots-run-goes-on", 2)]

    def test_names_gives_the_lines_of_the_own_token_only(self) -> None:
        """``names`` tells whether a file speaks of an agent itself, in every group that does."""
        file = robots("User-agent: GPTBot", "Disallow: /", "User-agent: *", "Allow: /", "User-agent: gptbot")
        assert [line.number for line in file.names("GPTBot")] == [1, 5]
        assert file.names("Foo") == ()
        assert file.tokens == ("gptbot", "*")


class TestLenience:
    @pytest.mark.parametrize(
        "line",
        [
            "Disallow /a",
            "disallow\t/a",
            "Dissallow: /a",
            "disalow: /a",
            "DIASLLOW: /a",
            "disallaw : /a",
            "Dissalow:/a",
        ],
    )
    def test_a_missing_colon_and_common_typos_are_rules(self, line: str) -> None:
        """What Google's parser takes for Disallow is one here, too."""
        assert not allowed(robots("Useragent: Foo", line), "Foo", "/a")

    @pytest.mark.parametrize("line", ["Disallow /a b", "DisallowAITraining: /a", "X-Disallow: /a", "NoDisallow: /a"])
    def test_other_keys_are_no_rules(self, line: str) -> None:
        """Keys are compared whole; words that are no key and value are no rule."""
        assert allowed(robots("User-agent: Foo", line), "Foo", "/a")

    @pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xef\xbb", b"\xef"])
    def test_a_byte_order_mark_is_skipped_even_in_part(self, mark: bytes) -> None:
        """The first group survives a byte-order mark."""
        assert not allowed(RobotsFile.parse(mark + b"User-agent: Foo\nDisallow: /"), "Foo", "/a")

    @pytest.mark.parametrize("mark", [b"\xef\x11\xbf", b"\xbb\xbf"])
    def test_what_is_no_byte_order_mark_is_not_skipped(self, mark: bytes) -> None:
        """Other octets before the first key make it another key."""
        assert allowed(RobotsFile.parse(mark + b"User-agent: Foo\nDisallow: /"), "Foo", "/a")

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
    def test_utf_16_with_its_mark_is_decoded(self, encoding: str) -> None:
        """A file saved as UTF-16 by an editor says what it says."""
        text = "User-agent: *\r\nDisallow: /städte"
        mark = "" if encoding == "utf-16" else "\ufeff"
        file = RobotsFile.parse((mark + text).encode(encoding))
        assert not allowed(file, "Foo", "/st%C3%A4dte/x")

    def test_nul_around_words_is_blank(self) -> None:
        """NUL octets around keys and values hide no rule."""
        assert not allowed(RobotsFile.parse(b"\0User-agent\0:\0Foo\0\n\0Disallow:\0/a\0\n"), "Foo", "/a")

    def test_rules_above_the_first_group_bind_nobody_and_are_told(self) -> None:
        """Such rules are ignored, with a diagnostic for each."""
        file = robots("Disallow: /", "User-agent: *", "Allow: /a")
        assert allowed(file, "Foo", "/x")
        assert [(d.code, d.line) for d in file.diagnostics] == [("robots-rule-before-group", 1)]

    def test_html_in_place_of_the_file_parses_to_nothing(self) -> None:
        """A page is no rule set; parsing it does not fail."""
        page = b"<!DOCTYPE html>\n<html><body>\n  User-agent: *<br>\n Disallow: /<br>\n</body></html>"
        assert allowed(RobotsFile.parse(page), "Foo", "/x")


class TestPaths:
    @pytest.mark.parametrize(
        ("url", "verdict"),
        [
            ("https://a.example", False),
            ("https://a.example?q", False),
            ("a.example/x", False),
            ("//a.example/x", False),
            ("/x", False),
            ("", False),
            ("http://[::1/x", False),
            ("https://a.example/\ud800", False),
            ("https://a.example/robots.txt", True),
            ("/robots.txt", True),
            ("https://a.example/robots.txt#x", True),
            ("https://a.example/robots.txt?x", False),
            ("https://a.example/a/robots.txt", False),
        ],
    )
    def test_any_spelling_of_a_url_has_a_path(self, url: str, verdict: bool) -> None:  # noqa: FBT001  # the expected value
        """Absolute, without scheme, a bare path or broken: every URL has a verdict; the file itself is open."""
        assert robots("User-agent: *", "Disallow: /").verdict("Foo", url).allowed is verdict

    @pytest.mark.parametrize(
        ("pattern", "path", "match"),
        [
            ("/a%3ab", "/a:b", True),
            ("/a:b", "/a%3Ab", True),
            ("/a%2fb", "/a/b", False),
            ("/a%3fb", "/a?b", False),
            ("/a?b=%2f", "/a?b=/", True),
            ("/a?b=%3F", "/a?b=?", True),
            ("/*?b=%2F", "/a?b=/", True),
            ("/%", "/%25", True),
            ("/%zz", "/%25zz", True),
            ("/a b", "/a%20b", True),
            ("/a%20b", "/a b", True),
            ('/"', "/%22", True),
            ("/%7e%5F%2d%2E", "/~_-.", True),
            ("/*A", "/é", False),
            ("/*A9", "/%A9", False),
            ("/*%A9", "/é", True),
            ("*b$", "/ab", True),
            ("*b$", "/abc", False),
            ("*", "/", True),
            ("$", "/", False),
            ("/$", "/", True),
            ("/*$", "/anything", True),
            ("/a*a$", "/a", False),
            ("/a*a$", "/aa", True),
            ("a", "/a", False),
            ("/a$$", "/a$", True),
            ("/a$$", "/a", False),
        ],
    )
    def test_patterns(self, pattern: str, path: str, match: bool) -> None:  # noqa: FBT001  # the expected value
        """Percent-encoding, wildcards and anchors as the module's docstring says."""
        assert allowed(robots("User-agent: *", f"Disallow: {pattern}"), "Foo", path) is not match

    def test_length_counts_the_common_form(self) -> None:
        """An encoded and a raw spelling of one path are equally long, so they tie and Allow wins."""
        file = robots("User-agent: *", "Disallow: /%63%61%66%C3%A9", "Allow: /café")
        assert allowed(file, "Foo", "/caf%c3%a9")


class TestLimits:
    def test_a_partial_line_at_the_limit_is_dropped(self) -> None:
        """A rule cut in two would say something else; it says nothing, and the cut is told."""
        head = b"User-agent: *\n"
        body = head + b"#" * (LIMIT - len(head) - len(b"\nDisallow: /")) + b"\nDisallow: /private"
        file = RobotsFile.parse(body)
        assert allowed(file, "Foo", "/x")
        assert [d.code for d in file.diagnostics] == ["robots-cut"]

    def test_a_line_that_ends_at_the_limit_counts(self) -> None:
        """The last whole line within 500 KiB binds."""
        head = b"User-agent: *\n"
        rule = b"\nDisallow: /x"
        body = head + b"#" * (LIMIT - len(head) - len(rule)) + rule
        assert not allowed(RobotsFile.parse(body), "Foo", "/x")
        assert not allowed(RobotsFile.parse(body + b"\n# more"), "Foo", "/x")
        assert allowed(RobotsFile.parse(body + b"y\n# more"), "Foo", "/x")

    @pytest.mark.parametrize("unit", [b"\n", b"\r", b"Disallow: /*a*b*c$\n", b"User-agent: a\n", b"x", b"\xff\x00:"])
    def test_fifty_megabytes_are_read_as_five_hundred_kilobytes(self, unit: bytes) -> None:
        """Any flood is cut first, and a verdict still comes."""
        flood = unit * (50_000_000 // len(unit))
        assert RobotsFile.parse(flood).verdict("Foo", "https://a.example/x").allowed

    def test_wildcard_bombs_burn_nothing(self) -> None:
        """Patterns that make backtracking matchers run for minutes are matched in one pass."""
        file = robots("User-agent: *", "Disallow: /" + "*a" * 2000 + "b$", "Disallow: /" + "a*" * 500 + "c")
        assert allowed(file, "Foo", "/" + "a" * 100_000)

    def test_stacked_agents_cost_no_square(self) -> None:
        """Thousands of agents above thousands of rules are read, and each is bound."""
        agents = [f"User-agent: bot{n}" for n in range(8_000)]
        file = robots(*agents, *(f"Disallow: /{n}/" for n in range(8_000)))
        assert not allowed(file, "bot7999", "/7999/x")

    def test_diagnostics_of_a_kind_are_few(self) -> None:
        """A broken file does not fill the report."""
        assert len(robots(*["Disallow: /"] * 1_000).diagnostics) == 20
