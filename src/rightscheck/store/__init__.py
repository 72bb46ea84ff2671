# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What is kept on disk between runs: the policies of sites, by site and by the day they were fetched."""
