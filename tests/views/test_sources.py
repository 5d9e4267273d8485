"""What the sources of the views show without being run: no markup, and templates given what they speak of."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

VIEWS = Path(__file__).parent.parent.parent / "views"
FILES = sorted(VIEWS.rglob("*.py"))

MARKUP = re.compile(r"<!date|<!subteam|<[@#]|<https?:|&(amp|lt|gt);|\*|`")
"""What means something to Slack, in what it is given."""


def strings(file: Path) -> Iterator[ast.Constant]:
    """Yield all text of a module but its docstrings, which nobody is shown."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    unseen = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in unseen:
            yield node


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


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(VIEWS).as_posix())
def test_no_markup_of_a_chat_system_stands_in_a_view(file: Path) -> None:
    found = [f"{file.name}:{text.lineno}" for text in strings(file) if MARKUP.search(str(text.value))]
    assert not found, "Text from people and commands have parts of their own: see views/inlines.py."


def test_markup_would_be_found(tmp_path: Path) -> None:
    view = tmp_path / "view.py"
    view.write_text('"""*Fine* here."""\nbold = "*bold*"\nasks = f"<@{0}> asks"\n')
    assert [bool(MARKUP.search(str(text.value))) for text in strings(view)].count(True) == 2
