# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The library face: ``check`` for what the caller holds, ``Inquiry`` for the caller's own HTTP client."""

from __future__ import annotations

import pytest

import rightscheck
from rightscheck.errors import ProfileError, UsageError

PAGE = "<html><body><p>A walk along the dyke.</p><footer>All rights reserved. No AI training.</footer></body></html>"
URL = "https://dyke.example/walk"


class TestCheck:
    def test_a_page(self) -> None:
        """A page's own words are read, and each value names its evidence."""
        report = rightscheck.check(html=PAGE, url=URL)
        assert report.reuses["ai-train"].outcome is rightscheck.Outcome.DENIED
        assert report.reuses["tdm"].outcome is rightscheck.Outcome.UNCERTAIN
        assert report.evidence[report.reuses["ai-train"].evidence[0]].quote.startswith("No AI training")

    def test_left_out_is_not_given_and_none_is_absent(self) -> None:
        """An argument left out is listed as not given; None means looked for and absent, and is not listed."""
        left_out = rightscheck.check(html=PAGE, url=URL)
        absent = rightscheck.check(html=PAGE, url=URL, robots_txt=None, headers={})
        assert {"robots.txt", "headers"} <= set(left_out.not_given)
        assert not {"robots.txt", "headers"} & set(absent.not_given)

    def test_robots_of_the_agent_asked(self) -> None:
        """robots.txt is read for the agent that asks."""
        robots = "User-agent: mybot\nDisallow: /\n"
        assert rightscheck.check(html=PAGE, url=URL, robots_txt=robots).reuses["crawl"].stated == "silent"
        assert (
            rightscheck.check(html=PAGE, url=URL, robots_txt=robots, agent="mybot").reuses["crawl"].stated == "denied"
        )

    def test_wrong_arguments_are_named(self) -> None:
        """A type that cannot be read and a profile that does not exist are errors that name them."""
        with pytest.raises(UsageError, match="headers"):
            rightscheck.check(html=PAGE, headers=[("only-a-name",)])
        with pytest.raises(ProfileError, match="atlantis"):
            rightscheck.check(html=PAGE, profile="atlantis")

    def test_the_same_three_give_the_same_bytes(self) -> None:
        """Observation, rule set and date decide: asked twice, the contract form is equal."""
        assert rightscheck.check(html=PAGE, url=URL).rights() == rightscheck.check(html=PAGE, url=URL).rights()


class TestInquiry:
    def test_a_client_with_a_mapping_of_headers(self) -> None:
        """Headers may come as most clients hold them, as a mapping, and the report reads them."""
        inquiry = rightscheck.Inquiry(URL, agent="mybot")
        asked: list[str] = []
        while wanted := inquiry.wants():
            for request in wanted:
                asked.append(request.url)
                if request.url == URL:
                    headers = {"Content-Type": "text/html", "X-Robots-Tag": ["noai", "noindex"]}
                    inquiry.give(request, status=200, headers=headers, body=PAGE)
                else:
                    inquiry.give(request, status=404)
        report = inquiry.report()
        assert asked[0] == "https://dyke.example/robots.txt"
        assert report.reuses["search"].stated == "denied"
        assert report.not_given == ()

    def test_headers_of_another_shape_are_refused(self) -> None:
        """A header value that is no string is a usage error, not silence."""
        inquiry = rightscheck.Inquiry(URL)
        with pytest.raises(UsageError, match="headers"):
            inquiry.give(inquiry.wants()[0], status=200, headers=["x"])
