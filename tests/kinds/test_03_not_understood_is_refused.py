"""What is not understood is refused where it stands, with what to do; nothing is guessed."""
# ruff: noqa: RUF001 - the signs that look alike are what is tested

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot import calendar_file
from bot.errors import StartFailed
from bot.settings import Settings
from handlers import forms
from rollouts import texts
from rollouts.refusals import Fault, Problem
from rollouts.releases import DocLink, Feature
from rollouts.typed_lines import default_of, doc_link, opt_in
from rollouts.usecases.calendar_file import Calendar
from slack_simulator import Message, View
from slack_simulator.testing import Submitted
from tests.support import story
from tests.support.command_line import Types
from tests.support.forms import ready_form
from tests.support.world import World, open_world

# Opt-in lines

OFF = (
    *(
        "off",
        "Off.",
        "OFF",
        "off by default",
        "disabled",
        "disabled by default",
        "Disabled by default.",
        "no",
    ),
    *("false", "opt-in", "opt–in", "Opt in", "not enabled", "default: off", "by default off", "turned off"),
    *("switched off by default", "is off by default", "(off)", "“off”", "off (default)", "off, by default"),
    *("inactive", "ships disabled", "ｏｆｆ", "off\u00a0by  default", "0", "n"),
    *("default=off", "Default:off", "default – off", "off - by default", "defaults to off", "initially off"),
    *("the default is off", "default setting: off", "isn’t on", "not yet on", "never on", "*off*", "`off`"),
    *("enabled: no", "enabled by default: false", "enabled_by_default = no", "needs opt-in", "opt-in only"),
)
ON = (
    *(
        "on",
        "On.",
        "ON",
        "on by default",
        "enabled",
        "enabled by default",
        "yes",
        "true",
        "opt-out",
        "active",
    ),
    *("not disabled", "default is on", "default: enabled", "turned on", "(on)", "on (default)", "1", "y"),
    *("default=on", "defaults to on", "initially on", "isn't off", "never off", "*on*", "enabled: yes"),
)
UNCLEAR = (
    "maybe",
    "soon",
    "off for admins",
    "on/off",
    "aus",
    "?",
    "-",
    "o",
    "onn",
    "disabled enabled",
    "50 %",
    "no off",
    "not not on",
    "on? ",
    "~on~",
    "by default",
    "on not",
    "enabled: no, on",
)


@pytest.mark.parametrize("words", OFF)
def test_each_way_of_writing_off_is_off(words: str) -> None:
    line = f"Offline mode | Settings > Player | {words}"
    assert opt_in(line) == Feature("Offline mode", "Settings > Player", enabled_by_default=False)
    assert opt_in(f"Offline mode | {words}") == Feature("Offline mode", "", enabled_by_default=False)


@pytest.mark.parametrize("words", ON)
def test_each_way_of_writing_on_is_on(words: str) -> None:
    line = f"Offline mode | Settings > Player | {words}"
    assert opt_in(line) == Feature("Offline mode", "Settings > Player", enabled_by_default=True)
    assert opt_in(f"Offline mode | {words}") == Feature("Offline mode", "", enabled_by_default=True)


@pytest.mark.parametrize("words", UNCLEAR)
def test_what_is_neither_is_not_understood(words: str) -> None:
    assert opt_in(f"Offline mode | Settings > Player | {words}") is None


@pytest.mark.parametrize(
    ("line", "feature"),
    [
        ("Sepia", Feature("Sepia")),
        ("Sepia | Settings > Search", Feature("Sepia", "Settings > Search")),
        ("Sepia | Settings |", Feature("Sepia", "Settings")),
        ("Sepia || on", Feature("Sepia", "", enabled_by_default=True)),
        ("Opt-in forms | Ask us", Feature("Opt-in forms", "Ask us")),
    ],
)
def test_what_may_be_left_out_of_an_opt_in(line: str, feature: Feature) -> None:
    assert opt_in(line) == feature


