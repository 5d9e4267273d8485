"""Home holds to Slack's limits, whatever there is, and every button on it says what it is about."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.slack.rendering import render_home
from bot.slack.rendering.limits import HOME_BLOCKS_MOST
from bot.slack.rendering.messages import render_parts
from rollouts.deliveries import Announcement, Pause, State, finished
from rollouts.integrations import Environment, Integration
from rollouts.kinds import PREVIEW
from rollouts.people import Person
from rollouts.usecases.home import AskHome, home
from tests.support.at_home import GIL, NOON, in_the_window, with_cases
from tests.support.delivering import delivery_of
from tests.support.memory_ledger import MemoryLedger
from tests.support.news import NEWS, news
from tests.support.story import ANA, MANAGER, RELEASE, STANDARD_DAY
from tests.views.reading import keep_home_limits
from views.actions import Press, unpack
from views.answers import home as homes
from views.forms import Home


def of(ledger: MemoryLedger, asker: Person, *, page: int = 0) -> Home:
    return homes.home(home(ledger.at(NOON), AskHome(asker, page)))


def buttons(shown: Home) -> Iterator[dict[str, Any]]:
    for block in keep_home_limits(shown)["blocks"]:
        yield from (each for each in block.get("elements", []) if each["type"] == "button")
        yield from [block["accessory"]] if "accessory" in block else []


def labels(shown: Home) -> list[str]:
    return [button["text"]["text"] for button in buttons(shown)]


def overfull() -> MemoryLedger:
    """All that there may be, and all of it as long as it may be."""
    ledger = with_cases(in_the_window(), 30)
    owned = Person("U0OWNER")
    for number in range(20):
        name = f"{number:03} " + "<&*_" * 9
        stages = tuple(replace(stage, date=STANDARD_DAY) for stage in RELEASE.stages)
        ledger.save_release(replace(RELEASE, name=name, title="<&*_" * 35, stages=stages))
        places = tuple(
            Environment(f"{place} {'&' * 30}", server)
            for place in range(10)
            for server in ("standard", "controlled")
        )
        ledger.save_integration(
            Integration(f"{number:03} " + "<&*_" * 14, f"C0C{number}", (MANAGER.id, owned.id), places)
        )
        ledger.pause(Pause(f"C0P{number}", "is_archived", NOON, number=1))
    for post in (
        delivery_of(ledger, RELEASE.topic, Announcement(PREVIEW, "standard"), channel)
        for channel in ("C0ACME", "C0NORTH", "C0GLOBEX")
    ):
        ledger.save_deliveries([finished(post, State.UNKNOWN, "not_readable", NOON)])
    for case in ledger.cases():
        ledger.save_case(replace(case, opened_by=MANAGER.id, summary="<&*_" * 750))
    return ledger


def test_whatever_there_is_a_home_stays_within_slacks_limits_and_nothing_is_cut_off_its_end() -> None:
    shown = of(overfull(), MANAGER, page=1)

    keep_home_limits(shown)
    assert len(render_parts(shown.message)) <= HOME_BLOCKS_MOST


def test_what_is_left_out_is_counted() -> None:
    shown = str(render_home(of(overfull(), MANAGER, page=1)))

    for words in ("more stages", "more channels", "more cases", "more releases to test"):
        assert words in shown


def test_a_home_carries_its_page_so_that_a_press_can_stay_there() -> None:
    assert unpack(str(render_home(of(overfull(), MANAGER, page=1))["private_metadata"])) == {"page": 1}


def test_the_first_page_leads_on_the_last_one_back_and_those_between_both_ways() -> None:
    ledger = overfull()

    turning = [
        [label for label in labels(of(ledger, MANAGER, page=page)) if label in {"Previous", "Next"}]
        for page in range(3)
    ]

    assert turning == [["Next"], ["Previous", "Next"], ["Previous"]]


def test_every_button_for_checks_names_its_release_and_integration() -> None:
    found = [
        unpack(button["value"])
        for button in buttons(of(in_the_window(), ANA))
        if button["action_id"] in {Press.ALL_PASSED, Press.SET_CHECKS}
    ]

    about = {"release": "2026.11", "integration": "Acme LMS"}
    assert found == [{**about, "server": "standard"}, about]


def test_everybody_may_begin_what_is_theirs_to_begin() -> None:
    ledger = in_the_window()

    assert labels(of(ledger, MANAGER))[:3] == ["Report a problem", "New integration", "New release"]
    assert labels(of(ledger, ANA))[:3] == ["Report a problem", "New integration", "All passed"]
    assert labels(of(ledger, GIL)) == ["Report a problem"]


def test_one_piece_of_news_stands_there_and_nothing_is_said_of_more() -> None:
    ledger = in_the_window()
    news(ledger, NEWS, NOON)

    shown = str(keep_home_limits(of(ledger, MANAGER)))

    assert "The vendor's news" in shown
    assert "more when these are decided" not in shown
