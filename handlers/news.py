"""Making releases of the vendor's news: of a text that is pasted, or of a message in Slack."""

from datetime import datetime

from handlers import forms
from handlers.interaction import Interaction, written_at
from handlers.services import Services
from handlers.table import Table
from rollouts.case_files import NotFetched
from rollouts.news import Entry
from rollouts.texts import one_line
from rollouts.usecases.news import ReadNews, may_read_news, read_news
from views.actions import FormId, ShortcutId
from views.answers.news_window import FROM_TEXT, NEWS, mail_not_read, news_form, news_window
from views.forms import Form, Notice, Window
from views.parts import Message


def is_from_text(text: str) -> bool:
    """Say whether somebody who types `/release new` wants it made of a text."""
    return one_line(text).casefold() == FROM_TEXT


class VendorNews:
    """Answers the shortcut and the form by which news is read."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.table = Table(
            forms={FormId.NEWS: self.submitted},
            shortcuts={ShortcutId.MAKE_RELEASE: self.message_to_release},
        )

    async def ask(self, interaction: Interaction) -> None:
        """Ask for the text."""

        async def prepare() -> Form:
            actor = await self._services.people.rights(interaction.caller)
            await self._services.read(may_read_news, actor)
            return news_form(interaction.channel)

        await interaction.reply.open_form(NEWS, prepare)

    async def submitted(self, interaction: Interaction) -> Message | Form:
        """Go on with the form of a release, filled with what was read."""
        text = forms.text(interaction.fields, "text")
        window = await self._read(interaction, text, self._services.clock.now())
        return window.message if isinstance(window, Notice) else window

    async def message_to_release(self, interaction: Interaction) -> None:
        """Open the form of a release with what a message says; "tomorrow" counts from its day."""
        at = written_at(interaction.message) or self._services.clock.now()

        async def prepare() -> Window:
            if not interaction.mail:
                return await self._read(interaction, interaction.text, at)
            mail = await self._services.mails.mail(interaction.mail)
            if isinstance(mail, NotFetched):
                return mail_not_read(mail)
            return await self._read_entry(interaction, self._services.news.entry_of_mail(mail, at))

        await interaction.reply.open_form(NEWS, prepare)

    async def _read(self, interaction: Interaction, text: str, at: datetime) -> Window:
        return await self._read_entry(interaction, self._services.news.entry(text, at))

    async def _read_entry(self, interaction: Interaction, entry: Entry) -> Window:
        actor = await self._services.people.rights(interaction.caller)
        request = ReadNews(actor, entry, self._services.news.wordings)
        return news_window(await self._services.read(read_news, request), interaction.channel)
