"""Answers about integrations: who uses the vendor's product, where, and what is on its way to them."""

from rollouts.integrations import Environment, Integration
from rollouts.servers import Server
from rollouts.usecases.integrations import IntegrationList, IntegrationShown
from views.actions import Press, pack
from views.answers.sharing import YOURS
from views.inlines import (
    Bold,
    Bullets,
    Channel,
    Code,
    Names,
    Person,
    Text,
    Words,
    enumeration,
    lines,
    say,
    sentences,
)
from views.parts import Button, Buttons, Fields, Heading, Message, Paragraph, Part, Question, listing, said
from views.posts.stages import named, short

LIST_MOST = 2800
NAMES_MOST = 150
COMING_MOST = 1500
OWNERS_SHOWN = 20
TEXT_MOST = 1900
NO_INTEGRATIONS = say("No integration is entered yet. Add yours with {add}.", add=Code("/integration add"))


def listed(answer: IntegrationList) -> Message:
    """List all integrations, the asker's first."""
    add = Buttons((Button("New integration", Press.NEW_INTEGRATION, "new"),))
    if not answer.integrations:
        return said(NO_INTEGRATIONS, add)
    lists: dict[Words, list[Text]] = {
        YOURS: [in_short(i, answer.servers) for i in answer.integrations if i.name in answer.mine],
        "Other integrations" if answer.mine else "Integrations": [
            in_short(i, answer.servers) for i in answer.integrations if i.name not in answer.mine
        ],
    }
    parts = [part for title, rows in lists.items() for part in listing(title, rows, most=LIST_MOST)]
    words = [
        lines(say("{title}:", title=title), Bullets(tuple(rows), TEXT_MOST))
        for title, rows in lists.items()
        if rows
    ]
    return Message(lines(*words), (*parts, add))


def in_short(integration: Integration, servers: tuple[Server, ...]) -> Text:
    """Say in one line where an integration is."""
    return say(
        "{name} in {channel}: {environments}",
        name=Bold(integration.name),
        channel=Channel(integration.channel),
        environments=enumeration(_environments(integration, servers)),
    )


def _environments(integration: Integration, servers: tuple[Server, ...]) -> list[Text]:
    """Say which environments are on which server, in the servers' order."""
    return [
        say("{names} on {server}", names=_names(placed), server=short(server.key, servers))
        for server in servers
        if (placed := integration.on(server.key))
    ]


def _names(environments: tuple[Environment, ...]) -> Names:
    return Names(tuple(environment.name for environment in environments), NAMES_MOST)


def shown(answer: IntegrationShown) -> Message:
    """Show one integration and the releases that are on their way to it."""
    return _shown(answer, Text())


def saved(answer: IntegrationShown) -> Message:
    """Say that an integration was entered or changed, and show it."""
    channel = Channel(answer.integration.channel)
    saved = say("Saved. {channel} hears from now on what each release means to it.", channel=channel)
    return _shown(answer, saved)


def _shown(answer: IntegrationShown, first: Text) -> Message:
    integration = answer.integration
    owners = enumeration([Person(owner) for owner in integration.owners[:OWNERS_SHOWN]]) or "nobody"
    environments = enumeration(_environments(integration, answer.servers))
    channel = Channel(integration.channel)
    facts = (
        ("Channel", channel),
        ("Owners", owners),
        ("Environments", environments),
        ("Time zone", integration.timezone or answer.policy.timezone),
    )
    coming = [named(release) for release in answer.coming]
    parts: tuple[Part, ...] = (
        Heading(integration.name),
        *([Paragraph(first)] if first else []),
        Fields(facts),
        *listing("On their way", coming, most=COMING_MOST),
        *([_buttons(integration)] if answer.may_change else []),
    )
    on_their_way = say("On their way: {releases}.", releases=enumeration(coming))
    text = sentences(
        first,
        say("{name}: {environments}.", name=integration.name, environments=environments),
        say("Channel {channel}, owners {owners}.", channel=channel, owners=owners),
        on_their_way if coming else "No release is on its way to it.",
    )
    return Message(text, parts)


def _buttons(integration: Integration) -> Buttons:
    value = pack(integration=integration.name)
    sure = Question(
        title="Remove this integration?",
        text=f"{integration.name} is removed, and its channel hears nothing about releases on its behalf.",
        yes="Remove",
        no="Keep",
    )
    return Buttons(
        (
            Button("Edit", Press.EDIT_INTEGRATION, value),
            Button("Remove", Press.REMOVE_INTEGRATION, value, style="danger", asks=sure),
        )
    )


def ask_to_remove(integration: Integration) -> Message:
    """Ask somebody who typed it whether they mean it: nothing is removed by a command alone."""
    ask = say(
        "Remove {name}? What is planned for {channel} on its behalf alone will not be posted.",
        name=Bold(integration.name),
        channel=Channel(integration.channel),
    )
    value = pack(integration=integration.name)
    return said(ask, Buttons((Button("Remove", Press.REMOVE_INTEGRATION, value, style="danger"),)))


def removed(integration: Integration) -> Message:
    """Say that an integration was removed."""
    return said(
        say(
            "{name} is removed. What was planned for {channel} on its behalf alone will not be posted.",
            name=integration.name,
            channel=Channel(integration.channel),
        )
    )
