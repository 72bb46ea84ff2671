# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Thin adapters over the kernel, one module per engine; each needs the extra that brings its engine."""
