"""Having the bot examined."""

from collections.abc import Mapping

from handlers.interaction import Interaction
from handlers.services import Services
from handlers.table import Handler
from rollouts.usecases.setting import may_look_after
from views.answers.doctor import TITLE, findings_window
from views.forms import Notice


class Doctor:
    """Answers `/release doctor`."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.commands: Mapping[str, Handler] = {"doctor": self.examine}

    async def examine(self, interaction: Interaction) -> None:
        """Open a window, and say in it what was found once all was looked at."""

        async def prepare() -> Notice:
            asker = await self._services.people.rights(interaction.caller)
            await self._services.read(may_look_after, asker)
            return findings_window(await self._services.examine())

        await interaction.reply.open_form(TITLE, prepare)
