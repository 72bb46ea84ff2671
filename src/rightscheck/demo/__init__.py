# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The embedded sites, served over loopback HTTP: what ``rightscheck demo`` audits (issue 3, point 4).

The audit meets them as it meets the web: by name, over a socket, with nothing replaced but the resolver.
"""

from __future__ import annotations

from rightscheck.demo.server import Demo, serve
from rightscheck.demo.sites import Answer, Site, read_sites

__all__ = ["Answer", "Demo", "Site", "read_sites", "serve"]
