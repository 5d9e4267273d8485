"""What is live where: by command and by mention."""

from handlers.interaction import Turn
from handlers.services import Desk
from rollouts.deliveries import Content
from rollouts.usecases.live import Question, what_is_live
from views.answers import live, sharing
from views.answers.help import show_help


class Live:
    """Answers `/live` and mentions."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def command(self, turn: Turn) -> Content:
        """Say privately what is live on the server that was asked for, or on all."""
        return sharing.private(await self.said(turn), share=("/live", turn.text))

    async def said(self, turn: Turn) -> Content:
        """Say what is live, as it can be shown to everyone."""
        answer = await self._desk.look(what_is_live, Question(turn.actor, turn.text))
        return live.answer(answer)

    async def mention(self, turn: Turn) -> Content:
        """Answer a mention with a question; without one say what can be asked."""
        return await self.command(turn) if turn.text else show_help()
