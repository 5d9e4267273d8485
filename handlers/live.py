"""Questions, through one door: by command, by mention, in direct messages, and by a button that asks one."""

import re
from dataclasses import replace

from handlers.interaction import Interaction
from handlers.services import Services
from handlers.subcommands import is_help
from handlers.table import Command, Table
from handlers.vendor import ToVendor
from rollouts.texts import name_key
from rollouts.usecases.questions import Answered, AskInWords, answer_question
from rollouts.usecases.talking import TalkedOf, note_talk
from rollouts.words_for_vendor import words_for_vendor
from views.actions import Press
from views.answers import questions, sharing
from views.answers.help import show_help
from views.parts import Message

_GREETINGS = frozenset(
    {
        "hello", "hi", "hey", "hiya", "howdy", "there", "again", "fortnight", "everyone", "everybody", "team",
        "good", "morning", "afternoon", "evening", "day", "thanks", "thank", "you", "cheers", "so", "very",
        "much", "a", "lot", "wave",
    }
)  # fmt: skip
"""Of nothing but these is what people say to a bot when they do not ask anything yet; `:wave:` is a hand."""


class WhatIsLive:
    """Answers `/live`, mentions and direct messages."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._vendor = ToVendor(services)
        self.table = Table(
            commands={"/live": Command(self.command, public=self.public_answer)},
            buttons={Press.ASK: self.pressed},
            messages={"app_mention": self.mention, "message.im": self.mention},
        )

    async def command(self, interaction: Interaction) -> Message:
        """Answer a question privately; without a word, say what is live on every server."""
        if is_help(interaction.text):
            return show_help()
        answered = await self._answered(interaction)
        if answered.question is None:
            return questions.answer(answered)
        return sharing.private(questions.answer(answered), share=("/live", answered.again))

    async def public_answer(self, interaction: Interaction) -> Message:
        """Answer it as it can be shown to everyone."""
        return questions.answer(await self._answered(interaction))

    async def mention(self, interaction: Interaction) -> Message | None:
        """Answer what somebody says to the bot, or tell the vendor; to a greeting, say what can be asked."""
        if (words := words_for_vendor(interaction.words)) is not None:
            return await self._vendor.tell(interaction, words)
        is_question = not _GREETINGS.issuperset(re.findall(r"\w+", name_key(interaction.text)))
        return await self.command(interaction) if is_question else show_help()

    async def pressed(self, interaction: Interaction) -> Message:
        """Answer the question of a button."""
        return await self.command(replace(interaction, text=interaction.word("text")))

    async def _answered(self, interaction: Interaction) -> Answered:
        asker = interaction.caller
        request = AskInWords(asker, interaction.text, interaction.channel)
        answered = await self._services.read(answer_question, request)
        if answered.question and answered.question.release:
            await self._services.keep(note_talk, TalkedOf(asker.id, answered.question.release))
        return answered
