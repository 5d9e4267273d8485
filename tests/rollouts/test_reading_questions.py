"""Reading a question, whatever the ledger's names are and however it is typed."""

import datetime as dt
from dataclasses import replace
from itertools import product

import pytest

from rollouts.integrations import Environment, Integration
from rollouts.questions.asked import Asked, NotUnderstood, OfCase, Period, Question, Understood
from rollouts.questions.meant import meant_by_it
from rollouts.questions.names import Names
from rollouts.questions.phrases import phrase
from rollouts.questions.reading import Known, Readings, read
from rollouts.releases import Release, Stage, Status
from rollouts.servers import DEFAULT_SERVERS, Server
from tests.support.story import ACME, HISTORY, INTEGRATIONS, RELEASE

TODAY = dt.date(2026, 12, 3)
"""A Thursday."""
DAY = dt.timedelta(days=1)
KNOWN = Known(Names(DEFAULT_SERVERS, (HISTORY, RELEASE), INTEGRATIONS), (ACME,), TODAY)


def differing(
    *,
    servers: tuple[Server, ...] = KNOWN.names.servers,
    releases: tuple[Release, ...] = KNOWN.names.releases,
    integrations: tuple[Integration, ...] = KNOWN.names.integrations,
    own: tuple[Integration, ...] = KNOWN.own,
) -> Known:
    """Return what is known, but for these of it."""
    return replace(KNOWN, names=Names(servers, releases, integrations), own=own)


def understood(text: str, known: Known = KNOWN) -> Question:
    found = read(text, known)
    assert isinstance(found, Understood), found
    return found.question


def knowing(*names: str, releases: tuple[Release, ...] = (HISTORY, RELEASE)) -> Known:
    """Return the same with integrations of these names, on both servers."""
    integrations = tuple(replace(ACME, name=name) for name in names)
    return differing(integrations=integrations, own=integrations[:1], releases=releases)


# Names


@pytest.mark.parametrize(
    "name", ["What Next", "Live", "Is it", "🚀", "Monday.com", "C++", "R&D (old)", "Über-Lern"]
)
def test_an_odd_name_is_found_when_it_stands_alone_or_in_quotes(name: str) -> None:
    known = knowing(name)

    assert understood(f'what about "{name}"?', known) == Question(Asked.INTEGRATION, integration=name)
    asked = Question(Asked.INTEGRATION, integration=name)
    assert understood(phrase(asked, DEFAULT_SERVERS), known) == asked


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        (Question(Asked.TESTING, release="2026.11"), "who has not tested 2026.11?"),
        (
            Question(Asked.TESTING, release="2026.11", servers=("standard",)),
            "who has not tested 2026.11 on Standard?",
        ),
        (Question(Asked.TESTING, release="2026.11", mine=True), "what do we have to test of 2026.11?"),
        (Question(Asked.TESTING, release="2026.11", mine=True, is_polar=True), "have we tested 2026.11?"),
        (Question(Asked.INTEGRATION, integration=ACME.name), "what about Acme LMS?"),
        (
            Question(Asked.INTEGRATION, integration=ACME.name, servers=("standard",)),
            "Acme LMS on Standard",
        ),
        (Question(Asked.CASE, case=7), "how is case 7?"),
        (Question(Asked.CASE, case=7, of_case=OfCase.CLOSED, is_polar=True), "is case 7 resolved?"),
        (Question(Asked.NEXT, period=Period(TODAY, TODAY)), "what is next on 3 December 2026?"),
    ],
)
def test_what_was_asked_is_written_in_full_and_means_the_same(asked: Question, written: str) -> None:
    assert phrase(asked, DEFAULT_SERVERS) == written
    assert understood(written) == asked


def test_typographic_quotes_are_quotes() -> None:
    assert understood("what about “Live”?", knowing("Live")).integration == "Live"


def test_a_name_that_is_a_word_of_ours_is_the_word_where_that_makes_sense() -> None:
    known = knowing("Next", "Live")

    assert understood("what is next?", known).asked is Asked.NEXT
    assert understood("what is live?", known).asked is Asked.LIVE
    assert understood("what about next", known) == Question(Asked.INTEGRATION, integration="Next")


def test_the_longest_name_counts() -> None:
    known = knowing("Standard Life", "Acme", "Acme LMS")

    assert understood("what about Standard Life?", known).integration == "Standard Life"
    assert understood("what about acme lms?", known).integration == "Acme LMS"
    assert understood("what about acme?", known).integration == "Acme"


