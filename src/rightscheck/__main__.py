# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``python -m rightscheck`` is the same command as ``rightscheck``."""

from __future__ import annotations

from rightscheck.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
