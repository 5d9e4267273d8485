"""Reading what people type after a command, and answering it by its sub-commands."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.interaction import Interaction
from handlers.table import Answer, Handler
from rollouts.refusals import Thing, Unknown, unknown
from rollouts.texts import name_key
from views.answers import sharing
from views.answers.help import show_help
from views.parts import Message

HELP = "help"
"""Helps after any command."""
_ALIKE = tuple(
    frozenset(words.split())
    for words in (
        "new add create enter open",
        "edit change update rename modify correct retitle",
        "remove delete cancel withdraw drop abandon",
        "move postpone delay reschedule shift date",
        "hold pause stop suspend freeze",
        "resume continue unhold unpause restart",
        "confirm live approve approved deployed shipped released",
        "rollback revert roll-back rolledback",
        "hotfix fix fixed patch",
        "list all ls overview",
        "show view get info status details",
        "next upcoming coming soon planned",
        "history log audit changes",
        "deliveries posts queue pending messages",
        "report results summary",
        "calendar ics ical icalendar",
        "timeline chart gantt roadmap",
        "sources feeds mailbox news",
        "settings config configuration options setup preferences",
        "doctor health check diagnose ping",
        "mine my me",
    )
)
"""Other words that people have for what a sub-command does: it is named to them, and never run for them."""
_ASKS_FOR_HELP = frozenset({"help", "?", "/?", "-h", "-help", "--help", "/help"})


def first_word(text: str) -> tuple[str, str]:
    """Split off the first word, as names are compared."""
    word, *rest = text.split(maxsplit=1) or [""]
    return name_key(word), "".join(rest).rstrip()


def is_help(text: str) -> bool:
    """Say whether somebody asks how to ask: "help" alone, or as on a command line; a question mark, too."""
    words = name_key(text)
    return words in _ASKS_FOR_HELP or words.strip(" ?!.") == HELP


class SubCommands:
    """A command with its sub-commands.

    `default` answers when none is typed, `by_name` when a name is typed in its place. `shareable` are those
    whose answers may be shown to everyone; `others` are forms, changes, and what is meant for one person.
    """

    def __init__(
        self,
        command: str,
        *,
        default: Answer,
        by_name: Answer,
        shareable: Mapping[str, Answer],
        others: Mapping[str, Handler],
    ) -> None:
        self.names = (*shareable, *others, HELP)
        self._command = command
        self._default = default
        self._by_name = by_name
        self._shareable = shareable
        self._others = others

    async def answer(self, interaction: Interaction) -> Message | None:
        """Answer privately; what can be shown to everyone gets a button for it.

        Raises:
            Unknown: the word is neither a sub-command nor a name; it names the sub-commands and the nearest.
        """
        word, rest = first_word(interaction.text)
        if is_help(word) or (word in self.names and is_help(rest)):
            return show_help()
        if word in self._others:
            return await self._others[word](replace(interaction, text=rest))
        return sharing.private(await self.public_answer(interaction), share=(self._command, interaction.text))

    async def public_answer(self, interaction: Interaction) -> Message:
        """Answer as it can be shown to everyone.

        Raises:
            Unknown: the word is neither a shareable sub-command nor a name.
        """
        word, rest = first_word(interaction.text)
        if not word:
            return await self._default(interaction)
        if word in self._shareable:
            return await self._shareable[word](replace(interaction, text=rest))
        try:
            return await self._by_name(interaction)
        except Unknown as refusal:
            raise self._not_understood(interaction.text, refusal) from None

    def _not_understood(self, text: str, refusal: Unknown) -> Unknown:
        """Refuse what is neither: a sub-command in other words, or with a slip, was meant, else a name.

        No sub-command has a number in it, names have.
        """
        word, _ = first_word(text)
        if any(first_word(name)[0] == word for name in refusal.nearest):
            return refusal
        found = unknown(Thing.COMMAND, word, self.names)
        alike = frozenset[str]().union(*(words for words in _ALIKE if word in words))
        found.nearest = tuple(name for name in self.names if name in alike) or found.nearest
        found.only_asked, found.listed_by = True, f"{self._command} {HELP}"
        is_name = refusal.nearest or any(sign.isdecimal() for sign in word)
        return refusal if is_name and not found.nearest else found