@pytest.mark.parametrize(
    "line",
    [
        "Dark mode, on by default",
        "Dark mode (enabled by default)",
        "Dark mode - Settings - disabled by default",
        "Dark mode; on by default | Settings",
        "Dark mode | on for admins",
        "Dark mode | disabled for now",
        "Dark mode | hidden by default",
        "Dark mode | not by default",
        "Dark mode | not not on",
        "Dark mode, defaults to on | Settings",
        "Dark mode | default is enabled for admins",
        "Dark mode | a | b | off",
        "| Settings | off",
        "|",
    ],
)
def test_a_line_that_may_mean_something_else_is_not_understood(line: str) -> None:
    assert opt_in(line) is None


SLIPS = (
    *(
        "off by defalt",
        "off by deafult",
        "defualt: off",
        "disbled",
        "Dissabled by default",
        "enabeld",
        "inactve",
    ),
    *("not enabeld", "deactivatd", "initialy off", "on by defaut", "offf"),
)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_default_that_is_spelt_wrong_is_not_taken_for_how_to_enable_it(slip: str) -> None:
    assert opt_in(f"Bulk edit | {slip}") is None
    assert opt_in(f"Bulk edit | Settings > Edit | {slip}") is None


@pytest.mark.parametrize(
    "how", ["Faults > On the map", "Activate in the menu", "Offline > Files", "Deflate by hand", "Ask Effie"]
)
def test_how_to_enable_it_is_no_slip_because_a_word_of_it_is_near_one(how: str) -> None:
    assert opt_in(f"Fault on the login page | {how}") == Feature("Fault on the login page", how)


SAYS_NOTHING = {
    *("by", "per", "as", "the", "it", "is", "to", "initially", "yet", "default", "defaults", "defaulted"),
    *("ships", "comes", "starts", "stays", "set", "turned", "switched", "toggled"),
}
"""May stand beside it and change nothing."""


# The first character takes a second to draw on a busy machine: the table of categories is made then.
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([*OFF, *ON]), st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_a_word_more_and_it_is_understood_no_more(words: str, more: str) -> None:
    assume(texts.name_key(more) not in SAYS_NOTHING | {"n", "y", "0", "1"})
    assert default_of(f"{words} {more}") is None


# Links


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("Notes https://x.example/a", DocLink("Notes", "https://x.example/a")),
        ("https://x.example/a Notes", DocLink("Notes", "https://x.example/a")),
        ("https://x.example/a", DocLink("https://x.example/a", "https://x.example/a")),
        ("Notes | https://x.example/a", DocLink("Notes", "https://x.example/a")),
        ("Notes (https://x.example/a)", DocLink("Notes", "https://x.example/a")),
        ("Notes <https://x.example/a>", DocLink("Notes", "https://x.example/a")),
        ("[Notes](https://x.example/a)", DocLink("Notes", "https://x.example/a")),
        ("Wiki https://x.example/a_(b)", DocLink("Wiki", "https://x.example/a_(b)")),
        ("Notes Https://x.example", DocLink("Notes", "Https://x.example")),
    ],
)
def test_one_address_in_a_line_is_its_link(line: str, link: DocLink) -> None:
    assert doc_link(line) == link


@pytest.mark.parametrize(
    "line",
    [
        "Notes",
        "Notes www.x.example",
        "ftp://x.example",
        "https://a.example https://b.example",
        "see https://x.example first",
        "javascript:alert(1)",
        "https://",
        "Notes mailto:a@b.example",
    ],
)
def test_a_line_without_one_address_is_not_understood(line: str) -> None:
    assert doc_link(line) is None


