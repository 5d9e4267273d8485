"""Templates are written out in the code, and are given what they speak of: seen without running them."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

VIEWS = Path(__file__).parent.parent.parent / "views"
FILES = sorted(VIEWS.rglob("*.py"))


def calls(file: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
            yield node


def is_of_a_table(template: ast.expr) -> bool:
    """Whether it is taken from a table of templates, such as `_DONE[kind]`."""
    return (
        isinstance(template, ast.Subscript)
        and isinstance(template.value, ast.Name)
        and template.value.id.isupper()
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(VIEWS).as_posix())
def test_every_template_is_written_out_and_given_exactly_its_names(file: Path) -> None:
    for call in calls(file):
        at = f"{file.name}:{call.lineno}"
        (template,) = call.args
        if is_of_a_table(template):
            continue
        assert isinstance(template, ast.Constant), at
        holes = {name for _, name, _, _ in Formatter().parse(str(template.value)) if name is not None}
        assert holes == {value.arg for value in call.keywords}, at
