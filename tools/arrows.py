"""The picture of who imports whom in ARCHITECTURE.md, drawn from the imports themselves.

`python tools/arrows.py` draws it anew; with `--check` it only says whether it is still true. An arrow that
back makes a circle, which is refused in either case. grimp reads the imports, as it does for import-linter.
"""

import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from grimp import ImportGraph, build_graph

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "ARCHITECTURE.md"
ROOMS = ("bot", "handlers", "scheduling", "storage", "views", "rollouts")
IN_PARTS = ("rollouts", "views")
"""Rooms whose folders stand one above the other; the folders of the others are one thing."""
BEGIN, END = "```mermaid\n", "```\n"

Arrows = dict[str, set[str]]


def main() -> int:
    """Draw or check; the exit code says how it went."""
    try:
        picture = drawn(needed(arrows(build_graph(*ROOMS))))
    except CycleError as circle:
        sys.stderr.write(f"Imports run in a circle: {' -> '.join(circle.args[1])}\n")
        return 1
    text = PICTURE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    redrawn = f"{before}{BEGIN}{picture}{END}{after}"
    if "--check" not in sys.argv[1:]:
        PICTURE.write_text(redrawn, encoding="utf-8")
    elif redrawn != text:
        sys.stderr.write("ARCHITECTURE.md: the picture of the arrows is no longer true. Run: make arrows\n")
        return 1
    return 0


def arrows(graph: ImportGraph) -> Arrows:
    """Return for each folder the folders it imports."""
    found: Arrows = {}
    for module in graph.modules:
        folder = _folder(module, graph)
        found.setdefault(folder, set()).update(
            _folder(imported, graph) for imported in graph.find_modules_directly_imported_by(module)
        )
    return {folder: imported - {folder} for folder, imported in found.items()}


def _folder(module: str, graph: ImportGraph) -> str:
    room, *below = module.split(".")
    is_in_folder = room in IN_PARTS and below and graph.find_children(f"{room}.{below[0]}")
    return f"{room}/{below[0]}" if is_in_folder else room


def needed(arrows: Arrows) -> Arrows:
    """Leave out each arrow that others lead along already.

    Raises:
        CycleError: some arrow runs back.
    """
    reach: Arrows = {}
    for folder in TopologicalSorter(arrows).static_order():
        reach[folder] = arrows.get(folder, set()).union(*(reach[to] for to in arrows.get(folder, ())))
    return {
        folder: {to for to in imported if not any(to in reach[other] for other in imported)}
        for folder, imported in arrows.items()
    }


def drawn(arrows: Arrows) -> str:
    """Write the arrows as a flowchart, which GitHub draws."""
    lines = [f"    {folder} --> {to}" for folder in sorted(arrows) for to in sorted(arrows[folder])]
    return "\n".join(["flowchart TD", *lines, ""])


if __name__ == "__main__":
    sys.exit(main())
