"""Calendar files: what they say is taken exactly, what cannot be taken is named."""

import datetime as dt
from pathlib import Path

import pytest

from bot import calendar_file, yaml_file
from bot.errors import StartFailed
from rollouts.drafts import Draft
from rollouts.feeds import Feed
from rollouts.integrations import Environment, Integration
from rollouts.news import DayOrder
from rollouts.releases import DocLink, Feature
from rollouts.servers import DEFAULT_SERVERS
from rollouts.usecases.calendar_file import Calendar

DOCUMENTED = """
servers:                      # optional; the two defaults otherwise
  - {key: standard, name: Standard Release server, former_name: Production}
  - {key: controlled, name: Controlled Release server, former_name: Enterprise, lag_days: 14}
integrations:
  - name: Acme LMS
    channel: C0ACME           # id, or #name
    owners: [U0ANA]
    environments: {production: controlled, test: standard}
releases:
  - name: "2026.11"
    title: Course player refresh
    affects_integrations: true
    dates: {standard: 2026-11-30, controlled: 2026-12-14}
    owner: U0ANA
    summary: The embedded course player gets a new navigation bar.
    ui_changes: [Navigation bar moves to the left]
    opt_ins: [{name: Offline mode, how_to_enable: "Settings > Player > Offline", enabled_by_default: false}]
    docs: [{title: Release notes, url: "https://vendor.example/releases/2026.11"}]
  - name: "2026.10"           # history
    title: Faster reports
    affects_integrations: false
    dates: {standard: 2026-10-26, controlled: 2026-11-09}
    live: {standard: 2026-10-26, controlled: 2026-11-10}
"""

CALENDAR = Calendar(
    servers=DEFAULT_SERVERS,
    integrations=(
        Integration(
            "Acme LMS",
            "C0ACME",
            ("U0ANA",),
            (Environment("production", "controlled"), Environment("test", "standard")),
        ),
    ),
    releases=(
        Draft(
            name="2026.11",
            title="Course player refresh",
            dates={"standard": dt.date(2026, 11, 30), "controlled": dt.date(2026, 12, 14)},
            summary="The embedded course player gets a new navigation bar.",
            ui_changes=("Navigation bar moves to the left",),
            opt_ins=(Feature("Offline mode", "Settings > Player > Offline", enabled_by_default=False),),
            docs=(DocLink("Release notes", "https://vendor.example/releases/2026.11"),),
            owner="U0ANA",
        ),
        Draft(
            name="2026.10",
            title="Faster reports",
            affects_integrations=False,
            dates={"standard": dt.date(2026, 10, 26), "controlled": dt.date(2026, 11, 9)},
            live={"standard": dt.date(2026, 10, 26), "controlled": dt.date(2026, 11, 10)},
        ),
    ),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "calendar.yml"


def refusal(file: Path) -> str:
    with pytest.raises(StartFailed) as refused:
        calendar_file.read(file)
    assert "Nothing was changed." in str(refused.value)
    return str(refused.value)


def test_the_documented_example_is_read_as_it_says(file: Path) -> None:
    file.write_text(DOCUMENTED, encoding="utf-8")

    assert calendar_file.read(file) == CALENDAR


def test_what_is_written_is_read_back_the_same(file: Path) -> None:
    file.write_text(calendar_file.write(CALENDAR), encoding="utf-8")

    assert calendar_file.read(file) == CALENDAR


def test_names_that_yaml_might_take_for_something_else_survive_the_round_trip(file: Path) -> None:
    draft = Draft(name="2026.10", title="yes", summary="2026-10-01", dates={"standard": dt.date(2026, 10, 1)})
    file.write_text(calendar_file.write(Calendar((), (), (draft,))), encoding="utf-8")

    assert calendar_file.read(file).releases == (draft,)


NO_FIELD = "is not a field of this entry"
RELEASE_FIELDS = "name, title, dates, live, affects_integrations, owner, summary, ui_changes, opt_ins, docs"
OPT_IN_FIELDS = "name, how_to_enable, enabled_by_default"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "releases: [{name: 2026.10, title: x}]",
            'release 2026.1, name: put it in quotes, such as "2026.10", or YAML reads it as a number',
        ),
        ("releases: [{name: a}]", "release a, title: is missing"),
        (
            "releases: [{name: a, title: b, colour: red}]",
            f"release a, colour: {NO_FIELD}. It may have {RELEASE_FIELDS}",
        ),
        (
            "releases: [{name: a, title: b, sumary: red}]",
            f"release a, sumary: {NO_FIELD}. Did you mean summary?",
        ),
        (
            "releases: [{name: a, title: b, standard: 2026-12-1}]",
            f"release a, standard: {NO_FIELD}. Write its day as dates: {{standard: 2026-12-1}}",
        ),
        (
            "releases: [{name: a, title: b, opt_ins: [{name: c, default: off}]}]",
            f"release a, opt_ins, entry 1, default: {NO_FIELD}. It may have {OPT_IN_FIELDS}",
        ),
        (
            "integrations: [{name: a, channel: b, environments: {}, owner: c}]",
            f"integration a, owner: {NO_FIELD}. Did you mean owners?",
        ),
        (
            "releases: [{name: a, title: b, dates: {standard: 2026-02-30}}]",
            "release a, dates.standard: there is no 2026-02-30",
        ),
        (
            "releases: [{name: a, title: b, dates: {standard: soon}}]",
            "release a, dates.standard: is not a date; write it like 2026-11-30",
        ),
        ("releases: [{title: b}]", "releases, entry 1, name: is missing"),
        ("releases: [3]", "releases, entry 1: must have fields, written as name: value"),
        ("releases: {a: b}", "releases: is not a list; begin each entry with a dash"),
        ("servers: [{key: beta, name: 7}]", "server 7, name: put it in quotes"),
        ("integrations: [{name: a, channel: b}]", "integration a, environments: is missing"),
        (
            "integrations: [{name: a, channel: b, environments: [standard]}]",
            "integration a, environments: must have fields, written as name: value",
        ),
        (
            "integrations: [{name: a, channel: b, environments: {production: 1}}]",
            "integration a, environments.production: put it in quotes",
        ),
        ("releases: [{name: a, title: yes}]", "release a, title: put it in quotes"),
        ("integration: []", "integration: is not known here"),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_entry_and_field(file: Path, text: str, problem: str) -> None:
    file.write_text(text, encoding="utf-8")

    first, *problems = refusal(file).splitlines()

    assert first == f"{file} cannot be imported. Nothing was changed."
    assert len(problems) == 1
    assert problems[0].strip().startswith(problem)


