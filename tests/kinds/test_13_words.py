"""Words and small things: what a newcomer stumbles over in the first ten minutes."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from bot.slack import rendering
from handlers.replies import Reply
from rollouts.acts import DoneBefore
from rollouts.deliveries import Lost, NotPosted, Refused
from rollouts.names import NEAREST_MOST, named_like, nearest
from rollouts.people import Right
from rollouts.refusals import NotAllowed, Unknown
from rollouts.usecases.releases import find_release
from slack_simulator import Message
from slack_simulator.testing import Person
from tests.handlers.conftest import Opens, Reads
from tests.support.memory_ledger import MemoryLedger
from tests.support.overheard import Overheard
from tests.support.story import RELEASE
from tests.support.world import World
from views.actions import unpack
from views.dates import in_days

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
WIDEST = 100
NAMES = ("Acme LMS", "Globex Training", "Globex Sales", "Northwind", "Q&A *beta*")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("north", "Northwind"),
        ("NORTHWIND", "Northwind"),
        ("globex train", "Globex Training"),
        ("training", "Globex Training"),
        ("q&a", "Q&A *beta*"),
        ("Q&A\u00a0*BETA*", "Q&A *beta*"),
        ("globex", None),
        ("lobex", None),
        ("", None),
        ("   ", None),
    ],
)
def test_a_part_of_a_name_is_enough_where_only_one_has_it(typed: str, found: str | None) -> None:
    assert named_like(typed, NAMES) == found


def test_a_part_that_several_names_have_suggests_those() -> None:
    assert nearest("globex", NAMES) == ("Globex Training", "Globex Sales")


def test_no_more_than_three_names_are_suggested_however_many_are_near() -> None:
    assert len(nearest("2026.1", [f"2026.{number}" for number in range(100, 200)])) == NEAREST_MOST


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (120, "in 120 days"),
        (121, "in 4 months"),
        (-400, "13 months ago"),
        (26404, "in 72 years"),
        (-26404, "72 years ago"),
    ],
)
def test_a_distance_that_nobody_counts_in_days_is_not_said_in_days(days: int, said: str) -> None:
    assert in_days(days) == said


@pytest.mark.exhaustive(quick=8)
@pytest.mark.parametrize(
    "typed",
    [
        *(
            "/live help",
            "/release help",
            "/integration help",
            "/case help",
            "/live HELP",
            "/live ?",
            "/release ?",
        ),
        *(
            "/release --help",
            "/case -h",
            "/integration /help",
            "/urgent ?",
            "/urgent --help",
            "/release help!",
        ),
        *("/release show help", "/release hold help", "/release deliveries HELP", "/release list ?"),
        *("/release new help", "/integration add --help", "/integration edit help.", "/case new help"),
    ],
)
async def test_help_helps_after_every_command(zoe: Person, reads: Reads, typed: str) -> None:
    assert "what is live on each server" in reads(await zoe.runs(typed, in_="#acme"))


@pytest.mark.exhaustive(quick=6)
@pytest.mark.parametrize(
    "said",
    [
        *(
            "",
            "hello",
            "Hi!",
            "help",
            "Thank you.",
            "hi there",
            "Hello, Fortnight",
            "good afternoon everyone",
        ),
        *("thanks a lot!", ":wave:", "👋", "?", "...", "--help"),
    ],
)
async def test_a_mention_without_a_question_is_helped(zoe: Person, reads: Reads, said: str) -> None:
    answer = await zoe.says(f"@Fortnight {said}".strip(), in_="#acme")

    assert isinstance(answer, Message)
    assert "what is live on each server" in reads(answer)


async def test_what_was_only_asked_does_not_say_that_nothing_was_changed(zoe: Person, reads: Reads) -> None:
    for asked in ("/release show 2026.99", "/integration show Globx", "/live moon", "/release shwo 2026.11"):
        assert "Nothing was changed" not in reads(await zoe.runs(asked, in_="#acme"))


async def test_what_would_have_changed_something_does(ana: Person, reads: Reads) -> None:
    assert "Nothing was changed" in reads(await ana.runs("/release confirm 2026.99", in_="#acme"))


async def test_one_name_that_begins_so_is_shown_at_once(zoe: Person, reads: Reads) -> None:
    for asked in ("/integration show acme", "/integration acme", "/integration LMS"):
        assert "Acme LMS" in reads(await zoe.runs(asked, in_="#globex")).splitlines()[0]


def test_a_part_of_a_releases_name_is_enough_too(ledger: MemoryLedger) -> None:
    spring = replace(RELEASE, name="Spring 27")
    ledger.save_release(spring)

    assert find_release(ledger=ledger, name="spring", by_part=True) == spring
    with pytest.raises(Unknown):
        find_release(ledger=ledger, name="spring")


def test_what_no_button_of_ours_carries_reads_as_no_ids() -> None:
    assert [unpack(value) for value in ("[1]", "x", None, "{}")] == [{}] * 4


def test_no_sentence_names_a_server_without_its_article() -> None:
    bare = re.compile(r"\b(?:at|by|for|from|in|of|on|to) (?:Standard|Controlled) Release server")

    assert [file.name for file in GOLDEN.rglob("*.txt") if bare.search(file.read_text("utf-8"))] == []


async def test_a_command_removes_nothing_before_it_has_asked(world: World, ana: Person, reads: Reads) -> None:
    asked = await ana.runs("/integration remove Acme LMS", in_="#acme")

    assert reads(asked).startswith("Remove Acme LMS?")
    assert "Acme LMS" in reads(await ana.runs("/integration list", in_="#acme"))
    assert "Acme LMS is removed." in reads(await ana.clicks("Remove", on=asked))


@pytest.mark.parametrize("command", ["/release new", "/integration add"])
async def test_what_is_typed_behind_new_or_add_stands_in_the_form(
    maya: Person, opens: Opens, command: str
) -> None:
    form = await opens(maya, f"{command} Spring & co")

    (name, *_) = [block for block in form.blocks if block["type"] == "input"]
    assert name["element"]["initial_value"] == "Spring & co"


@pytest.mark.parametrize("press", ["Acknowledge", "Not urgent", "False alarm"])
async def test_a_case_that_somebody_took_up_is_not_shown_as_coming(
    world: World, zoe: Person, reads: Reads, press: str
) -> None:
    await zoe.runs("/urgent the player stays blank", in_="#acme")
    thread = await zoe.hears("the player stays blank", in_="#support")
    assert "case 1" in reads(await zoe.runs("/release next", in_="#acme"))

    await zoe.clicks(press, on=thread)
    await world.driver.until(lambda: f"[{press}]" not in reads(thread))

    assert "case 1" not in reads(await zoe.runs("/release next", in_="#acme"))


def first_read() -> list[Path]:
    """Return what somebody opens first: each README, and each example."""
    homes = (ROOT, ROOT / "packages" / "slack-simulator")
    examples = (file for home in homes for file in sorted((home / "examples").iterdir()) if file.is_file())
    return [*(home / "README.md" for home in homes), ROOT / ".env.example", *examples]


@pytest.mark.parametrize("file", first_read(), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_line_of_the_readme_or_an_example_is_wider_than_a_terminal(file: Path) -> None:
    assert [line for line in file.read_text(encoding="utf-8").splitlines() if len(line) > WIDEST] == []


class Windows(Overheard):
    """The ways and the client of somebody for whom windows open; `opened` is set when one did."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = asyncio.Event()
        self.shown: list[object] = []

    async def open(self, view: dict[str, object], *, trigger: str) -> str | NotPosted | Lost | Refused:
        self.shown.append(view)
        self.opened.set()
        return await super().open(view, trigger=trigger)

    async def views_update(self, *, view: dict[str, object], **_: object) -> None:
        self.shown.append(view)


