"""What a message told of a stage, in short."""

from datetime import date

from rollouts.releases import Standing
from rollouts.statements import StageTold
from views.inlines import Day, Text, say

_STANDS = {
    Standing.LIVE: "live on",
    Standing.HOTFIXED: "live, hotfixed, on",
    Standing.ROLLED_BACK: "rolled back on",
    Standing.WITHDRAWN: "withdrawn from",
}
"""How a stage was told to stand, where its date was no part of that."""


def stage_told(stage: StageTold, server: str, on: date) -> Text:
    """Say "Standard Wed 2 December" or "live on Standard", as it was told on that day."""
    day = Day(stage.date, on)
    match stage.standing:
        case Standing.PLANNED:
            return say("{server} {day}", server=server, day=day)
        case Standing.DUE:
            return say("{server} due {day}, not confirmed", server=server, day=day)
        case Standing.HELD:
            return say("held on {server}, was {day}", server=server, day=day)
        case stands:
            return say("{stands} {server}", stands=_STANDS[stands], server=server)
