"""Showing and changing settings."""

from collections.abc import Mapping

from handlers import forms
from handlers.interaction import Interaction
from handlers.references import problems_of_channel, problems_of_people
from handlers.services import Services
from handlers.table import Handler, Table
from rollouts.references import is_id
from rollouts.refusals import Fault, Problem, Thing, unknown
from rollouts.settings import Setting, listed
from rollouts.texts import name_key
from rollouts.usecases.setting import (
    AskSetting,
    AskSettingsHistory,
    ChangeSetting,
    ask_setting,
    change_setting,
    settings_history,
    show_settings,
)
from views.actions import FormId, Press
from views.answers.settings import BACK, GROUPS, VALUE, setting_changed, setting_form, settings_shown
from views.answers.settings_history import settings_history as told
from views.forms import Form
from views.parts import Message

TITLE = "Settings"
HISTORY = "history"


class AppSettings:
    """Answers `/release settings`, its buttons and its form."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.commands: Mapping[str, Handler] = {"settings": self.typed}
        self.table = Table(
            buttons={
                Press.SHOW_SETTINGS: self.show,
                Press.CHANGE_SETTING: self.pressed_change,
                Press.SETTINGS_HISTORY: self.history,
            },
            forms={FormId.SETTING: self.submitted},
        )

    async def typed(self, interaction: Interaction) -> Message | None:
        """Show the settings, or their history; with the name of one, and perhaps a value, open its form."""
        if not interaction.text:
            return await self.show(interaction)
        if name_key(interaction.text) == HISTORY:
            return await self.history(interaction)
        await self._open(interaction, interaction.text)
        return None

    async def show(self, interaction: Interaction) -> Message:
        """Show the settings."""
        asker = await self._services.people.rights(interaction.caller)
        return settings_shown(await self._services.read(show_settings, asker))

    async def history(self, interaction: Interaction) -> Message:
        """Tell who changed which setting, when, and to what."""
        asker = await self._services.people.rights(interaction.caller)
        ask = AskSettingsHistory(asker, interaction.number("page"))
        return told(await self._services.read(settings_history, ask))

    async def pressed_change(self, interaction: Interaction) -> None:
        """Open the form for the setting of a button."""
        await self._open(interaction, interaction.word("setting"))

    async def _open(self, interaction: Interaction, text: str) -> None:
        async def prepare() -> Form:
            asker = await self._services.people.rights(interaction.caller)
            asked = await self._services.read(ask_setting, AskSetting(asker, text))
            return setting_form(asked, interaction.channel)

        await interaction.reply.open_form(TITLE, prepare)

    async def submitted(self, interaction: Interaction) -> Message:
        """Let what a form says count."""
        actor = await self._services.people.rights(interaction.caller)
        setting = next((each for each in Setting if each.value == interaction.word("setting")), None)
        if setting is None:
            raise unknown(Thing.MESSAGE, "", ())
        value, problems = await self._read(setting, interaction.fields)
        request = ChangeSetting(actor, setting, value, problems, interaction.word("seen"))
        return setting_changed(await self._services.change(change_setting, request))

    async def _read(self, setting: Setting, fields: forms.Fields) -> tuple[str | None, tuple[Problem, ...]]:
        """Read the value, and look up what it names; None is the environment's."""
        if forms.is_ticked(fields, BACK):
            return None, ()
        value, why = self._services.read_setting(setting.value, _filled_in(setting, fields))
        if why:
            return "", (Problem(VALUE, Fault.NOT_TAKEN, why),)
        match setting:
            case Setting.SUPPORT_CHANNEL:
                return value, await problems_of_channel(self._services.references, VALUE, value)
            case Setting.SUPPORT_GROUP | Setting.MANAGERS:
                return await self._looked_up(setting, value)
            case _:
                return value, ()

    async def _looked_up(self, setting: Setting, value: str) -> tuple[str, tuple[Problem, ...]]:
        """Put ids in place of names."""
        named = listed(value)
        references = self._services.references
        ids = await references.find([each for each in named if not is_id(each)], groups=True)
        at = GROUPS if setting is Setting.MANAGERS else VALUE
        lost = [
            Problem(at, Fault.NOBODY_FOUND, each) for each in named if not is_id(each) and each not in ids
        ]
        found = sorted({ids.get(each, each) for each in named})
        return ", ".join(found), (*lost, *await problems_of_people(references, VALUE, found))


def _filled_in(setting: Setting, fields: forms.Fields) -> str:
    match setting:
        case Setting.CONFIRMATION:
            return forms.choice(fields, VALUE)
        case Setting.SUPPORT_CHANNEL:
            return forms.channel(fields, VALUE)
        case Setting.MANAGERS:
            return ", ".join([*forms.people(fields, VALUE), forms.line(fields, GROUPS)])
        case _:
            return forms.line(fields, VALUE)
