"""The sources of the vendor's news: how it stands with each, and having one looked at."""

from handlers.interaction import Interaction
from handlers.services import Services
from handlers.table import Table
from rollouts.usecases.feeds import AskSources, look_now, sources
from views.actions import Press
from views.answers.sources import looking
from views.answers.sources import sources as listed
from views.parts import Message


class NewsSources:
    """Answers `/release sources` and its buttons."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.table = Table(buttons={Press.LOOK_AT_SOURCE: self.pressed_look})

    async def list(self, interaction: Interaction) -> Message:
        """Say how it stands with each source."""
        asker = await self._services.known(interaction.caller)
        return listed(await self._services.read(sources, AskSources(asker, watched=self._services.watched)))

    async def pressed_look(self, interaction: Interaction) -> Message:
        """Have a source looked at."""
        actor = await self._services.people.rights(interaction.caller)
        request = AskSources(actor, interaction.word("source"), self._services.watched)
        return looking(await self._services.change(look_now, request))
