"""The pages: every link leads somewhere, they build without a warning, and load nothing from elsewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, ROOT, broken
from tools import tables


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    assert list(broken(page)) == []


def test_a_link_to_a_missing_page_or_heading_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# A heading\n\n[a](#a-heading) [b](#none) [c](none.md) [d](page.md#a-heading) [e](https://e.example)"
    )

    assert [each.partition(": ")[2] for each in broken(page)] == ["#none", "none.md"]


@pytest.mark.parametrize("name", tables.TABLES)
def test_the_tables_in_the_pages_are_those_of_the_code(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")

    assert tables.written(text, tables.TABLES[name]()) == text, "Write them anew: python tools/tables.py"


@pytest.mark.deep
def test_the_pages_build_without_a_warning_and_load_nothing_from_elsewhere(tmp_path: Path) -> None:
    building = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--conf-dir", "docs", "."]

    built = subprocess.run(  # noqa: S603 - our own words
        [*building, str(tmp_path)], cwd=ROOT, check=False, capture_output=True, text=True
    )

    assert (built.returncode, built.stderr) == (0, "")
    for page in tmp_path.rglob("*.html"):
        text = page.read_text()
        loaded = re.findall(r'<(?:script|link|img|source)[^>]*(?:src|href|srcset)="([^"]+)"', text)
        here = [address for address in re.findall(r'<img[^>]*src="([^"]+)"', text) if "://" not in address]
        assert [each for each in here if not (page.parent / each).is_file()] == [], page.name
        assert [address for address in loaded if re.match(r"(?:https?:)?//", address)] == [], page.name
    for style in tmp_path.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(?:https?:)?//|@import", style.read_text()), style.name
