"""Home: the page of each person."""

from handlers.interaction import Interaction
from handlers.services import Services
from handlers.table import Table
from views.actions import Press
from views.answers.home import PAGE


class AtHome:
    """Answers the opening of Home, and the buttons between its pages."""

    def __init__(self, services: Services) -> None:
        self._homes = services.homes
        self.table = Table(
            buttons={Press.HOME_PREVIOUS: self.pressed_page, Press.HOME_NEXT: self.pressed_page},
            visits={"app_home_opened": self.opened},
        )

    async def opened(self, user: str, page: int) -> None:
        """Show somebody their Home, at the page at which they left it."""
        self._homes.turned(user, page)
        await self._homes.show(user, is_asked=True)

    async def pressed_page(self, interaction: Interaction) -> None:
        """Turn to the page of a button; it is shown as after each press."""
        self._homes.turned(interaction.caller.id, interaction.number(PAGE))
