# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""HTML to page facts: one event handler, fed by a BeautifulSoup tree or by the bulk parser."""
