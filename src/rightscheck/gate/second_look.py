# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A sample of a run read again by the single-page reader, so that a run itself says whether its fast reader drifts.

Which records are drawn hangs on their pages alone: the same input gives the same sample, however it is split.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rightscheck.markup.read import Engine
from rightscheck.model import Form, Found

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rightscheck.gate.judging import Judging
    from rightscheck.rights import Report


def agrees(report: Report, record: Mapping[str, Any], judging: Judging) -> bool | None:
    """Whether BeautifulSoup gives this record the same decisions; None for a record that is not drawn or no page."""
    seen = report.observation
    if not judging.audit_sample or seen.form is not Form.HTML or not isinstance(seen.body, Found):
        return None
    page = seen.body.body
    raw = page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass")
    if zlib.crc32(raw) % judging.audit_sample:
        return None
    again = replace(judging, engine=Engine.SOUP, audit_sample=0).record(record).report
    return again.decisions == report.decisions
