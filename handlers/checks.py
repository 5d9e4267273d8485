"""What integrations found after a release."""

from handlers.interaction import Interaction
from handlers.services import Services
from handlers.table import Table
from rollouts.usecases.checks import SmokePassed, smoke_passed
from views.actions import Press
from views.answers import checks
from views.parts import Message


class Checks:
    """Answers the buttons of checks."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.table = Table(buttons={Press.SMOKE_PASSED: self.pressed_smoke_passed})

    async def pressed_smoke_passed(self, interaction: Interaction) -> Message:
        """Record that the smoke tests passed."""
        actor = await self._services.people.rights(interaction.caller)
        request = SmokePassed(actor, interaction.number("delivery"))
        return checks.recorded(await self._services.change(smoke_passed, request))
