"""The releases as files: a calendar and a picture, sent to whoever asks for them."""

import asyncio

from handlers.interaction import Interaction
from handlers.services import Services
from rollouts.usecases.overviews import calendar, timeline
from rollouts.usecases.releases import Ask
from views.answers import sent_files
from views.answers.calendar import calendar_file
from views.answers.timeline import timeline_file
from views.files import File
from views.parts import Message


class ReleaseFiles:
    """Answers `/release calendar` and `/release timeline`. Making a file takes a moment: not on the loop."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def calendar(self, interaction: Interaction) -> Message:
        """Send the calendar of one release, or of all, to the asker."""
        answer = await self._services.read(calendar, Ask(interaction.text))
        file = await asyncio.to_thread(calendar_file, answer)
        await self._services.files.send(file, to=interaction.caller.id)
        return sent_files.sent(file, can_share=False)

    async def timeline(self, interaction: Interaction) -> Message:
        """Send the picture of all servers to the asker."""
        file = await self._picture()
        await self._services.files.send(file, to=interaction.caller.id)
        return sent_files.sent(file, can_share=interaction.channel is not None)

    async def pressed_share(self, interaction: Interaction) -> Message:
        """Share the picture, as it is now, with the channel in which it was asked for."""
        file = sent_files.by(await self._picture(), interaction.caller.id)
        channel = interaction.channel or interaction.caller.id
        await self._services.files.send(file, to=channel)
        return sent_files.shared(file, channel)

    async def _picture(self) -> File:
        return await asyncio.to_thread(timeline_file, await self._services.read(timeline))
