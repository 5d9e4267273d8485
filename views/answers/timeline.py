"""The picture of all servers, and the same in words for those who do not see it."""

from collections.abc import Callable
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from rollouts.releases import Release, Stage, Standing
from rollouts.servers import Server
from rollouts.usecases.overviews import Timeline
from views.answers.timeline_drawing import Block, Lane, Picture, can_write, draw
from views.dates import day_words
from views.files import File
from views.inlines import Day, Words, enumeration, say, sentences
from views.wording import count, shortened

NAME_MOST: Final = 100
"""How much of a name is told beside the picture."""
ALT_MOST: Final = 1000
"""What Slack takes of an alternative text."""

_SAID: Final = {
    Standing.PLANNED: "planned for {day}",
    Standing.DUE: "due {day}, not confirmed",
    Standing.LIVE: "live since {day}",
    Standing.HOTFIXED: "live since {day}, hotfixed",
    Standing.ROLLED_BACK: "rolled back",
    Standing.HELD: "held, no date for now",
    Standing.WITHDRAWN: "withdrawn",
}


def timeline_file(answer: Timeline) -> File:
    """Draw the picture, with the same in words beside and behind it."""
    title = f"Releases on {day_words(answer.today, said_on=answer.today)}"
    legend = _Legend()
    drawn = tuple(_block(release, answer, legend.written) for release in answer.releases)
    blocks = tuple(_block(release, answer, str) for release in answer.releases)
    left_out = f"{count(answer.left_out, 'more release')}: /release list" if answer.left_out else ""
    picture = Picture(title, answer.today, drawn, left_out)
    words = sentences(
        say("All servers as of {day}.", day=Day(answer.today, answer.today)),
        say("{more} did not fit.", more=count(answer.left_out, "release")) if answer.left_out else "",
        *legend.told(),
    )
    alt = _alt(Picture(title, answer.today, blocks, left_out))
    return File("releases.png", title, draw(picture), words, alt)


class _Legend:
    """Names that the picture's font cannot write stand in it as numbers, and are told beside it."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def written(self, name: str) -> str:
        """Return the name if it can be written, else what stands for it."""
        return name if can_write(name) else self._names.setdefault(name, f"({len(self._names) + 1})")

    def told(self) -> list[Words]:
        """Say what the numbers stand for."""
        if not self._names:
            return []
        entries = [
            say("{number} is “{name}”", number=number, name=shortened(name, NAME_MOST))
            for name, number in self._names.items()
        ]
        return [say("In the picture {entries}.", entries=enumeration(entries))]


def _block(release: Release, answer: Timeline, written: Callable[[str], str]) -> Block:
    lanes = [
        _lane(server, stage, answer, written)
        for server in answer.servers
        if (stage := release.stage(server.key))
    ]
    return Block(f"{written(release.name)}: {written(release.title)}", tuple(lanes))


def _lane(server: Server, stage: Stage, answer: Timeline, written: Callable[[str], str]) -> Lane:
    standing = stage.standing(answer.today)
    day = _day(stage, answer.policy.timezone)
    said = _SAID[standing].format(day=day_words(day, said_on=answer.today))
    return Lane(f"{written(server.short_name)}: {said}", day, standing)


def _day(stage: Stage, timezone: str) -> date:
    return stage.live_at.astimezone(ZoneInfo(timezone)).date() if stage.live_at else stage.date


def _alt(picture: Picture) -> str:
    blocks = (f"{block.name}. {'; '.join(lane.label for lane in block.lanes)}." for block in picture.blocks)
    said = " ".join((f"{picture.title}.", *blocks, picture.left_out))
    return shortened(said if picture.blocks else f"{picture.title}. No release in these weeks.", ALT_MOST)
