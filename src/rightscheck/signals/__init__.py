# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""One module per standard: its parser, its site files, what it wants, Observation to Signals."""
