"""What is live where: by command and by mention."""

from handlers.interaction import Interaction
from handlers.services import Services
from handlers.subcommands import HELP, is_help
from handlers.table import Command, Table
from rollouts.usecases.live import Question, what_is_live
from views.answers import live, sharing
from views.answers.help import show_help
from views.parts import Message

GREETINGS = frozenset({"", "hello", "hi", "hey", "thanks", "thank you", "good morning", HELP})
"""What people say to a bot when they do not ask anything yet."""


class WhatIsLive:
    """Answers `/live` and mentions."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.table = Table(
            commands={"/live": Command(self.command, public=self.public_answer)},
            messages={"app_mention": self.mention},
        )

    async def command(self, interaction: Interaction) -> Message:
        """Say privately what is live on the server that was asked for, or on all."""
        if is_help(interaction.text):
            return show_help()
        return sharing.private(await self.public_answer(interaction), share=("/live", interaction.text))

    async def public_answer(self, interaction: Interaction) -> Message:
        """Say what is live, as it can be shown to everyone."""
        answer = await self._services.read(what_is_live, Question(interaction.caller, interaction.text))
        return live.answer(answer)

    async def mention(self, interaction: Interaction) -> Message:
        """Answer a mention with a question; without one, or to a greeting, say what can be asked."""
        is_question = interaction.text.casefold().strip("!.,?") not in GREETINGS
        return await self.command(interaction) if is_question else show_help()
