# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Prose: find and read rights notices in natural language."""

from __future__ import annotations

from rightscheck.notices.reader import READER

__all__ = ["READER"]
