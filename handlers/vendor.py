"""Telling the vendor something: by a mention in the thread of a case, or by the menu of a message there."""

import re

from handlers.interaction import Interaction
from handlers.services import Services
from handlers.table import Table
from rollouts.usecases.telling_vendor import TellVendor, tell_vendor
from rollouts.words_for_vendor import words_for_vendor
from views.actions import ShortcutId
from views.answers import cases, to_vendor
from views.parts import Message

_ID = re.compile(r"@([UW][A-Z0-9]{2,20})(?![A-Za-z0-9])")
"""A person in a message: Slack names them there by id alone."""


class ToVendor:
    """Lets words go out by e-mail that stand in the thread of a case."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.table = Table(shortcuts={ShortcutId.TO_VENDOR: self.message_to_vendor})

    async def tell(self, interaction: Interaction, words: str) -> Message | None:
        """Tell the vendor what somebody says behind a mention."""
        return await self._tell(interaction, await self._named(words))

    async def message_to_vendor(self, interaction: Interaction) -> Message | None:
        """Tell the vendor the words of any message in the thread."""
        asked = words_for_vendor(interaction.text)
        words = await self._named(interaction.text if asked is None else asked)
        author = interaction.word("author")
        if words and author != interaction.caller.id:
            names = await self._services.names.names([author]) if author else {}
            words = cases.quotation(interaction.word("called") or names.get(author, ""), words)
        return await self._tell(interaction, words)

    async def _tell(self, interaction: Interaction, words: str) -> Message | None:
        actor = await self._services.people.rights(interaction.caller)
        request = TellVendor(actor, interaction.thread, interaction.message, words, interaction.files)
        return to_vendor.told(await self._services.change(tell_vendor, request))

    async def _named(self, words: str) -> str:
        """Put the names of people in place of their ids, which say nothing outside."""
        names = await self._services.names.names(frozenset(_ID.findall(words)))
        return _ID.sub(lambda found: "@" + _called(names.get(found[1], found[1])), words)


def _called(name: str) -> str:
    return name.partition("<")[0].strip()
