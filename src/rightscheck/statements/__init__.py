# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What signals mean: each standard's own precedence, licence terms, settling."""
