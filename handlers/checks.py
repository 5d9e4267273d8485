"""What integrations found after a release."""

from handlers.interaction import Turn
from handlers.services import Desk
from rollouts.deliveries import Content
from rollouts.usecases.checks import SmokePassed, smoke_passed
from views.answers import checks


class Checks:
    """Answers the buttons of checks."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def pressed_smoke_passed(self, turn: Turn) -> Content:
        """Record that the smoke tests passed."""
        request = SmokePassed(turn.actor, turn.number("delivery"))
        return checks.recorded(await self._desk.change(smoke_passed, request))
