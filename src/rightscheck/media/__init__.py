# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Files that are subjects themselves, an image, a PDF, an EPUB, a feed: from bytes to what they say of rights."""
