# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""One thin module per command; each is loaded when it is called."""

from rightscheck.cli.app import main

__all__ = ["main"]
