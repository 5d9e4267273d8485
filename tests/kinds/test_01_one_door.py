# ruff: noqa: RUF001 - the signs that look alike are what is tested
"""Whatever a person can type is read once where it comes in: kept, found again, harmless, shown as typed."""

import re
import sys
import unicodedata
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot import calendar_file
from bot.slack.capabilities import CAPABILITIES
from bot.slack.rendering.mrkdwn import mrkdwn
from handlers import forms
from handlers.incoming import typed
from rollouts import texts
from rollouts.drafts import Draft, release_from
from rollouts.integrations import Environment, Integration
from rollouts.refusals import Fault, Invalid, Problem
from rollouts.servers import DEFAULT_SERVERS, Server
from rollouts.usecases.calendar_file import Calendar, ImportCalendar, export_calendar, import_calendar
from rollouts.usecases.integrations import SaveIntegration, save_integration
from rollouts.usecases.releases import Ask, NewRelease, create_release
from rollouts.usecases.seeing import NotSeenYet
from rollouts.usecases.showing import show_release
from rollouts.validation import INTEGRATION_COMMANDS, RELEASE_COMMANDS, release_problems
from slack_simulator import Message, View
from slack_simulator.testing import Person
from slack_simulator.user_actions.typed_text import escape
from tests.support import story
from tests.support.as_read import LOOKS_LIKE, as_read
from tests.support.forms import ready_form
from tests.support.memory_ledger import MemoryLedger
from tests.support.world import World, open_world

NOW = story.at(story.PREVIEW_DAY, 12)


@pytest.fixture
def ledger() -> MemoryLedger:
    return empty()


def empty() -> MemoryLedger:
    return MemoryLedger(story.POLICY).at(NOW)


def entered(ledger: MemoryLedger, name: str) -> None:
    create_release(ledger, NewRelease(story.MANAGER, replace(story.DRAFT, name=name)))


def faults(ledger: MemoryLedger, name: str) -> tuple[Problem, ...]:
    with pytest.raises(Invalid) as refused:
        entered(ledger, name)
    return refused.value.problems


# What Slack writes in its own way


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("show Q&amp;A 27", "show Q&A 27"),
        ("&lt; 5 &amp; more", "< 5 & more"),
        ("&amp;lt; stays an entity", "&lt; stays an entity"),
        ("&amp;amp;", "&amp;"),
        ("&quot; is nothing that Slack writes", "&quot; is nothing that Slack writes"),
        ("<@U0ANA|ana> saw it", "@ana saw it"),
        ("<@U0ANA|ana &amp; co>", "@ana & co"),
        ("in <#C0ACME|acme>", "in #acme"),
        ("<#C0ACME|>", "#C0ACME"),
        ("<@U0ANA>", "@U0ANA"),
        ("<!subteam^S0QA|@qa> and <!subteam^S0QA>", "@qa and @S0QA"),
        ("<!here> <!here|here> <!channel> <!everyone>", "@here @here @channel @everyone"),
        ("since <!date^1764000000^{date}|24 November>", "since 24 November"),
        ("<https://acme.example/?a=1&amp;b=2>", "https://acme.example/?a=1&b=2"),
        ("<http://acme.example|acme.example>", "acme.example"),
        ("<https://acme.example|the log>", "the log (https://acme.example)"),
        ("<mailto:ana@acme.example|ana@acme.example>", "ana@acme.example"),
        ("a < b", "a < b"),
    ],
)
def test_what_slack_escapes_is_undone_once_and_tokens_are_shown_as_names(sent: str, meant: str) -> None:
    assert typed(sent) == meant


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a\u00a0b\u2003c\td\u3000e", "a b c d e"),
        ("one\r\ntwo\rthree\u2028four\x0bfive\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("  around \n  it  ", "around\n  it"),
        ("Mu\u0308ller", "M\u00fcller"),
        ("\u202egnp.exe\u202c \u2066x\u2069", "gnp.exe x"),
        ("Acme\u200b \ufeffLMS\u00ad", "Acme LMS"),
        ("bell\x07 esc\x1b[31m del\x7f", "bell esc[31m del"),
        ("a\0b \ud83d", "a\ufffdb \ufffd"),
        ("👩\u200d💻 ❤\ufe0f نامه\u200cای", "👩\u200d💻 ❤\ufe0f نامه\u200cای"),
    ],
)
def test_a_command_is_kept_without_what_nobody_sees(sent: str, kept: str) -> None:
    assert typed(sent) == kept


