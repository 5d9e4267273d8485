"""Channels, people and groups are checked where they are entered; what means nothing is told and mended."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import calendar_file
from bot.clock import MovableClock
from bot.errors import StartFailed
from bot.settings import Settings
from bot.slack.client import make_client
from bot.slack.connection import FirstCalls
from bot.slack.names import find_names
from handlers.references import problems_of_channel
from rollouts import kinds
from rollouts.deliveries import Action, Delivery, State
from rollouts.delivery.helpers import line
from rollouts.delivery.names import (
    LOOK_AGAIN_AFTER,
    LookAgain,
    Named,
    names_in_use,
    names_to_look_up,
    names_to_look_up_again,
    resolve_at_start,
    resolve_names,
)
from rollouts.drafts import Draft
from rollouts.references import channel_reference, ids_of, is_channel, is_id, is_person, person_reference
from rollouts.refusals import Fault, Invalid, NotAllowed
from rollouts.usecases.calendar_file import (
    Calendar,
    ImportCalendar,
    export_calendar,
    import_calendar,
    names_in,
    with_ids,
)
from rollouts.usecases.confirming import AskLater, ask_later
from slack_simulator import Fault as SlackFault
from slack_simulator import FaultKind, Server, View, Workspace, serve
from slack_simulator.testing import Person
from tests.support import story
from tests.support.delivering import deliver, row
from tests.support.memory_ledger import MemoryLedger
from tests.support.references import Unasked
from tests.support.story import ACME, ANA, BEN, GLOBEX, MANAGER, POLICY, RELEASE, ZOE
from tests.support.world import World, manifest, open_world

Opens = Callable[[Person, str], Awaitable[View]]

CHANNELS = {
    "acme": "#acme",
    "#acme": "#acme",
    "#Acme": "#acme",
    "ACME-lms": "#acme-lms",
    "#für-alle_2": "#für-alle_2",
    "C0ACME": "C0ACME",
    "G0ACME": "G0ACME",
    "<#C0ACME|acme>": "C0ACME",
    "<#C0ACME>": "C0ACME",
    "<#C0ACME|>": "C0ACME",
    "https://acme.slack.com/archives/C0ACME": "C0ACME",
    "https://acme.slack.com/archives/C0ACME/p1764500000000100": "C0ACME",
    "https://acme.slack.com/archives/C0ACME?thread_ts=1764500000.0001&cid=C0ACME": "C0ACME",
    "https://acme.enterprise.slack.com/archives/C0ACME": "C0ACME",
    "https://app.slack.com/client/T0HOME/C0ACME": "C0ACME",
    "<https://acme.slack.com/archives/C0ACME|#acme>": "C0ACME",
}
NO_CHANNELS = (
    "the acme channel",
    "#a.b",
    "#acme,",
    "#",
    "##acme",
    "@ben",
    "U0BEN",
    "D0BEN",
    "<@U0BEN|ben>",
    "ben@acme.example",
    "<!channel>",
    "https://acme.example/C0ACME",
    "https://acme.slack.com/team/U0BEN",
    "#" + "a" * 81,
)
PEOPLE = {
    "@ben": "@ben",
    "ben": "@ben",
    "Ben Miller": "@Ben Miller",
    "@Ben Müller-Lüdenscheidt": "@Ben Müller-Lüdenscheidt",
    "ben.miller": "@ben.miller",
    "U0BEN": "U0BEN",
    "W0BEN": "W0BEN",
    "<@U0BEN>": "U0BEN",
    "<@U0BEN|ben>": "U0BEN",
    "ben@acme.example": "ben@acme.example",
    "Ben.Miller+slack@Acme.Example": "ben.miller+slack@acme.example",
    "mailto:ben@acme.example": "ben@acme.example",
    "<mailto:ben@acme.example|ben@acme.example>": "ben@acme.example",
    "https://acme.slack.com/team/U0BEN": "U0BEN",
}
NOBODY = ("@", "#acme", "C0ACME", "<#C0ACME|acme>", "S0QA", "<!here>", "@ben, @ana", "a@b@c", "@@ben", "a<b")


# How they are written


@pytest.mark.parametrize(("written", "kept"), CHANNELS.items())
def test_a_channel_is_understood_in_every_way_of_writing_it(written: str, kept: str) -> None:
    assert channel_reference(written) == kept
    assert is_channel(kept)


@pytest.mark.parametrize(("written", "kept"), PEOPLE.items())
def test_somebody_is_understood_in_every_way_of_writing_them(written: str, kept: str) -> None:
    assert person_reference(written) == kept
    assert is_person(kept)


@given(st.text(max_size=100))
def test_any_text_is_one_reference_or_none_and_is_read_twice_as_once(text: str) -> None:
    for read, accepts in ((channel_reference, is_channel), (person_reference, is_person)):
        kept = read(text)
        assert read(kept) == kept
        assert not accepts(kept) or is_id(kept) or kept.startswith(("#", "@")) or "@" in kept


CALENDAR = """
integrations:
  - name: Acme LMS
    channel: "{channel}"
    owners: ["{owner}"]
    environments: {{production: controlled}}
