# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The house rules that no linter knows: imports run one way, and each outside library stays in its room."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[2] / "src" / "rightscheck"

#: From the ground up; a module may import its own layer and those below.
LAYERS = (
    {"model"},
    {"errors"},
    {"resources", "urls"},
    {"markup", "media", "sources"},
    {"signals"},
    {"notices"},
    {"statements"},
    {"duties", "missing", "observe", "rules", "store"},
    {"rights"},
    {"judge"},
    {"asking", "assets", "audit", "gate"},
    {"checking", "demo", "integrations", "report"},
    {"cli"},
    {"__main__"},
)
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}

#: Which rooms may import an outside library.
HOMES = {
    "httpx": {"observe"},
    "httpcore": {"observe"},
    "rich": {"cli", "report"},
    "bs4": {"markup"},
    "turbohtml": {"markup"},
    "c2pa": {"media"},
    "pikepdf": {"media"},
    "robotexclusionrulesparser": {"signals"},
    "click": {"cli"},
    "fastwarc": {"sources"},
    "pyarrow": {"gate", "integrations", "sources", "store"},
    "datasets": {"integrations"},
    "datatrove": {"integrations"},
    "pyspark": {"integrations"},
    "ray": {"integrations"},
}


def modules() -> Iterator[tuple[str, str, ast.Module]]:
    """Each source file as (room, path, tree); the public face in ``__init__`` may name every room."""
    for path in sorted(SOURCE.rglob("*.py")):
        relative = path.relative_to(SOURCE)
        if relative.parts == ("__init__.py",):
            continue
        room = relative.parts[0].removesuffix(".py")
        yield room, str(relative), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """Every imported module, those for type checking too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_every_room_has_a_layer() -> None:
    """A new room takes its place in the order of imports before anything may use it."""
    assert {room for room, _, _ in modules()} <= set(LEVEL)


@pytest.mark.parametrize(("room", "path", "tree"), list(modules()), ids=lambda v: v if isinstance(v, str) else "")
def test_imports_run_one_way(room: str, path: str, tree: ast.Module) -> None:
    """No module imports a layer above its own, not even for type checking."""
    for name in imported(tree):
        if name.startswith("rightscheck."):
            other = name.split(".")[1]
            assert LEVEL[other] <= LEVEL[room], f"{path} imports {name}"


@pytest.mark.parametrize(("room", "path", "tree"), list(modules()), ids=lambda v: v if isinstance(v, str) else "")
def test_outside_libraries_stay_in_their_room(room: str, path: str, tree: ast.Module) -> None:
    """HTTP is spoken only in observe, HTML read only in markup, tables drawn only in cli and report."""
    for name in imported(tree):
        homes = HOMES.get(name.split(".")[0])
        assert homes is None or room in homes, f"{path} imports {name}"
        if name.split(".")[0] == "rich" and room == "report":
            assert "terminal" in path, f"{path} imports {name}"


@pytest.mark.parametrize(("room", "path", "tree"), list(modules()), ids=lambda v: v if isinstance(v, str) else "")
def test_rooms_are_small(room: str, path: str, tree: ast.Module) -> None:
    """No file is over 400 lines and no function over 50, so that each reads in one sitting."""
    assert room
    assert len((SOURCE / path).read_text(encoding="utf-8").splitlines()) <= 400, path
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 50, f"{path}: {node.name} has {length} lines"
