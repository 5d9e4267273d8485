"""Answers about integrations: who uses the vendor's product, where, and what is on its way to them."""

from rollouts.deliveries import Content
from rollouts.integrations import Integration
from rollouts.servers import Server
from rollouts.usecases.integrations import IntegrationList, IntegrationShown
from views.actions import Press, pack
from views.kit import Block, actions, button, content, dialog, fields, header, listing, said, section
from views.posts.stages import named, short
from views.text import YOURS, bullets, enumeration, line, mention, names, place, strong

LIST_MOST = 2800
COMING_MOST = 1500
OWNERS_SHOWN = 20
NO_INTEGRATIONS = "No integration is entered yet. Add yours with `/integration add`."


def listed(answer: IntegrationList) -> Content:
    """List all integrations, the asker's first."""
    add = actions(button("New integration", Press.NEW_INTEGRATION, "new"))
    if not answer.integrations:
        return said(NO_INTEGRATIONS, *add)
    parts = {
        YOURS: [_in_short(i, answer.servers) for i in answer.integrations if i.name in answer.mine],
        "Other integrations" if answer.mine else "Integrations": [
            _in_short(i, answer.servers) for i in answer.integrations if i.name not in answer.mine
        ],
    }
    blocks = [block for title, lines in parts.items() for block in listing(title, lines, most=LIST_MOST)]
    words = [f"{title}:\n{bullets(lines, most=1900)}" for title, lines in parts.items() if lines]
    return content("\n".join(words), [*blocks, *add])


def _in_short(integration: Integration, servers: tuple[Server, ...]) -> str:
    placed = enumeration(_environments(integration, servers))
    return f"{strong(integration.name)} in {place(integration.channel)}: {placed}"


def _environments(integration: Integration, servers: tuple[Server, ...]) -> list[str]:
    """Say which environments are on which server, in the servers' order."""
    return [
        f"{names((e.name for e in placed), most=150)} on {short(server.key, servers)}"
        for server in servers
        if (placed := integration.on(server.key))
    ]


def shown(answer: IntegrationShown) -> Content:
    """Show one integration and the releases that are on their way to it."""
    return _shown(answer, "")


def saved(answer: IntegrationShown) -> Content:
    """Say that an integration was entered or changed, and show it."""
    channel = place(answer.integration.channel)
    return _shown(answer, f"Saved. {channel} hears from now on what each release means to it.")


def _shown(answer: IntegrationShown, first: str) -> Content:
    integration = answer.integration
    owners = enumeration([mention(owner) for owner in integration.owners[:OWNERS_SHOWN]]) or "nobody"
    environments = enumeration(_environments(integration, answer.servers))
    facts = [
        ("Channel", place(integration.channel)),
        ("Owners", owners),
        ("Environments", environments),
        ("Time zone", line(integration.timezone or answer.policy.timezone)),
    ]
    coming = [named(release) for release in answer.coming]
    blocks = [
        header(integration.name),
        *([section(first)] if first else []),
        fields(facts),
        *listing("On their way", coming, most=COMING_MOST),
        *(_buttons(integration) if answer.may_change else []),
    ]
    words = [
        *([first] if first else []),
        f"{line(integration.name)}: {environments}.",
        f"Channel {place(integration.channel)}, owners {owners}.",
        f"On their way: {enumeration(coming)}." if coming else "No release is on its way to it.",
    ]
    return content(" ".join(words), blocks)


def _buttons(integration: Integration) -> list[Block]:
    value = pack(integration=integration.name)
    sure = dialog(
        title="Remove this integration?",
        text=f"{integration.name} is removed, and its channel hears nothing about releases on its behalf.",
        yes="Remove",
        no="Keep",
    )
    return actions(
        button("Edit", Press.EDIT_INTEGRATION, value),
        button("Remove", Press.REMOVE_INTEGRATION, value, style="danger", confirm=sure),
    )


def removed(integration: Integration) -> Content:
    """Say that an integration was removed."""
    return said(
        f"{line(integration.name)} is removed. What was planned for {place(integration.channel)} "
        "on its behalf alone will not be posted."
    )