def test_blanks_around_what_is_entered_are_no_part_of_it(tmp_path: Path) -> None:
    draft, _ = forms.release_draft(
        {
            "name": {"value": " 2026.11\t"},
            "title": {"value": "\u00a0New "},
            "summary": {"value": " a \n b\n\n"},
        }
    )
    assert (draft.name, draft.title, draft.summary) == ("2026.11", "New", "a\n b")
    placed = forms.integration(
        {"name": {"value": " Acme "}, "environments.standard": {"value": " test , dev "}}
    )
    assert (placed.name, [environment.name for environment in placed.environments]) == (
        "Acme",
        ["test", "dev"],
    )
    file = tmp_path / "calendar.yml"
    file.write_text(
        'releases: [{name: " 2026.11 ", title: "New\\n", summary: " a \\n b "}]', encoding="utf-8"
    )
    (release,) = calendar_file.read(file).releases
    assert (release.name, release.title, release.summary) == ("2026.11", "New", "a\n b")


# Which names are one name


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Spring ’27", "Spring '27"),
        ("Spring ‘27", "spring `27"),
        ("“Beta”", '"beta"'),
        ("«Beta»", '"BETA"'),
        ("2026–11", "2026-11"),
        ("2026—11", "2026−11"),
        ("２０２６．１１", "2026.11"),
        ("Ｑ＆Ａ", "q&a"),
        ("Mu\u0308ller", "M\u00fcller"),
        ("STRASSE", "straße"),
        ("ΟΔΟΣ", "οδος"),
        ("Acme\u00a0 LMS", "acme lms"),
        ("Acme\u200bLMS", "AcmeLMS"),
        ("ﬁnal…", "final..."),
        ("👩\u200d💻", "👩💻"),
        ("❤\ufe0f", "❤"),
    ],
)
def test_names_that_a_reader_takes_for_one_are_one(ledger: MemoryLedger, name: str, other: str) -> None:
    entered(ledger, name)

    assert show_release(ledger, Ask(other)).release.name == name
    assert faults(ledger, other) == (Problem("name", Fault.TAKEN, name),)


@pytest.mark.parametrize(
    ("name", "other"), [("2026.1", "2026.10"), ("Q&A", "QA"), ("a-b", "ab"), ("Café", "Cafe"), ("AB", "A B")]
)
def test_names_that_a_reader_tells_apart_are_two(ledger: MemoryLedger, name: str, other: str) -> None:
    entered(ledger, name)
    entered(ledger, other)

    assert {release.name for release in ledger.releases()} == {name, other}


def test_an_export_that_is_taken_in_again_makes_no_twin(ledger: MemoryLedger, tmp_path: Path) -> None:
    for name in ("Spring ’27", "Q&A – 2", "２０２６．１１"):
        entered(ledger, name)
    acme = Integration("Acme’s “LMS”", "C0ACME", ("U0ANA",), (Environment("test", "standard"),))
    with pytest.raises(NotSeenYet) as first, ledger.transaction(ledger.now) as transaction:
        save_integration(transaction, SaveIntegration(story.MANAGER, acme))
    save_integration(ledger, SaveIntegration(story.MANAGER, acme, seen=first.value.fingerprint))
    plain = {ord(sign): like for signs, like in (("’", "'"), ("“”", '"'), ("–", "-")) for sign in signs}
    file = tmp_path / "calendar.yml"
    exported = calendar_file.write(export_calendar(ledger))

    for text in (exported, exported.replace("“", "”").translate({**plain, ord("”"): "«"})):
        file.write_text(text, encoding="utf-8")
        assert import_calendar(ledger, ImportCalendar(calendar_file.read(file))).created == ()

    assert len(ledger.releases()) == 3
    assert len(ledger.integrations()) == 1


# What a name cannot be


@pytest.mark.parametrize(
    "name",
    [
        "standard",
        "Standard Release server",
        "Production",
        "prod",
        "PROD",
        "Enterprise",
        "enter",
        "Contro",
        "ｓｔａｎｄａｒｄ",
        "Controlled\u00a0Release  Server",
        "\u200bprod",
    ],
)
def test_a_release_is_not_called_like_a_server(ledger: MemoryLedger, name: str) -> None:
    (problem,) = faults(ledger, texts.one_line(name))
    assert problem.fault is Fault.CALLED_LIKE_SERVER


@pytest.mark.parametrize("name", [*sorted(RELEASE_COMMANDS), "LIST", "Ｈelp"])
def test_a_release_is_not_called_like_a_sub_command(ledger: MemoryLedger, name: str) -> None:
    (problem,) = faults(ledger, name)
    assert problem.fault is Fault.CALLED_LIKE_COMMAND