def test_each_line_that_is_not_understood_is_told_with_its_number_and_itself() -> None:
    draft, problems = forms.release_draft(
        {
            "opt_ins": {"value": "\nDark mode | x | maybe\r\n\nSepia\u2028Moon | a | b | c | d"},
            "docs": {"value": "Notes https://x.example\nGuide  www.x.example"},
        }
    )

    assert [feature.name for feature in draft.opt_ins] == ["Sepia"]
    assert [doc.title for doc in draft.docs] == ["Notes"]
    assert problems == (
        Problem("opt_ins", Fault.OPT_IN_UNCLEAR, "Dark mode | x | maybe", line=2),
        Problem("opt_ins", Fault.OPT_IN_UNCLEAR, "Moon | a | b | c | d", line=5),
        Problem("docs", Fault.LINK_UNCLEAR, "Guide www.x.example", line=2),
    )


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Maya manages."""
    async with open_world(
        tmp_path, begins=story.at(story.PREVIEW_DAY), managers=frozenset({"U0MAYA"})
    ) as world:
        world.workspace.add_person(id="U0MAYA", name="maya", real_name="Maya")
        world.workspace.add_channel(id="C0ACME", name="acme", members=["U0MAYA"])
        await world.start()
        yield world


async def sends(world: World, **fields: str) -> Submitted:
    maya = world.driver.person("maya")
    form = await ready_form(world.workspace, maya, await maya.runs("/release new", in_="#acme"))
    usual = {"Name": "2026.11", "Title": "Title", "Date on the Standard Release server": "2026-11-30"}
    await maya.fills(form, usual | fields)
    return await maya.submits(form)


async def test_a_line_of_the_form_is_refused_at_its_field_and_nothing_is_kept(world: World) -> None:
    sent = await sends(world, **{"Opt-in features": "Sepia\nDark mode | Settings | maybe"})
    assert sent.errors["Opt-in features"].startswith(
        "Line 2 is not understood: “Dark mode | Settings | maybe”."
    )
    assert "2026.11" not in world.driver.reads(await _listed(world))


async def test_what_is_off_by_default_reaches_the_channel_as_off(world: World) -> None:
    assert (await sends(world, **{"Opt-in features": "Dark mode | Settings | Disabled by default."})).closed
    maya = world.driver.person("maya")
    await maya.hears("is entered", in_="#acme")

    shown = world.driver.reads(await maya.runs("/release show 2026.11", in_="#acme"))
    assert "Dark mode, off by default (Settings)" in shown


async def _listed(world: World) -> Message | View:
    return await world.driver.person("maya").runs("/release list", in_="#acme")


# YAML


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "calendar.yml"


def refusal(file: Path, content: str | bytes) -> str:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(StartFailed) as refused:
        calendar_file.read(file)
    said = str(refused.value)
    assert "Nothing was changed." in said
    assert "Input should" not in said
    return said


QUOTES = 'put it in quotes, such as "no", or YAML reads it as yes or no'
NUMBER = 'put it in quotes, such as "2026.10", or YAML reads it as a number'
EMPTY = "is empty. Write something behind it, or leave it out"
COMMENT = 'is empty. A # begins a comment in YAML: put it in quotes, such as "#acme"'
ACME = "integrations:\n  - name: Acme\n    environments: {test: standard}\n    "
RELEASE = "releases:\n  - name: a\n    title: b\n    "


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("servers: [{key: no, name: Norway}]", f"server Norway, key: {QUOTES}"),
        ("servers: [{key: no, name: Yes}]", f"servers, entry 1, key: {QUOTES}"),
        ("releases: [{name: a, title: Yes}]", f"release a, title: {QUOTES}"),
        ("releases: [{name: 2026.10, title: b}]", f"release 2026.1, name: {NUMBER}"),
        ("releases: [{name: 12:30, title: b}]", f"release 750, name: {NUMBER}"),
        ("releases: [{name: on, title: b}]", f"releases, entry 1, name: {QUOTES}"),
        (f"{ACME}channel: #acme", f"integration Acme, channel: {COMMENT}"),
        (f"{ACME}channel: [C1, C2]", "integration Acme, channel: is a list; write one text"),
        (f"{ACME}channel: C1\n    owners: U0ANA", "integration Acme, owners: is not a list"),
        (f"{RELEASE}summary: {{a: b}}", "release a, summary: has fields of its own; write one text"),
        (f"{RELEASE}dates:", f"release a, dates: {EMPTY}"),
        (f"{RELEASE}dates: {{standard: }}", f"release a, dates.standard: {EMPTY}"),
        (f"{RELEASE}dates: {{standard: 30.11.2026}}", "release a, dates.standard: is not a date"),
        (f"{RELEASE}dates: {{standard: 2026-11-31}}", "release a, dates.standard: there is no 2026-11-31"),
        (f"{RELEASE}dates: {{1: 2026-11-30}}", f"release a, dates.1: {NUMBER}"),
        (f"{RELEASE}affects_integrations: maybe", "release a, affects_integrations: is neither yes nor no"),
        (
            f"{RELEASE}opt_ins: [{{name: x}}, {{name: y, enabled_by_default: disabled by default}}]",
            "release a, opt_ins, entry 2, enabled_by_default: is neither yes nor no; write true or false",
        ),
        ("servers: [{key: a, name: b, lag_days: two}]", "server b, lag_days: is not a whole number"),
        ("servers: [{key: a, name: b, lag_days: 1.5}]", "server b, lag_days: is not a whole number"),
        ("servers: [{key: a, name: b, lag_days: yes}]", "server b, lag_days: is not a whole number"),
        ("releases:", f"releases: {EMPTY}"),
        ("releases: [null]", f"releases, entry 1: {EMPTY}"),
        ("releases: []\nrelease: []", "release: is not known here. A calendar has servers, integrations,"),
    ],
)
def test_a_value_of_another_shape_is_named_once_and_says_what_would_be_right(
    file: Path, text: str, said: str
) -> None:
    told = refusal(file, text)

    assert said in told
    entry = said.partition(",")[0]
    assert all(line.count(entry) == 1 for line in told.splitlines()[1:] if line.strip().startswith(entry))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("releases:\n\t- name: a", "line 2: it is indented with a tab"),
        ("releases: [{name: a, title: b: c}]", "line 1: a "),
        ("releases:\n  - name: a\n    title: Search: faster", "line 3: a “:” is too many"),
        (
            "integrations:\n  - name: a\n    owners: [@ben]",
            "line 3: a text that begins with such a sign needs",
        ),
        (
            "releases:\n  - name: a\n    title: *new*",
            "line 3: a text that begins with “*” or “&” needs quotes",
        ),
        ("releases:\n  - name: a\n    title: !important x", "line 3: a text that begins with “!” needs"),
        ("releases: !!set {a}", "line 1: a text that begins with “!” needs"),
        ("releases: !!omap {a}", "line 1: a text that begins with “!” needs"),
        ("releases: !!binary aGk=", "line 1: a text that begins with “!” needs"),
        ("releases:\n  - name: 'a", "line 2: a quote is opened and not closed"),
        ("releases: [", "line 1: a bracket is opened and not closed"),
        ("releases: []\n---\nreleases: []", "line 2: a second document begins"),
        ("releases: []\nname: a\x07b", "line 2: it has a sign that nobody can see (character 7)"),
        ("releases: []\nReleases: []", "line 2: “Releases” appears twice"),
    ],
)
def test_what_is_no_yaml_says_what_to_do(file: Path, text: str, why: str) -> None:
    said = refusal(file, text)
    assert said.startswith(f"{file} is not valid YAML, {why}")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "is empty, so there is nothing to import"),
        ("\n \n", "is empty"),
        ("# nothing yet\n", "is empty"),
        ("---\n", "is empty"),
        ("name,title,date\na,b,c\n", "is a table (CSV)"),
        ("name;title\na;b\n", "is a table (CSV)"),
        ("name\ttitle\na\tb\n", "is a table (CSV)"),
        ('name,title\n"a,b\n', "is a table (CSV)"),
        ("releases: []".encode("utf-16"), "is UTF-16 text"),
        ("releases: []".encode("utf-32"), "is UTF-32 text"),
        ("releases: []".encode("utf-32-be"), "is UTF-32 text"),
        ("releases: []".encode("utf-16-le"), "is UTF-16 text"),
        (b"PK\x03\x04\x14\0", "is a spreadsheet or another zip archive"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"SQLite format 3\0\x10", "is a database"),
        (b"\x89PNG\r\n", "is a picture"),
        (b"name: a\0b", "is not text"),
        ("name: Größe".encode("latin-1"), "is not UTF-8 text. Save it as UTF-8"),
        ('{"name": "fortnight", "version": 1}', "is JSON"),
        ("[1, 2]", "is JSON"),
        ("<!DOCTYPE html>\n<title>x</title>", "is a web page"),
        ("<?xml version='1.0'?>", "is XML"),
        ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "is an iCalendar file (.ics)"),
        ("hello", "has no fields"),
        ("<<<<<<< HEAD\nreleases: []\n=======\n>>>>>>> x", "is a file in which a merge was left half done"),
        ("<<: {a: b}", "cannot be imported"),
        ("- a", "is a list"),
    ],
)
def test_an_empty_or_foreign_file_is_named_as_what_it_is(file: Path, content: str | bytes, what: str) -> None:
    assert refusal(file, content).startswith(f"{file} {what}")


def test_a_table_is_known_by_its_name_too(tmp_path: Path) -> None:
    assert "is a table (CSV)" in refusal(tmp_path / "releases.csv", "just one line")


def test_a_folder_is_named_as_one(tmp_path: Path) -> None:
    with pytest.raises(StartFailed, match="is a folder"):
        calendar_file.read(tmp_path)


@pytest.mark.parametrize("content", ["\ufeffreleases: []", '{"releases": []}'])
def test_what_can_be_understood_is_taken(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    assert calendar_file.read(file) == Calendar(None, (), ())


@given(st.text())
def test_any_text_is_a_calendar_or_one_clear_refusal(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "typed.yml"
    file.write_bytes(text.encode(errors="surrogatepass"))
    with pytest.raises(StartFailed, match=r"Nothing was changed\."):
        calendar_file.read(file)


# Settings


@pytest.mark.parametrize(
    ("setting", "value", "right"),
    [
        ("post_at", "9:00", "write it like 09:00"),
        ("post_at", "nine", "write it like 09:00"),
        ("preview_days", "three weeks", "write a whole number"),
        ("preview_days", "50", "at most 28"),
        ("preview_days", "9" * 5000, "it is not a number that can be meant"),
        ("preview_days", "21.5", "write a whole number"),
        ("messages_per_second", "nan", "write a number"),
        ("messages_per_second", "inf", "write a number"),
        ("messages_per_second", "1e-300", "at least 0.01"),
        ("smtp_allow_plain", "maybe", "true or false"),
        ("log_format", "loud", "write auto"),
        ("preview_days", "3", "at least 14"),
        ("messages_per_second", "fast", "write a number"),
        ("messages_per_second", "0", "at least 0.01"),
        ("confirmation", "later", "on_schedule or after_confirm"),
    ],
)
def test_a_setting_of_another_shape_says_what_would_be_right(setting: str, value: str, right: str) -> None:
    with pytest.raises(StartFailed) as refused:
        Settings.load(_env_file=None, **{setting: value})
    said = str(refused.value)
    assert right in said
    assert f"FORTNIGHT_{setting.upper()}" in said
    assert "Input should" not in said


def test_each_problem_of_an_import_says_entry_and_field_once(tmp_path: Path, types: Types) -> None:
    (tmp_path / "calendar.yml").write_text("releases: [{name: '2026.12', title: ''}]", encoding="utf-8")

    said = types("import", "calendar.yml").err

    (problem, *_) = [line for line in said.splitlines() if "itle" in line]
    assert problem.strip() == "release 2026.12, Title: this is needed."