@pytest.mark.parametrize("why", [NotAllowed(Right.ASK), DoneBefore("press 1")])
async def test_what_is_refused_or_was_done_before_opens_no_window(why: Exception) -> None:
    windows = Windows()

    async def refuse() -> NoReturn:
        raise why

    with pytest.raises(type(why)):
        await Reply(windows, windows, rendering, "U0ZOE").open_form("New", refuse)  # type: ignore[arg-type] # it stands in

    assert windows.shown == []


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (NotAllowed(Right.ASK), "people of this workspace alone"),
        (DoneBefore("press 1"), "This was done already, so nothing was done now."),
    ],
)
async def test_what_turns_out_so_after_a_while_is_told_in_the_window(why: Exception, told: str) -> None:
    windows = Windows()

    async def refuse() -> NoReturn:
        await windows.opened.wait()
        raise why

    await Reply(windows, windows, rendering, "U0ZOE").open_form("New", refuse)  # type: ignore[arg-type] # it stands in

    assert len(windows.shown) == 2
    assert told in str(windows.shown[1])


@pytest.mark.parametrize("command", ["/release", "/integration", "/case"])
async def test_help_with_more_words_helps_and_what_is_not_known_names_its_own_help(
    zoe: Person, reads: Reads, command: str
) -> None:
    assert "Ask and report" in reads(await zoe.runs(f"{command} help me please", in_="#acme"))
    assert f"{command} help" in reads(await zoe.runs(f"{command} frobnicate", in_="#acme"))
