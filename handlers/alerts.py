"""What people do about deliveries that failed."""

from handlers.interaction import Turn, Window
from handlers.services import Desk
from rollouts.deliveries import Content
from rollouts.delivery.paused_channels import MoveChannel, TryAgain, move_channel, try_again
from rollouts.delivery.resolving import Settle, settle
from views.posts import alerts


class Troubles:
    """Answers the buttons of what managers and owners are told of trouble."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def pressed_was_posted(self, turn: Turn) -> Content:
        """Take a message as posted."""
        return await self._settle(turn, was_posted=True)

    async def pressed_post_now(self, turn: Turn) -> Content:
        """Post a message that was not found, or was refused."""
        return await self._settle(turn, was_posted=False)

    async def _settle(self, turn: Turn, *, was_posted: bool) -> Content:
        request = Settle(turn.actor, turn.number("delivery"), was_posted)
        return alerts.settled(await self._desk.change(settle, request))

    async def pressed_try_again(self, turn: Turn) -> Content:
        """Let a paused channel get its messages."""
        request = TryAgain(turn.word("channel"), turn.actor)
        return alerts.resumed(await self._desk.change(try_again, request))

    async def channel_open(self, channel: str) -> None:
        """Let a channel that was opened get its messages; one that was not paused stays as it is."""
        await self._desk.change(try_again, TryAgain(channel))

    async def pressed_move(self, turn: Turn) -> None:
        """Ask for another channel."""

        async def prepare() -> Window:
            return alerts.move_form(turn.word("channel"))

        await turn.open_form("Another channel", prepare)

    async def submitted_move(self, turn: Turn) -> Content:
        """Let what was to go into a closed channel go into another one."""
        to = turn.fields["channel"]["selected_conversation"]
        request = MoveChannel(turn.actor, turn.word("closed"), to)
        return alerts.moved(await self._desk.change(move_channel, request))
