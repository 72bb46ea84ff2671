# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""One JSON object per URL: ``url``, ``final_url``, ``status`` beside ``rights`` (design.md §5, Record out).

The row of an asset has ``asset_of``, the page it belongs to; no other row has that key. A row with an answer that is
conditional on credit has ``attribution``: the text to paste, and its parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from rightscheck.gate.malformed import whole
from rightscheck.report.attribution import attribution_of

if TYPE_CHECKING:
    from rightscheck.report.entry import Row
    from rightscheck.resources import RuleData


def json_row(row: Row, rules: RuleData) -> bytes:
    """The row as a line of JSON with its line end; all ten uses whatever was asked."""
    credit = attribution_of(row.report, rules)
    return orjson.dumps(
        {
            "url": None if row.url is None else whole(row.url),
            "final_url": row.final_url,
            "status": row.status,
            **({} if row.asset_of is None else {"asset_of": whole(row.asset_of)}),
            "rights": row.report.rights(),
            **({} if credit is None else {"attribution": credit.as_json()}),
        },
        option=orjson.OPT_APPEND_NEWLINE,
    )
