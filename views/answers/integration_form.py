"""The form for an integration. Its fields have the names of the fields in `rollouts/validation.py`."""

from rollouts.integrations import Integration
from rollouts.servers import Server
from rollouts.usecases.integrations import IntegrationForm
from rollouts.validation import INTEGRATION_MAX
from views.actions import FormId, pack
from views.forms import ChannelSelect, Field, Form, PeopleSelect, TextBox
from views.posts.stages import named_server

ZONE_MOST = 60


def integration_form(answer: IntegrationForm, channel: str | None, *, name: str = "") -> Form:
    """Ask for an integration, or for changes to one.

    `channel` is where it was asked for, `name` what was typed of a new one.
    """
    known = answer.integration
    return Form(
        FormId.INTEGRATION,
        title="Edit integration" if known else "New integration",
        submit="Save",
        fields=(
            Field(
                "name",
                "Name",
                TextBox(placeholder="Acme LMS", initial=known.name if known else name, most=INTEGRATION_MAX),
            ),
            Field(
                "channel",
                "Channel",
                ChannelSelect(initial=known.channel if known else channel),
                hint="Announcements go here. Invite Fortnight to it first if it is private.",
            ),
            Field(
                "owners",
                "Owners",
                PeopleSelect("You, unless you choose others", initial=known.owners if known else ()),
                optional=True,
            ),
            *(_environments(server, known) for server in answer.servers),
            Field(
                "timezone",
                "Time zone",
                TextBox(
                    placeholder="Europe/Berlin",
                    initial=(known.timezone or "") if known else "",
                    most=ZONE_MOST,
                ),
                hint="Posts go out in this zone's morning, if all integrations of the channel have it. "
                "Leave it empty for the workspace's own.",
                optional=True,
            ),
        ),
        value=pack(replaces=known.name if known else None, channel=channel),
    )


def _environments(server: Server, known: Integration | None) -> Field:
    placed = ", ".join(environment.name for environment in known.on(server.key)) if known else ""
    return Field(
        f"environments.{server.key}",
        f"Environments on {named_server(server)}",
        TextBox(placeholder="production, test", initial=placed),
        hint="Their names, with commas between them. Leave it empty when there is none.",
        optional=True,
    )