def test_a_part_of_a_name_is_enough_where_only_one_has_it() -> None:
    known = knowing("Globex Training", "Globex Sales", "Initech LMS")

    assert understood("what about initech?", known).integration == "Initech LMS"
    assert understood("what about lms?", known).integration == "Initech LMS"
    assert understood("what about glob train?", known).integration == "Globex Training"
    assert isinstance(read("what about globex?", known), NotUnderstood)


def test_what_two_things_are_called_is_the_name_of_neither() -> None:
    release = replace(RELEASE, name="Acme")

    assert isinstance(read("what about acme please", knowing("Acme", releases=(release,))), NotUnderstood)
    twins = tuple(replace(RELEASE, name=name) for name in ("2026-11", "2026.11"))
    assert isinstance(read("what about v2026/11", differing(releases=twins)), NotUnderstood)


def test_a_title_that_two_releases_have_names_neither() -> None:
    twin = replace(RELEASE, name="2026.12")

    assert understood("is the course player refresh live?").release == "2026.11"
    assert isinstance(
        read("is the course player refresh live?", differing(releases=(RELEASE, twin))), NotUnderstood
    )


def test_servers_of_another_vendor_are_known_by_each_of_their_names() -> None:
    servers = (Server("alpha", "Alpha"), Server("beta", "Beta ring", "Early birds"), Server("gamma", "Gamma"))
    known = differing(servers=servers)

    assert understood("what's live on early birds and gamma?", known).servers == ("beta", "gamma")
    assert understood("what's on alph", known).servers == ("alpha",)
    assert isinstance(read("what's on a", known), NotUnderstood)


def test_several_releases_or_integrations_are_too_many_for_one_answer() -> None:
    for text in (
        "is 2026.10 or 2026.11 live?",
        "what about Globex and Northwind",
        "what changed on Monday or Tuesday",
    ):
        assert isinstance(read(text, KNOWN), NotUnderstood)


def test_a_day_to_which_nothing_leads_is_one_day() -> None:
    assert understood("what changed from Monday?").period == Period(dt.date(2026, 11, 30), TODAY)


def test_nobody_asks_in_more_than_forty_words() -> None:
    found = read("is it " * 25, KNOWN)

    assert isinstance(found, NotUnderstood)
    assert found.unknown == ("…",)


# Environments


def test_an_environment_that_is_called_like_a_server_is_where_its_integration_has_it() -> None:
    assert understood("is it on Acme LMS production?").servers == ("controlled",)
    assert understood("is it on Northwind production?").servers == ("standard",)
    assert understood("is it on our production?").servers == ("controlled",)


def test_an_environment_may_have_a_name_of_its_own() -> None:
    staging = Integration(
        "Initech", "C0I", (), (Environment("staging", "standard"), Environment("...", "controlled"))
    )
    known = differing(integrations=(staging,), own=(staging,))

    assert understood("what is live on Initech's staging?", known).servers == ("standard",)
    assert understood("what is live for us in staging?", known).servers == ("standard",)


def test_environments_of_one_name_on_two_servers_are_on_both() -> None:
    both = replace(ACME, environments=(Environment("demo", "standard"), Environment("Demo", "controlled")))

    assert understood("is it on our demo?", differing(own=(both,))).servers == ("standard", "controlled")


@pytest.mark.parametrize("text", ["is it on production for us?", "did Acme LMS test 2026.11?"])
def test_where_it_can_mean_two_things_both_are_offered(text: str) -> None:
    found = read(text, KNOWN)

    assert isinstance(found, NotUnderstood)
    assert (found.is_ambiguous, len(found.nearest)) == (True, 2)


