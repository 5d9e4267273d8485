"""The form for an integration. Block ids are the names of the fields in `rollouts/validation.py`."""

from rollouts.integrations import Integration
from rollouts.servers import Server
from rollouts.usecases.integrations import IntegrationForm
from rollouts.validation import INTEGRATION_MAX
from views.actions import Form, pack
from views.forms import channel_select, field, modal, text_input, users_select
from views.kit import Block
from views.text import is_channel, is_user

ZONE_MOST = 60


def integration_form(answer: IntegrationForm, channel: str | None) -> dict[str, object]:
    """Ask for an integration, or for changes to one; `channel` is where it was asked for."""
    known = answer.integration
    return modal(
        Form.INTEGRATION,
        title="Edit integration" if known else "New integration",
        submit="Save",
        blocks=[
            field(
                "name",
                "Name",
                text_input(placeholder="Acme LMS", initial=known.name if known else "", most=INTEGRATION_MAX),
            ),
            field(
                "channel",
                "Channel",
                channel_select(initial=_first_channel(known, channel)),
                hint="Announcements go here. Invite Fortnight to it first if it is private.",
            ),
            field(
                "owners",
                "Owners",
                users_select(
                    placeholder="You, unless you choose others",
                    initial=tuple(filter(is_user, known.owners)) if known else (),
                ),
                optional=True,
            ),
            *(_environments(server, known) for server in answer.servers),
            field(
                "timezone",
                "Time zone",
                text_input(
                    placeholder="Europe/Berlin",
                    initial=(known.timezone or "") if known else "",
                    most=ZONE_MOST,
                ),
                hint="Posts go out in this zone's morning. Leave it empty for the workspace's own.",
                optional=True,
            ),
        ],
        private_metadata=pack(replaces=known.name if known else None, channel=channel),
    )


def _first_channel(known: Integration | None, asked_in: str | None) -> str | None:
    wanted = known.channel if known else asked_in
    return wanted if wanted and is_channel(wanted) else None


def _environments(server: Server, known: Integration | None) -> Block:
    placed = ", ".join(environment.name for environment in known.on(server.key)) if known else ""
    return field(
        f"environments.{server.key}",
        f"Environments on {server.name}",
        text_input(placeholder="production, test", initial=placed),
        hint="Their names, with commas between them. Leave it empty when there is none.",
        optional=True,
    )
