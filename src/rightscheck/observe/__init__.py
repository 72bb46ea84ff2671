# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What was seen: the Inquiry (what to ask next, no I/O), live over httpx, parts and stand-ins."""