# Days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("since October", dt.date(2026, 10, 1), TODAY),
        ("since Jan", dt.date(2026, 1, 1), TODAY),
        ("since December", dt.date(2026, 12, 1), TODAY),
        ("since last October", dt.date(2026, 10, 1), TODAY),
        ("since October 2025", dt.date(2025, 10, 1), TODAY),
        ("in October", dt.date(2026, 10, 1), dt.date(2026, 10, 31)),
        ("in may", dt.date(2026, 5, 1), dt.date(2026, 5, 31)),
        ("since 12 Oct", dt.date(2026, 10, 12), TODAY),
        ("since October 12th", dt.date(2026, 10, 12), TODAY),
        ("since 24 December", dt.date(2025, 12, 24), TODAY),
        ("since 2026-11-20", dt.date(2026, 11, 20), TODAY),
        ("since Monday", dt.date(2026, 11, 30), TODAY),
        ("since last Friday", dt.date(2026, 11, 27), TODAY),
        ("on Thursday", dt.date(2026, 11, 26), dt.date(2026, 11, 26)),
        ("yesterday", dt.date(2026, 12, 2), dt.date(2026, 12, 2)),
        ("today", TODAY, TODAY),
        ("last week", dt.date(2026, 11, 23), dt.date(2026, 11, 29)),
        ("in the last week", dt.date(2026, 11, 23), dt.date(2026, 11, 29)),
        ("this week", dt.date(2026, 11, 30), dt.date(2026, 12, 6)),
        ("last month", dt.date(2026, 11, 1), dt.date(2026, 11, 30)),
        ("in the last 3 days", dt.date(2026, 11, 30), TODAY),
        ("in the past two weeks", dt.date(2026, 11, 19), TODAY),
        ("two days ago", dt.date(2026, 12, 1), dt.date(2026, 12, 1)),
        ("a week ago", dt.date(2026, 11, 26), dt.date(2026, 11, 26)),
        ("lately", dt.date(2026, 11, 19), TODAY),
        ("from 1 October to 12 October", dt.date(2026, 10, 1), dt.date(2026, 10, 12)),
        ("between Monday and yesterday", dt.date(2026, 11, 30), dt.date(2026, 12, 2)),
    ],
)
def test_days_gone_by(text: str, first: dt.date, last: dt.date) -> None:
    assert understood(f"what changed {text}?").period == Period(first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on Monday", dt.date(2026, 12, 7), dt.date(2026, 12, 7)),
        ("on Thursday", TODAY, TODAY),
        ("next Friday", dt.date(2026, 12, 4), dt.date(2026, 12, 11)),
        ("next Thursday", dt.date(2026, 12, 10), dt.date(2026, 12, 10)),
        ("this Friday", dt.date(2026, 12, 4), dt.date(2026, 12, 4)),
        ("tomorrow", TODAY + DAY, TODAY + DAY),
        ("next week", dt.date(2026, 12, 7), dt.date(2026, 12, 13)),
        ("next month", dt.date(2027, 1, 1), dt.date(2027, 1, 31)),
        ("in October", dt.date(2027, 10, 1), dt.date(2027, 10, 31)),
        ("in January 2027", dt.date(2027, 1, 1), dt.date(2027, 1, 31)),
        ("on 14 December", dt.date(2026, 12, 14), dt.date(2026, 12, 14)),
        ("on Monday 14 December", dt.date(2026, 12, 14), dt.date(2026, 12, 14)),
        ("on 14.12.2026", dt.date(2026, 12, 14), dt.date(2026, 12, 14)),
        ("in 3 days", dt.date(2026, 12, 6), dt.date(2026, 12, 6)),
        ("within 3 days", TODAY, dt.date(2026, 12, 6)),
        ("by Monday", TODAY, dt.date(2026, 12, 7)),
        ("before Monday", TODAY, dt.date(2026, 12, 6)),
        ("until January", TODAY, dt.date(2027, 1, 31)),
        ("on the 14th", dt.date(2026, 12, 14), dt.date(2026, 12, 14)),
        ("on the 2nd", dt.date(2027, 1, 2), dt.date(2027, 1, 2)),
        ("on Monday the 14th", dt.date(2026, 12, 14), dt.date(2026, 12, 14)),
        ("on the 14th of December", dt.date(2026, 12, 14), dt.date(2026, 12, 14)),
        ("next year", dt.date(2027, 1, 1), dt.date(2027, 12, 31)),
        ("in the next 10 days", TODAY, dt.date(2026, 12, 13)),
        ("from Monday until 14 December", dt.date(2026, 12, 7), dt.date(2026, 12, 14)),
        ("from yesterday to tomorrow", dt.date(2026, 12, 2), dt.date(2026, 12, 4)),
    ],
)
def test_days_ahead(text: str, first: dt.date, last: dt.date) -> None:
    assert understood(f"what is planned {text}?").period == Period(first, last)