@pytest.mark.parametrize("name", [*sorted(INTEGRATION_COMMANDS), "Remove"])
def test_an_integration_is_not_called_like_a_sub_command(ledger: MemoryLedger, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        save_integration(ledger, SaveIntegration(story.MANAGER, replace(story.ACME, name=name)))
    assert [problem.fault for problem in refused.value.problems] == [Fault.CALLED_LIKE_COMMAND]


def test_a_server_gets_no_name_that_a_release_has(ledger: MemoryLedger) -> None:
    entered(ledger, "2026.11")
    servers = (*DEFAULT_SERVERS, Server("beta", "2026.11 Server", lag_days=20))
    with pytest.raises(Invalid) as refused:
        import_calendar(ledger, ImportCalendar(Calendar(servers, (), ())))
    assert refused.value.problems == (Problem("name", Fault.TAKEN, "2026.11", "servers"),)


def test_what_has_such_a_name_already_is_exported_and_taken_in_again(ledger: MemoryLedger) -> None:
    ledger.save_release(replace(story.RELEASE, name="Prod"))
    ledger.save_integration(replace(story.ACME, name="List"))
    assert import_calendar(ledger, ImportCalendar(export_calendar(ledger))).created == ()


@pytest.mark.parametrize("name", ["\u200b", "\u2800", "\u3164\u3164", "\u200d\ufe0f"])
def test_a_name_that_nobody_can_see_is_refused(ledger: MemoryLedger, name: str) -> None:
    fields = {"name": {"value": f"{name}\u200d"}}
    assert faults(ledger, forms.line(fields, "name"))[0] == Problem("name", Fault.INVISIBLE)


@pytest.mark.parametrize("sign", ["\0", "\ud800"])
@pytest.mark.parametrize("field", ["name", "title", "summary", "owner"])
def test_what_cannot_be_stored_is_refused_at_its_field(ledger: MemoryLedger, field: str, sign: str) -> None:
    typed_in = {"name": "2026.11", "title": "Title", field: f"a{sign}b"}
    draft = Draft(**typed_in, dates={"standard": story.STANDARD_DAY})  # type: ignore[arg-type] # all are texts
    with pytest.raises(Invalid) as refused:
        create_release(ledger, NewRelease(story.MANAGER, draft))
    assert refused.value.problems[0] == Problem(field, Fault.UNREADABLE)


# Any text, in any field

SIGNS = [
    "&amp;",
    "&lt;",
    "<",
    ">",
    "|",
    "@ana",
    "#acme",
    "<@U0ANA>",
    "’",
    "–",
    "\u00a0",
    "\u200b",
    "*",
    "`",
    "_",
    ":",
    "#",
]
TYPED = st.lists(
    st.one_of(st.text(st.characters(codec="utf-8"), max_size=8), st.sampled_from(SIGNS)), max_size=6
).map("".join)


def seen(text: str) -> str:
    """What a reader sees of a text on one line."""
    shown = (" " if sign.isspace() or sign in "\u2800\u3164\u115f\u1160\uffa0" else sign for sign in text)
    kept = "".join(sign for sign in shown if unicodedata.category(sign) != "Cc")
    return " ".join(unicodedata.normalize("NFC", texts.one_line(kept)).split())


@given(text=TYPED)
def test_any_text_after_a_command_comes_as_it_was_typed(text: str) -> None:
    assert texts.one_line(typed(escape(text))) == seen(texts.readable(text))


@given(text=TYPED)
def test_any_name_is_kept_found_again_and_shown_as_typed(text: str) -> None:
    ledger = empty()
    draft, _ = forms.release_draft(
        {
            "name": {"value": text},
            "title": {"value": "Title"},
            "dates.standard": {"selected_date": story.STANDARD_DAY.isoformat()},
        }
    )
    problems = tuple(
        release_problems(
            draft=draft,
            release=release_from(draft=draft, servers=DEFAULT_SERVERS, policy=story.POLICY),
            known=None,
            servers=DEFAULT_SERVERS,
            today=story.PREVIEW_DAY,
        )
    )
    assume(not problems)
    name = create_release(ledger, NewRelease(story.MANAGER, draft)).release.name
    assert name == seen(text)
    assert show_release(ledger, Ask(typed(escape(text)))).release.name == name
    assert show_release(ledger, Ask(name.swapcase().replace("'", "’"))).release.name == name
    assert as_read(mrkdwn(name)) == name.translate(LOOKS_LIKE)


@given(text=TYPED, summary=TYPED)
def test_any_text_in_a_file_is_kept_and_comes_out_as_it_went_in(
    text: str, summary: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yml"
    one, many = texts.one_line(text), texts.lines(summary)
    draft = Draft(one, one, {"standard": date(2026, 11, 30)}, summary=many, ui_changes=(one,))
    kept = Calendar(
        DEFAULT_SERVERS, (Integration(one, "C0ACME", (), (Environment(one, "standard"),)),), (draft,)
    )
    file.write_text(calendar_file.write(kept), encoding="utf-8")

    assert calendar_file.read(file) == kept


# As it goes in Slack


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Maya manages; Ana reports from #acme; cases have their threads in #support."""
    managers = frozenset({"U0MAYA"})
    async with open_world(tmp_path, begins=NOW, support_channel="C0SUPPORT", managers=managers) as world:
        for name in ("maya", "ana", "ben"):
            world.workspace.add_person(id=f"U0{name.upper()}", name=name, real_name=name.title())
        everybody = [user.id for user in world.workspace.users.values() if not user.is_bot]
        for name in ("acme", "support"):
            world.workspace.add_channel(id=f"C0{name.upper()}", name=name, members=everybody)
        await world.start()
        yield world


def answer(world: World, message: Message | View) -> str:
    assert isinstance(message, Message)
    return world.driver.reads(message)


async def enters(world: World, maya: Person, **fields: str) -> Message | None:
    form = await ready_form(world.workspace, maya, await maya.runs("/release new", in_="#acme"))
    await maya.fills(form, {"Date on the Standard Release server": "2026-11-30", **fields})
    sent = await maya.submits(form)
    return await maya.hears("is entered", in_="#acme") if sent.closed else None


async def test_a_release_with_an_ampersand_is_shown_by_name(world: World) -> None:
    maya = world.driver.person("maya")
    await enters(world, maya, Name="Q&A 27", Title="<b> & co")

    for command in ("/release show Q&A 27", "/release Q&A 27", "/release SHOW  q&a\u00a027"):
        assert "Q&A 27: <b> & co" in answer(world, await maya.runs(command, in_="#acme"))


async def test_a_shared_answer_finds_what_was_asked_for(world: World) -> None:
    maya = world.driver.person("maya")
    await enters(world, maya, Name="A&amp;B", Title="An entity in a name")
    shown = await maya.runs("/release show A&amp;B", in_="#acme")
    assert isinstance(shown, Message)

    await maya.clicks("Share in channel", on=shown)

    assert "A&amp;B" in answer(world, await maya.hears("Shared by", in_="#acme"))


async def test_a_case_reads_as_it_was_typed(world: World) -> None:
    ana = world.driver.person("ana")

    await ana.runs("/urgent < 5 & rising, ask @ben or see #acme @here", in_="#acme")

    case = await ana.hears("rising", in_="#support")
    assert "< 5 & rising, ask @ben or see #acme @here" in answer(world, case)
    assert "<!here" not in str(case.blocks)


def test_every_sub_command_is_a_word_that_no_name_takes() -> None:
    hints = {command.name: command.usage_hint for row in CAPABILITIES for command in row.commands}
    for command, words in (("/release", RELEASE_COMMANDS), ("/integration", INTEGRATION_COMMANDS)):
        assert set(re.findall(r"\w+", hints[command])) <= words


def test_every_dash_and_every_quote_of_unicode_is_a_plain_one_where_names_are_compared() -> None:
    """Its dashes (Pd) and whatever it names a quotation mark; the tags among them are not seen at all."""
    signs = [chr(code) for code in range(0x80, sys.maxunicode)]
    dashes = [sign for sign in signs if unicodedata.category(sign) == "Pd"]
    quotes = [
        sign for sign in signs if re.search("QUOTATION MARK|CORNER BRACKET", unicodedata.name(sign, ""))
    ]

    others = {sign for sign in dashes if texts.name_key(f"a{sign}b") != "a-b"}
    others |= {sign for sign in quotes if texts.name_key(f"a{sign}b") not in {"a'b", 'a"b', "ab"}}

    assert len(dashes) > 20
    assert len(quotes) > 30
    assert others == set()


@pytest.mark.parametrize(("one", "other"), [("2027.01", "‘2027.01’"), ('"2027.01"', "2027.01"), ("a", "“A”")])
def test_quotes_around_a_name_make_no_other_name_of_it(ledger: MemoryLedger, one: str, other: str) -> None:
    save_integration(ledger, SaveIntegration(story.MANAGER, replace(story.ACME, name=one)))
    ledger.save_release(replace(story.RELEASE, name=one))

    with pytest.raises(Invalid) as refused:
        save_integration(ledger, SaveIntegration(story.MANAGER, replace(story.ACME, name=other)))

    assert [problem.fault for problem in refused.value.problems] == [Fault.TAKEN]
    assert [problem.fault for problem in faults(ledger, other)] == [Fault.TAKEN]
