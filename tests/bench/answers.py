"""What answers cost in a large workspace against a small one, whatever the way to the chat system costs.

Each is its transaction, its view and its rendering, timed as the CPU time of the process.
"""

from collections.abc import Callable, Generator, Iterable
from functools import partial
from time import process_time

from bot.slack.rendering import render_home, render_message
from rollouts.people import Caller, Person
from rollouts.usecases.home import AskHome, home
from rollouts.usecases.integrations import AskIntegration, show_integration
from rollouts.usecases.previewing import preview
from rollouts.usecases.questions import AskInWords, answer_question
from rollouts.usecases.releases import Ask, AskPage
from rollouts.usecases.showing import show_release
from rollouts.usecases.upcoming import list_deliveries
from storage.workspace import Workspace
from tests.bench.table import Pair, Row
from tests.bench.workspaces import NAME, NOW, OWNER, workspace
from views.answers import deliveries, integrations, questions, release_shown
from views.answers import preview as previews
from views.answers.home import home as home_view

ANA = Person(OWNER)
SMALL = (3, 3)
QUICK, LARGE = (300, 300), (500, 1_000)
"""How many releases and integrations there are. In the largest the newest release has 5,000 deliveries."""

SIZES = (SMALL, (30, 30), (100, 100), QUICK, LARGE)


def _live(place: Workspace) -> object:
    asked = AskInWords(Caller(OWNER), "controlled", "C0")
    return render_message(questions.answer(place.run_sync(answer_question, asked, now=NOW)))


def _show(place: Workspace) -> object:
    asked = Ask(NAME, asker=ANA)
    return render_message(release_shown.shown(place.run_sync(show_release, asked, now=NOW)))


def _deliveries(place: Workspace) -> object:
    return render_message(deliveries.deliveries(place.run_sync(list_deliveries, Ask(NAME), now=NOW)))


def _preview(place: Workspace) -> object:
    answer = place.run_sync(preview, AskPage(NAME), now=NOW)
    return render_message(previews.preview(answer, {}))


def _integration(place: Workspace) -> object:
    asked = AskIntegration(ANA, "Team 0")
    return render_message(integrations.shown(place.run_sync(show_integration, asked, now=NOW)))


def _home(place: Workspace) -> object:
    return render_home(home_view(place.run_sync(home, AskHome(ANA), now=NOW)))


def cost(ask: Callable[[Workspace], object], size: tuple[int, int], *, is_told: bool = False) -> float:
    """Return the CPU seconds of one answer in a workspace of that size."""
    place = workspace(*size, is_told=is_told)
    start = process_time()
    ask(place)
    return process_time() - start


def _pairs(
    ask: Callable[[Workspace], object], large: tuple[int, int], *, is_told: bool = False
) -> Generator[Pair, None, None]:
    while True:
        yield cost(ask, SMALL, is_told=is_told), cost(ask, large, is_told=is_told)


def _growth(ask: Callable[[Workspace], object], *, is_told: bool = False) -> Iterable[tuple[int, float]]:
    for size in SIZES:
        cost(ask, size, is_told=is_told)
        yield size[1], min(cost(ask, size, is_told=is_told) for _ in range(5))


def _rows(what: str, ask: Callable[[Workspace], object], most: float) -> Iterable[Row]:
    for size, is_quick in ((QUICK, True), (LARGE, False)):
        yield Row(
            what=f"{what}, {size[1]:,} integrations",
            against="with 3",
            bound=f"<= {most}",
            pairs=partial(_pairs, ask, size),
            growth=None if is_quick else partial(_growth, ask),
            is_quick=is_quick,
        )


ROWS: tuple[Row, ...] = (
    *_rows("/live controlled", _live, 1.3),
    *_rows("/release show", _show, 2),
    *_rows("/release deliveries", _deliveries, 2),
    *_rows("/release preview", _preview, 2),
    Row(
        what="/release preview after two posts to each channel, 1,000 integrations",
        against="with 3",
        bound="<= 2",
        pairs=partial(_pairs, _preview, LARGE, is_told=True),
        growth=partial(_growth, _preview, is_told=True),
    ),
    *_rows("/integration show", _integration, 2),
    *_rows("Home", _home, 2),
)