def test_every_problem_is_told_at_once(file: Path) -> None:
    file.write_text("releases: [{name: 1.5}, {name: b, titel: c}]", encoding="utf-8")

    assert len(refusal(file).splitlines()) == 5


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("releases:\n  - name: [", "line 2"),
        ("a: b: c", "line 1"),
        ("releases: []\nreleases: []", "line 2: “releases” appears twice"),
        ("releases: [{name: a, title: b,\n  title: c}]", "line 2: “title” appears twice"),
        ("? [a]\n: b", "line 1: a field's name must be a text"),
        ("!!python/object/apply:os.getcwd []", "line 1"),
        ("[" * 1000, "it cannot be understood"),
        ("\x01", "line 1: it has a sign that nobody can see"),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line(file: Path, text: str, where: str) -> None:
    file.write_text(text, encoding="utf-8")

    said = refusal(file)

    assert said.startswith(f"{file} is not valid YAML")
    assert where in said


def test_a_file_that_is_not_there_is_told(file: Path) -> None:
    assert refusal(file) == f"{file} cannot be read: No such file or directory. Nothing was changed."


def test_a_folder_is_told(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


@pytest.mark.parametrize("content", ["title: Größe".encode("latin-1"), bytes(range(1, 256))])
def test_what_is_not_utf_8_is_told(file: Path, content: bytes) -> None:
    file.write_bytes(content)

    assert refusal(file) == f"{file} is not UTF-8 text. Save it as UTF-8. Nothing was changed."


def test_a_file_that_is_too_large_is_not_even_read(file: Path) -> None:
    file.write_bytes(b"#" * (yaml_file.BYTES_MAX + 1))

    assert "is larger than 2 MB" in refusal(file)


def test_sources_are_read_and_written(tmp_path: Path) -> None:
    file = tmp_path / "calendar.yml"
    file.write_text(
        "sources:\n"
        "  - {name: Vendor, feed: 'https://vendor.example/releases.atom', day_order: day}\n"
        "  - {name: Other, feed: 'https://other.example/rss'}\n"
    )

    calendar = calendar_file.read(file)

    assert calendar.sources == (
        Feed("Vendor", "https://vendor.example/releases.atom", DayOrder.DAY),
        Feed("Other", "https://other.example/rss"),
    )
    file.write_text(calendar_file.write(calendar))
    assert calendar_file.read(file).sources == calendar.sources


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "{name: Vendor, feed: x, day_order: year}",
            "source Vendor, day_order: is none of day, month and ask",
        ),
        ("{name: Vendor, fed: x}", "source Vendor, fed: is not a field of this entry. Did you mean feed?"),
        ("{name: Vendor}", "source Vendor, feed: is missing"),
    ],
)
def test_a_source_that_cannot_be_read_says_where_and_why(tmp_path: Path, source: str, said: str) -> None:
    file = tmp_path / "calendar.yml"
    file.write_text(f"sources:\n  - {source}\n")

    with pytest.raises(StartFailed) as failed:
        calendar_file.read(file)

    assert said in str(failed.value)