releases:
  - name: "2026.11"
    title: Player
    owner: "{owner}"
    dates: {{standard: 2026-11-30}}
"""


def written(folder: Path, *, channel: str = "#acme", owner: str = "@ben") -> Calendar:
    file = folder / "calendar.yml"
    file.write_text(CALENDAR.format(channel=channel, owner=owner), encoding="utf-8")
    return calendar_file.read(file)


def taken_in(calendar: Calendar) -> MemoryLedger:
    ledger = MemoryLedger(POLICY).at(story.START)
    import_calendar(ledger, ImportCalendar(calendar))
    return ledger


def refused(calendar: Calendar) -> list[tuple[str, str, Fault]]:
    with pytest.raises(Invalid) as found:
        taken_in(calendar)
    return [(problem.entry, problem.field, problem.fault) for problem in found.value.problems]


@pytest.mark.parametrize("channel", NO_CHANNELS)
def test_what_can_be_no_channel_is_refused_in_a_calendar(tmp_path: Path, channel: str) -> None:
    problems = refused(written(tmp_path, channel=channel))

    assert ("integration Acme LMS", "channel", Fault.NO_CHANNEL) in problems


@pytest.mark.parametrize("owner", NOBODY)
def test_what_can_be_nobody_is_refused_in_a_calendar(tmp_path: Path, owner: str) -> None:
    problems = refused(written(tmp_path, owner=owner))

    assert ("integration Acme LMS", "owners", Fault.NO_PERSON) in problems
    assert ("release 2026.11", "owner", Fault.NO_PERSON) in problems


# Without a token


def test_without_a_token_names_are_kept_and_nothing_goes_to_them(tmp_path: Path) -> None:
    calendar = written(tmp_path)
    ledger = taken_in(calendar)

    assert names_in(calendar) == ("@ben", "#acme")
    (integration,) = ledger.integrations()
    assert (integration.channel, integration.owners) == ("#acme", ("@ben",))
    assert all(is_id(post.key.channel) for post in ledger.deliveries(RELEASE.topic))
    assert all(map(is_id, line(ledger=ledger, topic=RELEASE.topic)))


def test_an_export_of_names_is_taken_in_again(tmp_path: Path) -> None:
    ledger = taken_in(written(tmp_path))

    again = import_calendar(ledger, ImportCalendar(export_calendar(ledger)))

    assert (again.created, again.changed) == ((), ())
    assert again.names == ("@ben", "#acme")


def test_an_owner_known_by_name_alone_is_not_the_one_who_is_asked_again_later() -> None:
    ledger = MemoryLedger(POLICY)
    story.told_in(ledger.at(story.START), releases=(replace(RELEASE, owner="@ben"),))
    deliver(ledger, story.at(story.STANDARD_DAY))
    asked = row(ledger, story.CONFIRMATION)

    ask_later(ledger.at(story.at(story.STANDARD_DAY, 10)), AskLater(MANAGER, asked.id))

    assert {post.key.channel for post in ledger.deliveries(RELEASE.topic) if is_id(post.key.channel)} == {
        post.key.channel for post in ledger.deliveries(RELEASE.topic)
    }


# With one, on the command line


FOUND = {"#acme": ("C0ACME",), "@ben": ("U0BEN",)}


def test_with_a_token_names_become_ids_before_anything_is_stored(tmp_path: Path) -> None:
    calendar, problems = with_ids(written(tmp_path), FOUND)

    assert problems == ()
    assert (calendar.integrations[0].channel, calendar.integrations[0].owners) == ("C0ACME", ("U0BEN",))
    assert calendar.releases[0].owner == "U0BEN"
    assert names_in(calendar) == ()


def test_ids_and_no_owner_need_nobody_to_be_asked() -> None:
    calendar = Calendar(None, (ACME,), (Draft("R", "T"),))

    assert (names_in(calendar), with_ids(calendar, {})) == ((), (calendar, ()))


@pytest.mark.parametrize(
    ("found", "problems"),
    [
        ({**FOUND, "#acme": ()}, [("integration Acme LMS", "channel", Fault.NOT_FOUND)]),
        (
            {**FOUND, "@ben": ()},
            [
                ("integration Acme LMS", "owners", Fault.NOBODY_FOUND),
                ("release 2026.11", "owner", Fault.NOBODY_FOUND),
            ],
        ),
        (
            {**FOUND, "@ben": ("U0BEN", "U0BENNO")},
            [
                ("integration Acme LMS", "owners", Fault.NOT_THE_ONLY_ONE),
                ("release 2026.11", "owner", Fault.NOT_THE_ONLY_ONE),
            ],
        ),
    ],
)
def test_a_name_that_means_nothing_or_more_than_one_is_told_with_entry_and_field(
    tmp_path: Path, found: dict[str, tuple[str, ...]], problems: list[tuple[str, str, Fault]]
) -> None:
    _, told = with_ids(written(tmp_path), found)

    assert [(problem.entry, problem.field, problem.fault) for problem in told] == problems


def test_what_can_be_no_name_is_left_to_the_import_to_refuse(tmp_path: Path) -> None:
    calendar = written(tmp_path, channel="the acme channel")

    assert with_ids(calendar, {**FOUND, "the acme channel": ()})[1] == ()


# Asking Slack


@pytest.fixture
async def calls() -> AsyncIterator[tuple[FirstCalls, Server]]:
    workspace = Workspace(manifest=manifest(), now=MovableClock(story.START).now, paced=False)
    workspace.add_channel(id="C0ACME", name="acme", members=[])
    workspace.add_channel(id="C0HIDDEN", name="hidden", private=True, bot_is_member=False, members=[])
    workspace.add_person(id="U0BEN", name="ben", real_name="Ben Miller", email="ben@acme.example")
    workspace.add_person(id="U0BENNO", name="benno", real_name="ben")
    workspace.add_person(id="U0ONE", name="one", real_name="Kim Lee")
    workspace.add_person(id="U0TWO", name="two", real_name="kim  lee")
    workspace.add_person(id="U0EVE", name="eve", real_name="Eve", is_stranger=True)
    gone = workspace.add_person(id="U0GONE", name="gone", real_name="Gone", email="gone@acme.example")
    gone.is_deactivated = True
    workspace.add_group(id="S0QA", handle="qa", users=["U0BEN"])
    server = await serve(workspace)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
        client = make_client(token=workspace.bot_token, api_url=server.api_url, session=session)
        yield FirstCalls(client, waits_for_network=False), server
    await server.close()


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("#acme", ("C0ACME",)),
        ("#hidden", ()),
        ("#acne", ()),
        ("@ben", ("U0BEN",)),
        ("@BEN", ("U0BEN",)),
        ("@Ben Miller", ("U0BEN",)),
        ("@benno", ("U0BENNO",)),
        ("@Kim Lee", ("U0ONE", "U0TWO")),
        ("@eve", ()),
        ("@gone", ()),
        ("@fortnight", ()),
        ("@qa", ()),
        ("ben@acme.example", ("U0BEN",)),
        ("gone@acme.example", ()),
        ("nobody@acme.example", ()),
    ],
)
async def test_a_name_is_looked_up_in_slack(
    calls: tuple[FirstCalls, Server], name: str, ids: tuple[str, ...]
) -> None:
    assert await find_names(calls[0], [name, "C0KNOWN"]) == {name: ids}


async def test_a_group_of_managers_goes_by_its_handle(calls: tuple[FirstCalls, Server]) -> None:
    found = await find_names(calls[0], ["@qa", "@ben"], groups=True)

    assert found == {"@qa": ("S0QA",), "@ben": ("U0BEN",)}


async def test_all_names_are_asked_for_together_and_ids_for_nothing(
    calls: tuple[FirstCalls, Server],
) -> None:
    first, server = calls
    for method in ("conversations.list", "users.list", "usergroups.list"):
        server.team.faults.add(SlackFault(FaultKind.REFUSED, method, error="invalid_auth", times=9))

    assert await find_names(first, ["C0ACME", "U0BEN"]) == {}
    with pytest.raises(StartFailed):
        await find_names(first, ["#acme"])


async def test_an_address_that_slack_may_not_be_asked_about_is_no_address_of_nobody(
    calls: tuple[FirstCalls, Server],
) -> None:
    first, server = calls
    server.team.faults.add(SlackFault(FaultKind.REFUSED, "users.lookupByEmail", error="missing_scope"))

    with pytest.raises(StartFailed, match="lacks a permission"):
        await find_names(first, ["ben@acme.example"])


# At start


def named(ledger: MemoryLedger) -> list[Delivery]:
    found = ledger.recent(limit=100)
    return [post for post in found if post.key.announcement.kind == kinds.NAMES_UNKNOWN]


@pytest.fixture
def names() -> MemoryLedger:
    """A ledger with a channel and an owner by name; a manager can be told."""
    ledger = MemoryLedger(replace(POLICY, alerts_to=(MANAGER.id,)))
    by_name = replace(ACME, channel="#acme", owners=("@ben", ANA.id))
    story.told_in(
        ledger.at(story.START), releases=(replace(RELEASE, owner="@ben"),), integrations=(by_name, GLOBEX)
    )
    return ledger.at(story.START)


NAMED = (
    Named("#acme", ("integration Acme LMS",)),
    Named("@ben", ("integration Acme LMS", "release 2026.11")),
)


def test_names_of_what_is_on_its_way_are_looked_up_at_start(names: MemoryLedger) -> None:
    assert names_in_use(names) == NAMED
    assert names_to_look_up(names) == ("#acme", "@ben")


def test_what_an_older_version_stored_as_it_was_typed_is_looked_up_too(names: MemoryLedger) -> None:
    names.save_integration(replace(ACME, channel="Acme", owners=("Ben@Acme.example", "ben")))

    assert [each.name for each in names_in_use(names)] == ["#acme", "@ben", "ben@acme.example"]
    resolve_names(names, {"#acme": "C0ACME", "@ben": BEN.id, "ben@acme.example": BEN.id})
    found = names.integration("Acme LMS")
    assert found
    assert (found.channel, found.owners) == ("C0ACME", (BEN.id,))


def test_the_owner_of_a_release_that_is_over_is_looked_up_no_more(names: MemoryLedger) -> None:
    over = replace(story.HISTORY, owner="@somebody")
    names.save_release(over)

    assert names_in_use(names) == NAMED


def test_what_is_found_takes_the_names_place_and_is_planned_for(names: MemoryLedger) -> None:
    assert resolve_at_start(names, {"#acme": "C0ACME", "@ben": BEN.id}) == ()

    found, release = names.integration("Acme LMS"), names.release("2026.11")
    assert found
    assert release
    assert (found.channel, found.owners, release.owner) == ("C0ACME", (BEN.id, ANA.id), BEN.id)
    assert {"C0ACME", BEN.id} <= {post.key.channel for post in names.deliveries(RELEASE.topic)}
    assert named(names) == []


def test_what_is_not_found_is_told_once_to_those_who_can_mend_it(names: MemoryLedger) -> None:
    for _ in range(3):
        assert resolve_at_start(names, {"@ben": BEN.id}) == NAMED[:1]

    assert [post.key.channel for post in named(names)] == [MANAGER.id]


def test_without_a_manager_the_support_channel_is_told(names: MemoryLedger) -> None:
    names.policy = replace(POLICY, alerts_to=())

    resolve_at_start(names.at(story.START), {})

    assert [post.key.channel for post in named(names)] == [POLICY.support_channel]


def test_the_same_names_are_not_looked_up_again_for_a_day(names: MemoryLedger) -> None:
    resolve_at_start(names, {})

    assert names_to_look_up(names.at(story.START + LOOK_AGAIN_AFTER - story.SECOND)) == ()
    assert names_to_look_up(names.at(story.START + LOOK_AGAIN_AFTER)) == ("#acme", "@ben")


def test_another_name_has_all_of_them_looked_up(names: MemoryLedger) -> None:
    resolve_at_start(names, {})
    names.save_integration(replace(GLOBEX, channel="#globex"))

    assert names_to_look_up(names) == ("#acme", "#globex", "@ben")


def test_whoever_looks_again_is_a_manager_and_what_was_told_is_brought_up_to_date(
    names: MemoryLedger,
) -> None:
    resolve_at_start(names, {})
    deliver(names, story.START)

    with pytest.raises(NotAllowed):
        names_to_look_up_again(names, LookAgain(ZOE))
    assert names_to_look_up_again(names, LookAgain(MANAGER)) == ("#acme", "@ben")
    assert resolve_names(names, {"#acme": "C0ACME", "@ben": BEN.id}) == ()

    (_, update) = named(names)[::-1]
    assert update.action is Action.UPDATE
    (job,) = [job for job in deliver(names, story.START) if job.delivery.id == update.id]
    assert job.replaces


def test_what_was_mended_before_it_was_told_is_not_told(names: MemoryLedger) -> None:
    resolve_at_start(names, {})
    resolve_names(names, {"#acme": "C0ACME", "@ben": BEN.id})

    deliver(names, story.START)

    assert [post.state for post in named(names)] == [State.SKIPPED]


# Settings


def settings(**given: object) -> Settings:
    return Settings.load(_env_file=None, **given)


@pytest.mark.parametrize(
    ("given", "managers"),
    [
        ("@ana", {"@ana"}),
        ("ana,@ben U0ZOE", {"@ana", "@ben", "U0ZOE"}),
        ("Ana@Acme.example S0QA", {"ana@acme.example", "S0QA"}),
        ("<@U0ANA|ana> <!subteam^S0QA|@qa>", {"U0ANA", "S0QA"}),
        ("https://acme.slack.com/team/U0ANA", {"U0ANA"}),
    ],
)
def test_managers_are_taken_by_id_name_and_address(given: str, managers: set[str]) -> None:
    found = settings(managers=given)

    assert found.managers == managers
    assert set(found.policy().alerts_to) == set(ids_of(managers)) - {"S0QA"}


@pytest.mark.parametrize("given", ["C0ACME", "#acme", "<!here>", "a@b@c"])
def test_a_manager_who_can_be_nobody_is_refused(given: str) -> None:
    with pytest.raises(StartFailed, match="FORTNIGHT_MANAGERS cannot be used"):
        settings(managers=given)


@pytest.mark.parametrize(("given", "kept"), CHANNELS.items())
def test_the_support_channel_is_taken_in_every_way_of_writing_it(given: str, kept: str) -> None:
    found = settings(support_channel=given)

    assert found.support_channel == kept
    assert found.policy().support_channel == (kept if is_id(kept) else None)


@pytest.mark.parametrize("given", NO_CHANNELS)
def test_a_support_channel_that_can_be_none_is_refused(given: str) -> None:
    with pytest.raises(StartFailed, match="FORTNIGHT_SUPPORT_CHANNEL cannot be used"):
        settings(support_channel=given)


def test_names_in_settings_become_ids() -> None:
    given = settings(managers="@ana U0ZOE", support_channel="#help", support_group="@oncall")
    assert given.names == {"@ana", "#help", "@oncall"}

    found = given.with_ids({"@ana": ("U0ANA",), "#help": ("C0HELP",), "@oncall": ("S0ONCALL",)})

    policy = found.policy()
    assert policy.managers == {"U0ANA", "U0ZOE"}
    assert (policy.support_channel, policy.support_group) == ("C0HELP", "S0ONCALL")
    assert policy.alerts_to == ("U0ANA", "U0ZOE")


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ((), "FORTNIGHT_MANAGERS cannot be used: there is no @ana that the bot can see"),
        (("U0ANA", "U0ANNA"), "FORTNIGHT_MANAGERS cannot be used: more than one goes by @ana"),
    ],
)
def test_a_setting_whose_name_means_nothing_ends_the_start_with_a_sentence(
    found: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(StartFailed, match=sentence):
        settings(managers="@ana").with_ids({"@ana": found})


def test_without_anything_set_nothing_is_looked_up() -> None:
    assert (settings().names, settings().with_ids({})) == (frozenset(), settings())


# Over the wire


async def test_managers_by_name_manage_and_the_support_channel_by_name_hears_of_cases(
    tmp_path: Path,
) -> None:
    given = {"managers": "@maya", "support_channel": "#support", "support_group": "@releases"}
    async with open_world(tmp_path, begins=story.START, **given) as world:
        for name in ("maya", "zoe"):
            world.workspace.add_person(id=f"U0{name.upper()}", name=name, real_name=name.title())
        world.workspace.add_channel(id="C0SUPPORT", name="support", members=["U0MAYA"])
        world.workspace.add_channel(id="C0ACME", name="acme", members=["U0MAYA", "U0ZOE"])
        world.workspace.add_group(id="S0RELEASES", handle="releases", users=["U0MAYA"])
        await world.start()

        form = await world.driver.person("maya").runs("/release new", in_="#acme")
        assert isinstance(form, View)
        await world.driver.until(lambda: "Title" in str(form.content))
        await world.driver.person("zoe").runs("/urgent It is grey", in_="#acme")

        await world.driver.until(lambda: world.posts("#support"))
        assert "<!subteam^S0RELEASES>" in str(world.posts("#support")[0].blocks)


async def test_a_setting_by_a_name_that_is_not_there_ends_the_start(tmp_path: Path) -> None:
    async with open_world(tmp_path, begins=story.START, support_channel="#nowhere") as world:
        with pytest.raises(StartFailed, match="there is no #nowhere that the bot can see"):
            await world.start()


async def test_names_in_the_database_are_resolved_at_start_and_the_others_told_until_mended(
    tmp_path: Path,
) -> None:
    by_name = (
        replace(ACME, channel="#acme", owners=("ben@acme.example",)),
        replace(GLOBEX, channel="#globex", owners=("@nobody",)),
    )
    async with open_world(tmp_path, begins=story.START, managers="U0MAYA") as world:
        add = world.workspace.add_person
        add(id="U0MAYA", name="maya", real_name="Maya")
        add(id="U0BEN", name="ben", real_name="Ben", email="ben@acme.example")
        world.workspace.add_channel(id="C0ACME", name="acme", members=["U0BEN", "U0MAYA"])
        await world.start()
        await world.takes_in(Calendar(None, by_name, (story.DRAFT,)))
        await world.stop()

        await world.start()

        maya = world.driver.person("maya")
        told = await maya.hears("Some names were not found")
        assert "#globex: integration Globex" in world.driver.reads(told)
        assert "@nobody: integration Globex" in world.driver.reads(told)
        shown = world.driver.reads(await maya.runs("/integration show Acme LMS", in_="#acme"))
        assert "#acme" in shown
        assert "@Ben" in shown

        await world.stop()
        await world.start()
        await world.bot.dispatcher.drain()
        assert len([post for post in maya.sees() if "Some names were not found" in str(post.blocks)]) == 1

        world.workspace.add_channel(id="C0GLOBEX", name="globex", members=["U0BEN"])
        add(id="U0NOBODY", name="nobody", real_name="No Body")
        await maya.clicks("Look again", on=told, answer=False)
        await maya.hears("all channels and people are known now")
        await world.driver.until(lambda: "Settled" in str(told.blocks))


async def test_a_start_goes_on_where_slack_may_not_be_asked_about_addresses(tmp_path: Path) -> None:
    async with open_world(tmp_path, begins=story.START, managers="U0MAYA") as world:
        world.workspace.add_person(id="U0MAYA", name="maya", real_name="Maya")
        world.workspace.add_channel(id="C0ACME", name="acme", members=["U0MAYA"])
        await world.start()
        await world.takes_in(Calendar(None, (replace(ACME, owners=("ben@acme.example",)),), ()))
        await world.stop()
        refusal = SlackFault(FaultKind.REFUSED, "users.lookupByEmail", error="missing_scope", times=9)
        world.workspace.faults.add(refusal)

        await world.start()

        maya = world.driver.person("maya")
        told = await maya.hears("Some names were not found")
        await maya.clicks("Look again", on=told, answer=False)
        await maya.hears("One of them is not found yet")


# In forms

NEW = {"Name": "Initech", "Environments on Standard Release server": "test"}
RELEASE_FORM = {"Name": "2027.1", "Title": "T", "Date on Standard Release server": "2027-01-11"}


async def test_a_form_refuses_a_channel_that_is_archived_at_its_field(
    world: World, zoe: Person, opens: Opens
) -> None:
    form = await opens(zoe, "/integration add")
    await zoe.fills(form, {**NEW, "Channel": "#globex"})
    world.driver.archive("globex")

    assert "This channel is archived" in str((await zoe.submits(form)).errors)


async def test_a_form_refuses_a_private_channel_that_the_bot_is_not_in(
    world: World, zoe: Person, opens: Opens
) -> None:
    world.workspace.add_channel(
        id="C0HIDDEN", name="hidden", private=True, bot_is_member=False, members=["U0ZOE"]
    )
    form = await opens(zoe, "/integration add")
    await zoe.fills(form, {**NEW, "Channel": "#hidden"})

    assert "I cannot see this channel" in str((await zoe.submits(form)).errors)


@pytest.mark.parametrize(
    ("who", "words"),
    [("@Gil", "is a guest"), ("@Eve", "of another organisation"), ("@Ben", "deactivated")],
)
async def test_a_form_refuses_owners_who_could_answer_nothing(
    world: World, zoe: Person, opens: Opens, who: str, words: str
) -> None:
    form = await opens(zoe, "/integration add")
    await zoe.fills(form, {**NEW, "Owners": [who]})
    if who == "@Ben":
        world.driver.deactivate("ben")

    assert words in str((await zoe.submits(form)).errors)


async def test_a_release_takes_no_owner_who_could_answer_nothing(
    world: World, maya: Person, opens: Opens
) -> None:
    form = await opens(maya, "/release new")
    await maya.fills(form, {**RELEASE_FORM, "Owner": "@Gil"})

    assert "is a guest" in str((await maya.submits(form)).errors)


@pytest.mark.parametrize("method", ["conversations.info", "users.info"])
@pytest.mark.parametrize("kind", [FaultKind.UNAVAILABLE_TEXT, FaultKind.RATE_LIMITED, FaultKind.HANG])
async def test_what_slack_does_not_tell_now_keeps_nobody_from_saving(
    world: World, zoe: Person, opens: Opens, method: str, kind: FaultKind
) -> None:
    form = await opens(zoe, "/integration add")
    await zoe.fills(form, NEW)
    world.workspace.faults.add(SlackFault(kind, method, times=100))

    await zoe.submits(form)

    await zoe.hears("Saved.", in_="#acme")


async def test_of_a_form_without_a_channel_none_is_looked_up() -> None:
    assert await problems_of_channel(Unasked(), "channel", "") == ()