@pytest.mark.parametrize(
    "text",
    [
        "what changed tomorrow?",
        "what changed since tomorrow?",
        "what changed next week?",
        "what changed since 2026?",
        "what is planned last week?",
        "what changed on 30 February?",
        "what changed on 02/03?",
        "what changed since October 0000?",
        "what changed 99999 days ago?",
        "what changed in 3 fortnights?",
        "what changed before Monday?",
        "what is planned before today?",
        "what is planned by yesterday?",
        "what is planned on Tuesday the 14th?",
        "what is planned on the 32nd?",
        "how many days are on Monday?",
        "how many servers are live?",
        "what is planned from Monday to yesterday?",
        "what was live in October?",
        "is it Friday yet?",
    ],
)
def test_days_that_do_not_fit_are_not_understood(text: str) -> None:
    assert isinstance(read(text, KNOWN), NotUnderstood)


# What is not ours


@pytest.mark.parametrize(
    "text",
    ["everything is broken", "Standard is down", "the tests are failing", "2026.11 broke Northwind"],
)
def test_who_reports_trouble_is_not_told_that_there_is_none(text: str) -> None:
    found = read(text, KNOWN)

    assert isinstance(found, NotUnderstood)
    assert found.is_trouble


@pytest.mark.parametrize(
    "text",
    [
        "what's on the menu", "is the lunch ready", "who charged 2026.11?", "what stages are there",
        "is it a match on Standard", "text 2026.11", "is my life ready", "what is love", "read 2026.11",
        "how does it feel", "what did the tree say", "is the product on Standard", "release it",
        "move 2026.11 to Friday", "hold 2026.11", "how many people use Standard", "are you there", "thanks",
        "how", "who", "when", "what", "why", "is", "on", "2026", "2026.1", "1", "12.5", "is 2026.110 live",
    ],
)  # fmt: skip
def test_what_is_near_to_a_question_is_none(text: str) -> None:
    assert isinstance(read(text, KNOWN), NotUnderstood)


@pytest.mark.parametrize(
    ("text", "release"), [("is 2026.12 live?", "2026.11"), ("is 2026.1 on standard", "2026.10")]
)
def test_a_name_with_digits_is_never_mended_but_the_nearest_are_offered(text: str, release: str) -> None:
    found = read(text, KNOWN)

    assert isinstance(found, NotUnderstood)
    assert release in {each.release for each in found.nearest}


def test_nothing_is_guessed_of_a_slip_that_can_mean_two_words() -> None:
    assert isinstance(read("what about Marta?", knowing("Martha", "Marita")), NotUnderstood)
    assert understood("what about Martah?", knowing("Martha", "Globex")).integration == "Martha"


def test_an_empty_ledger_has_questions_too() -> None:
    nothing = Known(Names(DEFAULT_SERVERS, (), ()), (), TODAY)

    assert understood("is anything broken?", nothing).asked is Asked.BROKEN
    found = read("what about Acme?", nothing)
    assert isinstance(found, NotUnderstood)
    assert len(found.nearest) == 3


def test_what_is_asked_again_means_the_same_until_the_day_or_the_asker_is_another() -> None:
    readings = Readings(KNOWN.names.servers, KNOWN.names.releases, KNOWN.names.integrations)
    texts = ("what is next tomorrow?", "are we ready?", "controlled", "no such thing", "")
    for text, own, today in product(texts, ((), (ACME,)), (TODAY, TODAY + DAY, TODAY)):
        assert readings.of(text, own, today) == read(text, replace(KNOWN, own=own, today=today))
    assert readings.of("controlled", (), TODAY) is readings.of("controlled", (), TODAY)


# It


def on(release: Release, **status: Status) -> Release:
    for server, each in status.items():
        stage = release.stage(server)
        assert stage
        release = release.with_stage(replace(stage, status=each))
    return release


def test_it_is_what_was_talked_of_last_or_what_is_on_its_way() -> None:
    window = on(RELEASE, standard=Status.LIVE)
    later = Release(
        "2026.12", "Later", (Stage("standard", TODAY + DAY), Stage("controlled", TODAY + 9 * DAY))
    )
    releases = (HISTORY, window, later)

    def meant(*of: Release, before: str = "", server: str = "") -> str:
        found = meant_by_it(releases=of, today=TODAY, before=before, server=server)
        return found.name if found else ""

    assert meant(*releases, before="2026.10") == "2026.10"
    assert meant(*releases, before="gone") == "2026.11"
    assert meant(*releases, server="standard") == "2026.12"
    assert meant(HISTORY, later) == "2026.12"
    assert meant(HISTORY) == "2026.10"
    assert meant() == ""
